"""The tables of a document: task tables, tables of data, and how each of them stands in the clean text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.notation.notation import Judge
from loaders.tables.around import Surroundings, surroundings
from loaders.tables.cells import Paragraph, is_person, name_paragraphs, text_paragraphs
from loaders.tables.columns import Kind
from loaders.tables.flat.find import Unread, find_drawn
from loaders.tables.grid import Grid
from loaders.tables.task_table import TaskTable, read_task_table
from loaders.text import CleanText, Inset, RawDocument, Span, Table

# Labels of the table of metadata that sites print above a document; the header is read from it as from lines.
_METADATA = re.compile(
    r"(?:信息)?索引号|主题分类|发文机[关构]|发文字号|文号|成文日期|发布日期|公开方式|有效性|信息分类|体裁分类"
)
_PAGE_OF_PROSE = 1500  # characters of a cell that is no cell: the table only lays out the page


@dataclass(frozen=True)
class Placed:
    """A table with what belongs to it around. ``tasks`` is None for a table of data."""

    grid: Grid
    tasks: TaskTable | None
    around: Surroundings
    inset: Inset


@dataclass(frozen=True)
class Tables:
    """The tables of a document in order, and headers of task tables whose rows could not be read (raw spans)."""

    placed: tuple[Placed, ...] = ()
    unread: tuple[Span, ...] = ()

    @property
    def insets(self) -> tuple[Inset, ...]:
        """How the tables stand in the clean text."""
        return tuple(p.inset for p in self.placed)

    def inside(self, text: CleanText, span: Span) -> list[Span]:
        """Where tables stand inside a clean span: they are none of its prose."""
        if not self.placed:
            return []
        pieces = [p for placed in self.placed for paragraph in placed.inset.paragraphs for p in paragraph]
        return [clean for piece in pieces if (clean := text.clean_span(piece)) and span.overlaps(clean)]

    def masked(self, text: CleanText, *, captions: bool = True) -> str:
        """The clean text without the tables, at its length: what is read as headings, prose and notations.

        Args:
            text: the clean text, in which the tables stand as insets.
            captions: their titles and notes are left out, too; else only those of annexes, which stand below the
                signature (the title above a table may be the title of the document).
        """
        out = text.text
        for placed in self.placed:
            spans = [span for paragraph in placed.inset.paragraphs for span in paragraph]
            if captions or placed.around.annexed:
                spans += [*placed.around.caption, *placed.around.notes]
            for clean in filter(None, map(text.clean_span, spans)):
                out = out[: clean.start] + "\n" * (clean.end - clean.start) + out[clean.end :]
        return out


def read_tables(raw: RawDocument, text: str, judge: Judge) -> Tables:
    """The tables that the file format gave, and the task tables that are drawn in the text.

    Args:
        raw: the document.
        text: its text in simplified script.
        judge: who knows names.
    """
    given = [t for t in sorted(raw.tables, key=lambda t: t.span.start) if _is_table(Grid(text, t))]
    grids: list[tuple[Grid, TaskTable | None]] = list(_given(text, given, judge))
    unread = []
    for found in find_drawn(text, [t.span for t in raw.tables], judge):
        if isinstance(found, Unread):
            unread.append(found.span)
        else:
            grids.append((found.grid, found))
    grids.sort(key=lambda pair: pair[0].table.span.start)
    return Tables(tuple(_placed(text, grids, judge)), tuple(unread))


def _given(text: str, tables: Sequence[Table], judge: Judge) -> Iterator[tuple[Grid, TaskTable | None]]:
    """The tables of the file format; a row that a page break parted is put together again."""
    last: TaskTable | None = None
    held: tuple[Grid, TaskTable | None] | None = None
    for table in tables:
        grid = Grid(text, table)
        tasks = read_task_table(grid, judge, last)
        if tasks and last and held and _breaks_a_row(last, tasks):
            whole, grid = _with_rest(last, tasks)
            held = (whole, read_task_table(whole, judge, last))
            tasks = read_task_table(grid, judge, last) if grid.rows else None
        if held:
            yield held
        held = (grid, tasks) if grid.rows else None
        last = tasks or last
    if held:
        yield held


def _breaks_a_row(last: TaskTable, tasks: TaskTable) -> bool:
    """Whether the first row of a table only goes on with the last row of the one before: it alone has no number."""
    numbers = last.of(Kind.NUMBER)
    if not numbers or tasks.columns != last.columns:
        return False
    k = numbers[0]
    first = tasks.rows[0]
    return not tasks.said(first, k) and first.heading is None and all(last.said(row, k) for row in last.rows)


def _with_rest(last: TaskTable, tasks: TaskTable) -> tuple[Grid, Grid]:
    """The table before with the rest of its last row, and the table without it."""
    rest = tasks.rows[0].cells
    table, below = last.grid.table, tasks.grid.table
    rows = list(last.grid.rows)
    wrapped = list(table.wrapped)
    cells = []
    for cell, more in zip(rows[-1], rest, strict=True):
        pieces = (*table.pieces(cell), *below.pieces(more)) if tasks.grid.words(more) else (cell,)
        if len(pieces) > 1 and not last.grid.words(cell):
            pieces = below.pieces(more)
        cells.append(Span(pieces[0].start, pieces[-1].end))
        wrapped += [pieces] if len(pieces) > 1 else []
    whole = Table(table.span, (*rows[:-1], tuple(cells)), tuple(wrapped))
    kept = tuple(row for i, row in enumerate(tasks.grid.rows) if i != tasks.rows[0].index)
    return Grid(last.grid.text, whole, last.grid.loose), Grid(last.grid.text, Table(below.span, kept, below.wrapped))


def _is_table(grid: Grid) -> bool:
    """Whether a table of the file format is one to the reader, not the layout of a page or a box around text."""
    if grid.width < 2 or all(grid.across(i) for i in range(len(grid.rows))):
        return False
    said = {words for row in grid.said for words in row}
    if any(len(words) > _PAGE_OF_PROSE for words in said):
        return False
    return sum(_METADATA.match(words) is not None for words in said) < 2


# ---- in the clean text ------------------------------------------------------------------------------------------


def _placed(text: str, grids: list[tuple[Grid, TaskTable | None]], judge: Judge) -> Iterator[Placed]:
    spans = [grid.table.span for grid, _ in grids]
    for i, (grid, tasks) in enumerate(grids):
        free = Span(spans[i - 1].end if i else 0, spans[i + 1].start if i + 1 < len(spans) else len(text))
        around = surroundings(text, grid.table.span, free)
        paragraphs = tuple(p for p in _paragraphs(grid, tasks, judge) if p)
        yield Placed(grid, tasks, around, Inset(grid.table.span, paragraphs))


def _paragraphs(grid: Grid, tasks: TaskTable | None, judge: Judge) -> Iterator[Paragraph]:
    """The paragraphs of every cell, each cell once, row by row; cells with names of persons are left out."""
    done: set[Span] = set()
    data = {row.index for row in tasks.rows} if tasks else set()
    for index, row in enumerate(grid.rows):
        for i, cell in enumerate(row):
            if cell in done or not grid.words(cell):
                continue
            done.add(cell)
            column = tasks.columns[i] if tasks and index in data else None
            if column is None or column.kind in (Kind.TEXT, Kind.NUMBER, Kind.TIME, Kind.OTHER):
                yield from text_paragraphs(grid.text, grid.table, cell)
            elif column.kind is Kind.DUTY:
                named = name_paragraphs(grid.text, grid.table, cell, judge)
                yield from (p for p in named if not is_person("".join(grid.text[s.start : s.end] for s in p), judge))
