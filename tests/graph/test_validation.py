"""Validation: sound records pass, and each breach is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.archive import DocumentRecords
from graph.errors import InvalidRecords
from graph.records import Batch, Edge, Node, Value
from graph.schema import SCHEMA
from graph.validation import INDEXED_BYTES, TEXT_INDEXED_BYTES, check, is_part, validate
from tests.stores.library_plans import Duty, plan, small_registry

KEY = "国办发〔2014〕18号"
KNOWN = frozenset((n.label, n.id) for n in small_registry().nodes)
PLAN = plan(
    KEY,
    [
        Duty("加强食品监管", ("质检总局", "甲省质监局"), ("乳制食品",), ("产品质量法", "质量促进法"), ("国发〔2012〕9号",), regulated=True, page_break=True),
        Duty("加强标准", ("工商总局",)),
    ],
)  # fmt: skip
Key = tuple[str, str]
DOCUMENT: Key = ("Document", KEY)
MEASURE: Key = ("Measure", f"{KEY}#1")
TASK: Key = ("Task", f"{KEY}#1.1")
AGENCY: Key = ("Agency", "x:甲省质监局")


def problems(records: Batch, text: str | None = PLAN.text, sha256: str = PLAN.sha256) -> list[str]:
    return validate(records, text, sha256, KNOWN)


def with_node(key: Key, change: dict[str, Value], entry: DocumentRecords = PLAN) -> Batch:
    """The plan with other properties of one node."""
    nodes = [
        replace(n, properties={**n.properties, **change}) if (n.label, n.id) == key else n for n in entry.batch.nodes
    ]
    assert key in {(n.label, n.id) for n in nodes}
    return replace(entry.batch, nodes=tuple(nodes))


def with_edge(type_: str, change: dict[str, Value]) -> Batch:
    """The plan with other properties of the last edge of a type."""
    place, edge = max(((i, e) for i, e in enumerate(PLAN.batch.edges) if e.type == type_), key=lambda pair: pair[0])
    changed = replace(edge, properties={**edge.properties, **change})
    return replace(PLAN.batch, edges=(*PLAN.batch.edges[:place], changed, *PLAN.batch.edges[place + 1 :]))


def and_node(*nodes: Node) -> Batch:
    return replace(PLAN.batch, nodes=(*PLAN.batch.nodes, *nodes))


def and_edge(*edges: Edge) -> Batch:
    return replace(PLAN.batch, edges=(*PLAN.batch.edges, *edges))


def without(drop: Callable[[Edge], bool]) -> Batch:
    kept = tuple(e for e in PLAN.batch.edges if not drop(e))
    assert len(kept) < len(PLAN.batch.edges)
    return replace(PLAN.batch, edges=kept)


def edge_of(type_: str, **change: Value) -> Edge:
    edge = [e for e in PLAN.batch.edges if e.type == type_][-1]
    return replace(edge, properties={**edge.properties, **change})


def law(**properties: Value) -> Node:
    return Node("Law", "x:甲法", {"title": "甲法", "planned": False, "origin": "document", **properties})


def test_sound_records_have_no_problems() -> None:
    assert problems(PLAN.batch) == []
    assert validate(small_registry(), None, "") == []
    check(PLAN.batch, PLAN.text, PLAN.sha256, KNOWN)


def test_the_plan_used_here_has_what_is_tested_on_it() -> None:
    duty = edge_of("LEADS").properties
    assert duty["quote"] == "（质检总局、甲省质监局）"
    assert "\n— 2 —\n\f" in PLAN.text[int(str(duty["start"])) : int(str(duty["end"]))]
    assert {"BROADER", "COUNTERPART_OF", "REGULATES", "NAMES", "ABOUT"} <= {e.type for e in PLAN.batch.edges}


def test_check_lists_every_problem() -> None:
    with pytest.raises(InvalidRecords) as caught:
        check(
            with_node(MEASURE, {"title": None, "tasks": "一", "colour": "红"}),
            PLAN.text,
            PLAN.sha256,
            KNOWN,
            where="甲.txt",
        )
    assert len(caught.value.problems) == 3
    assert str(caught.value).startswith("甲.txt: 3 invalid record(s)")


@pytest.mark.parametrize(
    ("records", "said"),
    [
        # labels, types, ends, keys
        (and_node(Node("Ministry", "a")), "Ministry a: no such label"),
        (and_node(Node("Load", "a")), "Load a: no such label in a batch"),
        (and_node(law(), law()), "Law x:甲法: the key is used twice"),
        (and_node(Node("Law", " ", law().properties)), "the id is empty"),
        (and_node(law(id="b")), "the id is repeated among the properties"),
        (and_edge(replace(edge_of("LEADS"), type="OWNS")), "no such edge type"),
        (and_edge(Edge("LOADED", ("Load", "a"), DOCUMENT)), "no such edge type in a batch"),
        (and_edge(replace(edge_of("LEADS"), source=TASK)), "may not start at Task"),
        (and_edge(replace(edge_of("LEADS"), target=TASK)), "may not end at Task"),
        (and_edge(replace(edge_of("LEADS", id="q"), source=("Agency", "无名"))), "Agency 无名 is neither in the batch nor in the registry"),
        (and_edge(edge_of("LEADS")), f"LEADS {KEY}#1/1/1: the key is used twice"),
        (and_edge(edge_of("TARGETS")), "the edge is there 2 times"),
        (and_edge(edge_of("COUNTERPART_OF")), "the edge is there 2 times"),
        # properties
        (with_node(MEASURE, {"title": None}), "property 'title' is missing"),
        (with_node(MEASURE, {"colour": "红"}), "unknown property 'colour'"),
        (with_node(MEASURE, {"tasks": "1"}), "property 'tasks' is no int"),
        (with_node(MEASURE, {"tasks": True}), "property 'tasks' is no int"),
        (with_node(MEASURE, {"tasks": 2**63}), "property 'tasks' is no int"),
        (with_node(MEASURE, {"title": 1}), "property 'title' is no str"),
        (with_node(MEASURE, {"title": "\ud800"}), "property 'title' is no str"),
        (with_node(DOCUMENT, {"loaded": 1}), "property 'loaded' is no bool"),
        (with_node(DOCUMENT, {"issued": "2014年4月"}), "property 'issued' is no date"),
        (with_node(DOCUMENT, {"issued": "2014-02-30"}), "property 'issued' is no date"),
        (with_node(DOCUMENT, {"issued": "20140421"}), "property 'issued' is no date"),
        (with_node(DOCUMENT, {"addressees": "各省"}), "property 'addressees' is no list[str]"),
        (with_node(DOCUMENT, {"addressees": ["各省", None]}), "property 'addressees' is no list[str]"),  # type: ignore[list-item]
        (with_node(DOCUMENT, {"addressees": [["各省"]]}), "property 'addressees' is no list[str]"),  # type: ignore[list-item]
        (with_node(DOCUMENT, {"addressees": ["各省", 1]}), "property 'addressees' is no list[str]"),  # type: ignore[list-item]
        (with_node(("Issue", f"{KEY}#i1"), {"severity": "fatal"}), "'fatal', not one of info, warning, error"),
        (with_edge("LEADS", {"role": "boss"}), "'boss', not one of lead, participant, shared"),
        (with_edge("LEADS", {"role": None}), "property 'role' is missing"),
        (with_edge("HAS_TASK", {"rule": "x"}), "unknown property 'rule'"),
        (with_edge("BROADER", {"quote": None}), "evidence without quote"),
        (with_node(MEASURE, {"title": "质" * (TEXT_INDEXED_BYTES // 3 + 1)}), "cannot be indexed"),
        (with_node(AGENCY, {"name": "质" * (INDEXED_BYTES // 3 + 1)}), "cannot be indexed"),
        (and_node(Node("Law", "法" * 3000, law().properties)), "property 'id' is longer than"),
        # the document and what it owns
        (replace(PLAN.batch, document="别的"), "the batch lacks its own document"),
        (with_node(DOCUMENT, {"loaded": False}), "must have origin document and be loaded"),
        (with_node(DOCUMENT, {"origin": "registry"}), "must have origin document and be loaded"),
        (with_node(DOCUMENT, {"sha256": "1" * 64}), "its sha256 is not that of the bytes"),
        (with_node(("Document", "国发〔2012〕9号"), {"loaded": True}), "another document cannot be loaded by this batch"),
        (with_node(MEASURE, {"document": "别的"}), "belongs to another document, 别的"),
        (with_node(MEASURE, {"end": len(PLAN.text) + 1}), "is no place in the text"),
        (with_node(MEASURE, {"start": -1}), "is no place in the text"),
        (with_edge("HAS_TASK", {"document": "别的"}), "belongs to another document, 别的"),
        (without(lambda e: e.type == "HAS_TASK" and e.source == MEASURE), f"Task {TASK[1]}: hangs on 0 things"),
        (and_edge(Edge("HAS_TASK", DOCUMENT, TASK, {"document": KEY})), f"Task {TASK[1]}: hangs on 2 things"),
        # what it shares
        (and_node(law()), "Law x:甲法: no edge of the document touches it"),
        (and_node(law(origin="registry")), "its origin is the registry, which does not have it"),
        (and_edge(Edge("COUNTERPART_OF", ("Agency", "工商总局-2001"), ("Agency", "质检总局-2001"))), "a fact about a node that the document does not introduce"),
        (and_edge(Edge("NAMES", ("Document", "国发〔2012〕9号"), ("Law", "产品质量法"), edge_of("NAMES").properties)), "starts at another document"),
        (and_edge(Edge("REGULATES", ("Agency", "市场监管总局-2018"), ("Object", "产品"), edge_of("REGULATES", id="q").properties)), "joins nodes that no measure, task or document of the batch names"),
    ],
)  # fmt: skip
def test_a_breach_is_named(records: Batch, said: str) -> None:
    found = problems(records)
    assert any(said in problem for problem in found), found


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"quote": "（质检总局）"}, "quote is '（质检总局）', the text says '（质检总局、甲省质监局）'"),
        ({"quote": "（质检 总局、甲省质监局）"}, "the text says"),
        ({"as_named": "质检局"}, "as_named is '质检局', the text says '质检总局'"),
        ({"start": 0}, "the text says"),
        ({"start": -1}, "is not within the quote"),
        ({"end": len(PLAN.text) + 1}, "is not within the quote"),
        ({"name_start": 0}, "is not within the quote"),
        ({"name_end": len(PLAN.text)}, "is not within the quote"),
        ({"sha256": "f" * 64}, "its sha256 is not that of the bytes"),
        ({"document": "别的"}, "belongs to another document"),
    ],
)
def test_no_quote_no_edge(change: dict[str, Value], said: str) -> None:
    assert any(said in problem for problem in problems(with_edge("LEADS", change)))


@pytest.mark.parametrize(
    "name", ["quote", "start", "end", "name_start", "name_end", "as_named", "rule", "sha256", "document"]
)
@pytest.mark.parametrize("type_", ["LEADS", "REGULATES", "NAMES", "TARGETS", "ISSUED_BY"])
def test_no_part_of_the_evidence_may_be_missing(type_: str, name: str) -> None:
    assert any(f"property {name!r} is missing" in problem for problem in problems(with_edge(type_, {name: None})))


def test_an_empty_name_is_no_evidence() -> None:
    place = int(str(edge_of("LEADS").properties["name_start"]))
    assert problems(with_edge("LEADS", {"name_start": place, "name_end": place, "as_named": ""}))
    gap = PLAN.text.index("\n— 2", place)
    assert problems(with_edge("LEADS", {"name_start": gap, "name_end": gap + 1, "as_named": ""}))


def test_quotes_count_code_points_of_the_text_that_was_decoded() -> None:
    assert problems(PLAN.batch, "\ufeff" + PLAN.text)
    assert problems(PLAN.batch, PLAN.text.replace("\n", "\r\n"))
    assert all("there is no text" in problem for problem in problems(PLAN.batch, None))
    assert problems(PLAN.batch, None)
    assert problems(PLAN.batch, PLAN.text, "e" * 64)


def test_text_that_is_not_utf8_is_refused() -> None:
    assert problems(PLAN.batch, PLAN.text + "\udcff") == ["the text holds a lone surrogate, which no file can"]


def test_nodes_of_the_registry_need_not_be_repeated_but_may() -> None:
    agency = next(n for n in small_registry().nodes if n.id == "工商总局-2001")
    assert problems(and_node(agency)) == []
    assert any("neither in the batch" in problem for problem in validate(PLAN.batch, PLAN.text, PLAN.sha256))


@pytest.mark.parametrize(
    ("node", "edge", "said"),
    [
        (Node("Section", "s", {"document": "d", "ordinal": 1, "number": "一", "title": "题", "start": 0, "end": 1}), None, "belongs to a document and cannot be in the registry"),
        (law(), None, "its origin must be registry"),
        (Node("Document", "d", {"title": "题", "loaded": True, "origin": "registry"}), None, "is only named, not loaded"),
        (None, Edge("BROADER", ("Object", "产品"), ("Object", "食品"), edge_of("BROADER").properties), "cannot be in the registry"),
        (None, Edge("BROADER", ("Object", "产品"), ("Object", "无")), "is neither in the batch"),
    ],
)  # fmt: skip
def test_a_breach_in_the_registry_is_named(node: Node | None, edge: Edge | None, said: str) -> None:
    registry = small_registry()
    changed = Batch("", (*registry.nodes, *filter(None, [node])), (*registry.edges, *filter(None, [edge])))
    assert any(said in problem for problem in validate(changed, None, "", KNOWN | {("Object", "无")}))


def test_parts_are_derived_from_the_schema() -> None:
    assert {t.type for t in SCHEMA.edges.values() if is_part(t)} == {"HAS_SECTION", "HAS_MEASURE", "HAS_TASK"}
