"""Cleaning: what is healed, what is left alone, and that every code point keeps its place."""

from __future__ import annotations

import random
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.evidence import fold, printed
from loaders.clean import clean
from loaders.numerals import iso_date, numeral
from loaders.text import CleanText, Span

PARAGRAPH = "（一）推进改革。完善消费品风险和产品伤害监测体系及预警平台建设，开展农资、电线电缆等产品专项整治。（财政部、教育部按职责分工负责）"


def places_are_exact(text: CleanText) -> bool:
    """Each clean character stands at its raw offset, up to folding of widths."""
    return all(c == "\n" or fold(text.raw[text.raw_offset(i)]) == fold(c) for i, c in enumerate(text.text))


def test_page_break_inside_a_word_is_healed() -> None:
    text = clean("对钢铁等行业严格准入。对陶瓷等高耗\n\n能高污染行业严格退出。\n\n（二）完善制度。")
    assert text.text == "对钢铁等行业严格准入。对陶瓷等高耗能高污染行业严格退出。\n（二）完善制度。"
    at = text.text.index("高耗能")
    raw = text.raw_span(Span(at, at + 3))
    assert text.raw[raw.start : raw.end] == "高耗\n\n能"
    assert printed(text.raw, raw.start, raw.end) == "高耗能"


@pytest.mark.parametrize(
    "following",
    ["（二）完善制度。", "二、完善制度", "附件：分工表", "责任单位：财政部", "1.完善制度。", "国办发〔2014〕18号"],
)
def test_a_heading_never_continues_a_paragraph(following: str) -> None:
    assert clean(f"推进改革。加强管理\n{following}").text == f"推进改革。加强管理\n{following}"


def test_titles_and_signatures_are_not_joined() -> None:
    raw = "国务院关于促进综合保税区\n高水平开放的若干意见\n国务院\n2019年1月12日"
    assert clean(raw).text == raw


def test_spaces_inside_chinese_and_dates_go_between_latin_words_one_stays() -> None:
    assert clean("质量发展纲要 2014 年行动　计划 of New  York").text == "质量发展纲要2014年行动计划of New York"


def test_widths_are_folded_one_to_one() -> None:
    text = clean("(责任单位:省经信厅,２０２５年)３％ 1,000万元")
    assert text.text == "（责任单位：省经信厅，2025年）3%1,000万元"
    assert places_are_exact(text)


@pytest.mark.parametrize("line", ["—２—", "- 3 -", "— 10 —", "第 3 页 共 9 页", "12"])
def test_page_numbers_are_dropped_inside_a_bracket(line: str) -> None:
    text = clean(f"推进改革。（责任单位：省经信\n{line}\n\f厅、省科技厅）")
    assert text.text == "推进改革。（责任单位：省经信厅、省科技厅）"


def test_an_open_bracket_reads_on_even_in_a_heading() -> None:
    assert (
        clean("三、推进改革（责任单位：省经信\n厅、省科技厅）\n做事。").text
        == "三、推进改革（责任单位：省经信厅、省科技厅）\n做事。"
    )


def test_a_whole_document_on_one_line_is_parted_at_its_headings() -> None:
    body = "".join(f"（{n}）推进第{n}项改革。" + "完善制度。" * 60 for n in "一二三四五")
    raw = f"甲市人民政府关于改革的意见甲府发〔2019〕17号各区人民政府：为推进改革，提出意见。一、总体要求{body}二、保障措施（一）加强领导。落实第（一）项要求。甲市人民政府   2019年6月28日   （此件公开发布）"
    lines = clean(raw).text.split("\n")
    assert lines[:4] == ["甲市人民政府关于改革的意见", "甲府发〔2019〕17号", "各区人民政府：", "为推进改革，提出意见。"]
    assert lines[4] == "一、总体要求"
    assert [line[:3] for line in lines[5:10]] == ["（一）", "（二）", "（三）", "（四）", "（五）"]
    assert lines[-5:] == [
        "二、保障措施",
        "（一）加强领导。落实第（一）项要求。",
        "甲市人民政府",
        "2019年6月28日",
        "（此件公开发布）",
    ]


def test_paragraphs_parted_by_two_wide_spaces_only() -> None:
    raw = "　　" + "　　".join(["一、总体要求", "（一）" + "推进改革。" * 40, "（二）" + "完善制度。" * 40])
    assert [line[:4] for line in clean(raw).text.split("\n")] == ["一、总体", "（一）推", "（二）完"]


@pytest.mark.parametrize("width", [22, 28, 33, 38])
@pytest.mark.parametrize("indent", ["", "  ", "　　"])
def test_hard_wrapped_text_reads_as_before(width: int, indent: str) -> None:
    """Text copies of PDFs: paragraphs wrapped at a fixed width, with or without first-line indent."""
    paragraphs = [PARAGRAPH, "（二）" + PARAGRAPH[3:] * 2, "（三）" + PARAGRAPH[3:], "（四）" + PARAGRAPH[3:] * 3]
    wrapped = "\n".join(
        line for p in paragraphs for line in textwrap.wrap(p, width, initial_indent=indent, break_long_words=True)
    )
    assert clean(wrapped).text.split("\n") == paragraphs


@given(st.text(alphabet=" \n\r\f\t　（）()，,。、：:；〔〕一二（三）工业部门负责2014年—-ab１２％\ufeff", max_size=200))
def test_every_character_keeps_its_place(raw: str) -> None:
    text = clean(raw)
    assert places_are_exact(text)
    assert "".join(text.text.split()) != "" or not any("\u4e00" <= c <= "\u9fff" for c in raw)


@given(st.text(alphabet="一二三（）。、，负责工业部门A1 \n", max_size=120))
def test_nothing_but_layout_is_lost(raw: str) -> None:
    """No Chinese character is ever dropped or moved."""
    assert [c for c in clean(raw).text if "\u4e00" <= c <= "\u9fff"] == [c for c in raw if "\u4e00" <= c <= "\u9fff"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("三十六", 36),
        ("一百零二", 102),
        ("7", 7),
        ("二〇", 20),
        ("部", 0),
    ],
)
def test_numerals(text: str, value: int) -> None:
    assert numeral(text) == value


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2014年4月21日", "2014-04-21"),
        ("二〇一四年四月二十一日", "2014-04-21"),
        ("二○○九年十二月三十一日", "2009-12-31"),
        ("2014 年 4 月 1 日", "2014-04-01"),
        ("2014年13月1日", ""),
        ("2014年4月", ""),
    ],
)
def test_dates(text: str, date: str) -> None:
    assert iso_date(text) == date


def test_long_texts_are_linear() -> None:
    """A hundred times the paragraphs must not take a thousand times as long: guards against quadratic joining."""
    rng = random.Random(3)
    raw = "\n".join(f"（{i}）" + "推进改革，" * rng.randint(5, 60) + "完善制度。" for i in range(3000))
    assert clean(raw).text.count("\n") == 2999
