"""Files: the pictures' own style sheet and script, and cytoscape.js, which is kept here whole and unchanged."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request, Response

from api.pages.failures import not_found
from api.pages.route import PageRoute

STATIC = Path(__file__).parent / "static"
_TYPES = {
    "pictures.css": "text/css; charset=utf-8",
    "explorer.js": "text/javascript; charset=utf-8",
    "vendor/cytoscape.min.js": "text/javascript; charset=utf-8",
    "vendor/cytoscape.LICENSE.txt": "text/plain; charset=utf-8",
}
_KEPT = 86_400  # seconds; the addresses change with the content

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/pictures/static/{name:path}")
async def file(request: Request, name: str) -> Response:
    """One of the files; none other can be had."""
    if name not in _TYPES:
        return not_found(request)
    return Response(_content(name), headers={"Cache-Control": f"public, max-age={_KEPT}"}, media_type=_TYPES[name])


def address(name: str) -> str:
    """The address of a file; it changes with its content, so that it may be kept for long."""
    return f"/pictures/static/{name}?v={hashlib.sha256(_content(name)).hexdigest()[:12]}"


@cache
def stylesheet() -> str:
    """The address of the style sheet."""
    return address("pictures.css")


@cache
def scripts() -> tuple[str, ...]:
    """The addresses of the scripts of the explorer, in the order in which they run."""
    return address("vendor/cytoscape.min.js"), address("explorer.js")


@cache
def _content(name: str) -> bytes:
    return (STATIC / name).read_bytes()
