"""Keys, rate and origins: off unless they are set, and right when they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from api.http.access import Access, Gate
from api.http.backend import Backend
from api.http.rate import Rate
from graph.catalogue import Catalogue
from graph.errors import UsageError
from graph.store.bolt import BoltStore
from tests.api.http.serving import Clock, in_a_thread

KEY, OTHER = "k" * 16, "another-key-of-this-server"
LEADS = "/api/v1/queries/agency/leads?agency=质检总局"
SITE = "https://research.example"


@pytest.fixture(scope="module")
def guarded(sample_store: BoltStore, own_catalogue: Catalogue) -> Iterator[httpx.Client]:
    """A server with two keys that one site may read."""
    access = Access((KEY, OTHER), origins=frozenset({SITE}))
    with in_a_thread(Backend(lambda: nullcontext(sample_store), own_catalogue), access=access) as client:
        yield client


@pytest.mark.parametrize("headers", [{"Authorization": f"Bearer {KEY}"}, {"X-API-Key": OTHER}])
def test_either_header_with_any_of_the_keys_opens(guarded: httpx.Client, headers: dict[str, str]) -> None:
    assert guarded.get(LEADS, headers=headers).json()["total"] == 5


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": f"Basic {KEY}"}, {"X-API-Key": KEY[:-1]}, {"Authorization": "Bearer"}, {"X-API-Key": ""}],
)
def test_without_a_key_there_is_a_problem(guarded: httpx.Client, headers: dict[str, str]) -> None:
    answer = guarded.get(LEADS, headers=headers)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.json()["type"] == "urn:policygraph:problem:unauthorised"
    assert "质检" not in answer.text


def test_health_and_pages_need_no_key(guarded: httpx.Client) -> None:
    assert guarded.get("/healthz").status_code == 200
    assert guarded.get("/").status_code == 200


def test_an_allowed_site_may_read_and_no_other(guarded: httpx.Client) -> None:
    headers = {"X-API-Key": KEY, "Origin": SITE}
    answer = guarded.get(LEADS, headers=headers)
    assert answer.headers["access-control-allow-origin"] == SITE
    assert {part.strip() for part in answer.headers["vary"].split(",")} == {"Accept", "Origin"}
    assert (
        "access-control-allow-origin" not in guarded.get(LEADS, headers={**headers, "Origin": "https://evil"}).headers
    )
    preflight = guarded.options(LEADS, headers={"Origin": SITE, "Access-Control-Request-Method": "GET"})
    assert (preflight.status_code, preflight.headers["access-control-allow-methods"]) == (204, "GET, HEAD")
    assert guarded.post(LEADS, headers=headers).status_code == 405


def test_nothing_is_asked_where_nothing_is_set(client: httpx.Client) -> None:
    assert client.get(LEADS, headers={"Origin": SITE}).status_code == 200
    assert "access-control-allow-origin" not in client.get(LEADS, headers={"Origin": SITE}).headers
    assert client.options(LEADS).status_code == 405


@pytest.mark.parametrize(
    ("name", "value"), [("API_KEYS", "short"), ("RATE", "many"), ("RATE", "-1"), ("RATE", "nan"), ("RATE", "inf")]
)
def test_faulty_settings_are_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"POLICYGRAPH_{name}", value)
    with pytest.raises(UsageError) as caught:
        Access.from_environment()
    assert caught.value.where == f"POLICYGRAPH_{name}"


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_API_KEYS", f"{KEY}, {OTHER}")
    monkeypatch.setenv("POLICYGRAPH_RATE", "2.5")
    monkeypatch.setenv("POLICYGRAPH_ORIGINS", f"{SITE}/")
    assert Access.from_environment() == Access((KEY, OTHER), 2.5, frozenset({SITE}))


async def asked(gate: Gate, address: str) -> int:
    """The status of one request from an address."""
    statuses: list[int] = []

    async def send(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(int(str(message["status"])))

    scope = {"type": "http", "method": "GET", "path": "/api/v1/version", "headers": [], "client": (address, 1)}
    await gate(scope, receive=None, send=send)  # type: ignore[arg-type]
    return statuses[0]


async def fine(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that answers 200."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def test_the_rate_is_for_each_address_and_fills_again() -> None:
    import asyncio

    clock = Clock()
    gate = Gate(fine, Access(rate=2.0), Rate(2.0, clock=clock))

    async def story() -> None:
        assert [await asked(gate, "192.0.2.1") for _ in range(9)] == [200] * 8 + [429]
        assert await asked(gate, "192.0.2.2") == 200
        clock.now += 1.0
        assert [await asked(gate, "192.0.2.1") for _ in range(3)] == [200, 200, 429]

    asyncio.run(story())
