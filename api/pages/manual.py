"""Pages about the interface: its operations as OpenAPI tells them, and what of it will not change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response

from api.pages.rendering import HOME, Crumb, page
from api.pages.route import PageRoute
from graph.catalogue.query import Words

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_TAGS = {"server": "服务 / Server", "ask": "提问 / Asking", "catalogue": "问题目录 / Catalogue"}
_DOCS, _STABILITY = Words("接口文档", "Interface"), Words("稳定性承诺", "Stability")


@dataclass(frozen=True)
class Argument:
    """A parameter of an operation."""

    name: str
    required: bool
    kind: str
    description: str


@dataclass(frozen=True)
class Operation:
    """One operation of the interface; ``example`` is an address that answers, empty if there is none."""

    id: str
    method: str
    path: str
    summary: str
    arguments: tuple[Argument, ...]
    answers: tuple[str, ...]
    example: str


@router.get("/docs")
async def docs(request: Request) -> Response:
    """The operations of the interface by tag."""
    app: FastAPI = request.app
    return page(
        request,
        "docs.html",
        title=_DOCS,
        crumbs=[Crumb(HOME, "/"), Crumb(_DOCS)],
        contract=app.openapi()["info"],
        tags=_tags(app),
    )


@router.get("/stability")
async def stability(request: Request) -> Response:
    """What is promised in version 1, and what is not."""
    return page(request, "stability.html", title=_STABILITY, crumbs=[Crumb(HOME, "/"), Crumb(_STABILITY)])


@lru_cache(maxsize=4)
def _tags(app: FastAPI) -> list[tuple[str, str, list[Operation]]]:
    """Operations by tag, in the order of the contract, which does not change while the server runs."""
    contract = app.openapi()
    described = _TAGS | {tag["name"]: str(tag.get("description", "")) for tag in contract.get("tags", ())}
    found: dict[str, list[Operation]] = {}
    for path, methods in contract["paths"].items():
        for method, told in methods.items():
            found.setdefault((told.get("tags") or ["other"])[0], []).append(_operation(path, method, told))
    return [(name, described.get(name, name), operations) for name, operations in found.items()]


def _operation(path: str, method: str, told: dict[str, Any]) -> Operation:
    return Operation(
        str(told.get("operationId", "")),
        method.upper(),
        path,
        str(told.get("summary", "")),
        tuple(_argument(parameter) for parameter in told.get("parameters", ())),
        tuple(told.get("responses", {})),
        path if "{" not in path and not any(p.get("required") for p in told.get("parameters", ())) else "",
    )


def _argument(told: dict[str, Any]) -> Argument:
    schema = told.get("schema", {})
    choices = next((part["enum"] for part in (schema, *schema.get("anyOf", ())) if "enum" in part), ())
    types = [str(part["type"]) for part in (schema, *schema.get("anyOf", ())) if "type" in part]
    kind = " | ".join(map(str, choices)) or " | ".join(kind for kind in types if kind != "null")
    return Argument(str(told["name"]), bool(told.get("required")), kind, str(told.get("description", "")))
