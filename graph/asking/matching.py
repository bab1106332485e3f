"""Matching: a question against every phrase."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from graph.asking.filling import Filler, Filling, TakenApart
from graph.asking.gazetteer import DOCUMENT
from graph.asking.likeness import Features, Likeness, Vector, cosine, features, in_common
from graph.asking.masking import masked, phrase_units
from graph.asking.phrases import Phrase, Phrasebook
from graph.asking.wording import IDLE, Cut, Lexicon, Unit, plain
from graph.catalogue import Query

_NEAREST = 96  # matches that are looked at for the order of their words
_PARTLY = 0.9  # what a match is worth beside others which are whole


@dataclass(frozen=True)
class Match:
    """A phrase that a question is like, and what the question fills in.

    ``score`` is 0 to 1. ``units`` are those of the question, idle ones left out, ``said`` those of the phrase.
    ``whole``: both say the same, so far as it matters.
    """

    query: Query
    phrase: Phrase
    filling: Filling
    score: float
    units: Sequence[Unit]
    said: Sequence[str]
    whole: bool = False

    @cached_property
    def common(self) -> list[tuple[int, int]]:
        """Places of the run of units that question and phrase have in the same order."""
        return in_common([unit.text for unit in self.units], self.said)

    @property
    def ordered(self) -> float:
        """How much of question and phrase stands in that run, 0 to 1."""
        both = len(self.units) + len(self.said)
        return 2 * len(self.common) / both if both else 0.0


@dataclass(frozen=True, eq=False)
class _Form:
    """A phrase with its query, and what it is compared by without some of its slots."""

    query: Query
    phrase: Phrase
    lexicon: Lexicon
    said: dict[tuple[str, ...], tuple[Sequence[str], Vector]] = field(default_factory=dict)

    def units(self, left_out: tuple[str, ...] = ()) -> list[str]:
        return phrase_units(self.lexicon, self.query, self.phrase, left_out)

    def without(self, left_out: tuple[str, ...], likeness: Likeness) -> tuple[Sequence[str], Vector]:
        if left_out not in self.said:
            units = self.units(left_out)
            self.said[left_out] = units, likeness.vector(features(units))
        return self.said[left_out]


class Matcher:
    """Compares questions with the phrases of a catalogue.

    Args:
        queries: what may be asked.
        book: the phrases; those of other queries are passed over.
        cut: how words that no list has are divided, see :class:`Lexicon`.
    """

    def __init__(self, queries: Mapping[str, Query], book: Phrasebook, cut: Cut = list) -> None:
        self.lexicon = Lexicon(book.same, book.idle, book.turning, cut)
        self._mild = self._units(book.mild)
        self._weak = self._mild | {f"<{DOCUMENT}>"}
        self._filler = Filler(self.lexicon, self._mild | self._units(book.asking))
        self._forms: dict[tuple[str, tuple[str, ...]], list[_Form]] = defaultdict(list)  # by query and slots
        texts: dict[str, list[Features]] = defaultdict(list)
        for phrase, units in self._distinct(book, queries):
            self._forms[phrase.query, phrase.slots].append(_Form(queries[phrase.query], phrase, self.lexicon))
            texts[phrase.query].append(features(units))
        self._likeness = Likeness(texts)

    def _distinct(self, book: Phrasebook, queries: Mapping[str, Query]) -> Iterator[tuple[Phrase, Sequence[str]]]:
        """The phrases with their units, without those that differ only in idle words from one before."""
        known: set[tuple[str, ...]] = set()
        for phrase in book.phrases:
            if phrase.query in queries:
                units = phrase_units(self.lexicon, queries[phrase.query], phrase)
                key = (phrase.query, *units)
                if key not in known and self._asks(units):
                    known.add(key)
                    yield phrase, units

    def _asks(self, units: Sequence[str]) -> bool:
        """A name alone asks nothing, nor do mild words with no name but the document's, which need not be said."""
        return not all(unit.startswith("<") for unit in units) and not self._weak.issuperset(units)

    def _units(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(unit.text for word in words for unit in self.lexicon.units(plain(word)))

    def matches(self, asked: TakenApart) -> list[Match]:
        """The nearest match of each query, best first."""
        best: dict[str, tuple[float, Match]] = {}
        for match in heapq.nlargest(_NEAREST, self._all(asked), key=lambda m: m.score):
            whole = not self.unread(match) and not self.unasked(match)
            ordered = replace(match, score=match.score * (1 + match.ordered) / 2, whole=whole)
            worth = ordered.score * (1.0 if whole else _PARTLY)
            if match.query.name not in best or worth > best[match.query.name][0]:
                best[match.query.name] = worth, ordered
        return [match for _, match in sorted(best.values(), key=lambda b: (-b[0], b[1].query.name))]

    def _all(self, asked: TakenApart) -> Iterator[Match]:
        read: dict[object, tuple[list[Unit], Vector]] = {}
        for form, filling in self._fillings(asked):
            key = filling.places
            if key not in read:
                units = [unit for unit in masked(self.lexicon, form.query, asked.text, filling) if unit.kind != IDLE]
                read[key] = units, self._likeness.vector(features([unit.text for unit in units]))
            said, vector = form.without(filling.left_out, self._likeness)
            score = cosine(read[key][1], vector)
            if score > 0:
                yield Match(form.query, form.phrase, filling, score * filling.factor, read[key][0], said)

    def _fillings(self, asked: TakenApart) -> Iterator[tuple[_Form, Filling]]:
        """The phrases that apply, each with its filling. Phrases with the same slots mostly have the same."""
        values = {asked.text[spot.start : spot.end] for spot in asked.spots}
        for (_, slots), forms in self._forms.items():
            query = forms[0].query
            loose = any(p.name in slots and asked.any_words(query, p) for p in query.params)
            told = [word for word in values if any(word in form.phrase.words for form in forms)]
            known: dict[object, Filling | None] = {}
            for form in forms:
                key = form if loose else tuple(word for word in told if word in form.phrase.words) if told else ()
                if key not in known:
                    known[key] = self._filler.fill(query, form.phrase, asked)
                filling = known[key]
                if filling is not None:
                    yield form, filling

    def clashes(self) -> Iterator[tuple[Phrase, Phrase]]:
        """Phrases of two queries that cannot be told apart, each with the one before it."""
        first: dict[tuple[str, ...], Phrase] = {}
        for form in (form for forms in self._forms.values() for form in forms):
            known = first.setdefault(tuple(form.units()), form.phrase)
            if known.query != form.phrase.query:
                yield form.phrase, known

    def unread(self, match: Match) -> list[Unit]:
        """Units of the question that the phrase does not have in this order."""
        read = {at for at, _ in match.common}
        return [unit for n, unit in enumerate(match.units) if n not in read and unit.text not in self._mild]

    def unasked(self, match: Match) -> list[str]:
        """Units of the phrase that the question does not have in this order."""
        asked = {at for _, at in match.common}
        return [unit for n, unit in enumerate(match.said) if n not in asked and unit not in self._mild]
