"""Validation: records against the schema, and every quote against the text it was taken from."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from datetime import date
from typing import TypeAlias

from graph.declaration import BOOL, DATE, FLOAT, INT, STR, STRS, EdgeType, NodeType, Property
from graph.errors import InvalidRecords
from graph.evidence import printed_at
from graph.records import Batch, Edge, Node, Value, edge_order
from graph.schema import EVIDENCE, SCHEMA

Key: TypeAlias = tuple[str, str]  # label, id

KEPT_BY_LIBRARY = frozenset(  # written by the program about the graph, never part of a batch
    [n.label for n in SCHEMA.nodes.values() if n.kept] + [t.type for t in SCHEMA.edges.values() if t.kept]
)
EVIDENCE_NAMES = frozenset(p.name for p in EVIDENCE if p.required)
INDEXED_BYTES, TEXT_INDEXED_BYTES = 8_000, 32_000  # Neo4j refuses longer values under a range and a text index
INT_LIMIT = 2**63  # integers of both engines have 64 bits

_YEAR = re.compile(r"[0-9]{4}")
_SURROGATE = re.compile("[\ud800-\udfff]")


def check(records: Batch, text: str | None, sha256: str, known: Set[Key] = frozenset(), *, where: str = "") -> None:
    """Raise InvalidRecords with every problem that :func:`validate` finds; ``where`` names the file."""
    problems = validate(records, text, sha256, known)
    if problems:
        raise InvalidRecords(problems, where=where or records.document or "registry")


def validate(records: Batch, text: str | None, sha256: str, known: Set[Key] = frozenset()) -> list[str]:
    """All breaches of the schema and of the evidence in one batch, each as one sentence; empty if there is none.

    Args:
        records: the batch of one document, or of the registry (``document`` empty).
        text: the decoded text that the offsets count in (code points); None for the registry.
        sha256: of the bytes that the text was decoded from.
        known: keys of the registry, where edges of a document may end besides its own nodes.
    """
    if text is not None and not _is_text(text):
        return ["the text holds a lone surrogate, which no file can"]
    keys = frozenset((n.label, n.id) for n in records.nodes)
    problems = list(_twice(records))
    for node in records.nodes:
        problems += _node_problems(node)
    for edge in records.edges:
        problems += _edge_problems(edge, keys | known if records.document else keys)
    if problems:  # what follows reads properties and ends that are known to be there
        return problems
    if not records.document:
        return list(_registry_problems(records))
    return [
        *_document_problems(records, sha256),
        *_place_problems(records, text),
        *_ownership_problems(records, known),
        *_part_problems(records),
        *(p for edge in records.edges for p in _evidence_problems(edge, records.document, text, sha256)),
    ]


def belongs(edge: Edge) -> bool:
    """Whether the edge belongs to a document; the others state facts about a shared node."""
    return edge.properties.get("document") is not None


def is_shared(key: Key) -> bool:
    """Whether nodes of this label may be named by several documents."""
    return SCHEMA.nodes[key[0]].shared


# ---- against the schema ----------------------------------------------------------------------------------------------


def _twice(records: Batch) -> Iterator[str]:
    """Keys of nodes, and ids of edges that have one, that stand for two things; edges that say the same."""
    counts = Counter((n.label, n.id) for n in records.nodes)
    counts.update((e.type, str(id_)) for e in records.edges if (id_ := e.properties.get("id")) is not None)
    yield from (f"{name} {id_}: the key is used twice" for (name, id_), count in counts.items() if count > 1)
    said = Counter((edge_name(e), repr(edge_order(e))) for e in records.edges if "id" not in e.properties)
    yield from (f"{name}: the edge is there {count} times" for (name, _), count in said.items() if count > 1)


def _node_problems(node: Node) -> Iterator[str]:
    where = f"{node.label} {node.id}"
    declared = SCHEMA.nodes.get(node.label)
    if declared is None or node.label in KEPT_BY_LIBRARY:
        yield f"{where}: no such label in a batch"
        return
    if not node.id.strip():
        yield f"{where}: the id is empty"
    if "id" in node.properties:
        yield f"{where}: the id is repeated among the properties"
    row = {**node.properties, "id": node.id}
    yield from _property_problems(row, declared.properties, where)
    yield from _length_problems(row, declared, where)


def _edge_problems(edge: Edge, keys: Set[Key]) -> Iterator[str]:
    where = edge_name(edge)
    declared = SCHEMA.edges.get(edge.type)
    if declared is None or edge.type in KEPT_BY_LIBRARY:
        yield f"{where}: no such edge type in a batch"
        return
    for key, allowed, end in ((edge.source, declared.sources, "start"), (edge.target, declared.targets, "end")):
        if key[0] not in allowed:
            yield f"{where}: may not {end} at {key[0]}"
        elif key not in keys:
            yield f"{where}: {key[0]} {key[1]} is neither in the batch nor in the registry"
    yield from _property_problems(edge.properties, declared.properties, where)
    yield from _half_evidence(edge, declared, where)


def _half_evidence(edge: Edge, declared: EdgeType, where: str) -> Iterator[str]:
    """Where evidence is optional it is there as a whole or not at all."""
    given = {name for name, value in edge.properties.items() if value is not None} & EVIDENCE_NAMES
    if not declared.owned and given and given != EVIDENCE_NAMES:
        yield f"{where}: evidence without {', '.join(sorted(EVIDENCE_NAMES - given))}"


def _property_problems(row: Mapping[str, Value], declared: tuple[Property, ...], where: str) -> Iterator[str]:
    known = {p.name: p for p in declared}
    for name in sorted(row.keys() - known.keys()):
        yield f"{where}: unknown property {name!r}"
    for name, declaration in known.items():
        value = row.get(name)
        if value is None:
            if declaration.required:
                yield f"{where}: property {name!r} is missing"
        elif not _FITS[declaration.type](value):
            yield f"{where}: property {name!r} is no {declaration.type}: {value!r:.80}"
        elif declaration.values and value not in declaration.values:
            yield f"{where}: property {name!r} is {value!r:.80}, not one of {', '.join(declaration.values)}"


def _length_problems(row: Mapping[str, Value], declared: NodeType, where: str) -> Iterator[str]:
    limits = dict.fromkeys(declared.text, TEXT_INDEXED_BYTES) | dict.fromkeys(("id", *declared.indexed), INDEXED_BYTES)
    for name, limit in limits.items():
        value = row.get(name)
        if _is_text(value) and len(str(value).encode()) > limit:
            yield f"{where}: property {name!r} is longer than {limit} bytes and cannot be indexed"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not _SURROGATE.search(value)


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -INT_LIMIT <= value < INT_LIMIT


def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return bool(_YEAR.fullmatch(value)) or date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(_is_text(item) for item in value)


_FITS: dict[str, Callable[[object], bool]] = {
    STR: _is_text,
    INT: _is_int,
    FLOAT: lambda value: isinstance(value, float) and math.isfinite(value),
    BOOL: lambda value: isinstance(value, bool),
    DATE: _is_date,
    STRS: _is_texts,
}


# ---- a batch as a whole ----------------------------------------------------------------------------------------------


def _registry_problems(records: Batch) -> Iterator[str]:
    for node in records.nodes:
        if not is_shared((node.label, node.id)):
            yield f"{node.label} {node.id}: belongs to a document and cannot be in the registry"
        elif node.properties.get("origin") != "registry":
            yield f"{node.label} {node.id}: its origin must be registry"
        elif node.properties.get("loaded"):
            yield f"{node.label} {node.id}: a document of the registry is only named, not loaded"
    for edge in records.edges:
        if belongs(edge) or SCHEMA.edges[edge.type].owned:
            yield f"{edge_name(edge)}: belongs to a document and cannot be in the registry"


def _document_problems(records: Batch, sha256: str) -> Iterator[str]:
    """The batch holds its own document, loaded; others are only named."""
    own = [n for n in records.nodes if (n.label, n.id) == ("Document", records.document)]
    if not own:
        yield f"Document {records.document}: the batch lacks its own document"
    for node in own:
        if node.properties["origin"] != "document" or not node.properties["loaded"]:
            yield f"Document {node.id}: must have origin document and be loaded"
        if node.properties.get("sha256") not in (None, sha256):
            yield f"Document {node.id}: its sha256 is not that of the bytes"
    for node in records.nodes:
        if node.label == "Document" and node.id != records.document and node.properties["loaded"]:
            yield f"Document {node.id}: another document cannot be loaded by this batch"


def _ownership_problems(records: Batch, known: Set[Key]) -> Iterator[str]:
    """What dies with a document must be found from it, and what it shares must be named by a quote of its own."""
    own = {k for n in records.nodes if not is_shared(k := (n.label, n.id))} | {("Document", records.document)}
    stated = {(n.label, n.id) for n in records.nodes if n.properties.get("origin") == "document"} - own
    touched = {key for edge in records.edges if belongs(edge) for key in (edge.source, edge.target)}
    near = {key for e in records.edges if {e.source, e.target} & own and belongs(e) for key in (e.source, e.target)}
    for node in records.nodes:
        yield from _owner_problems(node, records.document, touched, known)
    for edge in records.edges:
        if not belongs(edge):
            if edge.source not in stated:
                yield f"{edge_name(edge)}: a fact about a node that the document does not introduce"
        elif edge.source[0] == "Document" and edge.source not in own:
            yield f"{edge_name(edge)}: starts at another document"
        elif not {edge.source, edge.target} & near:
            yield f"{edge_name(edge)}: joins nodes that no measure, task or document of the batch names"


def _owner_problems(node: Node, document: str, touched: Set[Key], known: Set[Key]) -> Iterator[str]:
    key = node.label, node.id
    if not is_shared(key):
        if node.properties["document"] != document:
            yield f"{node.label} {node.id}: belongs to another document, {node.properties['document']}"
    elif node.properties["origin"] == "registry":
        if key not in known:
            yield f"{node.label} {node.id}: its origin is the registry, which does not have it"
    elif key not in touched and key != ("Document", document):
        yield f"{node.label} {node.id}: no edge of the document touches it"


def _part_problems(records: Batch) -> Iterator[str]:
    """Every section, measure and task hangs on exactly one thing."""
    parts = {t.type for t in SCHEMA.edges.values() if is_part(t)}
    labels = {label for t in SCHEMA.edges.values() if is_part(t) for label in t.targets}
    holders = Counter(e.target for e in records.edges if e.type in parts)
    for node in records.nodes:
        if node.label in labels and (count := holders[node.label, node.id]) != 1:
            yield f"{node.label} {node.id}: hangs on {count} things, not on one"


def is_part(type_: EdgeType) -> bool:
    """Whether the edge type says that its target is a part of its source."""
    return type_.owned and not type_.evidence and not any(SCHEMA.nodes[label].shared for label in type_.targets)


# ---- evidence --------------------------------------------------------------------------------------------------------


def _place_problems(records: Batch, text: str | None) -> Iterator[str]:
    """Nodes that have a place in the text have one that exists."""
    end = len(text) if text is not None else INT_LIMIT
    for node in records.nodes:
        start, stop = node.properties.get("start"), node.properties.get("end")
        if isinstance(start, int) and isinstance(stop, int) and not 0 <= start <= stop <= end:
            yield f"{node.label} {node.id}: {start}:{stop} is no place in the text"


def _evidence_problems(edge: Edge, document: str, text: str | None, sha256: str) -> Iterator[str]:
    where, row = edge_name(edge), edge.properties
    if not belongs(edge):
        return
    if row["document"] != document:
        yield f"{where}: belongs to another document, {row['document']}"
    if row.get("quote") is None:
        return
    if row["sha256"] != sha256:
        yield f"{where}: its sha256 is not that of the bytes"
    if text is None:
        yield f"{where}: there is no text to hold the quote against"
        return
    start, name, name_end, end = (_int(row[n]) for n in ("start", "name_start", "name_end", "end"))
    if not 0 <= start <= name < name_end <= end <= len(text):
        yield f"{where}: the name at {name}:{name_end} is not within the quote at {start}:{end} of {len(text)}"
        return
    quote = printed_at(text, start, end, str(row.get("pieces") or ""))
    named = printed_at(text, name, name_end, str(row.get("name_pieces") or ""))
    for what, words in (("quote", quote), ("as_named", named)):
        if not words or row[what] != words:
            yield f"{where}: {what} is {row[what]!r:.60}, the text says {words!r:.60}"


def _int(value: Value) -> int:
    """An offset; that it is a number was checked against the schema."""
    return value if isinstance(value, int) else -1


def edge_name(edge: Edge) -> str:
    """How a message calls an edge."""
    return f"{edge.type} {edge.source[1]} -> {edge.target[1]}"
