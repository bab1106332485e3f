"""Lint: phrases and words for values must name queries, parameters and values that the catalogue has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.asking.phrases import Phrase, Phrasebook, Said
from graph.catalogue import Catalogue, Parameter, Query
from graph.catalogue.spelling import near


def breaches(book: Phrasebook, catalogue: Catalogue) -> tuple[str, ...]:
    """What the phrases name and the catalogue does not have, as file:line: text, each once."""
    queries = {query.name: query for query in catalogue}
    found = [(p.path, p.line, text) for p in book.phrases for text in _of_phrase(p, queries)]
    found += [(s.path, s.line, text) for s in book.said for text in _of_values(s, queries)]
    return tuple(f"{path}:{line}: {text}" for path, line, text in dict.fromkeys(found))


def within(book: Phrasebook, catalogue: Catalogue) -> Phrasebook:
    """The phrases without those that break a rule."""
    queries = {query.name: query for query in catalogue}
    return replace(
        book,
        phrases=tuple(p for p in book.phrases if not any(_of_phrase(p, queries))),
        said=tuple(s for s in book.said if not any(_of_values(s, queries))),
    )


def _of_phrase(phrase: Phrase, queries: dict[str, Query]) -> Iterator[str]:
    query = queries.get(phrase.query)
    if query is None:
        yield f"no query {phrase.query!r}{_guess(phrase.query, queries)}"
        return
    for name in phrase.slots:
        if query.param(name) is None:
            yield f"{phrase.query} has no parameter {name!r}{_guess(name, [p.name for p in query.params])}"
    if len(set(phrase.slots)) < len(phrase.slots):
        yield f"{phrase.query}: a parameter stands twice in {phrase.text!r}"


def _of_values(said: Said, queries: dict[str, Query]) -> Iterator[str]:
    if said.scope and said.scope not in queries:
        yield f"no query {said.scope!r}{_guess(said.scope, queries)}"
        return
    scope = [queries[said.scope]] if said.scope else list(queries.values())
    found = [parameter for query in scope if (parameter := query.param(said.parameter)) is not None]
    if not found:
        yield f"{said.scope} has no parameter {said.parameter!r}" if said.scope else f"no query has {said.parameter!r}"
    elif not any(_takes(parameter, said.value) for parameter in found):
        yield f"{said.parameter} does not take {said.value!r}"


def _takes(parameter: Parameter, value: str) -> bool:
    """Whether words may say the value; those of a text are open."""
    if parameter.type.base == "bool":
        return value in ("true", "false")
    return value in parameter.values if parameter.type.base == "enum" else parameter.type.base == "str"


def _guess(name: str, known: Iterable[str]) -> str:
    found = near(name, known, 1)
    return f", {found[0]!r}?" if found else ""
