"""Footnotes: small lines at the foot of a page, which must not stand inside a paragraph that reads on overleaf."""

from __future__ import annotations

import re

from loaders.formats.pdf.lines import Line
from loaders.formats.pdf.pages import Page

_MARK = re.compile(r"\s*(?:[\[〔［]?\d{1,2}[\]〕］]?(?![\d年月日])|[①-⑳*＊†‡]|注\d{0,2}[：:])")
_SMALL = 0.92  # of the size of the text


def set_notes_apart(page: Page, size: float) -> None:
    """Moves the footnotes of a page out of its blocks; ``size`` is that of the text."""
    tail = len(page.blocks)
    while tail and _is_small(page.blocks[tail - 1], size):
        tail -= 1
    small = [block for block in page.blocks[tail:] if isinstance(block, Line)]
    if tail and small and (_under_rule(page, small[0]) or _MARK.match(small[0].text)):
        page.notes = small
        page.blocks = page.blocks[:tail]


def _is_small(block: object, size: float) -> bool:
    return isinstance(block, Line) and block.size < _SMALL * size


def _under_rule(page: Page, line: Line) -> bool:
    """Whether a short rule stands right above a line."""
    return any(
        line.y < rule.at < line.y + 4 * line.size and rule.end - rule.start < 0.5 * page.width for rule in page.rules
    )
