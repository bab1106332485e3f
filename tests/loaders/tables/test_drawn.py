"""Task tables drawn in plain text: every drawing of a table says the same, and what merely looks like one is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.registry import registry
from loaders.records.assemble import records_of
from tests.loaders.tables.drawing import DRAWINGS, WITHOUT_BLANKS, Model, Row
from tests.loaders.tables.given import NOTICE, kinds, plain, roles, table_of

_CENTRAL = sorted(a.short for a in registry().agencies.values() if not a.collective and a.short and "（" not in a.short)
_LOCAL = [
    "省农业农村厅",
    "省市场监管局",
    "省委组织部",
    "省商务厅",
    "武汉市人民政府",
    "各市、州、县人民政府",
    "省有关部门",
]
_TASKS = [
    "加强食品安全监管。开展专项整治，严厉打击违法行为",
    "推进质量认证",
    "完善消费品质量安全风险监测体系，健全缺陷产品召回管理制度。",
    "实施质量提升行动。制定一批地方标准。支持企业参与国际标准制定。",
    "保护知识产权，加强行政执法",
    "深化“放管服”改革（含商事制度改革），优化营商环境。",
]
_WHEN = ["2023年12月底前", "持续推进", "6月底", "2023年6月底前完成", ""]
_LABELS = [("牵头单位", "责任单位"), ("牵头部门", "配合部门"), ("主办单位", "协办单位"), ("责任单位",)]
_LISTS = st.lists(st.sampled_from(_CENTRAL + _LOCAL), min_size=1, max_size=4, unique=True).map(tuple)
_ROWS = st.lists(
    st.tuples(st.sampled_from(_TASKS), _LISTS, st.one_of(st.just(()), _LISTS), st.sampled_from(_WHEN)),
    min_size=2,
    max_size=5,
    unique_by=lambda row: row[0],
)


@st.composite
def models(draw: st.DrawFn) -> Model:
    """Tables of one or two duty columns, with headings across, notations in cells, empty cells, or without."""
    labels = draw(st.sampled_from(_LABELS))
    headed, worded = draw(st.booleans()), draw(st.booleans())
    rows = []
    for i, (task, first, second, when) in enumerate(draw(_ROWS)):
        others = tuple(n for n in second if n not in first)
        words = len(labels) == 1 and worded and bool(others)
        heading = (
            f"{'一二三四五'[i]}、强化{'质量品牌标准认证监管'[2 * i : 2 * i + 2]}工作" if headed and i % 2 == 0 else ""
        )
        rows.append(Row(task, first, others if words or len(labels) > 1 else (), when, heading, words))
    flags = [draw(st.booleans()) for _ in range(3)]
    nobody = draw(st.sampled_from(["/", "—", "无", ""]))
    return Model(tuple(rows), labels, numbered=flags[0], timed=flags[1], remarked=flags[2], nobody=nobody)


def said(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Title, roles and deadline of each measure of a document with a table in it."""
    reading = plain(f"{NOTICE}附件\n重点任务分工表\n{text}\n\n注：以上任务纳入考核。\n")
    out = []
    for measure in reading.found.measures:
        deadline = measure.responsibilities[0].deadline if measure.responsibilities else None
        when = reading.clean.printed(deadline) if deadline else ""
        out.append((reading.clean.printed(measure.unit.title_span), roles(reading, measure), when))
    assert not {"unexplained_notation", "unread_table"} & set(kinds(reading))
    return out


@pytest.mark.parametrize("name", DRAWINGS)
# The same examples every time: of other ones pdftotext's columns without rules still fuse rows where their cells interleave.
@settings(max_examples=12, derandomize=True)
@given(models())
def test_every_drawing_says_the_same(name: str, model: Model) -> None:
    if name in WITHOUT_BLANKS:
        model = replace(model, nobody=model.nobody or "/", remarked=False)
    assert said(DRAWINGS[name](model)) == [(t, r, w if model.timed else "") for t, r, w in model.expected()]


# ---- as real documents print them -------------------------------------------------------------------------------

FRAME = """
┌─────────────────┬────┬────────┬────┐
│工 作 任 务      │分管│牵头组织│完成│
│                 │领导│实施单位│时限│
├─────────────────┼────┼────────┼────┤
│抓好财税金融工作 │王建│各市、州│年内│
├─────────────────┤国  │人民政府│见成│
│加强财政监督，提 │    │，省财政│效  │
│高财政资金使用效 │    │厅      │    │
│益。             │    ├────────┤    │
├─────────────────┤    │省教育厅│    │
│优先发展教育。   │    │        │    │
└─────────────────┴────┴────────┴────┘
"""


