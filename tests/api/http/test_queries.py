"""Every example of every query over HTTP: the rows are those of the runner, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import partial
from json import loads
from pathlib import Path
from typing import Any

import httpx
import igraph
import networkx
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
    whole = run(sample_store, own_catalogue, query.name, example.params, all_rows=True)
    assert expected.total == whole.total
    assert len(whole.rows) == (len(expected.rows) if "limit" in example.params else whole.total)
    table = client.get(path, params={**given(example.params), "format": "csv"})
    part = f"-1-{len(whole.rows)}-of-{whole.total}" if whole.truncated else ""
    assert table.headers["content-disposition"] == f'attachment; filename="{query.name.replace("/", "-")}{part}.csv"'
    assert table.content == whole.to_csv(bom=True).encode()
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"), newline="")))
    assert rows == [{name: csv_cell(cell) for name, cell in row.items()} for row in whole.rows]
    lines = client.get(path, params={**given(example.params), "format": "jsonl"}).text.splitlines()
    assert [loads(line) for line in lines] == list(whole.rows)
    for answer, result in ((json, expected), (table, whole)):
        assert answer.headers["policygraph-data-version"] == result.data.version
        assert answer.headers["policygraph-truncated"] == str(result.truncated).lower()
        assert answer.headers["policygraph-total"] == str(result.total)
        assert answer.headers.get("policygraph-reading") == result.reading


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


def test_parts_of_an_answer_are_of_the_same_data(client: httpx.Client) -> None:
    first = client.get(LEADS, params={**AQSIQ, "limit": 2})
    assert f"data_version={first.json()['data_version']}" in first.links["next"]["url"]
    stale = client.get(LEADS, params={**AQSIQ, "limit": 2, "offset": 2, "data_version": "0" * 16})
    assert stale.status_code == 409
    assert stale.json()["type"].endswith(":data-changed")
    assert first.json()["data_version"] in stale.json()["hint"]


def test_a_file_holds_all_rows_unless_a_limit_is_given(client: httpx.Client) -> None:
    path = "/api/v1/queries/graph/duties"
    assert len(client.get(path, params={"limit": 5}).json()["rows"]) == 5
    whole = client.get(path, params={"format": "jsonl"})
    assert (len(whole.text.splitlines()), whole.headers["policygraph-total"]) == (88, "88")
    part = client.get(path, params={"format": "csv", "limit": 5, "offset": 10})
    assert part.headers["content-disposition"] == 'attachment; filename="graph-duties-11-15-of-88.csv"'
    assert (part.headers["policygraph-truncated"], part.headers["policygraph-next"]) == ("true", "15")
    beyond = client.get(path, params={"offset": 1000}).json()
    assert (beyond["rows"], beyond["total"], beyond["truncated"]) == ([], 88, False)


def test_graph_files_read_back_with_as_many_nodes_and_edges(client: httpx.Client, tmp_path: Path) -> None:
    path = "/api/v1/queries/graph/duties"
    rows = client.get(path, params={"limit": 1000}).json()["rows"]
    nodes = {row[end] for row in rows for end in ("source", "target")}
    for format_, read in (
        ("graphml", partial(networkx.read_graphml, force_multigraph=True)),
        ("gexf", networkx.read_gexf),
    ):
        file = tmp_path / f"answer.{format_}"
        file.write_bytes(client.get(path, params={"format": format_}).content)
        graph = read(file)
        assert (set(graph.nodes), graph.number_of_edges()) == (nodes, len(rows))
    other = igraph.Graph.Read_GraphML(str(tmp_path / "answer.graphml"))
    assert (other.vcount(), other.ecount()) == (len(nodes), len(rows))
    refused = client.get(LEADS, params={**AQSIQ, "format": "graphml"})
    assert (refused.status_code, refused.json()["hint"]) == (422, "one of json, csv, jsonl")


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
