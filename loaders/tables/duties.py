"""Who is responsible for a row: its duty cells as one notation, each list under the label that heads its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.model import Party, Responsibility
from loaders.notation.document import DocumentRules
from loaders.notation.duties import Duty
from loaders.notation.find import Found
from loaders.notation.holes import first_leads, legends
from loaders.notation.labels import LABEL
from loaders.notation.notation import Group, Item, Judge, Notation, Segment
from loaders.notation.parse import parse
from loaders.notation.remarks import NO_ORDER
from loaders.notation.stretches import past_bracket
from loaders.tables.cells import is_nobody
from loaders.tables.columns import Column, Kind
from loaders.tables.doubts import Doubt
from loaders.tables.grid import Row
from loaders.tables.task_table import TaskTable
from loaders.text import CleanText, Span

# A duty cell is read as if its label stood before it; these are labels that every notation knows.
_LABEL_OF = {
    Duty.LEAD: "牵头单位",
    Duty.TAKE_PART: "配合单位",
    Duty.GUIDE: "指导单位",
    Duty.DO: "责任单位",
    Duty.DIVIDE: "落实单位",
}
_NUMBERS = re.compile(
    r"(?:(?<=^)|(?<=[\n、，,；;。\s]))(?:[（(]\d{1,2}[）)]|[①-⑳]|\d{1,2}[、)）])|\d{1,2}[.．](?=[\u4e00-\u9fff])"
)
_LAST_TIME = re.compile("完成|办结|结束|时限|期限")
_DOERS = (Duty.DO, Duty.DIVIDE, None)


@dataclass(frozen=True)
class Cell:
    """A duty cell in the clean text; ``inherited``: it is merged, and was printed with a row above."""

    span: Span
    inherited: bool


@dataclass(frozen=True)
class RowDuty:
    """The notation of a row, the cells that it is made of, and what was not read."""

    found: Found | None
    cells: tuple[Cell, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def cited(self, duty: Responsibility, text: str) -> Responsibility:
        """The responsibility with, for each party, the words that say so.

        They are those of all duty cells of the row, from the first to the last, where these stand side by side; those
        of the party's own cell where other columns stand in between; and of a merged cell those of the cell, with the
        rule ``inherited``.
        """
        own = [cell.span for cell in self.cells if not cell.inherited]
        apart = any(text[a.end : b.start] != "\n" for a, b in pairwise(own))
        return replace(duty, parties=tuple(self._cited(party, duty.rule, apart) for party in duty.parties))

    def _cited(self, party: Party, rule: str, apart: bool) -> Party:
        cell = next((c for c in self.cells if c.span.holds(party.span)), None)
        if cell is None or not (cell.inherited or apart):
            return party
        return replace(party, quote=cell.span, rule=f"inherited+{rule}" if cell.inherited else "")


def clean_cell(text: CleanText, table: TaskTable, cell: Span) -> Span | None:
    """Where a cell stands in the clean text; None if nothing of it is kept there."""
    spans = [s for piece in table.grid.table.pieces(cell) if (s := text.clean_span(piece))]
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None


def rules_of(table: TaskTable, around: Sequence[Span], rules: DocumentRules, text: CleanText) -> DocumentRules:
    """The rules of the document with those that the table's header, its title and its notes add for its rows."""
    header = range(table.header.first, table.header.end) if table.header else range(0)
    places = [*around, *table.notes, *(cell for i in header for cell in table.grid.rows[i])]
    said = "\n".join(table.grid.words(place) for place in places)
    legend = {hole.mark: Duty.LEAD if hole.leads else Duty.TAKE_PART for hole in legends(said, 0, len(said))}
    rules = replace(rules, legend={**rules.legend, **legend})
    if next(first_leads(said, 0, len(said)), None) and not NO_ORDER.search(said):
        own = next((s for place in places if first_leads_in(table, place) and (s := text.clean_span(place))), None)
        return replace(rules, rule=own or Span(0, 0), holds_from=0)
    return replace(rules, rule=None) if NO_ORDER.search(said) else rules


def first_leads_in(table: TaskTable, place: Span) -> bool:
    """Whether words of a table say that the first of a list leads."""
    words = table.grid.words(place)
    return next(first_leads(words, 0, len(words)), None) is not None


