"""The user's side of the embedded engine: start it or join it, and leave it."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.errors import StoreUnreachable
from graph.store.connection import Connection
from graph.store.detached import detached_module
from graph.store.home import DataFolder
from graph.store.leases import Lease
from graph.store.locks import is_held, try_hold

_POLL = 0.02  # seconds
_LOG_LIMIT = 1_000_000  # bytes; a longer log is set aside before a start
_LOG_LINES = 12  # of the log, shown when the engine does not start


class EmbeddedServer:
    """The engine of one data folder, shared by all processes that use the folder.

    Args:
        folder: its data folder.
        start_limit: seconds that a start, or waiting for somebody else's, may take.
    """

    def __init__(self, folder: DataFolder, *, start_limit: float = 60.0) -> None:
        self._folder = folder
        self._limit = start_limit
        self._lease: Lease | None = None

    def connect(self) -> Connection:
        """Join the engine, or start it; a lost one is replaced. From here on it stays until :meth:`close`.

        Raises:
            DataFolderError: the data folder cannot be used.
            StoreUnreachable: the engine does not start.
        """
        self._folder.prepare()
        with self._start_lock():
            if self._lease is None:
                self._lease = Lease(self._folder.leases)
            try:
                return self._living() or self._start()
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """Leave the engine; it ends when the last user has left."""
        lease, self._lease = self._lease, None
        if lease is not None:
            lease.release()

    @contextmanager
    def _start_lock(self) -> Iterator[None]:
        lock = try_hold(self._folder.start_lock, self._limit)
        if lock is None:
            raise StoreUnreachable(
                f"another process has been starting or ending the engine for {self._limit:g} s",
                where=str(self._folder.path),
                hint=f"look into {self._log}",
            )
        try:
            yield
        finally:
            lock.release()

    def _living(self) -> Connection | None:
        """The published address, if the engine that wrote it is alive."""
        if not is_held(self._folder.engine_lock):
            return None
        try:
            facts = json.loads(self._folder.server_file.read_bytes())
            return Connection(facts["uri"], facts["user"], facts["password"], facts["database"], "embedded")
        except (OSError, ValueError, KeyError):
            return None  # not published yet

    def _start(self) -> Connection:
        self._forget_dead_engine()
        log_start = self._rotate_log()
        process = self._spawn()
        deadline = time.monotonic() + self._limit
        while time.monotonic() < deadline:
            found = self._living()
            if found is not None:
                # Collects the child when it ends, else it stays in the process table as long as this process does.
                threading.Thread(target=process.wait, name="policygraph-engine", daemon=True).start()
                return found
            if process.poll() is not None and not is_held(self._folder.engine_lock):
                raise self._failure(f"the engine ended with exit code {process.returncode}", log_start)
            time.sleep(_POLL)
        process.kill()
        process.wait()
        raise self._failure(f"the engine was not ready after {self._limit:g} s", log_start)

    def _forget_dead_engine(self) -> None:
        """Remove the address that a killed engine left behind; never one that an engine publishes just now."""
        lock = try_hold(self._folder.engine_lock, 0)
        if lock is not None:  # as long as it is held here, no engine can publish
            self._folder.server_file.unlink(missing_ok=True)
            lock.release()

    def _spawn(self) -> subprocess.Popen[bytes]:
        """Start the child in a session of its own: Ctrl-C in the terminal must not end it within a commit."""
        with self._log.open("ab") as log:
            return detached_module("graph.store.engine", [str(self._folder.path)], log)

    @property
    def _log(self) -> Path:
        return self._folder.logs / "engine.log"

    def _rotate_log(self) -> int:
        """Set a long log aside; returns the length of the log in bytes."""
        if not self._log.exists():
            return 0
        if self._log.stat().st_size > _LOG_LIMIT:
            with suppress(OSError):
                self._log.replace(self._log.with_suffix(".log.1"))
                return 0
        return self._log.stat().st_size

    def _failure(self, what: str, log_start: int) -> StoreUnreachable:
        with suppress(OSError), self._log.open("rb") as log:
            log.seek(log_start)
            lines = [line for line in log.read().decode(errors="replace").splitlines() if line.strip()]
            what = "\n".join([what + "; its last words:", *lines[-_LOG_LINES:]])
        return StoreUnreachable(what, where=str(self._folder.path), hint=f"the whole log is in {self._log}")
