"""The catalogue of questions, and a page for each: a form made of its parameters, and the answer as a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request, Response

from api.pages import links
from api.pages.backend import ask, backend
from api.pages.failures import Failure, explain
from api.pages.rendering import Crumb, page
from api.pages.route import PageRoute
from api.pages.wording import accepts, cell_words, label_and_hint
from graph.catalogue import Catalogue, Column, Glossary, Parameter, Query, Result
from graph.catalogue.result import Cell
from graph.errors import UsageError

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_CONTROLS = {"enum": "select", "bool": "select", "int": "number", "date": "date"}


@dataclass(frozen=True)
class Field:
    """One parameter as a control of a form; ``options`` are (value, words) of a select."""

    parameter: Parameter
    label: str
    hint: str
    control: str
    value: str
    options: tuple[tuple[str, str], ...]

    @property
    def placeholder(self) -> str:
        """An example of what may be written."""
        example = self.parameter.example
        return "" if example is None else f"例如 {example}"


@dataclass(frozen=True)
class Item:
    """One value of a cell, with the page of the node that it stands for."""

    text: str
    href: str | None


@dataclass(frozen=True)
class Answer:
    """A result as a table, with the addresses of the same rows as data and of the rows before and after."""

    result: Result
    rows: tuple[tuple[tuple[Item, ...], ...], ...]
    json: str
    csv: str
    previous: str
    following: str


@router.get("/queries")
async def questions(request: Request) -> Response:
    """All questions by topic."""
    catalogue = backend(request).catalogue
    found = sorted(catalogue, key=lambda query: query.name)
    topics = [
        (catalogue.glossary.topic(name), [(query, links.question(query.name, _example(query))) for query in part])
        for name, part in groupby(found, key=lambda query: query.topic)
    ]
    crumbs = [Crumb("首页", "/"), Crumb("问题目录")]
    return page(request, "questions.html", title="问题目录", crumbs=crumbs, topics=topics, total=len(found))


@router.get("/queries/{topic}/{name}")
async def question(request: Request, topic: str, name: str) -> Response:
    """One question. Query: its parameters; it is answered as soon as those that are required are given."""
    catalogue = backend(request).catalogue
    query = catalogue[f"{topic}/{name}"]
    given = dict(request.query_params)
    result, failure = await _answered(request, query, given)
    return page(
        request,
        "question.html",
        title=query.title.zh,
        results=[result] if result else [],
        crumbs=[Crumb("首页", "/"), Crumb("问题目录", "/queries"), Crumb(query.title.zh)],
        status=422 if failure else 200,
        query=query,
        topic=catalogue.glossary.topic(query.topic),
        fields=[_field(catalogue.glossary, parameter, given) for parameter in query.params],
        example=links.question(query.name, _example(query)),
        answer=_answer(request, catalogue, result) if result else None,
        failure=failure,
        asked_reading=result.reading if result else None,
    )


async def _answered(request: Request, query: Query, given: dict[str, str]) -> tuple[Result | None, Failure | None]:
    """The answer, or what is wrong with the parameters; neither where nothing was asked yet."""
    if not given and any(parameter.required for parameter in query.params):
        return None, None
    try:
        return await ask(request, query.name, **given), None
    except UsageError as error:
        return None, explain(request, error)


def _example(query: Query) -> dict[str, object]:
    """Parameters that make the question answerable: those of its first example."""
    return dict(query.examples[0].params) if query.examples else {}


def _field(glossary: Glossary, parameter: Parameter, given: dict[str, str]) -> Field:
    label, hint = label_and_hint(parameter)
    value = given.get(parameter.name, _plain(parameter.default))
    if not hint and parameter.type.base == "int":
        hint = accepts(parameter, glossary)
    control = _CONTROLS.get(parameter.type.base, "text")
    return Field(parameter, label, hint, control, value, _options(glossary, parameter))


def _options(glossary: Glossary, parameter: Parameter) -> tuple[tuple[str, str], ...]:
    if parameter.type.base == "bool":
        known = [("true", "是"), ("false", "否")]
    else:
        known = [(value, _said(glossary, value)) for value in parameter.values]
    free = [] if parameter.required or parameter.default is not None else [("", "不限")]
    return tuple(free + known)


def _said(glossary: Glossary, value: str) -> str:
    words = glossary.value(value).zh
    return words if words == value else f"{words}（{value}）"


def _answer(request: Request, catalogue: Catalogue, result: Result) -> Answer:
    params = {bound.name: bound.value for bound in result.params}
    name, offset, limit = result.query.name, params.get("offset"), params.get("limit")
    before = links.question(name, {**params, "offset": max(0, int(offset) - int(limit or 0))}) if offset else ""
    after = links.question(name, {**params, "offset": result.next}) if result.next is not None else ""
    rows = tuple(
        tuple(_cell(catalogue.glossary, column, row[column.name], result.reading) for column in result.columns)
        for row in result.rows
    )
    return Answer(result, rows, links.data(name, params, "json"), links.data(name, params, "csv"), before, after)


def _cell(glossary: Glossary, column: Column, cell: Cell, reading: str | None) -> tuple[Item, ...]:
    parts: Iterable[str | int | bool | None] = cell if isinstance(cell, list) else [cell]
    return tuple(_item(glossary, column, part, reading) for part in parts if part is not None and part != "")


def _item(glossary: Glossary, column: Column, value: str | int | bool | None, reading: str | None) -> Item:
    if column.type.base == "node":
        return Item(str(value), links.node(column.type.label, str(value), reading))
    return Item(cell_words(glossary, column.name, value), None)


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
