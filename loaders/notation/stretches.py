"""Parting a notation into stretches: at separators, but never inside a collective, a bracket or a hole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.notation.collectives import COLLECTIVE_RUN
from loaders.notation.duties import JOINT, duty_of
from loaders.text import Span

SEPARATORS = "、，,；;。．\n \t/／・·|｜"
JOINTS = re.compile(r"以及|和|及|与|暨")
# An opening bracket: what may close it, what may open another like it. Widths are mixed in many copies: （…).
_BRACKETS = {
    **dict.fromkeys("（(", ("）)", "（(")),
    **dict.fromkeys("[［", ("]］", "[［")),
    **{opening: (closing, opening) for opening, closing in ("〔〕", "【】", "“”", "《》")},
}
_SPECIAL = re.compile(r"[、，,；;。．\s/／・·|｜（〔(【\[［“《各有相全所属当其试地省市县区州国中自兵]")
_COLLECTIVE_STARTS = frozenset("各有相全所属当其试地省市县区州国中自兵")


def stretches(text: str, span: Span, holes: dict[int, int]) -> Iterator[Span]:
    """Stretches between separators.

    Args:
        text: clean text.
        span: what to part.
        holes: start and end of stretches that are read as wholes elsewhere and left out here.
    """
    at = first = span.start
    while at < span.end:
        if not holes:
            special = _SPECIAL.search(text, at, span.end)
            at = special.start() if special else span.end
            if not special:
                break
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
    kind = _BRACKETS.get(text[at])
    if not kind:
        return 0
    closes, opens = kind
    depth = 0
    for i in range(at, end):
        if text[i] in opens:
            depth += 1
        elif text[i] in closes:
            depth -= 1
            if not depth:
                return i + 1
    return 0


def is_inside(text: str, start: int, at: int, end: int) -> bool:
    """Whether a bracket that opens between ``start`` and ``at`` closes behind ``at``."""
    i = start
    while i < at:
        past = past_bracket(text, i, end)
        if past > at:
            return True
        i = past or i + 1
    return False


def _past_collective(text: str, at: int, first: int, end: int) -> int:
    """Past a collective that begins at ``at`` (where a name may begin); 0 if none does."""
    if text[at] not in _COLLECTIVE_STARTS or (
        at != first and not JOINTS.fullmatch(text[at - 1]) and text[at - 1] not in "等由同合"
    ):
        return 0
    match = COLLECTIVE_RUN.match(text, at, end)
    while match and not _is_boundary(text, match.end(), end):
        match = COLLECTIVE_RUN.match(text, at, match.end() - 1)
    return match.end() if match else 0


def _is_boundary(text: str, at: int, end: int) -> bool:
    """Whether a name may end at ``at``."""
    if at >= end or text[at] in SEPARATORS + "等）〕)（〔" or JOINTS.match(text, at):
        return True
    stop = at
    while stop < end and text[stop] not in SEPARATORS:
        stop += 1
    rest = text[at:stop]
    return duty_of(rest) is not None or JOINT.match(rest) is not None or "由" in rest
