"""Corrections of parties: another role, another body, one that is none, one that was missed.

Each gives the measure with the change; the place of the words if extraction says the same already; None if the words
are not there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graph.errors import InvalidCorrections
from graph.registry.agency import Resolution
from loaders.corrections.correction import Correction
from loaders.corrections.marks import BASIS, BY_HAND, marked, of
from loaders.corrections.passage import Passages, same_name, same_passage
from loaders.extract import Reading
from loaders.model import Measure, Party, Responsibility
from loaders.text import Span


def give_role(reading: Reading, measure: Measure, entry: Correction, _file: str) -> Measure | Span | None:
    """Another role, under both readings."""

    def change(party: Party) -> Party | None:
        if party.role == party.broad_role == entry.to:
            return None
        role, basis = (party.role, party.basis) if party.role != entry.to else (party.broad_role, party.broad_basis)
        mark = marked(party.correction, entry, f"{role}/{basis}")
        basis = party.basis if party.role == entry.to else BASIS
        return replace(party, role=entry.to, basis=basis, broad_role=entry.to, broad_basis=BASIS, correction=mark)

    return _changed(reading, measure, entry, change)


def give_agency(reading: Reading, measure: Measure, entry: Correction, file: str) -> Measure | Span | None:
    """Another body behind the printed name."""
    agency, collective = _body(reading, entry.to, entry, file)

    def change(party: Party) -> Party | None:
        if party.agency == agency:
            return None
        mark = marked(party.correction, entry, party.agency)
        return replace(party, agency=agency, collective=collective, correction=mark)

    return _changed(reading, measure, entry, change)


def remove(reading: Reading, measure: Measure, entry: Correction, _file: str) -> Measure | Span | None:
    """No party at all; the measure keeps a mark of it."""
    place = _find(reading, measure, entry)
    if place is None:
        duty = _notation(reading, measure, entry)
        return duty.span if duty else None
    duty, party = place
    kept = tuple(p for p in duty.parties if p is not party)
    rest = tuple(replace(d, parties=kept) if d is duty else d for d in measure.responsibilities)
    removed = of(entry, f"{party.role}/{party.basis} {reading.clean.printed(party.span)}")
    return replace(measure, responsibilities=rest, removed=(*measure.removed, removed))


def add(reading: Reading, measure: Measure, entry: Correction, file: str) -> Measure | Span | None:
    """A party that extraction missed, at words that are printed; in the notation that they stand in, or by itself."""
    if _find(reading, measure, entry):
        return give_role(reading, measure, entry, file)
    words = Passages(reading, measure.unit.span)
    quote = words.find(entry.quote)
    name = words.find(entry.name, quote) if quote else None
    if quote is None or name is None:
        return None
    agency, collective = _added_body(reading, entry, file)
    duty = next((d for d in measure.responsibilities if d.span.overlaps(quote)), None)
    last = max((p.position for p in duty.parties), default=0) if duty else 0
    party = Party(
        name, agency, entry.to, BASIS, entry.to, BASIS, "", last + 1, collective, correction=of(entry, "")
    )  # fmt: skip
    if duty is None:
        own = Responsibility(quote, (party,), open_list=False, rule=BY_HAND)
        return replace(measure, responsibilities=(*measure.responsibilities, own))
    longer = replace(duty, parties=(*duty.parties, party))
    return replace(measure, responsibilities=tuple(longer if d is duty else d for d in measure.responsibilities))


# ---- finding ----------------------------------------------------------------------------------------------------


def _changed(
    reading: Reading, measure: Measure, entry: Correction, change: Callable[[Party], Party | None]
) -> Measure | Span | None:
    place = _find(reading, measure, entry)
    if place is None:
        return None
    duty, party = place
    new = change(party)
    if new is None:
        return party.span
    parties = tuple(new if p is party else p for p in duty.parties)
    duties = tuple(replace(d, parties=parties) if d is duty else d for d in measure.responsibilities)
    return replace(measure, responsibilities=duties)


def _find(reading: Reading, measure: Measure, entry: Correction) -> tuple[Responsibility, Party] | None:
    """The party that the anchor names: in the notation that is the passage, else in one that holds or is held by it."""
    say = reading.clean.printed
    duties = sorted(measure.responsibilities, key=lambda d: not same_name(say(d.span), entry.quote))
    for duty in duties:
        if same_passage(say(duty.span), entry.quote):
            for party in duty.parties:
                if same_name(say(party.span), entry.name):
                    return duty, party
    return None


def _notation(reading: Reading, measure: Measure, entry: Correction) -> Responsibility | None:
    say = reading.clean.printed
    return next((d for d in measure.responsibilities if same_passage(say(d.span), entry.quote)), None)


# ---- bodies -----------------------------------------------------------------------------------------------------


def _added_body(reading: Reading, entry: Correction, file: str) -> tuple[str, bool]:
    """The body that is named, else the one that the printed name stands for: an unlisted one is taken as it is."""
    if entry.agency:
        return _body(reading, entry.agency, entry, file)
    answer = reading.setting.resolve(entry.name)
    return reading.setting.key(answer), _is_collective(reading, answer)


def _body(reading: Reading, name: str, entry: Correction, file: str) -> tuple[str, bool]:
    """Id of a body by its id or name, and whether it is a class of bodies. Raises InvalidCorrections."""
    registry = reading.setting.registry
    known = registry.agencies.get(name)
    if known:
        return known.id, known.collective
    answer = reading.setting.resolve(name)
    if answer.agency is None:
        near = "、".join(c.name for c in answer.candidates) or "、".join(registry.suggest(name, 3))
        fault = "several bodies have this name" if answer.candidates else "no body has this id or name"
        raise InvalidCorrections([(entry.line, f"{name}: {fault}; did you mean {near}?")], where=file)
    return answer.agency.id, _is_collective(reading, answer)


def _is_collective(reading: Reading, answer: Resolution) -> bool:
    return answer.agency.collective if answer.agency else reading.setting.registry.is_collective(answer.name)
