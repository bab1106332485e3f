"""The catalogue of questions, and a page for each: a form made of its parameters, and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request, Response

from api.pages import links
from api.pages.answers import answer_of
from api.pages.backend import ask, backend
from api.pages.failures import Failure, explain
from api.pages.language import Speaker, asked, language, speaker
from api.pages.picking import listed
from api.pages.rendering import HOME, Crumb, page
from api.pages.route import PageRoute
from api.pages.wording import accepts, label_and_hint
from graph.catalogue import Glossary, Parameter, Query, Result
from graph.catalogue.query import Scalar, Words
from graph.errors import PolicyGraphError, UsageError

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_CONTROLS = {"enum": "select", "bool": "select", "int": "number", "date": "date"}
_TITLE = Words("问题目录", "Questions")
_YES, _NO, _ANY = Words("是", "yes"), Words("否", "no"), Words("不限", "any")


@dataclass(frozen=True)
class Field:
    """One parameter as a control of a form; ``options`` are (value, words) of a select, ``picks`` of a datalist."""

    parameter: Parameter
    label: str
    hint: str
    control: str
    value: str
    options: tuple[tuple[str, str], ...]
    picks: tuple[str, ...]

    @property
    def example(self) -> str:
        """An example of what may be written."""
        return "" if self.parameter.example is None else str(self.parameter.example)


@router.get("/queries")
async def questions(request: Request) -> Response:
    """All questions by topic."""
    catalogue = backend(request).catalogue
    found = sorted(catalogue, key=lambda query: query.name)
    topics = [
        (name, catalogue.glossary.topic(name), [(query, links.question(query.name, _example(query))) for query in part])
        for name, part in groupby(found, key=lambda query: query.topic)
    ]
    crumbs = [Crumb(HOME, "/"), Crumb(_TITLE)]
    return page(request, "questions.html", title=_TITLE, crumbs=crumbs, topics=topics, total=len(found))


@router.get("/queries/{topic}/{name}")
async def question(request: Request, topic: str, name: str) -> Response:
    """One question. Query: its parameters; it is answered as soon as those that are required are given."""
    catalogue = backend(request).catalogue
    query = catalogue[f"{topic}/{name}"]
    given = asked(request)
    result, failure = await _answered(request, query, given)
    return page(
        request,
        "question.html",
        title=query.title,
        results=[result] if result else [],
        crumbs=[Crumb(HOME, "/"), Crumb(_TITLE, "/queries"), Crumb(query.title)],
        status=422 if failure else 200,
        query=query,
        topic=catalogue.glossary.topic(query.topic),
        fields=[await _field(request, parameter, given) for parameter in query.params],
        example=links.question(query.name, _example(query)),
        examples=[(links.question(query.name, call.params), _said_of(call.params)) for call in query.examples],
        answer=answer_of(request, result) if result else None,
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


def _said_of(params: Mapping[str, Scalar]) -> str:
    """An example in one line."""
    return "，".join(f"{name}={value}" for name, value in params.items()) or "—"


async def _field(request: Request, parameter: Parameter, given: dict[str, str]) -> Field:
    glossary, t = backend(request).catalogue.glossary, speaker(language(request))
    label, hint = label_and_hint(parameter, language(request))
    value = given.get(parameter.name, _plain(parameter.default))
    if not hint and parameter.type.base == "int":
        hint = accepts(parameter, glossary)
    control = _CONTROLS.get(parameter.type.base, "text")
    picks: tuple[str, ...] = ()
    with suppress(PolicyGraphError):  # a form can be filled in without a list to pick from
        picks = await listed(request, parameter.type.label)
    return Field(parameter, label, hint, control, value, _options(glossary, t, parameter), picks)


def _options(glossary: Glossary, t: Speaker, parameter: Parameter) -> tuple[tuple[str, str], ...]:
    if parameter.type.base == "bool":
        known = [("true", t(_YES)), ("false", t(_NO))]
    else:
        known = [(value, _said(t(glossary.value(value)), value)) for value in parameter.values]
    free = [] if parameter.required or parameter.default is not None else [("", t(_ANY))]
    return tuple(free + known)


def _said(words: str, value: str) -> str:
    return words if words == value else f"{words}（{value}）"


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
