"""The server: tools over a backend, on standard input and output or mounted on the HTTP application."""

from __future__ import annotations

from typing import Any

from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
)
from starlette.applications import Starlette

from api.http.backend import Backend
from api.mcp.tools import ASK, CATALOG, SEARCH, answer, listed, refusal, reply, tool_name, tools
from graph import __version__
from graph.catalogue import Query
from graph.errors import InvalidParameter, PolicyGraphError, StoreUnreachable

INSTRUCTIONS = """\
中国政策文件的责任图谱：只读。每个工具是一个固定的问题；名称可写全称、简称或曾用名。
牵头与否取决于读法（reading：strict 严格，broad 宽泛），答案都注明所用的读法、数据版本，并附原文（quote）及其位置。
对象的“同列责任清单”不等于谁监管它。
Policy plans as a graph of duties, read only: one tool a question. Answers about leading depend on the reading and say
which was used; cite the quote. Agencies listed beside an object share a duty list; that does not make them its
regulators.
"""
MAX_BODY = 65_536  # bytes of a request
_Context = ServerRequestContext[Any]


def mcp_server(backend: Backend) -> Server[Any]:
    """The server of a backend; whoever runs it starts and closes the backend."""
    queries = {tool_name(query): query for query in backend.catalogue}

    async def list_tools(_: _Context, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=tools(list(queries.values())))

    async def call_tool(_: _Context, params: CallToolRequestParams) -> CallToolResult:
        given = params.arguments or {}
        try:
            if params.name == SEARCH:
                return await _search(backend, given)
            if params.name == CATALOG:
                return _catalog(list(queries.values()), given)
            if params.name == ASK:
                return await _ask(backend, given)
            if params.name not in queries:
                raise MCPError(INVALID_PARAMS, f"there is no tool {params.name[:60]!r}")
            return answer(await backend.run(queries[params.name].name, given))
        except StoreUnreachable:  # its text names addresses and folders, which are nobody's business
            return refusal(StoreUnreachable("the store cannot be asked just now", hint="ask again in a moment"))
        except PolicyGraphError as error:
            return refusal(error)

    return Server(
        "policygraph",
        version=__version__,
        title="policygraph",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


async def _search(backend: Backend, given: dict[str, Any]) -> CallToolResult:
    words, each = given.get("words", ""), given.get("each", 10)
    if set(given) - {"words", "each"} or not isinstance(words, str) or type(each) is not int:
        raise InvalidParameter("search takes words (text) and each (a whole number)", where=SEARCH)
    hits = await backend.search(words, each)
    return listed("hits", [{"label": h.label, "id": h.id, "name": h.name, "detail": h.detail} for h in hits])


async def _ask(backend: Backend, given: dict[str, Any]) -> CallToolResult:
    question = given.get("question")
    if set(given) != {"question"} or not isinstance(question, str):
        raise InvalidParameter("ask takes question (text)", where=ASK)
    return reply(await backend.ask(question))


def _catalog(queries: list[Query], given: dict[str, Any]) -> CallToolResult:
    if given:
        raise InvalidParameter("catalog takes no parameters", where=CATALOG)
    return listed(
        "questions",
        [
            {
                "tool": tool_name(q),
                "title": f"{q.title.zh} / {q.title.en}",
                "params": [p.name for p in q.params],
                "columns": [c.name for c in q.columns],
                "examples": [dict(e.params) for e in q.examples],
            }
            for q in queries
        ],
    )


async def serve_stdio(backend: Backend) -> None:
    """Serves one client on standard input and output until it hangs up."""
    await backend.start()
    try:
        server = mcp_server(backend)
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())
    finally:
        backend.close()


def mounted(server: Server[Any], path: str) -> Starlette:
    """The same over HTTP at a path: one answer a request, no session kept. The guard before it judges host and site."""
    return server.streamable_http_app(
        streamable_http_path=path,
        json_response=True,
        stateless_http=True,
        max_request_body_size=MAX_BODY,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
