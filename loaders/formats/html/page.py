"""A page to a raw document: content, tables, bold type, and the site's metadata as lines at the head."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from graph.errors import NoTextFound, UnreadableFile
from loaders.crammed import HAN
from loaders.formats.html.blocks import Marks, Writer
from loaders.formats.html.content import find_content, weight
from loaders.formats.html.facts import begins_with, is_metadata, metadata_lines, page_title
from loaders.formats.html.grid import Grid
from loaders.formats.html.source import check_limits, decode_page
from loaders.text import RawDocument, Remark, Span, Table

_WITHOUT_WORDS = "script style noscript template iframe object embed select button textarea svg"
_NOT_TEXT = _WITHOUT_WORDS.split()
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_WEIGHT = re.compile(r"font-weight\s*:\s*(?:(bold|bolder|[6-9]00)|(?:normal|lighter|[1-5]00))", re.I)
_STYLES = ("display", "DISPLAY", "visibility", "VISIBILITY", "font-weight", "FONT-WEIGHT")
_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|table-row|list-item)", re.I)
# Sharing, breadcrumbs and the like; an element with more words than this is none of them.
_AROUND = (
    '[class*="share"], [id*="share"], [class*="crumb"], [class*="qrcode"], [class*="copyright"], '
    '[id*="footer"], [class*="footer"], [class*="pagination"], [id*="qrcode"]'
)
_MOST_AROUND = 100
_BUTTON = (
    "打印本页|打印|关闭窗口|关闭本页|关闭|收藏|我要纠错|纠错|返回顶部|返回首页|返回列表|返回|分享到|分享|字体大小|字体|字号|大|中|小|微信|微博|"
    "扫一扫在手机打开当前页|下载|默认|超大|特大"
)
_FURNITURE = re.compile(
    rf"(?:[【\[（(]?\s*(?:{_BUTTON})\s*[】\]）)]?[：:\s|/]*)+"
    r"|(?:责任编辑|编辑|审核|校对|初审|终审|来源|信息来源|作者)[：:].{0,50}|扫一扫.{0,40}|分享(?:到|至).{0,30}"
    r"|[上下]一[篇条][：:]?.{0,100}|相关(?:链接|文件|解读|文档|稿件|信息|新闻|阅读|报道)[：:]?.{0,100}"
    r"|(?:浏览|访问|点击|阅读)(?:次数|量|数)?[：:].{0,30}|(?:当前位置|您的位置|您现在的位置|首页\s*[>›»]).{0,100}"
    r"|(?:版权所有|主办|主办单位|承办|承办单位|网站标识码|技术支持|联系我们|网站地图|您的浏览器|建议使用).{0,80}"
    r"|.{0,30}(?:ICP备|公网安备).{0,60}"
)
_SAYS = re.compile(rf"[{HAN}][。；]|^[（(]?[一二三四五六七八九十]{{1,3}}[）)、]|[{HAN}]{{2}}[）)]$", re.M)
_LEAST = 30


def read_html(data: bytes, name: str) -> RawDocument:
    """The document on a web page as text, one paragraph a line; nothing is fetched.

    The site's metadata stands at its head, one ``发文机关：国务院`` a line, before an empty line. ``tables`` are data
    tables; a table that only lays out the page is read as text. ``emphasis`` is bold type.

    Raises:
        UnreadableFile: there is nothing in it.
        UndecodableText: no encoding gives Chinese text.
        LimitExceeded: it is made to take too much time or memory.
        NoTextFound: it holds menus, pictures or scripts only.
    """
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise UnreadableFile("the file is empty", where=name, hint="give a file with the text of a plan")
    source, encoding = decode_page(data, name)
    check_limits(source, name)
    tree = LexborHTMLParser(source)
    has_script = "<script" in source or "<SCRIPT" in source
    tree.strip_tags(_NOT_TEXT, recursive=True)
    marks = _marks(tree, source)
    content, is_own = find_content(tree, marks.hidden)
    body, margin = _write(tree, marks, content, is_own)
    if len(re.findall(f"[{HAN}]", body.text)) < _LEAST or not _SAYS.search(body.text):
        raise NoTextFound("the page holds no text of a document", where=name, hint=_advice(tree, has_script))
    facts = metadata_lines(margin)
    title = page_title(tree)
    if title and not any(label in facts for label in _TITLE_LABELS) and not begins_with(body.text, title):
        facts["标题"] = title
    head = "".join(f"{label}：{value}\n" for label, value in facts.items()) + ("\n" if facts else "")
    text = head + body.text
    return RawDocument(
        name,
        hashlib.sha256(data).hexdigest(),
        encoding,
        text,
        format="html",
        tables=tuple(_shifted(table, len(head)) for table in body.tables),
        emphasis=tuple(_moved(span, len(head)) for span in body.emphasis),
        remarks=tuple(_truncated(source, text)),
    )


_TITLE_LABELS = ("标题", "名称", "文件名称", "信息名称", "文件标题", "公文标题", "信息标题", "法规名称")


def _write(tree: LexborHTMLParser, marks: Marks, content: list[LexborNode], is_own: bool) -> tuple[Writer, str]:
    """The lines of the document, and what stands beside it."""
    margin = Writer(marks, frozenset(node.mem_id for node in content), flat=True)
    described: list[Grid] = []

    def aside(grid: Grid) -> bool:
        if is_metadata(grid):
            described.append(grid)
            return True
        return False

    def keeps(line: str, linked: float) -> bool:
        return not _FURNITURE.fullmatch(line.strip()) and (is_own or linked < 0.6)

    body = Writer(marks, keeps=keeps, aside=aside)
    for node in content:
        body.write(node)
    for grid in described:
        for row in grid.rows:
            for cell in row.begun:
                margin.write(cell.node)
    if tree.body is not None and tree.body.mem_id not in margin.left_out:
        margin.write(tree.body)
    return body, margin.text


def _marks(tree: LexborHTMLParser, source: str) -> Marks:
    """Elements whose style matters; looked at only if the source has a word for it."""
    hidden = {node.mem_id for node in tree.css("[hidden]")}
    hidden |= {node.mem_id for node in tree.css(_AROUND) if weight(node).plain < _MOST_AROUND}
    bold: set[int] = set()
    light: set[int] = set()
    blocks: set[int] = set()
    for node in tree.css("[style]") if any(word in source for word in _STYLES) else []:
        style = node.attributes.get("style") or ""
        if _HIDDEN.search(style):
            hidden.add(node.mem_id)
        if match := _WEIGHT.search(style):
            (bold if match[1] else light).add(node.mem_id)
        if _BLOCK.search(style):
            blocks.add(node.mem_id)
    return Marks(frozenset(hidden), frozenset(bold), frozenset(light), frozenset(blocks))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _shifted(table: Table, by: int) -> Table:
    rows = tuple(tuple(_moved(cell, by) for cell in row) for row in table.rows)
    return Table(_moved(table.span, by), rows)


def _advice(tree: LexborHTMLParser, has_script: bool) -> str:
    if tree.css_first("frame, frameset"):
        return "its text is in a frame: save the frame, or give the text"
    if tree.css_first("img") and not has_script:
        return "if the document is a picture, run text recognition (OCR) over it and give the result"
    if has_script:
        return "its text is put in by a script: save the page from a browser after it has loaded, or give the text"
    return "give the page of the document itself, or its text"


def _truncated(source: str, text: str) -> Iterator[Remark]:
    """A remark if the source ends inside the document: no end of the page, and elements that are still open."""
    if any(end in source for end in ("</body", "</html", "</BODY", "</HTML")):
        return
    bare = re.sub(r"<!--.*?(?:-->|$)|<script.*?(?:</script>|$)", "", source, flags=re.I | re.S)
    opened = len(re.findall(r"<(?:div|table|section|article|main|td)\b", bare, re.I))
    closed = len(re.findall(r"</(?:div|table|section|article|main|td)\b", bare, re.I))
    if opened > closed or re.search(r"<[^<>]{0,2000}$", bare):
        last = text.rfind("\n") + 1
        yield Remark(
            "truncated_file",
            "warning",
            f"网页在正文中途结束：…{text[-20:]}",
            Span(last, len(text)),
            "请重新保存网页，并核对原文是否完整",
        )
