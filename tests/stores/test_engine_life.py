"""The life of the embedded engine: started once, shared, ended with its last user, replaced when it dies."""

from __future__ import annotations

import os
import signal
import stat
import threading
import time
from pathlib import Path

import neo4j
import pytest

from graph.errors import StoreTimeout, StoreUnreachable
from graph.store import DataFolder, Step, open_store
from graph.store.bolt import BoltStore
from graph.store.embedded import EmbeddedServer
from tests.stores.processes import ENDLESS, User, engine_pid, engines_of, is_gone, look, raw, seconds_until

COUNT = "MATCH (n:Item) RETURN count(n) AS n"


def _count(store: BoltStore) -> object:
    return store.read(COUNT).rows[0]["n"]


def test_it_starts_and_ends_with_its_only_user(folder: DataFolder) -> None:
    start = time.monotonic()
    with open_store(folder) as store:
        assert store.read("RETURN '质检总局' AS name").rows == [{"name": "质检总局"}]
        assert time.monotonic() - start < 10  # 2 s on an idle machine
        assert store.kind == "embedded"
        assert store.version.startswith("ArcadeDB 26.")
        assert stat.S_IMODE(folder.server_file.stat().st_mode) == 0o600
        pid = engine_pid(folder)
        assert engines_of(folder) == [pid]
    assert seconds_until(lambda: is_gone(pid), 5) < 2  # 0.3 s on an idle machine
    assert not folder.server_file.exists()
    assert list(folder.leases.iterdir()) == []


def test_whoever_comes_while_it_ends_gets_a_living_one(folder: DataFolder) -> None:
    for number in (1, 2):
        with open_store(folder) as store:
            store.write([Step("CREATE (:Item {id: $id})", {"id": number})])
            assert _count(store) == number
        time.sleep(0.18)  # around the moment at which the engine decides to end


def test_others_join_it_and_it_ends_with_the_last(folder: DataFolder) -> None:
    first, second, third = User(folder), User(folder), User(folder)
    pid = first.ask("open")
    assert first.ask("add 1") == "1"
    assert second.ask("open") == pid
    assert third.ask("open") == pid
    assert first.ask("close") == "closed"
    assert first.wait() == 0
    assert second.ask("read") == "1"
    second.kill()  # its lease is freed by the system
    assert third.ask("add 2") == "1"
    assert third.ask("read") == "2"
    assert not is_gone(int(pid))
    assert third.wait() == 0  # it ends without closing the store
    seconds_until(lambda: is_gone(int(pid)), 5)


def test_four_that_start_at_once_get_one_engine_which_survives_its_starter(folder: DataFolder) -> None:
    users = {user.pid: user for user in (User(folder) for _ in range(4))}
    for user in users.values():
        user.tell("open")
    pids = {int(user.answer()) for user in users.values()}
    assert len(pids) == 1
    pid = pids.pop()
    assert engines_of(folder) == [pid]
    assert [user.ask("add x") for user in users.values()] == ["1"] * 4
    users.pop(int(look(pid, "ppid"))).kill()
    time.sleep(0.5)  # longer than the engine needs to see it
    assert [user.ask("read") for user in users.values()] == ["4"] * 3
    assert [user.wait() for user in users.values()] == [0] * 3
    seconds_until(lambda: is_gone(pid), 5)


def test_the_environment_sets_how_long_it_stays_and_how_long_a_statement_may_run(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYGRAPH_LINGER", "1.5")
    monkeypatch.setenv("POLICYGRAPH_STATEMENT_LIMIT", "0.5")
    with open_store(folder) as store:
        pid = engine_pid(folder)
        store.read("RETURN 1 AS one")
        start = time.monotonic()
        with pytest.raises(StoreTimeout):  # long before the limit of the call, which the driver hands over in vain
            store.read(ENDLESS, timeout=60)
        assert time.monotonic() - start < 8
        with pytest.raises(neo4j.exceptions.ClientError, match=r"exceeded the arcadedb\.command\.timeout of 500ms"):
            raw(folder, ENDLESS)
    time.sleep(0.8)
    with open_store(folder):
        assert engine_pid(folder) == pid
    assert seconds_until(lambda: is_gone(pid), 6) > 1


def test_committed_data_survive_the_end_of_the_engine_and_an_open_store_gets_a_new_one(folder: DataFolder) -> None:
    outcomes: list[str] = []

    def write_much(store: BoltStore) -> None:
        step = Step("UNWIND range(1, 100000) AS i CREATE (:Item {id: i, text: $text})", {"text": "质量" * 50})
        try:
            store.write([step])
            outcomes.append("committed")
        except StoreUnreachable:
            outcomes.append("lost")

    with open_store(folder) as store:
        for number in range(20):
            store.write([Step("UNWIND range(1, 10) AS i CREATE (:Item {id: $n * 10 + i})", {"n": number})])
        dead = engine_pid(folder)
        thread = threading.Thread(target=write_much, args=(store,))
        thread.start()
        time.sleep(0.4)
        os.kill(dead, signal.SIGKILL)
        thread.join()
        assert outcomes == ["lost"]
        assert folder.server_file.exists()  # stale: nobody was left to remove it
        with open_store(folder) as second:
            assert engine_pid(folder) != dead
            assert _count(second) == 200
        assert _count(store) == 200  # and the first store has found the new engine
        told_to_end = engine_pid(folder)
        os.kill(told_to_end, signal.SIGTERM)
        seconds_until(lambda: is_gone(told_to_end), 5)
        assert not folder.server_file.exists()
        assert store.write([Step("CREATE (:Item {id: 0})")]).nodes_created == 1  # and a third one
        assert _count(store) == 201


def test_an_engine_that_cannot_start_says_why_and_leaves_nothing(folder: DataFolder) -> None:
    folder.prepare()
    folder.engine.write_text("in the way")
    with pytest.raises(StoreUnreachable) as caught:
        open_store(folder)
    text = str(caught.value)
    assert "the engine ended with exit code 1" in text
    assert "FileExistsError" in text
    assert str(folder.logs / "engine.log") in text
    assert engines_of(folder) == []
    assert not folder.server_file.exists()
    assert list(folder.leases.iterdir()) == []


def test_an_engine_that_is_not_ready_in_time_is_ended(folder: DataFolder) -> None:
    with pytest.raises(StoreUnreachable, match=r"not ready after 0\.2 s"):
        BoltStore(EmbeddedServer(folder, start_limit=0.2))
    assert engines_of(folder) == []


def test_it_listens_on_loopback_only(store: BoltStore, shared_folder: DataFolder) -> None:
    assert store.kind == "embedded"
    pid = engine_pid(shared_folder)
    inodes = {str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir() if entry.is_symlink()}
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()]
    listening = [row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in inodes]
    assert len(listening) == 2  # Bolt and HTTP
    loopback = ("0100007F", "0000000000000000FFFF00000100007F")
    assert all(address.split(":")[0] in loopback for address in listening)
