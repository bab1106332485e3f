"""Access: keys, a rate for each client, and which other sites may read from here. All are off unless they are set."""

from __future__ import annotations

import hmac
import os
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problem import Problem
from api.http.rate import Rate
from graph.errors import UsageError

KEYS = "POLICYGRAPH_API_KEYS"  # keys that may be used, parted by commas
RATE = "POLICYGRAPH_RATE"  # requests a second that one address may make
ORIGINS = "POLICYGRAPH_ORIGINS"  # sites whose pages may read the answers, parted by commas; * for any
KEY_HEADER = "X-API-Key"
_GUARDED = ("/api/", "/mcp")  # what needs a key; pages and health do not
_SHORTEST_KEY = 16  # characters
_PREFLIGHT_AGE = "600"  # seconds


@dataclass(frozen=True)
class Access:
    """What is asked of a request. ``rate`` 0 is none; ``origins`` empty means that no other site may read."""

    keys: tuple[str, ...] = ()
    rate: float = 0.0
    origins: frozenset[str] = frozenset()

    @classmethod
    def from_environment(cls) -> Access:
        """As POLICYGRAPH_API_KEYS, POLICYGRAPH_RATE and POLICYGRAPH_ORIGINS say. Raises UsageError."""
        keys = _parts(KEYS)
        if any(len(key) < _SHORTEST_KEY for key in keys):
            raise UsageError(f"a key has fewer than {_SHORTEST_KEY} characters", where=KEYS, hint="make a longer one")
        return cls(keys, _rate(os.environ.get(RATE, "")), frozenset(part.rstrip("/") for part in _parts(ORIGINS)))

    def allows(self, origin: str) -> bool:
        """Whether pages of that site may read."""
        return bool(origin) and ("*" in self.origins or origin in self.origins)

    def accepts(self, headers: Headers) -> bool:
        """Whether the request brings one of the keys; compared in constant time."""
        scheme, _, token = headers.get("authorization", "").partition(" ")
        given = (token.strip() if scheme.lower() == "bearer" else headers.get(KEY_HEADER, "")).encode()
        right = [
            hmac.compare_digest(given, key.encode()) for key in self.keys
        ]  # all of them, so that time says nothing
        return any(right)


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in os.environ.get(name, "").split(",") if part.strip())


def _rate(text: str) -> float:
    try:
        rate = float(text or 0)
    except ValueError:
        rate = -1.0
    if not 0 <= rate <= 1e6:
        raise UsageError(f"{text!r} is no number of requests a second", where=RATE, hint="write 20, say")
    return rate


class Gate:
    """Lets through what :class:`Access` allows, and answers the preflight requests of browsers.

    Args:
        app: what is behind it.
        access: what is asked.
        rate: where requests are counted; without it by itself, as ``access`` says.
    """

    def __init__(self, app: ASGIApp, access: Access, rate: Rate | None = None) -> None:
        self._app, self._access = app, access
        self._rate = rate or (Rate(access.rate) if access.rate else None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        sender = self._sender(send, headers.get("origin", ""))
        problem = self._too_many(scope)
        if problem is None and scope["method"] == "OPTIONS":
            await _preflight(sender)
            return
        problem = problem or self._without_key(scope, headers)
        if problem is not None:
            await problem.response()(scope, receive, sender)
            return
        await self._app(scope, receive, sender)

    def _without_key(self, scope: Scope, headers: Headers) -> Problem | None:
        if not self._access.keys or not scope["path"].startswith(_GUARDED) or self._access.accepts(headers):
            return None
        hint = f"send Authorization: Bearer KEY, or {KEY_HEADER}: KEY"
        return Problem("unauthorised", "this server asks for a key", hint=hint, headers={"WWW-Authenticate": "Bearer"})

    def _too_many(self, scope: Scope) -> Problem | None:
        if self._rate is None:
            return None
        wait = self._rate.wait((scope.get("client") or ("", 0))[0])
        if not wait:
            return None
        headers = {"Retry-After": str(max(1, round(wait)))}
        return Problem("too-many", f"one address may ask {self._rate.rate:g} times a second", headers=headers)

    def _sender(self, send: Send, origin: str) -> Send:
        """Adds what lets a browser give the answer to the page of an allowed site."""
        if not self._access.allows(origin):
            return send

        async def forward(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Access-Control-Allow-Origin"] = "*" if "*" in self._access.origins else origin
                headers["Access-Control-Expose-Headers"] = "*"
                headers["Cross-Origin-Resource-Policy"] = "cross-origin"
                headers.add_vary_header("Origin")
            await send(message)

        return forward


async def _preflight(send: Send) -> None:
    allowed = {
        "Access-Control-Allow-Methods": "GET, HEAD",
        "Access-Control-Allow-Headers": f"Authorization, {KEY_HEADER}, Accept, If-None-Match",
        "Access-Control-Max-Age": _PREFLIGHT_AGE,
        "Allow": "GET, HEAD, OPTIONS",
    }
    pairs = [(name.lower().encode(), value.encode()) for name, value in allowed.items()]
    await send({"type": "http.response.start", "status": 204, "headers": pairs})
    await send({"type": "http.response.body", "body": b""})