def test_a_frame_whose_cells_cover_several_rows() -> None:
    """A cell without a rule below it goes on: whoever is named in it stands for each of the rows."""
    reading = plain(NOTICE + FRAME)
    assert table_of(reading) == [
        ("", "抓好财税金融工作", {"各市、州人民政府": "L", "省财政厅": "L"}),
        ("", "加强财政监督，提高财政资金使用效益", {"各市、州人民政府": "L", "省财政厅": "L", "省教育厅": "L"}),
        ("", "优先发展教育", {"省教育厅": "L"}),
    ]
    deadline = reading.found.measures[2].responsibilities[0].deadline
    assert deadline and reading.clean.printed(deadline) == "年内见成效"
    assert "王建国" not in reading.clean.text


PAGES = """
                                       责任分工
    序号           工作任务                                    完成时限
                              牵头单位            配合单位


         加强检验检测认证服务，优化知识产权保
                                        省市场监管局、省发展改
1        护。推进标准化改革创新，开展质量基础                         2023 年 12 月底
                            省委组织部       革委、省商务厅、省生态
         设施建设。                                              前
                                        环境厅


         深化食品安全监管体系，开展标准化改革             武汉市人民政府、省市场
2        创新。加强质量基础设施建设，完善食品 省生态环境厅      监管局、省住房城乡建设 持续推进
         安全监管体系。                        厅


3        推进认证。                 省商务厅            /             6 月底

                                — 2 —
\f                                     责任分工
   序号          工作任务                                  完成时限
                            牵头单位          配合单位


4      做好服务。              省商务厅          省有关部门         6 月底


（此件公开发布）
"""


def test_a_page_of_pdftotext() -> None:
    """A header of two lines, centred cells, rows that stand aside of each other, a page break, a blank in 2023 年."""
    reading = plain(NOTICE + PAGES)
    assert table_of(reading) == [
        (
            "1",
            "加强检验检测认证服务，优化知识产权保护",
            {"省委组织部": "L", "省市场监管局": "P", "省发展改革委": "P", "省商务厅": "P", "省生态环境厅": "P"},
        ),
        (
            "2",
            "深化食品安全监管体系，开展标准化改革创新",
            {"省生态环境厅": "L", "武汉市人民政府": "P", "省市场监管局": "P", "省住房城乡建设厅": "P"},
        ),
        ("3", "推进认证", {"省商务厅": "L"}),
        ("4", "做好服务", {"省商务厅": "L", "省有关部门": "P"}),
    ]
    deadlines = [m.responsibilities[0].deadline for m in reading.found.measures]
    assert [reading.clean.printed(d) for d in deadlines if d] == ["2023年12月底前", "持续推进", "6月底", "6月底"]
    assert "（此件公开发布）" in reading.clean.text.split("\n")


def test_a_name_that_wraps_is_cited_in_pieces() -> None:
    edges = [
        e.properties for e in records_of(plain(NOTICE + PAGES)).edges if e.properties.get("as_named") == "省发展改革委"
    ]
    text = NOTICE + PAGES
    pieces = [tuple(map(int, piece.split("-"))) for piece in str(edges[0]["name_pieces"]).split(" ")]
    assert [text[a:b] for a, b in pieces] == ["省发展改", "革委"]
    assert (edges[0]["name_start"], edges[0]["name_end"]) == (pieces[0][0], pieces[-1][1])
    assert edges[0]["quote"] == "省委组织部省市场监管局、省发展改革委、省商务厅、省生态环境厅"


def test_one_cell_a_line_with_empty_cells_and_cells_of_several_lines() -> None:
    text = "序号\n任务\n责任单位\n完成时限\n1\n加强监管。\n完善制度。\n省教育厅\n省财政厅\n6月底\n2\n推进认证。\n省商务厅\n各市要落实。\n"
    assert said(text) == [
        ("加强监管", {"省教育厅": "N", "省财政厅": "N"}, "6月底"),
        ("推进认证", {"省商务厅": "O"}, ""),
    ]


