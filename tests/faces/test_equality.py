"""The same question has the same rows on every face, whatever its parameters, and is refused with the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.catalogue import Catalogue, Parameter, Query, run
from graph.catalogue.catalogue import own_folder
from graph.catalogue.names import NAMING
from graph.catalogue.result import csv_cell
from tests.faces.faces import MOST_OF_A_TOOL, Faces, Reply

QUERIES = list(Catalogue(own_folder()))
GENERATED = 2  # questions of each query; what generates them is the same in every run
FILES = ("csv", "jsonl")


def agree(faces: Faces, query: str, params: Mapping[str, Any], *formats: str) -> Reply:
    """The reply of Python, when all other faces have been seen to give the same; the command line in ``formats``."""
    expected = faces.python.ask(query, params)
    whole = all_rows(faces, query, params) if expected.rows is not None else expected
    for format_ in ("json", *FILES):
        equal(faces.http(format_).ask(query, params), whole if format_ in FILES else expected, (query, params, format_))
    for format_ in formats:
        said = faces.line(format_).ask(query, params)
        equal(said, whole if format_ in FILES else expected, (query, params, f"command line, {format_}"))
    answer = faces.tools.ask(query, params)
    kept = None if answer.rows is None else expected.rows and expected.rows[: len(answer.rows)]
    assert answer.rows == kept or (not answer.rows and not expected.rows), (query, params, "tool")
    assert answer.rows or not expected.rows
    assert (answer.refusal, answer.total) == (expected.refusal, expected.total)
    assert len(answer.rows or ()) <= MOST_OF_A_TOOL
    return expected


def all_rows(faces: Faces, query: str, params: Mapping[str, Any]) -> Reply:
    """What files hold."""
    result = run(faces.workspace.library.store, faces.catalogue, query, params, all_rows=True)
    return Reply([dict(row) for row in result.rows], total=result.total)


def equal(found: Reply, expected: Reply, asked: object) -> None:
    if expected.rows is None:
        assert found.rows is None, asked
        assert expected.refusal in found.refusal, asked
        return
    cells = [{name: csv_cell(cell) for name, cell in row.items()} for row in expected.rows]
    assert found.rows == (cells if found.cells else expected.rows), asked
    assert found.total in (None, expected.total), asked


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: q.name)
def test_every_example(faces: Faces, query: Query) -> None:
    for number, example in enumerate(query.examples):
        asked = {name: value for name, value in example.params.items() if value is not None}
        formats = ("json", "csv") if number == 0 else (("json", "csv")[number % 2],)
        assert agree(faces, query.name, asked, *formats).rows is not None


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: q.name)
def test_generated_parameters(faces: Faces, query: Query) -> None:
    @settings(
        max_examples=GENERATED,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def check(data: st.DataObject) -> None:
        drawn = {p.name: data.draw(values(faces, p), label=p.name) for p in query.params}
        asked = {name: value for name, value in drawn.items() if value is not None}
        agree(faces, query.name, asked, data.draw(st.sampled_from(("json", *FILES))))

    check()


# ---- parameters -------------------------------------------------------------------------------------------------


def values(faces: Faces, parameter: Parameter) -> st.SearchStrategy[Any]:
    """What the parameter may be given; None is left out. Names are those of the store, under which some are ambiguous."""
    strategy: st.SearchStrategy[Any] = _OF[parameter.type.base](faces, parameter)
    return strategy if parameter.required else st.none() | strategy


def _number(_: Faces, parameter: Parameter) -> st.SearchStrategy[int]:
    low, high = parameter.minimum or 0, parameter.maximum or 3000
    near = st.integers(low, min(low + 12, high))
    return near | st.integers(low, high)


def _name(faces: Faces, parameter: Parameter) -> st.SearchStrategy[str]:
    return st.sampled_from(names(faces)[parameter.type.label])


def _text(faces: Faces, parameter: Parameter) -> st.SearchStrategy[str]:
    """Words as they are printed: a few letters of a task."""
    least, text = max(parameter.minimum or 1, 2), printed(faces)
    starts = st.integers(0, len(text) - least - 2)
    return st.builds(lambda at, size: text[at : at + size], starts, st.integers(least, least + 1))


@cache
def printed(faces: Faces) -> str:
    rows = faces.python.ask("task/search", {"words": "质量", "limit": 50}).rows or []
    return "".join(str(row["text"]) for row in rows)


_OF: dict[str, Any] = {
    "int": _number,
    "node": _name,
    "str": _text,
    "bool": lambda *_: st.booleans(),
    "enum": lambda _, parameter: st.sampled_from(parameter.values),
    "date": lambda *_: st.dates(date(2010, 1, 1), date(2030, 1, 1)).map(str),
}


@cache
def names(faces: Faces) -> dict[str, list[str]]:
    """Ids and names of the nodes by label, in order."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for node in faces.workspace.records(registry=True).nodes:
        known[node.label].add(node.id)
        for value in (node.properties.get(name) for name in NAMING):
            known[node.label] |= {value} if isinstance(value, str) else set(map(str, value or ()))  # type: ignore[arg-type]
    return {label: sorted(name for name in found if name.strip() == name != "") for label, found in known.items()}
