"""Rules about the words of the graph: labels, edge types and properties exist, and arrows point the right way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from graph.catalogue.facts import Breach, Facts
from graph.catalogue.pattern import BOTH, OUT, Part, Step
from graph.catalogue.scope import DUTIES, all_properties, edge_properties, node_properties
from graph.catalogue.spelling import near
from graph.schema import SCHEMA

_ROLE_PAIRS = (("role", "broad_role"), ("basis", "broad_basis"))


def labels_and_types(facts: Facts) -> Iterator[Breach]:
    """Every label and edge type is in the schema; no edge without a type."""
    named = [(name, part.line) for part in facts.patterns.nodes for name in part.names]
    for name, line in dict.fromkeys([*named, *_labels_after_colon(facts)]):
        if name in SCHEMA.edges:
            yield Breach("schema", line, f"{name} is an edge type, not a label")
        elif name not in SCHEMA.nodes:
            yield _unknown("label", name, line, SCHEMA.nodes)
    for step in facts.patterns.steps:
        edge = step.edge
        yield from (_unknown("edge type", n, edge.line, SCHEMA.edges) for n in edge.names if n not in SCHEMA.edges)
        if not edge.names:
            yield Breach("schema", edge.line, "an edge without a type: name the types")


def _labels_after_colon(facts: Facts) -> Iterator[tuple[str, int]]:
    """``n:Label`` anywhere: a ``:`` that stands neither in a map nor in an edge."""
    open_: list[str] = []
    for at, token in enumerate(facts.tokens):
        if token.symbol("(", "[", "{"):
            edge = token.symbol("[") and facts.next(at, -1).symbol("-")
            open_.append("edge" if edge else token.text)
        elif token.symbol(")", "]", "}") and open_:
            open_.pop()
        elif token.symbol(":") and open_[-1:] not in (["{"], ["edge"]) and facts.next(at).named:
            yield facts.next(at).text, token.line


def _unknown(what: str, name: str, line: int, known: Iterable[str]) -> Breach:
    guess = near(name, known, 1)
    return Breach("schema", line, f"no {what} {name} in the schema" + (f"; {guess[0]}?" if guess else ""))


def properties(facts: Facts) -> Iterator[Breach]:
    """Every property is one of what its variable stands for, or of anything where that cannot be told."""
    for variable, name in facts.properties():
        known = facts.scope.properties(variable.text)
        yield from _property(variable.text, name.text, name.line, all_properties() if known is None else known)
    for part in facts.patterns.nodes:
        yield from _keys(part, facts.scope.properties(part.variable), node_properties)
    for step in facts.patterns.steps:
        yield from _keys(step.edge, facts.scope.properties(step.edge.variable), edge_properties)


def _keys(part: Part, known: set[str] | None, of: Callable[[str], set[str]]) -> Iterator[Breach]:
    if known is None:
        known = set().union(*map(of, part.names)) if part.names else all_properties()
    for key in part.keys:
        yield from _property("|".join(part.names) or part.variable, key, part.line, known)


def _property(owner: str, name: str, line: int, known: set[str]) -> Iterator[Breach]:
    if name not in known:
        guess = near(name, known, 1)
        hint = f"; {owner}.{guess[0]}?" if guess else ""
        yield Breach("schema", line, f"no property {owner}.{name} in the schema{hint}")


def direction(facts: Facts) -> Iterator[Breach]:
    """Every edge type of a pattern can join the labels at its two ends, the way the arrow points."""
    for step in facts.patterns.steps:
        if step.edge.repeated and len(step.edge.names) > 1:
            continue
        ends = _labels(facts, step.left), _labels(facts, step.right)
        if step.edge.empty and ends[0] & ends[1]:
            continue
        for name in step.edge.names:
            if name in SCHEMA.edges and not _joins(name, step, *ends):
                yield Breach("direction", step.edge.line, f"{name} does not join these labels in this direction")


def _labels(facts: Facts, part: Part) -> set[str]:
    return facts.scope.labels.get(part.variable) or {name for name in part.names if name in SCHEMA.nodes}


def _joins(name: str, step: Step, left: set[str], right: set[str]) -> bool:
    edge = SCHEMA.edges[name]

    def fits(source: set[str], target: set[str]) -> bool:
        return not (source and source.isdisjoint(edge.sources)) and not (target and target.isdisjoint(edge.targets))

    outgoing, incoming = fits(left, right), fits(right, left)
    return outgoing or incoming if step.edge.direction == BOTH else outgoing if step.edge.direction == OUT else incoming


def readings(facts: Facts) -> Iterator[Breach]:
    """A question about roles takes the reading and honours it.

    Edge types follow the strict reading, so a question asks for all three of them and then looks at the role
    of the reading that was chosen.
    """
    for step in facts.patterns.steps:
        asked = DUTIES & set(step.edge.names)
        if asked and asked != DUTIES:
            yield Breach("reading", step.edge.line, f"ask for all of {', '.join(sorted(DUTIES))}, then for the role")
    duties = facts.scope.duties()
    used = {name.text: name.line for variable, name in facts.properties() if variable.text in duties}
    for strict, broad in _ROLE_PAIRS:
        if (strict in used) != (broad in used):
            said, other = (strict, broad) if strict in used else (broad, strict)
            yield Breach("reading", used[said], f"{said} is one reading only: take {other} for the other one")
        elif strict in used and not facts.query.reads_roles:
            yield Breach("reading", used[strict], "a question about roles takes the parameter reading")
    for at, token in enumerate(facts.tokens):
        if token.word("TYPE") and facts.next(at).symbol("(") and facts.next(at, 2).text in duties:
            yield Breach("reading", token.line, "the type of a duty edge is the strict reading only: use the role")


RULES = (labels_and_types, properties, direction, readings)
