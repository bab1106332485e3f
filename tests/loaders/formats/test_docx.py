"""DOCX: what stands on the page is in the text, once, in its order; what does not is left out and remarked on."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import NoTextFound
from loaders.formats.docx import read_docx
from loaders.text import RawDocument, Span
from tests.loaders.formats.docx_writer import (
    MAIN,
    STRICT,
    cell,
    deleted,
    docx,
    field,
    inserted,
    paragraph,
    part,
    relations,
    row,
    run,
    styled,
    table,
    text_box,
    zipped,
)


def read(*body: str, **parts: Any) -> RawDocument:
    return read_docx(docx(*body, **parts), "plan.docx")


def text(*body: str, **parts: Any) -> str:
    return read(*body, **parts).text


def remarks(raw: RawDocument) -> dict[str, str]:
    return {remark.kind: remark.text for remark in raw.remarks}


# ---- paragraphs and runs ----------------------------------------------------------------------------------------


def test_paragraphs_are_lines_and_counted() -> None:
    raw = read(paragraph("甲"), paragraph(), paragraph("乙", "丙"))
    assert raw.text == "甲\n\n乙丙"
    assert raw.paragraphs == (0, 2, 3)
    assert [raw.paragraph(at) for at in (0, 3, 4)] == [1, 3, 3]
    assert raw.format == "docx"
    assert raw.encoding == "utf-8"


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙"),
        ("<w:r><w:t>GB</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/></w:r>", "GB-1"),
        ("<w:r><w:t>多\n行</w:t></w:r>", "多 行"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F06C"/><w:t>甲</w:t></w:r>', "●甲"),
        ('<w:r><w:sym w:font="Arial" w:char="00A7"/></w:r>', "§"),
        ('<w:r><w:sym w:font="Odd" w:char="nonsense"/><w:t>甲</w:t></w:r>', "甲"),
        (f'<w:hyperlink r:id="rId9">{run("链接")}</w:hyperlink>', "链接"),
        (f"<w:smartTag>{run('标')}</w:smartTag><w:bdo>{run('签')}</w:bdo>", "标签"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处')}</w:sdtContent></w:sdt>甲", "甲"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>guó</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>国</w:t></w:r></w:rubyBase>"
            "</w:ruby></w:r>",
            "国",
        ),
        ('<w:r><w:t>甲</w:t><w:footnoteReference w:id="1"/></w:r>', "甲"),
        (f"{run('甲')}<!-- 注 -->{run('乙')}<?pi?>", "甲乙"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
        (run("甲 & <乙>"), "甲 & <乙>"),
    ],
)  # fmt: skip
def test_what_stands_in_a_paragraph(markup: str, said: str) -> None:
    body = markup if markup.endswith(">") else markup.replace("甲", run("甲"))
    assert text(f"<w:p>{body}</w:p>", paragraph("尾")) == f"{said}\n尾"


def test_alternatives_are_read_once() -> None:
    choice = f"<mc:Choice Requires='w14'>{run('新')}</mc:Choice><mc:Fallback>{run('旧')}</mc:Fallback>"
    assert text(paragraph("<mc:AlternateContent>" + choice + "</mc:AlternateContent>")) == "新"
    only_old = f"<mc:Choice Requires='w14'><w:r/></mc:Choice><mc:Fallback>{run('旧')}</mc:Fallback>"
    assert text(paragraph("<mc:AlternateContent>" + only_old + "</mc:AlternateContent>")) == "旧"


def test_of_a_field_the_result_is_read() -> None:
    assert text(paragraph("见", field(" REF a \\h ", "第3条"), "。")) == "见第3条。"
    simple = f'<w:fldSimple w:instr=" DATE ">{run("2014年4月21日")}</w:fldSimple>'
    assert text(paragraph(simple)) == "2014年4月21日"


def test_a_field_in_the_code_of_another_is_not_read() -> None:
    inner = field(" MERGEFIELD x ", "内")
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>'
    rest = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("外")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert text(paragraph("甲", begin + inner + rest, "乙")) == "甲外乙"


@pytest.mark.parametrize("kind", ["begin", "separate", "end"])
def test_a_lone_field_mark_hides_nothing(kind: str) -> None:
    mark = f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
    assert text(paragraph("甲", mark, "乙"), paragraph("丙")) == "甲乙\n丙"


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        (" eq \\o\\ac(○,1) ", "①"),
        ("EQ \\o\\ac(○,二)", "㊁"),
        ("eq \\o\\ac(□,甲)", "甲"),
        (' EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(guó),国)', "国"),
        (" EQ \\f(1,2) ", ""),
        (" EQ \\o\\ac(○,1", ""),
        (" PAGE ", ""),
    ],
)
def test_a_character_that_only_a_field_draws(code: str, seen: str) -> None:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    halves = (code[:4], code[4:])  # Word cuts codes, too
    inner = "".join(f'<w:r><w:instrText xml:space="preserve">{half}</w:instrText></w:r>' for half in halves)
    assert text(paragraph("甲", marks[0] + inner + marks[1], "乙")) == f"甲{seen}乙"


def test_half_a_field_deleted_hides_nothing() -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    gone = f'<w:del w:id="1">{end}</w:del>'
    assert text(paragraph("甲", begin, gone, "乙"), paragraph("丙")) == "甲乙\n丙"
    row_gone = row("丁", cell(paragraph(end)), properties='<w:del w:id="2"/>')
    assert text(paragraph("甲", begin), table(("乙", "丙"), row_gone), paragraph("戊")) == "甲\n乙\t丙\n戊"


def test_a_table_of_contents_is_left_out() -> None:
    """Its headings would stand in the text twice."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    contents = [
        paragraph(begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "一、总体要求 1"),
        paragraph("二、重点任务 3"),
        paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
    ]
    assert text(*contents, paragraph("一、总体要求")).split() == ["一、总体要求"]
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    control = f"<w:sdt>{gallery}<w:sdtContent>{paragraph('目录')}{paragraph('一、总体要求 1')}</w:sdtContent></w:sdt>"
    assert text(control, paragraph("一、总体要求")) == "一、总体要求"


