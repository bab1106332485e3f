"""Pages about the data: what could not be read, and what was loaded when."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.pages import links
from api.pages.backend import ask, ask_further, only
from api.pages.language import asked
from api.pages.paging import ROWS, offset_of, turns_of
from api.pages.rendering import HOME, Crumb, here, page
from api.pages.route import PageRoute
from graph.catalogue.query import Words

router = APIRouter(route_class=PageRoute, include_in_schema=False)
SEVERITIES = ("error", "warning", "info")
_ISSUES, _LOADS = Words("待核问题", "Issues"), Words("入库记录", "Loads")


@router.get("/issues")
async def issues(request: Request) -> Response:
    """What could not be read, resolved or reconciled. Query: issue_kind, severity, document, offset."""
    wish = request.query_params
    filters = {name: wish.get(name) for name in ("issue_kind", "severity", "document")}
    listed = await ask(request, "issue/list", **filters, offset=offset_of(request), limit=ROWS)
    (kinds,) = await ask_further(request, listed, ("issue/by_kind", {"severity": filters["severity"], "limit": ROWS}))
    given = {name: value for name, value in asked(request).items() if name not in ("offset", "issue_kind")}
    return page(
        request,
        "issues.html",
        title=_ISSUES,
        results=[listed, kinds],
        crumbs=[Crumb(HOME, "/"), Crumb(_ISSUES)],
        kinds=[(row, links.address(here(request), {**given, "issue_kind": row["kind"]})) for row in kinds.rows],
        listed=listed,
        filters={name: value or "" for name, value in filters.items()},
        severities=SEVERITIES,
        turns=turns_of(request, listed),
    )


@router.get("/loads")
async def loads(request: Request) -> Response:
    """What was loaded, by which rules, when. Query: offset."""
    version = await ask(request, "about/version")
    loaded = await ask(request, "document/loaded", offset=offset_of(request), limit=ROWS)
    return page(
        request,
        "loads.html",
        title=_LOADS,
        results=[loaded, version],
        crumbs=[Crumb(HOME, "/"), Crumb(_LOADS)],
        loaded=loaded,
        version=only(version),
        turns=turns_of(request, loaded),
    )
