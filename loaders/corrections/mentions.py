"""Corrections of objects and laws: another object, one that is none or was missed; another action upon a law.

Each gives what those of :mod:`loaders.corrections.parties` give.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

from graph.declaration import OBJECT_KINDS
from graph.errors import InvalidCorrections
from graph.evidence import fold
from graph.registry.objects import ObjectTerm
from loaders.corrections.correction import Correction
from loaders.corrections.marks import BY_HAND, marked, of
from loaders.corrections.passage import Passages, same_name, same_passage
from loaders.extract import Reading
from loaders.model import LawMention, Measure, ObjectMention
from loaders.records.keys import object_id
from loaders.text import Span

# ---- objects ----------------------------------------------------------------------------------------------------


def replace_object(reading: Reading, measure: Measure, entry: Correction, file: str) -> Measure | Span | None:
    """Another object behind the printed name."""
    term = _term(reading, entry, file)
    item = _object(reading, measure, entry)
    if item is None:
        return None
    if item.term == term.id:
        return item.span
    was = item.term or object_id(item.name or reading.clean.slice(item.span), item.kind)
    mark = marked(item.correction, entry, was)
    new = replace(item, term=term.id, name=term.name, kind=term.kind, correction=mark)
    return _with_objects(measure, tuple(new if o is item else o for o in measure.objects))


def remove_object(reading: Reading, measure: Measure, entry: Correction, _file: str) -> Measure | Span | None:
    """No object of the measure; the measure keeps a mark of it."""
    item = _object(reading, measure, entry)
    if item is None:
        return Passages(reading, measure.unit.span).find(entry.quote)
    kept = _with_objects(measure, tuple(o for o in measure.objects if o is not item))
    was = f"{item.term or item.kind} {reading.clean.printed(item.span)}"
    return replace(kept, removed=(*measure.removed, of(entry, was)))


def add_object(reading: Reading, measure: Measure, entry: Correction, file: str) -> Measure | Span | None:
    """An object that was missed: of the registry, or a new one of the kind that is given."""
    present = _object(reading, measure, entry)
    if present:
        return present.span if entry.to in OBJECT_KINDS else replace_object(reading, measure, entry, file)
    words = Passages(reading, measure.unit.span)
    quote = words.find(entry.quote)
    name = words.find(entry.name, quote) if quote else None
    if quote is None or name is None:
        return None
    id_, known, kind = "", "", entry.to
    if entry.to not in OBJECT_KINDS:
        term = _term(reading, entry, file)
        id_, known, kind = term.id, term.name, term.kind
    item = ObjectMention(name, quote, id_, known, kind, BY_HAND, correction=of(entry, ""))
    return _with_objects(measure, tuple(sorted((*measure.objects, item), key=lambda o: o.span.start)))


def _object(reading: Reading, measure: Measure, entry: Correction) -> ObjectMention | None:
    """The mention of the name in the passage; only such as the graph has."""
    say = reading.clean.printed
    for item in measure.objects:
        quote = Span(min(item.quote.start, item.span.start), max(item.quote.end, item.span.end))
        if item.core and same_name(say(item.span), entry.name) and same_passage(say(quote), entry.quote):
            return item
    return None


def _with_objects(measure: Measure, objects: tuple[ObjectMention, ...]) -> Measure:
    return replace(measure, objects=objects)


def _term(reading: Reading, entry: Correction, file: str) -> ObjectTerm:
    """The registry's object by its id or one of its names. Raises InvalidCorrections."""
    terms = reading.setting.registry.objects
    wanted = fold(entry.to)
    for term in terms:
        if term.id == entry.to or wanted in (fold(term.name), fold(term.surface)):
            return term
    near = "、".join(get_close_matches(entry.to, [t.name for t in terms], 3, 0.3))
    advice = f"; did you mean {near}?" if near else ""
    raise InvalidCorrections([(entry.line, f"{entry.to}: no object has this id or name{advice}")], where=file)


# ---- laws -------------------------------------------------------------------------------------------------------


def give_action(reading: Reading, measure: Measure, entry: Correction, _file: str) -> Measure | Span | None:
    """Another action upon the law."""
    law = _law(reading, measure, entry)
    if law is None:
        return None
    if law.action == entry.to:
        return law.span
    new = replace(law, action=entry.to, stage="", correction=marked(law.correction, entry, law.action))
    return replace(measure, laws=tuple(new if m is law else m for m in measure.laws))


def remove_law(reading: Reading, measure: Measure, entry: Correction, _file: str) -> Measure | Span | None:
    """No law that the measure names; the measure keeps a mark of it."""
    law = _law(reading, measure, entry)
    if law is None:
        return Passages(reading, measure.unit.span).find(entry.quote)
    removed = of(entry, f"{law.action} {reading.clean.printed(law.span)}")
    rest = tuple(m for m in measure.laws if m is not law)
    return replace(measure, laws=rest, removed=(*measure.removed, removed))


def _law(reading: Reading, measure: Measure, entry: Correction) -> LawMention | None:
    say = reading.clean.printed
    for law in measure.laws:
        quote = Span(min(law.quote.start, law.span.start), max(law.quote.end, law.span.end))
        if same_name(say(law.span), entry.name) and same_passage(say(quote), entry.quote):
            return law
    return None
