"""Web pages: what is the document and what is not, its tables, its metadata, and pages that hold none."""

from __future__ import annotations

import hashlib
import random
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from graph.errors import DataRejected, LimitExceeded, NoTextFound, UndecodableText, UnreadableFile
from graph.registry import registry
from graph.validation import validate
from loaders.clean import clean
from loaders.decode import decode
from loaders.extract import Reading, extract
from loaders.formats.html import read_html
from loaders.formats.html.blocks import MAX_DEPTH
from loaders.formats.html.source import check_limits
from loaders.records.assemble import records_of
from loaders.text import RawDocument, Span
from tests.loaders.formats import pages
from tests.loaders.test_extract import KNOWN

PLAN = [
    "某省人民政府关于推进改革的意见",
    "某政发〔2019〕17号",
    "各市人民政府：",
    "为推进改革，提出以下意见。",
    "一、总体要求",
    "（一）完善制度。推进改革，加强监管，提高质量。（财政部负责）",
    "（二）加强监管。开展检查，落实责任。（财政部、教育部按职责分工负责）",
    "某省人民政府",
    "2019年6月28日",
]
BODY = "".join(f"<p>{line}</p>" for line in PLAN)


def read(html: str) -> RawDocument:
    return read_html(html.encode(), "page.html")


def lines(document: RawDocument) -> list[str]:
    return [line.strip(" \u3000\xa0") for line in document.text.split("\n")]


def said(document: RawDocument, spans: tuple[Span, ...]) -> list[str]:
    return [document.text[s.start : s.end] for s in spans]


def found(reading: Reading) -> dict[str, Any]:
    """What a reading says, without the places where it says it."""
    words = reading.clean.slice
    return {
        "measures": [(m.unit.number, words(m.unit.title_span)) for m in reading.found.measures],
        "parties": [
            [(p.agency, p.role, p.basis, p.collective) for d in m.responsibilities for p in d.parties]
            for m in reading.found.measures
        ],
        "laws": [[(words(x.span), x.law, x.action) for x in m.laws] for m in reading.found.measures],
        "objects": [[(words(o.span), o.term, o.kind) for o in m.objects] for m in reading.found.measures],
    }


# ---- the same plan, as text and on pages ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plans(corpus: Path) -> dict[str, tuple[list[str], dict[str, Any]]]:
    """Paragraphs of each plan of the corpus, and what its text says."""
    out = {}
    for path in sorted((corpus / "texts").glob("*.txt")):
        raw = decode(path.read_bytes(), path.name)
        out[path.stem] = clean(raw.text).text.split("\n"), found(extract(raw, registry()))
    return out


@pytest.mark.parametrize("template", pages.TEMPLATES)
def test_a_plan_on_a_page_says_what_its_text_says(
    plans: dict[str, tuple[list[str], dict[str, Any]]], template: str
) -> None:
    for name, (paragraphs, expected) in plans.items():
        document = read(pages.TEMPLATES[template](paragraphs))
        assert lines(document) == [p.strip() for p in paragraphs], name
        assert found(extract(document, registry())) == expected, name


def test_records_of_a_page_obey_the_schema(plans: dict[str, tuple[list[str], dict[str, Any]]]) -> None:
    html = pages.page(pages.metadata_table() + f'<div id="UCAP-CONTENT">{_paragraphs(plans["gbf-2014-18"][0])}</div>')
    document = read(html)
    reading = extract(document, registry())
    assert validate(records_of(reading), document.text, document.sha256, KNOWN) == []
    assert document.sha256 == hashlib.sha256(html.encode()).hexdigest()
    assert (document.encoding, document.format) == ("utf-8", "html")


def _paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


# ---- metadata of the site ---------------------------------------------------------------------------------------