def test_bold_runs_are_emphasis() -> None:
    raw = read(
        paragraph(run("加强", "<w:b/>"), run("监管。", '<w:b w:val="true"/>'), run("开展", '<w:b w:val="0"/>')),
        styled("标题", "H"),
        paragraph(run("普通", '<w:rStyle w:val="C"/>'), properties='<w:pStyle w:val="H"/>'),
        styles='<w:style w:type="paragraph" w:styleId="B"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:rPr><w:b/></w:rPr></w:style>',
    )
    assert [raw.text[s.start : s.end] for s in raw.emphasis] == ["加强监管。", "标题"]


def test_a_heavy_font_is_emphasis() -> None:
    """黑体字为牵头部门: Chinese typesetting has 黑体 for bold."""
    hei, song = (f'<w:rFonts w:ascii="Arial" w:eastAsia="{font}"/>' for font in ("黑体", "仿宋_GB2312"))
    raw = read(
        paragraph(run("质检总局", hei), run("、财政部", song), run("、教育部")),
        styled("标题", "H"),
        paragraph(run("正文", song), properties='<w:pStyle w:val="H"/>'),
        styles=f'<w:style w:type="paragraph" w:styleId="H"><w:rPr>{hei.replace("黑体", "SimHei")}</w:rPr></w:style>',
    )
    assert [raw.text[s.start : s.end] for s in raw.emphasis] == ["质检总局", "标题"]


# ---- tracked changes and hidden text ----------------------------------------------------------------------------


def test_tracked_changes_are_accepted_and_counted() -> None:
    moved = f'<w:moveFrom w:id="3">{run("移走")}</w:moveFrom><w:moveTo w:id="4">{run("移来")}</w:moveTo>'
    raw = read(paragraph("甲", inserted(run("插入")), deleted("删除"), moved, "乙"))
    assert raw.text == "甲插入移来乙"
    assert remarks(raw) == {
        "tracked_changes": "文档带有修订（插入 1 处、删除 1 处、移动 1 处），按全部接受后的文字读取"
    }
    assert raw.remarks[0].span == Span(0, len(raw.text))
    assert not read(paragraph("甲")).remarks


def test_a_deleted_paragraph_end_joins_paragraphs() -> None:
    gone = "<w:rPr><w:del w:id='9'/></w:rPr>"
    assert text(paragraph("上半句", properties=gone), paragraph("下半句"), paragraph("另")) == "上半句下半句\n另"
    assert text(paragraph(deleted("全删"), properties=gone), paragraph("留下")) == "留下"
    assert text(paragraph("甲"), paragraph(deleted("全删"), properties=gone)) == "甲"


def test_a_deleted_row_is_left_out() -> None:
    raw = read(table(("甲", "乙"), row("丙", "丁", properties="<w:del w:id='1'/>"), ("戊", "己")))
    assert raw.text == "甲\t乙\n戊\t己"
    assert len(raw.tables[0].rows) == 2


