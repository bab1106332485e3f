"""Problems: every error as RFC 9457 says it, application/problem+json."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.http.headers import SECURITY
from graph.errors import (
    AmbiguousName,
    InvalidParameter,
    PolicyGraphError,
    StoreTimeout,
    StoreUnreachable,
    UnknownName,
    UsageError,
)

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:policygraph:problem:"
RETRY_AFTER = 2  # seconds; a lost embedded engine is replaced in about this time
_log = logging.getLogger(__name__)

# The name in the type, the status and the title of every kind of problem.
KINDS = {
    "unauthorised": (401, "A key is needed"),
    "bad-request": (400, "The request cannot be answered as it was put"),
    "unknown-host": (400, "The server is not called that"),
    "unknown-origin": (403, "Pages of that site may not ask here"),
    "not-found": (404, "There is nothing here"),
    "unknown-query": (404, "There is no such query"),
    "method-not-allowed": (405, "This server is only read from"),
    "not-acceptable": (406, "The answer does not come in that format"),
    "data-changed": (409, "The data changed between the parts of an answer"),
    "too-long": (414, "The address is too long"),
    "invalid-parameter": (422, "A parameter is missing, unknown or not of its type"),
    "unknown-name": (404, "Nobody goes by this name"),
    "ambiguous-name": (409, "Several go by this name"),
    "too-many": (429, "Too many requests"),
    "internal": (500, "The server failed"),
    "store-unreachable": (503, "The store does not answer"),
    "store-timeout": (503, "The store took too long"),
}
_ERRORS: tuple[tuple[type[PolicyGraphError], str], ...] = (
    (UnknownName, "unknown-name"),
    (AmbiguousName, "ambiguous-name"),
    (InvalidParameter, "invalid-parameter"),
    (UsageError, "bad-request"),
    (StoreTimeout, "store-timeout"),
    (StoreUnreachable, "store-unreachable"),
)
_STATUSES = {404: "not-found", 405: "method-not-allowed", 406: "not-acceptable", 422: "invalid-parameter"}


@dataclass(frozen=True)
class Problem:
    """One problem; :func:`problem_of` makes it of an error.

    Args:
        kind: one of KINDS.
        detail: what happened this time.
        where, hint: the place, and what to do; empty if nothing can be said.
        candidates: names that may have been meant.
        headers: headers of the answer.
    """

    kind: str
    detail: str
    where: str = ""
    hint: str = ""
    candidates: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The HTTP status."""
        return KINDS[self.kind][0]

    @property
    def title(self) -> str:
        """What all problems of this kind have in common."""
        return KINDS[self.kind][1]

    def to_dict(self) -> dict[str, object]:
        """The body; members that say nothing are left out, except candidates where a name was at fault."""
        body: dict[str, object] = {"type": TYPE + self.kind, "title": self.title, "status": self.status}
        body |= {"detail": self.detail, "where": self.where, "hint": self.hint}
        if self.candidates or self.kind in ("unknown-name", "unknown-query", "ambiguous-name"):
            body["candidates"] = list(self.candidates)
        return {name: value for name, value in body.items() if value != ""}

    def response(self) -> Response:
        """The answer."""
        body = json.dumps(self.to_dict(), ensure_ascii=False).encode()
        headers = {"Cache-Control": "no-store", "Vary": "Accept", **self.headers}
        return Response(body, self.status, headers, MEDIA_TYPE)


def problem_of(error: Exception) -> Problem:
    """What an error is to a client. Where the server is at fault, its log says more than the client is told."""
    if isinstance(error, HTTPException):
        return _of_status(error)
    if isinstance(error, RequestValidationError):
        return _of_validation(error)
    kind = next((kind for class_, kind in _ERRORS if isinstance(error, class_)), "internal")
    if kind == "internal" or not isinstance(error, PolicyGraphError):
        return Problem("internal", "the answer could not be made; the log of the server says why")
    if isinstance(error, StoreUnreachable):
        return _of_store(error, kind)
    candidates = tuple(getattr(error, "candidates", ()))
    return Problem(kind, error.what, error.where, error.hint, candidates)


def _of_store(error: StoreUnreachable, kind: str) -> Problem:
    """Addresses and folders of the server are nobody's business but its own: they go to the log."""
    _log.warning("%s: %s", error.code, error)
    return Problem(
        kind,
        "the store did not answer in time" if kind == "store-timeout" else "the store cannot be asked just now",
        hint="ask again in a moment",
        headers={"Retry-After": str(RETRY_AFTER)},
    )


def _of_status(error: HTTPException) -> Problem:
    kind = _STATUSES.get(error.status_code, "bad-request" if error.status_code < 500 else "internal")
    detail = str(error.detail) if error.detail != _phrase(error.status_code) else KINDS[kind][1].lower()
    return Problem(kind, detail, headers=error.headers or {})


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase


def _of_validation(error: RequestValidationError) -> Problem:
    faults = [(".".join(map(str, fault["loc"])), str(fault["msg"])) for fault in error.errors()]
    return Problem("invalid-parameter", "; ".join(f"{where}: {text}" for where, text in faults))


async def _answer(_: Request, error: Exception) -> Response:
    problem = problem_of(error)
    if problem.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("%s", error, exc_info=error)
    return problem.response()


async def _fail(_: Request, error: Exception) -> Response:
    """The last resort, outside the guard that adds the headers elsewhere; the server logs the error itself."""
    response = problem_of(error).response()
    response.headers.update(SECURITY)
    return response


def install(app: FastAPI, not_found: Callable[[Request], Response]) -> None:
    """Every error becomes a problem; for readers, an address without a page becomes ``not_found``."""

    async def answer_or_page(request: Request, error: Exception) -> Response:
        missing = isinstance(error, HTTPException) and error.status_code == HTTPStatus.NOT_FOUND
        return not_found(request) if missing and _by_a_reader(request) else await _answer(request, error)

    for class_ in (PolicyGraphError, RequestValidationError):
        app.add_exception_handler(class_, _answer)
    app.add_exception_handler(HTTPException, answer_or_page)
    app.add_exception_handler(Exception, _fail)


def _by_a_reader(request: Request) -> bool:
    """Whether a browser asks, and not below the addresses that are for programs."""
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")
