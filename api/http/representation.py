"""Representations: a result as JSON, CSV, JSON lines or a graph file, with what a program needs in headers."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from api.http.media import FORMATS, GRAPHS
from graph.catalogue import Result
from graph.catalogue.result import csv_cell
from graph.export.network import gexf, graphml

# Headers of an answer: files have no other place for this, and programs need not read the whole JSON for it.
TRUNCATED, NEXT, TOTAL = "Policygraph-Truncated", "Policygraph-Next", "Policygraph-Total"
DATA_VERSION, READING = "Policygraph-Data-Version", "Policygraph-Reading"
_PART = 500  # rows written at a time


def represent(request: Request, result: Result, format_: str) -> Response:
    """The answer, or 304 if the client has it already."""
    tag = _tag(result, format_)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept", **_facts(request, result)}
    if _has(request, tag):
        return Response(status_code=304, headers=headers)
    media_type = FORMATS[format_]
    if format_ == "json":
        return Response(_json(result.to_dict()), headers=headers, media_type=media_type)
    headers["Content-Disposition"] = f'attachment; filename="{file_name(result, format_)}"'
    if format_ in GRAPHS:
        return Response(_GRAPH_FILES[format_](result), headers=headers, media_type=media_type)
    lines = _csv_lines(result) if format_ == "csv" else _json_lines(result)
    media_type = _PARAMETERS.get(format_, media_type)
    if len(result.rows) <= _PART:
        return Response(b"".join(lines), headers=headers, media_type=media_type)
    return StreamingResponse(lines, headers=headers, media_type=media_type)


_PARAMETERS = {"csv": "text/csv; charset=utf-8; header=present"}
_GRAPH_FILES: dict[str, Callable[[Result], bytes]] = {
    "graphml": lambda result: graphml(result.to_networkx()),
    "gexf": lambda result: gexf(result.to_networkx()),
}


def _tag(result: Result, format_: str) -> str:
    """Equal for equal rows of equal data in one format."""
    facts = json.dumps([format_, result.to_dict()], ensure_ascii=False, separators=(",", ":"))
    return f'"{hashlib.sha256(facts.encode()).hexdigest()[:32]}"'


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _csv_lines(result: Result) -> Iterator[bytes]:
    """As :meth:`Result.to_csv`, in parts; a byte order mark first, by which spreadsheets know UTF-8."""
    out = io.StringIO("\ufeff")
    out.seek(1)
    writer = csv.writer(out)
    names = [column.name for column in result.columns]
    writer.writerow(names)
    for at in range(0, max(len(result.rows), 1), _PART):
        writer.writerows([csv_cell(row[name]) for name in names] for row in result.rows[at : at + _PART])
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()


def _json_lines(result: Result) -> Iterator[bytes]:
    for at in range(0, len(result.rows), _PART):
        yield b"".join(_json(row) + b"\n" for row in result.rows[at : at + _PART])


def file_name(result: Result, format_: str) -> str:
    """The question, and if it is a part of the answer, which: agency-leads-1-50-of-88.csv."""
    stem = result.query.name.replace("/", "-")
    offset = next((p.value for p in result.params if p.name == "offset"), 0)
    first = offset + 1 if isinstance(offset, int) else 1
    if result.truncated or first > 1:
        stem += f"-{first}-{first + len(result.rows) - 1}-of-{result.total}"
    return f"{stem}.{format_}"


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
