"""Sentences and clauses; nothing is cut inside brackets, quotes and book-title marks.

A stretch of prose is cut at 。；！？ and line ends into sentences, and these at ， and ： into clauses. What verb heads
a clause is read by :mod:`loaders.mentions.heads`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from loaders.mentions.heads import Head, actor_of, head_of
from loaders.text import Span

_PAIRS = dict(zip("（(《〈“‘「『〔【[", "）)》〉”’」』〕】]", strict=True))
_SENTENCE_ENDS = "。；！？\n"
_STOPS = _SENTENCE_ENDS + "，："
_MARK = re.compile(f"[{re.escape(''.join(_PAIRS) + ''.join(_PAIRS.values()) + _STOPS)}]")
HIDDEN = "□"  # stands for every code point inside brackets and quotes


class Clause(NamedTuple):
    """A clause with its verb, if one was found; ``shown`` is its text with brackets and quotes hidden."""

    span: Span
    shown: str
    head: Head | None  # its offsets count from the start of the clause
    actor: Span | None = None

    @property
    def rest(self) -> str:
        """What follows the verb, brackets and quotes hidden; the whole clause if it has no verb."""
        return self.shown[self.head.end :] if self.head else self.shown


class Sentence(NamedTuple):
    """A sentence without its full stop."""

    span: Span
    clauses: tuple[Clause, ...]


@lru_cache(maxsize=128)
def read(text: str, span: Span) -> tuple[Sentence, ...]:
    """The sentences of a span of clean text with their clauses. Never raises; empty for a span without words."""
    found: list[Sentence] = []
    stops, opaque = scan(text, span)
    start = span.start
    pieces: list[tuple[int, int]] = []
    for at in [*stops, span.end]:
        pieces += _trimmed(text, start, at)
        start = at + 1
        if pieces and (at == span.end or text[at] in _SENTENCE_ENDS):
            clauses = tuple(_clause(text, Span(a, b), opaque) for a, b in pieces)
            found.append(Sentence(Span(pieces[0][0], pieces[-1][1]), clauses))
            pieces = []
    return tuple(found)


def scan(text: str, span: Span) -> tuple[list[int], list[Span]]:
    """Places of the stops outside brackets, and the outermost brackets; a bracket that is never closed hides nothing.

    Brackets do not reach over a line end.
    """
    stops: list[int] = []
    pairs: list[Span] = []
    stack: list[tuple[str, int]] = []
    for match in _MARK.finditer(text, span.start, span.end):
        char, at = match[0], match.start()
        if char in _PAIRS:
            stack.append((_PAIRS[char], at))
        elif char in _STOPS:
            stops.append(at)
            if char == "\n":
                stack.clear()
        else:
            pairs += _closed(stack, char, at)
    opaque = _outermost(pairs)
    return list(_outside(stops, opaque)), opaque


def _closed(stack: list[tuple[str, int]], char: str, at: int) -> Iterator[Span]:
    """The bracket that ``char`` closes, if any; those opened inside it and left open are dropped."""
    if any(close == char for close, _ in stack):
        close = ""
        while close != char:
            close, opened = stack.pop()
        yield Span(opened, at + 1)


def _outermost(pairs: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for pair in sorted(pairs, key=lambda p: p.start):
        if not kept or pair.start >= kept[-1].end:
            kept.append(pair)
    return kept


def _outside(stops: list[int], opaque: list[Span]) -> Iterator[int]:
    ends = iter([*opaque, None])
    hole = next(ends)
    for at in stops:
        while hole and hole.end <= at:
            hole = next(ends)
        if not hole or at < hole.start:
            yield at


_NUMBER = re.compile(
    r"[一二三四五六七八九十]{1,3}(?:是|要|、)(?=\S)|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[①-⑳]"
)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without white space and without its number (一是, （2）, 3.), if words are left."""
    while start < end and text[start].isspace():
        start += 1
    number = _NUMBER.match(text, start, end)
    start = number.end() if number else start
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _clause(text: str, span: Span, opaque: list[Span]) -> Clause:
    shown = text[span.start : span.end]
    for hole in opaque:
        if span.start <= hole.start and hole.end <= span.end:
            a, b = hole.start - span.start, hole.end - span.start
            shown = shown[:a] + HIDDEN * (b - a) + shown[b:]
    head, actor = _parsed(shown)
    where = Span(span.start + actor[0], span.start + actor[1]) if actor else None
    return Clause(span, shown, head, where)


@lru_cache(maxsize=4096)
def _parsed(shown: str) -> tuple[Head | None, tuple[int, int] | None]:
    """Verb and subject of a clause; the extractors read the same clauses one after the other."""
    head = head_of(shown)
    return head, actor_of(shown, head)