@dataclass(frozen=True)
class DutyReader:
    """Reads the duty cells of one table, row by row."""

    text: CleanText
    table: TaskTable
    judge: Judge

    def read(self, row: Row, seen: set[Span], above: Found | None) -> RowDuty:
        """The notation of a row.

        Args:
            row: of the table.
            seen: cells that rows above it have printed.
            above: the notation of the heading under which the row stands.
        """
        cells: list[Cell] = []
        doubts: list[Doubt] = []
        segments: list[Segment] = []
        read: list[Notation] = []
        for columns, cell in self._duty_cells(row):
            span = clean_cell(self.text, self.table, cell)
            if not span:
                continue
            label = "、".join(c.label for c in columns if c.label)
            duties = {c.duty for c in columns}
            notation = self._cell(span, duties.pop() if len(duties) == 1 else None, label)
            if notation.unexplained or not notation.items:
                doubts.append(Doubt(label, span, tuple(notation.unexplained)))
                continue
            if duties and len(notation.items) > 1 and not notation.says_duty:
                doubts.append(Doubt(label, span, merged=True))
            read.append(notation)
            segments += notation.segments
            cells.append(Cell(span, cell in seen))
        if above and not any(s.label is Duty.LEAD for s in segments):
            segments = [*above.notation.segments, *segments]
            cells.insert(0, Cell(above.outer, True))
        if self._leads_unread(row, doubts):
            segments = [replace(s, label=Duty.TAKE_PART) if s.label in _DOERS else s for s in segments]
        found = self._found(row, cells, segments, read) if segments else None
        return RowDuty(found, tuple(cells), tuple(doubts))

    def _duty_cells(self, row: Row) -> Iterator[tuple[list[Column], Span]]:
        """The duty cells of a row that name somebody, each once, with the columns that it stands under."""
        done: set[Span] = set()
        for i in self.table.of(Kind.DUTY):
            cell = row.cells[i]
            if cell not in done and not is_nobody(self.table.said(row, i)):
                done.add(cell)
                yield [self.table.columns[j] for j in self.table.of(Kind.DUTY) if row.cells[j] == cell], cell

    def _leads_unread(self, row: Row, doubts: list[Doubt]) -> bool:
        """Whether the cell of those who lead could not be read: then nobody else may be taken for the lead."""
        unread = {doubt.cell for doubt in doubts if not doubt.merged}
        leads = [i for i in self.table.of(Kind.DUTY) if self.table.columns[i].duty is Duty.LEAD]
        return any(clean_cell(self.text, self.table, row.cells[i]) in unread for i in leads)

    def _found(self, row: Row, cells: list[Cell], segments: list[Segment], read: list[Notation]) -> Found:
        own = [c.span for c in cells if not c.inherited] or [c.span for c in cells]
        outer = Span(own[0].start, own[-1].end)
        deadline = self.deadline(row) or next((n.deadline for n in read if n.deadline), None)
        later = [item for n in read for item in n.later_too]
        rule = next((n.rule for n in read if n.rule), None)
        no_order = any(n.no_order for n in read)
        return Found(outer, Notation(outer, segments, rule, no_order=no_order, later_too=later, deadline=deadline))

    def deadline(self, row: Row) -> Span | None:
        """Where the time limit of a row stands: in the column of completion, if there are several of time."""
        times = [i for i in self.table.of(Kind.TIME) if not is_nobody(self.table.said(row, i))]
        last = [i for i in times if _LAST_TIME.search(self.table.columns[i].label)] or times
        return clean_cell(self.text, self.table, row.cells[last[-1]]) if last else None

    # ---- one cell ----

    def _cell(self, span: Span, duty: Duty | None, label: str) -> Notation:
        """The notation of a cell, read as if the label of its column stood before it."""
        span = self._unbracketed(span)
        words = _NUMBERS.sub(lambda m: "、" * len(m[0]), self.text.slice(span))
        known = f"{_LABEL_OF[duty]}：" if duty and not LABEL.match(words) else ""
        notation = parse(known + words, Span(0, len(known) + len(words)), self.judge)
        return _moved(notation, span.start - len(known), known.rstrip("："), label)

    def _unbracketed(self, span: Span) -> Span:
        whole = past_bracket(self.text.text, span.start, span.end) == span.end and self.text.text[span.start] in "（(〔"
        return Span(span.start + 1, span.end - 1) if whole else span


def _moved(notation: Notation, by: int, known: str, label: str) -> Notation:
    """A notation that was read elsewhere, at its place in the clean text and under its printed label."""

    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    def items(of: list[Item]) -> list[Item]:
        return [replace(item, span=moved(item.span)) for item in of]

    def groups(of: list[Group]) -> list[Group]:
        return [replace(group, items=items(group.items), partners=items(group.partners)) for group in of]

    segments = [
        replace(s, groups=groups(s.groups), wording=label if known and s.wording == known else s.wording)
        for s in notation.segments
    ]
    return replace(
        notation,
        span=moved(notation.span),
        segments=segments,
        rule=moved(notation.rule) if notation.rule else None,
        later_too=items(notation.later_too),
        deadline=moved(notation.deadline) if notation.deadline else None,
        unexplained=[moved(s) for s in notation.unexplained],
    )
