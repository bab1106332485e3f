"""Names of objects in a stretch of text while it is being read, and the clauses that they stand in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from loaders.mentions.clauses import Prose


class Found(NamedTuple):
    """A name; offsets count from the start of the stretch. ``mark`` is that of the gazetteer."""

    start: int
    end: int
    kind: str
    rule: str
    id: str = ""
    name: str = ""
    mark: str = ""
    broader: tuple[int, int] | None = None


class Clauses(NamedTuple):
    """Where the clauses of a stretch begin, where their verbs end (else their beginning) and where they end."""

    starts: list[int]
    heads: list[int]
    ends: list[int]

    @classmethod
    def of(cls, prose: Prose) -> Clauses:
        at = prose.span.start
        starts = [clause.span.start - at for clause in prose.clauses]
        heads = [clause.head.end if clause.head else 0 for clause in prose.clauses]
        return cls(starts, list(map(int.__add__, starts, heads)), [clause.span.end - at for clause in prose.clauses])

    def at(self, place: int) -> int:
        """Which clause a place stands in (or the last one before it)."""
        return max(bisect_right(self.starts, place) - 1, 0)


def start_of(found: Found) -> int:
    """For sorting and bisecting."""
    return found.start


def inside(found: Sequence[Found], start: int, end: int) -> list[Found]:
    """Those of the sorted names that share a place with the range; there are few in it."""
    first = bisect_left(found, start, key=start_of)
    return [f for f in found[max(first - 1, 0) : first + end - start] if f.start < end and start < f.end]


def without_overlaps(found: Sequence[Found]) -> list[Found]:
    """Longer names win; of two readings of one place the surer one."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (f.start - f.end, not f.id, f.start)):
        at = bisect_left(kept, item.start, key=start_of)
        left_free = at == 0 or kept[at - 1].end <= item.start
        if left_free and (at == len(kept) or item.end <= kept[at].start):
            kept.insert(at, item)
    return kept
