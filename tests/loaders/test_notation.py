"""Notations: the role table row by row, the splitting traps, what is no notation, and generated ones read back."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.registry import registry
from loaders.notation.duties import Duty, duty_of
from loaders.notation.find import find_notations
from loaders.notation.judge import RegistryJudge
from loaders.notation.notation import Notation
from loaders.notation.parse import parse
from loaders.notation.roles import assign
from loaders.text import Span

JUDGE = RegistryJudge(registry())
WORDS = {
    "L": ("lead", "explicit"),
    "P": ("participant", "explicit"),
    "D": ("participant", "division_of_duties"),
    "S": ("shared", "division_of_duties"),
    "N": ("shared", "no_lead_named"),
    "O": ("lead", "sole"),
    "F": ("lead", "first_listed"),
    "f": ("participant", "first_listed"),
    "X": ("lead", "first_listed_broad"),
    "x": ("participant", "first_listed_broad"),
}


def read(text: str) -> Notation:
    return parse(text, Span(0, len(text)), JUDGE)


def roles(text: str, *, ruled: bool = False) -> dict[str, str]:
    """Name -> letter of the role and basis under the strict reading."""
    notation = read(text)
    assert not notation.unexplained, [text[s.start : s.end] for s in notation.unexplained]
    letters = {pair: letter for letter, pair in WORDS.items()}
    return {a.item.text: letters[a.role, a.basis] for a in assign(notation, ruled=ruled or notation.rule is not None)}


# Each row of the role table (DESIGN §5) and each family of the catalogue of notations, with names of several eras.
ROWS = [
    ("质检总局牵头，国务院有关部门参加", {"质检总局": "L", "国务院有关部门": "P"}),
    ("财政部牵头", {"财政部": "L"}),
    ("民政部、财政部牵头", {"民政部": "L", "财政部": "L"}),
    ("民政部、财政部、水利部牵头，教育部参与", {"民政部": "L", "财政部": "L", "水利部": "L", "教育部": "P"}),
    ("民政部牵头负责", {"民政部": "L"}),
    ("民政部、财政部牵头负责", {"民政部": "L", "财政部": "L"}),
    ("民政部、财政部共同牵头", {"民政部": "L", "财政部": "L"}),
    ("民政部牵头，财政部、水利部配合", {"民政部": "L", "财政部": "P", "水利部": "P"}),
    ("民政部牵头、财政部配合", {"民政部": "L", "财政部": "P"}),
    ("民政部牵头，财政部、水利部", {"民政部": "L", "财政部": "P", "水利部": "P"}),
    ("民政部牵头，财政部、水利部按职责分工负责", {"民政部": "L", "财政部": "D", "水利部": "D"}),
    ("民政部牵头负责，财政部、水利部按职责分工分别负责", {"民政部": "L", "财政部": "D", "水利部": "D"}),
    ("民政部牵头，各省级人民政府负责", {"民政部": "L", "各省级人民政府": "P"}),
    ("民政部牵头，各地区按职责分工负责", {"民政部": "L", "各地区": "D"}),
    ("民政部牵头，民政部、财政部分工负责", {"民政部": "L", "财政部": "D"}),
    ("民政部牵头，会同财政部、水利部", {"民政部": "L", "财政部": "P", "水利部": "P"}),
    ("民政部牵头，财政部配合，各省级人民政府负责落实", {"民政部": "L", "财政部": "P", "各省级人民政府": "P"}),
    ("民政部会同有关部门负责", {"民政部": "L", "有关部门": "P"}),
    ("民政部、财政部会同有关部门负责", {"民政部": "L", "财政部": "L", "有关部门": "P"}),
    ("商务部会同财政部负责", {"商务部": "L", "财政部": "P"}),
    ("民政部负责，财政部按职责分工负责", {"民政部": "L", "财政部": "D"}),
    ("民政部负责，财政部配合", {"民政部": "L", "财政部": "P"}),
    ("民政部、财政部负责，水利部配合", {"民政部": "N", "财政部": "N", "水利部": "P"}),
    ("民政部、财政部按职责分工负责", {"民政部": "S", "财政部": "S"}),
    ("民政部、财政部等按职责分工负责", {"民政部": "S", "财政部": "S"}),
    ("民政部、财政部按照职责分工负责", {"民政部": "S", "财政部": "S"}),
    ("民政部、财政部按职责分工分别负责", {"民政部": "S", "财政部": "S"}),
    ("民政部、财政部分别负责", {"民政部": "S", "财政部": "S"}),
    ("民政部、财政部按各自职责分工负责", {"民政部": "S", "财政部": "S"}),
    ("各地区按职责分工负责", {"各地区": "S"}),
    ("民政部、财政部等部门，按职责分工负责", {"民政部": "S", "财政部": "S"}),
    ("民政部、财政部按职责分工负责，各省级人民政府落实", {"民政部": "S", "财政部": "S", "各省级人民政府": "P"}),
    ("民政部负责", {"民政部": "O"}),
    ("由民政部负责", {"民政部": "O"}),
    ("民政部", {"民政部": "O"}),
    ("各省级人民政府负责", {"各省级人民政府": "O"}),
    ("民政部、财政部负责", {"民政部": "N", "财政部": "N"}),
    ("民政部、财政部等部门负责", {"民政部": "N", "财政部": "N"}),
    ("民政部、财政部和各地区具体负责", {"民政部": "N", "财政部": "N", "各地区": "N"}),
    ("民政部、财政部", {"民政部": "N", "财政部": "N"}),
    ("民政部、财政部指导", {"民政部": "P", "财政部": "P"}),
    ("民政部指导，财政部参与", {"民政部": "P", "财政部": "P"}),
    ("民政部指导，各省级人民政府负责落实", {"民政部": "P", "各省级人民政府": "P"}),
    ("民政部督导", {"民政部": "P"}),
    ("牵头单位：民政部，各县（市、区）政府", {"民政部": "L", "各县（市、区）政府": "L"}),
    ("牵头单位：民政部；责任单位：财政部、水利部", {"民政部": "L", "财政部": "P", "水利部": "P"}),
    ("牵头单位：民政部，配合单位：财政部、水利部", {"民政部": "L", "财政部": "P", "水利部": "P"}),
    ("牵头部门（单位）：民政部\n参与部门（单位）：财政部\n完成时限：2015年底", {"民政部": "L", "财政部": "P"}),
    ("主办单位：民政部；协办单位：财政部", {"民政部": "L", "财政部": "P"}),
    ("责任单位：民政部、财政部", {"民政部": "N", "财政部": "N"}),
    ("责任单位：民政部", {"民政部": "O"}),
    ("责任单位：民政部；配合单位：财政部", {"民政部": "L", "财政部": "P"}),
    ("责任单位：民政部、财政部；配合单位：水利部", {"民政部": "N", "财政部": "N", "水利部": "P"}),
    ("负责部门：民政部、财政部；范围：全国", {"民政部": "N", "财政部": "N"}),
    ("生产环节由农业部负责，流通环节由商务部负责", {"农业部": "S", "商务部": "S"}),
    ("教育部、质检总局。列第一位者为牵头部门，下同", {"教育部": "F", "质检总局": "f"}),
    ("教育部、质检总局负责，排在第一位的部门为牵头部门，下同", {"教育部": "F", "质检总局": "f"}),
    ("责任单位：省经信厅、省科技厅。列第一位的为牵头单位，下同", {"省经信厅": "F", "省科技厅": "f"}),
    ("省经信厅〔列首位的为牵头单位，下同〕、省科技厅", {"省经信厅": "F", "省科技厅": "f"}),
    ("教育部、质检总局按职责分工负责，列第一位者为牵头部门，下同", {"教育部": "F", "质检总局": "f"}),
    ("民政部负责。以下各项均需各地区落实，不再列出", {"民政部": "O", "各地区": "P"}),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_role_table(text: str, expected: dict[str, str]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "strict", "broad"),
    [
        ("教育部、财政部", "Ff", "Ff"),
        ("教育部、财政部负责", "Ff", "Ff"),
        ("责任单位：教育部、财政部", "Ff", "Ff"),
        ("教育部、财政部等部门负责", "Ff", "Ff"),
        ("教育部、财政部按职责分工负责", "SS", "Xx"),
        ("教育部、财政部按职责分工负责，水利部落实", "SSP", "Xxx"),
        ("财政部牵头，教育部参加", "LP", "LP"),
        ("财政部、教育部牵头", "LL", "LL"),
        ("教育部、财政部指导", "PP", "PP"),
        ("教育部", "O", "O"),
        ("教育部、财政部（排名不分先后）", "NN", "NN"),
    ],
)
def test_a_document_rule_under_both_readings(text: str, strict: str, broad: str) -> None:
    """Under 列第一位者为牵头部门，下同: strict leaves 按职责分工负责 shared, broad makes its first the lead."""
    assigned = assign(read(text), ruled=True)
    assert [(a.role, a.basis) for a in assigned] == [WORDS[c] for c in strict]
    assert [(a.broad_role, a.broad_basis) for a in assigned] == [WORDS[c] for c in broad]


def test_without_a_rule_both_readings_agree() -> None:
    for text, _ in ROWS:
        for a in assign(read(text), ruled=False):
            assert (a.role, a.basis) == (a.broad_role, a.broad_basis), text


SPLITS = [
    ("各市、州、县人民政府", ["各市、州、县人民政府"]),
    ("各市、县〔市、区〕政府", ["各市、县〔市、区〕政府"]),
    ("各区县（自治县）人民政府", ["各区县（自治县）人民政府"]),
    ("各省、自治区、直辖市人民政府，财政部负责", ["各省、自治区、直辖市人民政府", "财政部"]),
    ("财政部及各市、县人民政府按职责分工负责", ["财政部", "各市、县人民政府"]),
    ("工业和信息化部和财政部负责", ["工业和信息化部", "财政部"]),
    ("文化和旅游部、粮食和储备局负责", ["文化和旅游部", "粮食和储备局"]),
    ("省农业厅、卫生厅、质监局、省政府食安办负责落实", ["省农业厅", "卫生厅", "质监局", "省政府食安办"]),
    ("市公安局，市财政局，市统计局", ["市公安局", "市财政局", "市统计局"]),
    ("杭州市、宁波市、温州市政府负责", ["杭州市", "宁波市", "温州市政府"]),
    ("市市场监管局（市知识产权局）牵头", ["市市场监管局（市知识产权局）"]),
    ("民政部、财政部等国务院有关部门及各地区按职责分工负责", ["民政部", "财政部", "各地区"]),
    ("民政部、财政部等和各省级人民政府负责", ["民政部", "财政部", "各省级人民政府"]),
    (
        "省电力公司、省再担保集团、人行武汉分行、北京冬奥组委",
        ["省电力公司", "省再担保集团", "人行武汉分行", "北京冬奥组委"],
    ),
    ("责任部门：市公安局、市财政局等；各区政府", ["市公安局", "市财政局", "各区政府"]),
]


@pytest.mark.parametrize(("text", "names"), SPLITS, ids=[text for text, _ in SPLITS])
def test_splitting(text: str, names: list[str]) -> None:
    notation = read(text)
    assert [text[i.span.start : i.span.end] for i in notation.items] == [i.text for i in notation.items] == names
    assert not notation.unexplained


def test_nothing_explains_a_name_of_one_character() -> None:
    assert read("甲、乙管委会负责").unexplained


@pytest.mark.parametrize(
    ("text", "open_list"),
    [
        ("民政部、财政部等负责", True),
        ("民政部、财政部等有关部门负责", True),
        ("民政部、财政部等部门和单位负责", True),
        ("民政部、财政部、水利部等3部门负责", False),
        ("民政部、财政部、水利部等三部门负责", False),
        ("民政部、财政部等5部门负责", True),
        ("民政部、财政部负责", False),
    ],
)
def test_open_lists(text: str, open_list: bool) -> None:
    assert read(text).open_list is open_list


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("牵头单位：民政部；责任单位：财政部及各区政府，6月底完成", "6月底完成"),
        ("民政部负责，2015年6月底前完成", "2015年6月底前完成"),
        ("各区政府分别负责，年内完成", "年内完成"),
        ("民政部负责，长期坚持", "长期坚持"),
        ("完成时限：2015年底；责任单位：民政部", "2015年底"),
    ],
)
def test_time_limits(text: str, deadline: str) -> None:
    notation = read(text)
    assert notation.deadline is not None
    assert text[notation.deadline.start : notation.deadline.end] == deadline
    assert not notation.unexplained


# ---- finding ----------------------------------------------------------------------------------------------------


def found(text: str) -> list[str]:
    notations, _ = find_notations(text, Span(0, len(text)), JUDGE)
    return [text[n.outer.start : n.outer.end] for n in notations]


@pytest.mark.parametrize(
    "text",
    [
        "（此件公开发布）",
        "落实《质量发展纲要（2011-2020年）》。",
        "开展QC小组（质量管理小组）活动。",
        "开展“五小”（小建议、小革新、小攻关、小发明、小创造）活动。",
        "建设示范区（以下简称示范区）。",
        "推进网信（含工业互联网）建设。",
        "鼓励企业牵头构建创新联盟。",
        "由自治区工业和信息化厅转发目录，各市人民政府要加快工作。",
        "推动有关部门建立机制。",
        "对市（地、州、盟）、县（市、区、旗）给予支持。",
        "各地区要切实负责。",
        "报国务院（附表格）。",
        "模型服务（MaaS）、智能体（Agent）应用。",
    ],
)
def test_what_is_no_notation(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "notations"),
    [
        ("加强监管。（质检总局、教育部）", ["（质检总局、教育部）"]),
        ("加强监管（质检总局牵头）。", ["（质检总局牵头）"]),
        ("加强监管。(质检总局负责)", ["(质检总局负责)"]),
        ("加强监管。〔责任单位：教育部〕", ["〔责任单位：教育部〕"]),
        ("一句。（市场监管总局负责）二句。（教育部、财政部负责）", ["（市场监管总局负责）", "（教育部、财政部负责）"]),
        ("加强监管。\n质检总局、教育部负责落实。", ["质检总局、教育部负责落实。"]),
        (
            "加强监管。质检总局、教育部按职责分工负责，各省级人民政府落实。",
            ["质检总局、教育部按职责分工负责，各省级人民政府落实。"],
        ),
        ("加强监管。责任单位：质检总局、教育部。", ["责任单位：质检总局、教育部。"]),
        (
            "加强监管。\n牵头单位：质检总局\n配合单位：教育部\n完成时限：2015年底",
            ["牵头单位：质检总局\n配合单位：教育部\n完成时限：2015年底"],
        ),
    ],
)
def test_where_notations_stand(text: str, notations: list[str]) -> None:
    assert found(text) == notations


def test_a_notation_with_an_unexplained_name_is_refused_not_guessed() -> None:
    text = "加强监管。（责任单位：质检总局、若干措施）"
    notations, refused = find_notations(text, Span(0, len(text)), JUDGE)
    assert notations == []
    assert [text[s.start : s.end] for s in refused[0].unexplained] == ["若干措施"]


# ---- generated from the tables ----------------------------------------------------------------------------------

_CENTRAL = sorted(a.short for a in registry().agencies.values() if not a.collective and a.short and "（" not in a.short)
_LOCAL = [
    "省农业农村厅",
    "市财政局",
    "省委组织部",
    "市商务委",
    "区卫生健康委",
    "县民政局",
    "某某省数据管理局",
    "市大数据中心",
]
_NAMES = st.sampled_from(_CENTRAL + _LOCAL)
_LISTS = st.lists(_NAMES, min_size=1, max_size=6, unique=True)
_LEADS = st.sampled_from(["牵头", "牵头负责", "共同牵头"])
_PARTS = st.sampled_from(["参加", "参与", "配合", "协助", "支持"])
_DIVISIONS = st.sampled_from(["按职责分工负责", "按照职责分工分别负责", "分别负责", "按各自职责负责", "按职责分工落实"])
_DOES = st.sampled_from(["负责", "具体负责", "负责落实", "组织实施"])


@dataclass(frozen=True)
class Case:
    text: str
    names: list[str]


@given(_LISTS, _LISTS, _LEADS, _PARTS)
def test_generated_lead_and_participants(leads: list[str], others: list[str], lead: str, part: str) -> None:
    others = [o for o in others if o not in leads]
    text = f"{'、'.join(leads)}{lead}" + (f"，{'、'.join(others)}{part}" if others else "")
    assert roles(text) == {**dict.fromkeys(leads, "L"), **dict.fromkeys(others, "P")}


@given(_LISTS, _DIVISIONS, st.booleans())
def test_generated_division(names: list[str], division: str, open_list: bool) -> None:
    text = "、".join(names) + ("等" if open_list else "") + division
    assert roles(text) == dict.fromkeys(names, "S")
    assert read(text).open_list is open_list


@given(_LISTS, _DOES, st.booleans())
def test_generated_plain_lists(names: list[str], does: str, ruled: bool) -> None:
    expected = (
        {names[0]: "O"}
        if len(names) == 1
        else {n: ("F" if i == 0 else "f") if ruled else "N" for i, n in enumerate(names)}
    )
    assert roles("、".join(names) + does, ruled=ruled) == expected


@given(_LISTS, _LISTS, st.sampled_from("，；"))
def test_generated_labels(leads: list[str], others: list[str], comma: str) -> None:
    others = [o for o in others if o not in leads]
    text = f"牵头单位：{'、'.join(leads)}" + (f"{comma}责任单位：{'、'.join(others)}" if others else "")
    assert roles(text) == {**dict.fromkeys(leads, "L"), **dict.fromkeys(others, "P")}


@given(
    st.text(alphabet="财政部教育、，。；：（）和及等牵头负责配合单位各市县按职责分工第一位列为下同由会", max_size=60)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Never an error; names stay inside the text, in order, and say what stands there."""
    for item in read(text).items:
        assert text[item.span.start : item.span.end] == item.text
    find_notations(text, Span(0, len(text)), JUDGE)


@pytest.mark.parametrize(
    ("word", "duty"),
    [
        ("牵头", Duty.LEAD),
        ("按职责分工牵头", Duty.LEAD),
        ("负责", Duty.DO),
        ("共同负责", Duty.DO),
        ("按职责分工负责", Duty.DIVIDE),
        ("各负其责", Duty.DIVIDE),
        ("配合", Duty.TAKE_PART),
        ("指导", Duty.GUIDE),
        ("督导落实", Duty.GUIDE),
        ("财政部", None),
        ("牵头，", None),
    ],
)
def test_duty_words(word: str, duty: Duty | None) -> None:
    assert duty_of(word) is duty
