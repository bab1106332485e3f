"""Filling: the parameters of a query from what a question names, by the slots of one of its phrases."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graph.asking.fitting import Taken, fitting, suits_beside
from graph.asking.gazetteer import DOCUMENT
from graph.asking.phrases import Phrase
from graph.asking.spots import PLACE, WORDS, Spot
from graph.asking.wording import IDLE, TURNING, Lexicon, Unit
from graph.catalogue import Parameter, Query
from graph.catalogue.query import Scalar

# What a filling costs for a value that is not there, for a name that nobody knows, for one that is often no name, for
# each parameter that is said besides the phrase, for words without quotation marks, for such words that are a name.
MISSING, UNKNOWN, WEAK, BESIDE, LOOSE, NAMED = 0.8, 0.9, 0.95, 0.97, 0.95, 0.8
_WHO = ("Agency", DOCUMENT, "Measure")  # names that are never a part of the words that are looked for
_LONGEST = 30  # characters of words that stand in a slot without quotation marks


@dataclass(frozen=True)
class TakenApart:
    """A question taken apart once: its text, units and spots.

    ``document`` is the only loaded document, empty if there are none or several. ``valued`` are the parameters that
    have words for their values, by query, or by ``""`` for those of all queries.
    """

    text: str
    units: Sequence[Unit]
    spots: Sequence[Spot]
    document: str = ""
    valued: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def scoped(self, query: Query, parameter: Parameter) -> bool:
        """Whether the words for the parameter's values are those of this query alone."""
        return parameter.name in self.valued.get(query.name, ())

    def any_words(self, query: Query, parameter: Parameter) -> bool:
        """Whether the parameter takes any words: a text that is no place, without words for its values."""
        listed = self.scoped(query, parameter) or parameter.name in self.valued.get("", ()) or parameter.name == PLACE
        return parameter.type.base == "str" and not listed

    def fits(self, query: Query, parameter: Parameter) -> list[Taken]:
        """The spots that may fill the parameter."""
        kinds = (WORDS,) if self.any_words(query, parameter) else ()
        return fitting(query, parameter, self.spots, kinds, scoped=self.scoped(query, parameter))


@dataclass(frozen=True)
class Filling:
    """What a question gives to a query by one of its phrases.

    ``slots`` stand where the phrase has them, ``aside`` are further parameters, said besides. ``guessed`` are words
    like a name where one is wanted. ``missing`` are required parameters without a value. ``only`` is the parameter that
    was given the only document there is.
    """

    slots: tuple[Taken, ...] = ()
    aside: tuple[Taken, ...] = ()
    guessed: tuple[Taken, ...] = ()
    missing: tuple[str, ...] = ()
    only: tuple[Taken, ...] = ()
    loose: float = 1.0  # what words without quotation marks cost

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """Slots of the phrase that nothing in the question stands for."""
        guessed = {taken.parameter for taken in self.guessed}
        return (*(t.parameter for t in self.only), *(name for name in self.missing if name not in guessed))

    @property
    def params(self) -> dict[str, Scalar]:
        """The parameters that have a value; not the guessed ones."""
        return {taken.parameter: taken.value for taken in (*self.slots, *self.aside, *self.only)}

    @cached_property
    def places(self) -> tuple[tuple[int, int, str], ...]:
        """Start, end and slot (empty for what is set aside) of every stretch that fills something, by place."""
        slots = [(t.spot.start, t.spot.end, t.parameter) for t in (*self.slots, *self.guessed)]
        return tuple(sorted({*slots, *((t.spot.start, t.spot.end, "") for t in self.aside)}))

    @property
    def weak(self) -> bool:
        """Whether it takes words for a name that often name nothing (各部门)."""
        return any(taken.spot.weak for taken in (*self.slots, *self.aside))

    @cached_property
    def factor(self) -> float:
        """What is left of a likeness, 0 to 1."""
        beside = sum(taken.parameter != "reading" for taken in self.aside)
        absent = len(self.missing) - len(self.guessed)
        losses = MISSING**absent * UNKNOWN ** len(self.guessed) * BESIDE**beside
        return losses * self.loose * (WEAK if self.weak else 1.0)


