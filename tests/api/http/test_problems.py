"""What is refused, and how: problems by RFC 9457, with what to do, and nothing about the inside of the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.http.app import create_app
from api.http.backend import Backend, Store
from api.http.problem import KINDS, TYPE, problem_of
from graph.catalogue import Catalogue
from graph.errors import (
    AmbiguousName,
    InvalidCorrections,
    InvalidQueryFile,
    InvalidRecords,
    PolicyGraphError,
    StoreUnreachable,
    UsageError,
)
from tests.api.http.serving import in_a_thread

LEADS = "/api/v1/queries/agency/leads"


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Status and kind; the shape is checked on the way."""
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    body = answer.json()
    assert (
        {"type", "title", "status", "detail"}
        <= body.keys()
        <= {"type", "title", "status", "detail", "where", "hint", "candidates"}
    )
    assert body["status"] == answer.status_code
    return answer.status_code, str(body["type"]).removeprefix(TYPE)


@pytest.mark.parametrize(
    ("target", "expected", "says"),
    [
        ("/api/v1/queries/agency/leds", (404, "unknown-query"), "agency/leads"),
        ("/api/v1/nothing", (404, "not-found"), ""),
        (f"{LEADS}?agency=质捡总局", (404, "unknown-name"), "质检总局"),
        (f"{LEADS}?agency=广电总局", (409, "ambiguous-name"), "say which"),
        (LEADS, (422, "invalid-parameter"), "agency"),
        (f"{LEADS}?agency=质检总局&limit=many", (422, "invalid-parameter"), "from 1 to 1000"),
        (f"{LEADS}?agency=质检总局&limit=0", (422, "invalid-parameter"), "from 1 to 1000"),
        (f"{LEADS}?agency=质检总局&limit=99999999999999999999999", (422, "invalid-parameter"), "from 1 to 1000"),
        (f"{LEADS}?agency=质检总局&reading=loose", (422, "invalid-parameter"), "strict, broad"),
        (f"{LEADS}?agency=质检总局&agncy=x", (422, "invalid-parameter"), "agncy"),
        (f"{LEADS}?agency=质检总局&agency=教育部", (422, "invalid-parameter"), "twice"),
        (f"{LEADS}?agency=质检总局&format=xml", (422, "invalid-parameter"), "json, csv"),
        (f"{LEADS}?agency={'质' * 201}", (422, "invalid-parameter"), "a name of Agency"),
        (f"{LEADS}?agency=%00", (422, "invalid-parameter"), "agency"),
        (f"{LEADS}?agency=%FF%FE", (404, "unknown-name"), "no Agency"),
        (f"{LEADS}?agency=x'}}) RETURN 1 //", (404, "unknown-name"), "no Agency"),
        ("/healthz?x=1", (422, "invalid-parameter"), "x"),
        ("/readyz?x=1", (422, "invalid-parameter"), "x"),
        ("/api/v1/version?x=1", (422, "invalid-parameter"), "x"),
        ("/api/v1/queries?x=1", (422, "invalid-parameter"), "no parameters"),
        (f"{LEADS}?agency={'x' * 8000}", (414, "too-long"), "8000"),
    ],
)
def test_what_is_refused(client: httpx.Client, target: str, expected: tuple[int, str], says: str) -> None:
    answer = client.get(target)
    assert problem(answer) == expected
    assert says in answer.text
    assert answer.headers["cache-control"] == "no-store"


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(["agency", "reading", "document", "offset", "limit", "format", "x"]), st.text()))
def test_nothing_that_is_given_breaks_it(client: httpx.Client, params: dict[str, str]) -> None:
    clean = {name: value.encode("utf-8", "replace") for name, value in params.items()}
    answer = client.get(f"{LEADS}?{urlencode(clean)}")
    assert answer.status_code == 200 or problem(answer)[0] in (404, 409, 414, 422)


def test_candidates_are_a_list(client: httpx.Client) -> None:
    assert client.get(LEADS, params={"agency": "质捡总局"}).json()["candidates"][0] == "质检总局"
    owners = client.get(LEADS, params={"agency": "广电总局"}).json()["candidates"]
    assert len(owners) > 1
    ids = [owner.split(" ")[0] for owner in owners]
    assert all(client.get(LEADS, params={"agency": one}).json()["params"]["agency"] == one for one in ids)


def test_no_other_format(client: httpx.Client) -> None:
    assert problem(client.get(LEADS, params={"agency": "质检总局"}, headers={"Accept": "image/png"})) == (
        406,
        "not-acceptable",
    )
    zero = {"Accept": "application/json;q=0, text/csv;q=0"}
    assert problem(client.get(LEADS, params={"agency": "质检总局"}, headers=zero)) == (406, "not-acceptable")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("target", [LEADS, "/healthz", "/", "/nothing"])
