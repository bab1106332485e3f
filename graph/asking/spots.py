"""Spots: the stretches of a question that name something, each with what it may name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.asking.dates import Period
from graph.catalogue.query import Scalar

DATE, COUNT, WORDS, PLACE = "date", "count", "words", "place"  # kinds beside labels of nodes and values of parameters


@dataclass(frozen=True)
class Spot:
    """A stretch of a question in the spelling of :func:`graph.asking.wording.plain`.

    ``kind`` is a label of nodes, one of the kinds above, or ``parameter=`` for a value of a parameter
    (``scope.parameter=`` for one of a single query). ``value`` is what the parameter is given. ``weak``: the same words
    often name nothing (各部门). ``near``: nobody goes by these words, but by names like them.
    """

    start: int
    end: int
    kind: str
    value: Scalar
    weak: bool = False
    period: Period | None = None
    near: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Length in characters."""
        return self.end - self.start

    def overlaps(self, other: Spot) -> bool:
        """Whether both have a character in common."""
        return self.start < other.end and other.start < self.end


def outermost(spots: Iterable[Spot]) -> list[Spot]:
    """The spots that lie inside no longer one (食品 in 食品安全法), by place, the longer first."""
    found: list[Spot] = []
    reach = -1  # where the spots so far end
    for spot in sorted(dict.fromkeys(spots), key=lambda s: (s.start, -s.end, s.kind, str(s.value))):
        same = bool(found) and (found[-1].start, found[-1].end) == (spot.start, spot.end)
        if spot.end > reach or same:
            found.append(spot)
            reach = max(reach, spot.end)
    return found