class Filler:
    """Fills queries; ``lexicon`` divides phrases. ``asking`` are words that ask: none of them is looked for itself."""

    def __init__(self, lexicon: Lexicon, asking: Container[str] = ()) -> None:
        self._lexicon, self._asking = lexicon, asking

    def fill(self, query: Query, phrase: Phrase, asked: TakenApart) -> Filling | None:
        """The filling, None if the phrase has a slot that the question does not fill and that need not be filled."""
        wanted = [p for name in phrase.slots if (p := query.param(name)) is not None]
        slots: list[Taken] = []
        loose = 1.0
        for parameter in wanted:
            taken = _first(query, parameter, asked, slots)
            if taken is None and asked.any_words(query, parameter):
                taken = self._between(phrase, parameter.name, asked, slots)
                loose = _cost(asked, taken) if taken is not None else loose
            slots += [taken] if taken is not None else []
        empty = {p.name for p in wanted} - {taken.parameter for taken in slots}
        if any(not p.required and p.name in empty for p in wanted):
            return None
        return _completed(query, phrase, asked, slots, loose)

    def _between(self, phrase: Phrase, name: str, asked: TakenApart, slots: list[Taken]) -> Taken | None:
        """Words without quotation marks: what stands between the words before and after the slot in the phrase."""
        at = phrase.slots.index(name)
        before, after = (self._lexicon.said(phrase.parts[2 * at + side]) for side in (0, 2))
        if not before and not after:  # or it would take the whole question
            return None
        start = _after(asked.units, before[-1]) if before else 0
        end = _next(asked.units, start, after[0]) if after else len(asked.units)
        inside = _trimmed(asked.units[start:end]) if start is not None and end is not None else []
        if not inside or any(self._asks(unit) for unit in inside):
            return None
        first, last = inside[0].start, inside[-1].end
        spot = Spot(first, last, WORDS, asked.text[first:last])
        unknown = any(unit.text == asked.text[unit.start : unit.end] and len(unit.text) == 1 for unit in inside)
        if not 2 <= spot.size <= _LONGEST or not unknown or any(spot.overlaps(t.spot) for t in slots):
            return None
        if any(other.kind in _WHO and other.overlaps(spot) and other.size < spot.size for other in asked.spots):
            return None
        return Taken(name, spot, spot.value)

    def _asks(self, unit: Unit) -> bool:
        """Whether a unit belongs to the question, not to the words that it looks for."""
        return unit.kind == TURNING or unit.text in self._asking or not unit.text[0].isalnum()


def _completed(query: Query, phrase: Phrase, asked: TakenApart, slots: list[Taken], loose: float) -> Filling:
    """The filling with what is said besides, and with what is wanted and not said."""
    given = {taken.parameter for taken in slots}
    guessed = [t for p in query.params if p.required and p.name not in given for t in _misspelt(p, asked, slots)]
    aside = list(_aside(query, phrase, asked, [*slots, *guessed]))
    given |= {taken.parameter for taken in aside}
    absent = [p for p in query.params if p.required and p.name not in given]
    only = [p for p in absent if p.type.label == DOCUMENT and asked.document]
    return Filling(
        tuple(slots),
        tuple(aside),
        tuple(t for t in guessed if t.parameter in phrase.slots),
        tuple(p.name for p in absent if p not in only),
        tuple(Taken(p.name, Spot(0, 0, DOCUMENT, asked.document), asked.document) for p in only),
        loose,
    )


def _first(query: Query, parameter: Parameter, asked: TakenApart, slots: list[Taken]) -> Taken | None:
    """The first spot that fits; one that often names nothing only if there is no other."""
    free = [t for t in asked.fits(query, parameter) if not any(t.spot.overlaps(other.spot) for other in slots)]
    return min(free, key=lambda t: (t.spot.weak, t.spot.start, -t.spot.end), default=None)


def _aside(query: Query, phrase: Phrase, asked: TakenApart, taken: list[Taken]) -> Iterator[Taken]:
    """Parameters that the phrase does not name; words that the phrase has itself are no values of them."""
    held = [t.spot for t in taken]
    for parameter in query.params:
        if parameter.name not in phrase.slots:
            every = [t for t in asked.fits(query, parameter) if suits_beside(t, parameter) and not t.spot.weak]
            every = [t for t in every if asked.text[t.spot.start : t.spot.end] not in phrase.words]
            free = [t for t in every if not any(t.spot.overlaps(spot) and not _shared(t.spot, spot) for spot in held)]
            if len({t.value for t in free}) == 1:
                yield from free
                held += [t.spot for t in free]


def _shared(spot: Spot, other: Spot) -> bool:
    """Whether both are one period, which may be the bound before and the bound after."""
    return spot == other and spot.period is not None


def _misspelt(parameter: Parameter, asked: TakenApart, slots: list[Taken]) -> list[Taken]:
    """Words like a name, where no name is."""
    spots = (s for s in asked.spots if s.near and s.kind == parameter.type.label)
    free = [s for s in spots if not any(s.overlaps(other.spot) for other in slots)]
    return [Taken(parameter.name, spot, spot.value) for spot in free[:1]]


def _cost(asked: TakenApart, taken: Taken) -> float:
    """What words without quotation marks cost: more if they are the name of something, or say a parameter's value."""
    named = any((s.start, s.end) == (taken.spot.start, taken.spot.end) and s.kind != WORDS for s in asked.spots)
    return NAMED if named else LOOSE


# ---- units ------------------------------------------------------------------------------------------------------


def _after(units: Sequence[Unit], text: str) -> int | None:
    """Place after the first unit with the text."""
    return next((n + 1 for n, unit in enumerate(units) if unit.text == text), None)


def _next(units: Sequence[Unit], start: int | None, text: str) -> int | None:
    return next((n for n, unit in enumerate(units) if start is not None and n > start and unit.text == text), None)


def _trimmed(units: Sequence[Unit]) -> list[Unit]:
    """Without idle units at either end."""
    said = [n for n, unit in enumerate(units) if unit.kind != IDLE]
    return list(units[said[0] : said[-1] + 1]) if said else []