LAYOUTS = [pages.metadata_table, pages.metadata_list, pages.metadata_terms, pages.metadata_boxes]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("inside", [False, True])
def test_metadata_stands_at_the_head_and_repairs_the_title(
    plans: dict[str, tuple[list[str], dict[str, Any]]], layout: Any, inside: bool
) -> None:
    """The title of the sample plan lacks its last word; the site's has it."""
    paragraphs, expected = plans["gbf-2014-18"]
    body = _paragraphs(paragraphs)
    parts = (
        f"<div class='TRS_Editor'>{layout()}{body}</div>"
        if inside
        else f"{layout()}<div class='TRS_Editor'>{body}</div>"
    )
    document = read(pages.page(parts))
    reading = extract(document, registry())
    header = reading.found.header
    assert (header.title, header.number_id, header.issued) == (
        pages.METADATA["标题"],
        "国办发〔2014〕18号",
        "2014-04-21",
    )
    assert reading.clean.printed(header.title_span) == header.title
    assert found(reading) == expected
    assert document.tables == ()
    if not inside:
        head = document.text.split("\n\n")[0].split("\n")
        assert head == [f"{label}：{value}" for label, value in pages.METADATA.items()]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_metadata_in_traditional_script(layout: Any) -> None:
    traditional = OpenCC("s2t").convert
    html = pages.page(f"{layout()}<div class='TRS_Editor'>{_paragraphs(PLAN[4:7])}</div>")
    reading = extract(read(traditional(html)), registry())
    header = reading.found.header
    assert (header.number_id, header.issued) == ("国办发〔2014〕18号", "2014-04-21")
    assert reading.clean.line(header.title_span) == traditional(pages.METADATA["标题"])


def test_labels_of_a_search_form_are_no_metadata() -> None:
    form = '<form><label>标题：</label><input name="t"><label>发文字号：</label><input name="w"><a href="#">搜索</a><label>标题：</label><a href="#">高级搜索</a></form>'
    document = read(pages.page(f'{form}<div class="TRS_Editor">{BODY}</div>'))
    assert lines(document) == PLAN


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="ArticleTitle" content="某省人民政府关于印发某某行动计划的通知">',
        '<meta property="og:title" content="某省人民政府关于印发某某行动计划的通知_政策_某省人民政府网">',
    ],
)
def test_the_pages_own_title_is_added_where_the_text_has_none(head: str) -> None:
    document = read(pages.page(f'<div class="TRS_Editor">{"".join(f"<p>{x}</p>" for x in PLAN[2:])}</div>', head=head))
    assert lines(document)[:3] == ["标题：某省人民政府关于印发某某行动计划的通知", "", "各市人民政府："]
    header = extract(document, registry()).found.header
    assert header.title == "某省人民政府关于印发某某行动计划的通知"


def test_the_pages_own_title_completes_a_truncated_one() -> None:
    title = "某省人民政府关于印发推进改革行动计划的通知"
    html = f"<p>{title[:-2]}</p>" + "".join(f"<p>{x}</p>" for x in PLAN[1:])
    document = read(pages.page(f'<div class="TRS_Editor">{html}</div>', title=f"{title}_通知_某省人民政府网"))
    assert lines(document)[:3] == [f"标题：{title}", "", title[:-2]]
    assert extract(document, registry()).found.header.title == title


@pytest.mark.parametrize(
    "title",
    [
        "某省人民政府关于推进改革的意见 - 某省人民政府",
        "某省人民政府关于推进改革的意见_政策文件_中国政府网",
        "某省人民政府网站",
        "政策文件",
    ],
)
def test_a_title_that_the_text_has_or_that_is_none_is_not_added(title: str) -> None:
    assert lines(read(pages.page(f'<div class="TRS_Editor">{BODY}</div>', title=title))) == PLAN


# ---- where the document stands ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        f"<div class='TRS_Editor'>{_paragraphs(PLAN[:4])}</div><div class='TRS_Editor'>{_paragraphs(PLAN[4:])}</div>",
        f"<div class='TRS_Editor'><div class='TRS_Editor' id='zoom'>{BODY}</div></div>",
        f"<div class='content'><ul>{'<li><a>某某栏目的通知公告</a></li>' * 9}</ul><div class='view'>{BODY}</div></div>",
        f"<div class='a'><div class='b'><p>{PLAN[0]}</p><p>{PLAN[1]}</p></div><div class='c'>{_paragraphs(PLAN[2:] * 4)}</div></div>",
        f"<div id='UCAP-CONTENT'><p>请登录。</p></div><div class='a'>{BODY * 3}</div>",
    ],
    ids=["two elements", "nested", "a wider one", "notice apart", "another element"],
)
def test_the_document_is_found(html: str) -> None:
    assert lines(read(pages.page(html)))[: len(PLAN)] == PLAN


