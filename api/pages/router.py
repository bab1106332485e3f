"""All pages as one router: ``app.include_router(pages_router)``; ``app.state.backend`` must be set.

``not_found`` is the page for addresses that nothing answers to, for the application's own handler.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.pages import agencies, agency, documents, finding, home, laws, manual, measures, objects, questions, records
from api.pages.failures import not_found
from api.pages.rendering import static
from api.pages.route import PageRoute
from api.pictures import router as pictures

__all__ = ["not_found", "pages_router"]

_FILES = {"style.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}
_KEPT = 86_400  # seconds that a browser keeps a file; the address of the style sheet changes with its content

pages_router = APIRouter(include_in_schema=False)
for _part in (
    home,
    agencies,
    agency,
    measures,
    documents,
    objects,
    laws,
    questions,
    finding,
    records,
    manual,
    pictures,
):
    pages_router.include_router(_part.router)

_files = APIRouter(route_class=PageRoute, include_in_schema=False)


@_files.get("/static/{name}")
async def static_file(request: Request, name: str) -> Response:
    """One of the pages' own files; none other can be had."""
    if name not in _FILES:
        return not_found(request)
    return Response(static(name), headers={"Cache-Control": f"public, max-age={_KEPT}"}, media_type=_FILES[name])


pages_router.include_router(_files)
