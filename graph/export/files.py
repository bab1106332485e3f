"""Files of an export: one file, or a folder with one file for each label and edge type."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from graph.declaration import BOOL, INT, STRS, Property
from graph.errors import UsageError
from graph.export.network import gexf, graphml, network_of
from graph.records import Batch, Edge, Node, Value
from graph.schema import SCHEMA
from graph.store.home import write_atomic

SEPARATOR = "；"  # between the items of a list in a CSV cell
BULK_SEPARATOR = "\x1f"  # the unit separator: no text that was read holds it
_BULK_TYPES = {INT: "long", BOOL: "boolean", STRS: "string[]"}
_READ_ME = "import.txt"

Files: TypeAlias = Iterator[tuple[str, bytes]]


def write_export(records: Batch, format_: str, target: Path) -> list[Path]:
    """Writes the records; each file is there whole or not at all.

    Args:
        records: what is written, as :func:`graph.export.selection.select` gives it.
        format_: one of FORMATS.
        target: the file; for csv and neo4j the folder, which is made and must be empty.

    Returns:
        The files that were written.

    Raises:
        UsageError: no such format, or the target cannot be written to.
    """
    if format_ not in FORMATS:
        raise UsageError(f"{format_!r} is no format of an export", hint=f"one of {', '.join(FORMATS)}")
    try:
        if format_ in _WHOLE:
            write_atomic(target, _WHOLE[format_](records), mode=0o644)
            return [target]
        return list(_write_folder(records, format_, target))
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}") from error


def _write_folder(records: Batch, format_: str, folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise UsageError(f"the folder {folder} is not empty", hint="name a new one")
    for name, data in _PARTED[format_](records):
        write_atomic(folder / name, data, mode=0o644)
        yield folder / name


def jsonl(records: Batch) -> bytes:
    """One JSON object a line: nodes ({"node": label, …}), then edges ({"edge": type, "from", "to", …})."""
    lines: list[dict[str, object]] = [{"node": n.label, **n.row()} for n in records.nodes]
    lines += [{"edge": e.type, "from": list(e.source), "to": list(e.target), **e.row()} for e in records.edges]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


# ---- folders ----------------------------------------------------------------------------------------------------


def _plain(records: Batch) -> Files:
    """For spreadsheets and data frames: ids as they are, lists joined by ；."""
    for label, nodes in _by_label(records):
        names = [p.name for p in SCHEMA.nodes[label].properties]
        yield f"{label}.csv", _csv(names, (_cells(n.row(), names, SEPARATOR) for n in nodes), bom=True)
    for type_, edges in _by_type(records):
        names = [p.name for p in SCHEMA.edges[type_].properties]
        rows = ([*e.source, *e.target, *_cells(e.row(), names, SEPARATOR)] for e in edges)
        heads = ["source_label", "source", "target_label", "target", *names]
        yield f"{type_}.csv", _csv(heads, rows, bom=True)


def _bulk(records: Batch) -> Files:
    """For ``neo4j-admin database import``: typed headers, ids in one group a label, and the command's arguments."""
    arguments = []
    for label, nodes in _by_label(records):
        properties = SCHEMA.nodes[label].properties
        heads = [f"id:ID({label})" if p.name == "id" else _head(p) for p in properties]
        names = [p.name for p in properties]
        yield f"{label}.csv", _csv([*heads, ":LABEL"], ([*_bulk_cells(n.row(), names), label] for n in nodes))
        arguments.append(f"--nodes=./{label}.csv")
    for (type_, source, target), edges in _by_ends(records):
        names = [p.name for p in SCHEMA.edges[type_].properties]
        heads = [f":START_ID({source})", f":END_ID({target})", *map(_head, SCHEMA.edges[type_].properties), ":TYPE"]
        rows = ([e.source[1], e.target[1], *_bulk_cells(e.row(), names), type_] for e in edges)
        name = f"{type_}.{source}.{target}.csv"
        yield name, _csv(heads, rows)
        arguments.append(f"--relationships=./{name}")
    yield _READ_ME, _command(arguments)


def _command(arguments: list[str]) -> bytes:
    """The arguments, one a line, for use in the folder: ``neo4j-admin database import full neo4j @import.txt``."""
    fixed = ["--id-type=string", "--array-delimiter=U+001F", "--multiline-fields=true"]
    return "".join(f"{line}\n" for line in [*fixed, *arguments]).encode()


def _head(declared: Property) -> str:
    return f"{declared.name}:{_BULK_TYPES.get(declared.type, 'string')}"


def _bulk_cells(row: dict[str, Value], names: list[str]) -> list[str]:
    return _cells(row, names, BULK_SEPARATOR)


def _cells(row: dict[str, Value], names: list[str], separator: str) -> list[str]:
    return [_cell(row.get(name), separator) for name in names]


def _cell(value: Value, separator: str) -> str:
    if isinstance(value, list):
        return separator.join(value)
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


def _csv(heads: list[str], rows: Iterator[list[str]], *, bom: bool = False) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return (("\ufeff" if bom else "") + out.getvalue()).encode()


# ---- grouping ---------------------------------------------------------------------------------------------------


def _by_label(records: Batch) -> Iterator[tuple[str, list[Node]]]:
    for label in SCHEMA.nodes:
        nodes = [n for n in records.nodes if n.label == label]
        if nodes:
            yield label, nodes


def _by_type(records: Batch) -> Iterator[tuple[str, list[Edge]]]:
    for type_ in SCHEMA.edges:
        edges = [e for e in records.edges if e.type == type_]
        if edges:
            yield type_, edges


def _by_ends(records: Batch) -> Iterator[tuple[tuple[str, str, str], list[Edge]]]:
    for type_, edges in _by_type(records):
        for ends in sorted({(e.source[0], e.target[0]) for e in edges}):
            yield (type_, *ends), [e for e in edges if (e.source[0], e.target[0]) == ends]


_WHOLE: dict[str, Callable[[Batch], bytes]] = {
    "graphml": lambda records: graphml(network_of(records)),
    "gexf": lambda records: gexf(network_of(records)),
    "jsonl": jsonl,
}
_PARTED: dict[str, Callable[[Batch], Files]] = {"csv": _plain, "neo4j": _bulk}
FORMATS = (*_WHOLE, *_PARTED)
