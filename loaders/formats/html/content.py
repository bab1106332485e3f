"""Where on a page the document stands: the elements that site systems put it in, else the densest one."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from loaders.crammed import HAN
from loaders.formats.html.blocks import DROPPED

# Elements that hold a document and nothing else, in the systems that most Chinese government sites run on.
_OWN = """
    #UCAP-CONTENT, #zoom, #Zoom, #fontzoom, #zoomcon, #ivs_content, #js_content, #articleContent, #article-content,
    #News_Body_Txt_A, #info_content, #conN, #contentText, #txt_area, #vsb_content, #vsb_content_2, #newsContent,
    .pages_content, .TRS_Editor, .TRS_UEDITOR, .trs_editor_view, .trs_paper_default, .Custom_UnionStyle, td.b12c,
    .rich_media_content, .Article_content, .article_con, .article-con, .articleCon, .news_content, .newscontent,
    .zwgk_content, .wz_article, .xxgk_content, .gfxwj-content, .bt-content, .v_news_content, .hbgov-article-content,
    .content_detail
"""
# Elements that may also hold menus and lists.
_LIKELY = """
    .article-content, #article, article, .article, .view, .content, #content, .con, .conText, .detail-content, .detail,
    .text, .zw, .zhengwen, .main-content, .mainContent, .xl_content, .info-content, main
"""
_HAN_RUN = re.compile(f"[{HAN}]+")
_SENTENCE = re.compile(f"[{HAN}][^。！？；\n]*[。；]")
# Words by which the beginning of a document is known, so that it is not left behind.
_BEGINS = re.compile(rf"〔\d{{4}}〕\s*\d+\s*号|[{HAN}]{{2,}}[：:]\s*$|现?(?:印发|转发)给你们")
_LEAST = 30  # Chinese characters, outside links, of a document
_SHARE = 0.85


@dataclass(frozen=True)
class Weight:
    """Chinese characters of an element, outside links."""

    plain: int
    linked: int


def weight(node: LexborNode) -> Weight:
    """How much an element says, and how much of it is links."""
    linked = _han("".join(a.text(deep=True) for a in node.css("a")))
    return Weight(max(_han(node.text(deep=True)) - linked, 0), linked)


def _han(text: str) -> int:
    return sum(map(len, _HAN_RUN.findall(text)))


def find_content(tree: LexborHTMLParser, hidden: frozenset[int]) -> tuple[list[LexborNode], bool]:
    """The elements of the document, in order, and whether they hold nothing else; none if the page says nothing."""
    body = tree.body
    if body is None:
        return [], False
    total = weight(body)
    if total.plain < _LEAST:
        return [], False
    own = _outermost([n for n in tree.css(_OWN) if not _inside(n, hidden)])
    weights = [weight(n).plain for n in own]
    if own and sum(weights) >= max(_LEAST, total.plain // 3):
        return [n for n, w in zip(own, weights, strict=True) if w * 20 > max(weights)], True
    likely = [(n, weight(n)) for n in tree.css(_LIKELY) if not _inside(n, hidden)]
    likely = [(n, w) for n, w in likely if w.plain >= max(_LEAST, total.plain // 2) and w.linked * 3 < w.plain]
    if likely:
        most = max(w.plain for _, w in likely)
        return [min((i for i in likely if i[1].plain >= _SHARE * most), key=lambda item: item[1].plain)[0]], False
    return [_densest(body)], False


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    known = {n.mem_id: n for n in nodes}  # an element that several selectors find comes several times
    return [n for n in known.values() if n.parent is None or not _inside(n.parent, known.keys())]


def _inside(node: LexborNode, known: Collection[int]) -> bool:
    """Whether the element or one around it is among the known ones."""
    at: LexborNode | None = node
    while known and at is not None:
        if at.mem_id in known:
            return True
        at = at.parent
    return False


def _densest(body: LexborNode) -> LexborNode:
    """The smallest element that holds nearly all sentences of the page and leaves no beginning of a document behind."""
    node, total = body, _sentences(body)
    while True:
        children = [child for child in node.iter() if child.tag not in DROPPED]
        held = [_sentences(child) for child in children]
        most = max(held, default=0)
        if most < max(_SHARE * total, 1) or children[held.index(most)].tag == "p":
            return node
        if any(_begins(child) for child in children[: held.index(most)]):
            return node
        node, total = children[held.index(most)], most


def _sentences(node: LexborNode) -> int:
    """Chinese characters in sentences, those of links left out."""
    links = sum(len(a.text(deep=True)) for a in node.css("a"))
    return max(sum(len(m) for m in _SENTENCE.findall(node.text(deep=True))) - links, 0)


def _begins(node: LexborNode) -> bool:
    return bool(_BEGINS.search(node.text(deep=True).strip()))
