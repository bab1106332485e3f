"""The registry as records: the nodes and edges that stand in every store before any document is loaded."""

from __future__ import annotations

from collections.abc import Iterator

from graph.records import Batch, Edge, Node, Value, batch
from graph.registry.agency import Agency
from graph.registry.instruments import Instrument
from graph.registry.laws import LawEntry
from graph.registry.objects import CodeEntry, ObjectTerm, surfaces
from graph.registry.registry import Registry, registry
from graph.registry.succession import ReformEvent, Spell, Succession

ORIGIN = "registry"
_HOSTED = {"部委管理的国家局": "管理", "部门管理的事业单位": "管理", "授权事业单位": "管理"}


def registry_batch() -> Batch:
    """All nodes and edges of the registry, in canonical order."""
    known = registry()
    nodes = [*_nodes(known), *(object_node(term, names) for term, names in _objects(known))]
    return batch("", nodes, _edges(known))


def agency_node(agency: Agency, origin: str = ORIGIN) -> Node:
    """The node of a body; ``origin`` is ``document`` for bodies made on the fly from a name."""
    return _node(
        "Agency",
        agency.id,
        origin,
        name=agency.name,
        short=agency.short,
        names=list(agency.names),
        english=agency.english,
        kinds=list(agency.kinds),
        collective=agency.collective,
        level=agency.level,
        jurisdiction=agency.jurisdiction,
        valid_from=agency.valid_from,
        valid_to=agency.valid_to,
        rank=agency.rank,
        note=agency.note,
        source=agency.source,
    )


def law_node(law: LawEntry, origin: str = ORIGIN) -> Node:
    """The node of a law."""
    return _node(
        "Law",
        law.id,
        origin,
        title=law.title,
        names=list(law.names),
        kind=law.kind,
        issuer=law.issuer,
        first_year=law.first_year,
        number=law.number,
        revisions=list(law.revisions),
        status=f"{law.status}（截至{law.as_of}年）" if law.status and law.as_of else law.status,
        planned=law.planned,
        source=law.source,
    )


def object_node(term: ObjectTerm, names: tuple[str, ...] = (), origin: str = ORIGIN) -> Node:
    """The node of an object; ``names`` are all surfaces of the same object."""
    listed: Value = list(names or (term.surface,))
    return _node(
        "Object", term.id, origin, name=term.name, kind=term.kind, subkind=term.subkind, names=listed, note=term.note
    )


def _node(label: str, id_: str, origin: str, **properties: Value) -> Node:
    """A node without the properties that are not known (empty text, empty lists)."""
    given: dict[str, Value] = {name: value for name, value in properties.items() if value not in ("", [], None)}
    return Node(label, id_, {**given, "origin": origin})


def _nodes(known: Registry) -> Iterator[Node]:
    yield from (agency_node(agency) for agency in known.agencies.values())
    yield from (law_node(law) for law in known.laws.entries.values())
    yield from (_instrument_node(instrument) for instrument in known.instruments)
    yield from (_code_node(code) for code in known.codes.values())
    yield from (_event_node(event) for event in known.events)


def _objects(known: Registry) -> Iterator[tuple[ObjectTerm, tuple[str, ...]]]:
    """Every object once, by its own name where that is a surface, with all its surfaces."""
    first = {term.id: term for term in sorted(known.objects, key=lambda t: (t.surface == t.name, t.surface))}
    names = surfaces(known.objects)
    yield from ((term, names[id_]) for id_, term in first.items())


def _instrument_node(instrument: Instrument) -> Node:
    return _node(
        "Instrument",
        instrument.code,
        ORIGIN,
        name=instrument.label,
        english=instrument.english,
        rothwell_zegveld=instrument.rothwell_zegveld,
        hood=instrument.hood,
    )


def _code_node(code: CodeEntry) -> Node:
    return _node("Code", code.id, ORIGIN, scheme=code.scheme, code=code.code, name=code.name, level=code.level)


def _event_node(event: ReformEvent) -> Node:
    return _node(
        "ReformEvent",
        event.id,
        ORIGIN,
        name=event.name,
        round=event.round,
        kind=event.kind,
        year=int(event.day[:4]),
        day=event.day,
        source=event.source,
    )


def _edges(known: Registry) -> Iterator[Edge]:
    yield from (_succession_edge(fact) for fact in known.successions)
    for event in known.events:
        for type_, ids in (("ENDED", event.ended), ("CREATED", event.created), ("MOVED_FROM", event.moved_from)):
            yield from (Edge(type_, ("ReformEvent", event.id), ("Agency", id_)) for id_ in ids)
    yield from _part_edges(known)
    for term, _ in _objects(known):
        yield from (Edge("BROADER", ("Object", term.id), ("Object", id_)) for id_ in term.broader)
        yield from (Edge("CLASSIFIED_AS", ("Object", term.id), ("Code", known.codes[code].id)) for code in term.codes)


def _succession_edge(fact: Succession) -> Edge:
    properties: dict[str, Value] = {
        "event": fact.event,
        "day": fact.day,
        "scope": fact.scope,
        "primary": fact.primary,
        "source": fact.source,
    }
    return Edge("SUCCEEDED_BY", ("Agency", fact.old), ("Agency", fact.new), properties)


def _part_edges(known: Registry) -> Iterator[Edge]:
    """One edge per dated host; for a body without dated hosts one to its parent, over its whole life."""
    dated = {spell.agency for spell in known.spells}
    for spell in known.spells:
        yield _part_edge(spell)
    for agency in known.agencies.values():
        if agency.parent and agency.id not in dated:
            kind = agency.kinds[0] if agency.kinds else ""
            yield _part_edge(Spell(agency.id, agency.valid_from or "", agency.valid_to or "", kind, agency.parent))


def _part_edge(spell: Spell) -> Edge:
    properties: dict[str, Value] = {
        "kind": _HOSTED.get(spell.kind, spell.kind) or None,
        "valid_from": spell.since or None,
        "valid_to": spell.until or None,
    }
    return Edge("PART_OF", ("Agency", spell.agency), ("Agency", spell.host), properties)
