"""Holdings: what is in the store, read back — of one document, of a few nodes, or all of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, cast

from graph import statements
from graph.records import Batch, Edge, Node, Value, batch
from graph.schema import SCHEMA
from graph.validation import Key

if TYPE_CHECKING:
    from graph.store.bolt import BoltStore

Tie: TypeAlias = tuple[str, Key, Key]  # type, source, target
READ_TIMEOUT = 120.0  # seconds; reading a whole store takes longer than answering a question


@dataclass(frozen=True)
class Holding:
    """What one document has in the store: keys of what it owns, and its edges by type and ends."""

    document: str
    owned: frozenset[Key] = frozenset()
    ties: Counter[Tie] = field(default_factory=Counter)

    @property
    def shared(self) -> frozenset[Key]:
        """The shared nodes that its edges touch, without the document itself."""
        ends = {key for _, source, target in self.ties for key in (source, target)}
        return frozenset(ends) - self.owned - {("Document", self.document)}


@dataclass(frozen=True)
class Touch:
    """Who touches a shared node that no registry states."""

    loaded: bool
    documents: tuple[str, ...]


def read_holding(store: BoltStore, document: str) -> Holding:
    """What the document has in the store; nothing if it is not loaded."""
    ask = {"document": document}
    owned = frozenset(
        (label, str(row["id"])) for label in statements.OWNED for row in _read(store, statements.read_owned(label), ask)
    )
    ties: Counter[Tie] = Counter()
    for label in (*statements.OWNED, "Document"):
        for row in _read(store, statements.read_outgoing(label), ask):
            ties[_tie(row, label)] += 1
    for label in statements.OWNED:
        for row in _read(store, statements.read_incoming(label), ask):
            type_, end, start = _tie(row, label)
            if SCHEMA.nodes[start[0]].shared and start != ("Document", document):  # others start at what it owns
                ties[type_, start, end] += 1
    found = Holding(document, owned, ties)
    return Holding(document, owned, ties + _between(store, document, found.shared))


def _between(store: BoltStore, document: str, anchors: Iterable[Key]) -> Counter[Tie]:
    """Edges of the document between two shared nodes, of which at least one is an anchor."""
    ids, found = by_label(anchors), Counter[Tie]()
    for type_ in statements.between_shared():
        for source, target in _pairs(type_.type):
            seen = [Counter[Tie](), Counter[Tie]()]
            for label, from_source in ((source, True), (target, False)):
                cypher = statements.read_between(type_.type, source, target, from_source=from_source)
                ask = {"document": document, "ids": ids.get(label, [])}
                for row in _read(store, cypher, ask) if ask["ids"] else ():
                    seen[from_source][type_.type, (source, str(row["source"])), (target, str(row["target"]))] += 1
            found += seen[True] | seen[False]  # seen from both ends it is still one edge
    return found


def read_present(store: BoltStore, keys: Iterable[Key]) -> set[Key]:
    """Which of the nodes are there."""
    return {(label, str(row["id"])) for label, row in _of_keys(store, statements.read_present, keys)}


def read_facts(store: BoltStore, keys: Iterable[Key]) -> Counter[Tie]:
    """What documents say of the nodes beyond their own edges."""
    stated = [key for key in keys if statements.fact_types(key[0])]
    return Counter(_tie(row, label) for label, row in _of_keys(store, statements.read_facts, stated))


def read_touches(store: BoltStore, document: str, keys: Iterable[Key]) -> dict[Key, Touch]:
    """Which documents but this one touch the nodes; the registry's nodes are left out."""
    return {
        (label, str(row["id"])): Touch(bool(row["loaded"]), tuple(map(str, cast("list[object]", row["documents"]))))
        for label, row in _of_keys(store, statements.read_others, keys, document=document)
    }


def read_loads(store: BoltStore) -> dict[str, str]:
    """When each document was loaded, ISO time; the registry's load stands under the empty key."""
    rows = _read(store, statements.read_loads(), {})
    return {str(row["document"] or ""): str(row["finished"]) for row in rows}


def read_all(store: BoltStore) -> Batch:
    """All records of the store in canonical order; entries of loads and analyses are none."""
    labels = [label for label, declared in SCHEMA.nodes.items() if not declared.kept]
    nodes = [_node(label, row["row"]) for label in labels for row in _read(store, statements.read_nodes(label), {})]
    edges = [
        Edge(type_, (source, str(row["source"])), (target, str(row["target"])), _properties(row["row"]))
        for type_, declared in SCHEMA.edges.items()
        if not declared.kept
        for source, target in _pairs(type_)
        for row in _read(store, statements.read_edges(type_, source, target), {})
    ]
    return batch("", nodes, edges)


def by_label(keys: Iterable[Key]) -> dict[str, list[str]]:
    """Ids by label, both in order, each once."""
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for label, id_ in sorted(set(keys)):
        ids[label].append(id_)
    return dict(ids)


def _pairs(type_: str) -> Iterator[tuple[str, str]]:
    declared = SCHEMA.edges[type_]
    return ((source, target) for source in declared.sources for target in declared.targets)


def _of_keys(
    store: BoltStore, statement: Callable[[str], str], keys: Iterable[Key], **params: object
) -> Iterator[tuple[str, Mapping[str, object]]]:
    for label, ids in by_label(keys).items():
        for row in _read(store, statement(label), {"ids": ids, **params}):
            yield label, row


def _read(store: BoltStore, cypher: str, params: Mapping[str, object]) -> list[dict[str, object]]:
    return store.read(cypher, params, timeout=READ_TIMEOUT).rows


def _tie(row: Mapping[str, object], label: str) -> Tie:
    return str(row["type"]), (label, str(row["source"])), (str(row["label"]), str(row["target"]))


def _node(label: str, row: object) -> Node:
    properties = dict(_properties(row))
    return Node(label, str(properties.pop("id")), properties)


def _properties(row: object) -> Mapping[str, Value]:
    return cast("Mapping[str, Value]", row)
