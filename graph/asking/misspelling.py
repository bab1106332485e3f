"""Misspellings: stretches of a question that are like the name of a body and are none; offered, never linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from graph.asking.spots import Spot

_ENDS = frozenset("局部委办厅署院会行社")  # what most names of bodies end in
_SHORTEST, _LONGEST = 3, 16  # characters of a stretch
_ALIKE = 0.7  # share of the characters that both have, in order
_OFFERED = 3


class Misspellings:
    """Finds stretches like names.

    Args:
        names: of bodies as printed, by their spelling of :func:`graph.asking.wording.plain`.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._names: dict[int, list[tuple[str, frozenset[str], str]]] = defaultdict(list)  # by length
        for spelling, printed in dict(names).items():
            self._names[len(spelling)].append((spelling, frozenset(spelling), printed))

    def find(self, text: str, loose: Iterable[tuple[int, int]], spots: Iterable[Spot]) -> Iterator[Spot]:
        """The stretch that is most like a name of a body, with the names that it is like, best first; or none.

        Args:
            text: the question.
            loose: stretches of it that no word list has.
            spots: what it names; stretches that overlap the name of a body are passed over.
        """
        bodies = [spot for spot in spots if spot.kind == "Agency" and not spot.weak]
        places = [p for p in dict.fromkeys([*loose, *_windows(text)]) if _SHORTEST <= p[1] - p[0] <= _LONGEST]
        free = [p for p in places if not any(body.start < p[1] and p[0] < body.end for body in bodies)]
        near = {place: self._near(text[slice(*place)]) for place in free}
        start, end = max(near, key=lambda p: near[p][0][0] if near[p] else 0.0, default=(0, 0))
        if near.get((start, end)):
            names = tuple(name for _, name in near[start, end])
            yield Spot(start, end, "Agency", text[start:end], near=names)

    def _near(self, asked: str) -> list[tuple[float, str]]:
        """Names like the words, each with how like they are, best first."""
        letters, found = frozenset(asked), []
        for size in range(len(asked) - 2, len(asked) + 3):
            least = _ALIKE * (size + len(asked)) / 2 - 1  # a letter may stand twice
            for spelling, known, printed in self._names.get(size, ()):
                if len(letters & known) >= least:
                    ratio = SequenceMatcher(None, asked, spelling, autojunk=False).ratio()
                    found += [(ratio, printed)] if ratio >= _ALIKE else []
        return sorted(found, key=lambda near: (-near[0], len(near[1]), near[1]))[:_OFFERED]


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that end as names of bodies do."""
    for end, char in enumerate(text, 1):
        if char in _ENDS:
            yield from ((start, end) for start in range(max(end - _LONGEST, 0), end - _SHORTEST + 1))
