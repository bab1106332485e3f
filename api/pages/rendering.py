"""Rendering: templates filled in, with the headers that every page has."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.pages import links
from api.pages.backend import backend
from api.pages.compressing import compressed
from api.pages.language import LANGUAGES, PARAMETER, asked, keep, language, speaker
from api.pages.wording import cell_words, moment, rule_words, was_words
from api.pictures import addresses
from graph.catalogue import DataVersion, Result
from graph.catalogue.query import Words

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
VARY = "Accept, Accept-Encoding, Cookie"
READINGS = ("strict", "broad")
HOME = Words("首页", "Home")

_ENVIRONMENT = Environment(
    loader=FileSystemLoader([HERE / "templates", HERE.parent / "pictures" / "templates"]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters["moment"] = moment
_ENVIRONMENT.globals.update(rule_words=rule_words, question_url=links.question, pictures=addresses)


@dataclass(frozen=True)
class Crumb:
    """One step of the way to a page; the last one has no address."""

    text: str | Words
    href: str = ""


@dataclass(frozen=True)
class Source:
    """A query whose answer the page shows, with the addresses of that answer; the CSV file holds all its rows."""

    title: Words
    page: str
    json: str
    csv: str


@dataclass(frozen=True)
class Citation:
    """How a page is cited: where, which data, and when it was retrieved (a day, UTC)."""

    address: str
    retrieved: str


def source(result: Result) -> Source:
    """Where the data of an answer is to be had, with the parameters as they were used."""
    params = {bound.name: bound.value for bound in result.params}
    name = result.query.name
    whole = {key: value for key, value in params.items() if key not in ("limit", "offset")}
    return Source(
        result.query.title,
        links.question(name, params),
        links.data(name, params, "json"),
        links.data(name, whole, "csv"),
    )


def page(
    request: Request,
    template: str,
    *,
    title: str | Words,
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
    lang = language(request)
    t = speaker(lang)
    text = _ENVIRONMENT.get_template(template).render(
        title=t(title),
        crumbs=crumbs,
        t=t,
        lang=lang,
        languages=_languages(request, lang),
        section="/" + request.url.path.split("/")[1],
        sources=[source(result) for result in results],
        data=_version(results),
        cite=_citation(request, reading) if results else None,
        reading=reading,
        switch=_switch(request, reading) if reading else [],
        stylesheet=stylesheet(),
        word=lambda value: t(glossary.value(str(value))),
        shown=partial(cell_words, glossary),
        was_words=partial(was_words, glossary),
        agency_url=partial(links.agency, reading=reading),
        measure_url=partial(links.measure, reading=reading),
        document_url=partial(links.document, reading=reading),
        object_url=partial(links.object_, reading=reading),
        law_url=partial(links.law, reading=reading),
        quote_url=partial(links.quoted, reading=reading),
        asked_words=request.query_params.get("q", "")[:200] if request.url.path in ("/ask", "/search") else "",
        source=source,
        **context,
    )
    return HTMLResponse(text, status)


def finish(request: Request, response: Response) -> Response:
    """The response with the headers of a page; without its body if the caller has the same already."""
    response.headers.update(HEADERS)
    response.headers.setdefault("Cache-Control", FRESH)
    response.headers["Vary"] = VARY
    if response.status_code != 200:
        return compressed(request, response)
    tag = f'"{hashlib.sha256(bytes(response.body)).hexdigest()[:24]}"'
    response.headers["ETag"] = tag
    keep(request, response)
    known = {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}
    if tag in known:
        headers = {name: value for name, value in response.headers.items() if not name.startswith("content-")}
        return Response(status_code=304, headers={**headers, "Content-Security-Policy": CSP})
    return compressed(request, response)


def stylesheet() -> str:
    """The address of the style sheet; it changes with its content, so that it may be kept for long."""
    return f"/static/style.css?v={_digest('style.css')}"


@cache
def static(name: str) -> bytes:
    """A file of the pages' own; ``name`` must be trusted."""
    return (HERE / "static" / name).read_bytes()


@cache
def _digest(name: str) -> str:
    return hashlib.sha256(static(name)).hexdigest()[:12]


def _version(results: Sequence[Result]) -> DataVersion | None:
    """What the page is of; the oldest of the answers' versions, should a load have come between them."""
    return min((result.data for result in results), key=lambda data: data.finished, default=None)


def _citation(request: Request, reading: str | None) -> Citation:
    """The address says the reading, also the usual one: what is usual may change."""
    given = {**asked(request), **({"reading": reading} if reading else {})}
    address = str(request.base_url).rstrip("/") + links.address(here(request), given)
    return Citation(address, datetime.now(UTC).date().isoformat())


def here(request: Request) -> str:
    """The path of this page, percent-encoded."""
    return quote(request.scope["path"])


def _switch(request: Request, reading: str) -> list[Mapping[str, object]]:
    """The two readings as links to this page."""
    given = {name: value for name, value in asked(request).items() if name != "reading"}
    return [
        {
            "code": code,
            "href": links.address(here(request), {**given, "reading": code}),
            "current": code == reading,
        }
        for code in READINGS
    ]


def _languages(request: Request, lang: str) -> list[Mapping[str, object]]:
    """The languages as links to this page."""
    given = asked(request)
    return [
        {"code": code, "href": links.address(here(request), {**given, PARAMETER: code}), "current": code == lang}
        for code in LANGUAGES
    ]