def test_hidden_text_is_left_out_and_remarked_on() -> None:
    raw = read(
        paragraph("甲"),
        paragraph("看得见", run("看不见", "<w:vanish/>")),
        paragraph(run("全部", "<w:vanish/>"), properties="<w:rPr><w:vanish/></w:rPr>"),
        paragraph("乙", run("样式", '<w:rStyle w:val="V"/>')),
        styles='<w:style w:type="character" w:styleId="V"><w:rPr><w:vanish/></w:rPr></w:style>',
    )
    assert raw.text == "甲\n看得见\n乙"
    assert remarks(raw) == {"hidden_text": "有 7 个隐藏字符未读入"}
    assert raw.text[raw.remarks[0].span.start : raw.remarks[0].span.end] == "看得见"


def test_a_heading_whose_text_goes_on_behind_it() -> None:
    """A style separator: two paragraphs on one line."""
    separator = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    assert (
        text(paragraph("（一）加强监管。", properties=separator), paragraph("开展检查。"))
        == "（一）加强监管。开展检查。"
    )


# ---- text boxes -------------------------------------------------------------------------------------------------


def test_a_text_box_follows_its_paragraph_and_is_read_once() -> None:
    box = text_box(paragraph("框一"), paragraph("框二"))
    assert text(paragraph("前", box, "后"), paragraph("末")) == "前后\n框一\n框二\n末"


def test_a_text_box_for_old_programs_only() -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph('框')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert text(paragraph("前", box)) == "前\n框"


def test_a_text_box_in_a_text_box() -> None:
    assert text(paragraph("前", text_box(paragraph("外", text_box(paragraph("内")))))) == "前\n外\n内"


# ---- tables -----------------------------------------------------------------------------------------------------


def cells(raw: RawDocument, which: int = 0) -> list[list[str]]:
    return [[raw.text[c.start : c.end] for c in r] for r in raw.tables[which].rows]


def test_a_table_is_text_with_places() -> None:
    raw = read(paragraph("前"), table(("任务", "单位"), ("甲", "乙")), paragraph("后"))
    assert raw.text == "前\n任务\t单位\n甲\t乙\n后"
    assert cells(raw) == [["任务", "单位"], ["甲", "乙"]]
    whole = raw.tables[0].span
    assert raw.text[whole.start : whole.end] == "任务\t单位\n甲\t乙"


def test_a_cell_that_spans_columns_stands_in_each() -> None:
    raw = read(table(row(cell("合", properties='<w:gridSpan w:val="2"/>'), "丙"), ("一", "二", "三")))
    assert raw.text == "合\t丙\n一\t二\t三"
    assert cells(raw) == [["合", "合", "丙"], ["一", "二", "三"]]
    assert raw.tables[0].rows[0][0] == raw.tables[0].rows[0][1]


def test_a_cell_that_spans_rows_stands_in_each_and_is_printed_once() -> None:
    first, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    raw = read(
        table(
            row("1", cell("质检总局", properties=first)),
            row("2", cell(properties=more)),
            row("3", cell(properties='<w:vMerge w:val="continue"/>')),
            row("4", cell("财政部", properties=first)),
        )
    )
    assert [r[1] for r in cells(raw)] == ["质检总局", "质检总局", "质检总局", "财政部"]
    assert raw.text.count("质检总局") == 1
    assert raw.text == "1\t质检总局\n2\t\n3\t\n4\t财政部"


def test_columns_and_rows_merged_at_once() -> None:
    both = '<w:gridSpan w:val="2"/><w:vMerge{}/>'
    raw = read(
        table(
            row(cell("合", properties=both.format(' w:val="restart"')), "甲"),
            row(cell(properties=both.format("")), "乙"),
        )
    )
    assert cells(raw) == [["合", "合", "甲"], ["合", "合", "乙"]]


