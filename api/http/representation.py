"""Representations: a result as JSON, CSV, JSON lines or a graph file, with what a program needs in headers."""

from __future__ import annotations

import hashlib
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from api.http.media import FORMATS
from graph.catalogue import Result
from graph.export.answers import ROWS, compact, file_name, parts

# Headers of an answer: files have no other place for this, and programs need not read the whole JSON for it.
TRUNCATED, NEXT, TOTAL = "Policygraph-Truncated", "Policygraph-Next", "Policygraph-Total"
DATA_VERSION, READING = "Policygraph-Data-Version", "Policygraph-Reading"
_MANY = 500  # rows; more are sent while they are written


def represent(request: Request, result: Result, format_: str) -> Response:
    """The answer, or 304 if the client has it already."""
    text = compact(result.to_dict())
    tag = _tag(text, format_)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept", **_facts(request, result)}
    if _has(request, tag):
        return Response(status_code=304, headers=headers)
    media_type = FORMATS[format_]
    if format_ != "json":
        headers["Content-Disposition"] = f'attachment; filename="{file_name(result, format_)}"'
    media_type = _PARAMETERS.get(format_, media_type)
    if format_ in ROWS and len(result.rows) > _MANY:
        return StreamingResponse(parts(result, format_), headers=headers, media_type=media_type)
    body = text if format_ == "json" else b"".join(parts(result, format_))
    return Response(body, headers=headers, media_type=media_type)


_PARAMETERS = {"csv": "text/csv; charset=utf-8; header=present"}


def _tag(text: bytes, format_: str) -> str:
    """Equal for equal rows of equal data in one format."""
    return f'"{hashlib.sha256(format_.encode() + text).hexdigest()[:32]}"'


def _facts(request: Request, result: Result) -> dict[str, str]:
    facts = {TRUNCATED: str(result.truncated).lower(), TOTAL: str(result.total), DATA_VERSION: result.data.version}
    if result.reading is not None:
        facts[READING] = result.reading
    if result.next is not None:
        facts |= {NEXT: str(result.next), "Link": f'<{_next_target(request, result)}>; rel="next"'}
    return facts


def _next_target(request: Request, result: Result) -> str:
    """Path and query of the next part: the same question of the same data, from a later row on."""
    own = {"offset": str(result.next), "data_version": result.data.version}
    pairs = [(name, value) for name, value in request.query_params.multi_items() if name not in own]
    return f"{quote(request.url.path)}?{urlencode([*pairs, *own.items()])}"


def _has(request: Request, tag: str) -> bool:
    """Whether If-None-Match names the tag; compared weakly, since proxies that compress mark it W/."""
    given = request.headers.get("if-none-match", "")
    return any(part.strip().removeprefix("W/") in (tag, "*") for part in given.split(",") if part.strip())