def test_a_bare_page() -> None:
    """Paragraphs right in the body; labels in the text are not taken for the site's."""
    html = BODY + "<p>附件</p><p>发文机关：某某</p><p>成文日期：2020年1月1日</p><p>标题：某某关于某事的通知</p>"
    document = read(f"<html><head><title>某某</title></head><body>{html}</body></html>")
    assert lines(document)[: len(PLAN)] == PLAN
    assert document.text.count("成文日期") == 1


# ---- what belongs to a paragraph --------------------------------------------------------------------------------


def body(inner: str) -> RawDocument:
    return read(pages.page(f'<div id="UCAP-CONTENT">{BODY}{inner}</div>'))


def added(inner: str) -> list[str]:
    """The lines that a fragment adds to a plan."""
    return lines(body(inner))[len(PLAN) :]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<p>完善<b>制</b><span><a href='#'>度</a></span><font>。</font></p>", ["完善制度。"]),
        ("<p>完善制度。<br>推进改革。<br/><br>加强监管。</p>", ["完善制度。", "推进改革。", "加强监管。"]),
        ("<p>完善\n      制度of\nNew\r\n  York。</p>", ["完善制度of New York。"]),
        ("<p>&emsp;完善&nbsp;制度&#12290;&mdash;&#x4e00;</p>", ["\u2003完善\xa0制度。—一"]),
        ("完善制度。<p>推进改革。</p>加强监管。", ["完善制度。", "推进改革。", "加强监管。"]),
        ("<ul><li>完善制度；</li><li>推进改革。</li></ul>", ["完善制度；", "推进改革。"]),
        ("<p>完善制度。<p>推进改革。", ["完善制度。", "推进改革。"]),
        ("<span style='display: block'>完善制度。</span><span>推进改革。</span>", ["完善制度。", "推进改革。"]),
        ("<p>质<ruby>量<rp>(</rp><rt>liàng</rt><rp>)</rp></ruby>提升。</p>", ["质量提升。"]),
        ("<p><o:p></o:p><st1:place>完善</st1:place>制度。<![if !supportEmptyParas]>&nbsp;<![endif]></p>", ["完善制度。"]),
        ("<p>完善制度。</p><p style='display:none'>隐藏的话。</p><p hidden>隐藏的话。</p>", ["完善制度。"]),
        ("<style>p{}</style><script>'完善制度。'</script><!-- 完善制度。 --><noscript>请启用脚本。</noscript>", []),
        ("<div class='bdshare'>分享到：<a>微博</a></div><p>责任编辑：某某</p><p>【打印】【关闭】</p><p>扫一扫在手机打开当前页</p>", []),
        ("<p>上一篇：某某通知</p><p>下一篇：某某通知</p><p>浏览次数：100次</p><p>来源：中国政府网</p>", []),
    ],
)  # fmt: skip
def test_fragments(inner: str, expected: list[str]) -> None:
    assert added(inner) == expected


def test_bold_type_is_noted() -> None:
    document = body(
        "<p>由<b>财政</b><strong>部</strong>、教育部负责。</p><p style='font-weight:bold'>一<span style='font-weight:normal'>二</span>三</p>"
    )
    assert said(document, document.emphasis) == ["财政部", "一", "三"]


def test_bold_type_is_shifted_by_the_metadata_before_it() -> None:
    document = read(
        pages.page(f"{pages.metadata_list()}<div class='TRS_Editor'>{BODY}<p>由<b>财政部</b>负责。</p></div>")
    )
    assert said(document, document.emphasis) == ["财政部"]


def test_bold_type_behind_an_indentation() -> None:
    document = body("<p>  \n  <b>（三）完善制度。</b>推进改革。</p>")
    assert said(document, document.emphasis) == ["（三）完善制度。"]


# ---- tables -----------------------------------------------------------------------------------------------------


def cells(document: RawDocument, table: int = 0) -> list[list[str]]:
    return [said(document, row) for row in document.tables[table].rows]  # type: ignore[misc]


