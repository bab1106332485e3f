"""Rows of task tables as measures: number, title, body, section, and who is responsible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from loaders.model import Issue, Measure, Unit
from loaders.notation.document import DocumentRules, with_bold
from loaders.notation.find import Found, find_notations
from loaders.notation.notation import Judge
from loaders.notation.stretches import past_bracket
from loaders.tables.columns import Kind
from loaders.tables.duties import DutyReader, RowDuty, clean_cell, rules_of
from loaders.tables.grid import Row
from loaders.tables.read import Placed, Tables
from loaders.tables.task_table import TaskTable
from loaders.text import CleanText, Span

_N = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"[（(]\s*(?:[{_N}]{{1,4}}|\d{{1,3}})\s*[）)]、?|\d{{1,3}}\s*[.．、](?!\d)|[{_N}]{{1,4}}[、.．]|第[{_N}\d]{{1,4}}[章条节部]分?[：:]?|[①-⑳]|[△▲●◆■★※]"
)
_TITLE_STOPS = "。：；！？\n"
_LONGEST_TITLE = 200
_LEVEL = 2  # of the outline: a row stands where （一） stands


@dataclass(frozen=True)
class RowMeasure:
    """A measure that one or more rows of a table state. Spans are clean, but for ``section`` and ``table``.

    ``section`` is the raw span of the heading, merged cell or title under which it stands, ``holes`` are the stretches
    of the unit that are no prose, ``rules`` are those that hold in the table.
    """

    unit: Unit
    section: Span | None
    duties: tuple[RowDuty, ...]
    holes: tuple[Span, ...]
    rules: DocumentRules
    table: Span

    @property
    def found(self) -> list[Found]:
        """The notations."""
        return [duty.found for duty in self.duties if duty.found]

    def cited(self, measure: Measure, text: CleanText) -> Measure:
        """The measure with the words that each of its parties stands on."""
        duties = [duty for duty in self.duties if duty.found]
        pairs = zip(duties, measure.responsibilities, strict=True)
        return replace(measure, responsibilities=tuple(duty.cited(said, text.text) for duty, said in pairs))

    def issues(self, text: CleanText, measure: int) -> Iterator[Issue]:
        """What could not be read in the row."""
        return (doubt.issue(text, measure) for duty in self.duties for doubt in duty.doubts)


@dataclass(frozen=True)
class Rows:
    """The rows of a document's task tables, and the headings under which they stand, by raw span."""

    measures: tuple[RowMeasure, ...] = ()
    sections: dict[Span, Unit] = field(default_factory=dict)


def read_rows(
    text: CleanText, tables: Tables, judge: Judge, rules: DocumentRules, emphasis: Sequence[Span] = ()
) -> Rows:
    """The measures of all task tables, in order.

    Args:
        text: the clean text, in which the tables stand as insets.
        tables: of the document.
        judge: who knows names.
        rules: those of the document.
        emphasis: raw spans of bold words.
    """
    measures: list[RowMeasure] = []
    sections: dict[Span, Unit] = {}
    for placed in tables.placed:
        if placed.tasks:
            reader = _TableReader(text, placed, placed.tasks, judge, rules, emphasis)
            measures += reader.measures()
            sections |= reader.sections(measures)
    return Rows(tuple(measures), sections)


@dataclass
class _Draft:
    """Rows that state one measure."""

    rows: list[Row]
    duties: list[RowDuty] = field(default_factory=list)


