"""Names of nodes: an id or a name as a user writes it, made into the id that a query takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from graph.catalogue.spelling import near
from graph.errors import AmbiguousName, UnknownName
from graph.evidence import fold
from graph.registry import registry
from graph.registry.agency import Agency
from graph.schema import SCHEMA

NAMING = ("number", "name", "title", "plan_title", "short", "names")  # the properties that can name a node
SHOWN = ("title", "name", "number")  # the property that is shown for a node, the first that it has
MANY = 20_000  # nodes of a label that are looked through where no exact spelling is found
OFFERED = 8  # candidates in an error
_NUMBERED = re.compile(r"(?P<document>.*\d+\s*号)\s*(?P<part>.+)")


class Answer(Protocol):
    """Rows as a store gives them."""

    @property
    def columns(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Sequence[Mapping[str, object]]: ...
    @property
    def truncated(self) -> bool: ...


class Reader(Protocol):
    """What the catalogue needs of a store."""

    def read(
        self, cypher: str, params: Mapping[str, object], *, limit: int | None = None, timeout: float = 10.0
    ) -> Answer: ...


@dataclass(frozen=True)
class Named:
    """A node by its id, with the name that is shown for it."""

    id: str
    name: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.id} {self.name}{self.detail}"


def resolve(store: Reader, label: str, given: str, where: str = "") -> Named:
    """The node of a label that an id or a name stands for.

    A body is looked up in the registry first (any name that it ever had), then, like all other nodes, in the store.
    The registry also makes bodies of names by their grammar (湖北省质监局, 各有关部门); those count only if the store
    has them, or any name that looks like a body would be answered with no rows instead of an error.

    Raises:
        UnknownName: nobody goes by the name; candidates are the names nearest to it.
        AmbiguousName: several nodes do; candidates are their ids and names.
    """
    found = _registered(store, given, where) if label == "Agency" else []
    found = found or _by_id(store, label, given) or _spelt(store, label, given) or _in_document(store, label, given)
    everyone = [] if found else _everyone(store, label)
    found = found or [named for named, names in everyone if fold(given) in map(fold, names)]
    if not found:
        suggested = registry().suggest(given) if label == "Agency" else ()
        alike = near(given, [name for _, names in everyone for name in names], OFFERED)
        candidates = list(dict.fromkeys([*suggested, *alike]))[:OFFERED]
        raise UnknownName(f"no {label} {given!r}", candidates=candidates, where=where)
    if len(found) > 1:
        more = [] if len(found) <= OFFERED else ["…"]
        shown = [str(named) for named in found[:OFFERED]] + more
        raise AmbiguousName(f"{given!r} names several nodes {label}", candidates=shown, where=where)
    return found[0]


def _registered(store: Reader, given: str, where: str) -> list[Named]:
    own = registry().agency(given)
    if own is not None:
        return [Named(own.id, own.name)]
    resolution = registry().resolve(given, on=None)
    if resolution.how == "ambiguous":
        owners = [str(Named(a.id, a.name, _years(a))) for a in resolution.candidates]
        raise AmbiguousName(f"{given!r} was the name of several bodies", candidates=owners, where=where)
    if resolution.agency is None:
        return []
    found = Named(resolution.agency.id, resolution.agency.name)
    return [found] if registry().agency(found.id) is not None else _by_id(store, "Agency", found.id)


def _years(agency: Agency) -> str:
    first, last = (agency.valid_from or "")[:4], (agency.valid_to or "")[:4]
    return f" ({first}–{last})" if first or last else ""


def naming(label: str) -> tuple[str, ...]:
    """The properties by which a node of this label can be named."""
    properties = {p.name for p in SCHEMA.nodes[label].properties}
    return tuple(name for name in NAMING if name in properties)


def _by_id(store: Reader, label: str, given: str) -> list[Named]:
    return [named for named, _ in _ask(store, label, "{id: $given}", "", {"given": given}, OFFERED + 1)]


def _spelt(store: Reader, label: str, given: str, document: str | None = None) -> list[Named]:
    listed = {p.name for p in SCHEMA.nodes[label].properties if p.type.startswith("list")}
    tests = [f"any(s IN $spelt WHERE s IN n.{p})" if p in listed else f"n.{p} IN $spelt" for p in naming(label)]
    if not tests:
        return []
    keys = "" if document is None else "{document: $document}"
    params = {} if document is None else {"document": document}
    where = " WHERE " + " OR ".join(tests)
    return [n for n, _ in _ask(store, label, keys, where, {**params, "spelt": spellings(given)}, OFFERED + 1)]


def _in_document(store: Reader, label: str, given: str) -> list[Named]:
    """A part of a document by the number of both: 国办发〔2014〕18号（九）. Printed numbers alone are seldom unique."""
    match = _NUMBERED.fullmatch(given.strip())
    if match is None or label == "Document" or not any(p.name == "document" for p in SCHEMA.nodes[label].properties):
        return []
    documents = _spelt(store, "Document", match["document"])
    return _spelt(store, label, match["part"], documents[0].id) if len(documents) == 1 else []


def spellings(given: str) -> list[str]:
    """A name as given and as documents print it: brackets and digits of either width, 《》 off, （） on."""
    narrow = unicodedata.normalize("NFKC", given).strip().removeprefix("《").removesuffix("》")
    wide = narrow.replace("(", "（").replace(")", "）")
    numbered = narrow.translate(str.maketrans("[]()【】", "〔〕〔〕〔〕"))
    return list(dict.fromkeys((given, narrow, wide, numbered, f"（{narrow}）")))


def _everyone(store: Reader, label: str) -> list[tuple[Named, list[str]]]:
    return _ask(store, label, "", "", {}, MANY) if naming(label) else []


def _ask(
    store: Reader, label: str, keys: str, where: str, params: Mapping[str, object], limit: int
) -> list[tuple[Named, list[str]]]:
    """Nodes with all their names. The Cypher is made of the schema's words and parameters only."""
    properties = naming(label)
    returned = "".join(f", n.{name} AS {name}" for name in properties)
    cypher = f"MATCH (n:{label}{' ' + keys if keys else ''}){where} RETURN n.id AS id{returned} ORDER BY n.id"
    return [_named(row, properties) for row in store.read(cypher, params, limit=limit).rows]


def _named(row: Mapping[str, object], properties: Sequence[str]) -> tuple[Named, list[str]]:
    names: list[str] = []
    for name in properties:
        value = row[name]
        names += [str(v) for v in value] if isinstance(value, list) else [str(value)] if value else []
    id_ = str(row["id"])
    return Named(id_, next((str(row[p]) for p in SHOWN if row.get(p)), id_)), names
