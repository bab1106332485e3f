"""Applying corrections to a reading: after extraction, before records are made, so that all that follows agrees.

A correction is looked for by its anchor: among the measures of its number, the passage and the printed name in it.
Where it is not found any more nothing is changed and an issue says what was wanted (``correction_lost``); where
extraction says the same by now, an issue says so (``correction_agrees``). What is added must be printed in the measure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from graph.evidence import fold
from loaders.corrections import mentions, parties
from loaders.corrections.correction import Correction, Corrections
from loaders.corrections.passage import Passages, same_passage
from loaders.extract import Reading
from loaders.model import Issue, Measure
from loaders.text import Span

Change: TypeAlias = Callable[[Reading, Measure, Correction, str], "Measure | Span | None"]

_CHANGES: dict[tuple[str, str], Change] = {
    ("party", "role"): parties.give_role,
    ("party", "agency"): parties.give_agency,
    ("party", "remove"): parties.remove,
    ("party", "add"): parties.add,
    ("object", "replace"): mentions.replace_object,
    ("object", "remove"): mentions.remove_object,
    ("object", "add"): mentions.add_object,
    ("law", "action"): mentions.give_action,
    ("law", "remove"): mentions.remove_law,
}


def corrected(reading: Reading, corrections: Corrections) -> Reading:
    """The reading as a person corrected it; the same reading if there are no corrections.

    Raises:
        InvalidCorrections: a correction names an agency or object that the registry does not know.
    """
    measures = list(reading.found.measures)
    issues: list[Issue] = []
    for entry in corrections.entries:
        at, outcome = _applied(reading, measures, entry, corrections.file)
        if isinstance(outcome, Measure):
            measures[at] = outcome
        elif outcome is not None:
            issues.append(_agrees(entry, outcome, measures[at].ordinal))
        else:
            issues.append(_lost(reading, entry, corrections, measures[at] if at >= 0 else None))
    if not corrections.entries:
        return reading
    together = sorted((*reading.found.issues, *issues), key=lambda i: (i.span.start, i.kind))
    found = replace(reading.found, measures=tuple(measures), issues=tuple(together))
    return replace(reading, found=found, corrections=corrections.version)


def _applied(
    reading: Reading, measures: list[Measure], entry: Correction, file: str
) -> tuple[int, Measure | Span | None]:
    """The first measure of the number in which the correction finds its words, and what becomes of it.

    Where it finds them in none: the only measure of the number, else -1.
    """
    change = _CHANGES[entry.subject, entry.change]
    places = list(_places(reading, measures, entry))
    for at in places:
        outcome = change(reading, measures[at], entry, file)
        if outcome is not None:
            return at, outcome
    return (places[0] if len(places) == 1 else -1), None


def _places(reading: Reading, measures: list[Measure], entry: Correction) -> Iterator[int]:
    """Measures of the number; where there are several, those whose title begins with the given words."""
    numbered = [i for i, m in enumerate(measures) if fold(m.unit.number) == fold(entry.measure)]
    title = fold(entry.title)
    if len(numbered) > 1 and title:
        numbered = [i for i in numbered if fold(_title(reading, measures[i])).startswith(title)]
    yield from numbered


def _title(reading: Reading, measure: Measure) -> str:
    return reading.clean.words(measure.unit.title_span)


# ---- issues -----------------------------------------------------------------------------------------------------


def _agrees(entry: Correction, span: Span, measure: int) -> Issue:
    return Issue(
        "correction_agrees", "info", f"更正已无必要，提取结果与之相同：{entry}", span, "可以删去这条更正", measure
    )


def _lost(reading: Reading, entry: Correction, corrections: Corrections, measure: Measure | None) -> Issue:
    """Says whether the text changed since the correction was written, as far as its hash tells."""
    same = corrections.sha256 == reading.raw.sha256
    if measure is None:
        why = f"没有编号为“{entry.measure}”而含有这段文字的任务"
    elif Passages(reading, measure.unit.span).find(entry.quote) or _has_passage(reading, measure, entry):
        why = "这段文字还在，但没有读出这个名称"
    else:
        why = "任务中已没有这段文字"
    changed = "" if same or not corrections.sha256 else "；原文在更正写成以后变过"
    return Issue(
        "correction_lost",
        "warning",
        f"更正找不到对应之处：{entry}（{why}{changed}）",
        measure.unit.title_span if measure else reading.found.header.title_span,
        f"未作更正；请对照原文修改或删去。更正的理由：{entry.reason}",
        measure.ordinal if measure else 0,
    )


def _has_passage(reading: Reading, measure: Measure, entry: Correction) -> bool:
    return any(same_passage(reading.clean.printed(d.span), entry.quote) for d in measure.responsibilities)
