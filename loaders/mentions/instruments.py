"""Policy instruments: cues of the registry's taxonomy in the clauses of a measure.

An instrument is reported once per task. The cues are those of the registry; a clause may use several instruments.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from graph.registry import registry
from graph.registry.instruments import Instrument
from loaders.mentions.tasks import find_tasks
from loaders.model import InstrumentMention
from loaders.text import Span


def find_instruments(text: str, span: Span) -> tuple[InstrumentMention, ...]:
    """The instruments used in a span of clean text: the first cue of each instrument in each task. Never raises."""
    tasks = find_tasks(text, span)
    starts = [task.span.start for task in tasks]
    found: dict[tuple[int, str], InstrumentMention] = {}
    for code, cue in _cues(text, span):
        at = bisect_right(starts, cue.start) - 1
        if at >= 0 and tasks[at].span.holds(cue):
            found.setdefault((at, code), InstrumentMention(cue, tasks[at].span, code, "cue"))
    return tuple(sorted(found.values(), key=lambda m: (m.span.start, m.code)))


@cache
def _instruments() -> tuple[Instrument, ...]:
    return registry().instruments


def _cues(text: str, span: Span) -> Iterator[tuple[str, Span]]:
    """All cues in the span; one pass per instrument over the whole is cheaper than one per task."""
    for instrument in _instruments():
        for match in instrument.cue.finditer(text, span.start, span.end):
            yield instrument.code, Span(*match.span())
