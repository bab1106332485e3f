"""Whether a file holds text at all, and whether it can be read: scans, and fonts that do not say what they print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.errors import DamagedText, NoTextFound
from loaders.formats.pdf.pages import Page
from loaders.text import Remark, Span

_HAN_A_PAGE = 20  # below that a page over which a picture lies is a scan
_LOST_SHARE = 0.002  # of all characters: beyond that a text cannot be trusted; U+FFFD stands for them
_STRANGE_SHARE = 0.3
_SAMPLE = 100  # characters from which shares say something
_OCR = "run text recognition (OCR) over it and give the result, or get the text from the source's web page"


def refuse_unreadable(pages: Sequence[Page], text: str, name: str) -> None:
    """Raises NoTextFound for scans and empty files, DamagedText where fonts do not say which characters they print.

    Characters that are Chinese and yet the wrong ones are found later, see loaders.damage.
    """
    characters = sum(page.characters for page in pages)
    scanned = sum(page.scanned for page in pages)
    few = sum(page.han for page in pages) < _HAN_A_PAGE * len(pages)
    if scanned and few and 2 * scanned >= len(pages):
        raise NoTextFound(f"the PDF holds pictures of its {len(pages)} pages and no text", where=name, hint=_OCR)
    if not text.strip():
        raise NoTextFound("the PDF holds no text: it is empty, or its letters are drawings", where=name, hint=_OCR)
    lost = sum(page.lost for page in pages)
    if lost > max(_LOST_SHARE * characters, 3) or _is_strange(text):
        raise DamagedText(
            "the fonts of the PDF do not say which characters they print",
            where=name,
            hint="copy and paste from it would give the same; get the document in another format, or use OCR",
        )


def _is_strange(text: str) -> bool:
    """Whether the characters are such as no Chinese or Latin text has: codes of a font instead of Unicode."""
    printed = [char for char in text if not char.isspace()]
    usual = sum(c.isascii() or "\u2010" <= c <= "\u9fff" or "\uff01" <= c <= "\uffe6" for c in printed)
    return len(printed) >= _SAMPLE and usual < (1 - _STRANGE_SHARE) * len(printed)


def remarks(pages: Sequence[Page], starts: Sequence[int], text: str) -> Iterator[Remark]:
    """What the reader of the document must know of single pages."""
    for page, start, end in zip(pages, starts, [*starts[1:], len(text)], strict=True):
        place = Span(start, end)
        if page.scanned and page.han < _HAN_A_PAGE:
            yield Remark(
                "page_without_text", "warning", f"第{page.number}页是图片，没有文字", place, "请对该页做文字识别（OCR）"
            )
        elif page.empty:
            yield Remark(
                "page_without_text", "info", f"第{page.number}页是空白页", place, "如原件该页有内容，请重新获取文件"
            )
        if page.scanned and page.hidden > _HAN_A_PAGE:
            yield Remark(
                "recognised_text", "warning", f"第{page.number}页的文字来自扫描件的文字识别", place, "请对照原件核对"
            )
