"""Paging: the rows before and after those that a page shows."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from api.pages import links
from api.pages.language import asked
from api.pages.rendering import here
from graph.catalogue import Result
from graph.errors import InvalidParameter

ROWS = 100  # of a list on a page
OFFSET = "offset"


@dataclass(frozen=True)
class Turns:
    """Addresses of the pages beside this one, empty where there are none; rows are counted from 1."""

    previous: str
    following: str
    first: int
    last: int
    total: int


def offset_of(request: Request) -> int:
    """The rows that the address passes over. Raises InvalidParameter."""
    given = request.query_params.get(OFFSET) or "0"
    if not (given.isascii() and given.isdigit() and len(given) <= 7):
        raise InvalidParameter(f"{given[:60]!r} is no number of rows", where=f"{request.url.path}, parameter {OFFSET}")
    return int(given)


def turns(request: Request, shown: int, total: int, size: int = ROWS) -> Turns:
    """The pages around one of ``shown`` rows of ``total``."""
    at = offset_of(request)
    given = {name: value for name, value in asked(request).items() if name != OFFSET}

    def address(offset: int) -> str:
        return links.address(here(request), {**given, **({OFFSET: offset} if offset else {})})

    before = address(max(0, at - size)) if at else ""
    after = address(at + size) if at + shown < total else ""
    return Turns(before, after, at + min(shown, 1), at + shown, total)


def turns_of(request: Request, result: Result, size: int = ROWS) -> Turns:
    """The same for the rows of an answer."""
    return turns(request, len(result.rows), result.total, size)