def test_whose_line_it_is_stays_open_where_a_cell_of_two_labels_is_missing() -> None:
    text = "序号\n任务\n牵头单位\n配合单位\n1\n加强监管。\n省教育厅\n省财政厅\n2\n推进认证。\n省商务厅\n省科技厅\n省财政厅\n"
    reading = plain(NOTICE + text)
    assert [r for _, _, r in table_of(reading)] == [
        {"省教育厅": "L", "省财政厅": "P"},
        {"省商务厅": "N", "省科技厅": "N", "省财政厅": "N"},
    ]
    assert kinds(reading) == ["unexplained_notation"]


def test_tabs_with_a_header_of_two_rows_and_line_ends_inside_cells() -> None:
    text = (
        "序号\t重点任务\t责任分工\t\t完成时限\n\t\t牵头单位\t配合单位\t\n"
        "1\t加强监管。\n建立机制。\t省财政厅\t省教育厅、省科技厅\t2023年\n"
        "一、保障措施\n2\t做好保障。\t省财政厅\t/\n3\t加强建设。\t省财政厅\t省科技厅\t长期\n"
    )
    assert said(text) == [
        ("加强监管", {"省财政厅": "L", "省教育厅": "P", "省科技厅": "P"}, "2023年"),
        ("做好保障", {"省财政厅": "L"}, ""),
        ("加强建设", {"省财政厅": "L", "省科技厅": "P"}, "长期"),
    ]


def test_blank_task_cells_go_on_with_the_one_above() -> None:
    text = "| 领域 | 任务 | 责任单位 |\n|---|---|---|\n| 质量 | 加强监管。 | 省教育厅 |\n|  | 推进认证。 | 省商务厅 |\n"
    reading = plain(NOTICE + text)
    assert [m.section for m in reading.found.measures] == [1, 1]
    assert [t for _, t, _ in table_of(reading)] == ["加强监管", "推进认证"]


@pytest.mark.parametrize("name", ["tabs", "markdown", "wide spaces", "pdftotext", "stacked", "box"])
def test_text_behind_the_table_is_the_texts(name: str) -> None:
    model = Model(
        (Row("加强监管。", ("省教育厅",), ("省财政厅",), "6月底"), Row("推进认证。", ("省商务厅",), (), "年底"))
    )
    after = "三、工作要求\n（一）加强领导。各地区、各部门要高度重视，结合实际细化措施，确保各项任务落到实处。\n（二）强化督查。开展督查。\n"
    reading = plain(f"某省工作方案\n一、总体要求\n做好工作。\n二、重点任务\n{DRAWINGS[name](model)}\n{after}")
    assert [(n, t) for n, t, _ in table_of(reading)] == [
        ("1", "加强监管"),
        ("2", "推进认证"),
        ("（一）", "加强领导"),
        ("（二）", "强化督查"),
    ]


# ---- what is none -----------------------------------------------------------------------------------------------

PLAN = "某省工作方案\n一、重点任务\n（一）加强监管。开展整治。（省教育厅负责）\n"


@pytest.mark.parametrize(
    "text",
    [
        "责任单位：省教育厅\n配合单位：省财政厅\n",
        "牵头单位    省教育厅\n",
        "任务分工\n做好工作。\n",
        "责任单位\n",
        "一是落实责任  二是加强配合  三是狠抓落实\n",
    ],
)
def test_lines_that_only_look_like_a_header(text: str) -> None:
    reading = plain(f"{PLAN}（二）推进认证。\n{text}（三）做好服务。（省商务厅负责）\n")
    assert [n for n, _, _ in table_of(reading)] == ["（一）", "（二）", "（三）"]
    assert "unread_table" not in kinds(reading)


def test_a_header_without_readable_rows_is_an_issue() -> None:
    text = "序号    重点任务    牵头单位    完成时限\n\n\n\n\n\n\n\n第一季度召开会议。\n"
    reading = plain(f"{PLAN}附件\n{text}")
    assert [i.kind for i in reading.found.issues if i.kind == "unread_table"] == ["unread_table"]


def test_a_drawn_table_of_data_names_nobody() -> None:
    text = "序号\t单位\t2021年\t2022年\n1\t万吨\t2500\t2600\n2\t亿元\t300\t310\n"
    reading = plain(f"{PLAN}产量如下：\n{text}")
    assert [r for _, _, r in table_of(reading)] == [{"省教育厅": "O"}]
