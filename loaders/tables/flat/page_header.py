"""The header of a table that is laid out on a page: its words, column by column, over one line or several."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.tables.columns import Kind, column
from loaders.tables.flat.screen import Screen, Word, overlap

_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_MOST_LINES = 3
_LONGEST_GROUP = 8


@dataclass(frozen=True)
class Head:
    """The words over one column, from the top down."""

    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        """The first screen column that they take up."""
        return min(word.start for word in self.words)

    @property
    def end(self) -> int:
        """The one past the last."""
        return max(word.end for word in self.words)

    @property
    def text(self) -> str:
        """What they say."""
        return "".join(word.text for word in self.words)


@dataclass(frozen=True)
class PageHeader:
    """The header: its first line, the line below it, and what stands over each column."""

    first: int
    below: int
    heads: tuple[Head, ...]

    def says(self, other: PageHeader) -> bool:
        """Whether another header has the same words: it is printed again on the next page."""
        return [head.text for head in self.heads] == [head.text for head in other.heads]


def find_header(screen: Screen, at: int) -> PageHeader | None:
    """The header in one of whose lines a hint was found: the tallest that can be read as one."""
    top = next((i + 1 for i in range(at - 1, at - _MOST_LINES, -1) if i < 0 or screen.lines[i].is_blank), at - 2)
    for first in range(top, at + 1):
        for below in range(min(at + _MOST_LINES, len(screen.lines)), at, -1):
            header = header_of(screen, first, below)
            if header:
                return header
    return None


def header_of(screen: Screen, first: int, below: int) -> PageHeader | None:
    """The header in the given lines; None if they are none."""
    columns: list[list[tuple[int, Word]]] = []  # line and word
    for i in range(first, below):
        if screen.lines[i].is_blank or any(_CHAPTER.match(word.text) for word in screen.words(i)):
            return None
        for word in screen.words(i):
            if not _placed(columns, i, word):
                return None
    heads = [Head(tuple(word for _, word in c)) for c in _without_groups(columns)]
    heads.sort(key=lambda head: head.start)
    found = [column(head.text) for head in heads]
    if any(len(head.words) > 1 and c is None for head, c in zip(heads, found, strict=True)):
        return None  # what stands below a word of the header would go on with it
    named = [c for c in found if c]
    enough = len(named) >= 2 and 2 * len(named) > len(heads)
    return PageHeader(first, below, tuple(heads)) if enough and any(c.kind is Kind.DUTY for c in named) else None


def _placed(columns: list[list[tuple[int, Word]]], i: int, word: Word) -> bool:
    """Puts a word under the words above it. Words that have two below them head a group (责任分工) and are left out."""
    near = [c for c in columns if any(overlap(word, above) for _, above in c)]
    if len(near) > 1:
        return False
    if not near:
        columns.append([(i, word)])
    elif near[0][-1][0] == i:
        if any(len(above.text) > _LONGEST_GROUP for line, above in near[0] if line < i):
            return False  # a title, not the head of a group
        near[0][:] = [entry for entry in near[0] if entry[0] == i]
        columns.append([(i, word)])
    else:
        near[0].append((i, word))
    return True


def _without_groups(columns: list[list[tuple[int, Word]]]) -> list[list[tuple[int, Word]]]:
    """Without words that stand over the gap between two columns whose own words begin below."""
    first = min(i for c in columns for i, _ in c)
    kept = []
    for c in sorted(columns, key=lambda c: c[0][1].start):
        before, after = ([d for d in columns if sign * (d[0][1].start - c[0][1].start) > 0] for sign in (-1, 1))
        beside = [
            max(before, key=lambda d: d[0][1].start, default=c),
            min(after, key=lambda d: d[0][1].start, default=c),
        ]
        over_gap = all(d is not c and d[0][0] > first for d in beside)
        if not (over_gap and all(i == first for i, _ in c)):
            kept.append(c)
    return kept
