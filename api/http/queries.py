"""The queries: a list of them, and one operation each, made of the catalogue."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from api.http.backend import Backend
from api.http.contract import EDITION, FORMAT, component, errors, parameters, responses
from api.http.media import chosen
from api.http.problem import Problem
from api.http.representation import represent
from graph.catalogue import Catalogue, Query
from graph.catalogue.query import Scalar
from graph.errors import InvalidParameter, UnknownName
from graph.export.answers import FILES

PREFIX = "/api/v1/queries"
MANY = 500  # rows that take longer to write down than the other clients should wait: about 3 ms


def queries_router(catalogue: Catalogue) -> APIRouter:
    """The operations of a catalogue."""
    router = APIRouter(prefix=PREFIX)
    router.add_api_route(
        "",
        _list,
        summary="可以问的问题 / The questions that can be asked",
        description="Every query with its parameters, columns and examples. 每个问题的参数、列和示例。",
        operation_id="list_queries",
        tags=["catalogue"],
        responses={200: {"content": {"application/json": {"example": [_listed(q) for q in list(catalogue)[:1]]}}}},
        openapi_extra={"responses": errors(400, 401, 405, 414, 422, 429, 500)},
    )
    router.add_route(f"{PREFIX}/{{name:path}}", _answer, include_in_schema=False)  # plain routes get no prefix
    return router


def operations(catalogue: Catalogue) -> APIRouter:
    """The operations as the contract says them, one a query: to be described, not to be routed to.

    Routes are looked through one after the other, which took a third of the time of a quick answer; queries are looked
    up by name.
    """
    router = APIRouter(prefix=PREFIX)
    for query in catalogue:
        router.add_api_route(
            f"/{query.name}",
            _answer,
            response_class=Response,
            summary=f"{query.title.zh} / {query.title.en}",
            description=_description(query),
            operation_id=query.name.replace("/", "_"),
            tags=[query.topic],
            openapi_extra={"parameters": parameters(query), "responses": responses(query)},
        )
    return router


async def _answer(request: Request) -> Response:
    """One query. Its parameters are judged by the catalogue alone, as on every other face."""
    backend: Backend = request.app.state.backend
    try:
        query = backend.catalogue[request.path_params["name"]]
    except UnknownName as error:
        return Problem("unknown-query", error.what, error.where, error.hint, error.candidates).response()
    params = _given(request, query)
    named = None if query.param(FORMAT) else params.pop(FORMAT, None)
    edition = None if query.param(EDITION) else params.pop(EDITION, None)
    format_ = chosen(request, query, named)
    if isinstance(format_, Problem):
        return format_.response()
    result = await backend.run(query.name, params, all_rows=format_ in FILES, exact=edition is not None)
    if edition and edition != result.data.version:
        return _changed(result.data.version)
    if len(result.rows) > MANY:
        return await asyncio.to_thread(represent, request, result, format_)
    return represent(request, result, format_)


def _given(request: Request, query: Query) -> dict[str, str]:
    """The parameters of a request. Raises InvalidParameter if one is given twice: either could be meant."""
    pairs = request.query_params.multi_items()
    params = dict(pairs)
    if len(params) < len(pairs):
        twice = next(name for name in params if len(request.query_params.getlist(name)) > 1)
        raise InvalidParameter(f"parameter {twice[:60]!r} is given twice", where=query.name, hint="give it once")
    return params


def _changed(version: str) -> Response:
    """Parts of one answer must come from the same data."""
    return Problem(
        "data-changed",
        "the data changed since the first part of this answer was given",
        f"parameter {EDITION}",
        f"begin again without offset and {EDITION}; the data is now {version}",
    ).response()


def _description(query: Query) -> str:
    calls = "\n".join(f"- `{example_address(query, call.params)}`" for call in query.examples)
    return f"{query.description.zh}\n\n{query.description.en}\n\n示例 / Examples:\n\n{calls}"


def example_address(query: Query, params: Mapping[str, Scalar]) -> str:
    """Path and query string of a call, percent-encoded; what is null is left out."""
    pairs = {name: _text(value) for name, value in params.items() if value is not None}
    return f"{PREFIX}/{query.name}" + (f"?{urlencode(pairs)}" if pairs else "")


def _text(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


# ---- the list ---------------------------------------------------------------------------------------------------


async def _list(request: Request) -> list[dict[str, object]]:
    if request.query_params:
        raise InvalidParameter("the list of queries takes no parameters", where=PREFIX)
    backend: Backend = request.app.state.backend
    return [_listed(query) for query in backend.catalogue]


def _listed(query: Query) -> dict[str, object]:
    return {
        "name": query.name,
        "title": {"zh": query.title.zh, "en": query.title.en},
        "description": {"zh": query.description.zh, "en": query.description.en},
        "shape": query.shape,
        "params": parameters(query),
        "columns": [{"name": column.name, "type": str(column.type)} for column in query.columns],
        "operation": query.name.replace("/", "_"),
        "schema": component(query),
        "address": f"{PREFIX}/{query.name}",
        "examples": [example_address(query, call.params) for call in query.examples],
    }
