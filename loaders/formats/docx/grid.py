"""A table on its grid: cells that span columns or rows stand in each place that they cover."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from loaders.formats.docx.manuscript import Manuscript
from loaders.formats.docx.markup import W, value
from loaders.text import Span, Table

_COLUMNS = 1_000  # a page has room for a few dozen


class Grid:
    """Writes the rows of a table and keeps which span stands in which column.

    Args:
        manuscript: what is written into.
        tell: writes the content of a cell into it.
    """

    def __init__(self, manuscript: Manuscript, tell: Callable[[etree._Element], None]) -> None:
        self._out, self._tell = manuscript, tell
        self._rows: list[list[Span]] = []
        self._start = -1

    def row(self, row: etree._Element, cells: list[etree._Element]) -> None:
        """Writes one row: cells parted by tabs."""
        self._out.block()
        if self._start < 0:
            self._start = self._out.length
        before, after = _skipped(row)
        spans = [Span(self._out.length, self._out.length)] * before
        for at, cell in enumerate(cells):
            if at:
                self._out.write("\t")
            spans += [self._cell(cell, spans)] * _columns(cell)
            del spans[_COLUMNS:]
        self._rows.append(spans + [Span(self._out.length, self._out.length)] * after)

    def table(self) -> Table:
        """The table; rows that are too short end in empty cells."""
        width = max((len(row) for row in self._rows), default=0)
        end = self._out.length
        start = self._start if self._start >= 0 else end
        return Table(Span(start, end), tuple(tuple(row + [_end_of(row)] * (width - len(row))) for row in self._rows))

    def _cell(self, cell: etree._Element, left: list[Span]) -> Span:
        """The span of a cell; of one that goes on with another, that other's."""
        properties = cell.find(W + "tcPr")
        above = self._rows[-1] if self._rows else []
        if _goes_on(properties, "vMerge") and len(left) < len(above):
            return above[len(left)]
        if _goes_on(properties, "hMerge") and left:
            return left[-1]
        start = self._out.length
        with self._out.cell():
            self._tell(cell)
        return Span(start, self._out.length)


def _goes_on(properties: etree._Element | None, merge: str) -> bool:
    """Whether a cell goes on with the one above it (``vMerge``) or beside it (``hMerge``)."""
    found = properties.find(W + merge) if properties is not None else None
    return found is not None and found.get(W + "val", "continue") == "continue"


def _columns(cell: etree._Element) -> int:
    """How many columns of the grid a cell takes."""
    return _count(value(cell.find(W + "tcPr"), "gridSpan"), 1)


def _skipped(row: etree._Element) -> tuple[int, int]:
    """How many columns of the grid are left out before the first cell and after the last."""
    properties = row.find(W + "trPr")
    return _count(value(properties, "gridBefore"), 0), _count(value(properties, "gridAfter"), 0)


def _count(text: str | None, least: int) -> int:
    return (
        min(max(int(text), least), _COLUMNS)
        if text and text.isascii() and text.isdecimal() and len(text) < 9
        else least
    )


def _end_of(row: list[Span]) -> Span:
    end = row[-1].end if row else 0
    return Span(end, end)
