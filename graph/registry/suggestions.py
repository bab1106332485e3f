"""Names that a misspelt or partial name may have meant, by shared characters; never used to resolve a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from graph.registry.agency import Agency
from graph.registry.spelling import key

_LEAST = 0.4


def suggest(name: str, agencies: Iterable[Agency], n: int) -> tuple[str, ...]:
    """Up to n names like the given one, best first, one for each body."""
    asked = key(name)
    if not asked:
        return ()
    best = sorted(_nearest(asked, agencies), key=lambda found: (-found[0], len(found[1]), found[1]))
    return tuple(dict.fromkeys(found for score, found in best if score >= _LEAST))[:n]


def _nearest(asked: str, agencies: Iterable[Agency]) -> Iterator[tuple[float, str]]:
    """The best name of every body that shares a character with the name."""
    letters = set(asked)
    for agency in agencies:
        near = [known for known in agency.names if letters & set(known)]
        if near:
            yield max(((likeness(asked, key(known)), known) for known in near), key=lambda f: (f[0], -len(f[1])))


def likeness(asked: str, known: str) -> float:
    """0 to 1: shared runs of characters; a name that contains the other, or its characters in order, counts more."""
    ratio = SequenceMatcher(None, asked, known, autojunk=False).ratio()
    if asked in known or known in asked:
        return max(ratio, 0.6 + 0.4 * min(len(asked), len(known)) / max(len(asked), len(known)))
    return max(ratio, 0.55 + ratio / 4) if _in_order(asked, known) else ratio


def _in_order(asked: str, known: str) -> bool:
    rest = iter(known)
    return len(asked) > 1 and all(letter in rest for letter in asked)
