"""Whole plans: where notations stand, rules of the document, headings that lend their parties, units of the issuer."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

import pytest

from graph.records import Edge
from graph.registry import registry
from graph.registry.batch import registry_batch
from graph.validation import validate
from loaders.contract import extraction_json
from loaders.decode import decode
from loaders.extract import Reading, extract
from loaders.records.assemble import records_of
from loaders.text import Span

KNOWN: Set[tuple[str, str]] = {(n.label, n.id) for n in registry_batch().nodes}
LETTERS = {"lead": "L", "participant": "P", "shared": "S"}


def read(raw: str) -> Reading:
    return extract(decode(raw.encode(), "plan.txt"), registry())


def said(reading: Reading) -> list[str]:
    """Each measure: its heading, and the names with their roles, notations parted by a bar."""
    return [
        f"{m.unit.number}{reading.clean.slice(m.unit.title_span)} {_duties(reading, m.ordinal)}".strip()
        for m in reading.found.measures
    ]


def _duties(reading: Reading, ordinal: int) -> str:
    duties = reading.found.measures[ordinal - 1].responsibilities
    return "|".join(" ".join(f"{reading.clean.slice(p.span)}:{LETTERS[p.role]}" for p in d.parties) for d in duties)


def bases(reading: Reading) -> list[set[str]]:
    return [{p.basis for r in m.responsibilities for p in r.parties} for m in reading.found.measures]


def problems(reading: Reading) -> list[str]:
    return validate(records_of(reading), reading.raw.text, reading.raw.sha256, KNOWN)


def plan(*measures: str, head: str = "", foot: str = "") -> str:
    return (
        f"某市人民政府关于推进某项重点工作的通知\n各县区人民政府：\n{head}\n一、主要工作任务\n"
        + "\n".join(measures)
        + f"\n{foot}\n"
    )


# ---- where notations stand --------------------------------------------------------------------------------------


def test_label_lines_of_each_step() -> None:
    raw = plan(
        "1.建设平台", "工作目标：建设一批平台，完善服务体系。", "责任领导：张三", "牵头单位：市科技局", "配合单位：市财政局", "完成时限：2022年底",
        "2.培育企业", "主要任务：培育一批企业。", "牵头单位：市工信局", "责任单位：各县区政府",
    )  # fmt: skip
    assert said(read(raw)) == ["1.建设平台 市科技局:L 市财政局:P", "2.培育企业 市工信局:L 各县区政府:P"]
    tasks = [read(raw).clean.slice(t.span) for t in read(raw).found.measures[0].tasks]
    assert any("建设一批平台" in task for task in tasks)


def test_a_list_that_goes_on_in_the_next_line() -> None:
    raw = plan(
        "1.建设平台。推进项目。",
        "责任单位：市科技局",
        "　　　　　市财政局",
        "2.培育企业。推进项目。",
        "责任单位：市工信局",
    )
    assert said(read(raw)) == ["1.建设平台 市科技局:S 市财政局:S", "2.培育企业 市工信局:L"]


def test_several_in_one_paragraph() -> None:
    raw = plan("（一）推进改革。先做甲事。责任单位：市科技局。再做乙事（市财政局牵头），后做丙事。（市教育局负责）")
    assert said(read(raw)) == ["（一）推进改革 市科技局:L|市财政局:L|市教育局:L"]


def test_white_space_parts_names_and_labels() -> None:
    raw = plan("1.建设平台。推进项目。（责任单位：市科技局 市财政局 责任人：张三 完成时限：2022年底）")
    reading = read(raw)
    assert said(reading) == ["1.建设平台 市科技局:S 市财政局:S"]
    assert "张三" not in str(
        [p for m in extraction_json(reading)["measures"] for r in m["responsibilities"] for p in r["parties"]]
    )


@pytest.mark.parametrize(
    "numbers",
    [
        ("1、", "2、"),
        ("1.", "2."),
        ("1）", "2）"),
        ("（1）", "（2）"),
        ("①", "②"),
        ("第一条 ", "第二条 "),
        ("1 ", "2 "),
    ],
)
def test_numbers_of_every_kind(numbers: tuple[str, str]) -> None:
    first, second = numbers
    reading = read(
        plan(f"{first}建设创新平台。推进项目。（市科技局负责）", f"{second}培育优质企业。推进项目。（市工信局负责）")
    )
    assert [s.split(" ")[-1] for s in said(reading)][-2:] == ["市科技局:L", "市工信局:L"]


def test_firstly_and_secondly_are_no_measures() -> None:
    raw = plan(
        "（一）强化监管。一是加强检查。二是加强抽检。（市市场监管局负责）",
        "（二）强化服务。一是优化流程；二是减少材料。（市财政局负责）",
    )
    assert len(read(raw).found.measures) == 2


def test_several_plans_in_one_file() -> None:
    one = "甲方案\n一、总体要求\n坚持创新。\n二、重点任务\n（一）做好甲一。（市财政局牵头）\n（二）做好甲二。（市教育局牵头）\n"
    two = "乙方案\n一、总体要求\n坚持开放。\n二、重点任务\n（一）做好乙一。（市民政局牵头）\n（二）做好乙二。（市水利局牵头）\n"
    reading = read("关于印发两个方案的通知\n各县区：\n现将甲方案、乙方案印发给你们。\n" + one + two)
    assert [s.split(" ")[-1] for s in said(reading)] == ["市财政局:L", "市教育局:L", "市民政局:L", "市水利局:L"]
    assert [m.section for m in reading.found.measures] == [2, 2, 4, 4]


def test_prose_names_no_party() -> None:
    raw = plan(
        "（一）加强组织。市发展改革委牵头建立机制，市财政局做好保障，各县区要落实责任。",
        "（二）强化落实。各地区、各有关部门抓好落实工作。日常工作由市发展改革委负责。成立专班（由市财政局牵头）推进。",
    )
    assert [m.responsibilities for m in read(raw).found.measures] == [(), ()]


def test_examples_in_brackets_are_no_notation_where_duties_are_said_in_words() -> None:
    measures = [f"{n}.做好第{n}项工作。（市财政局负责）" for n in range(1, 5)]
    raw = plan(*measures, "5.争取上级支持。对接国家部委（国家发展改革委、财政部）。（市水利局负责）")
    assert said(read(raw))[-1] == "5.争取上级支持 市水利局:L"


# ---- duties listed unit by unit ---------------------------------------------------------------------------------

UNITS = ["1.市发展改革委：落实项目审批。", "2.市财政局：保障资金投入。", "3.市教育局、市科技局：加强人才培养。"]


def test_duties_listed_unit_by_unit() -> None:
    reading = read(plan(*UNITS, "4.各县区政府：落实属地责任。"))
    assert [_duties(reading, m.ordinal) for m in reading.found.measures] == [
        "市发展改革委:L", "市财政局:L", "市教育局:S 市科技局:S", "各县区政府:L",
    ]  # fmt: skip
    assert problems(reading) == []


@pytest.mark.parametrize(
    "spoilt", [[*UNITS[:2]], [*UNITS, "4.保障措施：加强领导。"], [*UNITS, "4.市水利局：做好工作。（市民政局配合）"]]
)
def test_only_a_whole_list_of_units_is_one(spoilt: list[str]) -> None:
    parties = [_duties(read(plan(*spoilt)), m) for m in range(1, 3)]
    assert parties == ["", ""]


# ---- rules of the document --------------------------------------------------------------------------------------

DIVIDED = [
    "1.做好甲项工作。（市发改委、市财政局按职责分工负责）",
    "2.做好乙项工作。（市教育局、市民政局按职责分工负责）",
]


@pytest.mark.parametrize("where", ["head", "foot"])
def test_a_rule_reaches_divided_lists_only_if_all_are(where: str) -> None:
    rule = {where: "注：责任单位中列第一位的为牵头单位，其他为配合单位。"}
    assert bases(read(plan(*DIVIDED, "3.做好丙项工作。（市水利局负责）", **rule))) == [
        {"first_listed"},
        {"first_listed"},
        {"sole"},
    ]
    mixed = read(plan(*DIVIDED, "3.做好丙项工作。（市水利局、市林业局负责）", **rule))
    assert bases(mixed) == [{"division_of_duties"}, {"division_of_duties"}, {"first_listed"}]


def test_a_legend_in_the_notice_says_what_a_mark_means() -> None:
    measures = ["1.做好甲项工作。（责任单位：市财政局、★市发改委）", "2.做好乙项工作。（责任单位：★市教育局）"]
    lead = read(plan(*measures, head="责任单位中标注“★”的为牵头单位。"))
    assert said(lead) == ["1.做好甲项工作 市财政局:P 市发改委:L", "2.做好乙项工作 市教育局:L"]
    other = read(plan(*measures, head="责任单位中标注“★”的为配合单位。"))
    assert said(other)[0] == "1.做好甲项工作 市财政局:L 市发改委:P"


def test_a_mark_without_a_legend_makes_a_lead_and_an_issue() -> None:
    measures = ["1.做好甲项工作。（责任单位：市财政局、★市发改委）", "2.做好乙项工作。（责任单位：★市教育局）"]
    reading = read(plan(*measures))
    assert said(reading) == ["1.做好甲项工作 市财政局:P 市发改委:L", "2.做好乙项工作 市教育局:L"]
    assert [i.measure for i in reading.found.issues if i.kind == "mark_without_legend"] == [1]
    explained = read(plan(*measures, head="责任单位中标注“★”的为牵头单位。"))
    assert [i for i in explained.found.issues if i.kind == "mark_without_legend"] == []


@pytest.mark.parametrize(("legend", "role"), [("黑体为牵头单位。", "lead"), ("", "shared")])
def test_bold_names_lead_where_the_document_says_so(legend: str, role: str) -> None:
    raw = decode(plan("1.做好甲项工作。（责任单位：市财政局、市发改委）", head=legend).encode(), "plan.docx")
    at = raw.text.index("市发改委）")
    bold = extract(replace(raw, emphasis=(Span(at, at + 4),)), registry())
    roles = {bold.clean.slice(p.span): p.role for p in bold.found.measures[0].responsibilities[0].parties}
    assert roles == {"市财政局": "participant" if legend else "shared", "市发改委": role}


def test_whoever_is_charged_with_all_later_measures_is_a_party_once() -> None:
    raw = plan(
        "1.做好甲项工作。（省财政厅牵头，省教育厅配合。以下各项均需各市、县（市、区）人民政府落实，不再一一列出）",
        "2.做好乙项工作。（省民政厅、省水利厅按职责分工负责）",
    )
    reading = read(raw)
    assert said(reading)[0].endswith("各市、县（市、区）人民政府:P")
    assert said(reading)[1] == "2.做好乙项工作 省民政厅:S 省水利厅:S"
    assert [reading.clean.slice(s) for s in reading.found.implicit_parties] == ["各市、县（市、区）人民政府"]


# ---- inheritance ------------------------------------------------------------------------------------------------

HEADED = (
    "某市人民政府关于推进某项重点工作的通知\n各县区人民政府：\n一、优化政务服务（市政务服务局牵头）\n1.推进一网通办。做好衔接。（市财政局负责）\n"
    "2.压减办理时限。做好衔接。\n二、其他工作\n3.做好总结工作。（市教育局负责）\n"
)


def edges(reading: Reading, target: str) -> list[Edge]:
    kinds = ("LEADS", "PARTICIPATES_IN", "SHARES")
    return [e for e in records_of(reading).edges if e.type in kinds and e.target[1].endswith(target)]


def test_a_measure_under_a_heading_with_a_notation_inherits_its_parties() -> None:
    reading = read(HEADED)
    assert said(reading) == [
        "一、优化政务服务 市政务服务局:L",
        "1.推进一网通办 市财政局:L",
        "2.压减办理时限",
        "3.做好总结工作 市教育局:L",
    ]
    assert [m.inherits for m in reading.found.measures] == [0, 0, 1, 0]
    (edge,) = edges(reading, "#m3")
    assert (edge.type, edge.properties["basis"]) == ("LEADS", "inherited")
    assert edge.properties["quote"] == "（市政务服务局牵头）"
    assert problems(reading) == []


def test_all_measures_under_such_a_heading_inherit() -> None:
    raw = HEADED.replace("（市财政局负责）", "")
    assert [m.inherits for m in read(raw).found.measures] == [0, 1, 1, 0]


def test_what_is_inherited_is_not_printed_as_a_responsibility() -> None:
    measures = extraction_json(read(HEADED))["measures"]
    assert [len(m["responsibilities"]) for m in measures] == [1, 1, 0, 1]


def test_steps_under_a_heading_with_a_notation_are_one_measure() -> None:
    raw = (
        plan()
        + "一、加强监管\n（责任单位：市市场监管局）\n1.开展检查。\n2.开展抽检。\n二、加强服务\n（责任单位：市财政局）\n1.优化流程。\n2.减少材料。\n"
    )
    assert said(read(raw)) == ["一、加强监管 市市场监管局:L", "二、加强服务 市财政局:L"]


# ---- units of the issuer ----------------------------------------------------------------------------------------


def by(issuer: str, number: str, notation: str) -> Reading:
    return read(
        f"{issuer}关于印发工作要点的通知\n{number}\n各有关单位：\n现将工作要点印发给你们。\n一、重点工作\n"
        f"（一）加强监督管理。做好工作。（{notation}）\n（二）加强公共服务。做好工作。（各有关单位负责）\n{issuer}\n2021年4月1日\n"
    )


def test_units_in_a_ministrys_plan_are_the_ministrys() -> None:
    reading = by("市场监管总局", "国市监质〔2021〕5号", "办公厅、质量司、执法稽查局牵头，总局信息中心、商务部参加")
    parties = reading.found.measures[0].responsibilities[0].parties
    assert [p.agency for p in parties] == ["samr/办公厅", "samr/质量司", "samr/执法稽查局", "samr/信息中心", "mofcom"]
    kinds = {(i.kind, i.severity) for i in reading.found.issues if i.measure == 1}
    assert kinds == {("internal_unit", "info")}
    hosts = {(e.source[1], e.target[1]) for e in records_of(reading).edges if e.type == "PART_OF"}
    assert ("samr/质量司", "samr") in hosts
    assert problems(reading) == []


def test_units_in_a_local_departments_plan_are_that_departments() -> None:
    reading = by("长沙市发展和改革委员会", "长发改办〔2021〕5号", "市财政局牵头，综合处、办公室、委信息中心配合")
    agencies = [p.agency for p in reading.found.measures[0].responsibilities[0].parties]
    units = [f"4301:planning:city/{unit}" for unit in ("综合处", "办公室", "信息中心")]
    assert agencies == ["4301:finance:city", *units]
    assert problems(reading) == []


def test_a_governments_plan_names_no_units_of_its_own() -> None:
    reading = by("国务院办公厅", "国办发〔2021〕5号", "办公厅、质量司负责")
    assert [p.agency for p in reading.found.measures[0].responsibilities[0].parties] == [
        "unlisted:办公厅",
        "unlisted:质量司",
    ]
    assert "gosc" not in str([p.agency for p in reading.found.measures[0].responsibilities[0].parties])
