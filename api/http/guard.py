"""The guard: what is refused before any route is looked for, and the headers of what is not."""

from __future__ import annotations

import os
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.headers import PAGE_POLICY, SECURITY
from api.http.problem import Problem

VARIABLE = "POLICYGRAPH_HOSTS"  # further names of this server, parted by commas; * for any
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
METHODS = ("GET", "HEAD")
MCP = "/mcp"  # the one path with a protocol of its own, which posts its questions
_MCP_METHODS = ("GET", "POST", "DELETE")
MAX_TARGET = 8000  # bytes of path and query string, RFC 9110 section 4.1; uvicorn bounds the whole head at 64 KiB


def trusted_hosts(more: Iterable[str] = ()) -> frozenset[str]:
    """The names by which this server may be called: those of this machine, of the environment, and ``more``."""
    named = os.environ.get(VARIABLE, "").split(",")
    return frozenset(name.strip().lower() for name in (*LOOPBACK, *named, *more) if name.strip())


class Guard:
    """Refuses foreign host names, methods other than GET and HEAD, and addresses that are too long.

    A page of another site whose name was made to point here (DNS rebinding) would come with that site's name.

    Args:
        app: what is guarded.
        hosts: from :func:`trusted_hosts`.
        origins: other sites whose pages may read; browsers ask for them with OPTIONS first.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str], origins: frozenset[str] = frozenset()) -> None:
        self._app, self._hosts, self._origins = app, hosts, origins
        self._methods = (*METHODS, "OPTIONS") if origins else METHODS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sender = _sender(send, body=scope["method"] != "HEAD")
        problem = self._refusal(scope)
        if problem is not None:
            await problem.response()(scope, receive, sender)
            return
        method = "GET" if scope["method"] == "HEAD" else scope["method"]  # HEAD is GET without the body
        await self._app({**scope, "method": method}, receive, sender)

    def _refusal(self, scope: Scope) -> Problem | None:
        host = _name(Headers(scope=scope).get("host", ""))
        if "*" not in self._hosts and host not in self._hosts:
            hint = f"name it in {VARIABLE} where the server is started"
            return Problem("unknown-host", f"{host[:100]!r} is not a name of this server", hint=hint)
        methods = (*_MCP_METHODS, *self._methods) if scope["path"] == MCP else self._methods
        if scope["method"] not in methods:
            return Problem("method-not-allowed", f"use {' or '.join(METHODS)}", headers={"Allow": ", ".join(methods)})
        origin = Headers(scope=scope).get("origin", "")
        if scope["method"] not in METHODS and origin and not self._is_own(origin):
            return Problem("unknown-origin", f"{origin[:100]!r} may not ask here")
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MAX_TARGET:
            return Problem("too-long", f"path and query may have {MAX_TARGET} bytes")
        return None

    def _is_own(self, origin: str) -> bool:
        """Whether a page of that site may post: one of this server, or of a site that may read."""
        host = _name(origin.partition("://")[2])
        return host in self._hosts or origin in self._origins or "*" in self._origins


def _name(host: str) -> str:
    """The Host header without its port."""
    name, colon, port = host.lower().rpartition(":")
    return name if colon and port.isdigit() else host.lower()


def _sender(send: Send, *, body: bool) -> Send:
    async def forward(message: Message) -> None:
        if message["type"] == "http.response.start":
            _complete(MutableHeaders(scope=message))
        elif message["type"] == "http.response.body" and not body:
            message = {**message, "body": b""}
        await send(message)

    return forward


def _complete(headers: MutableHeaders) -> None:
    """Adds what an answer does not say itself."""
    if headers.get("content-type", "").startswith("text/html"):
        headers.setdefault("Content-Security-Policy", PAGE_POLICY)
    for name, value in SECURITY.items():
        headers.setdefault(name, value)
