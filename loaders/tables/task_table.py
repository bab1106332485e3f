"""A table as a task table: what its columns hold, which rows carry tasks. Tables of data are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.mentions.tasks import find_tasks
from loaders.notation.find import find_notations
from loaders.notation.notation import Judge
from loaders.tables.cells import explained, is_nobody
from loaders.tables.columns import Column, Kind
from loaders.tables.grid import Grid, Header, Row, data_rows, find_header
from loaders.text import Span

_MOSTLY = 0.8  # of the cells of an unsure column must be names
_NEARLY_ALL = 0.9  # of the cells of a column that has no header
_PROSE = 6  # characters that a cell of prose has on the average
_BLANK = Column(Kind.OTHER)


@dataclass(frozen=True)
class TaskTable:
    """A task table. All spans are raw.

    ``groups`` are the columns whose cells are headings of others: a field, a task merged over several measures.
    """

    grid: Grid
    header: Header | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Span, ...]
    groups: frozenset[int] = frozenset()
    trust: float = 1.0  # share of the duty cells that are read as names to the last character

    def of(self, kind: Kind) -> list[int]:
        """The columns of a kind."""
        return [i for i, c in enumerate(self.columns) if c.kind is kind]

    @property
    def texts(self) -> list[int]:
        """The columns with the words of the measures."""
        return [i for i in self.of(Kind.TEXT) if i not in self.groups]

    def said(self, row: Row, i: int) -> str:
        """The words of a cell of a row, without white space."""
        return self.grid.words(row.cells[i])


def read_task_table(grid: Grid, judge: Judge, before: TaskTable | None = None) -> TaskTable | None:
    """The table as a task table; None if it is none.

    Args:
        grid: the table.
        judge: who knows names.
        before: the task table before it in the text: one of as many columns without a header goes on with it.
    """
    if grid.width < 2:
        return None
    header = find_header(grid)
    if header:
        columns = _settled(grid, header, judge)
    elif before and before.grid.width == grid.width and _goes_on(grid, before, judge):
        columns = list(before.columns)
    else:
        columns = _by_their_cells(grid, judge)
    if not columns or not any(c.kind is Kind.TEXT for c in columns):
        return None
    rows, notes = data_rows(grid, header, columns)
    table = TaskTable(grid, header, tuple(columns), tuple(rows), tuple(notes))
    if not rows or not (table.of(Kind.DUTY) or _notes_duties(table, judge)):
        return None
    return replace(table, groups=_groups(table), trust=_share(grid, _duty_cells(table), judge))


# ---- columns ----------------------------------------------------------------------------------------------------


def _settled(grid: Grid, header: Header, judge: Judge) -> list[Column]:
    """The columns of a header: unsure ones by their cells, and the longest unknown one as the task if none is named."""
    columns = []
    for i, found in enumerate(header.columns):
        if found and not found.sure and _share(grid, _column(grid, i, header.end), judge) < _MOSTLY:
            found = None
        columns.append(found or _BLANK)
    if not any(c.kind is Kind.TEXT for c in columns):
        unknown = [i for i, c in enumerate(header.columns) if c is None]
        best = max(unknown, key=lambda i: _length(grid, _column(grid, i, header.end)), default=None)
        if best is not None and _length(grid, _column(grid, best, header.end)) >= _PROSE:
            columns[best] = Column(Kind.TEXT)
    return columns


def _goes_on(grid: Grid, before: TaskTable, judge: Judge) -> bool:
    """Whether a table without header continues the one before it: its cells hold the same.

    Its first row may be the rest of a row that a page break parted.
    """
    first = int(any(not grid.said[0][i] for i in before.of(Kind.NUMBER)) and len(grid.rows) > 1)
    columns = [_column(grid, i, first) for i in before.of(Kind.DUTY)]
    return any(columns) and all(not cells or _share(grid, cells, judge) >= _MOSTLY for cells in columns)


def _by_their_cells(grid: Grid, judge: Judge) -> list[Column]:
    """The columns of a table without header: names in nearly every cell, tasks in most; empty if they do not tell."""
    columns = []
    for i in range(grid.width):
        cells = _column(grid, i, 0)
        if len(cells) >= 2 and all(grid.words(cell).isdecimal() for cell in cells):
            columns.append(Column(Kind.NUMBER))
        elif len(cells) >= 2 and 2 * len(cells) >= len(grid.rows) and _share(grid, cells, judge) >= _NEARLY_ALL:
            columns.append(Column(Kind.DUTY))
        else:
            columns.append(Column(Kind.TEXT) if cells and 2 * _tasks(grid, cells) >= len(cells) else _BLANK)
    return columns if any(c.kind is Kind.DUTY for c in columns) else []


def _tasks(grid: Grid, cells: Sequence[Span]) -> int:
    """How many of the cells say that something is to be done."""
    said = (grid.words(cell) for cell in cells)
    return sum(bool(find_tasks(words, Span(0, len(words)))) for words in said)


def _column(grid: Grid, i: int, first: int) -> list[Span]:
    """A column's cells, each once; rows across the table and cells that name nobody left out."""
    rows = zip(grid.rows[first:], grid.said[first:], strict=True)
    cells = {row[i]: said[i] for row, said in rows if row.count(row[i]) < grid.width}
    return [cell for cell, said in cells.items() if not is_nobody(said)]


def _share(grid: Grid, cells: Sequence[Span], judge: Judge) -> float:
    """Share of the cells that are names or notations to the last character."""
    return sum(explained(grid.names(cell, judge), judge) for cell in cells) / len(cells) if cells else 0.0


def _length(grid: Grid, cells: Sequence[Span]) -> float:
    return sum(len(re.findall(r"[\u4e00-\u9fff]", grid.words(cell))) for cell in cells) / len(cells) if cells else 0.0


def _duty_cells(table: TaskTable) -> list[Span]:
    cells = {row.cells[i]: table.said(row, i) for row in table.rows for i in table.of(Kind.DUTY)}
    return [cell for cell, said in cells.items() if not is_nobody(said)]


def _notes_duties(table: TaskTable, judge: Judge) -> bool:
    """Whether the tasks of a table without duty columns carry notations: 加强监管（财政部牵头）."""
    noted = 0
    for row in table.rows:
        said = [table.said(row, i) for i in table.of(Kind.TEXT)]
        noted += any(find_notations(s, Span(0, len(s)), judge)[0] for s in said)
    return table.header is not None and 2 * noted >= len(table.rows)


# ---- headings in columns ----------------------------------------------------------------------------------------


def _groups(table: TaskTable) -> frozenset[int]:
    """Text columns that head others: by their name, or because a cell of theirs covers several of the next column."""
    texts = table.of(Kind.TEXT)
    found = set()
    for i, following in _pairs(texts):
        if table.columns[i].group or _covers(table, i, following):
            found.add(i)
    return frozenset(found)


def _pairs(columns: list[int]) -> Iterator[tuple[int, list[int]]]:
    for at, i in enumerate(columns[:-1]):
        yield i, columns[at + 1 :]


def _covers(table: TaskTable, i: int, later: list[int]) -> bool:
    over: dict[Span, set[tuple[Span, ...]]] = {}
    for row in table.rows:
        if table.said(row, i):
            over.setdefault(row.cells[i], set()).add(tuple(row.cells[j] for j in later))
    return any(len({cells[0] for cells in rows}) > 1 for rows in over.values())
