"""Tools for agents, called by the protocol's own client: over pipes and over HTTP."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from mcp import StdioServerParameters
from mcp.client import Client
from mcp.client.stdio import stdio_client

from api.http.backend import Backend
from api.mcp.tools import MAX_ROWS, MAX_SIZE
from graph.catalogue import Catalogue, run
from graph.catalogue.catalogue import own_folder
from graph.library import Library
from graph.store.bolt import BoltStore

COMMAND = Path(sys.executable).with_name("policygraph")
LEADS = {"agency": "质检总局"}


def called(server: Any, name: str, arguments: dict[str, object]) -> Any:
    """The answer of one tool, by a new client."""

    async def story() -> Any:
        async with Client(server) as client:
            return await client.call_tool(name, arguments)

    return anyio.run(story)


@pytest.fixture(scope="module")
def address(client: httpx.Client) -> str:
    return f"{client.base_url}mcp"


def test_over_pipes_it_lists_the_tools_and_gives_the_lead_tasks_with_quotes(sample_library: Library) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("POLICYGRAPH_")}
    environment |= {"POLICYGRAPH_HOME": str(sample_library.folder.path)}
    server = StdioServerParameters(command=str(COMMAND), args=["mcp"], env=environment)

    async def story() -> tuple[list[str], Any]:
        async with Client(stdio_client(server)) as client:
            listed = await client.list_tools()
            return [tool.name for tool in listed.tools], await client.call_tool("agency_leads", LEADS)

    names, answer = anyio.run(story)
    assert names[:3] == ["search", "catalog", "ask"]
    assert set(names[3:]) == {q.name.replace("/", "_") for q in Catalogue(own_folder())}
    data = answer.structured_content
    assert [row["number"] for row in data["rows"]] == ["（九）", "（十）", "（十一）", "（十二）", "（十三）"]
    assert all("质检总局" in row["quote"] and row["end"] > row["start"] for row in data["rows"])
    assert (data["reading"], data["total"]) == ("strict", 5)
    assert data["data_version"]
    assert json.loads(answer.content[0].text) == data


def test_over_http_every_example_gives_the_rows_of_the_runner(
    address: str, sample_store: BoltStore, own_catalogue: Catalogue
) -> None:
    async def story() -> None:
        async with Client(address) as client:
            for query in own_catalogue:
                for example in query.examples:
                    given = {k: v for k, v in example.params.items() if v is not None}
                    answer = await client.call_tool(query.name.replace("/", "_"), given)
                    expected = run(sample_store, own_catalogue, query.name, example.params)
                    rows = answer.structured_content["rows"]
                    assert rows == list(expected.rows[: len(rows)]), query.name
                    whole = len(rows) == len(expected.rows) and not expected.truncated
                    assert answer.structured_content["truncated"] is not whole
                    assert len(answer.content[0].text) <= MAX_SIZE
                    assert rows or not expected.rows

    anyio.run(story)


def test_the_tools_say_that_they_only_read_and_none_takes_cypher(address: str) -> None:
    async def story() -> list[Any]:
        async with Client(address) as client:
            return list((await client.list_tools()).tools)

    for tool in anyio.run(story):
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.destructive_hint is False
        assert not {"cypher", "statement", "query"} & set(tool.input_schema["properties"])
        assert tool.input_schema["additionalProperties"] is False


def test_long_answers_are_cut_and_say_so(address: str) -> None:
    answer = called(address, "graph_duties", {"limit": 10000}).structured_content
    assert len(answer["rows"]) <= MAX_ROWS
    cut = called(address, "document_task_table", {"document": "国办发〔2014〕18号"}).structured_content
    assert cut["truncated"] is (len(cut["rows"]) < cut["total"])


@pytest.mark.parametrize(
    ("name", "arguments", "error"),
    [
        ("agency_leads", {"agency": "质捡总局"}, "UnknownName"),
        ("agency_leads", {}, "InvalidParameter"),
        ("agency_leads", {**LEADS, "limit": "many"}, "InvalidParameter"),
        ("agency_leads", {**LEADS, "cypher": "MATCH (n) DETACH DELETE n"}, "InvalidParameter"),
        ("search", {"words": ""}, "InvalidParameter"),
        ("search", {"words": "食品", "each": True}, "InvalidParameter"),
        ("catalog", {"x": 1}, "InvalidParameter"),
    ],
)
def test_what_is_wrong_is_said_so_that_it_can_be_put_right(
    address: str, name: str, arguments: dict[str, object], error: str
) -> None:
    answer = called(address, name, arguments)
    assert answer.is_error
    assert answer.structured_content["error"] == error
    if error == "UnknownName":
        assert "质检总局" in answer.structured_content["candidates"]


def test_search_finds_bodies_by_any_name_and_texts_by_words(address: str) -> None:
    hits = called(address, "search", {"words": "质检总局"}).structured_content["hits"]
    assert hits[0]["label"] == "Agency"
    assert hits[0]["id"] == "aqsiq"
    hits = called(address, "search", {"words": "食品安全", "each": 3}).structured_content["hits"]
    assert {"Measure", "Law"} <= {hit["label"] for hit in hits}
    assert max(sum(h["label"] == label for h in hits) for label in {h["label"] for h in hits}) <= 3


def test_a_question_in_words_is_answered_only_if_it_is_sure(address: str) -> None:
    sure = called(address, "ask", {"question": "质检总局牵头哪些任务？"}).structured_content
    assert (sure["sure"], sure["choice"]["query"], sure["result"]["total"]) == (True, "agency/leads", 5)
    assert all(row["quote"] for row in sure["result"]["rows"])
    doubtful = called(address, "ask", {"question": "质检总局不牵头哪些任务？"}).structured_content
    assert (doubtful["sure"], doubtful["result"], doubtful["not_understood"]) == (False, None, ["不"])
    for arguments in ({}, {"question": ""}, {"question": "质" * 10_000}, {"question": 1}, {"question": "a", "x": 1}):
        assert called(address, "ask", arguments).structured_content["error"] == "InvalidParameter"


def test_the_catalogue_is_a_tool_too(address: str) -> None:
    questions = called(address, "catalog", {}).structured_content["questions"]
    assert {q["tool"] for q in questions} == {q.name.replace("/", "_") for q in Catalogue(own_folder())}


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Host": "evil.example"}, 400), ({"Origin": "https://evil.example"}, 403), ({"Content-Type": "text/plain"}, 400)],
)
def test_forged_hosts_and_foreign_sites_are_refused(client: httpx.Client, headers: dict[str, str], status: int) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    usual = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
    answer = client.post("/mcp", content=json.dumps(body), headers={**usual, **headers})
    assert answer.status_code == status
    assert "agency_leads" not in answer.text


def test_only_the_protocol_may_post(client: httpx.Client) -> None:
    assert client.post("/api/v1/queries/agency/leads", json={}).status_code == 405
    assert client.post("/mcp", content=b"x" * 100_000, headers={"Content-Type": "application/json"}).status_code == 413


def test_a_store_that_is_gone_is_an_answer_without_addresses(own_catalogue: Catalogue) -> None:
    from api.mcp.server import mcp_server
    from graph.errors import StoreUnreachable

    def gone() -> Any:
        raise StoreUnreachable("nobody at bolt://192.0.2.7:7687")

    backend = Backend(gone, own_catalogue)
    try:
        answer = called(mcp_server(backend), "agency_leads", LEADS)
    finally:
        backend.close()
    assert answer.structured_content["error"] == "StoreUnreachable"
    assert "192.0.2.7" not in answer.content[0].text
