"""Tables that go on overleaf: the sheets as one table, without repeated heads, a row that was cut in two made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.formats.pdf.lines import Line
from loaders.formats.pdf.pages import Page, Sheet

_SAME = 4.0  # points by which the columns of two pages may differ
_HEAD_ROWS = 3  # rows that may be repeated at the top of each page
_CONTINUED = re.compile(r"[（(]?(?:续|接)?(?:上?表|上页)\d*[-—]?\d*[（(]?续?[）)]?[：:]?")
_ENDED = "。！？；：.!?;:"
_ORDINAL = re.compile(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)]?[.．、]?")


@dataclass(eq=False, slots=True)
class Cell:
    """A cell of a table, which a page break may have cut in pieces."""

    pieces: list[Piece] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        return [line for piece in self.pieces for line in piece.lines]

    @property
    def words(self) -> str:
        return "".join(line.text for line in self.lines)

    def breaks_before(self, rest: Cell) -> bool:
        """Whether the words of ``rest``, at the top of the next page, are the rest of a line of this cell."""
        if not self.pieces or not rest.pieces:
            return False
        last = self.lines[-1]
        return last.text[-1] not in _ENDED and self.pieces[-1].is_full(last, rest.lines[0])


@dataclass(eq=False, slots=True)
class Piece:
    """What stands of a cell on one page."""

    page: int
    left: float  # between which edges its lines run
    right: float
    lines: list[Line]

    def is_full(self, line: Line, following: Line) -> bool:
        """Whether the first word of the following line had no room at the end of this one."""
        room = self.right - line.x1
        before = line.x0 - self.left
        if abs(room - before) < 0.6 * line.size:  # centred: the room is on both sides
            room += before
        return not line.has_room(room, following)

    def reads_on(self, line: Line, following: Line, there: Piece) -> bool:
        """Whether ``following`` (in the piece ``there``) goes on with the paragraph of ``line``."""
        begins = following.x0 - there.left > 1.2 * line.size + max(line.x0 - self.left, 0.0)
        centred = abs((following.x0 - there.left) - (there.right - following.x1)) < 0.6 * line.size
        return self.is_full(line, following) and (centred or not begins)


TableRow = list[Cell]  # one cell for each column; a merged cell has several places


@dataclass(eq=False, slots=True)
class WholeTable:
    """A table over all its pages."""

    xs: tuple[float, ...]
    rows: list[TableRow]
    open_top: bool
    open_bottom: bool
    striped: bool


def table_of(sheet: Sheet, page: Page) -> WholeTable:
    """The table as far as it stands on one page."""
    padding = _padding(sheet)
    cells = [
        Cell([Piece(page.number, box[0] + padding, box[2] - padding, lines)] if lines else [])
        for box, lines in zip(sheet.grid.boxes(), sheet.lines, strict=True)
    ]
    grid = sheet.grid
    rows = [[cells[number] for number in row] for row in grid.cells]
    return WholeTable(grid.xs, _distinct(rows), grid.open_top, grid.open_bottom, grid.striped)


def _distinct(rows: list[TableRow]) -> list[TableRow]:
    """Rows without those that have no cell of their own."""
    return [row for above, row in zip([None, *rows], rows, strict=False) if not above or row != above]


def _padding(sheet: Sheet) -> float:
    """The distance of text from the lines of its cell: the least on the left that is seen."""
    boxes = sheet.grid.boxes()
    gaps = [line.x0 - box[0] for box, lines in zip(boxes, sheet.lines, strict=True) for line in lines]
    gaps += [box[2] - line.x1 for box, lines in zip(boxes, sheet.lines, strict=True) for line in lines]
    return max(min(gaps, default=0.0), 0.0)


# ---- sheets that belong together ----------------------------------------------------------------------------------


def is_continued(line: Line) -> bool:
    """Whether a line says no more than that the table goes on (续表)."""
    return bool(_CONTINUED.fullmatch(re.sub(r"\s", "", line.text)))


def continue_table(table: WholeTable, rest: WholeTable) -> bool:
    """Adds what stands on the next page to a table; False, and nothing is done, if the columns are others."""
    shift = rest.xs[0] - table.xs[0]
    moved = tuple(x - shift for x in rest.xs)
    if abs(moved[-1] - table.xs[-1]) > _SAME:
        return False
    if table.striped and rest.striped and len(moved) == len(table.xs):
        moved = table.xs  # the white between columns is as wide as the words of the page leave it
    if not (_among(moved, table.xs) or _among(table.xs, moved)):
        return False
    xs = table.xs if len(table.xs) >= len(moved) else moved
    rows = _refined(rest.rows, moved, xs)
    table.rows = _refined(table.rows, table.xs, xs)
    table.xs = xs
    _append(table, _without_head(table.rows, rows), cut=table.open_bottom or rest.open_top)
    table.open_bottom = rest.open_bottom
    return True


def _among(some: Sequence[float], others: Sequence[float]) -> bool:
    return all(any(abs(x - y) <= _SAME for y in others) for x in some)


def _refined(rows: list[TableRow], xs: Sequence[float], wanted: Sequence[float]) -> list[TableRow]:
    """The rows with a place for each of the wanted columns."""
    if len(xs) == len(wanted):
        return rows
    middles = [(a + b) / 2 for a, b in pairwise(wanted)]
    places = [next(i for i, edge in enumerate([*xs[1:-1], float("inf")]) if m < edge) for m in middles]
    return [[row[i] for i in places] for row in rows]


def _without_head(rows: list[TableRow], rest: list[TableRow]) -> list[TableRow]:
    """The rows without those at the top that repeat the first rows of the table."""
    said = [[cell.words for cell in row] for row in rows[:_HEAD_ROWS]]
    again = [[cell.words for cell in row] for row in rest[:_HEAD_ROWS]]
    for count in range(min(len(said), len(again)), 0, -1):
        if said[:count] == again[:count] and any(map(any, again[:count])):
            return rest[count:]
    return rest


def _append(table: WholeTable, rows: list[TableRow], *, cut: bool) -> None:
    if not rows:
        return
    last, first = table.rows[-1], rows[0]
    whole = _is_rest(last, first, table, rows, cut=cut)
    same: dict[int, Cell] = {}
    for above, below in zip(last, first, strict=True):
        if whole and id(below) not in same:
            above.pieces += below.pieces
            same[id(below)] = above
        elif not below.pieces and above.pieces and (_spans(rows, below) or _spans(table.rows, above)):
            same[id(below)] = above
    rows = [[same.get(id(cell), cell) for cell in row] for row in rows]
    table.rows += _distinct([last, *rows])[1:]


def _is_rest(last: TableRow, first: TableRow, table: WholeTable, rows: list[TableRow], *, cut: bool) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before."""
    if not any(cell.pieces for cell in first):
        return False
    if cut:
        return True
    broken = [above.breaks_before(below) for above, below in zip(last, first, strict=True) if below.pieces]
    if all(broken):
        return True
    if first[0].pieces and last[0].pieces:
        return False
    if any(broken):
        return True
    numbered = bool(_ORDINAL.fullmatch(last[0].words)) and not _spans(table.rows, last[0])
    return numbered and not first[0].pieces and not _spans(rows, first[0])


def _spans(rows: list[TableRow], cell: Cell) -> bool:
    """Whether a cell covers several rows."""
    return sum(any(other is cell for other in row) for row in rows) > 1