def test_it_is_only_read_from(client: httpx.Client, method: str, target: str) -> None:
    answer = client.request(method, target)
    assert problem(answer) == (405, "method-not-allowed")
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.", "", "[::2]"]
)
def test_foreign_names(client: httpx.Client, host: str) -> None:
    assert problem(client.get("/healthz", headers={"Host": host})) == (400, "unknown-host")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:9", "127.0.0.1", "[::1]", "[::1]:8000"])
def test_own_names(client: httpx.Client, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_the_environment_adds_names(
    client: httpx.Client, own_catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYGRAPH_HOSTS", "plans.example, other.example")
    with in_a_thread(Backend(refusing(StoreUnreachable("none")), own_catalogue)) as client:
        assert client.get("/healthz", headers={"Host": "Plans.example:443"}).status_code == 200
        assert client.get("/healthz", headers={"Host": "evil.example"}).status_code == 400


def test_every_answer_has_the_headers(client: httpx.Client) -> None:
    for target in ("/healthz", "/openapi.json", "/nothing", "/api/v1/queries", LEADS):
        headers = client.get(target).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; frame-ancestors 'none'")
        assert headers["x-frame-options"] == "DENY"
        assert "server" not in headers
        assert not [name for name in headers if name.startswith("access-control")]


def test_there_are_no_pages_that_load_from_elsewhere(client: httpx.Client) -> None:
    assert client.get("/redoc").status_code == 404
    own = client.get("/docs")  # the framework's page of that name loads scripts from another host
    assert not [mark for mark in ("cdn.", "unpkg", "swagger", 'src="http', 'src="//') if mark in own.text]


# ---- errors of the server ---------------------------------------------------------------------------------------


def refusing(error: Exception) -> Opener:
    return Opener(error)


class Opener:
    """A store that cannot be opened, for the reason given."""

    def __init__(self, error: Exception) -> None:
        self.error, self.tries = error, 0

    def __call__(self) -> AbstractContextManager[Store]:
        self.tries += 1
        raise self.error


@pytest.fixture
def faulty(tmp_path: Path) -> Iterator[Catalogue]:
    """A catalogue with a file that breaks the lint."""
    (tmp_path / "agency").mkdir()
    (tmp_path / "agency" / "broken.cypher").write_text("RETURN 1\n")
    yield Catalogue(tmp_path)


@pytest.mark.parametrize(
    "error",
    [
        StoreUnreachable("no route to secret.example", where="bolt://secret.example:7687"),
        UsageError("'x://secret' is not the address of a Bolt server", where="POLICYGRAPH_URI"),
        OSError("secret"),
    ],
)
def test_a_store_that_is_not_there_does_not_keep_it_from_starting(own_catalogue: Catalogue, error: Exception) -> None:
    opener = refusing(error)
    with in_a_thread(Backend(opener, own_catalogue)) as client:
        assert client.get("/healthz").json()["status"] == "alive"
        for target in ("/readyz", "/api/v1/version", "/api/v1/queries/agency/workload"):
            answer = client.get(target)
            assert problem(answer) == (503, "store-unreachable")
            assert int(answer.headers["retry-after"]) > 0
            assert "secret" not in answer.text
        assert opener.tries > 1  # it is tried again each time
        assert problem(client.get(LEADS)) == (422, "invalid-parameter")  # what needs no store is said without one


def test_a_faulty_query_file_is_the_servers_fault_and_its_place_is_not_told(faulty: Catalogue, tmp_path: Path) -> None:
    with in_a_thread(Backend(refusing(StoreUnreachable("none")), faulty)) as client:
        answer = client.get("/api/v1/queries/agency/broken")
        assert problem(answer) == (500, "internal")
        assert str(tmp_path) not in answer.text
        assert client.get("/api/v1/queries").json() == []


def test_every_error_of_ours_has_a_status() -> None:
    def descendants(class_: type[PolicyGraphError]) -> Iterator[type[PolicyGraphError]]:
        for child in class_.__subclasses__():
            yield child
            yield from descendants(child)

    for class_ in descendants(PolicyGraphError):
        problem = problem_of(_made(class_))
        assert KINDS[problem.kind][0] == problem.status
        expected = {2: range(400, 500), 3: range(503, 504)}.get(class_.exit_code, range(500, 501))
        assert problem.status in expected, class_


def _made(class_: type[PolicyGraphError]) -> PolicyGraphError:
    if issubclass(class_, InvalidRecords | InvalidQueryFile):
        return class_(["x"])
    if issubclass(class_, InvalidCorrections):
        return class_([(1, "x")], where="corrections.yaml")
    return class_("x", candidates=["y"]) if issubclass(class_, AmbiguousName) else class_("x")


def test_an_app_can_be_made_twice(own_catalogue: Catalogue) -> None:
    backend = Backend(refusing(StoreUnreachable("none")), own_catalogue)
    assert create_app(backend).openapi() == create_app(backend).openapi()
