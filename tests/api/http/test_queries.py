"""Every example of every query over HTTP: the rows are those of the runner, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from graph.catalogue import Catalogue, Example, Query, run
from graph.catalogue.catalogue import own_folder
from graph.catalogue.query import Scalar
from graph.catalogue.result import csv_cell
from graph.store.bolt import BoltStore

QUERIES = list(Catalogue(own_folder()))
EXAMPLES = [pytest.param(q, e, id=f"{q.name}-{n}") for q in QUERIES for n, e in enumerate(q.examples, 1)]
LEADS = "/api/v1/queries/agency/leads"
AQSIQ = {"agency": "质检总局"}


def given(params: Mapping[str, Scalar]) -> dict[str, Any]:
    return {name: value for name, value in params.items() if value is not None}


@pytest.mark.parametrize(("query", "example"), EXAMPLES)
def test_rows_are_those_of_the_runner(
    client: httpx.Client, sample_store: BoltStore, own_catalogue: Catalogue, query: Query, example: Example
) -> None:
    expected = run(sample_store, own_catalogue, query.name, example.params)
    path = f"/api/v1/queries/{query.name}"
    json = client.get(path, params=given(example.params))
    assert (json.status_code, json.headers["content-type"]) == (200, "application/json")
    assert json.json() == expected.to_dict()
    table = client.get(path, params={**given(example.params), "format": "csv"})
    assert table.headers["content-disposition"] == f'attachment; filename="{query.name.replace("/", "-")}.csv"'
    assert table.content == expected.to_csv(bom=True).encode()
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"), newline="")))
    assert rows == [{name: csv_cell(cell) for name, cell in row.items()} for row in expected.rows]
    for answer in (json, table):
        assert answer.headers["policygraph-data-version"] == expected.data.version
        assert answer.headers["policygraph-truncated"] == str(expected.truncated).lower()
        assert answer.headers.get("policygraph-reading") == expected.reading


def test_the_list_names_every_query_and_its_examples_answer(client: httpx.Client) -> None:
    listed = client.get("/api/v1/queries").json()
    assert [q["name"] for q in listed] == [q.name for q in QUERIES]
    leads = next(q for q in listed if q["name"] == "agency/leads")
    assert leads["address"] == LEADS
    assert [c["name"] for c in leads["columns"]][:3] == ["measure", "document", "ordinal"]
    assert client.get(leads["examples"][0]).json()["rows"][0]["number"] == "（九）"


def test_parts_make_the_whole(client: httpx.Client) -> None:
    whole = client.get(LEADS, params=AQSIQ).json()
    assert (whole["truncated"], whole["next"]) == (False, None)
    answer = client.get(LEADS, params={**AQSIQ, "limit": 2})
    rows = answer.json()["rows"]
    assert (answer.headers["policygraph-truncated"], answer.headers["policygraph-next"]) == ("true", "2")
    while "next" in answer.links:
        assert answer.json()["next"] == int(answer.headers["policygraph-next"])
        answer = client.get(answer.links["next"]["url"])
        rows += answer.json()["rows"]
    assert answer.headers["policygraph-truncated"] == "false"
    assert rows == whole["rows"]


@pytest.mark.parametrize(
    ("accept", "format_", "media_type"),
    [
        ("*/*", None, "application/json"),
        ("text/csv", None, "text/csv"),
        ("text/*;q=0.9, application/json;q=0.1", None, "text/csv"),
        ("text/csv;q=0.5, */*", None, "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", None, "application/json"),
        ("text/csv", "json", "application/json"),
        ("text/html", "csv", "text/csv"),
        ("text/csv;q=nonsense", None, "text/csv"),
    ],
)
def test_the_format_is_what_the_client_prefers(
    client: httpx.Client, accept: str, format_: str | None, media_type: str
) -> None:
    params = {**AQSIQ, "format": format_} if format_ else AQSIQ
    answer = client.get(LEADS, params=params, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.headers["vary"] == "Accept"


def test_an_answer_that_the_client_has_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get(LEADS, params=AQSIQ)
    tag = first.headers["etag"]
    for known in (tag, f'"other", W/{tag}', "*"):
        again = client.get(LEADS, params=AQSIQ, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(LEADS, params=AQSIQ, headers={"If-None-Match": '"other"'}).content == first.content
    broad = client.get(LEADS, params={**AQSIQ, "reading": "broad"}, headers={"If-None-Match": tag})
    assert broad.status_code == 200


def test_what_is_empty_is_not_given(client: httpx.Client) -> None:
    assert client.get(f"{LEADS}?agency=质检总局&document=&limit=").json() == client.get(LEADS, params=AQSIQ).json()


def test_head_is_get_without_the_body(client: httpx.Client) -> None:
    head, get = client.head(LEADS, params=AQSIQ), client.get(LEADS, params=AQSIQ)
    assert (head.status_code, head.content) == (200, b"")
    same = ("etag", "content-length", "policygraph-data-version")
    assert [head.headers[name] for name in same] == [get.headers[name] for name in same]
