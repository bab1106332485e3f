"""Laws, regulations, plans and standards: the list, and the page of one."""

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
LIST = "law/list"
_TITLE = Words("法律法规", "Laws")


@router.get("/laws")
async def laws(request: Request) -> Response:
    """All laws, those that are named most first. Query: words, law_kind, offset."""
    wish = request.query_params
    params = {"words": wish.get("words"), "law_kind": wish.get("law_kind"), "offset": offset_of(request), "limit": ROWS}
    result = await ask_again(request, LIST, **params)
    kind = backend(request).catalogue[LIST].param("law_kind")
    return page(
        request,
        "laws.html",
        title=_TITLE,
        results=[result],
        crumbs=[Crumb(HOME, "/"), Crumb(_TITLE)],
        result=result,
        words=wish.get("words", ""),
        kinds=kind.values if kind else (),
        kind=wish.get("law_kind", ""),
        turns=turns_of(request, result),
    )


@router.get("/laws/{id:path}")
async def law(request: Request, id: str) -> Response:
    """One law: its versions, and the measures that name it with the bodies that have them. Query: reading."""
    detail = await ask(request, "law/detail", law=id)
    own = resolved(detail, "law")
    if own != id:
        return RedirectResponse(links.address(links.law(own), dict(request.query_params)), 307)
    (measures,) = await ask_further(
        request,
        detail,
        ("law/measures", {"law": own, "reading": request.query_params.get("reading"), "limit": ROWS}),
    )
    row = only(detail)
    return page(
        request,
        "law.html",
        title=str(row["title"]),
        results=[detail, measures],
        crumbs=[Crumb(HOME, "/"), Crumb(_TITLE, "/laws"), Crumb(str(row["title"]))],
        reading=measures.reading,
        law=row,
        measures=measures,
    )
