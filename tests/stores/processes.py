"""Other processes that use a data folder, and a look at the processes that are left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import neo4j

from graph.store import DataFolder

ROOT = Path(__file__).resolve().parents[2]
# Busy for minutes on any machine.
ENDLESS = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a + b AS s WHERE s < 0 RETURN count(s) AS n"
_SCRIPT = Path(__file__).with_name("user.py")


class User:
    """A process of its own that has the store of a folder open and does what it is told, a line at a time."""

    def __init__(self, folder: DataFolder) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(_SCRIPT), str(folder.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, command: str) -> str:
        """Send a command (see ``user.py``) and wait for its answer."""
        self.tell(command)
        return self.answer()

    def tell(self, command: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()

    def answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def kill(self) -> None:
        """End it as ``kill -9`` does."""
        self._process.send_signal(signal.SIGKILL)
        self.wait()

    def wait(self) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        code = self._process.wait(timeout=20)
        self._process.stdout.close()
        return code


def engine_pid(folder: DataFolder) -> int:
    """Process id of the engine that the folder's address file names."""
    return int(json.loads(folder.server_file.read_bytes())["pid"])


def raw(folder: DataFolder, cypher: str) -> list[dict[str, object]]:
    """Run a statement on the engine of a folder past the store, with the bare driver."""
    facts = json.loads(folder.server_file.read_bytes())
    with (
        neo4j.GraphDatabase.driver(facts["uri"], auth=(facts["user"], facts["password"])) as driver,
        driver.session(database=facts["database"]) as session,
    ):
        return [record.data() for record in session.run(cypher)]


def seconds_until(condition: Callable[[], bool], limit: float) -> float:
    """Seconds until ``condition`` holds; fails after ``limit``."""
    start = time.monotonic()
    while not condition():
        assert time.monotonic() - start < limit, f"not so within {limit} s"
        time.sleep(0.01)
    return time.monotonic() - start


def is_gone(pid: int) -> bool:
    """Whether no process has this id, not even one that waits to be collected."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def look(pid: int, what: str) -> str:
    """What ``ps`` tells about a process: "ppid" its parent, "stat" its state."""
    return subprocess.run(["ps", "-o", f"{what}=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()


def engines_of(folder: DataFolder) -> list[int]:
    """Ids of all engines on the folder, found by the parent's name: ``ps`` garbles the Chinese one in some locales."""
    listing = subprocess.run(["ps", "-axww", "-o", "pid=,args="], capture_output=True, text=True, check=True).stdout
    lines = [line.split(None, 1) for line in listing.splitlines() if str(folder.path.parent) in line]
    return [int(pid) for pid, arguments in lines if "graph.store.engine" in arguments]
