"""Files of an answer: CSV, JSON, JSON lines, GraphML and GEXF, the same from every face."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator

from graph.catalogue.query import Query
from graph.catalogue.result import Result, csv_cell
from graph.errors import UsageError
from graph.export.network import gexf, graphml

_PART = 500  # rows written at a time


def formats_of(query: Query) -> list[str]:
    """The formats in which the query's answer comes; graph files are of answers of shape graph only."""
    return [name for name in _WRITERS if name not in GRAPHS or query.shape == "graph"]


def parts(result: Result, format_: str) -> Iterator[bytes]:
    """The file in parts, which together are what it holds.

    Raises:
        UsageError: the answer does not come in this format.
    """
    if format_ not in formats_of(result.query):
        offered = ", ".join(formats_of(result.query))
        raise UsageError(f"{result.query.name} does not come as {format_}", hint=f"it comes as {offered}")
    return _WRITERS[format_](result)


def file_name(result: Result, format_: str) -> str:
    """The question, and if it is a part of the answer, which: agency-leads-1-50-of-88.csv."""
    stem = result.query.name.replace("/", "-")
    offset = next((p.value for p in result.params if p.name == "offset"), 0)
    first = offset + 1 if isinstance(offset, int) else 1
    if result.truncated or first > 1:
        stem += f"-{first}-{first + len(result.rows) - 1}-of-{result.total}"
    return f"{stem}.{format_}"


def _csv(result: Result) -> Iterator[bytes]:
    """As :meth:`Result.to_csv`; a byte order mark first, by which spreadsheets know UTF-8."""
    out = io.StringIO("\ufeff")
    out.seek(1)
    writer = csv.writer(out)
    names = [column.name for column in result.columns]
    writer.writerow(names)
    for at in range(0, max(len(result.rows), 1), _PART):
        writer.writerows([csv_cell(row[name]) for name in names] for row in result.rows[at : at + _PART])
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()


def _json_lines(result: Result) -> Iterator[bytes]:
    for at in range(0, len(result.rows), _PART):
        yield b"".join(compact(row) + b"\n" for row in result.rows[at : at + _PART])


def compact(data: object) -> bytes:
    """JSON without blanks, Chinese as it is."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


_WRITERS: dict[str, Callable[[Result], Iterator[bytes]]] = {
    "json": lambda result: iter([compact(result.to_dict())]),
    "csv": _csv,
    "jsonl": _json_lines,
    "graphml": lambda result: iter([graphml(result.to_networkx())]),
    "gexf": lambda result: iter([gexf(result.to_networkx())]),
}
GRAPHS = ("graphml", "gexf")
ROWS = ("csv", "jsonl")
FILES = (*ROWS, *GRAPHS)  # where no limit is given they hold all rows
