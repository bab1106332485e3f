"""Which store the environment asks for, and what happens if it does not answer."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from graph.errors import DataRejected, StoreTimeout, StoreUnreachable, UsageError
from graph.store import DataFolder, Step, open_store
from graph.store.bolt import BoltStore
from graph.store.deadline import Late, within
from tests.stores.processes import ROOT, engine_pid, look, seconds_until


@pytest.mark.parametrize(
    "uri",
    ["http://localhost:7474", "localhost:7687", "bolt://", "neo4j+s://:7687", "bolt://host:port", "7687", "redis://x"],
)
def test_what_is_no_bolt_address_is_refused(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_URI", uri)
    with pytest.raises(UsageError, match=r"POLICYGRAPH_URI.*not the address of a Bolt server.*write bolt://"):
        open_store()


def test_a_password_in_the_address_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_URI", "bolt://neo4j:geheim@localhost:7687")
    with pytest.raises(UsageError, match="POLICYGRAPH_PASSWORD") as caught:
        open_store()
    assert "geheim" not in str(caught.value)


def _point_at(folder: DataFolder, monkeypatch: pytest.MonkeyPatch, **changes: str) -> None:
    """Make the running engine of ``folder`` the server that the environment names."""
    facts = json.loads(folder.server_file.read_bytes()) | changes
    for name in ("uri", "user", "password", "database"):
        monkeypatch.setenv(f"POLICYGRAPH_{name.upper()}", facts[name])


def test_the_server_of_the_environment_is_used_and_no_engine_started(
    store: BoltStore, shared_folder: DataFolder, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    _point_at(shared_folder, monkeypatch)
    with open_store(folder) as other:
        assert other.kind == "neo4j"
        other.write([Step("CREATE (:Remote {id: 1})")])
        with pytest.raises(UsageError, match="holds CREATE"):
            other.read("CREATE (:Remote {id: 2})")
    assert store.read("MATCH (n:Remote) RETURN n.id AS id").rows == [{"id": 1}]
    assert not folder.path.exists()


@pytest.mark.parametrize("changes", [{"password": "wrong"}, {"user": "nobody"}, {"database": "missing"}])
def test_a_server_that_does_not_let_us_in(
    store: BoltStore, shared_folder: DataFolder, monkeypatch: pytest.MonkeyPatch, changes: dict[str, str]
) -> None:
    assert store.kind == "embedded"
    _point_at(shared_folder, monkeypatch, **changes)
    with pytest.raises(StoreUnreachable, match="check POLICYGRAPH_USER") as caught, open_store() as other:
        other.read("RETURN 1 AS one")
    assert "wrong" not in str(caught.value)


def test_a_server_that_is_down_shows_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    for scheme in ("bolt", "neo4j"):
        monkeypatch.setenv("POLICYGRAPH_URI", f"{scheme}://127.0.0.1:{port}")
        start = time.monotonic()
        with pytest.raises(StoreUnreachable, match=r"(?s)does not answer.*is the server running"):
            open_store()
        assert time.monotonic() - start < 5


def test_a_server_that_is_silent_shows_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        monkeypatch.setenv("POLICYGRAPH_URI", f"bolt://127.0.0.1:{silent.getsockname()[1]}")
        start = time.monotonic()
        with pytest.raises(StoreUnreachable):
            open_store()
        assert time.monotonic() - start < 12


def test_an_engine_that_hangs_does_not_hang_its_user(store: BoltStore, shared_folder: DataFolder) -> None:
    pid = engine_pid(shared_folder)
    os.kill(pid, signal.SIGSTOP)
    try:
        seconds_until(lambda: look(pid, "stat").startswith("T"), 5)
        start = time.monotonic()
        with pytest.raises(StoreTimeout, match=r"cut off after 0\.3 s"):
            store.read("RETURN 1 AS one", timeout=0.3)
        assert time.monotonic() - start < 6
    finally:
        os.kill(pid, signal.SIGCONT)
    assert store.read("RETURN 1 AS one").rows == [{"one": 1}]


def test_importing_the_store_loads_neither_driver_nor_engine() -> None:
    script = "import graph.store, sys; print([m for m in sys.modules if m in ('neo4j', 'arcadedb_embedded', 'jpype')])"
    answer = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == "[]"


_SETTINGS = """
import jpype
from arcadedb_embedded.jvm import start_jvm
from graph.store.engine import _jvm_arguments
start_jvm(heap_size="512m", jvm_args=_jvm_arguments())
settings = {str(s.getKey()): str(s.getValue()) for s in jpype.JClass("com.arcadedb.GlobalConfiguration").values()}
given = [a[2:].split("=") for a in _jvm_arguments() if a.startswith("-D")]
print(settings["arcadedb.txWalFlush"], all(settings[key].lower() == value for key, value in given))
"""


def test_the_engine_knows_the_settings_that_it_is_given() -> None:
    """Above all that a commit is flushed to disk; an unknown setting would be taken without a word."""
    answer = subprocess.run(
        [sys.executable, "-c", _SETTINGS],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.split() == ["2", "True"]


def test_work_that_ends_in_time_gives_its_result_or_its_own_error() -> None:
    assert within(5, lambda: "质量") == "质量"
    with pytest.raises(DataRejected):
        within(5, _reject)
    with pytest.raises(TimeoutError, match="my own"):
        within(5, _time_out)
    with pytest.raises(Late):
        within(0.05, lambda: threading.Event().wait(0.3))


def _reject() -> None:
    raise DataRejected("no")


def _time_out() -> None:
    raise TimeoutError("my own")