def test_a_table_of_tasks() -> None:
    document = body(
        "<table><caption>任务分工表</caption><thead><tr><th>序号</th><th>任务</th><th colspan=2>单位</th></tr></thead>"
        "<tbody><tr><td>1</td><td rowspan='2'><p>完善制度。</p><p>推进改革。</p></td><td><b>财政部</b></td><td>教育部<br>民政部</td></tr>"
        "<tr><td>2</td><td></td><td>公安部</td></tr></tbody></table>"
    )
    assert cells(document) == [
        ["序号", "任务", "单位", "单位"],
        ["1", "完善制度。\v推进改革。", "财政部", "教育部\v民政部"],
        ["2", "完善制度。\v推进改革。", "", "公安部"],
    ]
    table = document.tables[0]
    assert table.rows[1][1] == table.rows[2][1]
    assert document.text[table.span.start : table.span.end] == (
        "序号\t任务\t单位\n1\t完善制度。\v推进改革。\t财政部\t教育部\v民政部\n2\t\t公安部"
    )
    assert lines(document)[len(PLAN)] == "任务分工表"
    assert said(document, document.emphasis) == ["财政部"]


def test_rows_of_unequal_length_are_filled_up() -> None:
    document = body("<table><tr><td>甲</td><td>乙</td><td>丙</td></tr><tr><td>丁</td></tr></table>")
    assert cells(document) == [["甲", "乙", "丙"], ["丁", "", ""]]


def test_tables_are_shifted_by_the_metadata_before_them() -> None:
    document = read(
        pages.page(
            f"{pages.metadata_list()}<div class='TRS_Editor'>{BODY}<table><tr><td>甲</td><td>乙</td></tr></table></div>"
        )
    )
    assert cells(document) == [["甲", "乙"]]
    assert document.text.endswith("甲\t乙")


@pytest.mark.parametrize(
    "html",
    [
        f"<table><tr><td>&nbsp;</td><td>{BODY}</td></tr></table>",
        f"<table><tr><td><img src=a.gif></td></tr><tr><td>{BODY * 9}</td></tr><tr><td>某某</td><td>某某</td></tr></table>",
        f"<table><tr><td><table><tr><td>{BODY}</td></tr></table></td><td>某某</td></tr></table>",
        "<table>" + "".join(f"<tr><td>{line}</td></tr>" for line in PLAN) + "</table>",
    ],
)
def test_a_table_that_only_lays_out_the_page_is_text(html: str) -> None:
    document = read(pages.page(f'<div id="zoom">{html}</div>'))
    assert document.tables == ()
    assert lines(document)[: len(PLAN)] == PLAN


# ---- encodings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "encoding", "expected"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("gb2312", "gb18030", "gb18030"),
        ("GBK", "gb18030", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("iso-8859-1", "gb18030", "gb18030"),
        ("x", "utf-16", "utf-16-le"),
        ("x", "utf-16-be", "utf-16-be"),
    ],
)
def test_encodings(label: str, encoding: str, expected: str) -> None:
    """What a page declares is believed only as far as its bytes allow."""
    document = read_html(
        pages.page(f"<div id=zoom>{BODY}<p>朱镕基㐀</p></div>", charset=label).encode(encoding), "page.html"
    )
    assert document.encoding == expected
    assert lines(document) == [*PLAN, "朱镕基㐀"]


def test_an_http_equiv_and_big5() -> None:
    html = (
        "".join(f"<p>{x}</p>" for x in ["關於推進改革的意見", "一、完善制度。（財政部負責）"])
        + "<p>推進政府改革，加強監管的制度。</p>" * 5
    )
    html = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=big5"></head><body>{html}</body></html>'
    document = read_html(html.encode("big5hkscs"), "page.html")
    assert document.encoding == "big5hkscs"
    assert lines(document)[:2] == ["關於推進改革的意見", "一、完善制度。（財政部負責）"]


def test_a_few_bytes_that_do_not_decode_are_shown_as_such() -> None:
    data = pages.page(f"<div id=zoom>{BODY}</div>").encode()
    broken = data.replace("首页".encode(), b"\xe9\xa6", 1)
    assert lines(read_html(broken, "page.html")) == PLAN


def test_bytes_that_are_no_text() -> None:
    data = b"<html><body>" + bytes(random.Random(3).choices(range(128, 256), k=4000)) + b"</body></html>"
    with pytest.raises(UndecodableText, match=r"page\.html"):
        read_html(data, "page.html")


