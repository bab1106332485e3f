"""Rows of tables in the outline of a document: where they stand among its sections and measures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.model import Unit
from loaders.outline import Outline
from loaders.tables.read import Tables
from loaders.tables.rows import RowMeasure, Rows
from loaders.text import CleanText, Span

# A unit that says no more than this only introduces the table below it.
_INTRODUCES = re.compile(r"[\s。：:]*(?:[^。]{0,40}(?:下表|附表|附件|如下|表\d|分工表|清单)[^。]{0,16})?[\s。：:]*")


_Woven = tuple[Outline, tuple[RowMeasure | None, ...]]


def woven(text: CleanText, outline: Outline, rows: Rows, tables: Tables, noted: Sequence[Span]) -> _Woven:
    """The outline with the rows among its measures, in the order of the text; and for each measure its row, if any.

    Args:
        text: the clean text.
        outline: of the body, read without the tables.
        rows: of the task tables.
        tables: of the document.
        noted: spans of the notations of the body.
    """
    if not rows.measures:
        return outline, (None,) * len(outline.measures)
    heads = _introducing(text, outline, tables, noted)
    sections = _Sections([*outline.sections, *(outline.measures[i] for i in heads), *rows.sections.values()])
    body = [i for i in range(len(outline.measures)) if i not in heads]
    entries: list[tuple[Unit, int, int | RowMeasure]] = []
    for i in body:
        of = outline.section_of[i]
        entries.append((outline.measures[i], sections.number(outline.sections[of - 1]) if of else 0, i))
    for row in rows.measures:
        own = rows.sections.get(row.section) if row.section else None
        entries.append((row.unit, sections.number(own) if own else sections.before(row.unit.span.start), row))
    entries.sort(key=lambda entry: entry[0].span.start)
    places = {key: n for n, (_, _, key) in enumerate(entries, 1) if isinstance(key, int)}
    within = [places.get(_above(outline, key), 0) if isinstance(key, int) else 0 for _, _, key in entries]
    whole = Outline(
        sections.units,
        tuple(unit for unit, _, _ in entries),
        tuple(section for _, section, _ in entries),
        outline.closing,
        tuple(within),
    )
    return whole, tuple(key if isinstance(key, RowMeasure) else None for _, _, key in entries)


def _above(outline: Outline, i: int) -> int:
    """Index of the measure under which a measure of the body stands; -1 for none."""
    return outline.within[i] - 1 if outline.within else -1


class _Sections:
    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = tuple(sorted(units, key=lambda unit: unit.span.start))

    def number(self, unit: Unit) -> int:
        return self.units.index(unit) + 1

    def before(self, at: int) -> int:
        """The section that begins last before an offset; 0 if none does."""
        return sum(unit.span.start < at for unit in self.units)


def _introducing(text: CleanText, outline: Outline, tables: Tables, noted: Sequence[Span]) -> set[int]:
    """Indexes of units that are no measures of their own: a heading, and the table below it."""
    starts = []
    for placed in tables.placed:
        if placed.tasks and not placed.around.marked:
            first = [*placed.around.caption, *(p for paragraph in placed.inset.paragraphs for p in paragraph)]
            starts += [span.start for raw in first[:1] if (span := text.clean_span(raw))]
    out = set()
    for i, unit in enumerate(outline.measures):
        words = text.text[unit.body.start : unit.span.end]
        plain = not any(unit.span.overlaps(n) for n in noted) and _INTRODUCES.fullmatch(words)
        if plain and any(not text.text[unit.span.end : at].strip() for at in starts if at >= unit.span.end):
            out.add(i)
    return out