class _TableReader:
    def __init__(
        self,
        text: CleanText,
        placed: Placed,
        table: TaskTable,
        judge: Judge,
        rules: DocumentRules,
        emphasis: Sequence[Span],
    ) -> None:
        around = placed.around
        self.text, self.table, self.around, self.judge, self.emphasis = text, table, around, judge, emphasis
        self.rules = rules_of(table, [*around.caption, *around.notes], rules, text)
        self.duties = DutyReader(text, table, judge)
        self.headings: dict[Span, Found | None] = {}
        self.seen: set[Span] = set()

    def measures(self) -> Iterator[RowMeasure]:
        """One measure a row; rows of one merged task are one measure with several notations."""
        draft: _Draft | None = None
        for row in self.table.rows:
            duty = self.duties.read(row, self.seen, self._above(row))
            if draft and self._is_same(draft.rows[-1], row):
                fresh = duty.found and not all(cell.inherited for cell in duty.cells)
                draft.rows.append(row)
                draft.duties += [duty] if fresh or duty.doubts else []
            else:
                if draft and (measure := self._measure(draft)):
                    yield measure
                draft = _Draft([row], [duty])
            self.seen.update(row.cells)
        if draft and (measure := self._measure(draft)):
            yield measure

    def _is_same(self, above: Row, row: Row) -> bool:
        """Whether a row goes on with the task of the row above: its text is one merged cell, or it has none."""
        if above.heading != row.heading:
            return False
        said = [i for i in self.table.texts if self.table.said(row, i)]
        if not said:
            return not any(self.table.said(row, i) for i in self.table.of(Kind.NUMBER))
        return all(row.cells[i] == above.cells[i] for i in said)

    def _above(self, row: Row) -> Found | None:
        """The notation of the heading across the table under which a row stands."""
        if not row.heading:
            return None
        if row.heading not in self.headings:
            span = clean_cell(self.text, self.table, row.heading)
            found = find_notations(self.text.text, span, self.judge)[0] if span else []
            self.headings[row.heading] = found[0] if found else None
        return self.headings[row.heading]

    # ---- one measure ----

    def _measure(self, draft: _Draft) -> RowMeasure | None:
        row = draft.rows[0]
        columns = [i for i in self.table.texts if self.table.said(row, i)] or self._group_of(row)
        texts = [s for i in columns if (s := self._clean(row.cells[i]))]
        if not texts:
            return None
        number, title, body = self._title(row, texts)
        own = [s for r in draft.rows for cell in self._fresh(r) if (s := self._clean(cell))] or texts
        span = Span(min(s.start for s in own), max(s.end for s in own))
        kept = [t for t in texts if span.holds(t)]
        holes = sorted((s for s in own if s not in kept), key=lambda s: s.start)
        unit = Unit(number, _LEVEL, span, title, Span(body, max(body, *(t.end for t in texts))))
        duties = self._noted(draft.duties, texts)
        return RowMeasure(unit, self._section(row), tuple(duties), tuple(holes), self.rules, self.table.grid.table.span)

    def _fresh(self, row: Row) -> Iterator[Span]:
        """The cells that are printed with a row, not merged from a row above."""
        above = self.table.rows[self.table.rows.index(row) - 1].cells if row != self.table.rows[0] else ()
        return (cell for cell in row.cells if cell not in above and self.table.grid.words(cell))

    def _clean(self, cell: Span) -> Span | None:
        return clean_cell(self.text, self.table, cell)

    def _group_of(self, row: Row) -> list[int]:
        """The nearest heading cell, for a row without a text of its own."""
        return [i for i in sorted(self.table.groups) if self.table.said(row, i)][-1:]

    def _title(self, row: Row, texts: list[Span]) -> tuple[str, Span, int]:
        """The number, the first sentence of the task, and where its body begins."""
        start, end = texts[0].start, texts[0].end
        printed = _NUMBER.match(self.text.text, start, end)
        if printed and printed.end() < end:
            start = printed.end()
        number = next((said for i in self.table.of(Kind.NUMBER) if (said := self.table.said(row, i))), "")
        stop = _sentence_end(self.text.text, start, end)
        body = min(stop + 1, end) if stop < end else (texts[1].start if len(texts) > 1 else end)
        return number or (printed[0] if printed else ""), Span(start, stop), body

    def _noted(self, duties: list[RowDuty], texts: list[Span]) -> list[RowDuty]:
        """The duties; where no column names any, those of notations at the end of the task."""
        if any(duty.found or duty.doubts for duty in duties):
            return [self._bold(duty) for duty in duties]
        found = [f for span in texts for f in find_notations(self.text.text, span, self.judge)[0]]
        return [self._bold(RowDuty(f)) for f in found]

    def _bold(self, duty: RowDuty) -> RowDuty:
        if not duty.found:
            return duty
        found = with_bold([duty.found], self.text, self.emphasis, self.rules)[0]
        return RowDuty(found, duty.cells, duty.doubts)

    # ---- sections ----

    def _section(self, row: Row) -> Span | None:
        """What a row stands under: a heading across the table, a heading in a column, the title of the table."""
        if row.heading:
            return row.heading
        groups = [row.cells[i] for i in sorted(self.table.groups) if self.table.said(row, i)]
        texts = [row.cells[i] for i in self.table.texts if self.table.said(row, i)]
        return groups[0] if groups and texts else self.around.title

    def sections(self, measures: Sequence[RowMeasure]) -> dict[Span, Unit]:
        """The headings as sections, each up to the end of its last row."""
        out: dict[Span, Unit] = {}
        for measure in measures:
            if measure.section is None or measure.table != self.table.grid.table.span:
                continue
            span = self._clean(measure.section)
            if span:
                out[measure.section] = self._heading(span, max(span.end, measure.unit.span.end))
        return out

    def _heading(self, span: Span, end: int) -> Unit:
        printed = _NUMBER.match(self.text.text, span.start, span.end)
        start = printed.end() if printed and printed.end() < span.end else span.start
        stop = _sentence_end(self.text.text, start, span.end)
        bracket = next((f.outer.start for f in self.headings.values() if f and span.holds(f.outer)), span.end)
        title = Span(start, max(start, min(stop, bracket)))
        return Unit(self.text.text[span.start : start], 1, Span(span.start, end), title, Span(title.end, span.end))


def _sentence_end(text: str, start: int, end: int) -> int:
    """The first stop outside of brackets, not too far off."""
    at = start
    while at < min(end, start + _LONGEST_TITLE):
        if text[at] in _TITLE_STOPS:
            return at
        at = past_bracket(text, at, end) or at + 1
    return min(at, end)
