"""The grid of a table element: which cell covers which place, and whether the table is one or only parts the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborNode

from graph.errors import LimitExceeded
from loaders.crammed import HAN

MAX_PLACES = 200_000  # rows × columns of one table
_WIDEST = 1_000  # columns that one cell may cover, as HTML has it

_LONG = 300  # characters of a cell that may be a whole text
_MOST = 0.8  # share of a table's characters; a cell with more is the page, not one of many
_HAN = re.compile(f"[{HAN}]")


@dataclass(frozen=True, eq=False)
class Cell:
    """A cell with its element and what it covers."""

    node: LexborNode
    rows: int
    columns: int

    @cached_property
    def text(self) -> str:
        return self.node.text(deep=True)

    @cached_property
    def han(self) -> int:
        return len(_HAN.findall(self.text))


@dataclass(frozen=True)
class Row:
    """The cells that begin in a row, and the cell at each of its places (None: no cell covers it)."""

    begun: tuple[Cell, ...]
    across: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Grid:
    """A table."""

    rows: tuple[Row, ...]
    captions: tuple[LexborNode, ...] = ()

    @cached_property
    def cells(self) -> list[Cell]:
        """Each cell once, in reading order."""
        return [cell for row in self.rows for cell in row.begun]

    @cached_property
    def is_layout(self) -> bool:
        """Whether it only parts the page: one column or one cell with words, a table in it, or the text as a whole."""
        full = [cell for cell in self.cells if cell.text.strip()]
        if len(full) < 2 or max(len(row.begun) for row in self.rows) < 2:
            return True
        total = sum(cell.han for cell in full)
        largest = max(full, key=lambda cell: cell.han)
        if any(2 * cell.han > total and cell.node.css_first("table") for cell in full):
            return True
        paragraphs = len(largest.node.css("p, br, div"))
        return largest.han > max(_LONG, _MOST * total) and paragraphs > 2


def read_grid(table: LexborNode) -> Grid:
    """The grid of a ``table`` element; merged cells fill every place that they cover.

    Raises:
        LimitExceeded: more places than any table of a plan has.
    """
    rows: list[Row] = []
    hanging: dict[int, tuple[Cell, int]] = {}  # column: a cell from above, and rows that it still covers
    places = 0
    for element in _rows(table):
        begun: list[Cell] = []
        across: list[Cell | None] = []
        for cell in _cells(element):
            _hang(across, hanging)
            begun.append(cell)
            if len(across) + cell.columns > MAX_PLACES:
                raise _too_large()
            for _ in range(cell.columns):
                if cell.rows > 1:
                    hanging[len(across)] = (cell, cell.rows - 1)
                across.append(cell)
        _hang(across, hanging, to_the_end=True)
        places += len(across)
        if places > MAX_PLACES:
            raise _too_large()
        rows.append(Row(tuple(begun), tuple(across)))
    width = max((len(row.across) for row in rows), default=0)
    if width * len(rows) > MAX_PLACES:
        raise _too_large()
    padded = (Row(row.begun, row.across + (None,) * (width - len(row.across))) for row in rows)
    return Grid(tuple(padded), tuple(n for n in table.iter() if n.tag == "caption"))


def _too_large() -> LimitExceeded:
    return LimitExceeded(f"a table of the page has more than {MAX_PLACES:,} cells", hint="give one plan per file")


def _hang(across: list[Cell | None], hanging: dict[int, tuple[Cell, int]], *, to_the_end: bool = False) -> None:
    """Puts cells from rows above where they reach down, at the next places (or at all that are left)."""
    while (column := len(across)) in hanging or (to_the_end and any(c > column for c in hanging)):
        cell, left = hanging.pop(column, (None, 0))
        if cell and left > 1:
            hanging[column] = (cell, left - 1)
        across.append(cell)


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.iter() if row.tag == "tr")


def _cells(row: LexborNode) -> Iterator[Cell]:
    for node in row.iter():
        if node.tag in ("td", "th"):
            attributes = node.attributes
            yield Cell(node, _count(attributes.get("rowspan"), 65_534), _count(attributes.get("colspan"), _WIDEST))


def _count(value: str | None, most: int) -> int:
    """A number of rows or columns; what is no number is 1."""
    number = (value or "").strip()[:6]
    return min(max(int(number), 1), most) if number.isdecimal() else 1
