"""Duty edges: who leads, takes part and shares; and the regulatory edges derived from tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from graph.records import Edge, Value
from loaders.corrections.marks import BY_HAND
from loaders.extract import Reading
from loaders.model import Measure, ObjectMention, Party, Responsibility, Task
from loaders.records.corrections import correction_facts
from loaders.records.evidence import Evidence
from loaders.records.references import object_key
from loaders.records.regulation import regulatory_verbs
from loaders.records.times import due_facts

_CORRECTED = ("correction", "corrected_by", "corrected_on", "was")
INHERITED = "inherited"  # the basis of parties printed at a heading, for what stands under it
_EDGE_OF = {"lead": "LEADS", "participant": "PARTICIPATES_IN", "shared": "SHARES"}


def duty_edges(measure: Measure, own: str, ev: Evidence) -> Iterator[Edge]:
    """One edge per party and notation; where a measure inherits those of a heading, with the evidence there."""
    for number, duty in enumerate(measure.responsibilities, 1):
        for party in duty.parties:
            yield _duty_edge(own, number, duty, party, ev)
    if measure.inherits:
        heading = ev.reading.found.measures[measure.inherits - 1]
        for number, duty in enumerate(heading.responsibilities, len(measure.responsibilities) + 1):
            for party in duty.parties:
                yield _duty_edge(own, number, duty, replace(party, basis=INHERITED, broad_basis=INHERITED), ev)


def led(duties: Sequence[Edge]) -> str | None:
    """The strictest reading by which one of the duties of a measure is to lead it."""
    by_reading = {"strict": "role", "broad": "broad_role"}
    return next((name for name, role in by_reading.items() if any(d.properties[role] == "lead" for d in duties)), None)


def _duty_edge(own: str, number: int, duty: Responsibility, party: Party, ev: Evidence) -> Edge:
    return Edge(
        _EDGE_OF[party.role],
        ("Agency", party.agency),
        ("Measure", own),
        {**ev.of(party.quote or duty.span, party.span, _rule(duty, party)), **_role(own, number, duty, party, ev)},
    )


def _role(own: str, number: int, duty: Responsibility, party: Party, ev: Evidence) -> dict[str, Value]:
    return {
        "id": f"{own}.n{number}.p{party.position}",
        "notation": number,
        "role": party.role,
        "basis": party.basis,
        "broad_role": party.broad_role,
        "broad_basis": party.broad_basis,
        "wording": party.wording,
        "position": party.position,
        "open_list": duty.open_list,
        "deadline": ev.reading.clean.printed(duty.deadline) if duty.deadline else None,
        **due_facts(duty.due),
        "scope": party.scope or None,
        **correction_facts(party.correction),
    }


def _rule(duty: Responsibility, party: Party) -> str:
    """The rule of the grammar; of what a person added, that it was added."""
    return BY_HAND if party.correction and not party.correction.was else party.rule or duty.rule


@dataclass
class _Duty:
    """What accumulates for one agency and one object of a measure."""

    party: Party
    parties: int
    task: Task
    mention: ObjectMention
    tasks: list[str] = field(default_factory=list)
    verbs: list[str] = field(default_factory=list)


def regulation_edges(reading: Reading, measure: Measure, own: str, ev: Evidence) -> Iterator[Edge]:
    """REGULATES: each party of the measure and each object of its regulatory tasks, one edge per pair and measure.

    Pairs that several measures give are merged by :func:`merge_regulation`.
    """
    duties: dict[tuple[str, str], _Duty] = {}
    for ordinal, task in enumerate(measure.tasks, 1):
        verbs = regulatory_verbs(_without_objects(reading, measure, task)) if task.kind == "action" else ()
        if not verbs:
            continue
        for mention in measure.objects:
            if mention.core and task.span.holds(mention.span):
                for party, count in _parties(measure):
                    duty = duties.setdefault(
                        (party.agency, object_key(reading, mention)), _Duty(party, count, task, mention)
                    )
                    duty.tasks = list(dict.fromkeys([*duty.tasks, f"{own}.t{ordinal}"]))
                    duty.verbs = list(dict.fromkeys([*duty.verbs, *verbs]))
    for (agency, target), duty in sorted(duties.items()):
        yield _regulates(ev, agency, target, duty)


def _without_objects(reading: Reading, measure: Measure, task: Task) -> str:
    """The clause with its objects blanked: 检验检测 as a service is nothing that is done to anybody."""
    text = list(reading.clean.slice(task.span))
    for mention in measure.objects:
        if task.span.holds(mention.span):
            text[mention.span.start - task.span.start : mention.span.end - task.span.start] = "□" * (
                mention.span.end - mention.span.start
            )
    return "".join(text)


def _parties(measure: Measure) -> Iterator[tuple[Party, int]]:
    """Single bodies among the parties, leads first, with the number of parties of their notation."""
    all_ = [(p, len(r.parties)) for r in measure.responsibilities for p in r.parties if not p.collective]
    yield from sorted(all_, key=lambda item: item[0].role != "lead")


def _regulates(ev: Evidence, agency: str, target: str, duty: _Duty) -> Edge:
    return Edge(
        "REGULATES",
        ("Agency", agency),
        ("Object", target),
        {
            **ev.of(duty.task.span, duty.mention.span, "regulatory_task"),
            "id": f"{ev.document}|{agency}|{target}",
            "basis": "lead" if duty.party.role == "lead" else "co_listed",
            "verb": duty.verbs,
            "parties": duty.parties,
            "task": duty.tasks,
            **correction_facts(duty.party.correction, duty.mention.correction),
        },
    )


def merge_regulation(first: Edge, second: Edge) -> Edge:
    """One edge of two for the same agency, object and document: lead wins, lists are joined, the first quote stays."""
    b = dict(second.properties)
    a = {**{name: b[name] for name in _CORRECTED if name in b}, **first.properties}
    a["basis"] = "lead" if "lead" in (a["basis"], b["basis"]) else "co_listed"
    a["parties"] = max(_int(a["parties"]), _int(b["parties"]))
    for name in ("verb", "task"):
        a[name] = list(dict.fromkeys([*_list(a[name]), *_list(b[name])]))
    return Edge(first.type, first.source, first.target, a)


def _int(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _list(value: Value) -> list[str]:
    return value if isinstance(value, list) else []
