"""What all readers of tables in plain text share: lines, cells made of pieces, and the table that comes of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.text import Span, Table

_LINE = re.compile(r"[^\n\r\f\x85\u2028\u2029]+")
_BLANK = " \t\u3000\xa0\v"
PAGE_NUMBER = re.compile(
    r"\s*(?:[—–\-－─·]+ *[0-9０-９]+(?: *[0-9０-９])* *[—–\-－─·]+|[0-9]+ ?/ ?[0-9]+"
    r"|第 ?[0-9０-９]+ ?页(?:[，,/ ]*共 ?[0-9０-９]+ ?页)?)\s*"
)

# What a cell of a column of time holds.
WHEN = re.compile(
    r"\S{0,10}?(?:\d{2,4}\s*年|\d{1,2}\s*月|年内|年底|季度|上半年|下半年|长期|持续|常态|每年|每月|每季|全年|即时|立即|适时|按)\S{0,20}"
)

Pieces = tuple[Span, ...]  # of one cell; none for an empty one


@dataclass(frozen=True)
class Line:
    """One printed line; ``new_page``: a form feed stands before it."""

    start: int
    end: int
    text: str
    new_page: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it, or a page number alone."""
        return not self.text.strip(_BLANK) or PAGE_NUMBER.fullmatch(self.text) is not None


def lines_of(text: str) -> list[Line]:
    """The lines of a text, empty ones too."""
    out: list[Line] = []
    at = 0
    for match in re.finditer(r"\r\n|[\n\r\x85\u2028\u2029]|\Z", text):
        out += _pages(text, at, match.start())
        at = match.end()
    return out


def _pages(text: str, start: int, end: int) -> Iterable[Line]:
    """The stretches of a line between form feeds."""
    new_page = False
    for part in re.split("(\f)", text[start:end]):
        if part == "\f":
            new_page = True
        elif part or not new_page or start == end:
            yield Line(start, start + len(part), part, new_page)
            new_page = False
        start += len(part)


def stripped(text: str, start: int, end: int) -> Pieces:
    """The piece between two offsets without white space at its ends; none if nothing is left."""
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    return (Span(start, end),) if start < end else ()


def table_of(rows: Sequence[Sequence[Pieces]], span: Span) -> Table:
    """The table of rows of cells; an empty cell becomes an empty span, a cell of several pieces a wrapped one."""
    width = max(len(row) for row in rows)
    wrapped = {cell for row in rows for cell in row if len(cell) > 1}
    grid = []
    for row in rows:
        at = max((p.end for cell in row for p in cell), default=span.start)
        cells = [*row, *(() for _ in range(width - len(row)))]
        grid.append(tuple(Span(c[0].start, c[-1].end) if c else Span(at, at) for c in cells))
    return Table(span, tuple(grid), tuple(sorted(wrapped, key=lambda cell: (cell[0].start, cell[-1].end))))


def columns_wide(text: str, *, han: int) -> list[int]:
    """At which column each character stands, and where the text ends.

    ``han``: columns of a Chinese character: 2 on a screen, 1 as pdftotext counts.
    """
    out = [0]
    for char in text:
        wide = unicodedata.east_asian_width(char) in "WFA" and char > "\xff"
        out.append(out[-1] + (han if wide else 1))
    return out
