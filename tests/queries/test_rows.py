"""Every query file on the two small plans, against rows worked out by hand from their text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import pytest

from graph.catalogue import Catalogue, Result, run
from graph.catalogue.result import Row
from graph.store.bolt import BoltStore
from graph.validation import validate
from tests.queries.mini_plan import (
    BODIES,
    FIRST,
    FIRST_TEXT,
    M1,
    M3,
    N1,
    N2,
    N3A,
    N3B,
    ONE,
    REASON,
    SECOND,
    SECOND_TEXT,
    TWO,
    first_batch,
    registry_batch,
    second_batch,
)

Case: TypeAlias = tuple[str, Mapping[str, object], str, list[tuple[object, ...]]]


def _agency(id_: str) -> dict[str, object]:
    return {"agency": id_}


S: dict[str, object] = {"reading": "strict"}
B: dict[str, object] = {"reading": "broad"}
AQSIQ, MOA, NHFPC, MIIT, CFDA = (_agency(a) for a in ("aqsiq", "moa", "nhfpc", "miit", "cfda"))
D1: dict[str, object] = {"document": FIRST}
D2: dict[str, object] = {"document": SECOND}
M = [f"{FIRST}/m{n}" for n in (0, 1, 2, 3)]
N = [f"{SECOND}/m{n}" for n in (0, 1, 2)]
DIVIDED, FIRSTLY, BROADLY = "division_of_duties", "first_listed", "first_listed_broad"
DEPTS = "国务院有关部门"
BY = "2014年底前"

# query, parameters, the columns compared, their rows
CASES: list[Case] = [
    ("agency/leads", AQSIQ | S, "measure number notation basis wording deadline quote", [
        (M[3], "（三）", 1, "explicit", "牵头", None, N3A), (M[3], "（三）", 2, "explicit", "会同", BY, N3B)]),
    ("agency/leads", AQSIQ, "notation correction", [(1, REASON), (2, None)]),
    ("agency/leads", AQSIQ | D2, "measure", []),
    ("agency/shares", MIIT | S, "measure correction", [(M[2], REASON)]),
    ("agency/leads", CFDA, "measure document title basis as_named", [(M[1], FIRST, "加强婴幼儿配方乳粉监管", FIRSTLY, "食品药品监管总局")]),
    ("agency/leads", MIIT | S, "measure", []),
    ("agency/leads", MIIT | B, "measure ordinal basis quote", [(M[2], 2, BROADLY, N2)]),
    ("agency/leads", NHFPC, "document number basis", [(SECOND, "2.", "sole")]),
    ("agency/leads", {"agency": "samr"}, "measure", []),
    ("agency/takes_part", MOA, "measure basis wording rule", [(M[1], FIRSTLY, "负责", "list"), (M[3], "explicit", "参加", "list")]),
    ("agency/takes_part", {"agency": "depts"}, "measure notation wording deadline", [(M[3], 2, "会同", BY)]),
    ("agency/takes_part", AQSIQ | S, "measure", []),
    ("agency/takes_part", AQSIQ | B, "measure basis", [(M[2], BROADLY)]),
    ("agency/shares", AQSIQ | S, "measure basis", [(M[2], DIVIDED)]),
    ("agency/shares", AQSIQ | B, "measure", []),
    ("agency/duties", AQSIQ | S, "number role basis notation", [
        ("（二）", "shared", DIVIDED, 1), ("（三）", "lead", "explicit", 1), ("（三）", "lead", "explicit", 2)]),
    ("agency/duties", NHFPC | B, "document role basis", [(FIRST, "participant", FIRSTLY), (SECOND, "lead", "sole")]),
    # of five measures three are led under the strict reading, four under the broad one
    ("agency/roles", AQSIQ | S, "role basis measures led total", [("lead", "explicit", 1, 3, 5), ("shared", DIVIDED, 1, 3, 5)]),
    ("agency/roles", AQSIQ | B, "role basis measures led total", [
        ("lead", "explicit", 1, 4, 5), ("participant", BROADLY, 1, 4, 5)]),
    ("agency/roles", AQSIQ | D1, "role basis measures led total", [("lead", "explicit", 1, 2, 3), ("shared", DIVIDED, 1, 2, 3)]),
    ("agency/workload", S, "agency collective leads takes_part shares measures total", [
        ("aqsiq", False, 1, 0, 1, 2, 5), ("nhfpc", False, 1, 1, 0, 2, 5), ("moa", False, 0, 2, 0, 2, 5),
        ("cfda", False, 1, 0, 0, 1, 5), ("depts", True, 0, 1, 0, 1, 5), ("miit", False, 0, 0, 1, 1, 5)]),
    ("agency/workload", B | {"collectives": False, "document": FIRST}, "agency leads takes_part shares measures total", [
        ("aqsiq", 1, 1, 0, 2, 3), ("moa", 0, 2, 0, 2, 3), ("cfda", 1, 0, 0, 1, 3), ("miit", 1, 0, 0, 1, 3),
        ("nhfpc", 0, 1, 0, 1, 3)]),
    ("agency/sections", AQSIQ | S, "document section ordinal number title leads takes_part shares measures total", [
        (FIRST, f"{FIRST}/s1", 1, "一、", "加强监管", 0, 0, 1, 1, 2), (FIRST, f"{FIRST}/s2", 2, "二、", "夯实基础", 1, 0, 0, 1, 1)]),
    ("agency/sections", NHFPC | S, "document section leads takes_part shares measures total", [
        (FIRST, f"{FIRST}/s1", 0, 1, 0, 1, 2), (SECOND, None, 1, 0, 0, 1, 2)]),
    ("agency/pairs", {}, "first second measures numbers", [
        ("aqsiq", "miit", 1, ["（二）"]), ("aqsiq", "moa", 1, ["（三）"]), ("cfda", "moa", 1, ["（一）"]),
        ("cfda", "nhfpc", 1, ["（一）"]), ("moa", "nhfpc", 1, ["（一）"])]),
    ("agency/pairs", {"agency": "cfda"}, "first second measures", [("cfda", "moa", 1), ("cfda", "nhfpc", 1)]),
    ("agency/pairs", {"least": 2}, "first second", []),
    ("agency/pairs", AQSIQ | {"collectives": True}, "first second", [("aqsiq", "depts"), ("aqsiq", "miit"), ("aqsiq", "moa")]),
    ("agency/teams", S, "lead participant measures numbers", [
        ("aqsiq", "moa", 1, ["（三）"]), ("cfda", "moa", 1, ["（一）"]), ("cfda", "nhfpc", 1, ["（一）"])]),
    ("agency/teams", B | MIIT, "lead participant measures", [("miit", "aqsiq", 1)]),
    # the second notation has another participant; the first one's is not beside its lead
    ("agency/teams", AQSIQ | {"collectives": True}, "lead participant", [("aqsiq", "depts"), ("aqsiq", "moa")]),
    ("agency/successors", AQSIQ, "steps successor day scope primary main_line current event", [
        (1, "samr", "2018-03-17", "", True, True, True, "reform-2018"),
        (1, "customs", "2018", "出入境检验检疫", False, False, True, "reform-2018")]),
    # sfda is no heir of itself: samr gave to it in 2008, before samr inherited
    ("agency/successors", {"agency": "sfda"}, "steps successor scope primary main_line current route scopes", [
        (1, "cfda", "", True, True, False, [BODIES["sfda"][0], BODIES["cfda"][0]], [""]),
        (2, "samr", "", True, True, True, [BODIES[b][0] for b in ("sfda", "cfda", "samr")], ["", ""]),
        (2, "nmpa", "药品监管", False, False, True, [BODIES[b][0] for b in ("sfda", "cfda", "nmpa")], ["", "药品监管"])]),
    ("agency/successors", {"agency": "nmpa"}, "successor", []),
    ("agency/detail", AQSIQ, "agency name short names collective level valid_from valid_to origin english", [
        ("aqsiq", "国家质量监督检验检疫总局", "质检总局", ["国家质量监督检验检疫总局", "质检总局", "国家质检总局"], False, "central", "2001",
         "2018-03-17", "registry", None)]),
    ("measure/parties", {"measure": M[3]}, "agency as_named role basis wording notation position open_list deadline quote", [
        ("aqsiq", "质检总局", "lead", "explicit", "牵头", 1, 1, False, None, N3A),
        ("moa", "农业部", "participant", "explicit", "参加", 1, 2, False, None, N3A),
        ("aqsiq", "质检总局", "lead", "explicit", "会同", 2, 1, False, BY, N3B),
        ("depts", DEPTS, "participant", "explicit", "会同", 2, 2, True, BY, N3B)]),
    ("measure/parties", {"measure": M[2]} | B, "agency role basis", [("miit", "lead", BROADLY), ("aqsiq", "participant", BROADLY)]),
    ("measure/parties", {"measure": N[1]}, "agency", []),
    ("measure/without_lead", S, "measure parties agencies names total", [
        (M[2], 2, ["miit", "aqsiq"], [BODIES["miit"][0], BODIES["aqsiq"][0]], 5), (N[1], 0, [], [], 5)]),
    ("measure/without_lead", B, "measure parties total", [(N[1], 0, 5)]),
    ("measure/without_lead", D1, "measure corrections", [(M[2], [REASON])]),
    ("measure/without_lead", D1 | B, "measure", []),
    ("measure/detail", {"measure": M[3]}, "measure document document_title section section_number ordinal number text tasks parties", [
        (M[3], FIRST, "国务院办公厅关于印发测试行动计划的通知", f"{FIRST}/s2", "二、", 3, "（三）", M3, 0, 4)]),
    ("measure/detail", {"measure": M[3]}, "correction was", [("误读", "participant/explicit 宣传部门")]),
    ("measure/detail", {"measure": N[2]}, "document section section_title number", [(SECOND, None, None, "2.")]),
    ("measure/tasks", {"measure": M[1]}, "task ordinal text verb objects instruments", [
        (f"{FIRST}/t1", 1, "开展婴幼儿配方乳粉监督抽查", "抽查", ["婴幼儿配方乳粉"], ["监督抽查"]),
        (f"{FIRST}/t2", 2, "推动修订《食品安全法》", "修订", [], [])]),
    ("measure/tasks", {"measure": M[2]}, "text deadline due due_kind corrections", [
        ("年内开展电梯专项整治", "年内", "2014-12-31", "due", [REASON])]),
    ("measure/search", {"words": "食品"}, "measure number tasks parties", [(M[1], "（一）", 2, 3), (N[1], "1.", 0, 0)]),
    ("measure/search", {"words": "食品"} | D2, "measure", [(N[1],)]),
    ("measure/search", {"words": "治理电梯安全"}, "title", [("治理电梯安全",)]),
    ("measure/search", {"words": "%"}, "title", []),
    ("document/loaded", {}, "document title issued measures issues rules_version finished", [
        (SECOND, "关于印发测试工作要点的通知", "2015-03-01", 2, 0, "7", "2026-01-01T00:00:00Z"),
        (FIRST, "国务院办公厅关于印发测试行动计划的通知", "2014-05-01", 3, 2, "7", "2026-01-03T00:00:00Z")]),
    ("document/detail", D1, "document issuer issued kind implicit_parties rule loaded sha256", [
        (FIRST, "国务院办公厅", "2014-05-01", "行动计划", ["各省级人民政府"], "列第一位者为牵头部门，下同", True, ONE.sha256)]),
    ("document/detail", D2, "document issuer sha256", [(SECOND, None, TWO.sha256)]),
    ("document/overview", D1 | S, "document measures with_lead without_lead without_notation agencies issues", [(FIRST, 3, 2, 1, 0, 6, 2)]),
    ("document/overview", D1 | B, "measures with_lead without_lead", [(3, 3, 0)]),
    ("document/overview", D2, "measures with_lead without_lead without_notation agencies issues", [(2, 1, 1, 1, 1, 0)]),
    ("document/task_table", D1 | S, "number section_title leads participants sharing lead_ids open_list deadlines", [
        ("（一）", "加强监管", ["食品药品监管总局"], ["农业部", "卫生计生委"], [], ["cfda"], False, []),
        ("（二）", "加强监管", [], [], ["工业和信息化部", "质检总局"], [], False, []),
        ("（三）", "夯实基础", ["质检总局"], ["农业部", DEPTS], [], ["aqsiq"], True, [BY])]),
    ("document/task_table", D1, "number corrections", [("（一）", []), ("（二）", [REASON]), ("（三）", [REASON, "误读"])]),
    ("document/task_table", D1 | B, "number lead_ids participant_ids sharing_ids", [
        ("（一）", ["cfda"], ["moa", "nhfpc"], []), ("（二）", ["miit"], ["aqsiq"], []), ("（三）", ["aqsiq"], ["moa", "depts"], [])]),
    ("document/task_table", D2, "measure section_number leads participants sharing", [
        (N[1], None, [], [], []), (N[2], None, ["卫生计生委"], [], [])]),
    ("document/sections", D1, "section number title measures", [(f"{FIRST}/s1", "一、", "加强监管", 2), (f"{FIRST}/s2", "二、", "夯实基础", 1)]),
    ("document/sections", D2, "section", []),
    ("document/issues", D1, "issue kind severity quote number", [
        (f"{FIRST}/i1", "shared_out_of_order", "warning", N2, "（二）"), (f"{FIRST}/i2", "unknown_agency", "info", "做好宣传", "（三）")]),
    ("document/issues", D1 | {"severity": "info"}, "ordinal", [(2,)]),
    ("document/heat_map", D1 | S, "agency number leads takes_part shares measures", [
        ("aqsiq", "一、", 0, 0, 1, 1), ("aqsiq", "二、", 1, 0, 0, 1), ("cfda", "一、", 1, 0, 0, 1), ("depts", "二、", 0, 1, 0, 1),
        ("miit", "一、", 0, 0, 1, 1), ("moa", "一、", 0, 1, 0, 1), ("moa", "二、", 0, 1, 0, 1), ("nhfpc", "一、", 0, 1, 0, 1)]),
    ("object/duty_list", {"object": "infant_formula"}, "agency standing verbs parties tasks quote", [
        ("cfda", "lead", ["抽查"], 3, [f"{FIRST}/t1"], N1), ("moa", "co_listed", ["抽查"], 3, [f"{FIRST}/t1"], N1),
        ("nhfpc", "co_listed", ["抽查"], 3, [f"{FIRST}/t1"], N1)]),
    ("object/duty_list", {"object": "elevator"} | S, "agency standing", [("aqsiq", "co_listed"), ("miit", "co_listed")]),
    ("object/duty_list", {"object": "elevator"} | B, "agency standing", [("miit", "lead"), ("aqsiq", "co_listed")]),
    ("object/duty_list", {"object": "elevator"}, "agency correction", [("aqsiq", None), ("miit", REASON)]),
    ("object/duty_list", {"object": "bread"}, "agency", []),
    ("object/list", {}, "object name kind measures", [("elevator", "电梯", "facility", 1), ("infant_formula", "婴幼儿配方乳粉", "product", 1)]),
    ("object/list", {"kind": "product"}, "object", [("infant_formula",)]),
    ("law/by_action", {}, "action stage law named_document title measure number as_named", [
        ("修订", "drafting", "food_law", None, "食品安全法", M[1], "（一）", "食品安全法"),
        ("贯彻实施", "do", None, FIRST, "国务院办公厅关于印发测试行动计划的通知", None, None, FIRST),
        ("贯彻实施", "in_force", "equipment_law", None, "特种设备安全法", M[2], "（二）", "特种设备安全法"),
        ("贯彻实施", "in_force", "outline", None, "质量发展纲要", None, None, "质量发展纲要")]),
    ("law/by_action", {"action": "修订"}, "law correction", [("food_law", REASON)]),
    ("law/by_action", {"measure": M[2]}, "law", [("equipment_law",)]),
    ("law/by_action", D2, "law named_document document", [(None, FIRST, SECOND)]),
    ("graph/duties", D1 | S, "source type target number basis notation", [
        ("cfda", "lead", M[1], "（一）", FIRSTLY, 1), ("moa", "participant", M[1], "（一）", FIRSTLY, 1),
        ("nhfpc", "participant", M[1], "（一）", FIRSTLY, 1), ("miit", "shared", M[2], "（二）", DIVIDED, 1),
        ("aqsiq", "shared", M[2], "（二）", DIVIDED, 1), ("aqsiq", "lead", M[3], "（三）", "explicit", 1),
        ("moa", "participant", M[3], "（三）", "explicit", 1), ("aqsiq", "lead", M[3], "（三）", "explicit", 2),
        ("depts", "participant", M[3], "（三）", "explicit", 2)]),
    ("graph/duties", B | {"limit": 5, "offset": 3}, "source type target", [
        ("miit", "lead", M[2]), ("aqsiq", "participant", M[2]), ("aqsiq", "lead", M[3]), ("moa", "participant", M[3]),
        ("aqsiq", "lead", M[3])]),
    ("graph/document", D1 | B, "source type strict_role target target_section target_heading source_collective correction", [
        ("cfda", "lead", "lead", M[1], f"{FIRST}/s1", "一、加强监管", False, None),
        ("moa", "participant", "participant", M[1], f"{FIRST}/s1", "一、加强监管", False, None),
        ("nhfpc", "participant", "participant", M[1], f"{FIRST}/s1", "一、加强监管", False, None),
        ("miit", "lead", "shared", M[2], f"{FIRST}/s1", "一、加强监管", False, REASON),
        ("aqsiq", "participant", "shared", M[2], f"{FIRST}/s1", "一、加强监管", False, None),
        ("aqsiq", "lead", "lead", M[3], f"{FIRST}/s2", "二、夯实基础", False, REASON),
        ("moa", "participant", "participant", M[3], f"{FIRST}/s2", "二、夯实基础", False, REASON),
        ("aqsiq", "lead", "lead", M[3], f"{FIRST}/s2", "二、夯实基础", False, None),
        ("depts", "participant", "participant", M[3], f"{FIRST}/s2", "二、夯实基础", True, None)]),
    ("graph/document", D2, "source type target target_section", [("nhfpc", "lead", N[2], None)]),
    ("graph/ego", AQSIQ | D1, "source type target distance", [
        ("aqsiq", "shared", M[2], 0), ("miit", "shared", M[2], 1), ("aqsiq", "lead", M[3], 0), ("aqsiq", "lead", M[3], 0),
        ("moa", "participant", M[3], 1), ("depts", "participant", M[3], 1)]),
    ("graph/ego", {"agency": "depts", "collectives": False}, "source target correction", [
        ("depts", M[3], None), ("aqsiq", M[3], REASON), ("moa", M[3], REASON), ("aqsiq", M[3], None)]),
    ("graph/relation", AQSIQ | {"other": "moa"}, "step source target notation quote correction", [
        (1, "aqsiq", M[3], 1, N3A, REASON), (1, "aqsiq", M[3], 2, N3B, None), (2, "moa", M[3], 1, N3A, REASON)]),
    ("graph/relation", AQSIQ | B | {"other": "nhfpc"}, "step source type target notation", [
        (1, "aqsiq", "lead", M[3], 1), (1, "aqsiq", "lead", M[3], 2), (2, "moa", "participant", M[3], 1),
        (3, "moa", "participant", M[1], 1), (4, "nhfpc", "participant", M[1], 1)]),
    ("graph/relation", CFDA | {"other": "miit"}, "step", []),  # six steps apart
    ("graph/relation", CFDA | {"other": "cfda"}, "step", []),
    ("graph/together", AQSIQ | {"other": "moa"}, "measure role quote other_role other_basis other_quote other_notation", [
        (M[3], "lead", N3A, "participant", "explicit", N3A, 1), (M[3], "lead", N3B, "participant", "explicit", N3A, 1)]),
    ("graph/together", MIIT | B | {"other": "aqsiq"}, "measure role basis other_role other_basis", [
        (M[2], "lead", BROADLY, "participant", BROADLY)]),
    ("graph/together", AQSIQ | {"other": "aqsiq"}, "measure", []),
]  # fmt: skip


def test_the_plans_obey_the_schema_and_their_texts() -> None:
    registry = registry_batch()
    known = frozenset((n.label, n.id) for n in registry.nodes)
    assert validate(registry, None, "") == []
    assert validate(first_batch(), FIRST_TEXT, ONE.sha256, known) == []
    assert validate(second_batch(), SECOND_TEXT, TWO.sha256, known) == []


def picked(result: Result, columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in columns.split()) for row in result.rows]


@pytest.mark.parametrize(("name", "params", "columns", "rows"), CASES)
def test_rows(
    mini: BoltStore,
    catalogue: Catalogue,
    name: str,
    params: Mapping[str, object],
    columns: str,
    rows: list[tuple[object, ...]],
) -> None:
    assert picked(run(mini, catalogue, name, params), columns) == rows


def cut(text: str, row: Row) -> str:
    """What stands in the text where the row says."""
    start, end = row["start"], row["end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    return text[start:end]


def test_quotes_stand_where_the_rows_say(mini: BoltStore, catalogue: Catalogue) -> None:
    """The offsets that come with a quote cut it out of the text."""
    texts = {FIRST: FIRST_TEXT, SECOND: SECOND_TEXT}
    checked = 0
    for name, params, *_ in CASES:
        if not {"quote", "start", "end"} <= {c.name for c in catalogue[name].columns}:
            continue
        for row in run(mini, catalogue, name, params).rows:
            document = str(
                row.get("document") or str(row.get("measure") or params.get("measure") or FIRST).partition("/")[0]
            )
            assert cut(texts[document], row) == row["quote"]
            checked += 1
    assert checked > 30


def test_the_text_of_a_measure_is_the_documents(mini: BoltStore, catalogue: Catalogue) -> None:
    (row,) = run(mini, catalogue, "measure/detail", {"measure": M[1]}).rows
    assert row["text"] == M1 == cut(FIRST_TEXT, row)
