"""Candidates for the gazetteer: runs of noun-like words that no list knows, counted over plans.

A candidate is one to four words, the last of them a noun, that stand together in the plans again and again. What is
known already (names of bodies, laws, objects, and what a person rejected) is left out, and so is what stands inside
such a name; a candidate that contains or crosses one says so. Of two candidates that always stand together the longer
one stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from loaders.mentions.gazetteer import Gazetteer, gazetteer
from loaders.mentions.laws import find_laws
from loaders.mentions.plain import has_verb, is_generic
from loaders.mentions.vocabulary import names as tables
from loaders.mentions.vocabulary import objects as words
from loaders.mentions.vocabulary import verbs
from loaders.mentions.vocabulary.wordlist import WordList
from loaders.mine.segmenter import Segmenter, Token
from loaders.terms import NO_TERMS, Terms
from loaders.text import Span

LONGEST_RUN = 4  # words
SHORTEST, LONGEST = 2, 12  # code points
CONTEXTS = 3
_AROUND = 14  # code points of context on either side
_FIRST = frozenset(("n", "nz", "nrt", "vn", "b", "a", "an", "ag", "j", "l", "eng", "ng", "f", "s"))
_INNER = _FIRST | {"v", "vg", "k"}
_LAST = frozenset(("n", "nz", "nrt", "ng", "l", "j", "eng", "vn", "k"))
_ALONE = frozenset(("n", "nz", "nrt"))
_BODY = re.compile("^[省市县区]|(?:[局厅署]|委|办|部门?|政府|办公室|委员会|法院|检察院|领导小组)$")
_WORDS = re.compile(r"[\u3400-\u9fffA-Za-z0-9+.-]+")


_OPENINGS = WordList({*verbs.VERBS, *verbs.ADVERBS, *verbs.PREPOSITIONS, *verbs.MODALS})


class Context(NamedTuple):
    """Where a candidate stands: the words around it with the candidate in 【】, and the place in the clean text."""

    document: str
    at: int
    text: str


@dataclass(frozen=True)
class Candidate:
    """A term that a person may accept as the name of an object, or reject."""

    term: str
    count: int
    documents: int
    pattern: str  # parts of speech, as jieba tells them most often
    kind: str  # what its ending says; empty if nothing
    overlaps: tuple[str, ...]  # known names in it or across its edges
    contexts: tuple[Context, ...]


@dataclass
class _Seen:
    """What accumulates for a term."""

    patterns: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    overlaps: Counter[str] = field(default_factory=Counter)
    contexts: list[Context] = field(default_factory=list)

    @property
    def count(self) -> int:
        return self.patterns.total()


def find_candidates(
    documents: Iterable[tuple[str, str]], segmenter: Segmenter, terms: Terms = NO_TERMS, least: int = 2
) -> list[Candidate]:
    """The candidates of some documents, those of most documents and places first.

    Args:
        documents: name and clean text of each.
        segmenter: what cuts the text.
        terms: a person's decisions; what was accepted is known, what was rejected is never proposed again.
        least: how often a candidate must stand in the documents altogether.
    """
    known = gazetteer(terms)
    seen: dict[str, _Seen] = defaultdict(_Seen)
    for document, text in documents:
        _collect(document, text, segmenter, known, seen)
    often = {term: found for term, found in seen.items() if found.count >= least}
    kept = (term for term in often if not _is_always_in_a_longer_one(term, often))
    return sorted((_candidate(term, often[term]) for term in kept), key=_rank)


def _rank(candidate: Candidate) -> tuple[int, int, int, str]:
    return -candidate.documents, -candidate.count, -len(candidate.term), candidate.term


def _candidate(term: str, seen: _Seen) -> Candidate:
    pattern = min(seen.patterns.items(), key=lambda item: (-item[1], item[0]))[0]
    overlaps = tuple(name for name, _ in sorted(seen.overlaps.items(), key=lambda item: (-item[1], item[0])))
    kind = next((kind for kind, ends in words.SUFFIXES.items() if term.endswith(ends)), "")
    return Candidate(term, seen.count, len(seen.documents), pattern, kind, overlaps, tuple(seen.contexts))


def _is_always_in_a_longer_one(term: str, often: dict[str, _Seen]) -> bool:
    return any(term in longer and len(longer) > len(term) and often[longer].count == often[term].count
               for longer in often)  # fmt: skip


# ---- one document -----------------------------------------------------------------------------------------------


def _collect(document: str, text: str, segmenter: Segmenter, known: Gazetteer, seen: dict[str, _Seen]) -> None:
    names = _known_places(text, known)
    for stretch in _WORDS.finditer(text):
        tokens = list(segmenter.tokens(stretch[0]))
        for run in _runs(tokens):
            start, end = stretch.start() + run[0].start, stretch.start() + run[-1].end
            term = text[start:end]
            crossed = _crossed(names, start, end)
            if crossed is None or not _may_be_a_term(term, run):
                continue
            found = seen[term]
            found.patterns["+".join(token.flag for token in run)] += 1
            found.documents.add(document)
            found.overlaps.update(text[a:b] for a, b in crossed)
            if len(found.contexts) < CONTEXTS:
                found.contexts.append(Context(document, start, _context(text, start, end)))


def _known_places(text: str, known: Gazetteer) -> list[tuple[int, int]]:
    """Names that are known, sorted, without overlaps."""
    laws = [(m.span.start, m.span.end) for m in find_laws(text, Span(0, len(text)), own_titles=frozenset())]
    objects = [(match.start, match.end) for match in known.find(text)]
    kept: list[tuple[int, int]] = []
    for start, end in sorted([*laws, *objects], key=lambda place: (place[0], -place[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _crossed(names: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]] | None:
    """The known names that a place shares code points with; None if it is one of them or stands inside one."""
    first = max(bisect_right(names, (start,)) - 1, 0)
    crossed = [(a, b) for a, b in names[first : bisect_left(names, (end,))] if a < end and start < b]
    return None if any(a <= start and end <= b for a, b in crossed) else crossed


def _runs(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Stretches of one to a few words that look like the name of something."""
    for first, token in enumerate(tokens):
        if token.flag not in _FIRST:
            continue
        for last in range(first, min(first + LONGEST_RUN, len(tokens))):
            if tokens[last].flag not in _INNER:
                break
            if tokens[last].flag in _LAST and (last > first or token.flag in _ALONE):
                yield tokens[first : last + 1]


def _may_be_a_term(term: str, run: Sequence[Token]) -> bool:
    """Short enough, not only general words, no verb or adverb of policy prose at its edges, no body."""
    if not SHORTEST <= len(term) <= LONGEST or is_generic(term) or re.search("[0-9.]", term):
        return False
    if _BODY.search(term):
        return False
    first, last = term[: run[0].end - run[0].start], term[run[-1].start - run[0].start :]
    opening = _OPENINGS.at(term, 0)
    if last in verbs.VERBS or has_verb(term) or (opening and opening not in words.INNER_VERBS):
        return False
    return last not in _common() and (len(run) > 1 or first not in _common())


@cache
def _common() -> frozenset[str]:
    """Words of official prose that name nothing in particular (工作, 机制, 水平)."""
    left, right = tables.straddles()
    changes = (*verbs.CHANGES, *verbs.ADVERBS, *words.GENERIC, *words.COMMON)
    return frozenset((*left, *right, *changes))


def _context(text: str, start: int, end: int) -> str:
    before = text[max(start - _AROUND, 0) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    return f"{before}【{text[start:end]}】{after}"
