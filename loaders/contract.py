"""The extraction contract: what ``policygraph extract --format json`` prints. Offsets count the decoded text."""

from __future__ import annotations

import re
from typing import Any

from loaders.extract import Reading
from loaders.model import (
    Corrected,
    Deadline,
    DeadlineMention,
    LawMention,
    Measure,
    ObjectMention,
    Party,
    Responsibility,
    Task,
)
from loaders.records.keys import document_id
from loaders.text import Span

Json = dict[str, Any]


def extraction_json(reading: Reading) -> Json:
    """One JSON object per document: document, measures, closing tasks, issues."""
    found = reading.found
    return {
        "document": _document(reading),
        "sections": [
            {"number": s.number, "title": _say(reading, s.title_span), **_place(reading, s.span)}
            for s in found.sections
        ],
        "measures": [_measure(reading, m) for m in found.measures],
        "closing": [_task(reading, t) for t in found.closing],
        "laws": [_law(reading, m) for m in found.laws],
        "issues": [
            {
                "kind": i.kind,
                "severity": i.severity,
                "text": i.text,
                "suggestion": i.suggestion,
                "measure": found.measures[i.measure - 1].unit.number if i.measure else None,
                **_place(reading, i.span),
            }
            for i in found.issues
        ],
    }


def _say(reading: Reading, span: Span | None) -> str | None:
    return reading.clean.words(span) if span else None


def _place(reading: Reading, span: Span) -> Json:
    raw = reading.clean.raw_span(span)
    return {"start": raw.start, "end": raw.end}


def _named(reading: Reading, span: Span) -> Json:
    return {"as_named": reading.clean.printed(span), **_place(reading, span)}


def _document(reading: Reading) -> Json:
    header = reading.found.header
    return {
        "id": document_id(reading),
        "title": reading.clean.line(header.title_span),
        "plan_title": reading.clean.line(header.plan_title_span) or None,
        "number": _number(reading),
        "issuer": _say(reading, header.issuer),
        "issued": header.issued or None,
        "kind": header.kind or None,
        "approved_by": _say(reading, header.approved_by),
        "addressees": [reading.clean.words(a) for a in header.addressees],
        "implements": [_named(reading, name) for name, _ in header.implements],
        "rule": _say(reading, reading.found.rule),
        "implicit_parties": [_named(reading, s) for s in reading.found.implicit_parties],
        "sha256": reading.raw.sha256,
        "encoding": reading.raw.encoding,
        "format": reading.raw.format,
        "rules_version": reading.rules,
    }


def _number(reading: Reading) -> str | None:
    """The official number in its normal form; in a text in traditional script as printed."""
    header, text = reading.found.header, reading.clean
    if header.number and text.written != text.text:
        return re.sub(r"\s", "", text.words(header.number))
    return header.number_id or None


def _measure(reading: Reading, measure: Measure) -> Json:
    section = reading.found.sections[measure.section - 1] if measure.section else None
    return {
        "ordinal": measure.ordinal,
        "number": measure.unit.number,
        "title": reading.clean.words(measure.unit.title_span),
        "section": section.number + reading.clean.words(section.title_span) if section else None,
        **_place(reading, measure.unit.span),
        "responsibilities": [_responsibility(reading, r) for r in measure.responsibilities],
        "laws": [_law(reading, m) for m in measure.laws],
        "products": [_object(reading, o) for o in measure.objects],
        "tasks": [_task(reading, t) for t in measure.tasks],
        "programmes": [
            {**_named(reading, p.span), "kind": p.kind, "quoted": p.quoted, "rule": p.rule} for p in measure.programmes
        ],
        "instruments": [{**_named(reading, i.span), "code": i.code, "rule": i.rule} for i in measure.instruments],
        "deadline": _deadline(reading, measure.deadline),
        "removed": [_correction(mark) for mark in measure.removed],
    }


def _responsibility(reading: Reading, duty: Responsibility) -> Json:
    return {
        "text": reading.clean.printed(duty.span),
        **_place(reading, duty.span),
        "open_list": duty.open_list,
        "deadline": reading.clean.printed(duty.deadline) if duty.deadline else None,
        "due": _due(duty.due) if duty.due else None,
        "rule": duty.rule,
        "parties": [_party(reading, p) for p in duty.parties],
    }


def _party(reading: Reading, party: Party) -> Json:
    return {
        **_named(reading, party.span),
        "agency": party.agency,
        "role": party.role,
        "basis": party.basis,
        "broad_role": party.broad_role,
        "broad_basis": party.broad_basis,
        "wording": party.wording,
        "position": party.position,
        "collective": party.collective,
        "scope": party.scope or None,
        "correction": _correction(party.correction),
    }


def _correction(mark: Corrected | None) -> Json | None:
    """What a person corrected by hand; ``was`` is null for what was added."""
    if mark is None:
        return None
    return {"reason": mark.reason, "was": mark.was or None, "by": mark.by or None, "on": mark.on or None}


def _law(reading: Reading, law: LawMention) -> Json:
    return {
        **_named(reading, law.span),
        "law": law.law or None,
        "action": law.action,
        "stage": law.stage,
        "kind": law.kind,
        "planned": law.planned,
        "rule": law.rule,
        "correction": _correction(law.correction),
    }


def _object(reading: Reading, item: ObjectMention) -> Json:
    return {
        **_named(reading, item.span),
        "object": item.term or None,
        "category": item.name,
        "kind": item.kind,
        "rule": item.rule,
        "correction": _correction(item.correction),
    }


def _task(reading: Reading, task: Task) -> Json:
    return {
        "text": reading.clean.words(task.span),
        **_place(reading, task.span),
        "verb": task.verb,
        "modifier": task.modifier or None,
        "kind": task.kind,
        "actor": _say(reading, task.actor),
        "deadline": _deadline(reading, task.deadline),
    }


def _deadline(reading: Reading, mention: DeadlineMention | None) -> Json | None:
    return {**_named(reading, mention.span), **_due(mention.deadline)} if mention else None


def _due(said: Deadline) -> Json:
    """What a time limit says; what does not apply is left out, except for its kind and its days."""
    days = {"kind": said.kind, "due_from": said.start or said.earliest or None, "due": said.end or None}
    more = {
        "ambiguous": bool(said.earliest),
        "past": said.past,
        "continues": said.continues,
        "event": said.event,
        "every": said.every,
        "month": said.month,
        "day": said.day,
    }
    return days | {name: value for name, value in more.items() if value}
