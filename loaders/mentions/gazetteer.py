"""The names of objects that are known: the registry's terms, the curated lists by field, and what a person decided.

Names are looked up by their first two code points, the longest first. Longer words in which a name is none, and names
of bodies, are found too, so that they mask what stands inside them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from graph.registry import registry
from graph.registry.objects import ObjectTerm
from loaders.mentions.vocabulary import names as tables
from loaders.mentions.vocabulary import objects as words
from loaders.mentions.vocabulary import verbs
from loaders.mentions.vocabulary.pairs import pair, pairs, places
from loaders.terms import NO_TERMS, Terms

PLACE, BROAD, TECHNOLOGY, PASSED = "place", "broad", "technology", "passed over"


class Name(NamedTuple):
    """What a surface stands for; ``name`` is empty where it is the surface itself."""

    kind: str
    id: str = ""  # of the registry's object
    name: str = ""
    mark: str = ""


class Match(NamedTuple):
    """A name at a place."""

    start: int
    end: int
    name: Name


_PASSED = Name("", mark=PASSED)
# 交通运输局, 食品药品监督管理总局, 电气化, 林业委; 工业务 in 工业务工
_OTHER_WORD = re.compile(
    r"化(?!工|学|肥|妆|石|纤)|(?:监督管理|监管|监督|管理|质量监督|安全监管)?(?:[局厅署]|部(?!件|分|位|署)|总局|委(?!托))"
)
_OTHER = frozenset("化监督管质安局厅署部总委")  # how that begins
_GUARDS = {
    "业": tuple("务态绩主余"),
    "具": tuple("有备体"),
    "力": tuple("度求争图"),
}  # 种业 in 各种业务, 家具 in 国家具有
_SHORT = 3  # names up to this length may be made up of the edges of two other words


class Gazetteer:
    """Surfaces with what they stand for; ``blocked`` are the continuations before which a surface is not itself."""

    def __init__(self, names: Mapping[str, Name], blocked: Mapping[str, tuple[str, ...]]) -> None:
        self._names = names
        self._blocked = blocked
        lengths: dict[str, int] = {}  # head: one bit for each length
        thirds: dict[str, str] = {}
        for surface in names:
            head = surface[:2]
            lengths[head] = lengths.get(head, 0) | 1 << len(surface)
            thirds[head] = thirds.get(head, "") + surface[2:3]
        # Where no name is its first two code points, the third must be one of these.
        self._heads = {pair(h): (_sizes(bits), "" if bits & 4 else thirds[h]) for h, bits in lengths.items()}
        short = (surface for surface in names if len(surface) <= _SHORT or surface[-1] in _GUARDS)
        self._doubtful = frozenset(short).union(blocked)  # those that may be part of other words

    def get(self, surface: str) -> Name | None:
        """What the whole surface stands for, if it is known and an object."""
        name = self._names.get(surface)
        return None if name is None or name.mark == PASSED else name

    def starts(self, text: str, at: int) -> bool:
        """Whether an object's name begins at a place."""
        sizes, _ = self._heads.get(pair(text[at : at + 2]), ((), "")) if at + 1 < len(text) else ((), "")
        return any(self.get(text[at : at + size]) for size in sizes)

    def find(self, text: str) -> list[Match]:
        """The names in a text from left to right, without overlaps; the longest of those that begin at one place."""
        found: list[Match] = []
        heads, names, doubtful, after = self._heads, self._names, self._doubtful, 0
        numbers = pairs(text)
        for at in places(numbers, heads):
            sizes, thirds = heads[numbers[at]]
            if at < after or (thirds and text[at + 2 : at + 3] not in thirds):
                continue
            for size in sizes:
                surface = text[at : at + size]
                if surface in names and not (surface in doubtful and self._is_part(text, at, surface)):
                    end = at + len(surface)
                    match = Match(at, end, names[surface])
                    if text[end : end + 1] in _OTHER and _OTHER_WORD.match(text, end):
                        match = self._shorter(text, match)
                    found.append(match)
                    after = match.end
                    break
        return found

    def _shorter(self, text: str, match: Match) -> Match:
        """What becomes of a name that is part of another word; before 化 a shorter one may stay (无人机产业化)."""
        for size in self._heads[pair(text[match.start : match.start + 2])][0] if text[match.end] == "化" else ():
            surface = text[match.start : match.start + size]
            end = match.start + size
            if end < match.end and surface in self._names and not _OTHER_WORD.match(text, end):
                return Match(match.start, end, self._names[surface])
        return match._replace(name=_PASSED)

    def _is_part(self, text: str, start: int, surface: str) -> bool:
        """Whether a doubtful surface is part of other words here."""
        end = start + len(surface)
        if text.startswith(self._blocked.get(surface, ()), end) or text.startswith(_GUARDS.get(surface[-1], ()), end):
            return True
        return len(surface) <= _SHORT and start > 0 and _straddles(text, start)


