"""Tables with one cell a line, as they come out of a page that was copied: the header's cells, then each row's.

Where every row has as many lines as the header has cells, they are simply counted off. Where cells are empty or have
several lines, each row begins at its number, and its lines are given to the columns that they fit best, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.notation.notation import Judge
from loaders.tables.cells import explained, is_nobody
from loaders.tables.columns import Column, Kind, column
from loaders.tables.flat.drawn import WHEN, Line, Pieces, stripped, table_of
from loaders.text import Span, Table

_NUMBER = re.compile(r"(\d{1,3})[.．、]?")
_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、\S{2,40}|[（(][一二三四五六七八九十]{1,3}[）)]\S{2,40}")
_MOST_COLUMNS = 12
_LONGEST_ROW = 40  # lines


def read_stacked(text: str, lines: Sequence[Line], at: int, judge: Judge) -> tuple[Table, int] | None:
    """The table one of whose header cells is a line, and the line after it; None if it is none."""
    header = _header(lines, at)
    if not header:
        return None
    first, columns = header
    reader = _Reader(text, lines, columns, judge)
    rows, end = reader.read(first + len(columns))
    if not rows:
        return None
    head = [stripped(text, line.start, line.end) for line in lines[first : first + len(columns)]]
    return table_of([head, *rows], Span(lines[first].start, lines[end - 1].end)), end


def _header(lines: Sequence[Line], at: int) -> tuple[int, list[Column]] | None:
    """The first line of the header, and its columns: each of its lines heads one, in no more than one unknown."""
    first = at
    while first > 0 and at - first < _MOST_COLUMNS and column(lines[first - 1].text):
        first -= 1
    columns: list[Column] = []
    for line in lines[first : first + _MOST_COLUMNS]:
        found = column(line.text)
        if not found:
            break
        columns.append(found)
    kinds = {c.kind for c in columns}
    return (first, columns) if len(columns) > 1 and {Kind.DUTY, Kind.TEXT} <= kinds else None


@dataclass
class _Reader:
    text: str
    lines: Sequence[Line]
    columns: list[Column]
    judge: Judge

    def read(self, at: int) -> tuple[list[list[Pieces]], int]:
        """The rows below the header, and the line after the last."""
        lines = [i for i in range(at, len(self.lines)) if not self.lines[i].is_blank]
        if self.columns[0].kind is Kind.NUMBER:
            return self._numbered(lines)
        return self._counted(lines)

    # ---- rows that begin with a number ----

    def _numbered(self, lines: list[int]) -> tuple[list[list[Pieces]], int]:
        rows: list[list[Pieces]] = []
        end = number = at = 0
        while at < len(lines):
            if _CHAPTER.fullmatch(self._said(lines[at])) and self._number(lines, at + 1) in (1, number + 1):
                rows.append([self._cell(lines[at : at + 1]), *self._blanks(1)])
                at += 1
            value = self._number(lines, at)
            if value not in (1, number + 1) or not value:
                break
            begin = at
            cells, at = self._row(lines, at + 1, value)
            if not cells:
                break
            rows.append([self._cell(lines[begin : begin + 1]), *(self._cell(c) for c in cells)])
            number, end = value, lines[at - 1] + 1
        while rows and not any(rows[-1][1:]):
            rows.pop()  # a heading with nothing under it stands behind the table
        return rows, end

    def _number(self, lines: list[int], at: int) -> int:
        match = _NUMBER.fullmatch(self._said(lines[at])) if at < len(lines) else None
        return int(match[1]) if match else 0

    def _row(self, lines: list[int], at: int, number: int) -> tuple[list[list[int]], int]:
        """The lines of each column of a row that begins at a line, and where the next row begins."""
        columns = self.columns[1:]
        stop = min(at + _LONGEST_ROW, len(lines))
        following = next((k for k in range(at + 1, stop) if self._begins(lines, k, number)), None)
        if following is not None:
            row = lines[at:following]
            return self._given([[i] for i in row] if len(row) == len(columns) else self._fitted(row)[1]), following
        row = lines[at : at + len(columns)]  # the last row of all
        left = len(lines) - at
        more = next((k for k in range(len(row), left) if not self._is_named(lines[at + k])), left)
        if self._fits(row) and more == len(row):
            return [[i] for i in row], at + len(row)
        stop = min(max(more, len(row)), _LONGEST_ROW)
        score, cells, end = max((*self._fitted(lines[at:k]), k) for k in range(at, at + stop + 1))
        return self._given(cells) if score > 0 else [], end

    def _is_named(self, i: int) -> bool:
        """Whether a line goes on with the names of the last column."""
        return self.columns[-1].kind is Kind.DUTY and explained(self._said(i), self.judge)

    def _begins(self, lines: list[int], k: int, number: int) -> bool:
        """Whether the next row begins at a line, or the heading above it."""
        if self._number(lines, k) == number + 1:
            return True
        return _CHAPTER.fullmatch(self._said(lines[k])) is not None and self._number(lines, k + 1) in (1, number + 1)

    # ---- rows of as many lines as there are columns ----

    def _counted(self, lines: list[int]) -> tuple[list[list[Pieces]], int]:
        rows: list[list[Pieces]] = []
        width, end, at = len(self.columns), 0, 0
        while at < len(lines):
            if _CHAPTER.fullmatch(self._said(lines[at])) and self._fits(lines[at + 1 : at + 1 + width], self.columns):
                rows.append([self._cell(lines[at : at + 1]), *self._blanks(1)])
                at += 1
            row = lines[at : at + width]
            if not self._fits(row, self.columns):
                break
            rows.append([self._cell([i]) for i in row])
            at, end = at + width, row[-1] + 1
        return rows, end

    # ---- which lines fit which columns ----

    def _said(self, i: int) -> str:
        return self.lines[i].text.strip()

    def _blanks(self, used: int) -> Iterator[Pieces]:
        return (() for _ in self.columns[used:])

    def _cell(self, lines: list[int]) -> Pieces:
        return stripped(self.text, self.lines[lines[0]].start, self.lines[lines[-1]].end) if lines else ()

    def _fits(self, row: list[int], columns: list[Column] | None = None) -> bool:
        """Whether lines, one a column, hold what their columns hold."""
        columns = columns or self.columns[1:]
        if len(row) < len(columns):
            return False
        return all(self._fit(self._said(i), c) > 0 for i, c in zip(row, columns, strict=True))

    def _fit(self, said: str, of: Column) -> float:
        """How well a line fits a column: 1 surely, 0 not at all."""
        if of.kind is Kind.DUTY:
            return 0.8 if is_nobody(said) else float(explained(said, self.judge))
        if of.kind is Kind.TIME:
            return 0.8 if is_nobody(said) else float(WHEN.fullmatch(said) is not None)
        if of.kind is Kind.NUMBER:
            return float(_NUMBER.fullmatch(said) is not None)
        if of.kind is Kind.TEXT:
            return 0.2 if is_nobody(said) or explained(said, self.judge) else 0.9
        return 0.6 if len(said) <= 12 else 0.3

    def _fitted(self, row: list[int]) -> tuple[float, list[list[int]]]:
        """The lines given to the columns in order, and how well they fit; a column may have none, or several."""
        best: dict[int, tuple[float, list[list[int]]]] = {0: (0.0, [])}
        for of in self.columns[1:]:
            reached: dict[int, tuple[float, list[list[int]]]] = {}
            for at, (score, cells) in best.items():
                for end in range(at, len(row) + 1):
                    fits = [self._fit(self._said(i), of) for i in row[at:end]]
                    if not all(fits):
                        break
                    empty = 0.5 if of.kind is Kind.TEXT else 0.1
                    total = score + (sum(fits) - 0.05 * (len(fits) - 1) if fits else -empty)
                    if end not in reached or total > reached[end][0]:
                        reached[end] = (total, [*cells, row[at:end]])
            best = reached
        return best.get(len(row), (-1.0, []))

    def _given(self, cells: list[list[int]]) -> list[list[int]]:
        """The cells; where duty columns stand side by side and have not one line each, nobody knows which is whose.

        All of these columns then share all of their lines, as a merged cell does.
        """
        columns = self.columns[1:]
        for i, of in enumerate(columns):
            if of.kind is not Kind.DUTY or (i and columns[i - 1].kind is Kind.DUTY):
                continue
            end = next((k for k in range(i, len(columns)) if columns[k].kind is not Kind.DUTY), len(columns))
            lines = [line for cell in cells[i:end] for line in cell]
            if end - i > 1 and lines and any(len(cell) != 1 for cell in cells[i:end]):
                cells = [*cells[:i], *(lines for _ in range(i, end)), *cells[end:]]
        return cells
