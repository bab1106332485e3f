"""From a reading to records: nodes and edges that obey the schema, each extracted edge with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.records import Batch, Edge, Node, batch
from graph.registry.agency import Resolution
from graph.registry.batch import agency_node
from loaders.extract import Reading
from loaders.model import Measure, Task, Unit
from loaders.records.corrections import correction_facts
from loaders.records.duties import duty_edges, led, merge_regulation, regulation_edges
from loaders.records.evidence import Evidence
from loaders.records.keys import document_id
from loaders.records.references import Reference, document_edges, mention_records
from loaders.records.times import deadline_facts
from loaders.setting import UNIT, UNIT_KIND
from loaders.text import Span


def records_of(reading: Reading) -> Batch:
    """The batch of one document, in canonical order; equal readings give equal bytes."""
    key = document_id(reading)
    ev = Evidence(reading, key)
    nodes: dict[tuple[str, str], Node] = {}
    edges: list[Edge] = []
    for item in _records(reading, key, ev):
        if isinstance(item, Node):
            nodes.setdefault((item.label, item.id), item)
        else:
            edges.append(item)
    for body in _bodies(reading, edges):
        if isinstance(body, Node):
            nodes.setdefault((body.label, body.id), body)
        else:
            edges.append(body)
    return batch(key, nodes.values(), _distinct(edges))


def _records(reading: Reading, key: str, ev: Evidence) -> Iterator[Reference]:
    yield _document(reading, key)
    yield from document_edges(reading, key, ev)
    for ordinal, section in enumerate(reading.found.sections, 1):
        yield _section(reading, key, ordinal, section)
        yield _part("HAS_SECTION", ("Document", key), ("Section", f"{key}#s{ordinal}"), key)
    for measure in reading.found.measures:
        yield from _measure(reading, key, measure, ev)
    yield from _closing(reading, key, ev)
    yield from _issues(reading, key)


def _part(kind: str, source: tuple[str, str], target: tuple[str, str], key: str) -> Edge:
    return Edge(kind, source, target, {"document": key})


# ---- the document and its parts ---------------------------------------------------------------------------------


def _document(reading: Reading, key: str) -> Node:
    header, text = reading.found.header, reading.clean
    title = text.line(header.title_span) or text.written[:40].split("\n")[0]
    return Node(
        "Document",
        key,
        {
            "title": title,
            "plan_title": text.line(header.plan_title_span) or None,
            "number": header.number_id or None,
            "issuer": text.words(header.issuer) if header.issuer else None,
            "issued": header.issued or None,
            "year": int(header.issued[:4]) if header.issued else None,
            "kind": header.kind or None,
            "approved_by": text.words(header.approved_by) if header.approved_by else None,
            "addressees": [text.words(a) for a in header.addressees] or None,
            "implicit_parties": [text.words(s) for s in reading.found.implicit_parties] or None,
            "rule": text.words(reading.found.rule) if reading.found.rule else None,
            "loaded": True,
            "sha256": reading.raw.sha256,
            "encoding": reading.raw.encoding,
            "format": reading.raw.format,
            "origin": "document",
        },
    )


def _section(reading: Reading, key: str, ordinal: int, unit: Unit) -> Node:
    raw = reading.clean.raw_span(unit.span)
    return Node(
        "Section",
        f"{key}#s{ordinal}",
        {
            "document": key,
            "ordinal": ordinal,
            "number": unit.number,
            "title": reading.clean.words(unit.title_span),
            "start": raw.start,
            "end": raw.end,
        },
    )


def _measure(reading: Reading, key: str, measure: Measure, ev: Evidence) -> Iterator[Reference]:
    own = f"{key}#m{measure.ordinal}"
    raw, duties = reading.clean.raw_span(measure.unit.span), list(duty_edges(measure, own, ev))
    yield Node(
        "Measure",
        own,
        {
            "document": key,
            "ordinal": measure.ordinal,
            "number": measure.unit.number,
            "title": reading.clean.words(measure.unit.title_span),
            "text": reading.clean.words(measure.unit.span),
            "tasks": len(measure.tasks),
            "parties": sum(len(r.parties) for r in measure.responsibilities),
            "led": led(duties),
            **deadline_facts(reading, measure.deadline),
            **correction_facts(*measure.removed),
            "start": raw.start,
            "end": raw.end,
        },
    )
    above = ("Section", f"{key}#s{measure.section}") if measure.section else ("Document", key)
    yield _part("HAS_MEASURE", above, ("Measure", own), key)
    for ordinal, task in enumerate(measure.tasks, 1):
        yield _task(reading, key, f"{own}.t{ordinal}", ordinal, task)
        yield _part("HAS_TASK", ("Measure", own), ("Task", f"{own}.t{ordinal}"), key)
    yield from mention_records(reading, measure, own, ev)
    yield from duties
    yield from regulation_edges(reading, measure, own, ev)


def _task(reading: Reading, key: str, own: str, ordinal: int, task: Task) -> Node:
    raw = reading.clean.raw_span(task.span)
    return Node(
        "Task",
        own,
        {
            "document": key,
            "ordinal": ordinal,
            "text": reading.clean.words(task.span),
            "verb": task.verb,
            "modifier": task.modifier or None,
            "kind": task.kind,
            **deadline_facts(reading, task.deadline),
            "start": raw.start,
            "end": raw.end,
        },
    )


def _closing(reading: Reading, key: str, ev: Evidence) -> Iterator[Reference]:
    """Closing duties: tasks of the document, addressed to the last subject that was printed."""
    actor: Span | None = None
    for ordinal, task in enumerate(reading.found.closing, 1):
        own = f"{key}#c{ordinal}"
        yield _task(reading, key, own, ordinal, task)
        yield _part("HAS_TASK", ("Document", key), ("Task", own), key)
        same = actor and "\n" not in reading.clean.text[actor.start : task.span.start]
        actor = task.actor or (actor if same else None)
        if actor and (resolution := reading.setting.resolve(reading.clean.slice(actor))).agency:
            quote = Span(min(actor.start, task.span.start), max(actor.end, task.span.end))
            yield Edge(
                "ADDRESSED_TO",
                ("Task", own),
                ("Agency", resolution.agency.id),
                ev.of(quote, actor, "subject_of_closing_duty"),
            )


def _issues(reading: Reading, key: str) -> Iterator[Reference]:
    for ordinal, issue in enumerate(reading.found.issues, 1):
        own = f"{key}#i{ordinal}"
        raw = reading.clean.raw_span(issue.span)
        measure = reading.found.measures[issue.measure - 1] if issue.measure else None
        yield Node(
            "Issue",
            own,
            {
                "document": key,
                "ordinal": ordinal,
                "kind": issue.kind,
                "severity": issue.severity,
                "text": issue.text,
                "quote": reading.clean.printed(issue.span) or None,
                "suggestion": issue.suggestion or None,
                "measure": measure.unit.number if measure else None,
                "start": raw.start,
                "end": raw.end,
            },
        )
        about = ("Measure", f"{key}#m{issue.measure}") if issue.measure else ("Document", key)
        yield _part("ABOUT", ("Issue", own), about, key)


# ---- bodies that the registry does not list ---------------------------------------------------------------------


def _bodies(reading: Reading, edges: Iterable[Edge]) -> Iterator[Reference]:
    """Local bodies, collectives and unlisted bodies that edges point at, with what is known of them."""
    listed = reading.setting.registry.agencies
    resolved = reading.setting.resolved
    used = {end[1] for e in edges for end in (e.source, e.target) if end[0] == "Agency"} - set(listed)
    used |= {host for key in used if (host := _host(resolved[key])) in resolved} - set(listed)
    for key in sorted(used):
        resolution = resolved[key]
        if resolution.agency is None:
            yield Node(
                "Agency",
                key,
                {
                    "name": resolution.name,
                    "short": resolution.name,
                    "names": [resolution.name],
                    "collective": False,
                    "origin": "document",
                },
            )
            continue
        yield agency_node(resolution.agency, "document")
        for central in resolution.counterparts:
            facts = {"function": resolution.function or None, "lagged": resolution.lagged or None}
            yield Edge("COUNTERPART_OF", ("Agency", key), ("Agency", central), facts)
        for central in resolution.branch_of:
            yield Edge("PART_OF", ("Agency", key), ("Agency", central), {"kind": "派出"})
        if host := _host(resolution):
            yield Edge("PART_OF", ("Agency", key), ("Agency", host), {"kind": UNIT_KIND})


def _host(resolution: Resolution) -> str:
    """Id of the department whose unit it is, empty for other bodies."""
    return resolution.agency.parent if resolution.how == UNIT and resolution.agency else ""


def _distinct(edges: Iterable[Edge]) -> list[Edge]:
    """One edge per type, ends, id and action; of several mentions the first in the text stays."""
    kept: dict[tuple[object, ...], Edge] = {}
    for edge in edges:
        identity = (edge.type, edge.source, edge.target, edge.properties.get("id"), edge.properties.get("action"))
        twin = kept.get(identity)
        if twin is None:
            kept[identity] = edge
        elif edge.type == "REGULATES":
            kept[identity] = merge_regulation(twin, edge)
    return list(kept.values())