@cache
def _sizes(bits: int) -> tuple[int, ...]:
    """The lengths, longest first."""
    return tuple(size for size in range(bits.bit_length() - 1, 1, -1) if bits >> size & 1)


@cache
def _edges() -> tuple[frozenset[str], frozenset[str]]:
    left, right = tables.straddles()
    verbs_of_two = {verb for verb in verbs.VERBS if len(verb) == 2}
    names = {surface[:2] for surface in (*tables.terms(), *(term.surface for term in registry().objects))}
    return frozenset({*left, *verbs_of_two}), frozenset({*right, *verbs_of_two, *names})


def _straddles(text: str, start: int) -> bool:
    """Whether the name that begins here is made up of the end of one word and the beginning of another (国家|电网)."""
    left, right = _edges()
    return text[start - 1 : start + 1] in left and text[start + 1 : start + 3] in right


# ---- what is in it ----------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def gazetteer(terms: Terms = NO_TERMS) -> Gazetteer:
    """All names, with a person's decisions on top."""
    names = dict(_names())
    for surface, kind, canonical in terms.accepted:
        names[surface] = _known_as(canonical, kind) if canonical else names.get(surface, Name(kind))._replace(kind=kind)
    names.update(dict.fromkeys(terms.rejected, _PASSED))
    return Gazetteer(names, words.BLOCKED)


@cache
def _names() -> dict[str, Name]:
    registered = registry().objects
    names: dict[str, Name] = {}
    meanings: dict[str, Name] = {}  # most lines of a list say the same of their terms
    for surface, rest in tables.terms().items():
        if rest not in meanings:
            kind, canonical, mark = (*rest.split("\t"), "", "")[:3]
            meanings[rest] = (_known_as(canonical, kind) if canonical else Name(kind))._replace(mark=mark)
        names[surface] = meanings[rest]
    for term in registered:
        mark = BROAD if _is_sector(term.surface, term.kind) else ""
        mark = term.subkind if term.subkind in (PLACE, TECHNOLOGY) else mark
        names[term.surface] = Name(term.kind, term.id, term.name, mark)
    masks = [longer for term in registered for longer in term.negative if longer not in names]
    masks += [*tables.negatives(), *(name for name in registry().names() if len(name) > 2 or name not in names)]
    names.update(dict.fromkeys(masks, _PASSED))
    return names


def _is_sector(surface: str, kind: str) -> bool:
    """Two characters of an industry or service (交通, 铁路) are more often part of a longer notion than not."""
    return len(surface) <= 2 and kind in ("industry", "service")


def _known_as(canonical: str, kind: str) -> Name:
    term = _registered().get(canonical)
    return Name(term.kind, term.id, term.name) if term else Name(kind, "", canonical)


@cache
def _registered() -> dict[str, ObjectTerm]:
    return {term.surface: term for term in registry().objects}
