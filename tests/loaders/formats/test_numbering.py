"""Automatic numbering: the numbers that Word prints, by format, by list, by style, and what must not count for ever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.formats.docx import read_docx
from loaders.formats.docx.counting import padded, written
from loaders.numerals import numeral
from tests.loaders.formats.docx_writer import (
    abstract,
    cell,
    deleted,
    docx,
    level,
    listed,
    num,
    paragraph,
    restart,
    row,
    run,
    styled,
    table,
    text_box,
)

NOTHING = '<w:suff w:val="nothing"/>'


def lines(*body: str, numbering: str, styles: str = "") -> list[str]:
    return read_docx(docx(*body, numbering=numbering, styles=styles), "plan.docx").text.split("\n")


def labels(*places: tuple[int, int], numbering: str) -> list[str]:
    """The numbers of paragraphs given by list and level."""
    return lines(*(listed("", number, at) for number, at in places), numbering=numbering)


# ---- formats ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("chineseCounting", "一 二 九 十 十一 十九 二十 二十一 九十九 一○○ 一○一"),
        ("taiwaneseCounting", "一 二 九 十 十一 十九 二十 二十一 九十九 一○○ 一○一"),
        ("chineseCountingThousand", "一 二 九 十 十一 十九 二十 二十一 九十九 一百 一百〇一"),
        ("japaneseCounting", "一 二 九 十 十一 十九 二十 二十一 九十九 百 百一"),
        ("ideographDigital", "一 二 九 一○ 一一 一九 二○ 二一 九九 一○○ 一○一"),
        ("chineseLegalSimplified", "壹 贰 玖 壹拾 壹拾壹 壹拾玖 贰拾 贰拾壹 玖拾玖 壹佰 壹佰零壹"),
        ("ideographTraditional", "甲 乙 壬 癸 11 19 20 21 99 100 101"),
        ("ideographZodiac", "子 丑 申 酉 戌 19 20 21 99 100 101"),
        ("decimal", "1 2 9 10 11 19 20 21 99 100 101"),
        ("decimalZero", "01 02 09 10 11 19 20 21 99 100 101"),
        ("decimalFullWidth", "１ ２ ９ １０ １１ １９ ２０ ２１ ９９ １００ １０１"),
        ("decimalEnclosedCircle", "① ② ⑨ ⑩ ⑪ ⑲ ⑳ 21 99 100 101"),
        ("decimalEnclosedParen", "⑴ ⑵ ⑼ ⑽ ⑾ ⒆ ⒇ 21 99 100 101"),
        ("ideographEnclosedCircle", "㊀ ㊁ ㊈ ㊉ 11 19 20 21 99 100 101"),
        ("upperLetter", "A B I J K S T U UUUU VVVV WWWW"),
        ("lowerLetter", "a b i j k s t u uuuu vvvv wwww"),
        ("upperRoman", "I II IX X XI XIX XX XXI XCIX C CI"),
        ("lowerRoman", "i ii ix x xi xix xx xxi xcix c ci"),
        ("a format of tomorrow", "1 2 9 10 11 19 20 21 99 100 101"),
    ],
)
def test_formats(form: str, numbers: str) -> None:
    assert [written(n, form) for n in (1, 2, 9, 10, 11, 19, 20, 21, 99, 100, 101)] == numbers.split()


def test_large_and_odd_numbers() -> None:
    assert written(10_050, "chineseCountingThousand") == "一万〇五十"
    assert written(12_345, "chineseLegalSimplified") == "壹万贰仟叁佰肆拾伍"
    assert written(0, "chineseCounting") == "○"
    assert written(781, "upperLetter") == "781"
    assert written(1_000_000, "upperRoman") == "1000000"
    assert written(-3, "lowerLetter") == "-3"
    assert padded(7, "001, 002, 003, ...") == "007"
    assert len(padded(7, "0" * 1000)) == 9


@given(st.integers(1, 99), st.sampled_from(["chineseCounting", "chineseCountingThousand", "taiwaneseCounting"]))
def test_chinese_numbers_are_those_that_the_outline_reads(count: int, form: str) -> None:
    assert numeral(written(count, form)) == count


# ---- what stands before a paragraph -----------------------------------------------------------------------------


@pytest.mark.parametrize(("suffix", "gap"), [("nothing", ""), ("space", " "), ("tab", "\t")])
def test_what_parts_the_number_from_the_text(suffix: str, gap: str) -> None:
    definition = abstract(1, level(0, "chineseCounting", "（%1）", f'<w:suff w:val="{suffix}"/>'))
    assert lines(listed("甲", 7), listed("乙", 7), numbering=definition + num(7, 1)) == [
        f"（一）{gap}甲",
        f"（二）{gap}乙",
    ]


def test_without_a_suffix_a_tab_follows() -> None:
    assert lines(listed("甲", 1), numbering=abstract(1, level(0, "decimal", "%1.")) + num(1, 1)) == ["1.\t甲"]


def test_in_a_cell_a_number_is_parted_by_a_space() -> None:
    """A tab would end the cell."""
    raw = read_docx(
        docx(
            table(row(cell(listed("甲", 1)), "乙"), row(cell(listed("丙", 1)), "丁")),
            numbering=abstract(1, level(0, "decimal", "%1.")) + num(1, 1),
        ),
        "plan.docx",
    )
    assert raw.text == "1. 甲\t乙\n2. 丙\t丁"


@pytest.mark.parametrize(
    ("font", "char", "shown"),
    [("Symbol", "\uf0b7", "•"), ("Wingdings", "\uf06c", "●"), ("", "·", "·"), ("Unknown", "\uf0d8", "➢")],
)
def test_bullets(font: str, char: str, shown: str) -> None:
    font_of = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    definition = abstract(1, level(0, "bullet", char, NOTHING).replace("</w:lvl>", f"{font_of}</w:lvl>"))
    assert lines(listed("甲", 1), numbering=definition + num(1, 1)) == [f"{shown}甲"]


def test_no_number() -> None:
    definition = abstract(1, level(0, "none", "", NOTHING), level(1, "decimal", "%1%2.", NOTHING))
    numbering = definition + num(1, 1)
    assert labels((1, 0), (1, 1), numbering=numbering) == ["", "1."]
    assert lines(listed("甲", 0), listed("乙", 99), numbering=numbering) == ["甲", "乙"]
    hidden = abstract(1, level(0, "decimal", "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>"))
    assert lines(listed("甲", 1), numbering=hidden + num(1, 1)) == ["甲"]


def test_a_custom_format() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    assert labels((1, 0), (1, 0), numbering=abstract(1, custom) + num(1, 1)) == ["001\t", "002\t"]


# ---- levels -----------------------------------------------------------------------------------------------------

PLAN = (
    level(0, "chineseCountingThousand", "%1、", NOTHING),
    level(1, "chineseCounting", "（%2）", NOTHING),
    level(2, "decimal", "%3.", NOTHING),
    level(3, "decimal", "%1.%2.%3.%4", NOTHING),
)


def test_levels_restart_under_the_one_above() -> None:
    places = [(1, at) for at in (0, 1, 1, 2, 2, 1, 2, 0, 1, 2)]
    assert labels(*places, numbering=abstract(1, *PLAN) + num(1, 1)) == (
        ["一、", "（一）", "（二）", "1.", "2.", "（三）", "1.", "二、", "（一）", "1."]
    )


def test_numbers_of_all_levels_in_one() -> None:
    numbering = abstract(1, *PLAN) + num(1, 1)
    assert labels((1, 0), (1, 1), (1, 2), (1, 3), (1, 3), numbering=numbering)[3:] == ["一.一.1.1", "一.一.1.2"]
    legal = PLAN[3].replace(NOTHING, f"<w:isLgl/>{NOTHING}")
    numbering = abstract(1, *PLAN[:3], legal) + num(1, 1)
    assert labels((1, 0), (1, 1), (1, 2), (1, 3), numbering=numbering)[3] == "1.1.1.1"


@pytest.mark.parametrize(
    ("never", "numbers"),
    [
        ("", "一、 （一） （二） 二、 （一）"),
        ('<w:lvlRestart w:val="0"/>', "一、 （一） （二） 二、 （三）"),
    ],
)
def test_numbers_that_run_through_the_sections(never: str, numbers: str) -> None:
    """As in the sample plan: （六） is the first measure of 二、."""
    numbering = abstract(1, PLAN[0], level(1, "chineseCounting", "（%2）", never + NOTHING)) + num(1, 1)
    assert labels((1, 0), (1, 1), (1, 1), (1, 0), (1, 1), numbering=numbering) == numbers.split()


def test_a_level_that_restarts_only_under_the_first() -> None:
    third = level(2, "decimal", "%3.", f'<w:lvlRestart w:val="1"/>{NOTHING}')
    numbering = abstract(1, *PLAN[:2], third) + num(1, 1)
    places = [(1, at) for at in (0, 1, 2, 1, 2, 0, 1, 2)]
    assert labels(*places, numbering=numbering) == ["一、", "（一）", "1.", "（二）", "2.", "二、", "（一）", "1."]


def test_starts() -> None:
    numbering = abstract(1, level(0, "decimal", "%1.", NOTHING, start=5), level(1, "decimal", "%2）", NOTHING, start=0))
    assert labels((1, 0), (1, 1), (1, 1), (1, 0), (1, 1), numbering=numbering + num(1, 1)) == [
        "5.",
        "0）",
        "1）",
        "6.",
        "0）",
    ]


def test_a_skipped_level_counts_as_begun() -> None:
    """As if its paragraph had been cut off: Word and LibreOffice agree."""
    numbering = abstract(1, *PLAN) + num(1, 1)
    assert labels((1, 1), (1, 1), (1, 0), (1, 1), numbering=numbering) == ["（一）", "（二）", "二、", "（一）"]


# ---- lists ------------------------------------------------------------------------------------------------------


def test_lists_of_one_definition_count_on_unless_they_restart() -> None:
    numbering = abstract(1, *PLAN) + num(1, 1) + num(2, 1) + num(3, 1, restart(0, 1)) + num(4, 1, restart(0, 8))
    assert labels((1, 0), (2, 0), (3, 0), (3, 0), (1, 0), (4, 0), (4, 0), numbering=numbering) == (
        ["一、", "二、", "一、", "二、", "三、", "八、", "九、"]
    )


def test_definitions_count_apart() -> None:
    numbering = abstract(1, *PLAN) + abstract(2, *PLAN) + num(1, 1) + num(2, 2)
    assert labels((1, 0), (2, 0), (1, 0), (2, 0), numbering=numbering) == ["一、", "一、", "二、", "二、"]


def test_a_list_may_write_a_level_otherwise() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1)", NOTHING)}</w:lvlOverride>'
    numbering = abstract(1, *PLAN) + num(1, 1) + num(2, 1, other)
    assert labels((1, 0), (2, 0), numbering=numbering) == ["一、", "2)"]


def test_a_text_box_counts_for_itself() -> None:
    numbering = abstract(1, *PLAN) + num(1, 1)
    box = text_box(listed("框", 1), listed("框", 1))
    body = (listed("甲", 1), paragraph("乙", box), listed("丙", 1))
    assert lines(*body, numbering=numbering) == ["一、甲", "乙", "一、框", "二、框", "二、丙"]


def test_deleted_and_hidden_paragraphs_do_not_count() -> None:
    in_list = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = paragraph(deleted("删"), properties=in_list + '<w:rPr><w:del w:id="1"/></w:rPr>')
    hidden = paragraph(run("藏", "<w:vanish/>"), properties=in_list + "<w:rPr><w:vanish/></w:rPr>")
    numbering = abstract(1, *PLAN) + num(1, 1)
    assert lines(listed("甲", 1), gone, hidden, listed("乙", 1), numbering=numbering) == ["一、甲", "二、乙"]


# ---- styles -----------------------------------------------------------------------------------------------------


def style(name: str, numbering: str = "", base: str = "") -> str:
    above = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}">{above}<w:pPr>{numbering}</w:pPr></w:style>'


def in_list(number: int, at: int | None = None) -> str:
    which = f'<w:ilvl w:val="{at}"/>' if at is not None else ""
    return f'<w:numPr>{which}<w:numId w:val="{number}"/></w:numPr>'


def test_numbers_that_come_with_a_style() -> None:
    numbering = abstract(1, *PLAN) + num(1, 1)
    styles = style("H1", in_list(1)) + style("H2", in_list(1, 1)) + style("Own", base="H2")
    body = [styled("甲", "H1"), styled("乙", "H2"), styled("丙", "Own"), styled("丁", "H1"), styled("戊", "None")]
    assert lines(*body, numbering=numbering, styles=styles) == ["一、甲", "（一）乙", "（二）丙", "二、丁", "戊"]


def test_a_level_that_names_its_style() -> None:
    linked = [one.replace("<w:lvlText", f'<w:pStyle w:val="H{at}"/><w:lvlText') for at, one in enumerate(PLAN, 1)]
    numbering = abstract(1, *linked) + num(1, 1)
    styles = style("H1", in_list(1)) + style("H2", in_list(1), base="H1")
    assert lines(styled("甲", "H1"), styled("乙", "H2"), numbering=numbering, styles=styles) == ["一、甲", "（一）乙"]


def test_a_paragraph_that_takes_its_styles_number_away() -> None:
    styles = style("H1", in_list(1))
    plain = paragraph("乙", properties='<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    numbering = abstract(1, *PLAN) + num(1, 1)
    body = (styled("甲", "H1"), plain, styled("丙", "H1"))
    assert lines(*body, numbering=numbering, styles=styles) == ["一、甲", "乙", "二、丙"]


def test_a_paragraph_that_changes_its_styles_level() -> None:
    deeper = paragraph("乙", properties='<w:pStyle w:val="H1"/><w:numPr><w:ilvl w:val="1"/></w:numPr>')
    numbering = abstract(1, *PLAN) + num(1, 1)
    assert lines(styled("甲", "H1"), deeper, numbering=numbering, styles=style("H1", in_list(1))) == [
        "一、甲",
        "（一）乙",
    ]


def test_the_default_style() -> None:
    default = style("Normal", in_list(1)).replace("<w:style ", '<w:style w:default="1" ')
    assert lines(paragraph("甲"), numbering=abstract(1, *PLAN) + num(1, 1), styles=default) == ["一、甲"]


def test_a_list_that_is_a_style() -> None:
    numbering = (
        abstract(1, *PLAN, extra='<w:styleLink w:val="公文"/>')
        + abstract(2, extra='<w:numStyleLink w:val="公文"/>')
        + num(1, 1)
        + num(2, 2)
    )
    styles = f'<w:style w:type="numbering" w:styleId="公文"><w:pPr>{in_list(1)}</w:pPr></w:style>'
    assert lines(listed("甲", 2), listed("乙", 2, 1), numbering=numbering, styles=styles) == ["一、甲", "（一）乙"]


# ---- rings and nonsense -----------------------------------------------------------------------------------------


def test_styles_in_a_ring() -> None:
    styles = style("A", base="B") + style("B", base="A")
    assert lines(styled("甲", "A"), numbering=abstract(1, *PLAN) + num(1, 1), styles=styles) == ["甲"]


def test_lists_in_a_ring() -> None:
    numbering = abstract(1, extra='<w:numStyleLink w:val="S"/>') + num(1, 1)
    styles = f'<w:style w:type="numbering" w:styleId="S"><w:pPr>{in_list(1)}</w:pPr></w:style>'
    assert lines(listed("甲", 1), numbering=numbering, styles=styles) == ["甲"]


@pytest.mark.parametrize("nonsense", ["", "-1", "x", "99999999999999999999", "１"])
def test_numbers_that_are_none(nonsense: str) -> None:
    """No level, no start, no list is worth an error: the paragraph is there."""
    numbering = abstract(1, level(0, "decimal", "%1.", NOTHING)) + num(1, 1)
    numbering += num(2, 1, f'<w:lvlOverride w:ilvl="{nonsense}"><w:startOverride w:val="{nonsense}"/></w:lvlOverride>')
    levelled = paragraph("甲", properties=f'<w:numPr><w:ilvl w:val="{nonsense}"/><w:numId w:val="1"/></w:numPr>')
    nowhere = paragraph("乙", properties=f'<w:numPr><w:numId w:val="{nonsense}"/></w:numPr>')
    assert lines(levelled, nowhere, listed("丙", 2), numbering=numbering) == ["1.甲", "乙", "2.丙"]


def test_a_level_text_without_its_number() -> None:
    numbering = abstract(1, level(0, "decimal", "%9 % %0 附件", NOTHING)) + num(1, 1)
    assert lines(listed("甲", 1), numbering=numbering) == ["1 % %0 附件甲"]
