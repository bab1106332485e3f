"""Transactions: records turned into the steps that write them, in the order in which they must run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from graph import statements
from graph.holding import Holding, by_label
from graph.records import Batch, Edge, Node, Value, records_sha256
from graph.store import Step
from graph.validation import Key

CHUNK = 1000  # rows of one statement: bounds what a server must hold and how long one statement takes


@dataclass(frozen=True)
class Rewrite:
    """One document's part of the graph, replaced: by newer records, or by nothing when it is deleted."""

    document: Node
    """Its own node as it shall be: loaded, or a stub."""
    moment: str
    """When this is done, ISO time in UTC."""
    old: Holding | None = None
    """What it has in the store by now; None if it is not loaded."""
    owned: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    stated: tuple[Node, ...] = ()
    """Shared nodes with the properties that documents state; the registry's are left as they are."""
    facts: tuple[Edge, ...] = ()
    """Edges without a document: all that is said of the ``stated`` nodes, instead of what was said before."""
    left: frozenset[Key] = frozenset()
    """Shared nodes that it no longer touches: those that nobody touches go."""
    load: Node | None = None

    def steps(self) -> list[Step]:
        """Remove what it had, write what it has, then clear up."""
        stated = [Node(n.label, n.id, {**n.properties, "origin": "document"}) for n in self.stated]
        return [
            touch(self.moment),
            *self._removal(),
            *node_steps(statements.set_nodes, [self.document]),
            *node_steps(statements.create_nodes, self.owned),
            *node_steps(statements.merge_nodes, stated),
            *key_steps(statements.drop_facts, [(n.label, n.id) for n in stated if statements.fact_types(n.label)]),
            *edge_steps(statements.create_edges, self.edges),
            *edge_steps(statements.create_facts, self.facts),
            *key_steps(statements.drop_orphans, self.left),
            *(load_steps(self.load, self.document) if self.load else ()),
        ]

    def _removal(self) -> Iterator[Step]:
        yield Step(statements.drop_load(), {"id": load_id(self.document.id)})
        if self.old is None:
            return
        own = {"document": self.document.id}
        for type_ in statements.between_shared():
            sources = [source for name, source, _ in self.old.ties if name == type_.type]
            yield from key_steps(partial(statements.drop_between, type_.type), sources, **own)
        yield Step(statements.drop_outgoing(), own)
        yield from (Step(statements.drop_owned(label), own) for label in statements.OWNED)


def load_id(document: str) -> str:
    """Key of the entry of a document's load, or of the registry's if empty."""
    return f"load:{document}"


def touch(moment: str) -> Step:
    """Move the time in the registry's entry, which says when the store last changed.

    Every change begins with it, so that two of them cannot both be committed who do not know of each other: Neo4j
    lets the second wait for the first, the embedded engine refuses the one that commits last.
    """
    return Step(statements.touch_load(), {"id": load_id(""), "finished": moment})


def load_entry(records: Batch, sha256: str, rules_version: str, finished: str) -> Node:
    """The entry of a load of these records.

    Args:
        sha256: of the bytes that they were made of.
        finished: ISO time in UTC.
    """
    properties: dict[str, Value] = {
        "document": records.document or None,
        "sha256": sha256,
        "records_sha256": records_sha256(records),
        "rules_version": rules_version,
        "nodes": len(records.nodes),
        "edges": len(records.edges),
        "issues": records.count("Issue"),
        "finished": finished,
    }
    return Node("Load", load_id(records.document), properties)


def load_steps(load: Node, document: Node | None) -> Iterator[Step]:
    """Write the entry of a load; an earlier one must be gone."""
    yield from node_steps(statements.create_nodes, [load])
    if document is not None:
        yield from edge_steps(statements.create_edges, [Edge("LOADED", ("Load", load.id), ("Document", document.id))])


def registry_steps(records: Batch, dropped: Iterable[Key], load: Node) -> list[Step]:
    """Put the registry in the place of an earlier one; what documents own stays as it is.

    Args:
        records: the registry.
        dropped: nodes of the earlier one that it no longer has; those that documents touch stay as theirs.
        load: the entry of this load.
    """
    factual = [label for label in statements.SHARED if statements.fact_types(label)]
    return [
        Step(statements.drop_load(), {"id": load.id}),
        *node_steps(statements.set_registry_nodes, records.nodes),
        *(Step(statements.drop_registry_facts(label)) for label in factual),
        *key_steps(statements.demote_nodes, dropped),
        *(Step(statements.sweep_orphans(label)) for label in statements.SHARED),
        *edge_steps(statements.create_edges, records.edges),
        *load_steps(load, None),
    ]


def node_steps(statement: Callable[[str], str], nodes: Iterable[Node]) -> Iterator[Step]:
    """One statement per label with the rows of its nodes."""
    rows: defaultdict[str, list[dict[str, Value]]] = defaultdict(list)
    for node in nodes:
        rows[node.label].append(node.row())
    for label, of_label in rows.items():
        yield from _chunked(statement(label), of_label)


def edge_steps(statement: Callable[[str, str, str], str], edges: Iterable[Edge]) -> Iterator[Step]:
    """One statement per type and labels of the ends, with a row for each edge."""
    rows: defaultdict[tuple[str, str, str], list[dict[str, object]]] = defaultdict(list)
    for edge in edges:
        row: dict[str, object] = {"source": edge.source[1], "target": edge.target[1], "properties": edge.row()}
        rows[edge.type, edge.source[0], edge.target[0]].append(row)
    for names, of_kind in rows.items():
        yield from _chunked(statement(*names), of_kind)


def key_steps(statement: Callable[[str], str], keys: Iterable[Key], **params: object) -> Iterator[Step]:
    """One statement per label with the ids of its nodes."""
    for label, ids in by_label(keys).items():
        yield Step(statement(label), {"ids": ids, **params})


def _chunked(cypher: str, rows: list[dict[str, Value]] | list[dict[str, object]]) -> Iterator[Step]:
    for start in range(0, len(rows), CHUNK):
        yield Step(cypher, {"rows": rows[start : start + CHUNK]})
