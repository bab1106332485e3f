"""DOCX to a raw document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from lxml import etree

from graph.errors import NoTextFound
from loaders.formats.docx.manuscript import Manuscript
from loaders.formats.docx.markup import W
from loaders.formats.docx.numbering import Lists
from loaders.formats.docx.package import Package
from loaders.formats.docx.story import Story
from loaders.formats.docx.styles import Styles
from loaders.header import NUMBER
from loaders.text import RawDocument, Remark, Span

_HEAD = 60  # lines in which the official number stands, if the body has it
_BESIDE = 12  # characters that may stand beside it: 签发人, 文件
_CHANGES = ((W + "ins", "插入"), (W + "del", "删除"), (W + "moveTo", "移动"))


def read_docx(data: bytes, name: str) -> RawDocument:
    """The text of a DOCX as it is printed, all tracked changes accepted, with automatic numbers written out.

    One paragraph a line; text boxes follow the paragraph that they are anchored in. Left out: hidden text, tables of
    contents, notes, headers and footers (but for an official number that stands nowhere else), embedded files.

    Args:
        data: the bytes of the file.
        name: the name that errors and the document bear.

    Raises:
        DamagedFile: truncated, broken, or without its main part.
        LimitExceeded: it unpacks to too much, or its text is longer than any plan's.
        ProtectedFile: the archive is encrypted.
        NoTextFound: it holds pictures, or nothing.
    """
    package = Package(data, name)
    root = package.document()
    styles = Styles(package.first("styles"))
    lists = Lists(package.first("numbering"), styles)
    manuscript = Manuscript(name)
    story = _told(root, styles, lists, manuscript)
    if not manuscript.text.strip():
        raise _nothing(story, name)
    headline = None if _has_number(manuscript.text) else _number_in_headers(package, styles, lists)
    if headline:
        manuscript = Manuscript(name)
        manuscript.paragraph()
        manuscript.write(headline)
        story = _told(root, styles, lists, manuscript)
    remarks = [*_number_remark(headline), *_changes(root, manuscript.text), *_left_out(story, manuscript.text)]
    return RawDocument(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=(root.getroottree().docinfo.encoding or "utf-8").lower(),
        text=manuscript.text,
        format="docx",
        tables=tuple(manuscript.tables),
        paragraphs=tuple(manuscript.paragraphs),
        emphasis=tuple(manuscript.emphasis),
        remarks=tuple(remarks),
    )


def _told(root: etree._Element, styles: Styles, lists: Lists, manuscript: Manuscript) -> Story:
    """The story of a part, told into the manuscript. Lists begin at their starts."""
    story = Story(root, styles, lists, manuscript)
    body = root.find(W + "body")
    story.tell(root if body is None else body)
    return story


def _nothing(story: Story, name: str) -> NoTextFound:
    if story.pictures:
        what, hint = "the document holds pictures and no text", "run text recognition (OCR) over the pictures"
        return NoTextFound(what, where=name, hint=f"{hint} and give the result")
    return NoTextFound("the document has no text", where=name, hint="is it the right file?")


# ---- the official number ----------------------------------------------------------------------------------------


def _number_line(text: str) -> str:
    """The first of the lines that is an official number with hardly anything beside it; empty if none is."""
    lines = re.split(r"[\n\t\v]", text, maxsplit=4 * _HEAD)
    found = ((line.strip(), NUMBER.search(line)) for line in lines[:_HEAD])
    return next((line for line, match in found if match and len(line) <= len(match[0]) + _BESIDE), "")


def _has_number(text: str) -> bool:
    return bool(_number_line(text))


def _number_in_headers(package: Package, styles: Styles, lists: Lists) -> str:
    """The official number in a page header: where templates of red-headed documents put it."""
    for part in package.related("header"):
        root = package.part(part)
        if root is not None:
            scratch = Manuscript(package.name)
            _told(root, styles, lists, scratch)
            if line := _number_line(scratch.text):
                return line
    return ""


# ---- remarks ----------------------------------------------------------------------------------------------------


def _number_remark(headline: str | None) -> Iterator[Remark]:
    if headline:
        yield Remark("number_from_header", "info", "文号取自页眉", Span(0, len(headline)))


def _changes(root: etree._Element, text: str) -> Iterator[Remark]:
    counts = [(sum(1 for _ in root.iter(tag)), word) for tag, word in _CHANGES]
    if any(count for count, _ in counts):
        said = "、".join(f"{word} {count} 处" for count, word in counts if count)
        yield Remark(
            "tracked_changes",
            "info",
            f"文档带有修订（{said}），按全部接受后的文字读取",
            _first_line(text),
            "请核对是否为定稿",
        )


def _left_out(story: Story, text: str) -> Iterator[Remark]:
    if story.hidden:
        count, place = sum(count for count, _ in story.hidden), story.hidden[0][1]
        yield Remark("hidden_text", "info", f"有 {count} 个隐藏字符未读入", place)
    if story.notes:
        yield Remark("notes_left_out", "info", f"有 {story.notes} 处脚注或尾注未读入", _first_line(text))
    if story.embedded:
        what = f"文档中嵌有 {story.embedded} 个其他文件，未读入"
        yield Remark("embedded_file", "warning", what, _first_line(text), "请用 Word 打开并另存为 DOCX 后重新载入")


def _first_line(text: str) -> Span:
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return Span(start, len(text) if end < 0 else end)
