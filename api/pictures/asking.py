"""Asking: what the pictures need of the catalogue, and what an address may ask for."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from fastapi import Request

from api.pages.backend import ask, ask_further
from api.pages.language import asked
from graph.catalogue import Result
from graph.errors import InvalidParameter

PLANS = 50  # documents that can be chosen
EDGES, AROUND = 2000, 1000  # rows of graph/document and graph/ego; what is shown is less
_PAGE = 1000


def given(request: Request, known: Collection[str]) -> Mapping[str, str]:
    """The parameters of the address that have a value. Raises InvalidParameter for one that is not known."""
    found = asked(request)
    unknown = set(found) - set(known)
    if unknown:
        raise InvalidParameter(f"there is no parameter {min(unknown)[:60]!r}", where=request.url.path)
    return {name: value for name, value in found.items() if value}


def chosen(request: Request, name: str, values: Collection[str], usual: str) -> str:
    """One of a few values. Raises InvalidParameter."""
    value = request.query_params.get(name) or usual
    if value not in values:
        where = f"{request.url.path}, parameter {name}"
        raise InvalidParameter(f"{value[:60]!r} is none of {', '.join(values)}", where=where)
    return value


def number(request: Request, name: str, usual: int, most: int) -> int:
    """A number from 1 to ``most``. Raises InvalidParameter."""
    value = request.query_params.get(name) or str(usual)
    if not (value.isascii() and value.isdigit() and len(value) < 8 and 1 <= int(value) <= most):
        where = f"{request.url.path}, parameter {name}"
        raise InvalidParameter(f"{value[:60]!r} is no number from 1 to {most}", where=where)
    return int(value)


async def plans(request: Request) -> Result:
    """The newest documents."""
    return await ask(request, "document/list", limit=PLANS)


def newest(found: Result) -> str:
    """The id of the newest document, empty if none is loaded."""
    return str(found.rows[0]["document"]) if found.rows else ""


async def every(request: Request, first: Result, name: str, **params: object) -> list[Result]:
    """All rows of a query, in answers of a thousand each; ``first`` is an answer that was just given."""
    results: list[Result] = []
    offset: int | None = 0
    while offset is not None:
        results += await ask_further(request, first, (name, {**params, "limit": _PAGE, "offset": offset}))
        offset = results[-1].next
    return results
