"""The page of a document: its head, its sections with their measures, and what is still to be checked in it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.pages import links
from api.pages.backend import ask, ask_all, only, resolved
from api.pages.rendering import Crumb, page, source
from api.pages.route import PageRoute
from api.pages.task_table import groups, lines

router = APIRouter(route_class=PageRoute, include_in_schema=False)
MOST = 1000  # measures, sections or issues


@router.get("/documents/{id:path}")
async def document(request: Request, id: str) -> Response:
    """One document. Query: reading. A number or title instead of an id leads on to the page of the id."""
    detail = await ask(request, "document/detail", document=id)
    own = resolved(detail, "document")
    if own != id:
        return RedirectResponse(links.address(links.document(own), dict(request.query_params)), 307)
    reading = request.query_params.get("reading")
    overview, table, sections, issues = await ask_all(
        request,
        ("document/overview", {"document": own, "reading": reading}),
        ("document/task_table", {"document": own, "reading": reading, "limit": MOST}),
        ("document/sections", {"document": own, "limit": MOST}),
        ("document/issues", {"document": own, "limit": MOST}),
    )
    row = only(detail)
    return page(
        request,
        "document.html",
        title=str(row["plan_title"] or row["title"]),
        results=[detail, overview, table, sections, issues],
        crumbs=[Crumb("首页", "/"), Crumb(str(row["number"] or row["title"]))],
        reading=table.reading,
        document=row,
        overview=only(overview),
        groups=groups(lines(table.rows)),
        table=table,
        issues=issues,
        source=source,
    )
