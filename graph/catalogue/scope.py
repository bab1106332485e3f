"""Scope: which labels or edge types each variable of a statement can stand for."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from graph.catalogue.pattern import BOTH, OUT, Part, Patterns, Step
from graph.catalogue.statement import Projection
from graph.schema import SCHEMA

DUTIES = frozenset(("LEADS", "PARTICIPATES_IN", "SHARES"))


@dataclass
class Scope:
    """Labels by node variable, types by edge variable; a variable of which nothing is known is in neither."""

    labels: dict[str, set[str]] = field(default_factory=dict)
    types: dict[str, set[str]] = field(default_factory=dict)

    def duties(self) -> set[str]:
        """The variables that stand for responsibility edges."""
        return {name for name, types in self.types.items() if types & DUTIES}

    def properties(self, variable: str) -> set[str] | None:
        """The properties that the variable can have, None if it is not known what it stands for."""
        if variable in self.labels:
            return set().union(*(node_properties(label) for label in self.labels[variable]))
        if variable in self.types:
            return set().union(*(edge_properties(type_) for type_ in self.types[variable]))
        return None


def node_properties(label: str) -> set[str]:
    """The properties of a label, none if the schema does not have it."""
    return {p.name for p in SCHEMA.nodes[label].properties} if label in SCHEMA.nodes else set()


def edge_properties(type_: str) -> set[str]:
    """The properties of an edge type, none if the schema does not have it."""
    return {p.name for p in SCHEMA.edges[type_].properties} if type_ in SCHEMA.edges else set()


def all_properties() -> set[str]:
    """Every property of the schema."""
    return set().union(*map(node_properties, SCHEMA.nodes), *map(edge_properties, SCHEMA.edges))


def scope(found: Patterns, projections: Sequence[Projection]) -> Scope:
    """What the patterns say of the variables, by their own labels or else by the edges they stand at."""
    known = Scope()
    for part in found.nodes:
        _learn(known.labels, part, SCHEMA.nodes)
    for step in found.steps:
        _learn(known.types, step.edge, SCHEMA.edges)
    for step in found.steps:
        _infer(known, step)
    for projection in projections:
        for item in projection.items:
            _rename(known, item.text, item.name)
    return known


def _learn(table: dict[str, set[str]], part: Part, known: Container[str]) -> None:
    """A name that the schema does not have tells nothing."""
    names = {name for name in part.names if name in known}
    if part.variable and names:
        table.setdefault(part.variable, set()).update(names)


def _infer(known: Scope, step: Step) -> None:
    if step.edge.direction == BOTH or step.edge.repeated:
        return
    outgoing = step.edge.direction == OUT
    source, target = (step.left, step.right) if outgoing else (step.right, step.left)
    edges = [SCHEMA.edges[name] for name in step.edge.names if name in SCHEMA.edges]
    sources, targets = {s for e in edges for s in e.sources}, {t for e in edges for t in e.targets}
    for part, labels in ((source, sources), (target, targets)):
        if part.variable and labels:
            known.labels.setdefault(part.variable, labels)


def _rename(known: Scope, old: str, new: str) -> None:
    tables = (known.labels, known.types)
    for table in tables:
        if old in table and new and new != old:
            table.setdefault(new, set()).update(table[old])
