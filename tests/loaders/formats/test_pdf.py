"""PDF files: lines become paragraphs again, what belongs to the pages goes, every plan says what its text says."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.clean import clean
from loaders.decode import decode
from loaders.formats.pdf import read_pdf
from loaders.text import RawDocument
from tests.loaders.formats.pdf_writer import Paper, coded, meaning, page_pdf, plan_pdf, stream
from tests.loaders.formats.test_same_plan import _said as said

FIRST = "（一）推进标准化改革。完善消费品风险和产品伤害监测体系及预警平台建设，开展农资、电线电缆等产品专项整治。（财政部、教育部按职责分工负责）"
SECOND = "（二）加强质量监管。突出对儿童用品、车用汽柴油等消费品的监管，探索建立反溯机制。（质检总局牵头，国务院有关部门参加）"


def read(paper: Paper) -> RawDocument:
    return read_pdf(paper.save(), "plan.pdf")


def lines(raw: RawDocument) -> list[str]:
    return [line for line in re.split("[\n\f]+", raw.text) if line]


# ---- whole plans ------------------------------------------------------------------------------------------------

PLANS = (
    "gbf-2014-18",
    "gwy-gf2018-42-agri-machinery",
    "gwy-gf2019-3-bonded-zones",
    "gwy-gbf2018-117-incentives",
    "gwy-gbf2018-121-sports-events",
    "cq-yff2019-17-ecommerce",
    "hb-enf2021-43-agri-entities",
    "zj-zzf2025-10-ai-measures",
    "gx-gzbf2021-106-nev-negative",
)


@pytest.mark.parametrize("paper", ["justified", "ragged", "anywhere"])
@pytest.mark.parametrize("plan", PLANS)
def test_a_plan_says_the_same_as_text_and_as_pdf(plan: str, paper: str, corpus: Path) -> None:
    source = (corpus / "texts" / f"{plan}.txt").read_bytes()
    paragraphs = clean(source.decode()).text.split("\n")
    layouts = {
        "justified": Paper(),
        "ragged": Paper(justified=False, header="某某省人民政府公报　2025年第9期", number="第{}页"),
        "anywhere": Paper(justified=False, words=False, per_line=30, size=14, pitch=22, number="{}"),
    }
    raw = read_pdf(plan_pdf(paragraphs, layouts[paper]), "plan.pdf")
    assert len(raw.pages) > 4
    assert said(raw) == said(decode(source, "plan.txt"))
    # Only titles over two lines may differ: print makes them one paragraph.
    body = [clean(line).text for line in lines(raw)]
    assert body[-15:] == paragraphs[-15:]


SENTENCES = st.lists(
    st.sampled_from(
        [
            "完善政策",
            "推进GB/T 19001认证",
            "到2027年达到1.5万亿元",
            "落实《质量法》",
            "加强监管（含抽查）",
            "建设“千企”平台",
            "支持QC小组",
        ]
    ),
    min_size=1,
    max_size=14,
).map(lambda parts: "，".join(parts) + "。")


@settings(max_examples=40)
@given(st.lists(SENTENCES, min_size=4, max_size=30), st.booleans(), st.integers(16, 40))
def test_any_paragraphs_come_back(paragraphs: list[str], justified: bool, per_line: int) -> None:
    paper = Paper(justified=justified, per_line=per_line, size=10.5, pitch=18, left=(595 - 10.5 * per_line) / 2)
    paragraphs = [FIRST, SECOND, *paragraphs]  # without one wrapped line nobody can tell where the right edge is
    for text in paragraphs:
        paper.paragraph(text)
    raw = read(paper)
    assert lines(raw) == paragraphs
    assert len(raw.pages) == paper.pages
    assert clean(raw.text).text.split("\n") == [clean(text).text for text in paragraphs]


# ---- pages ------------------------------------------------------------------------------------------------------


def test_a_word_reads_on_over_the_page_break_and_the_pages_are_known() -> None:
    paper = Paper(bottom=730 - 28)  # two lines a page
    paper.paragraph(FIRST)
    paper.paragraph(SECOND)
    raw = read(paper)
    assert lines(raw) == [FIRST, SECOND]
    assert [raw.text[at : at + 2] for at in raw.pages[:2]] == ["（一", "政部"]
    assert raw.page(raw.text.index("按职责")) == 2
    assert raw.page(raw.text.index("牵头")) == paper.pages


def test_a_page_break_between_paragraphs_is_shown() -> None:
    paper = Paper()
    paper.paragraph(FIRST)
    paper.turn()
    paper.paragraph(SECOND)
    raw = read(paper)
    assert raw.text == f"{FIRST}\n\f{SECOND}"
    assert raw.pages == (0, len(FIRST) + 2)


@pytest.mark.parametrize("number", ["— {} —", "-{}-", "－{}－", "{}", "第{}页", "第 {} 页 共 9 页", "{}/9", "· {} ·"])
def test_page_numbers_go(number: str) -> None:
    paper = Paper(number=number)
    for _ in range(12):
        paper.paragraph(FIRST)
    assert paper.pages > 1
    assert lines(read(paper)) == [FIRST] * 12


def test_a_number_alone_in_the_text_stays() -> None:
    paper = Paper(number="")
    for text in ("一、目标", "到2027年，标杆企业的数量达到：", "100", "其中新增：", "30"):
        paper.paragraph(text)
    assert lines(read(paper))[-3:] == ["100", "其中新增：", "30"]


def test_running_heads_go_also_where_left_and_right_pages_differ() -> None:
    paper = Paper()
    for i in range(30):
        paper.header = "某某省人民政府公报" if paper.pages % 2 else "2025年第9期　总第300期"
        paper.paragraph(f"{i + 1}．{FIRST}")
    text = read(paper).text
    assert paper.pages > 3
    assert "公报" not in text
    assert "总第" not in text


def test_what_a_browser_prints_around_a_page_goes() -> None:
    paper = Paper()
    for i in range(30):
        paper.header = "2025/4/17 10:05　某某省人民政府门户网站"
        paper.number = "http://a.gov.cn/t20250417.html {}/5"
        paper.paragraph(f"{i + 1}．{FIRST}")
    assert lines(read(paper)) == [f"{i + 1}．{FIRST}" for i in range(30)]


def test_annexes_that_begin_their_pages_stay() -> None:
    paper = Paper()
    for i in range(1, 4):
        paper.line(f"附件{i}", paper.left)
        paper.y -= 40
        paper.paragraph(FIRST)
        if i < 3:
            paper.turn()
    assert lines(read(paper)) == ["附件1", FIRST, "附件2", FIRST, "附件3", FIRST]


def test_a_title_page_without_the_head_of_the_others() -> None:
    paper = Paper()
    paper.title("某某省人民政府公报管理办法")
    paper.paragraph(FIRST)
    for _ in range(12):
        paper.paragraph(SECOND)
        paper.header = "某某省人民政府公报管理办法"
    raw = read(paper)
    assert lines(raw) == ["某某省人民政府公报管理办法", FIRST, *[SECOND] * 12]


def test_footnotes_wait_for_the_end_of_the_paragraph_and_their_marks_go() -> None:
    paper = Paper(bottom=200)
    for _ in range(4):
        paper.paragraph(FIRST)
    x = paper.left + 3 * paper.size
    paper.put("①", x, paper.top + 6, 8)
    paper.canvas.line(paper.left, 180, paper.left + 100, 180)
    paper.put("①本条所称产品包括进口产品。", paper.left, 165, 10)
    for _ in range(3):
        paper.paragraph(FIRST)
    raw = read(paper)
    body = lines(raw)
    assert body.pop(next(i for i, text in enumerate(body) if text.startswith("①"))) == "①本条所称产品包括进口产品。"
    assert body == [FIRST] * 7


def test_the_table_of_contents_goes() -> None:
    paper = Paper()
    paper.line("目　录", paper.left + 200)
    for i, text in enumerate(["一、总体要求", "二、重点任务", "三、保障措施"]):
        paper.line(f"{text}{'.' * 60}{i + 2}", paper.left)
    paper.turn()
    paper.paragraph("一、总体要求")
    paper.paragraph(FIRST)
    assert lines(read(paper)) == ["一、总体要求", FIRST]


# ---- paragraphs -------------------------------------------------------------------------------------------------


def test_a_title_over_two_lines_is_one_line() -> None:
    paper = Paper()
    paper.title("某某省人民政府办公厅关于印发支持人工智能创新发展若干措施的通知")
    paper.title("某政发〔2025〕10号", 16)
    for _ in range(3):
        paper.paragraph(FIRST)
    assert lines(read(paper))[:2] == [
        "某某省人民政府办公厅关于印发支持人工智能创新发展若干措施的通知",
        "某政发〔2025〕10号",
    ]


def test_the_lines_of_a_title_are_one_line_wherever_they_are_broken() -> None:
    paper = Paper()
    paper.title("某某省人民政府办公厅")
    paper.title("关于印发支持人工智能创新发展")
    paper.title("若干措施的通知")
    for _ in range(3):
        paper.paragraph(FIRST)
    assert lines(read(paper))[0] == "某某省人民政府办公厅关于印发支持人工智能创新发展若干措施的通知"


@pytest.mark.parametrize("room", [4.0, 0.0])
def test_signature_and_date_stay_apart(room: float) -> None:
    paper = Paper()
    for _ in range(4):
        paper.paragraph(FIRST)
    paper.right("某某省人民政府办公厅", room)
    paper.right("2025年4月17日", room)
    paper.paragraph("（此件公开发布）")
    assert lines(read(paper))[-3:] == ["某某省人民政府办公厅", "2025年4月17日", "（此件公开发布）"]


def test_punctuation_beyond_the_right_edge() -> None:
    paper = Paper(hang=True)
    texts = ["完善标准体系，" * n + "推进全国质量工作。" for n in (13, 9, 17, 12, 15, 11)]
    for text in texts:
        paper.paragraph(text)
    assert lines(read(paper)) == texts


def test_a_heading_that_fills_its_line() -> None:
    paper = Paper()
    heading = "推进全国质量工作和完善监管体系的重点任务及其保障措施"
    assert len(heading) == paper.per_line - 2
    texts = [FIRST, heading, SECOND[3:], FIRST]
    for text in texts:
        paper.paragraph(text)
    assert lines(read(paper)) == texts


def test_a_page_of_one_line_paragraphs() -> None:
    paper = Paper()
    short = [f"对第{i}类重点产品实行全过程质量监管并公开抽查的结果。" for i in "甲乙丙丁戊己庚"]
    assert {len(text) for text in short} == {paper.per_line - 2}
    for text in [FIRST] * 3:
        paper.paragraph(text)
    paper.turn()
    for text in short:
        paper.paragraph(text)
    assert lines(read(paper)) == [FIRST] * 3 + short


def test_a_list_of_short_lines_says_nothing_of_the_right_edge() -> None:
    paper = Paper()
    texts = ["完善质量政策。", "推进标准改革。", "加强计量监管。", "开展专项整治。"] * 3
    for text in texts:
        paper.paragraph(text)
    assert lines(read(paper)) == texts


def test_paragraphs_that_only_a_little_room_parts() -> None:
    """Without indents: a sentence that ends half a character before the edge ends the paragraph."""
    paper = Paper(justified=False)
    texts = [
        ("推进全国质量工作和监管" * 5)[:53] + "202。",
        "完善监管体系的标准" * 6 + "。",
        "推进全国质量工作和监管" * 8 + "。",
    ]
    for text in texts:
        paper.paragraph(text, indent=0)
    assert lines(read(paper)) == texts


def test_paragraphs_without_indent_are_parted_by_short_lines_and_distance() -> None:
    paper = Paper()
    full = "推进质量共治" * 14  # three full lines
    for text in (FIRST, full, SECOND, full):
        paper.paragraph(text, indent=0)
        paper.y -= 20
    assert lines(read(paper)) == [FIRST, full, SECOND, full]


def test_hanging_paragraphs() -> None:
    paper = Paper()
    texts = [f"{i + 1}、{FIRST[3:]}{SECOND[3:]}" for i in range(6)]
    for text in texts:
        paper.paragraph(text, indent=0, hanging=2)
    assert lines(read(paper)) == texts


def test_a_list_of_annexes_with_hanging_lines() -> None:
    paper = Paper()
    for _ in range(3):
        paper.paragraph(FIRST)
    annexes = ["1.某某省支持人工智能创新发展重点任务分工方案及责任清单", "2.某某省人工智能创新发展指标表"]
    for text in annexes:
        paper.paragraph(text, indent=5, hanging=6)
    assert lines(read(paper))[-2:] == annexes


def test_two_columns_are_read_one_after_the_other() -> None:
    paper = Paper(per_line=14, size=14, pitch=20)
    paper.title("某某省质量工作方案", 20)
    left, top = paper.left, paper.y
    texts = [FIRST, SECOND] * 5
    for i, text in enumerate(texts):
        if i == 5:
            paper.left, paper.y = left + 220, top
        paper.paragraph(text)
    assert paper.pages == 1
    assert lines(read(paper)) == ["某某省质量工作方案", *texts]


def test_a_page_with_few_lines_in_two_columns() -> None:
    """What is left for the last page stands in its left half; only the other pages show that there are columns."""
    paper = Paper(per_line=14, size=14, pitch=20)
    left, texts = paper.left, [FIRST, SECOND] * 6
    for i, text in enumerate(texts):
        if i == 6:
            paper.left, paper.y = left + 220, paper.top
        if i == 10:
            paper.turn()
            paper.left = left
        paper.paragraph(text)
    assert paper.pages == 2
    assert lines(read(paper)) == texts


def test_a_paragraph_reads_on_in_the_next_column() -> None:
    paper = Paper(per_line=14, size=14, pitch=20)
    left, text = paper.left, ("推进全国质量工作和完善监管体系" * 20)[: 14 * 12 - 2]
    for x in (left, left + 220):
        paper.left, paper.y = x, paper.top
        paper.paragraph(text, indent=2 if x == left else 0)
    assert lines(read(paper)) == [text * 2]  # the first column ends with a full line


# ---- characters -------------------------------------------------------------------------------------------------


def one_line(text: str, extra: bytes = b"", page: bytes = b"", also: str = "") -> RawDocument:
    """A page that prints one text at the usual place, by code points."""
    return read_pdf(page_pdf(coded(text, 80, 700) + extra, meaning(text + also), page), "plan.pdf")


def test_spaces_stand_between_latin_words_only() -> None:
    paper = Paper()
    paper.paragraph("推进 GB/T 19001 和 ISO 9001 认证，建设 Smart City 平台")
    assert read(paper).text == "推进GB/T 19001和ISO 9001认证，建设Smart City平台"


def test_a_wide_gap_is_kept_and_letter_spacing_is_not() -> None:
    paper = Paper(number="")
    paper.put("国务院办公厅秘书局", 80, 700, 16)
    paper.put("2014年4月21日印发", 380, 700, 16)
    paper.put("通知", 80, 600, 16, space=32)
    assert lines(read(paper)) == ["国务院办公厅秘书局　2014年4月21日印发", "通知"]


def test_radicals_become_the_characters_that_they_look_like() -> None:
    codes = {1: "⼈", 2: "⼯", 3: "⻋", 4: "⺠", 5: "金"}
    content = b"BT /F 16 Tf 80 700 Td <00010002000300040005> Tj ET"
    assert read_pdf(page_pdf(content, codes), "plan.pdf").text == "人工车民金"


def test_characters_beyond_the_basic_plane_and_bullets() -> None:
    codes = {1: "𠮷", 2: "\uf0b7", 3: "市"}
    content = b"BT /F 16 Tf 80 700 Td <000200010003> Tj ET"
    assert read_pdf(page_pdf(content, codes), "plan.pdf").text == "𠮷市"


def test_bold_type_printed_twice_is_read_once() -> None:
    texts = [f"加强第{i}项全国质量工作和监管。" for i in "一二三四五六七八"]
    passes = b"".join(coded(text, 80 + x, 700 - 30 * i) for x in (0, 0.4) for i, text in enumerate(texts))
    assert lines(read_pdf(page_pdf(passes, meaning("".join(texts))), "plan.pdf")) == texts


def test_bold_stretches_are_known() -> None:
    paper = Paper()
    paper.paragraph(FIRST)
    words = paper.canvas.beginText(paper.left + 32, paper.y)
    words.setFont("STSong-Light", 16)
    words.setTextRenderMode(2)
    words.textOut("重点任务。")
    words.setTextRenderMode(0)
    words.textOut("加强监管。")
    paper.canvas.drawText(words)
    raw = read(paper)
    assert [raw.text[span.start : span.end] for span in raw.emphasis] == ["重点任务。"]


def test_where_all_is_bold_nothing_stands_out() -> None:
    text = "推进全国质量工作，完善监管体系。"
    assert not read_pdf(page_pdf(b"2 Tr " + coded(text, 80, 700), meaning(text)), "plan.pdf").emphasis


def test_text_in_form_objects() -> None:
    form = stream(
        coded("责任单位：质检总局", 0, 0),
        b"/Type/XObject/Subtype/Form/BBox[0 -20 500 500]/Resources<</Font<</F 5 0 R>>>>",
    )
    content = coded("（一）推进改革。", 80, 700) + b"q 1 0 0 1 80 660 cm /X Do Q"
    raw = read_pdf(page_pdf(content, meaning("（一）推进改革。责任单位：质检总局"), more=[form]), "plan.pdf")
    assert lines(raw) == ["（一）推进改革。", "责任单位：质检总局"]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turned_pages_are_read_upright(degrees: int) -> None:
    paper = Paper(number="", page=(842, 842))
    paper.canvas.translate(421, 421)
    paper.canvas.rotate(degrees)
    paper.canvas.translate(-421, -421)
    for text in (FIRST, SECOND, FIRST):
        paper.paragraph(text)
    paper.canvas.setPageRotation(degrees)
    assert lines(read(paper)) == [FIRST, SECOND, FIRST]


def test_what_the_crop_box_hides_is_not_read() -> None:
    hidden = coded("印刷厂用", 80, 820)
    raw = one_line("推进改革。", hidden, b"/CropBox[50 50 545 792]", also="印刷厂用")
    assert raw.text == "推进改革。"


def test_large_words_in_one_place_of_every_page_are_a_watermark() -> None:
    paper = Paper()
    for page in range(4):
        if page:
            paper.turn()
        paper.paragraph(FIRST)
        paper.put("征求意见稿", 150, 560, 60)
        paper.y = 500
        paper.paragraph(SECOND)
    assert lines(read(paper)) == [FIRST, SECOND] * 4


def test_watermarks_and_seals_are_not_read() -> None:
    paper = Paper(number="")
    for _ in range(6):
        paper.paragraph(FIRST)
    paper.canvas.saveState()
    paper.canvas.translate(300, 400)
    paper.canvas.rotate(45)
    paper.put("内部资料严禁外传", -100, 0, 40)
    paper.canvas.restoreState()
    paper.canvas.setFillAlpha(0.3)
    paper.put("样稿", 250, 500, 60)
    paper.canvas.setFillAlpha(1)
    paper.canvas.setFillColorRGB(0.9, 0, 0)
    for i, char in enumerate("某某省人民政府办公厅"):
        angle = math.radians(200 - 24 * i)
        paper.canvas.saveState()
        paper.canvas.translate(420 + 50 * math.cos(angle), 250 + 50 * math.sin(angle))
        paper.canvas.rotate(math.degrees(angle) - 90)
        paper.put(char, -6, 0, 12)
        paper.canvas.restoreState()
    paper.put("33010012", 395, 230, 8)
    paper.canvas.setFillColorRGB(0, 0, 0)
    assert lines(read(paper)) == [FIRST] * 6
