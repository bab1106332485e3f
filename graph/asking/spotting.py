"""Spotting: everything that a question names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.asking.bodies import local_bodies, places
from graph.asking.dates import dates
from graph.asking.gazetteer import DOCUMENT, Gazetteer
from graph.asking.misspelling import Misspellings
from graph.asking.numbers import least, official_numbers, parts
from graph.asking.phrases import Said
from graph.asking.spots import DATE, WORDS, Spot, outermost
from graph.asking.wording import WORD, Text, Unit, plain

_LONGEST = 50  # characters of quoted words


class Spotter:
    """Finds what a question names.

    Args:
        gazetteer: the names of the store.
        said: the words for values of parameters.
        this: the words for the only document there is.
    """

    def __init__(self, gazetteer: Gazetteer, said: Iterable[Said], this: Iterable[str] = ()) -> None:
        self.gazetteer = gazetteer
        bodies = (name for names in gazetteer.names.values() for name in names if name.label == "Agency")
        self._misspellings = Misspellings((name.spelling, name.value) for name in bodies if not name.weak)
        self._said: dict[str, list[tuple[str, str]]] = defaultdict(list)  # words: kind and value
        for entry in said:
            kind = f"{entry.scope}.{entry.parameter}=" if entry.scope else f"{entry.parameter}="
            for word in entry.words:
                self._said[plain(word)].append((kind, entry.value))
        for word in this if gazetteer.only else ():
            self._said[plain(word)].append((DOCUMENT, gazetteer.only))

    def find(self, question: Text, units: Sequence[Unit] = ()) -> list[Spot]:
        """The spots of a question that is divided into units; those inside longer ones are left out."""
        text = question.text
        named = [*self.gazetteer.find(text), *official_numbers(text, self.gazetteer)]
        where = list(places(text))
        found = [*named, *where, *parts(text, named, self.gazetteer), *least(text), *local_bodies(text, where)]
        found += [Spot(start, end, DATE, None, period=period) for start, end, period in dates(text)]
        found += [*self._values(text), *_quoted(question, found)]
        outer = outermost(_without_twins(found, self.gazetteer))
        return [*outer, *self._misspellings.find(text, _loose(text, units), outer)]

    def _values(self, text: str) -> Iterator[Spot]:
        for word, said in self._said.items():
            start = text.find(word)
            while start >= 0:
                yield from (Spot(start, start + len(word), kind, value) for kind, value in said)
                start = text.find(word, start + 1)


def _loose(text: str, units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Stretches of characters that no word list has."""
    start = at = 0
    for unit in units:
        known = unit.kind != WORD or unit.text != text[unit.start : unit.end] or unit.end - unit.start > 1
        if known or unit.start != at:
            yield start, at
            start = unit.end if known else unit.start
        at = unit.end
    yield start, at


def _without_twins(found: list[Spot], known: Gazetteer) -> Iterator[Spot]:
    """A plan that other plans name is a law too; where its own text is loaded, it is the document that is meant."""
    own = {(spot.start, spot.end) for spot in found if spot.kind == DOCUMENT and spot.value in known.documents}
    return (spot for spot in found if spot.kind != "Law" or (spot.start, spot.end) not in own)


def _quoted(question: Text, found: list[Spot]) -> Iterator[Spot]:
    """Quoted words; a title between 《》 that no list has is that of a law or document nobody knows yet."""
    for mark in question.marks:
        value = question.text[mark.start : mark.end]
        if mark.mark in "《〈":
            known = {s.kind for s in found if (s.start, s.end) == (mark.start, mark.end)}
            for label in () if known & {"Law", "Document"} else ("Law", "Document"):
                yield Spot(mark.start, mark.end, label, value)
        elif len(value) <= _LONGEST:
            yield Spot(mark.start, mark.end, WORDS, value)
