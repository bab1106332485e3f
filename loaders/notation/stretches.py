"""Parting a notation into stretches: at separators, but never inside a collective, a bracket or a hole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.notation import lexicon as words
from loaders.text import Span

SEPARATORS = "、，,；;。．\n "
JOINTS = re.compile(r"以及|和|及|与|暨")
_BRACKETS = {"（": "）", "〔": "〕", "(": ")", "【": "】", "“": "”", "《": "》"}


def stretches(text: str, span: Span, holes: dict[int, int]) -> Iterator[Span]:
    """Stretches between separators.

    Args:
        text: clean text.
        span: what to part.
        holes: start and end of stretches that are read as wholes elsewhere and left out here.
    """
    at = first = span.start
    while at < span.end:
        if at in holes:
            yield from _worth(first, at)
            at = first = holes[at]
        elif text[at] in SEPARATORS:
            yield from _worth(first, at)
            at = first = at + 1
        else:
            at = past_bracket(text, at, span.end) or _past_collective(text, at, first, span.end) or at + 1
    yield from _worth(first, span.end)


def _worth(start: int, end: int) -> Iterator[Span]:
    if end > start:
        yield Span(start, end)


def trimmed(text: str, start: int, end: int) -> Span:
    """The stretch without separators at its ends."""
    while start < end and text[start] in SEPARATORS:
        start += 1
    while start < end and text[end - 1] in SEPARATORS:
        end -= 1
    return Span(start, end)


def past_bracket(text: str, at: int, end: int) -> int:
    """Past the bracket that opens at ``at``; 0 if none opens or it never closes."""
    close = _BRACKETS.get(text[at])
    if not close:
        return 0
    depth = 0
    for i in range(at, end):
        depth += (text[i] == text[at]) - (text[i] == close)
        if not depth:
            return i + 1
    return 0


def with_bracket(text: str, stretch: Span, span: Span) -> Span:
    """The stretch, or the whole inner bracket in which it stands: A〔列首位的为牵头单位，下同〕、B."""
    for at in range(stretch.start - 1, span.start, -1):
        close = past_bracket(text, at, span.end)
        if close >= stretch.end and text[at] in "（〔(【":
            return Span(at, close)
        if text[at] in "）〕)】":
            break
    return stretch


def _past_collective(text: str, at: int, first: int, end: int) -> int:
    """Past a collective that begins at ``at`` (where a name may begin); 0 if none does."""
    if at != first and not JOINTS.fullmatch(text[at - 1]) and text[at - 1] not in "等由同合":
        return 0
    match = words.COLLECTIVE_RUN.match(text, at, end)
    return match.end() if match and _is_boundary(text, match.end(), end) else 0


def _is_boundary(text: str, at: int, end: int) -> bool:
    """Whether a name may end at ``at``."""
    if at >= end or text[at] in SEPARATORS + "等）〕)（〔" or JOINTS.match(text, at):
        return True
    stop = at
    while stop < end and text[stop] not in SEPARATORS:
        stop += 1
    rest = text[at:stop]
    return words.duty_of(rest) is not None or words.JOINT.match(rest) is not None or "由" in rest
