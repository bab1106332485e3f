"""What the site says of a document beside it: its metadata table, and the page's own title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from graph.evidence import fold
from loaders.formats.html.grid import Grid
from loaders.header import KINDS
from loaders.metadata import Field, is_label, labelled
from loaders.script import simplified
from loaders.text import Span

_SHOWN = frozenset(
    ["索引号", "主题分类", "发布日期", "公文种类", "有效性", "实施日期", "施行日期", "失效日期", "废止日期"]
)
_LARGEST_TABLE = 1_500  # characters of a table of metadata
_TITLE = re.compile(rf"关于|印发|转发|(?:{KINDS})(?:[（(][^（()）]{{1,24}}[）)])?$")
_SITE = re.compile(r"\s*(?:[_|｜]|--|——|\s[-–—]\s|[-–—](?=[^-–—]{0,30}(?:网|政府|门户|平台|[厅局委部署]|官网)$)).*")
_HEAD_OF_TEXT = 500  # characters in which a title must stand, if the text has it


def is_metadata(grid: Grid) -> bool:
    """Whether a table is the site's description of the document: small, and several of its cells are labels."""
    cells = grid.cells
    if len(cells) > 60 or sum(len(cell.text) for cell in cells) > _LARGEST_TABLE:
        return False
    return sum(is_label(simplified(cell.text)) for cell in cells) >= 2


def metadata_lines(margin: str) -> dict[str, str]:
    """Labels and values found in what stands beside the text; of equal labels the first."""
    lines = [Span(*m.span()) for m in re.finditer(r"[^\n]+", margin)]
    found: dict[str, str] = {}
    for field in labelled(simplified(margin), lines).fields:
        value = " ".join(margin[field.span.start : field.span.end].split())
        if field.label not in found and (field.label in _SHOWN or _is_sensible(field, value)):
            found[field.label] = value
    return found


def _is_sensible(field: Field, value: str) -> bool:
    """Whether the value is one: a search form has the same labels."""
    if field.kind == "title":
        return is_title(value)
    if field.kind == "number":
        return "号" in simplified(value)
    return field.kind == "issuer" or (field.kind == "issued" and bool(re.search(r"\d{4}", value)))


def is_title(text: str) -> bool:
    """Whether a text reads like the title of a document."""
    return 5 <= len(text) <= 150 and bool(_TITLE.search(simplified(text))) and not text.endswith(("…", "..."))


def page_title(tree: LexborHTMLParser) -> str:
    """The document's title as the page gives it outside the text: ArticleTitle, a heading, og:title, <title>."""
    return next((title for title in map(_without_site, _titles(tree)) if is_title(title)), "")


def _titles(tree: LexborHTMLParser) -> Iterator[str]:
    for meta in tree.css("meta[name], meta[property]"):
        attributes = meta.attributes
        if (attributes.get("name") or "").lower() in ("articletitle", "title"):
            yield attributes.get("content") or ""
    yield from (heading.text(deep=True) for heading in tree.css("h1, h2.title, .article-title, .xxgk_title"))
    for meta in tree.css('meta[property="og:title"]'):
        yield meta.attributes.get("content") or ""
    for title in tree.css("title"):
        yield title.text(deep=True)


def _without_site(title: str) -> str:
    return _SITE.sub("", re.sub(r"\s+", " ", title).strip(), count=1)


def begins_with(text: str, title: str) -> bool:
    """Whether a text has a title at its head, whole."""
    return fold(title) in fold(text[:_HEAD_OF_TEXT])
