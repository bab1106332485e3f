"""The application: routes, guard, problems, and the backend's life."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.http import asking, health, problem
from api.http.access import KEY_HEADER, Access, Gate
from api.http.backend import Backend
from api.http.contract import answer_schemas, problem_schema
from api.http.guard import MCP, Guard, trusted_hosts
from api.http.queries import operations, queries_router
from api.http.rate import Rate
from api.mcp.server import mcp_server, mounted
from api.pages.router import not_found, pages_router
from graph import __version__

_DESCRIPTION = """\
部门、任务、法律和对象的关系图：每个问题一个只读操作。
Policy plans as a graph: one operation a question, reading only.

Every error is a problem by RFC 9457 (`application/problem+json`). An answer says whether it is `truncated`, from which
`offset` it goes on (`next`), which `data_version` it comes from and by which `reading` of the lead rule.
A statement may take seconds, an answer at most 100,000 rows, a text parameter 200 characters, an address 8,000 bytes;
a server may ask for a key (401) and bound the requests a second of one address (429).
Names of nodes may be ids, full, short or former names; an ambiguous one is refused with the candidates.
What stands under `/api/v1` does not change but by additions.
"""

_COLLECT = (20_000, 20, 20)  # an answer makes thousands of objects that end without the collector's help

_KEYS = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "only where the server was given keys"},
    "key": {"type": "apiKey", "in": "header", "name": KEY_HEADER, "description": "the same key in another header"},
}


def create_app(
    backend: Backend, hosts: Iterable[str] = (), access: Access | None = None, rate: Rate | None = None
) -> FastAPI:
    """The application on a backend, which it starts and closes.

    Args:
        backend: what answers; pages find it as ``app.state.backend``.
        hosts: names of this server beside those of the machine and of POLICYGRAPH_HOSTS.
        access: keys, rate and origins; by default those of the environment.
        rate: where requests are counted, if not by this application alone.

    Raises:
        UsageError: the environment's settings of access are faulty.
    """
    access = access or Access.from_environment()
    tools = mcp_server(backend)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        await backend.start()
        _settle()
        try:
            async with tools.session_manager.run():
                yield
        finally:
            backend.close()

    # The pages that FastAPI makes of the contract load scripts from another host: there are none.
    app = FastAPI(
        title="policygraph",
        version=__version__,
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=life,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        redirect_slashes=False,
    )
    app.state.backend = backend
    app.include_router(health.router)
    app.include_router(asking.router)
    app.include_router(queries_router(backend.catalogue))
    app.include_router(pages_router)
    app.router.routes += mounted(tools, MCP).routes
    app.add_middleware(Gate, access=access, rate=rate)
    app.add_middleware(Guard, hosts=trusted_hosts(hosts), origins=access.origins)
    problem.install(app, not_found)
    _describe(app, backend)
    return app


def _settle() -> None:
    """What is there when serving begins stays: the collector need not look through it again."""
    gc.freeze()
    gc.set_threshold(*_COLLECT)


def _describe(app: FastAPI, backend: Backend) -> None:
    """OpenAPI with the schemas of the answers, made once."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _contract(app, backend)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # the way FastAPI documents


def _contract(app: FastAPI, backend: Backend) -> dict[str, Any]:
    contract = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=[*app.routes, *operations(backend.catalogue).routes],
        license_info=app.license_info,
        tags=_tags(backend),
    )
    components = contract.setdefault("components", {})
    components["securitySchemes"] = _KEYS
    contract["security"] = [{}, *({name: []} for name in _KEYS)]  # none is needed unless the server asks for one
    contract["servers"] = [{"url": "/", "description": "this server / 本服务"}]
    schemas = components.setdefault("schemas", {})
    schemas["Problem"] = problem_schema()
    for query in backend.catalogue:
        schemas.update(answer_schemas(query))
    return contract


def _tags(backend: Backend) -> list[dict[str, str]]:
    topics = dict.fromkeys(query.topic for query in backend.catalogue)
    words = {topic: backend.catalogue.glossary.topic(topic) for topic in topics}
    return [{"name": topic, "description": f"{words[topic].zh} / {words[topic].en}"} for topic in topics]