# ---- pages without a document -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "hint"),
    [
        (pages.page(""), "script"),
        (pages.page('<div id="UCAP-CONTENT"></div>'), "script"),
        ('<html><body><div id="app"></div><script src="app.js"></script></body></html>', "script"),
        (f'<html><body><div id="app"></div><script>var data = "{"".join(PLAN)}"</script></body></html>', "script"),
        ("<html><frameset><frame src=a.htm></frameset></html>", "frame"),
        ('<html><body><p>文件</p><img src="1.jpg"><img src="2.jpg"></body></html>', "OCR"),
        ("<html><head><title>某某</title></head><body></body></html>", "page of the document"),
        (f"<html><body><ul>{''.join(f'<li><a>{x}</a></li>' for x in PLAN)}</ul></body></html>", "page of the document"),
    ],
)
def test_a_page_without_a_document_is_refused(html: str, hint: str) -> None:
    with pytest.raises(NoTextFound, match="no text") as caught:
        read(html)
    assert hint in caught.value.hint
    assert caught.value.where == "page.html"


@pytest.mark.parametrize("data", [b"", b"  \r\n", b"\x00\x00"])
def test_an_empty_page(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="empty"):
        read_html(data, "page.html")


def test_a_page_cut_in_the_middle_of_the_document() -> None:
    html = pages.paragraphs(PLAN)
    cut = read(html[: html.index("落实责任")])
    assert [(r.kind, r.severity) for r in cut.remarks] == [("truncated_file", "warning")]
    assert said(cut, (cut.remarks[0].span,)) == ["　　（二）加强监管。开展检查，"]
    assert "truncated_file" in {i.kind for i in extract(cut, registry()).found.issues}


@pytest.mark.parametrize("html", [pages.paragraphs(PLAN), f"<div id=zoom>{BODY}</div>", BODY])
def test_whole_pages_and_whole_fragments_are_not_cut(html: str) -> None:
    assert read(html).remarks == ()


# ---- limits -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        "<br>" * 300_000,
        "<div>" * 50_000 + "完善制度。",
        "<div>" * (MAX_DEPTH + 10) + "完善制度。" * 20,
        "".join(f"<p><b id={i}>" for i in range(5_000)),
        "<p " + " ".join(f"a{i}=1" for i in range(50_000)) + ">完善制度。</p>",
        BODY + "<table>" + "<tr>" + "<td colspan=1000>甲</td>" * 300 + "</tr></table>",
        BODY + "<table>" + "<tr><td rowspan=60000 colspan=900>甲</td><td>乙</td></tr>" * 300 + "</table>",
    ],
    ids=["elements", "nesting", "depth", "formatting", "attributes", "columns", "rows"],
)
def test_pages_made_to_do_harm_are_refused(html: str) -> None:
    with pytest.raises(LimitExceeded):
        read(f"<html><body><div id=zoom>{BODY}{html}</div></body></html>")


@pytest.mark.parametrize(
    "source",
    [
        "<p>" * 300_000,
        "<div>" * 12_000,
        "".join(f"<p><b id={i}>" for i in range(2_500)),
        "".join(f"<p><font color={i}><i style={i}>甲</p>" for i in range(2_000)),
        "<p " + " ".join(f"a{i}" for i in range(5_000)) + ">",
    ],
)
def test_limits_hold_before_anything_is_parsed(source: str) -> None:
    with pytest.raises(LimitExceeded, match=r"page\.html"):
        check_limits(source, "page.html")


def test_long_attributes_and_long_texts_are_within_the_limits() -> None:
    picture = f'<img src="data:image/png;base64,{"A b=" * 100_000}">'
    check_limits(f"<p>{'甲 ' * 100_000}</p>{picture}" + "<p><b>甲</b></p>" * 5_000, "page.html")


def test_unclosed_formatting_of_one_kind_does_no_harm() -> None:
    """Sloppy pages leave <font> open in every paragraph; the parser keeps three equal ones."""
    html = "".join(f"<p><font color=red>{line}</p>" for line in PLAN * 300)
    assert lines(read(html))[: len(PLAN)] == PLAN


@given(st.text(alphabet="<>/=\"' pbdivtablerh1sni&;#x04一、。（）\n\t", max_size=300))
def test_any_markup_is_read_or_refused(text: str) -> None:
    try:
        document = read(f"<html><body><div id=zoom>{BODY}{text}")
    except DataRejected:
        return
    assert lines(document)[: len(PLAN) - 1] == PLAN[:-1]
    assert all(0 <= s.start <= s.end <= len(document.text) for s in document.emphasis)
    assert not re.search(
        "[\n\t]", "".join(said(document, tuple(c for t in document.tables for r in t.rows for c in r)))
    )
