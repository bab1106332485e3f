"""Tables in PDF files: cells whole, merged ones repeated, one table over its pages, nothing said twice."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.formats.pdf import read_pdf
from loaders.text import RawDocument
from tests.loaders.formats.pdf_writer import Paper

HEAD = ["序号", "重点任务", "牵头单位", "责任单位"]
WIDTHS = [40.0, 200.0, 90.0, 118.0]
ROWS = [
    [
        "1",
        "完善消费品风险和产品伤害监测体系及预警平台建设，开展农资等产品专项整治。",
        "质检总局",
        "工业和信息化部、公安部、农业部",
    ],
    ["2", "加强节能减排和循环经济领域国家产品质检中心的规划建设。", "发展改革委", "财政部、环境保护部、商务部"],
    ["3", "推进酒类流通电子追溯体系建设。", "商务部", "质检总局"],
]
BEFORE, AFTER = (
    "为做好重点任务分工，现将有关事项明确如下，请结合实际抓好落实。",
    "以上任务请各单位抓好落实，工作进展情况按季度报送。",
)


def read(paper: Paper) -> RawDocument:
    return read_pdf(paper.save(), "plan.pdf")


def cells(raw: RawDocument, table: int = 0) -> list[list[str]]:
    return [[raw.text[cell.start : cell.end] for cell in row] for row in raw.tables[table].rows]


def with_table(rows: list[list[str | None]], paper: Paper | None = None, **how: bool) -> RawDocument:
    paper = paper or Paper()
    paper.paragraph(BEFORE)
    paper.table(rows, WIDTHS, **how)
    paper.paragraph(AFTER)
    return read(paper)


def test_cells_are_whole_and_said_once() -> None:
    raw = with_table([HEAD, *ROWS])
    assert cells(raw) == [HEAD, *ROWS]
    table = "\n".join("\t".join(row) for row in [HEAD, *ROWS])
    assert raw.text == f"{BEFORE}\n{table}\n{AFTER}"
    assert raw.text[raw.tables[0].span.start : raw.tables[0].span.end] == table


def test_merged_cells_stand_in_every_place_and_are_printed_once() -> None:
    rows: list[list[str | None]] = [
        ["任务", "<", "单位", "<"],
        ["一", "完善标准体系。", "质检总局", "商务部"],
        [None, "加强计量监管。", None, "农业部"],
        ["二", "推进质量共治。", None, ""],
    ]
    raw = with_table(rows)
    assert cells(raw) == [
        ["任务", "任务", "单位", "单位"],
        ["一", "完善标准体系。", "质检总局", "商务部"],
        ["一", "加强计量监管。", "质检总局", "农业部"],
        ["二", "推进质量共治。", "质检总局", ""],
    ]
    assert raw.tables[0].rows[1][2] == raw.tables[0].rows[3][2]
    assert raw.text.count("质检总局") == 1
    assert "\n加强计量监管。\t农业部\n" in raw.text


def test_paragraphs_in_a_cell_stay_apart_and_wrapped_words_do_not() -> None:
    rows = [HEAD, ["1", "完善消费品风险和产品伤害监测体系及预警平台建设。\n开展专项整治。", "质检总局\n商务部", ""]]
    raw = with_table(rows)
    assert cells(raw)[1] == [
        "1",
        "完善消费品风险和产品伤害监测体系及预警平台建设。\v开展专项整治。",
        "质检总局\v商务部",
        "",
    ]


@pytest.mark.parametrize("repeat", [True, False])
def test_a_table_over_pages_is_one_table(repeat: bool) -> None:
    rows = [HEAD, *([str(i), *ROWS[i % 3][1:]] for i in range(1, 40))]
    paper = Paper()
    raw = with_table(rows, paper, repeat=repeat)
    assert paper.pages > 2
    assert cells(raw) == rows
    assert raw.text.count("牵头单位") == 1
    assert raw.text.startswith(f"{BEFORE}\n序号\t")
    assert raw.text.endswith(f"\n{AFTER}")
    assert raw.page(raw.tables[0].rows[-1][0].start) == paper.pages


@pytest.mark.parametrize("lines", range(1, 5))
def test_a_row_cut_by_a_page_break_is_one_row(lines: int) -> None:
    """The first of the four lines of row 1, or the first two … stand on the first page."""
    paper = Paper()
    paper.paragraph(BEFORE)
    paper.bottom = paper.y - 16 * (1 + lines) - 1
    paper.table([HEAD, *ROWS], WIDTHS)
    raw = read(paper)
    assert cells(raw) == [HEAD, *ROWS]


def cut_after(lines: int, row: list[str], **how: bool) -> list[list[str]]:
    """The cells of a table whose second row is cut by a page break after so many lines."""
    paper = Paper()
    paper.paragraph(BEFORE)
    paper.bottom = paper.y - 16 * (1 + lines) - 1
    paper.table([HEAD, row, ROWS[2]], WIDTHS, **how)
    return cells(read(paper))


def test_a_row_cut_between_two_paragraphs_of_a_cell() -> None:
    row = ["1", "完善消费品风险监测体系。\n开展农资等产品专项整治。", "质检总局", "商务部"]
    assert cut_after(1, row)[1] == ["1", "完善消费品风险监测体系。\v开展农资等产品专项整治。", "质检总局", "商务部"]


def test_a_cut_row_that_begins_with_words() -> None:
    row = ["标准", "完善消费品风险和产品伤害监测体系及预警平台建设，开展农资等产品专项整治。", "质检总局", "商务部"]
    assert cut_after(1, row)[1] == row


def test_one_cell_alone_goes_on_overleaf() -> None:
    paper = Paper()
    paper.paragraph(BEFORE)
    paper.bottom = paper.y - 16 * 3 - 1
    paper.table([HEAD, ROWS[0]], WIDTHS, repeat=False)
    assert cells(read(paper)) == [HEAD, ROWS[0]]


def test_a_cut_row_of_a_broken_word_and_a_new_paragraph() -> None:
    task = "完善消费品风险和产品伤害监测体系及预警平台建设，开展农资等产品专项整治。"
    assert cut_after(1, ["标准", task, "质检总局\n商务部", "农业部"])[1] == ["标准", task, "质检总局\v商务部", "农业部"]


def test_a_cut_row_in_which_every_cell_goes_on() -> None:
    row = [
        "完善标准体系",
        "完善消费品风险和产品伤害监测体系及预警平台建设，开展农资等产品专项整治。",
        "工业和信息化部和质检总局",
        "国家市场监督管理总局和农业部",
    ]
    assert cut_after(1, row)[1] == row


def test_a_row_that_no_rule_closes_at_the_foot_of_the_page() -> None:
    row = ["标准", "完善消费品风险监测体系。\n开展农资等产品专项整治。", "质检总局", "商务部"]
    assert cut_after(1, row, close=False, repeat=False)[1][1] == "完善消费品风险监测体系。\v开展农资等产品专项整治。"


def test_wrapped_words_in_centred_cells() -> None:
    rows = [HEAD, ["1", "完善监管体系。", "工业和信息化部、市场监管总局", "国家发展改革委、科技部、财政部、商务部"]]
    assert cells(with_table(rows, centred=True)) == rows


def test_lines_broken_by_hand_in_centred_cells() -> None:
    """There was room for another character, but half of it stands on the left."""
    rows = [HEAD, ["1", "完善监管体系。", "工业信息部\n商务部", "质检总局"]]
    assert cells(with_table(rows, centred=True))[1][2] == "工业信息部\v商务部"


def test_indented_paragraphs_in_a_cell() -> None:
    """The first paragraph fills its last line, so that only the indent of the second parts them."""
    first, second = "完善标准体系推进质量监管工作" + "开展农资等产品专项整治推进改革。", "加强监管。"
    raw = with_table([HEAD, ["1", f"　　{first}\n　　{second}", "质检总局", "商务部"]])
    assert cells(raw)[1][1] == f"{first}\v{second}"


def test_a_merged_cell_goes_on_overleaf() -> None:
    rows: list[list[str | None]] = [HEAD, *([None if i % 4 else f"组{i}", *ROWS[i % 3][1:]] for i in range(40))]
    raw = with_table(rows)
    groups = [row[0] for row in cells(raw)[1:]]
    assert groups == [f"组{i - i % 4}" for i in range(40)]
    assert len({raw.tables[0].rows[i][0] for i in range(1, 41)}) == 10


def test_the_note_that_a_table_goes_on_is_left_out() -> None:
    paper = Paper()
    paper.table([HEAD, ROWS[0]], WIDTHS)
    paper.turn()
    paper.line("（续表）", paper.left)
    paper.table([HEAD, ROWS[1]], WIDTHS)
    assert cells(read(paper)) == [HEAD, ROWS[0], ROWS[1]]


def test_two_tables_with_words_between_them_are_two() -> None:
    paper = Paper()
    paper.table([HEAD, ROWS[0]], WIDTHS)
    paper.paragraph(BEFORE)
    paper.table([HEAD, ROWS[1]], WIDTHS)
    raw = read(paper)
    assert [cells(raw, i) for i in (0, 1)] == [[HEAD, ROWS[0]], [HEAD, ROWS[1]]]


def test_a_table_open_at_both_sides_keeps_its_outer_columns() -> None:
    paper = Paper()
    xs, ys = [79, 229, 329, 429, 527], [700, 670, 640, 610]
    for y in ys:
        paper.canvas.line(xs[0], y, xs[-1], y)
    for x in xs[1:-1]:
        paper.canvas.line(x, ys[0], x, ys[-1])
    texts = [
        ["任务", "牵头", "参加", "时限"],
        ["完善标准体系", "质检总局", "商务部", "6月"],
        ["加强计量监管", "科技部", "农业部", ""],
    ]
    for row, y in zip(texts, ys, strict=False):
        for text, x in zip(row, xs, strict=False):
            paper.put(text, x + 5, y - 20, 12)
    assert cells(read(paper)) == texts


def test_a_table_with_rules_between_its_rows_only() -> None:
    paper = Paper()
    rows = [["序号", "任务", "牵头单位"], *([str(i), f"完善第{i}项标准体系", "质检总局"] for i in range(1, 31))]
    for row in rows:
        if paper.y < paper.bottom:
            paper.canvas.line(79, paper.y + 20, 527, paper.y + 20)
            paper.turn()
        paper.canvas.line(79, paper.y + 20, 527, paper.y + 20)
        for text, x in zip(row, (85, 150, 400), strict=True):
            paper.put(text, x, paper.y, 12)
        paper.y -= 28
    paper.canvas.line(79, paper.y + 20, 527, paper.y + 20)
    assert paper.pages == 2
    assert cells(read(paper)) == rows


def test_prose_between_rules_is_no_table() -> None:
    paper = Paper(number="")
    texts = ["抄送：党中央各部门，全国人大常委会办公厅。", "国务院办公厅秘书局　2014年4月21日印发"]
    for text in ["", *texts]:
        if text:
            paper.line(text.split("　")[0], paper.left)
            if "　" in text:
                paper.put(text.split("　")[1], 390, paper.y + paper.pitch, 16)
        paper.canvas.line(79, paper.y + 20, 527, paper.y + 20)
    raw = read(paper)
    assert not raw.tables
    assert raw.text.split("\n") == texts


def test_rules_around_something_else_are_no_table() -> None:
    """A head with a rule below, a line of words with gaps, and a list: the gaps stand in other places."""
    paper = Paper(number="")
    for y, words in (
        (740, {}),
        (700, {80: "序号", 160: "任务", 300: "单位", 420: "时限"}),
        (660, {80: "一、重点任务和措施", 420: "6月"}),
    ):
        for x, text in words.items():
            paper.put(text, x, y + 15, 14)
        paper.canvas.line(79, y, 527, y)
    assert not read(paper).tables


def test_lines_drawn_as_thin_boxes_cell_by_cell() -> None:
    """As word processors write them: each border of each cell as a filled box."""
    paper = Paper()
    texts = [["任务", "牵头"], ["完善标准体系", "质检总局"]]
    for r, row in enumerate(texts):
        for c, text in enumerate(row):
            x, y = 79 + 200 * c, 700 - 30 * r
            for box in ((x, y, 200, 0.5), (x, y - 30, 200, 0.5), (x, y - 30, 0.5, 30), (x + 200, y - 30, 0.5, 30)):
                paper.canvas.rect(*box, stroke=0, fill=1)
            paper.put(text, x + 5, y - 20, 12)
    assert cells(read(paper)) == texts


def test_frames_and_rules_are_no_tables() -> None:
    paper = Paper()
    paper.canvas.rect(60, 100, 480, 660)
    paper.canvas.line(60, 750, 540, 750)
    paper.canvas.line(70, 100, 70, 760)
    for _ in range(3):
        paper.paragraph(BEFORE)
    raw = read(paper)
    assert not raw.tables
    assert raw.text == "\n".join([BEFORE] * 3)


def test_a_table_on_a_turned_page() -> None:
    paper = Paper()
    paper.paragraph(BEFORE)
    paper.turn()
    paper.canvas.translate(595, 0)
    paper.canvas.rotate(90)
    paper.left, paper.y = 100, 500
    paper.table([HEAD, *ROWS], WIDTHS)
    paper.number = ""
    raw = read(paper)
    assert cells(raw) == [HEAD, *ROWS]


WORDS = st.sampled_from(
    ["完善政策", "推进ISO 9001认证", "质检总局", "省发展改革委", "2027年底前", "、", "；", "加强对企业的监管"]
)
TEXT = st.lists(WORDS, min_size=1, max_size=12).map("".join)


@settings(max_examples=40)
@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=3, max_size=25), st.booleans(), st.integers(0, 9999))
def test_any_table_comes_back(rows: list[tuple[str, str, str]], repeat: bool, seed: int) -> None:
    """Rows with a number each; wherever the pages break, and whether the head is repeated or not."""
    table = [HEAD, *([str(i), *row] for i, row in enumerate(rows, 1))]
    paper = Paper(bottom=130 + random.Random(seed).random() * 300)
    raw = with_table(table, paper, repeat=repeat)
    assert [[cell.replace("\v", "") for cell in row] for row in cells(raw)] == table
    assert raw.text.startswith(BEFORE)
    assert raw.text.endswith(AFTER)