def test_columns_left_out_before_and_after() -> None:
    raw = read(
        table(
            ("一", "二", "三", "四"),
            row("乙", "丙", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
            ("甲", "乙"),
        )
    )
    assert cells(raw)[1] == ["", "乙", "丙", ""]
    assert cells(raw)[2] == ["甲", "乙", "", ""]


def test_paragraphs_breaks_and_tabs_in_a_cell() -> None:
    inside = cell("甲", paragraph("<w:r><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:tab/><w:t>丁</w:t></w:r>"), paragraph())
    raw = read(table(row(inside, "戊")))
    assert raw.text == "甲\v乙\v丙 丁\t戊"
    assert cells(raw) == [["甲\v乙\v丙 丁", "戊"]]


def test_a_table_in_a_cell_is_that_cells_text() -> None:
    raw = read(table(row(cell("外", table(("内1", "内2"), ("内3", "内4")), paragraph()), "旁")))
    assert cells(raw) == [["外\v内1\v内2\v内3\v内4", "旁"]]
    assert len(raw.tables) == 1


def test_a_text_box_in_a_cell_stays_in_it() -> None:
    assert cells(read(table(row(cell(paragraph("甲", text_box(paragraph("框")))), "乙")))) == [["甲\v框", "乙"]]


def test_a_table_of_one_column_is_a_frame() -> None:
    """Whole documents stand in one: they read as if it were not there."""
    raw = read(table(row(cell("一、甲", "（一）乙。")), row("（二）丙。")))
    assert raw.text == "一、甲\n（一）乙。\n（二）丙。"
    assert raw.tables == ()


def test_rows_and_cells_in_content_controls() -> None:
    inner = (
        row("甲", "乙")
        .replace("<w:tc>", "<w:sdt><w:sdtContent><w:tc>", 1)
        .replace("</w:tc>", "</w:tc></w:sdtContent></w:sdt>", 1)
    )
    wrapped = f"<w:tbl><w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>{row('丙', '丁')}</w:tbl>"
    assert cells(read(wrapped)) == [["甲", "乙"], ["丙", "丁"]]


def test_a_merge_with_nothing_above_it_is_a_cell() -> None:
    raw = read(table(row(cell("甲", properties="<w:vMerge/>"), "乙")))
    assert cells(raw) == [["甲", "乙"]]


# ---- headers, notes, what is not there --------------------------------------------------------------------------


def test_the_official_number_in_a_page_header() -> None:
    header = paragraph("某省人民政府文件") + paragraph("鄂政发〔2021〕5号")
    raw = read(paragraph("关于某事的通知"), table(("甲", "乙")), headers=[header])
    assert raw.text == "鄂政发〔2021〕5号\n关于某事的通知\n甲\t乙"
    assert cells(raw) == [["甲", "乙"]]
    assert raw.paragraphs[:2] == (0, 12)
    assert remarks(raw) == {"number_from_header": "文号取自页眉"}


def test_a_page_header_adds_nothing_where_the_body_has_a_number() -> None:
    header = paragraph("鄂政发〔2021〕5号")
    body = (paragraph("关于某事的通知"), paragraph("鄂政发〔2021〕6号"))
    assert text(*body, headers=[header]) == "关于某事的通知\n鄂政发〔2021〕6号"
    assert (
        text(paragraph("按照鄂政发〔2020〕1号文件要求，现就有关事项通知如下。"), headers=[paragraph("第 1 页")]).count(
            "\n"
        )
        == 0
    )


def test_notes_are_counted_and_not_read() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    raw = read(paragraph("甲", note, note), others={"word/footnotes.xml": part("footnotes", paragraph("脚注文字"))})
    assert raw.text == "甲"
    assert remarks(raw) == {"notes_left_out": "有 2 处脚注或尾注未读入"}


def test_an_embedded_file_is_remarked_on() -> None:
    raw = read(paragraph("甲"), '<w:altChunk r:id="rId7"/>')
    assert [(r.kind, r.severity) for r in raw.remarks] == [("embedded_file", "warning")]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ((), "no text"),
        ((paragraph(), paragraph(" ")), "no text"),
        ((paragraph("<w:r><w:drawing/></w:r>"),), "pictures"),
    ],
)
def test_a_document_without_text(body: tuple[str, ...], says: str) -> None:
    with pytest.raises(NoTextFound, match=says) as caught:
        read(*body)
    assert "plan.docx" in str(caught.value)
    assert caught.value.hint


# ---- other ways to write the same -------------------------------------------------------------------------------


def test_strict_names_are_read_as_well() -> None:
    body = paragraph("甲", inserted(run("乙", "<w:b/>"))) + table(("丙", "丁"))
    main = part("document", f"<w:body>{body}</w:body>").replace(MAIN, STRICT)
    raw = read_docx(docx(others={"word/document.xml": main}), "strict.docx")
    assert raw.text == "甲乙\n丙\t丁"
    assert [raw.text[s.start : s.end] for s in raw.emphasis] == ["乙"]


def test_a_part_in_utf_16() -> None:
    main = part("document", f"<w:body>{paragraph('甲乙')}</w:body>").replace("UTF-8", "UTF-16")
    raw = read_docx(docx(others={"word/document.xml": main.encode("utf-16")}), "plan.docx")
    assert raw.text == "甲乙"


def test_a_main_part_of_another_name() -> None:
    """As Office on the web and templates write it; targets may be absolute, too."""
    data = zipped(
        {
            "_rels/.rels": relations(("officeDocument", "/word/document2.xml")),
            "word/document2.xml": part("document", f"<w:body>{paragraph('甲')}</w:body>"),
        }
    )
    assert read_docx(data, "plan.docx").text == "甲"


def test_without_any_relationships() -> None:
    data = zipped({"word/document.xml": part("document", f"<w:body>{paragraph('甲')}</w:body>")})
    assert read_docx(data, "plan.docx").text == "甲"
