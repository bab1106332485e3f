"""A user's own query files over HTTP: operations are made of whatever the catalogue holds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import httpx
import pytest

from api.http.backend import Backend
from api.http.queries import MANY
from graph.catalogue import Catalogue
from graph.store.bolt import BoltStore
from tests.api.http.serving import in_a_thread

HEAD = "title: {{zh: 试, en: Try}}\ndescription: {{zh: 试。, en: Try.}}\nparams: {params}\ncolumns: {columns}\nshape: {shape}\nexamples:\n  - params: {example}\n"
FILES = {
    "own/many": (
        HEAD.format(
            params="{offset: {type: int, default: 0, min: 0, max: 9999}, limit: {type: int, default: 2000, min: 1, max: 3000}}",
            columns="{number: int}",
            shape="rows",
            example="{}",
        ),
        "UNWIND range(1, 2500) AS number\nRETURN DISTINCT number ORDER BY number SKIP $offset LIMIT $limit\n",
    ),
    "own/kinds": (
        HEAD.format(
            params="{format: {type: str, example: =1+1}, sure: {type: bool, default: true}}",
            columns='{format: str, sure: bool, list: "list[int]", nothing: str}',
            shape="one",
            example="{format: =1+1}",
        ),
        "RETURN $format AS `format`, $sure AS sure, [1, 2] AS list, null AS nothing\n",
    ),
}


@pytest.fixture(scope="module")
def own(sample_store: BoltStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server of these files alone."""
    folder: Path = tmp_path_factory.mktemp("queries")
    for name, (head, cypher) in FILES.items():
        path = folder / f"{name}.cypher"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"/*---\n{head}---*/\n{cypher}", encoding="utf-8")
    catalogue = Catalogue(folder)
    catalogue.check()
    with in_a_thread(Backend(lambda: nullcontext(sample_store), catalogue)) as client:
        yield client


def test_many_rows(own: httpx.Client) -> None:
    answer = own.get("/api/v1/queries/own/many")
    assert [row["number"] for row in answer.json()["rows"]] == list(range(1, 2001))
    assert len(answer.json()["rows"]) > MANY
    table = own.get("/api/v1/queries/own/many?offset=2000&format=csv")
    assert table.content.startswith(b"\xef\xbb\xbf")
    rows = csv.DictReader(io.StringIO(table.content.decode("utf-8-sig")))
    assert [int(row["number"]) for row in rows] == list(range(2001, 2501))
    assert table.headers["policygraph-truncated"] == "false"


def test_a_parameter_called_format_is_the_querys(own: httpx.Client) -> None:
    target = "/api/v1/queries/own/kinds?format=%3D1%2B1&sure=否"
    assert own.get(target).json()["rows"] == [{"format": "=1+1", "sure": False, "list": [1, 2], "nothing": None}]
    table = own.get(target, headers={"Accept": "text/csv"})
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert rows == [["format", "sure", "list", "nothing"], ["'=1+1", "false", "1；2", ""]]


def test_the_contract_knows_them(own: httpx.Client) -> None:
    contract = own.get("/openapi.json").json()
    said = contract["paths"]["/api/v1/queries/own/kinds"]["get"]["parameters"]
    assert [(p["name"], p["schema"]["type"], p["required"]) for p in said] == [
        ("format", "string", True),
        ("sure", "boolean", False),
    ]
    row = contract["components"]["schemas"]["OwnKindsRow"]["properties"]
    assert [cell["type"] for cell in row.values()] == [
        ["string", "null"],
        ["boolean", "null"],
        ["array", "null"],
        ["string", "null"],
    ]
    assert contract["components"]["schemas"]["OwnKinds"]["properties"]["rows"]["maxItems"] == 1
