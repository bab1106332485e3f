"""The server in several processes: they share the port, the store and the rate, and each can be lost."""

from __future__ import annotations

import signal
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from api.http.rate import Rate
from api.http.server import listen
from graph.store import DataFolder
from tests.api.http.serving import Clock, Process
from tests.stores.processes import engine_pid, is_gone, seconds_until

LEADS = "api/v1/queries/agency/leads?agency=质检总局"
SEVERAL = ("serve", "--port", "0", "--processes", "2")


@contextmanager
def serving(home: Path, **variables: str) -> Iterator[tuple[Process, str]]:
    """Two processes of a server and their address."""
    server = Process(home, *SEVERAL, **variables)
    try:
        yield server, server.address()
    finally:
        server.end(signal.SIGTERM)


def children(server: Process) -> list[psutil.Process]:
    """The processes that serve; one that is lost and the supervisor's helper for shared memory are none of them."""
    return [it for it in psutil.Process(server.pid).children() if _serves(it)]


def _serves(process: psutil.Process) -> bool:
    try:
        return any("spawn_main" in part for part in process.cmdline())
    except (psutil.ZombieProcess, psutil.NoSuchProcess):
        return False


def clients_of(process: psutil.Process) -> int:
    """How many connections it has accepted."""
    return sum(one.status == psutil.CONN_ESTABLISHED for one in process.net_connections("tcp4"))


def answered(address: str, path: str = LEADS) -> int:
    """The status of an answer on a connection of its own; 0 if the process that had it was lost."""
    try:
        return httpx.get(address + path, timeout=30).status_code
    except httpx.TransportError:
        return 0


def test_both_serve_and_one_that_is_lost_is_replaced_and_all_end_together(tmp_path: Path) -> None:
    with serving(tmp_path / "home") as (server, address), ExitStack() as held:
        both = children(server)
        before = [clients_of(one) for one in both]
        clients = [held.enter_context(httpx.Client(base_url=address, timeout=30)) for _ in range(24)]
        assert {client.get(LEADS).status_code for client in clients} == {200}
        shares = [clients_of(one) - had for one, had in zip(both, before, strict=True)]
        assert len(shares) == 2
        assert min(shares) >= 2, shares

        both[0].kill()
        seconds_until(lambda: len(children(server)) == 2 and both[0] not in children(server), 60)
        assert both[1] in children(server)
        seconds_until(lambda: [answered(address) for _ in range(16)] == [200] * 16, 60)

        left, engine = children(server), engine_pid(DataFolder(tmp_path / "home"))
        code, said = server.end(signal.SIGTERM)
        assert (code, "Traceback" in said) == (0, False)
        assert f"process {both[0].pid} of the server ended" in said
        for pid in (engine, *(one.pid for one in left)):
            seconds_until(lambda pid=pid: is_gone(pid), 15)


def test_one_rate_holds_for_all_and_none_outlives_the_server(tmp_path: Path) -> None:
    with (
        socket.socket() as nobody,
        ExitStack() as held,
    ):
        nobody.bind(("127.0.0.1", 0))  # bound and not listening: the store is not there, which health does not mind
        store = f"bolt://127.0.0.1:{nobody.getsockname()[1]}"
        server, address = held.enter_context(serving(tmp_path, POLICYGRAPH_RATE="0.5", POLICYGRAPH_URI=store))
        clients = [held.enter_context(httpx.Client(base_url=address, timeout=30)) for _ in range(20)]
        began = time.monotonic()
        statuses = Counter(client.get("healthz").status_code for client in clients)
        filled = (time.monotonic() - began) * 0.5
        assert set(statuses) == {200, 429}
        assert 2 <= statuses[200] <= 2 + filled

        left = children(server)
        assert server.end(signal.SIGKILL)[0] == -signal.SIGKILL
        for one in left:
            seconds_until(lambda pid=one.pid: is_gone(pid), 15)


def test_faulty_settings_are_said_once_and_by_the_server_itself(tmp_path: Path) -> None:
    code, said = Process(tmp_path / "home", *SEVERAL, POLICYGRAPH_RATE="many").end(signal.SIGCONT)
    assert (code, said.count("POLICYGRAPH_RATE")) == (2, 1)


def test_a_port_that_is_taken_by_another_server_of_several_is_not_shared_with_it() -> None:
    with ExitStack() as held:
        first = [held.enter_context(listener) for listener in listen("127.0.0.1", 0, 3)]
        port = first[0].getsockname()[1]
        assert {listener.getsockname()[1] for listener in first} == {port}
        assert len(first) == 3
        others = [held.enter_context(listener) for listener in listen("127.0.0.1", None, 2)]
        assert port not in {listener.getsockname()[1] for listener in others}
        with pytest.raises(Exception, match=str(port)):
            listen("127.0.0.1", port, 2)


# ---- the rate ---------------------------------------------------------------------------------------------------


def test_a_crowd_of_addresses_does_not_free_one_that_asks_all_the_time() -> None:
    clock = Clock()
    rate = Rate(1.0, clock=clock)
    assert [rate.wait("192.0.2.1") > 0 for _ in range(5)] == [False] * 4 + [True]
    for number in range(60_000):
        rate.wait(f"2001:db8::{number:x}")
        if number % 500 == 0:
            clock.now += 0.001
            assert rate.wait("192.0.2.1") > 0


def test_addresses_are_counted_apart_and_told_when_to_come_again() -> None:
    clock = Clock()
    rate = Rate(2.0, shared=True, clock=clock)
    addresses = [f"192.0.2.{number}" for number in range(200)]
    for _ in range(8):
        assert {rate.wait(address) for address in addresses} == {0.0}
    assert {rate.wait(address) for address in addresses} == {0.5}
    clock.now += 0.5
    assert {rate.wait(address) for address in addresses} == {0.0}
