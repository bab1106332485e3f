"""A table as rows of words: which rows head it, which are headings and notes across it, which carry data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from loaders.notation.notation import Judge
from loaders.tables.cells import is_ditto, name_paragraphs, words
from loaders.tables.columns import Column, Kind, column
from loaders.text import Span, Table

_NOTE = re.compile(r"(?:备注|说明|注释|注)\s*[0-9一二三]?\s*[：:.、]|[★☆*※▲△●◆#][^。]{0,20}(?:为|是|表示)")
_N = "一二三四五六七八九十"
_CHAPTER = re.compile(rf"[{_N}]{{1,3}}、|[（(][{_N}]{{1,3}}[）)]|第[{_N}\d]+[章节部方类]")
_DEEPEST_HEADER = 6  # rows in which the header is looked for: a title and a unit line may stand above it


@dataclass(frozen=True)
class Row:
    """One row of data: its place in the grid, its cells, and the row across the table under which it stands (raw)."""

    index: int
    cells: tuple[Span, ...]
    heading: Span | None = None


@dataclass(frozen=True)
class Grid:
    """A table with the words of its cells.

    ``loose``: its cells were parted in plain text, where a merged cell is printed in its first row and blank below.
    """

    text: str
    table: Table
    loose: bool = False

    def words(self, cell: Span) -> str:
        """The words of a cell without white space."""
        return words(self.text, self.table, cell)

    def names(self, cell: Span, judge: Judge) -> str:
        """The words of a cell of names, its paragraphs parted by line ends."""
        paragraphs = name_paragraphs(self.text, self.table, cell, judge)
        return "\n".join("".join(self.text[p.start : p.end] for p in paragraph) for paragraph in paragraphs)

    @cached_property
    def rows(self) -> tuple[tuple[Span, ...], ...]:
        """The rows, all of one width."""
        width = max((len(row) for row in self.table.rows), default=0)
        return tuple(_filled(row, width) for row in self.table.rows)

    @cached_property
    def said(self) -> tuple[tuple[str, ...], ...]:
        """The words of each cell of each row."""
        return tuple(tuple(self.words(cell) for cell in row) for row in self.rows)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def across(self, i: int) -> Span | None:
        """The cell that takes up a whole row, if one does."""
        cells = {cell for cell, said in zip(self.rows[i], self.said[i], strict=True) if said}
        if len(cells) != 1 or self.width < 2:
            return None
        cell = cells.pop()
        covered = self.rows[i].count(cell)
        first = self.rows[i].index(cell)
        whole = covered == self.width or (covered > 1 and 2 * covered >= self.width)
        if i and cell in self.rows[i - 1] and not whole:
            return None  # the last row of a merged cell, otherwise blank
        chapter = _CHAPTER.match(self.words(cell)) and first <= 1
        return cell if whole or chapter or (self.loose and first == 0 and not self.words(cell).isdecimal()) else None

    def is_note(self, cell: Span) -> bool:
        """Whether a row across the table is a note on it: 注：★为牵头单位."""
        return _NOTE.match(self.words(cell)) is not None


def _filled(row: tuple[Span, ...], width: int) -> tuple[Span, ...]:
    end = row[-1].end if row else 0
    return (*row, *(Span(end, end) for _ in range(width - len(row))))


@dataclass(frozen=True)
class Header:
    """The header: its first row, the first row below it, and what it says of each column (None: nothing known)."""

    first: int
    end: int
    columns: tuple[Column | None, ...]


def find_header(grid: Grid) -> Header | None:
    """The header among the first rows; of one or two rows. None if there is none."""
    for i in range(min(_DEEPEST_HEADER, len(grid.rows))):
        header = header_at(grid, i)
        if header:
            return header
        if not grid.across(i) and any(len(said) > 40 for said in grid.said[i]):
            return None
    return None


def header_at(grid: Grid, i: int) -> Header | None:
    """The header that begins at a row, if one does."""
    if grid.across(i):
        return None
    top = [column(said) if said else None for said in grid.said[i]]
    below = _second(grid, i, top) if i + 1 < len(grid.rows) else None
    columns = below or top
    named = {cell for cell, c in zip(grid.rows[i], columns, strict=True) if c}
    tells = any(c is not None and c.kind in (Kind.DUTY, Kind.TEXT) for c in columns)
    unnamed = sum(1 for said, c in zip(grid.said[i], columns, strict=True) if said and not c)
    if not tells or len(named) + (below is not None) < 2 or unnamed > len(columns) // 2:
        return None
    return Header(i, i + 1 + (below is not None), tuple(columns))


def _second(grid: Grid, i: int, top: Sequence[Column | None]) -> list[Column | None] | None:
    """Columns of a header of two rows (责任分工 over 牵头单位 and 配合单位); None if the row below is none of it."""
    columns: list[Column | None] = []
    deeper = 0
    for j, (cell, said) in enumerate(zip(grid.rows[i + 1], grid.said[i + 1], strict=True)):
        if not said or cell == grid.rows[i][j]:
            columns.append(top[j])
            continue
        found = column(said)
        above = grid.rows[i][j]
        shared = grid.rows[i].count(above) > 1 and bool(grid.said[i][j])
        if not found or not (shared or not grid.said[i][j] or _spreads(grid, i, j)):
            return None
        columns.append(found)
        deeper += 1
    return columns if deeper else None


def _spreads(grid: Grid, i: int, j: int) -> bool:
    """Whether a header cell of plain text stands over several columns: blank cells follow it in its row."""
    return grid.loose and j + 1 < grid.width and not grid.said[i][j + 1]


def data_rows(grid: Grid, header: Header | None, columns: Sequence[Column]) -> tuple[list[Row], list[Span]]:
    """The rows of data below the header, and the notes that stand across the table. Repeated headers are left out."""
    rows: list[Row] = []
    notes: list[Span] = []
    heading: Span | None = None
    printed = {grid.said[i] for i in range(header.first, header.end)} if header else set()
    for i in range(header.end if header else 0, len(grid.rows)):
        across = grid.across(i)
        if across and grid.is_note(across):
            notes.append(across)
        elif across:
            heading = across
        elif any(grid.said[i]) and grid.said[i] not in printed and not _is_count(grid.said[i]):
            above = rows[-1].cells if rows and rows[-1].heading == heading else None
            rows.append(Row(i, _carried(grid, i, above, columns), heading))
    return rows, notes


def _is_count(said: tuple[str, ...]) -> bool:
    """Whether a row numbers the columns: 1 2 3 4 5, or 甲 乙 丙."""
    shown = [s for s in said if s]
    return len(shown) > 2 and shown == [str(n) for n in range(1, len(shown) + 1)]


def _carried(grid: Grid, i: int, above: tuple[Span, ...] | None, columns: Sequence[Column]) -> tuple[Span, ...]:
    """The cells of a row; 同上 and, in plain text, blanks under a task that goes on stand for the cell above."""
    cells = list(grid.rows[i])
    if not above:
        return tuple(cells)
    texts = [j for j, c in enumerate(columns) if c.kind is Kind.TEXT]
    for j, said in enumerate(grid.said[i]):
        later = any(grid.said[i][k] for k in texts if k > j)
        blank = grid.loose and not said and later and columns[j].kind is Kind.TEXT
        if is_ditto(said) or blank:
            cells[j] = above[j]
    return tuple(cells)
