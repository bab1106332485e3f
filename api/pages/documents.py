"""The list of documents, and the page of one: head, outline, and the text with every mention marked in place."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.pages import links
from api.pages.backend import ask, ask_further, only, resolved, texts
from api.pages.language import asked
from api.pages.paging import ROWS, offset_of, turns_of
from api.pages.places import Named, Paragraph, asked_ranges, counts, mentions, paragraphs, part_of, parts
from api.pages.rendering import HOME, Crumb, here, page
from api.pages.route import PageRoute
from graph.catalogue import Result
from graph.catalogue.query import Words
from graph.catalogue.result import Row
from graph.errors import InvalidParameter

_PRIVATE = re.compile(r"[\uE000-\uF8FF\U000F0000-\U0010FFFF]")  # code points for private use
router = APIRouter(route_class=PageRoute, include_in_schema=False)
MOST = 10_000  # mentions, sections and measures of one document
ISSUES = 100  # issues on the page of a document
_TITLE = Words("文件", "Documents")


@dataclass(frozen=True)
class Reading:
    """The text of a document as one page shows it: a part of it, with the addresses of all parts."""

    paragraphs: tuple[Paragraph, ...]
    places: Mapping[int, Row]
    counts: Mapping[str, int]
    asked: bool
    first: int
    parts: tuple[str, ...]
    part: int


@router.get("/documents")
async def documents(request: Request) -> Response:
    """The loaded documents, the latest first. Query: words, year, offset."""
    wish = request.query_params
    params = {"words": wish.get("words"), "year": wish.get("year"), "offset": offset_of(request), "limit": ROWS}
    result = await ask(request, "document/list", **params)
    return page(
        request,
        "documents.html",
        title=_TITLE,
        results=[result],
        crumbs=[Crumb(HOME, "/"), Crumb(_TITLE)],
        result=result,
        words=wish.get("words", ""),
        turns=turns_of(request, result),
    )


@router.get("/documents/{id:path}")
async def document(request: Request, id: str) -> Response:
    """One document. Query: reading, at (places to be marked), part. Its number or title leads on to its id."""
    detail = await ask(request, "document/detail", document=id)
    own = resolved(detail, "document")
    if own != id:
        return RedirectResponse(links.address(links.document(own), dict(request.query_params)), 307)
    read = {"document": own, "reading": request.query_params.get("reading")}
    overview, outline, said, issues = await ask_further(
        request,
        detail,
        ("document/overview", read),
        ("document/outline", {"document": own, "limit": MOST}),
        ("document/mentions", {**read, "limit": MOST}),
        ("document/issues", {"document": own, "limit": ISSUES}),
    )
    row = only(detail)
    return page(
        request,
        "document.html",
        title=str(row["plan_title"] or row["title"]),
        results=[detail, overview, outline, said, issues],
        crumbs=[Crumb(HOME, "/"), Crumb(_TITLE, "/documents"), Crumb(str(row["number"] or row["title"]))],
        reading=said.reading,
        document=row,
        overview=only(overview),
        outline=outline,
        text=await _reading(request, row, outline.rows, said),
        said=said,
        issues=issues,
        mention_url=lambda mention: links.node(mention.label, mention.id, said.reading),
    )


async def _reading(request: Request, row: Row, outline: Sequence[Row], said: Result) -> Reading | None:
    """The text with its marks; None where the data folder does not have it."""
    text = await asyncio.to_thread(texts(request).find, str(row["document"]), str(row["sha256"]))
    return None if text is None else await asyncio.to_thread(_marked, request, legible(text), outline, said)


def legible(text: str) -> str:
    """The text with 〓, the printers' sign for a type that is not there, for each code point that no font defines."""
    return _PRIVATE.sub("〓", text)


def _marked(request: Request, text: str, outline: Sequence[Row], said: Result) -> Reading:
    wanted = asked_ranges(request.query_params.get(links.ASKED, ""), said.rows)
    ranges, named = parts(text), mentions(said.rows)
    number = _part(request, len(ranges)) or (part_of(ranges, min(wanted)[0]) if wanted else 0)
    begins = {int(str(row["start"])): row for row in reversed(outline)}
    shown = paragraphs(text, ranges[number], begins, Named(named), wanted)
    first = next((run.start for line in shown for run in line.runs if run.asked), -1)
    given = {name: value for name, value in asked(request).items() if name not in (links.ASKED, "part")}
    addresses = tuple(links.address(here(request), {**given, "part": n + 1}) for n in range(len(ranges)))
    heads = {line.start: begins[line.start] for line in shown if line.start in begins}
    return Reading(tuple(shown), heads, counts(named), bool(wanted), first, addresses, number)


def _part(request: Request, many: int) -> int:
    """The part that the address asks for, from 0; 0 if it asks for none. Raises InvalidParameter."""
    given = request.query_params.get("part") or "1"
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:9]) <= many):
        raise InvalidParameter(f"{given[:60]!r} is no part of the text", where="documents, parameter part")
    return int(given) - 1
