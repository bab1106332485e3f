"""What measures and documents name: laws, other documents, objects, programmes, instruments, issuers, addressees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from graph.records import Edge, Node
from loaders.extract import Reading
from loaders.header import NUMBER, official_number
from loaders.model import LawMention, Measure, ObjectMention, ProgrammeMention
from loaders.records.corrections import correction_facts
from loaders.records.evidence import Evidence
from loaders.records.keys import law_id, named_document_id, object_id, programme_id
from loaders.text import Span

Reference: TypeAlias = Node | Edge
_DOCUMENT_KINDS = ("plan", "document", "decision", "party")


# ---- the document's own references ------------------------------------------------------------------------------


def document_edges(reading: Reading, key: str, ev: Evidence) -> Iterator[Reference]:
    """ISSUED_BY, APPROVED_BY, ADDRESSED_TO, IMPLEMENTS, and laws named outside of the measures."""
    header = reading.found.header
    me = ("Document", key)
    ends = [("ISSUED_BY", header.issuer), ("APPROVED_BY", header.approved_by)]
    ends += [("ADDRESSED_TO", a) for a in header.addressees]
    for kind, span in ends:
        if span and (resolution := reading.setting.resolve(reading.clean.slice(span))).agency:
            yield Edge(kind, me, ("Agency", resolution.agency.id), ev.of(span, span, kind.lower()))
    for name, phrase in header.implements:
        target = _named(reading, name)
        yield from target[1]
        yield Edge("IMPLEMENTS", me, target[0], ev.of(phrase, name, "preamble"))
    for law in reading.found.laws:
        yield from _names(reading, me, law, ev)


# ---- references of a measure ------------------------------------------------------------------------------------


def mention_records(reading: Reading, measure: Measure, own: str, ev: Evidence) -> Iterator[Reference]:
    """TARGETS, NAMES, PART_OF_PROGRAMME and USES of one measure, on the task where the mention stands in one."""
    for law in measure.laws:
        yield from _names(reading, _holder(measure, own, law.span), law, ev)
    for item in measure.objects:
        if item.core:
            yield from _targets(reading, measure, _holder(measure, own, item.span), item, ev)
    for programme in measure.programmes:
        yield from _programme(reading, _holder(measure, own, programme.span), programme, ev)
    for use in measure.instruments:
        holder = _holder(measure, own, use.span)
        if holder[0] == "Task":
            yield Edge("USES", holder, ("Instrument", use.code), ev.of(use.quote, use.span, use.rule))


def _holder(measure: Measure, own: str, span: Span) -> tuple[str, str]:
    """The task in which a mention stands, else the measure."""
    for ordinal, task in enumerate(measure.tasks, 1):
        if task.span.holds(span):
            return "Task", f"{own}.t{ordinal}"
    return "Measure", own


# ---- laws and documents -----------------------------------------------------------------------------------------


def _names(reading: Reading, holder: tuple[str, str], law: LawMention, ev: Evidence) -> Iterator[Reference]:
    target, nodes = _law_target(reading, law)
    yield from nodes
    evidence = ev.of(law.quote, law.span, law.rule)
    yield Edge(
        "NAMES",
        holder,
        target,
        {**evidence, "action": law.action, "stage": law.stage or None, **correction_facts(law.correction)},
    )


def _law_target(reading: Reading, law: LawMention) -> tuple[tuple[str, str], list[Node]]:
    """The registry's law; else the document whose number follows; else a document or law known by its title."""
    if law.law:
        return ("Law", law.law), []
    if law.kind in _DOCUMENT_KINDS or _number_after(reading, law.span):
        return _named(reading, law.span)
    key, title = law_id(reading.clean.slice(law.span)), reading.clean.words(law.span)
    facts = {
        "title": title,
        "names": _names_of(reading, law.span),
        "kind": law.kind or None,
        "planned": law.planned,
        "origin": "document",
    }
    return ("Law", key), [Node("Law", key, facts)]


def _named(reading: Reading, name: Span) -> tuple[tuple[str, str], list[Node]]:
    """A law of the registry, or another document by its number or title."""
    plain = reading.clean.slice(name)
    entry = reading.setting.registry.laws.resolve(plain, reading.setting.on)
    if entry:
        return ("Law", entry.id), []
    number = _number_after(reading, name)
    key = number or named_document_id(plain)
    facts = {"title": reading.clean.words(name), "number": number or None, "loaded": False, "origin": "document"}
    return ("Document", key), [Node("Document", key, facts)]


def _names_of(reading: Reading, span: Span) -> list[str]:
    """The name as written, and in simplified script."""
    return list(dict.fromkeys([reading.clean.words(span), reading.clean.slice(span)]))


def _number_after(reading: Reading, name: Span) -> str:
    """The official number in brackets right after 《…》."""
    text = reading.clean.text
    if not text.startswith("》（", name.end):
        return ""
    match = NUMBER.match(text, name.end + 2)
    return official_number(match) if match else ""


# ---- objects and programmes -------------------------------------------------------------------------------------


def object_key(reading: Reading, item: ObjectMention) -> str:
    """The gazetteer's id, or one made from the name."""
    return item.term or object_id(item.name or reading.clean.slice(item.span), item.kind)


def _targets(
    reading: Reading, measure: Measure, holder: tuple[str, str], item: ObjectMention, ev: Evidence
) -> Iterator[Reference]:
    key = object_key(reading, item)
    if not item.term:
        name = item.name or reading.clean.slice(item.span)
        names = [name] if item.name else _names_of(reading, item.span)
        yield Node("Object", key, {"name": name, "kind": item.kind, "names": names, "origin": "document"})
    facts = {**ev.of(item.quote, item.span, item.rule), **correction_facts(item.correction)}
    yield Edge("TARGETS", holder, ("Object", key), facts)
    broader = next((o for o in measure.objects if item.broader and o.core and o.span == item.broader), None)
    if broader and object_key(reading, broader) != key:
        evidence = ev.of(Span(item.span.start, broader.span.end), item.span, "x_deng_z")
        yield Edge("BROADER", ("Object", key), ("Object", object_key(reading, broader)), evidence)


def _programme(reading: Reading, holder: tuple[str, str], item: ProgrammeMention, ev: Evidence) -> Iterator[Reference]:
    key, name = programme_id(reading.clean.slice(item.span)), reading.clean.words(item.span)
    yield Node("Programme", key, {"name": name, "kind": item.kind or None, "quoted": item.quoted, "origin": "document"})
    yield Edge("PART_OF_PROGRAMME", holder, ("Programme", key), ev.of(item.quote, item.span, item.rule))
