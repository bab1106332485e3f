"""The life of a local Neo4j: the first start on a new computer, the next ones, sudden deaths, and a good end."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from api.session import sample_plan
from graph.errors import DataFolderError, StoreUnreachable
from graph.store import DataFolder, Step
from graph.store.bolt import BoltStore
from graph.store.local import LocalNeo4j
from graph.store.local.cache import JarCache
from graph.store.local.jars import is_sound, pinned
from graph.store.local.process import end, find, is_ours
from tests.stores.neo4j_running import RunningNeo4j
from tests.stores.processes import ROOT, is_gone, seconds_until

pytestmark = pytest.mark.neo4j


@pytest.fixture
def own(neo4j_server: RunningNeo4j, tmp_path: Path) -> Iterator[LocalNeo4j]:
    """A Neo4j of its own, not started yet, on the jars that are there already."""
    local = LocalNeo4j(DataFolder(tmp_path / "家 home"), cache=neo4j_server.cache)
    yield local
    local.stop()
    assert find(local.home) == []


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def count(local: LocalNeo4j) -> int:
    with BoltStore(local) as store:
        return int(store.read("MATCH (n:Item) RETURN count(n) AS n").rows[0]["n"])


def add(local: LocalNeo4j, number: int) -> None:
    with BoltStore(local) as store:
        store.write([Step("CREATE (:Item {id: $id})", {"id": number})])


def test_the_first_start_downloads_verifies_and_says_so(neo4j_server: RunningNeo4j) -> None:
    print(f"cold start with download: {neo4j_server.seconds:.1f} s")
    assert neo4j_server.seconds < 120
    assert all(is_sound(neo4j_server.cache.folder / jar.file, jar) for jar in pinned())
    done = [(done, total) for done, total, what in neo4j_server.told if "jars" in what]
    assert done[0] == (0, len(pinned()))
    assert done[-1] == (len(pinned()), len(pinned()))
    assert done == sorted(done)


def test_nobody_else_may_read_what_it_keeps(neo4j_server: RunningNeo4j) -> None:
    home = neo4j_server.local.home
    assert mode(home) == 0o700
    assert [mode(home / name) for name in ("password", "server.json", "data/dbms/auth.ini")] == [0o600] * 3
    password = (home / "password").read_text()
    assert len(password) >= 32
    line = subprocess.run(["ps", "-axww", "-o", "args="], capture_output=True, text=True, check=True).stdout
    assert password not in line
    assert password not in (home / "server.json").read_text()


def test_it_listens_on_loopback_only(neo4j_server: RunningNeo4j) -> None:
    pid = neo4j_server.local.status().pid
    assert pid is not None
    listening = [c.laddr.ip for c in psutil.Process(pid).net_connections("inet") if c.status == psutil.CONN_LISTEN]
    assert len(listening) == 1
    assert listening[0].removeprefix("::ffff:") == "127.0.0.1"


def test_a_start_is_quick_and_a_second_one_finds_it_running(own: LocalNeo4j) -> None:
    first = own.start()
    add(own, 1)
    assert own.start() == first
    assert own.stop()
    assert not own.status().running
    assert not own.stop()
    start = time.monotonic()
    pid = own.start().pid
    wall, busy = time.monotonic() - start, psutil.Process(pid).cpu_times()
    print(f"warm start: {wall:.1f} s, {busy.user + busy.system:.1f} s of them computing")
    assert min(wall, busy.user + busy.system) < 15  # on a busy machine the wall clock tells how busy it is
    assert count(own) == 1


def test_after_a_sudden_death_it_starts_again_with_all_that_was_committed(own: LocalNeo4j) -> None:
    own.start()
    for number in range(2):
        add(own, number)
        pid = own.status().pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        seconds_until(lambda pid=pid: is_gone(pid), 10)  # type: ignore[misc]  # mypy cannot type a default here
        assert not own.status().running
        assert count(own) == number + 1  # connect() starts it


def test_a_store_that_is_open_outlives_the_death_of_its_server(own: LocalNeo4j) -> None:
    with BoltStore(own) as store:
        pid = own.status().pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        seconds_until(lambda: is_gone(pid), 10)
        assert store.read("RETURN 1 AS one", timeout=60).rows == [{"one": 1}]


def test_it_outlives_its_starter_and_another_process_stops_it(own: LocalNeo4j, neo4j_server: RunningNeo4j) -> None:
    environment = {
        **os.environ,
        "POLICYGRAPH_HOME": str(own.home.parent),
        "POLICYGRAPH_CACHE": str(neo4j_server.cache.folder.parent),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-c", "from api.cli.main import main; main()", "neo4j"]
    started = subprocess.run([*command, "start"], env=environment, capture_output=True, text=True, timeout=120)
    assert started.returncode == 0, started.stderr
    assert "export POLICYGRAPH_STORE=neo4j" in started.stdout
    status = own.status()
    assert status.running
    assert status.uri is not None
    assert status.uri in started.stdout
    stopped = subprocess.run([*command, "stop"], env=environment, capture_output=True, text=True, timeout=120)
    assert stopped.returncode == 0, stopped.stderr
    assert status.pid is not None
    assert is_gone(status.pid)


def test_the_commands_migrate_there_and_back(own: LocalNeo4j, neo4j_server: RunningNeo4j) -> None:
    environment = {
        **os.environ,
        "POLICYGRAPH_HOME": str(own.home.parent),
        "POLICYGRAPH_CACHE": str(neo4j_server.cache.folder.parent),
        "PYTHONPATH": str(ROOT),
    }

    def call(*arguments: str, **variables: str) -> str:
        command = [sys.executable, "-c", "from api.cli.main import main; main()", *arguments]
        done = subprocess.run(
            command, env={**environment, **variables}, capture_output=True, text=True, encoding="utf-8", timeout=200
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    call("load", str(sample_plan()))
    there = json.loads(call("migrate", "--to", "neo4j", "--format", "json"))
    back = json.loads(call("migrate", "--to", "embedded", "--format", "json", POLICYGRAPH_STORE="neo4j"))
    assert there["documents"] == back["documents"] == 1
    assert there["sha256"] == back["sha256"]
    assert there["to"] == back["from"]
    leads = ("query", "agency/leads", "-p", "agency=质检总局", "--format", "csv")
    assert call(*leads) == call(*leads, POLICYGRAPH_STORE="neo4j")


def test_only_its_own_process_is_ended(own: LocalNeo4j) -> None:
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        assert not is_ours(other.pid, own.home)
        end(other.pid, own.home)
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_a_lost_password_is_said_and_nothing_is_overwritten(own: LocalNeo4j) -> None:
    own.start()
    own.stop()
    own.password_file.unlink()
    with pytest.raises(DataFolderError, match="password of the local Neo4j is lost"):
        own.start()


def test_a_damaged_jar_is_fetched_again_and_an_intruder_never_run(neo4j_server: RunningNeo4j, tmp_path: Path) -> None:
    jar = min(pinned(), key=lambda j: j.size)
    path = neo4j_server.cache.folder / jar.file
    sound = path.read_bytes()
    path.write_bytes(sound[:-1] + b"x")
    (neo4j_server.cache.folder / "intruder.jar").write_bytes(b"x")
    told: list[int] = []
    paths = neo4j_server.cache.ensure(lambda done, total, _what: told.append(total))
    assert path.read_bytes() == sound
    assert set(told) == {1}
    assert "intruder.jar" not in {p.name for p in paths}
    (neo4j_server.cache.folder / "intruder.jar").unlink()


@pytest.mark.parametrize("maven", [True, False], ids=["maven", "jgo"])
def test_without_a_network_the_cache_is_enough_and_an_empty_one_is_an_error(
    neo4j_server: RunningNeo4j, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, maven: bool
) -> None:
    monkeypatch.setenv("POLICYGRAPH_MAVEN_MIRROR", "http://127.0.0.1:9/nobody")
    if not maven:
        monkeypatch.setenv("PATH", str(tmp_path))
    assert len(neo4j_server.cache.ensure(lambda *_: None)) == len(pinned())
    with pytest.raises(StoreUnreachable, match="POLICYGRAPH_MAVEN_MIRROR"):
        JarCache(tmp_path / "cache").ensure(lambda *_: None)
