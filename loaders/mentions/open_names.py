"""Open names: those that end as names of goods, trades and facilities do, and fill the place of a noun phrase."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from loaders.mentions.found import Clauses, Found, inside
from loaders.mentions.gazetteer import PLACE
from loaders.mentions.plain import has_verb, is_generic, may_name, without_dropped
from loaders.mentions.vocabulary import objects as words
from loaders.mentions.vocabulary import verbs
from loaders.mentions.vocabulary.tables import alternatives
from loaders.mentions.vocabulary.wordlist import WordList

_KIND = {suffix: kind for kind, ends in words.SUFFIXES.items() for suffix in ends}
_SUFFIX = re.compile(alternatives(_KIND))
_STRONG = WordList(set(verbs.STRONG) - words.INNER_VERBS, verbs.BLOCKED)
_STOPS = "，：；。！？\n、的等和与及或对在以将把从由向为于□"
_STOP = re.compile(f"[{_STOPS}]")
_AFTER = frozenset("，：；。！？\n、的等和与及或在向从□")
_MANAGED = re.compile(words.MANAGED)
_MANAGED_HEADS = frozenset(words.MANAGED_HEADS)


def open_names(clauses: Clauses, shown: str, known: Sequence[Found]) -> Iterator[Found]:
    """Open names from the verb or a joint to a stop."""
    ends = {found.end: found.start for found in known}
    starts: list[int] = []
    for suffix in _SUFFIX.finditer(shown):
        first, end = suffix.span()
        if ends.get(end, first) != first or shown[first - 1 : first] in _STOPS or not _stands_free(shown, end):
            continue
        starts = starts or sorted({0, *clauses.starts, *clauses.heads, *(m.end() for m in _STOP.finditer(shown))})
        start = starts[bisect_right(starts, first) - 1]
        for place, verb in _STRONG.find(shown, start, first) if first - start > 1 else ():
            start = place + len(verb)
        start = without_dropped(shown, start)
        if _may_be(shown[start:first], suffix[0]):
            parts = inside(known, start, end)
            if not any(f.mark == PLACE or (f.start, f.end) == (start, first) for f in parts):
                yield Found(start, end, _KIND[suffix[0]], "open")


def _stands_free(shown: str, at: int) -> bool:
    """Whether a name may end here: before a stop, or before what is done to it."""
    after = shown[at : at + 1]
    return not after or after in _AFTER or (after in _MANAGED_HEADS and bool(_MANAGED.match(shown, at)))


def _may_be(body: str, suffix: str) -> bool:
    """Whether the words before the suffix make a name of it: short, without a verb, not only general words."""
    if not 2 <= len(body) <= 10 or is_generic(body) or not may_name(body + suffix):
        return False
    return not has_verb(body)
