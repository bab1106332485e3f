"""Masking: questions and phrases as units, with slots in the place of what names something."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graph.asking.filling import Filling
from graph.asking.phrases import Phrase
from graph.asking.wording import SLOT, Lexicon, Unit
from graph.catalogue import Parameter, Query


def slot_text(parameter: Parameter) -> str:
    """What a slot is compared by: slots for the same label, or for days, are alike, whatever they are called."""
    base = parameter.type.base
    return f"<{parameter.type.label or (base if base == 'date' else parameter.name)}>"


def masked(lexicon: Lexicon, query: Query, text: str, filling: Filling) -> Iterator[Unit]:
    """The units of a question without those that are set aside; idle ones too."""
    at = 0
    for start, end, name in filling.places:
        if start < at:
            continue
        yield from lexicon.units(text, at, start)
        parameter = query.param(name) if name else None
        if parameter is not None:
            yield Unit(slot_text(parameter), start, end, SLOT)
        at = end
    yield from lexicon.units(text, at)


def phrase_units(lexicon: Lexicon, query: Query, phrase: Phrase, left_out: Collection[str] = ()) -> list[str]:
    """What a phrase is compared by, some of its slots left out."""
    found: list[str] = []
    for n, part in enumerate(phrase.parts):
        parameter = query.param(part) if n % 2 else None
        if parameter is None:
            found += lexicon.said(part)
        elif part not in left_out:
            found.append(slot_text(parameter))
    return found
