"""Names of nodes: an id or a name as a user writes it, made into the id that a query takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Protocol

from graph.catalogue.directory import Directory, Named, Shelf
from graph.errors import AmbiguousName, UnknownName
from graph.registry import registry
from graph.registry.agency import Agency
from graph.schema import SCHEMA
from graph.store.rows import Step

__all__ = ["Answer", "Named", "Reader", "naming", "resolve", "spellings"]

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

    def read_in_turn(
        self, steps: Sequence[Step], *, limit: int | None = None, timeout: float = 10.0
    ) -> Sequence[Answer]: ...


def resolve(store: Reader, label: str, given: str, where: str = "", shelf: Shelf | None = None) -> Named:
    """The node of a label that an id or a name stands for.

    A body is looked up in the registry first (any name that it ever had), then, like all other nodes, in the store.
    The registry also makes bodies of names by their grammar (湖北省质监局, 各有关部门); those count only if the store
    has them, or any name that looks like a body would be answered with no rows instead of an error.

    Args:
        store: where to look.
        label: of the node.
        given: id or name.
        where: what asks, for errors.
        shelf: what was looked up before in the same version of the data; what is found is put there.

    Raises:
        UnknownName: nobody goes by the name; candidates are the names nearest to it.
        AmbiguousName: several nodes do; candidates are their ids and names.
    """
    shelf = shelf or Shelf()
    found = shelf.names.get((label, given))
    if found is None:
        found = _found(_Book(store, label, shelf), given, where)
        shelf.keep(label, given, found)
    return found


def _found(book: _Book, given: str, where: str) -> Named:
    label = book.label
    found = _registered(book, given, where) if label == "Agency" else []
    found = found or book.with_id(given) or book.spelt(given) or _in_document(book.store, label, given)
    found = found or book.everyone().folded(given)
    if not found:
        suggested = registry().suggest(given) if label == "Agency" else ()
        candidates = list(dict.fromkeys([*suggested, *book.everyone().alike(given, OFFERED)]))[:OFFERED]
        raise UnknownName(f"no {label} {given!r}", candidates=candidates, where=where)
    if len(found) > 1:
        more = [] if len(found) <= OFFERED else ["…"]
        shown = [str(named) for named in found[:OFFERED]] + more
        raise AmbiguousName(f"{given!r} names several nodes {label}", candidates=shown, where=where)
    return found[0]


class _Book:
    """The nodes of one label: in the store, or in memory once all of them had to be read."""

    def __init__(self, store: Reader, label: str, shelf: Shelf) -> None:
        self.store, self.label, self._shelf = store, label, shelf

    def with_id(self, given: str) -> list[Named]:
        whole = self._whole
        return _by_id(self.store, self.label, given) if whole is None else whole.with_id(given)

    def spelt(self, given: str) -> list[Named]:
        whole = self._whole
        return _spelt(self.store, self.label, given) if whole is None else whole.spelt(spellings(given))

    def everyone(self) -> Directory:
        known = self._shelf.directories.get(self.label)
        if known is None:
            known = self._shelf.directories[self.label] = _directory(self.store, self.label)
        return known

    @property
    def _whole(self) -> Directory | None:
        known = self._shelf.directories.get(self.label)
        return known if known is not None and known.whole else None


def _registered(book: _Book, given: str, where: str) -> list[Named]:
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
    return [found] if registry().agency(found.id) is not None else book.with_id(found.id)


def _years(agency: Agency) -> str:
    first, last = (agency.valid_from or "")[:4], (agency.valid_to or "")[:4]
    return f" ({first}–{last})" if first or last else ""


def naming(label: str) -> tuple[str, ...]:
    """The properties by which a node of this label can be named."""
    properties = {p.name for p in SCHEMA.nodes[label].properties}
    return tuple(name for name in NAMING if name in properties)


def _by_id(store: Reader, label: str, given: str) -> list[Named]:
    return _ask(store, label, "{id: $given}", "", {"given": given}, OFFERED + 1).nodes


def _spelt(store: Reader, label: str, given: str, document: str | None = None) -> list[Named]:
    listed = {p.name for p in SCHEMA.nodes[label].properties if p.type.startswith("list")}
    tests = [f"any(s IN $spelt WHERE s IN n.{p})" if p in listed else f"n.{p} IN $spelt" for p in naming(label)]
    if not tests:
        return []
    keys = "" if document is None else "{document: $document}"
    params = {} if document is None else {"document": document}
    where = " WHERE " + " OR ".join(tests)
    return _ask(store, label, keys, where, {**params, "spelt": spellings(given)}, OFFERED + 1).nodes


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


def _directory(store: Reader, label: str) -> Directory:
    return _ask(store, label, "", "", {}, MANY) if naming(label) else Directory((), whole=False)


def _ask(store: Reader, label: str, keys: str, where: str, params: Mapping[str, object], limit: int) -> Directory:
    """Nodes with all their names. The Cypher is made of the schema's words and parameters only."""
    properties = naming(label)
    returned = "".join(f", n.{name} AS {name}" for name in properties)
    cypher = f"MATCH (n:{label}{' ' + keys if keys else ''}){where} RETURN n.id AS id{returned} ORDER BY n.id"
    answer = store.read(cypher, params, limit=limit)
    return Directory([_named(row, properties) for row in answer.rows], whole=not answer.truncated)


def _named(row: Mapping[str, object], properties: Sequence[str]) -> tuple[Named, list[str]]:
    names: list[str] = []
    for name in properties:
        value = row[name]
        names += [str(v) for v in value] if isinstance(value, list) else [str(value)] if value else []
    id_ = str(row["id"])
    return Named(id_, next((str(row[p]) for p in SHOWN if row.get(p)), id_)), names
