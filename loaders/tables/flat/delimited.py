"""Tables with one row a line, cells parted by tabs, wide gaps or U+3000."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.numerals import numeral
from loaders.tables.columns import column
from loaders.tables.flat.drawn import Line, Pieces, stripped, table_of
from loaders.text import Span, Table

_TAB = re.compile("\t")
_GAP = re.compile(r"[ \xa0]*\u3000[ \xa0\u3000]*|[ \xa0]{2,}")
_NUMBER = re.compile(r"\d{1,3}|[（(]?[一二三四五六七八九十]{1,3}[）)]?")
_LONGEST_HEADING = 60
_BLANKS = 3  # so many blank lines end a table of tabs


def read_tabbed(text: str, lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """The table of tabs whose header is at a line, and the line after it; None if it is none."""
    return _Reader(text, lines, _TAB).read(at) if "\t" in lines[at].text else None


def read_gapped(text: str, lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """The table of wide gaps whose header is at a line; None if it is none, or not every line holds a whole row."""
    return _Reader(text, lines, _GAP).read(at) if _GAP.search(lines[at].text.strip()) else None


@dataclass
class _Reader:
    text: str
    lines: Sequence[Line]
    mark: re.Pattern[str]
    broken: bool = False  # a line holds part of a row: its cells wrap

    def read(self, at: int) -> tuple[Table, int] | None:
        first = at
        while first and self._is_header(first - 1):
            first -= 1
        width = max(len(self._cells(i)) for i in range(first, at + 1))
        rows: list[list[Pieces]] = []
        end = last = first
        for row, end in self._rows(first, width):
            rows.append(row)
            if len([cell for cell in row if cell]) > 1:
                last = len(rows)
                stop = end
        rows = rows[:last]  # headings with nothing under them stand behind the table
        if width < 2 or len(rows) < 2 or self.broken:
            return None
        return table_of(rows, Span(self.lines[first].start, self.lines[stop - 1].end)), stop

    def _is_header(self, i: int) -> bool:
        """Whether a line holds the upper row of a header of two."""
        cells = self._cells(i)
        said = [self.text[c[0].start : c[0].end] for c in cells if c]
        return len(cells) > 1 and bool(said) and all(column(words) for words in said)

    def _cells(self, i: int) -> list[Pieces]:
        """The cells of a line."""
        line = self.lines[i]
        start, end = line.start, line.end
        if self.mark is _GAP:
            whole = stripped(self.text, start, end)
            start, end = (whole[0].start, whole[0].end) if whole else (start, start)
        cells = []
        for gap in self.mark.finditer(self.text, start, end):
            cells.append(stripped(self.text, start, gap.start()))
            start = gap.end()
        return [*cells, stripped(self.text, start, end)]

    def _rows(self, first: int, width: int) -> Iterator[tuple[list[Pieces], int]]:
        """The rows with the line after each, up to the first line that is none of the table's."""
        row: list[Pieces] = []
        blanks = 0
        for i in range(first, len(self.lines)):
            if self.lines[i].is_blank:
                blanks += 1
                if blanks >= _BLANKS and self.mark is _TAB:
                    break
                continue
            blanks = 0
            cells = self._cells(i)
            while len(cells) > width and not cells[-1]:
                cells.pop()
            if len(cells) > width:
                break
            if self._joins(row, cells, width):
                row = [*row[:-1], _joined(row[-1], cells[0]), *cells[1:]]
                continue
            if row:
                yield row, i
            row = []
            if self.mark is _GAP and (len(cells) not in (1, width) or self._is_indented(i, first)):
                self.broken = True
                return
            if len(cells) == 1 and not self._goes_on(i, cells[0]):
                return
            row = cells
        if row:
            yield row, i + 1 if not self.lines[i].is_blank else i

    def _joins(self, row: list[Pieces], cells: list[Pieces], width: int) -> bool:
        """Whether a line goes on with the last cell of an unfinished row: a cell with a line end inside."""
        if self.mark is not _TAB or not 1 < len(row) < width or len(row) + len(cells) - 1 > width:
            return False
        return not self._is_number(cells[0]) and bool(row[-1])

    def _is_indented(self, i: int, first: int) -> bool:
        """Whether a line of one cell stands to the right of the table's edge: the cell above goes on in it."""
        indents = [len(self.lines[k].text) - len(self.lines[k].text.lstrip()) for k in (i, first)]
        return len(self._cells(i)) == 1 and indents[0] > indents[1] + 2 and i - first > 1

    def _is_number(self, cell: Pieces) -> bool:
        return bool(cell) and _NUMBER.fullmatch(self.text, cell[0].start, cell[0].end) is not None

    def _goes_on(self, i: int, cell: Pieces) -> bool:
        """Whether rows follow a line of one cell: then it is a heading across the table."""
        short = bool(cell) and cell[0].end - cell[0].start <= _LONGEST_HEADING
        following = next((j for j in range(i + 1, min(i + 4, len(self.lines))) if not self.lines[j].is_blank), None)
        return short and following is not None and len(self._cells(following)) > 1


def _joined(above: Pieces, cell: Pieces) -> Pieces:
    """One cell over two lines: nothing else stands between them."""
    if not above or not cell:
        return above or cell
    return (Span(above[0].start, cell[-1].end),)


def in_sequence(numbers: Sequence[str]) -> bool:
    """Whether printed numbers count on from 1."""
    values = [numeral(re.sub(r"\W", "", number)) for number in numbers]
    return values == list(range(1, len(values) + 1))
