"""Sentences and clauses; nothing is cut inside brackets, quotes and book-title marks.

A stretch of prose is cut at 。；！？ and line ends into sentences, and these at ， and ： into clauses. What verb heads
a clause is read by :mod:`loaders.mentions.heads`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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


class Prose(NamedTuple):
    """A stretch of text as read; ``shown`` is the whole stretch with brackets and quotes hidden."""

    span: Span
    shown: str
    sentences: tuple[Sentence, ...]
    clauses: tuple[Clause, ...]


@lru_cache(maxsize=128)
def read(text: str, span: Span) -> Prose:
    """A span of clean text with its sentences and clauses. Never raises; no sentences in a span without words."""
    found: list[Sentence] = []
    stops, opaque = scan(text, span)
    at = span.start
    shown = hidden(text[at : span.end], [(hole.start - at, hole.end - at) for hole in opaque])
    clauses: list[Clause] = []
    start, first = at, 0
    for stop in [*stops, span.end]:
        place = _trimmed(text, start, stop)
        if place:
            clauses.append(_clause(*place, shown[place[0] - at : place[1] - at]))
        start = stop + 1
        if len(clauses) > first and (stop == span.end or text[stop] in _SENTENCE_ENDS):
            own = tuple(clauses[first:])
            found.append(Sentence(Span(own[0].span.start, own[-1].span.end), own))
            first = len(clauses)
    return Prose(span, shown, tuple(found), tuple(clauses))


def hidden(words: str, places: Iterable[tuple[int, int]]) -> str:
    """The words with these places hidden; they may overlap and reach beyond the ends."""
    parts, at = [], 0
    for start, end in sorted(places):
        start, end = max(start, at), min(end, len(words))
        if start < end:
            parts += [words[at:start], HIDDEN * (end - start)]
            at = end
    return "".join(parts) + words[at:] if parts else words


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
_NUMBERING = frozenset("一二三四五六七八九十（(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")  # what numbers begin with


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch without white space and without its number (一是, （2）, 3.), if words are left."""
    while start < end and text[start].isspace():
        start += 1
    if text[start : start + 1] in _NUMBERING and (number := _NUMBER.match(text, start, end)):
        start = number.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _clause(start: int, end: int, shown: str) -> Clause:
    head, actor = _parsed(shown)
    return Clause(Span(start, end), shown, head, Span(start + actor[0], start + actor[1]) if actor else None)


@lru_cache(maxsize=4096)
def _parsed(shown: str) -> tuple[Head | None, tuple[int, int] | None]:
    """Verb and subject of a clause; the extractors read the same clauses one after the other."""
    head = head_of(shown)
    return head, actor_of(shown, head)
