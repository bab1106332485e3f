"""Names that look like a given one: what an error offers after "did you mean"."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable

from graph.evidence import fold

ALIKE = 0.5  # the least likeness (difflib's ratio) of a name that is offered for another


class Alike:
    """Finds names that look like a given one; the names are prepared once, since they may be many thousands."""

    def __init__(self, names: Iterable[str]) -> None:
        self._spelt: dict[str, str] = {}
        for name in names:
            self._spelt.setdefault(fold(name).casefold(), name)
        self._with: dict[str, list[str]] = defaultdict(list)  # the spellings in which a letter occurs
        for spelt in sorted(self._spelt):
            for letter in set(spelt):
                self._with[letter].append(spelt)

    def near(self, given: str, count: int = 3) -> tuple[str, ...]:
        """The names nearest to the given one, best first; those that contain it (or are contained) come first."""
        wanted = fold(given).casefold()
        shared: Counter[str] = Counter()  # how many letters of the given one a name has: no more can be equal
        for letter, times in Counter(wanted).items():
            shared.update(dict.fromkeys(self._with.get(letter, ()), times))
        inside = sorted((s for s in shared if wanted in s or s in wanted), key=lambda s: (len(s), s))
        likely = sorted(s for s, n in shared.items() if 2 * n >= ALIKE * (len(s) + len(wanted)))
        close = difflib.get_close_matches(wanted, likely, n=count, cutoff=ALIKE) if likely else []
        return tuple(self._spelt[s] for s in dict.fromkeys([*inside, *close]))[:count]


def near(given: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The known names nearest to the given one, see :meth:`Alike.near`."""
    return Alike(known).near(given, count)
