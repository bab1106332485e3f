"""Injection and writing attempted through every parameter of every face: refused, or nothing found; nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

import pytest

from graph.catalogue import Query
from graph.library import Library
from tests.faces.faces import Face, Faces

WRITES = (
    "'}) DETACH DELETE n //",
    "x' RETURN 1 UNION MATCH (n) DETACH DELETE n RETURN 1 //",
    "质检总局'}) SET a.name = '改' //",
    "`}) CREATE (x:Injected {id: 'x'}) //",
    '"}) MERGE (x:Injected) RETURN x //',
    "\\'}) REMOVE a.id //",
    "1; MATCH (n) DETACH DELETE n",
    "0 OR true",
    "strict' OR '1'='1",
    "$limit",
    "'; DROP TABLE agency; --",
    "CALL db.labels()",
    "LOAD CSV FROM 'file:///etc/passwd' AS l CREATE (x)",
    "{id: 'aqsiq'}",
    "../../../etc/passwd",
    "{{7*7}}${7*7}",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "质检总局\x00'}) DELETE a //",
    "99999999999999999999",
    "9" * 300,
    "*",
    "[质检总局]",
    "2014-13-45",
)
SHAPES: tuple[object, ...] = (
    {"id": "aqsiq"},
    ["aqsiq", "moe"],
    {"$ne": None},
    1.5,
    -(10**30),
    ["'}) DETACH DELETE n //"],
    {"'}) DETACH DELETE n //": 1},
    float("1e308"),
)
METHODS = ("POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")
LEAST = 500


@pytest.fixture(autouse=True)
def unchanged(faces: Faces) -> Iterator[None]:
    """All that the store and the data folder's archive hold is as it was, to the byte."""
    before = content(faces.library)
    yield
    assert content(faces.library) == before


def content(library: Library) -> tuple[object, ...]:
    """Nodes and edges, the time of the last change, and the archived files."""
    files = sorted((path.name, path.stat().st_mtime_ns) for path in library.folder.documents.rglob("*"))
    return library.export(), library.version(), files


def attempts(queries: list[Query], of: tuple[object, ...], each: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every parameter of every query with ``each`` of the values; the others as in the first example."""
    values = cycle(of)
    for query in queries:
        usual = {k: v for k, v in query.examples[0].params.items() if v is not None}
        for parameter in query.params:
            for _ in range(each):
                yield query.name, {**usual, parameter.name: next(values)}


def refused(ask: Callable[[], Any], tried: object) -> int:
    reply = ask()
    assert reply.empty, (tried, reply)
    return 1


def through(face: Face, tried: Iterator[tuple[str, dict[str, Any]]]) -> int:
    """How many were tried; each was refused or found nothing."""
    return sum(refused(lambda q=q, p=p: face.ask(q, p), (q, p)) for q, p in tried)  # type: ignore[misc]


def test_over_http(faces: Faces) -> None:
    queries, client = list(faces.catalogue), faces.web
    count = through(faces.http("json"), attempts(queries, WRITES, 1))
    count += through(faces.http("csv"), attempts(queries[::2], WRITES[5:], 1))
    count += through(faces.http("jsonl"), attempts(queries[1::2], WRITES[9:], 1))
    for text in WRITES:
        count += refused(lambda t=text: faces.http("json").ask(t, {}), text)  # type: ignore[misc]
        for name in ("format", "data_version", text):
            answer = client.get("/api/v1/queries/agency/workload", params={name: text})
            assert 400 <= answer.status_code < 500, (name, text, answer.text)
            count += 1
    for query in queries:
        for method in METHODS:
            answer = client.request(method, f"/api/v1/queries/{query.name}", content=WRITES[0].encode())
            assert answer.status_code == 405
            count += 1
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Original-URL", "If-None-Match", "X-API-Key"):
        for text in ("DELETE", "/mcp", "'}) DETACH DELETE n //"):
            answer = client.get("/api/v1/queries/agency/leads?agency=x", headers={name: text})
            assert answer.status_code == 404
            count += 1
    assert count > LEAST


def test_by_tools(faces: Faces) -> None:
    queries, tools = list(faces.catalogue), faces.tools
    count = through(tools, attempts(queries, WRITES[3:], 1)) + through(tools, attempts(queries, SHAPES, 1))
    for text in WRITES:
        for tool, given in ((text, {}), ("search", {"words": text}), ("search", {"words": "x", "each": text}),
                            ("search", {"words": "x", text: 1}), ("catalog", {text: text}),
                            ("agency_leads", {"agency": "aqsiq", text: text})):  # fmt: skip
            count += refused(lambda t=tool, g=given: tools.call(t, g), (tool, given))  # type: ignore[misc]
    assert count > LEAST


def test_from_python(faces: Faces) -> None:
    queries, python = list(faces.catalogue), faces.python
    count = through(python, attempts(queries, WRITES[7:], 1)) + through(python, attempts(queries, SHAPES[::-1], 1))
    for text in WRITES:
        count += refused(lambda t=text: python.ask(t, {}), text)  # type: ignore[misc]
        count += refused(lambda t=text: python.ask("agency/workload", {t: t}), text)  # type: ignore[misc]
    assert count > LEAST


def test_on_the_command_line(faces: Faces) -> None:
    queries = list(faces.catalogue)
    texts = tuple(text for text in WRITES if "\x00" not in text)  # no argument of a process can hold it
    count = through(faces.line("json"), attempts(queries, texts, 1))
    count += through(faces.line("csv"), attempts(queries[::3], texts[4:], 1))
    for text in texts:
        for arguments in (("query", text), ("query", "agency/workload", "-p", f"{text}={text}"), ("query", "agency/workload", "-p", text),
                          ("query", "agency/workload", "--format", text), (text,)):  # fmt: skip
            code, printed, _ = faces.line("json")(*arguments)
            assert (code, printed) == (2, ""), arguments
            count += 1
    assert count > LEAST
