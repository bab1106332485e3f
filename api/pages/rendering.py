"""Rendering: templates filled in, with the headers that every page has."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.pages import links
from api.pages.backend import backend
from api.pages.wording import cell_words, moment, rule_words, was_words
from graph.catalogue import DataVersion, Result

HERE = Path(__file__).parent
CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
FRESH = "public, max-age=0, must-revalidate"
READINGS = ("strict", "broad")

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters["moment"] = moment
_ENVIRONMENT.globals.update(rule_words=rule_words, question_url=links.question)


@dataclass(frozen=True)
class Crumb:
    """One step of the way to a page; the last one has no address."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Source:
    """A query whose answer the page shows, with the addresses of that answer."""

    title: str
    page: str
    json: str
    csv: str


def source(result: Result) -> Source:
    """Where the data of an answer is to be had, with the parameters as they were used."""
    params = {bound.name: bound.value for bound in result.params}
    name = result.query.name
    return Source(
        result.query.title.zh,
        links.question(name, params),
        links.data(name, params, "json"),
        links.data(name, params, "csv"),
    )


def page(
    request: Request,
    template: str,
    *,
    title: str,
    results: Sequence[Result] = (),
    crumbs: Sequence[Crumb] = (),
    reading: str | None = None,
    status: int = 200,
    **context: object,
) -> HTMLResponse:
    """A page. ``results`` are the answers that it shows, the most important one first.

    Args:
        reading: how the lead rule is read, where the page depends on it; links carry it on.
    """
    glossary = backend(request).catalogue.glossary
    text = _ENVIRONMENT.get_template(template).render(
        title=title,
        crumbs=crumbs,
        section="/" + request.url.path.split("/")[1],
        sources=[source(result) for result in results],
        data=_version(results),
        reading=reading,
        switch=_switch(request, reading) if reading else [],
        stylesheet=stylesheet(),
        word=lambda value: glossary.value(str(value)).zh,
        shown=partial(cell_words, glossary),
        was_words=partial(was_words, glossary),
        agency_url=partial(links.agency, reading=reading),
        measure_url=partial(links.measure, reading=reading),
        document_url=partial(links.document, reading=reading),
        **context,
    )
    return HTMLResponse(text, status)


def finish(request: Request, response: Response) -> Response:
    """The response with the headers of a page; without its body if the caller has the same already."""
    response.headers.update(HEADERS)
    response.headers.setdefault("Cache-Control", FRESH)
    response.headers.add_vary_header("Accept")
    if response.status_code != 200:
        return response
    tag = f'"{hashlib.sha256(bytes(response.body)).hexdigest()[:24]}"'
    response.headers["ETag"] = tag
    known = {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}
    if tag in known:
        headers = {name: value for name, value in response.headers.items() if not name.startswith("content-")}
        return Response(status_code=304, headers={**headers, "Content-Security-Policy": CSP})
    return response


def stylesheet() -> str:
    """The address of the style sheet; it changes with its content, so that it may be kept for long."""
    return f"/static/style.css?v={_digest('style.css')}"


def static(name: str) -> bytes:
    """A file of the pages' own; ``name`` must be trusted."""
    return (HERE / "static" / name).read_bytes()


def _digest(name: str) -> str:
    return hashlib.sha256(static(name)).hexdigest()[:12]


def _version(results: Sequence[Result]) -> DataVersion | None:
    """What the page is of; the oldest of the answers' versions, should a load have come between them."""
    return min((result.data for result in results), key=lambda data: data.finished, default=None)


def _switch(request: Request, reading: str) -> list[Mapping[str, object]]:
    """The two readings as links to this page."""
    given = {name: value for name, value in request.query_params.items() if name != "reading"}
    return [
        {
            "code": code,
            "href": links.address(request.url.path, {**given, "reading": code}),
            "current": code == reading,
        }
        for code in READINGS
    ]
