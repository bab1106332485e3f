"""Remarks found in a notation: stretches that are read as wholes and taken out of its lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.notation import remarks
from loaders.notation.remarks import Remark
from loaders.notation.stretches import past_bracket
from loaders.text import Span

_STOPS = "，,；;。：:\n"
_INNER = "（〔(【"


@dataclass(frozen=True)
class Hole:
    """A stretch that holds no names of the list.

    ``says`` is the clause inside the stretch, ``names`` whom it charges beside the list, ``mark`` that of a legend.
    """

    span: Span
    remark: Remark
    says: Span
    names: Span | None = None
    mark: str = ""
    leads: bool = True


def first_leads(text: str, start: int, end: int) -> Iterator[Span]:
    """Clauses that make the first of a list its lead, without the words before them."""
    if remarks.FIRST_ANCHOR.search(text, start, end):
        for match in remarks.FIRST_LEADS.finditer(text, start, end):
            yield Span(*match.span())


def legends(text: str, start: int, end: int) -> Iterator[Hole]:
    """Clauses that say what a mark means: 标“★”的为牵头单位."""
    for anchor in remarks.LEGEND_ANCHOR.finditer(text, start, end):
        first, last = max(anchor.start() - 24, start), min(anchor.end() + 40, end)
        match = next((m for m in remarks.LEGEND.finditer(text, first, last) if m.end() > anchor.start()), None)
        if match is None or match.start("mark") > anchor.start():
            continue
        mark = match["mark"] if remarks.MARK.fullmatch(match["mark"]) else remarks.BOLD
        yield Hole(Span(*match.span()), Remark.LEGEND, Span(*match.span()), mark=mark, leads=bool(match["lead"]))


def find_holes(text: str, span: Span) -> list[Hole]:
    """The remarks of a notation, in order. An inner bracket with nothing but remarks is one hole with them."""
    if not remarks.TRIGGER.search(text, span.start, span.end):
        return []
    found: list[Hole] = []
    for clause in _clauses(text, span):
        found += _remark(text, clause)
    for bracket in _brackets(text, span):
        inner = Span(bracket.start + 1, bracket.end - 1)
        parts = [list(_remark(text, clause)) for clause in _clauses(text, inner)]
        if all(parts):
            found += [_widened(hole, bracket) for part in parts for hole in part]
    return sorted(found, key=lambda hole: hole.span.start)


def _widened(hole: Hole, bracket: Span) -> Hole:
    return replace(hole, span=bracket)


def _clauses(text: str, span: Span) -> Iterator[Span]:
    """Stretches between commas and stops outside of brackets."""
    at = first = span.start
    while at < span.end:
        if text[at] in _STOPS:
            if at > first:
                yield Span(first, at)
            first = at + 1
        at = past_bracket(text, at, span.end) or at + 1
    if span.end > first:
        yield Span(first, span.end)


def _brackets(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    while at < span.end:
        end = past_bracket(text, at, span.end)
        if end and text[at] in _INNER:
            yield Span(at, end)
        at = end or at + 1


def _remark(text: str, clause: Span) -> Iterator[Hole]:
    """The clause as a remark, if it is one."""
    start, end = clause.start, clause.end
    for remark, pattern in _WHOLE:
        if pattern.fullmatch(text, start, end):
            yield Hole(clause, remark, clause)
            return
    outside = next((i for i in range(start, end) if text[i] in _INNER), end)  # what a bracket says is the bracket's
    rule = next(first_leads(text, start, outside), None)
    legend = next(legends(text, start, outside), None)
    everybody = remarks.LATER_TOO.fullmatch(text, start, end) or remarks.EVERYWHERE.fullmatch(text, start, end)
    if rule:  # with its opening words (各项任务, 责任单位中), but not with a list before it
        begins = start if "、" not in text[start : rule.start] else rule.start
        yield Hole(Span(begins, end), Remark.FIRST_LEADS, Span(begins, end))
    elif legend:
        yield Hole(clause, Remark.LEGEND, clause, mark=legend.mark, leads=legend.leads)
    elif everybody:
        yield Hole(clause, Remark.LATER_TOO, clause, Span(*everybody.span("names")))


_WHOLE = (
    (Remark.BELOW, remarks.BELOW),
    (Remark.OTHERS, remarks.OTHERS),
    (Remark.NO_ORDER, remarks.NO_ORDER),
    (Remark.EXCEPT, remarks.EXCEPT),
)
