"""Policy instruments: cues of the registry's taxonomy in the clauses of a measure.

An instrument is reported once per task. The cues are those of the registry; a clause may use several instruments.
All cues begin with a plain word: they are found through one index, all instruments in one pass.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from graph.registry import registry
from loaders.mentions.tasks import find_tasks
from loaders.mentions.vocabulary.pairs import pair, pairs, places
from loaders.model import InstrumentMention
from loaders.text import Span


def find_instruments(text: str, span: Span) -> tuple[InstrumentMention, ...]:
    """The instruments used in a span of clean text: the first cue of each instrument in each task. Never raises."""
    tasks = find_tasks(text, span)
    cues = _taxonomy()
    numbers = pairs(text[span.start : span.end])
    hits = places(numbers, cues)
    at, place = span.start, span.start + next(hits, len(numbers) + 1)
    found: list[InstrumentMention] = []
    for task in tasks:
        quote, end = task.span, task.span.end
        seen: set[str] = set()
        while place < end:
            if place >= quote.start:
                for word, code, rest in cues[numbers[place - at]]:
                    if text.startswith(word, place, end) and code not in seen:
                        stop = place + len(word) if rest is None else _stop(rest, text, place, end)
                        if stop:
                            seen.add(code)
                            found.append(InstrumentMention(Span(place, stop), quote, code, "cue"))
            place = at + next(hits, len(numbers) + 1)
    return tuple(found)


def _stop(rest: re.Pattern[str], text: str, place: int, end: int) -> int:
    """Where the cue that begins at a place ends, 0 if it does not stand there."""
    match = rest.match(text, place, end)
    return match.end() if match else 0


class _Cue(NamedTuple):
    """A cue that begins with a plain word; ``rest`` is the whole pattern, if there is more to it."""

    word: str
    code: str
    rest: re.Pattern[str] | None


# (?<!高)标准(?!地), 营造[^，]{0,20}氛围, (?:建立|健全)[^，]{0,20}机制: what a cue begins with
_BEGINNING = re.compile(r"(?:\(\?<![^()]*\))*(?:([^()\[\]|\\.*+?^${}]{2,})|\(\?:([^()\[\]\\.*+?^${}]{2,})\))")


@cache
def _taxonomy() -> dict[int, list[_Cue]]:
    """The cues of all instruments by the first two code points, longest first."""
    cues: dict[int, list[_Cue]] = {}
    for instrument in registry().instruments:
        for cue in instrument.cues:
            beginning = _BEGINNING.match(cue)
            if beginning is None:
                raise ValueError(f"a cue of {instrument.code} does not begin with a word: {cue}")
            for word in (beginning[1] or beginning[2]).split("|"):
                rest = None if word == cue else re.compile(cue)
                cues.setdefault(pair(word), []).append(_Cue(word, instrument.code, rest))
    for sharing in cues.values():
        sharing.sort(key=lambda cue: (-len(cue.word), cue.code))
    return cues
