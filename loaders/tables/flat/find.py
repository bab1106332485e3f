"""Finds task tables in plain text: a line that looks like the header of one, then the reader whose drawing it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.notation.notation import Judge
from loaders.tables.columns import Kind, column
from loaders.tables.flat.delimited import read_gapped, read_tabbed
from loaders.tables.flat.drawn import Line, lines_of
from loaders.tables.flat.framed import is_framed, read_framed
from loaders.tables.flat.layout import read_laid_out
from loaders.tables.flat.stacked import read_stacked
from loaders.tables.grid import Grid
from loaders.tables.task_table import TaskTable, read_task_table
from loaders.text import Span, Table

# A duty word with nothing but white space or a bar on either side, where prose has words or a colon.
_EDGE = r"[ \t\u3000\xa0|│┃｜║]"
_ROLE = (
    r"(?:牵\s?头|责\s?任|配\s?合|主\s?办|协\s?办|承\s?办|负\s?责|参\s?[与加]|落\s?实|支\s?持|实\s?施|主\s?管|分\s?工)"
)
_NOUN = r"(?:单\s*位|部\s*门|机\s*构|主\s*体|[处科股]\s*室|地\s*区|分\s*工|责任人)"
_HEAD = (
    rf"[\u4e00-\u9fff]{{0,4}}?{_ROLE}(?:[\u4e00-\u9fff、/（）()]{{0,8}}\s*{_NOUN})?(?:[（(][^（）()\n]{{1,24}}[）)])?"
)
_HINT = re.compile(rf"(?:^|(?<=[\n\f\r])|(?<={_EDGE})){_HEAD}(?=\s*(?:{_EDGE}|[\r\n\f]|$))")
_GAP = re.compile(r"[ \xa0]{2,}|[\t\u3000|│┃｜║]+")
_TRUSTED = 0.5  # share of the duty cells that must be names, or the drawing was misread


@dataclass(frozen=True)
class Unread:
    """A header of a task table under which no rows could be read."""

    span: Span


def find_drawn(text: str, outside: Sequence[Span], judge: Judge) -> Iterator[TaskTable | Unread]:
    """The task tables of a plain text in order, and headers of such whose rows could not be read.

    Args:
        text: the raw text, in simplified script.
        outside: stretches in which no table is looked for (tables that the file format gave), in order.
        judge: who knows names.

    Texts without a line that could head such a table cost one search.
    """
    lines: list[Line] = []
    at = 0
    for hint in _HINT.finditer(text):
        if hint.start() < at or any(s.start <= hint.start() < s.end for s in outside):
            continue
        lines = lines or lines_of(text)
        i = _line_at(lines, hint.start())
        found = _read(text, lines, i, judge)
        if found:
            yield found
            at = found.grid.table.span.end
        elif _heads_a_table(lines[i]):
            yield Unread(Span(lines[i].start, lines[i].end))
            at = lines[i].end


def _line_at(lines: Sequence[Line], offset: int) -> int:
    low, high = 0, len(lines) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if lines[middle].start <= offset else (low, middle - 1)
    return low


def _read(text: str, lines: Sequence[Line], i: int, judge: Judge) -> TaskTable | None:
    """The best reading of the table around a line: most duty cells are names in it, and it leaves least outside."""
    readings = [t for table, loose in _tables(text, lines, i, judge) if (t := _trusted(text, table, loose, judge))]
    return max(readings, key=lambda t: (t.trust, _extent(t)), default=None)


def _extent(found: TaskTable) -> int:
    """Characters in the cells of a table."""
    return sum(len(words) for row in found.grid.said for words in row)


def _trusted(text: str, table: Table, loose: bool, judge: Judge) -> TaskTable | None:
    found = read_task_table(Grid(text, table, loose), judge)
    return found if found and found.header and found.trust >= _TRUSTED else None


def _tables(text: str, lines: Sequence[Line], i: int, judge: Judge) -> Iterator[tuple[Table, bool]]:
    """Tables that a line may be the header of, and whether merged cells are printed as blanks in them."""
    if is_framed(lines[i]):
        framed = read_framed(text, lines, i)
        if framed:
            yield framed
        return
    whole = read_tabbed(text, lines, i) or read_gapped(text, lines, i)
    if whole:
        yield whole[0], True
    if "  " in lines[i].text:
        yield from ((table, True) for table in read_laid_out(text, lines, i, neatly=whole is not None))
    stacked = read_stacked(text, lines, i, judge)
    if stacked:
        yield stacked[0], False


def _heads_a_table(line: Line) -> bool:
    """Whether a line surely is a header: its words stand apart, and they head columns of duties and others."""
    words = [w for w in _GAP.split(line.text.strip()) if w.strip()]
    columns = [c for w in words if (c := column(w))]
    duties = sum(c.kind is Kind.DUTY and c.sure for c in columns)
    return len(words) > 2 and len(columns) == len(words) and 0 < duties < len(words)
