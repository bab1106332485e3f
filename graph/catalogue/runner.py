"""The runner: a query by name with the caller's parameters, to a result."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from typing import cast

from graph.catalogue.catalogue import Catalogue
from graph.catalogue.counting import TOTAL, counting
from graph.catalogue.directory import Shelf
from graph.catalogue.memory import Answers, Memory
from graph.catalogue.names import Answer, Reader, resolve
from graph.catalogue.parameters import bind
from graph.catalogue.query import Query, Scalar
from graph.catalogue.result import Bound, Result, Row, check_cells
from graph.errors import InvalidQueryFile, PolicyGraphError
from graph.store.rows import Step

MAX_ROWS = 100_000  # of a query that takes no limit


def run(
    store: Reader,
    catalogue: Catalogue,
    name: str,
    params: Mapping[str, object] | None = None,
    timeout: float = 10.0,
    *,
    all_rows: bool = False,
    memory: Memory | None = None,
) -> Result:
    """Runs one query of the catalogue.

    Args:
        store: where to ask.
        catalogue: the queries that may be run; nothing else can be.
        name: topic/name of the query.
        params: what the caller gives, as text or typed; names of nodes are resolved.
        timeout: seconds that the statement may take.
        all_rows: give every row, up to ``MAX_ROWS``, whatever the query's limit says where the caller gives none.
        memory: of a caller who asks this store often.

    Raises:
        UnknownName, AmbiguousName: of the query, or of a node in a parameter.
        InvalidParameter: a parameter is unknown, missing or of the wrong type.
        InvalidQueryFile: the file is faulty, or gave something else than it declares.
        StoreUnreachable, StoreTimeout: from the store.
    """
    query = catalogue[name]
    given = bind(query, params or {})
    limit = MAX_ROWS if all_rows and not _given(params, "limit") else _limit(query, given)
    bound: tuple[Bound, ...] = ()

    def step(shelf: Shelf) -> Step:
        nonlocal bound
        bound = tuple(_resolved(store, query, key, value, shelf) for key, value in given.items())
        return Step(query.cypher, {**_values(bound), **_one_more(query, limit)})

    edition, answer = (memory or Memory()).ask(store, step, limit, timeout)
    values, rows = _values(bound), _rows(query, answer)
    truncated = answer.truncated or len(rows) > limit
    beyond = not rows and _offset(values) > 0
    total = (
        _total(store, query, values, timeout, edition.answers) if truncated or beyond else _offset(values) + len(rows)
    )
    after = _next(query, values, limit) if truncated else None
    return Result(query, bound, rows[:limit], truncated, after, total, edition.data)


def _values(bound: tuple[Bound, ...]) -> dict[str, Scalar]:
    return {b.name: b.value for b in bound}


def warm(store: Reader, catalogue: Catalogue, seconds: float = 8.0) -> int:
    """Asks the examples of every question once, so that a server that was just started has planned them.

    A planner that has just started takes up to seconds over its first statements; with many clients at once those
    would run into their time-outs.

    Args:
        store: where to ask.
        catalogue: the questions.
        seconds: when to stop, done or not.

    Returns:
        The number of examples that were answered; one that fails, fails again when it is asked for.
    """
    end, answered, memory = time.monotonic() + seconds, 0, Memory()
    for query in catalogue:
        for example in query.examples:
            if time.monotonic() >= end:
                return answered
            with suppress(PolicyGraphError):
                run(store, catalogue, query.name, example.params, memory=memory)
                answered += 1
    return answered


def _resolved(store: Reader, query: Query, name: str, value: Scalar, shelf: Shelf) -> Bound:
    parameter = query.param(name)
    if parameter is None or parameter.type.base != "node" or value is None:
        return Bound(name, value, "" if value is None else str(value))
    found = resolve(store, parameter.type.label, str(value), f"{query.name}, parameter {name}", shelf)
    return Bound(name, found.id, found.name)


def _limit(query: Query, values: Mapping[str, Scalar]) -> int:
    limit = values.get("limit")
    return limit if isinstance(limit, int) else MAX_ROWS


def _one_more(query: Query, limit: int) -> dict[str, Scalar]:
    """One row more than wanted is asked for: if it comes, the answer is truncated."""
    return {} if query.param("limit") is None else {"limit": limit + 1}


def _given(params: Mapping[str, object] | None, name: str) -> bool:
    return str((params or {}).get(name) or "").strip() != ""


def _offset(values: Mapping[str, Scalar]) -> int:
    offset = values.get("offset")
    return offset if isinstance(offset, int) else 0


def _total(store: Reader, query: Query, values: Mapping[str, Scalar], timeout: float, known: Answers) -> int:
    """All rows of the question, counted by the store, or known already."""
    params = {name: value for name, value in values.items() if name not in ("limit", "offset")}
    key, began = (TOTAL, query.cypher, tuple(params.items())), time.monotonic()
    answer = known.find(key)
    if answer is None:
        answer = store.read(counting(query.cypher), {**values, "limit": 1}, timeout=timeout)
        known.keep(key, answer, time.monotonic() - began)
    return int(str(answer.rows[0][TOTAL]))


def _next(query: Query, values: Mapping[str, Scalar], limit: int) -> int | None:
    offset = values.get("offset")
    return offset + limit if isinstance(offset, int) else None


def _rows(query: Query, answer: Answer) -> tuple[Row, ...]:
    names = [c.name for c in query.columns]
    if answer.rows and list(answer.columns) != names:  # the embedded engine names no columns where there are no rows
        raise InvalidQueryFile([f"{query.path}:{query.line}: gave the columns {', '.join(answer.columns)}"])
    if query.shape in ("one", "value") and len(answer.rows) > 1:
        raise InvalidQueryFile([f"{query.path}:{query.line}: shape {query.shape}, but {len(answer.rows)} rows came"])
    try:
        for column in query.columns:
            check_cells([row[column.name] for row in answer.rows], column)
        return tuple(cast(Row, dict(row)) for row in answer.rows)
    except ValueError as error:
        raise InvalidQueryFile([f"{query.path}:{query.line}: {error}"]) from error
