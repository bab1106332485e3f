"""The contract: OpenAPI says everything about every operation, and what is sent keeps to it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from api.http.contract import component
from api.http.queries import example_address
from graph.catalogue import Catalogue, Query
from graph.catalogue.catalogue import own_folder

QUERIES = list(Catalogue(own_folder()))
STATUSES = {"200", "304", "400", "401", "403", "404", "405", "406", "409", "414", "422", "429", "500", "503"}
KINDS = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "null": type(None)}


@pytest.fixture(scope="module")
def contract(client: httpx.Client) -> dict[str, Any]:
    """What the server says of itself."""
    return dict(client.get("/openapi.json").json())


def resolve(contract: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref")
    return contract["components"]["schemas"][reference.rpartition("/")[2]] if reference else schema


def breaches(contract: dict[str, Any], schema: dict[str, Any], value: object, where: str = "") -> list[str]:
    """Where a value breaks a schema, as far as the schemas here go."""
    schema = resolve(contract, schema)
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and type(value) not in [KINDS[kind] for kind in kinds]:
        return [f"{where}: {value!r} is not {kinds}"]
    if ("enum" in schema and value not in schema["enum"]) or ("const" in schema and value != schema["const"]):
        return [f"{where}: {value!r}"]
    if isinstance(value, list):
        return [
            b
            for n, item in enumerate(value)
            for b in breaches(contract, schema.get("items", {}), item, f"{where}[{n}]")
        ]
    if isinstance(value, dict):
        known = schema.get("properties", {})
        missing = [f"{where}.{name} is missing" for name in schema.get("required", []) if name not in value]
        extra = [
            f"{where}.{name} is not in the contract"
            for name in value
            if schema.get("additionalProperties") is False and name not in known
        ]
        return (
            missing
            + extra
            + [
                b
                for name in known
                if name in value
                for b in breaches(contract, known[name], value[name], f"{where}.{name}")
            ]
        )
    return []


def references(node: object) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"].rpartition("/")[2]} if isinstance(node.get("$ref"), str) else set()
        return own.union(*(references(item) for item in node.values()))
    return set().union(*(references(item) for item in node)) if isinstance(node, list) else set()


def test_every_query_is_an_operation_and_no_operation_is_without_words(contract: dict[str, Any]) -> None:
    paths = set(contract["paths"])
    assert paths == {f"/api/v1/queries/{q.name}" for q in QUERIES} | {
        "/healthz",
        "/readyz",
        "/api/v1/version",
        "/api/v1/ask",
        "/api/v1/queries",
    }
    operations = [operation for path in contract["paths"].values() for operation in path.values()]
    assert all(list(path) == ["get"] for path in contract["paths"].values())
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for operation in operations:
        assert operation["summary"]
        assert operation["description"]
        assert operation["tags"]
        for status, answer in operation["responses"].items():
            assert answer["description"]
            if int(status) >= 400:
                error = answer["content"]["application/problem+json"]
                assert all(breaches(contract, error["schema"], e["value"]) == [] for e in error["examples"].values())
                assert {e["value"]["status"] for e in error["examples"].values()} == {int(status)}
    assert references(contract) == set(contract["components"]["schemas"])


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: q.name)
def test_an_operation_says_what_the_query_file_says(contract: dict[str, Any], query: Query) -> None:
    operation = contract["paths"][f"/api/v1/queries/{query.name}"]["get"]
    assert set(operation["responses"]) == STATUSES
    assert query.description.zh in operation["description"]
    assert example_address(query, query.examples[0].params) in operation["description"]
    said = {p["name"]: p for p in operation["parameters"]}
    own = [p.name for p in query.params]
    assert list(said) == [*own, "format", *(["data_version"] if "offset" in own else [])]
    graphs = {"application/graphml+xml", "application/gexf+xml"}
    assert (graphs <= set(operation["responses"]["200"]["content"])) is (query.shape == "graph")
    for parameter in query.params:
        schema = said[parameter.name]["schema"]
        assert said[parameter.name]["required"] is parameter.required
        assert parameter.doc.zh in said[parameter.name]["description"]
        assert schema.get("default") == parameter.default
        assert schema.get("enum", []) == list(parameter.values)
        assert not parameter.required or "example" in said[parameter.name]
        if parameter.type.base == "int":
            assert (schema["type"], schema.get("minimum"), schema.get("maximum")) == (
                "integer",
                parameter.minimum,
                parameter.maximum,
            )
    row = contract["components"]["schemas"][component(query, "Row")]
    assert row["required"] == [c.name for c in query.columns]


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: q.name)
def test_answers_keep_to_the_contract(client: httpx.Client, contract: dict[str, Any], query: Query) -> None:
    for call in query.examples:
        answer = client.get(example_address(query, call.params))
        schema = contract["paths"][f"/api/v1/queries/{query.name}"]["get"]["responses"]["200"]["content"][
            "application/json"
        ]["schema"]
        assert breaches(contract, schema, answer.json()) == []


def test_the_check_catches_breaches(contract: dict[str, Any]) -> None:
    row = {"$ref": "#/components/schemas/AgencyRolesRow"}
    good = {"role": "lead", "basis": None, "measures": 1, "led": 2, "total": 3}
    assert breaches(contract, row, good) == []
    assert breaches(contract, row, good | {"measures": "1"})
    assert breaches(contract, row, good | {"more": 1})
    assert breaches(contract, row, {"role": "lead"})
    assert breaches(contract, {"type": "array", "items": row}, [{}])
    assert breaches(contract, {"enum": ["strict"]}, "broad")


def test_the_other_operations_keep_to_it_too(client: httpx.Client, contract: dict[str, Any]) -> None:
    for path in ("/healthz", "/readyz", "/api/v1/version"):
        answer = client.get(path)
        assert answer.status_code == 200
        schema = contract["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert breaches(contract, schema, answer.json()) == []
    version = client.get("/api/v1/version").json()
    assert version["store"]["kind"] == "embedded"
    assert version["store"]["version"].startswith("ArcadeDB")
    assert version["registry"] == version["data"]["registry"]
    assert version["data"]["rules"] == [version["rules"]]
    workload = client.get("/api/v1/queries/agency/workload").json()
    assert workload["data_version"] == version["data"]["version"]
