"""Representations: a result as JSON or CSV, as the client prefers, with what a program needs in headers."""

from __future__ import annotations

import hashlib
import json
from urllib.parse import quote, urlencode

from fastapi import Request, Response

from api.http.problem import Problem
from graph.catalogue import Result

FORMATS = {"json": "application/json", "csv": "text/csv"}
DEFAULT = "json"
# Headers of an answer: the CSV has no other place for this, and programs need not read the whole JSON for it.
TRUNCATED, NEXT = "Policygraph-Truncated", "Policygraph-Next"
DATA_VERSION, READING = "Policygraph-Data-Version", "Policygraph-Reading"


def chosen(request: Request, named: str | None) -> str | Problem:
    """The format that ``format=`` names, else the one that Accept prefers; JSON where it does not matter."""
    offered = ", ".join(FORMATS)
    if named is not None:
        wrong = Problem("invalid-parameter", f"{named[:60]!r} is no format", "parameter format", f"one of {offered}")
        return named if named in FORMATS else wrong
    wishes = _wishes(request.headers.get("accept", ""))
    weights = {name: _weight(wishes, media_type) for name, media_type in FORMATS.items()}
    best = max(weights, key=lambda name: (weights[name], name == DEFAULT))
    return best if weights[best] > 0 else Problem("not-acceptable", f"this comes as {offered}", "header Accept")


def _wishes(accept: str) -> dict[str, float]:
    """Media ranges with their weights; an empty header means anything."""
    wishes: dict[str, float] = {}
    for part in accept.split(","):
        media_range, _, parameters = part.partition(";")
        if media_range.strip():
            wishes[media_range.strip().lower()] = _quality(parameters)
    return wishes or {"*/*": 1.0}


def _quality(parameters: str) -> float:
    """The q among the parameters of a media range; 1 if there is none or it is no number."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name.lower() == "q":
            try:
                return float(value)
            except ValueError:
                return 1.0
    return 1.0


def _weight(wishes: dict[str, float], media_type: str) -> float:
    """The weight of the most specific range that fits."""
    ranges = (media_type, media_type.partition("/")[0] + "/*", "*/*")
    return next((wishes[name] for name in ranges if name in wishes), 0.0)


def represent(request: Request, result: Result, format_: str) -> Response:
    """The answer, or 304 if the client has it already."""
    csv = format_ == "csv"
    body = result.to_csv(bom=True) if csv else json.dumps(result.to_dict(), ensure_ascii=False, separators=(",", ":"))
    data = body.encode()
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept", **_facts(request, result)}
    if _has(request, tag):
        return Response(status_code=304, headers=headers)
    if csv:
        headers["Content-Disposition"] = f'attachment; filename="{result.query.name.replace("/", "-")}.csv"'
    media_type = "text/csv; charset=utf-8; header=present" if csv else FORMATS["json"]
    return Response(data, headers=headers, media_type=media_type)


def _facts(request: Request, result: Result) -> dict[str, str]:
    facts = {TRUNCATED: str(result.truncated).lower(), DATA_VERSION: result.data.version}
    if result.reading is not None:
        facts[READING] = result.reading
    if result.next is not None:
        facts |= {NEXT: str(result.next), "Link": f'<{_next_target(request, result.next)}>; rel="next"'}
    return facts


def _next_target(request: Request, offset: int) -> str:
    """Path and query of the next part: the same question from a later row on."""
    pairs = [(name, value) for name, value in request.query_params.multi_items() if name != "offset"]
    return f"{quote(request.url.path)}?{urlencode([*pairs, ('offset', str(offset))])}"


def _has(request: Request, tag: str) -> bool:
    """Whether If-None-Match names the tag; compared weakly, since proxies that compress mark it W/."""
    given = request.headers.get("if-none-match", "")
    return any(part.strip().removeprefix("W/") in (tag, "*") for part in given.split(",") if part.strip())
