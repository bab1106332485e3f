"""The small plans in a real store, on the embedded engine unless another is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from graph.records import Batch, Edge, Node, Value
from graph.statements import create_edges, create_nodes, ddl, set_nodes
from graph.store import DataFolder, Step, open_store
from graph.store.bolt import BoltStore
from tests.queries.mini_plan import ONE, TWO, Text, first_batch, registry_batch, second_batch
from tests.queries.wide_plan import THREE, third_batch, wide_registry

_VARIABLES = ("HOME", "URI", "USER", "PASSWORD", "DATABASE", "STORE", "LINGER", "STATEMENT_LIMIT", "QUERIES")

_PLANS = {text.document for text in (ONE, TWO, THREE)}

Order: TypeAlias = Callable[[list[Any]], list[Any]]


def node_steps(records: Batch, order: Order) -> list[Step]:
    """What writes the nodes, label after label; a document that is only named does not replace the loaded one."""
    known = [n for n in records.nodes if n.properties.get("loaded") is not False or n.id not in _PLANS]
    found = [(label, [_led(n, records) for n in nodes]) for label, nodes in groupby(known, key=lambda n: n.label)]
    return order([Step(set_nodes(label), {"rows": order([n.row() for n in nodes])}) for label, nodes in found])


def _led(node: Node, records: Batch) -> Node:
    """A measure says by which reading it is led; the plans are written without."""
    if node.label != "Measure":
        return node
    duties = [e.properties for e in records.edges if e.target == ("Measure", node.id) and "role" in e.properties]
    strict, broad = (any(duty[name] == "lead" for duty in duties) for name in ("role", "broad_role"))
    return Node("Measure", node.id, {**node.properties, "led": "strict" if strict else "broad" if broad else None})


def edge_steps(records: Batch, order: Order) -> list[Step]:
    """What writes the edges, type after type; their ends must be there."""
    edges = sorted(records.edges, key=_ends)
    found = [(ends, list(group)) for ends, group in groupby(edges, key=_ends)]
    return order([Step(create_edges(*ends), {"rows": order([_row(e) for e in group])}) for ends, group in found])


def _ends(edge: Edge) -> tuple[str, str, str]:
    return edge.type, edge.source[0], edge.target[0]


def _row(edge: Edge) -> dict[str, object]:
    return {"source": edge.source[1], "target": edge.target[1], "properties": edge.row()}


def load_steps(text: Text, issues: int) -> list[Step]:
    """The entry of a finished load."""
    facts: dict[str, Value] = {
        "document": text.document, "sha256": text.sha256, "records_sha256": text.sha256, "rules_version": "7", "nodes": 1,
        "edges": 1, "issues": issues, "finished": f"2026-01-0{issues + 1}T00:00:00Z",
    }  # fmt: skip
    node = Node("Load", text.document, facts)
    ends = {"source": text.document, "target": text.document, "properties": {}}
    return [
        Step(create_nodes("Load"), {"rows": [node.row()]}),
        Step(create_edges("LOADED", "Load", "Document"), {"rows": [ends]}),
    ]


def registry_load() -> Step:
    """The entry of the registry's load, which has no document."""
    facts: dict[str, Value] = {
        "sha256": "x", "records_sha256": "x", "rules_version": "r9", "nodes": 1, "edges": 1, "issues": 0,
        "finished": "2026-01-01T00:00:00Z",
    }  # fmt: skip
    return Step(create_nodes("Load"), {"rows": [Node("Load", "registry", facts).row()]})


@contextmanager
def mini_store(folder: Path, *, backwards: bool = False, wide: bool = False) -> Iterator[BoltStore]:
    """An open store with the registry's part and the plans of :func:`fill`."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _VARIABLES:
            patch.delenv(f"POLICYGRAPH_{name}", raising=False)
        store = open_store(DataFolder(folder))
    with store:
        fill(store, backwards=backwards, wide=wide)
        yield store


def fill(store: BoltStore, *, backwards: bool = False, wide: bool = False) -> None:
    """Writes two plans (three if ``wide``) into an empty store, in order or in the opposite one."""
    order: Order = reversed_list if backwards else list
    more = [wide_registry(), third_batch()] if wide else []
    batches = order([registry_batch(), first_batch(), second_batch(), *more])
    loads = order([(ONE, 2), (TWO, 0), *([(THREE, 1)] if wide else [])])
    store.ensure(ddl())
    for write in (node_steps, edge_steps):
        store.write([step for records in batches for step in write(records, order)])
    store.write([step for text, issues in loads for step in load_steps(text, issues)])
    store.write([registry_load()])


def reversed_list(items: list[Any]) -> list[Any]:
    """The items, last first."""
    return items[::-1]
