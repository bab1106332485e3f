"""Revisions: what must change in the store for a document to be loaded or deleted, and what that adds and removes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from graph.archive import Archive, Archived
from graph.holding import Holding, Tie, Touch, read_facts, read_holding, read_loads, read_present, read_touches
from graph.records import Batch, Edge, Node, Value
from graph.transaction import Rewrite, load_entry
from graph.validation import Key, belongs, is_shared

if TYPE_CHECKING:
    from graph.store import Step
    from graph.store.bolt import BoltStore

Row: TypeAlias = Mapping[str, Value]
Status: TypeAlias = Literal["created", "replaced", "unchanged", "deleted"]


@dataclass(frozen=True)
class LoadReport:
    """What a load or a deletion did. ``added`` and ``removed`` count nodes by label and edges by type and ends."""

    document: str
    status: Status
    nodes: int = 0
    edges: int = 0
    issues: int = 0
    added: Mapping[str, int] = field(default_factory=dict)
    removed: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Batch, status: Status) -> LoadReport:
        """The report on records that were, or are already, written; what changed is left empty."""
        return cls(records.document, status, len(records.nodes), len(records.edges), records.count("Issue"))


@dataclass(frozen=True)
class Revision:
    """The transaction and what it will have done."""

    steps: list[Step]
    report: LoadReport


@dataclass(frozen=True)
class _Said:
    """What documents say of shared nodes: their properties, and edges that belong to no document."""

    nodes: tuple[Node, ...] = ()
    facts: tuple[Edge, ...] = ()

    def __add__(self, other: _Said) -> _Said:
        return _Said(self.nodes + other.nodes, self.facts + other.facts)

    @property
    def keys(self) -> frozenset[Key]:
        return frozenset(_key(n) for n in self.nodes)


def revise(store: BoltStore, archive: Archive, archived: Archived, row: Row | None, moment: str) -> Revision:
    """Load a document in the place of what the store has of it.

    Args:
        row: its node as the store has it; None if there is none.
        moment: when this is done, ISO time in UTC.
    """
    records, document = archived.records, archived.entry.document
    own = next(n for n in records.nodes if _key(n) == ("Document", document))
    owned = tuple(n for n in records.nodes if not is_shared(_key(n)))
    edges = tuple(e for e in records.edges if belongs(e))
    said = _Said(
        tuple(n for n in records.nodes if is_shared(_key(n)) and n is not own),
        tuple(e for e in records.edges if not belongs(e)),
    )
    old = read_holding(store, document) if row and row.get("loaded") else None
    new = Holding(document, frozenset(map(_key, owned)), Counter(map(_tie, edges)))
    touches = read_touches(store, document, old.shared - new.shared if old else ())
    said += _said_by_others(store, archive, touches)
    load = load_entry(archived.entry.batch, archived.entry.sha256, archived.entry.rules_version, archived.finished)
    rewrite = Rewrite(own, moment, old, owned, edges, said.nodes, said.facts, frozenset(touches), load)
    present = read_present(store, said.keys) | ({_key(own)} if row else set())
    added, removed = _difference(store, old or Holding(document), new, said, touches)
    added += Counter(label for label, _ in (said.keys | {_key(own)}) - present)
    report = LoadReport.of(archived.entry.batch, "replaced" if old else "created")
    return Revision(rewrite.steps(), replace(report, added=_sorted(added), removed=_sorted(removed)))


def withdraw(store: BoltStore, archive: Archive, stub: Node, row: Row | None, moment: str) -> Revision:
    """Delete a document.

    Args:
        stub: what stays of its node if others, or the registry, still name it.
        row: its node as the store has it; None if there is none.
        moment: when this is done, ISO time in UTC.
    """
    old = read_holding(store, stub.id)
    touches = read_touches(store, stub.id, old.shared | {_key(stub)})
    if _key(stub) in touches:  # it is loaded, but not for long
        touches[_key(stub)] = replace(touches[_key(stub)], loaded=False)
    if stub.properties["origin"] == "registry":
        touches.pop(_key(stub), None)
    said = _said_by_others(store, archive, touches)
    rewrite = Rewrite(stub, moment, old, stated=said.nodes, facts=said.facts, left=frozenset(touches))
    added, removed = _difference(store, old, Holding(stub.id), said, touches)
    report = LoadReport(stub.id, "deleted", added=_sorted(added), removed=_sorted(removed))
    return Revision(rewrite.steps() if row else [], report)


def _said_by_others(store: BoltStore, archive: Archive, touches: Mapping[Key, Touch]) -> _Said:
    """What the latest of the documents that still touch a node says of it: this document's word no longer counts."""
    ranks = read_loads(store)
    statements_of = cache(lambda document: _statements(archive.find(document)))
    said = _Said()
    for key, touch in sorted(touches.items()):
        if touch.documents and not touch.loaded:
            latest = max(touch.documents, key=lambda document: ranks.get(document, ""))
            said += statements_of(latest).get(key, _Said())
    return said


def _statements(archived: Archived | None) -> dict[Key, _Said]:
    """What a document says of each shared node; nothing if the archive does not have it."""
    if archived is None:
        return {}
    said = {_key(n): _Said((n,)) for n in archived.records.nodes if is_shared(_key(n))}
    for edge in archived.records.edges:
        if not belongs(edge):
            said[edge.source] += _Said(facts=(edge,))
    return said


def _difference(
    store: BoltStore, old: Holding, new: Holding, said: _Said, touches: Mapping[Key, Touch]
) -> tuple[Counter[str], Counter[str]]:
    """What is added and what is removed, but for shared nodes that are new."""
    dead = {key for key, touch in touches.items() if not touch.loaded and not touch.documents}
    before = old.ties + read_facts(store, said.keys | dead)
    after = new.ties + Counter(map(_tie, said.facts))
    added = Counter(label for label, _ in new.owned - old.owned)
    removed = Counter(label for label, _ in (old.owned - new.owned) | dead)
    for counts, ties in ((added, after - before), (removed, before - after)):
        for (type_, _, _), count in ties.items():
            counts[type_] += count
    return added, removed


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _key(node: Node) -> Key:
    return node.label, node.id


def _tie(edge: Edge) -> Tie:
    return edge.type, edge.source, edge.target
