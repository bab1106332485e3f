"""Media types: which formats an answer comes in, and which of them a client prefers."""

from __future__ import annotations

from fastapi import Request

from api.http.problem import Problem
from graph.catalogue import Query
from graph.export.answers import formats_of

FORMATS = {
    "json": "application/json",
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
}
DEFAULT = "json"


def chosen(request: Request, query: Query, named: str | None) -> str | Problem:
    """The format that ``format=`` names, else the one that Accept prefers; JSON where it does not matter."""
    offered = formats_of(query)
    said = ", ".join(offered)
    if named is not None:
        wrong = Problem("invalid-parameter", f"{named[:60]!r} is no format", "parameter format", f"one of {said}")
        return named if named in offered else wrong
    wishes = _wishes(request.headers.get("accept", ""))
    weights = {name: _weight(wishes, FORMATS[name]) for name in offered}
    best = max(weights, key=lambda name: (weights[name], name == DEFAULT))
    return best if weights[best] > 0 else Problem("not-acceptable", f"this comes as {said}", "header Accept")


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
