"""The server as users start it: a process of its own, on a data folder of its own, whose store may die."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from graph.store import DataFolder
from tests.api.http.serving import COMMAND, Process, process
from tests.bench.http_load import hammer, targets
from tests.stores.processes import engine_pid, is_gone, seconds_until

LEADS = "/api/v1/queries/agency/leads?agency=质检总局"
LIMIT = 8.0  # seconds within which every answer must come


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path_factory.mktemp("serve") / "home"


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[httpx.Client]:
    """The demo with its server, as a process."""
    with process(home, "demo", "--serve") as client:
        yield client


def _timed(client: httpx.Client, target: str) -> tuple[httpx.Response, float]:
    start = time.monotonic()
    answer = client.get(target)
    return answer, time.monotonic() - start


def _numbers(client: httpx.Client) -> list[str]:
    return [row["number"] for row in client.get(LEADS).json()["rows"]]


def _recovered(client: httpx.Client) -> bool:
    return client.get(LEADS).status_code == 200


def test_the_demo_goes_on_to_serve(served: httpx.Client) -> None:
    assert _numbers(served) == ["（九）", "（十）", "（十一）", "（十二）", "（十三）"]
    page = served.get("/", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    missing = served.get("/nothing", headers={"Accept": "text/html"})
    assert (missing.status_code, missing.headers["content-type"]) == (404, "text/html; charset=utf-8")


def test_the_demo_into_a_pipe_does_not_serve(served: httpx.Client, home: Path) -> None:
    environment = {**os.environ, "POLICYGRAPH_HOME": str(home)}
    done = subprocess.run([COMMAND, "demo"], env=environment, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0
    assert "（九）" in done.stdout
    assert "http://" not in done.stdout


def test_fifty_clients_at_once(served: httpx.Client) -> None:
    figures = asyncio.run(hammer(str(served.base_url), 3, 50, targets()))
    assert figures.errors == 0, str(figures)
    assert len(figures.took) > 50


@contextmanager
def _halted(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def test_a_store_that_stops_answering(served: httpx.Client, home: Path) -> None:
    seconds_until(lambda: _recovered(served), 30)
    with _halted(engine_pid(DataFolder(home))), ThreadPoolExecutor(20) as clients:
        answers = [clients.submit(_timed, served, target) for target in [LEADS, "/readyz"] * 10]
        assert _timed(served, "/healthz")[1] < 2
        for answer, seconds in [one.result() for one in answers]:
            assert answer.status_code == 503, answer.text
            assert answer.headers["content-type"] == "application/problem+json"
            assert int(answer.headers["retry-after"]) > 0
            assert seconds < LIMIT
    seconds_until(lambda: _recovered(served), 20)


def test_a_store_that_is_killed_is_replaced(served: httpx.Client, home: Path) -> None:
    before = _numbers(served)
    dead = engine_pid(DataFolder(home))
    os.kill(dead, signal.SIGKILL)
    seconds_until(lambda: is_gone(dead), 5)
    answer, seconds = _timed(served, LEADS)
    assert seconds < LIMIT
    assert answer.status_code == 200 or (answer.status_code == 503 and "retry-after" in answer.headers)
    seconds_until(lambda: _recovered(served), 30)
    assert _numbers(served) == before
    assert engine_pid(DataFolder(home)) != dead


def test_a_server_that_is_not_there_yet(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        address = f"bolt://127.0.0.1:{taken.getsockname()[1]}"
        with process(tmp_path / "home", POLICYGRAPH_URI=address) as client:
            assert client.get("/healthz").status_code == 200
            answer, seconds = _timed(client, "/readyz")
            assert (answer.status_code, seconds < LIMIT) == (503, True)
            assert address not in answer.text


def test_a_server_that_swallows_everything(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"bolt://127.0.0.1:{silent.getsockname()[1]}"
        with process(tmp_path / "home", POLICYGRAPH_URI=address) as client:
            answer, seconds = _timed(client, LEADS)
            assert answer.status_code == 503
            assert seconds < LIMIT


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_told_to_and_its_engine_with_it(tmp_path: Path, by: signal.Signals) -> None:
    server = Process(tmp_path / "home")
    address = server.address()
    assert address.startswith("http://127.0.0.1:")
    seconds_until(lambda: httpx.get(f"{address}readyz", timeout=30).status_code == 200, 60)
    pid = engine_pid(DataFolder(tmp_path / "home"))
    code, said = server.end(by)
    assert code == (0 if by is signal.SIGINT else -signal.SIGTERM)
    assert "Traceback" not in said
    seconds_until(lambda: is_gone(pid), 5)


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, said = Process(tmp_path / "home", "serve", "--port", port).end(signal.SIGCONT)
    assert code == 2
    assert port in said
    assert not (tmp_path / "home").exists()
