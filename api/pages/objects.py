"""Objects that measures are aimed at: the list, and the page of one."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.pages import links
from api.pages.backend import ask, ask_again, ask_further, backend, only, resolved
from api.pages.paging import ROWS, offset_of, turns_of
from api.pages.rendering import HOME, Crumb, page
from api.pages.route import PageRoute
from graph.catalogue.query import Words

router = APIRouter(route_class=PageRoute, include_in_schema=False)
LIST = "object/list"
_TITLE = Words("对象", "Objects")


@router.get("/objects")
async def objects(request: Request) -> Response:
    """All objects, those of most measures first. Query: kind, document, offset."""
    wish = request.query_params
    params = {"kind": wish.get("kind"), "document": wish.get("document"), "offset": offset_of(request), "limit": ROWS}
    result = await ask_again(request, LIST, **params)
    kind = backend(request).catalogue[LIST].param("kind")
    return page(
        request,
        "objects.html",
        title=_TITLE,
        results=[result],
        crumbs=[Crumb(HOME, "/"), Crumb(_TITLE)],
        result=result,
        kinds=kind.values if kind else (),
        kind=wish.get("kind", ""),
        turns=turns_of(request, result),
    )


@router.get("/objects/{id:path}")
async def object_(request: Request, id: str) -> Response:
    """One object: what it belongs to, its measures, the duty lists it stands in, who had it over the years."""
    detail = await ask(request, "object/detail", object=id)
    own = resolved(detail, "object")
    if own != id:
        return RedirectResponse(links.address(links.object_(own), dict(request.query_params)), 307)
    read = {"object": own, "reading": request.query_params.get("reading"), "limit": ROWS}
    years, places, duties = await ask_further(
        request,
        detail,
        ("object/over_years", read),
        ("object/measures", {"object": own, "limit": ROWS}),
        ("object/duty_list", read),
    )
    row = only(detail)
    return page(
        request,
        "object.html",
        title=str(row["name"]),
        results=[detail, years, places, duties],
        crumbs=[Crumb(HOME, "/"), Crumb(_TITLE, "/objects"), Crumb(str(row["name"]))],
        reading=years.reading,
        object=row,
        years=years,
        places=places,
        duties=duties,
    )
