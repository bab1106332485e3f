"""Records: one order, one spelling, one hash, whatever way they were found in."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.records import (
    Batch,
    Edge,
    Node,
    Value,
    batch,
    batch_from_json,
    batch_json,
    canonical_bytes,
    records_sha256,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
VALUES: st.SearchStrategy[Value] = st.one_of(st.none(), TEXTS, st.integers(), st.booleans(), st.lists(TEXTS))
PROPERTIES = st.dictionaries(TEXTS.filter(lambda name: name != "id"), VALUES, max_size=3)
NODES = st.builds(Node, st.sampled_from(["Agency", "Law"]), TEXTS, PROPERTIES)
ENDS = st.tuples(st.sampled_from(["Agency", "Law"]), TEXTS)
EDGES = st.builds(Edge, st.sampled_from(["LEADS", "NAMES"]), ENDS, ENDS, PROPERTIES)


@given(st.lists(NODES, max_size=5), st.lists(EDGES, max_size=5), st.randoms())
def test_the_order_of_finding_does_not_matter(nodes: list[Node], edges: list[Edge], chance: Random) -> None:
    mixed_nodes, mixed_edges = list(nodes), list(edges)
    chance.shuffle(mixed_nodes)
    chance.shuffle(mixed_edges)
    unique = {(n.label, n.id): n for n in nodes}.values()
    order = sorted(unique, key=mixed_nodes.index)
    assert batch_json(batch("d", unique, edges)) == batch_json(batch("d", order, mixed_edges))


@given(st.lists(NODES, max_size=5), st.lists(EDGES, max_size=5))
def test_what_is_written_is_read_back(nodes: list[Node], edges: list[Edge]) -> None:
    records = batch("国办发〔2014〕18号", nodes, edges)
    read = batch_from_json(json.loads(canonical_bytes(batch_json(records))))
    assert batch_json(read) == batch_json(records)
    assert records_sha256(read) == records_sha256(records)


def test_absent_is_absent() -> None:
    node = Node("Law", "a", {"title": "甲", "issuer": None, "names": [], "number": ""})
    assert node.row() == {"id": "a", "title": "甲", "names": [], "number": ""}
    assert Edge("NAMES", ("Task", "t"), ("Law", "a"), {"stage": None, "action": "修订"}).row() == {"action": "修订"}


def test_equal_rows_have_equal_hashes_and_others_have_not() -> None:
    first = Batch("d", (Node("Law", "a", {"title": "甲", "kind": None}),), ())
    same = Batch("d", (Node("Law", "a", {"title": "甲"}),), ())
    other = Batch("d", (Node("Law", "a", {"title": "乙"}),), ())
    assert records_sha256(first) == records_sha256(same) != records_sha256(other)
    assert records_sha256(first) != records_sha256(Batch("e", first.nodes, ()))


def test_canonical_bytes_are_utf8_without_white_space() -> None:
    assert canonical_bytes({"b": ["质检"], "a": 1}) == '{"a":1,"b":["质检"]}'.encode()


def test_count() -> None:
    records = batch("d", [Node("Law", "a"), Node("Law", "b")], [Edge("NAMES", ("Task", "t"), ("Law", "a"))])
    assert [records.count(name) for name in ("Law", "NAMES", "Agency")] == [2, 1, 0]


@pytest.mark.parametrize(
    "data", [{}, {"document": "d", "nodes": {}, "edges": []}, {"document": "d", "nodes": [[1]], "edges": []}]
)
def test_other_data_is_refused(data: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        batch_from_json(data)
