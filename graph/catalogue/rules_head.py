"""Rules about what the front matter declares and the Cypher does: parameters, columns, shape, examples."""

from __future__ import annotations

from collections.abc import Iterator

from graph.catalogue.facts import Breach, Facts
from graph.catalogue.parameters import bind, coerce
from graph.catalogue.query import GRAPH_COLUMNS, READINGS, Parameter
from graph.catalogue.tokens import PARAM
from graph.errors import InvalidParameter


def parameters(facts: Facts) -> Iterator[Breach]:
    """Every declared parameter is used, every used one declared."""
    used = {t.text: t.line for t in reversed(facts.tokens) if t.kind == PARAM}
    for parameter in facts.query.params:
        if parameter.name not in used:
            yield Breach("parameters", parameter.line, f"{parameter.name} is declared and not used", head=True)
    for name, line in sorted(used.items()):
        if facts.query.param(name) is None:
            yield Breach("parameters", line, f"${name} is used and not declared")


def columns(facts: Facts) -> Iterator[Breach]:
    """The columns declared are the names of the last RETURN, in its order."""
    if facts.answer is None:
        return
    for item in facts.answer.items:
        if not item.name:
            yield Breach("columns", item.line, f"{item.text} has no name: write AS")
    declared = [c.name for c in facts.query.columns]
    returned = [item.name for item in facts.answer.items]
    if all(returned) and declared != returned:
        yield Breach(
            "columns", facts.answer.line, f"declared are {', '.join(declared)}; returned are {', '.join(returned)}"
        )


def inline(facts: Facts) -> Iterator[Breach]:
    """A required node stands inline, ``{id: $x}``, so that the index is used."""
    for parameter in facts.query.params:
        if not (parameter.required and parameter.type.base == "node"):
            continue
        places = [n for n, t in enumerate(facts.tokens) if t.kind == PARAM and t.text == parameter.name]
        if places and not any(facts.next(n, -1).symbol(":") and facts.next(n, -2).named for n in places):
            yield Breach(
                "inline", facts.tokens[places[0]].line, f"a required node stands inline: {{id: ${parameter.name}}}"
            )


def optional(facts: Facts) -> Iterator[Breach]:
    """``$x IS NULL`` stands for optional filters, for all of them and for nothing else."""
    tested = {
        t.text: t.line
        for n, t in enumerate(facts.tokens)
        if t.kind == PARAM and facts.next(n).word("IS") and facts.next(n, 2).word("NULL")
    }
    for parameter in facts.query.params:
        filters = not parameter.required and parameter.default is None
        if parameter.name in tested and not filters:
            yield Breach("optional", tested[parameter.name], f"${parameter.name} is never null: no IS NULL test")
        used = any(t.kind == PARAM and t.text == parameter.name for t in facts.tokens)
        if filters and used and parameter.name not in tested:
            yield Breach("optional", parameter.line, f"optional filter {parameter.name}: test IS NULL OR", head=True)


def shape(facts: Facts) -> Iterator[Breach]:
    """Rows and graphs are limited by ``$limit``; a value has one column; a graph's rows are edges."""
    query, answer = facts.query, facts.answer
    if answer is None:
        return
    names = [c.name for c in query.columns]
    if query.shape == "value" and len(names) != 1:
        yield Breach("shape", answer.line, f"a value has one column, not {len(names)}")
    if query.shape == "graph":
        missing = [name for name in GRAPH_COLUMNS if name not in names]
        yield from (Breach("shape", answer.line, f"a graph needs the column {name}") for name in missing)
        ends = [c for c in query.columns if c.name in ("source", "target") and c.type.base != "node"]
        yield from (Breach("shape", c.line, f"{c.name} of a graph is of type node:Label", head=True) for c in ends)
    if query.shape in ("rows", "graph"):
        if [t.text for t in answer.limit] != ["limit"]:
            yield Breach("shape", answer.line, "rows end in ORDER BY … LIMIT $limit")
        if query.param("offset") is not None and [t.text for t in answer.offset] != ["offset"]:
            yield Breach("shape", answer.line, "offset goes with SKIP $offset")
        if query.shape == "rows" and not answer.order:
            yield Breach("shape", answer.line, "rows have an ORDER BY")
    elif query.param("limit") is not None:
        yield Breach("shape", answer.line, f"a query of shape {query.shape} takes no limit")


def sizes(facts: Facts) -> Iterator[Breach]:
    """``limit`` and ``offset`` are whole numbers with bounds and defaults; ``reading`` is strict unless asked."""
    for parameter in facts.query.params:
        if parameter.name in ("limit", "offset") and not _bounded(parameter):
            yield Breach("sizes", parameter.line, f"{parameter.name}: type int with default, min and max", head=True)
        if parameter.name == "reading" and (parameter.values, parameter.default) != (READINGS, READINGS[0]):
            yield Breach("sizes", parameter.line, "reading: values strict, broad; default strict", head=True)


def _bounded(parameter: Parameter) -> bool:
    low, high = parameter.minimum, parameter.maximum
    return parameter.type.base == "int" and isinstance(parameter.default, int) and low is not None and high is not None


def examples(facts: Facts) -> Iterator[Breach]:
    """Defaults, single examples and whole examples are accepted by their own parameters."""
    for parameter in facts.query.params:
        for what, value in (("default", parameter.default), ("example", parameter.example)):
            try:
                if value is not None:
                    coerce(facts.query, parameter, value)
            except InvalidParameter as error:
                yield Breach("examples", parameter.line, f"{what} of {parameter.name}: {error.what}", head=True)
    for example in facts.query.examples:
        try:
            bind(facts.query, example.params)
        except InvalidParameter as error:
            yield Breach("examples", example.line, f"{error.where}: {error.what}", head=True)


RULES = (parameters, columns, inline, optional, shape, sizes, examples)
