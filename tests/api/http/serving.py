"""Servers for the tests: one in a thread on a store that is open already, and whole processes; and their clock."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from api.http.access import Access
from api.http.backend import Backend
from api.http.server import address_of, listen, server_of

COMMAND = Path(sys.executable).with_name("policygraph")


class Clock:
    """Time that passes when it is told to."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@contextmanager
def in_a_thread(backend: Backend, access: Access | None = None) -> Iterator[httpx.Client]:
    """A client of a server of this process; without ``access`` the environment's holds."""
    (listener,) = listen("127.0.0.1", 0)
    with listener:
        ready = threading.Event()
        server = server_of(backend, "127.0.0.1", ready.set, access)
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            assert ready.wait(30)
            with httpx.Client(base_url=address_of(listener, "127.0.0.1"), timeout=30) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join(30)


class Process:
    """``policygraph serve`` as a process of its own.

    Args:
        home: the data folder.
        variables: added to its environment.
        arguments: instead of ``serve --port 0``.
    """

    def __init__(self, home: Path, *arguments: str, **variables: str) -> None:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("POLICYGRAPH_")}
        environment |= {"POLICYGRAPH_HOME": str(home), **variables}
        self._process = subprocess.Popen(
            [COMMAND, *(arguments or ("serve", "--port", "0"))],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment,
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def address(self) -> str:
        """The address, when it has been printed; what is printed before it is passed over."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("http"):
                return line.strip()
        raise AssertionError(self.end()[1])

    def end(self, by: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """End it; its exit code and what it said on standard error."""
        if self._process.poll() is None:
            self._process.send_signal(by)
        _, said = self._process.communicate(timeout=40)
        return self._process.returncode, said


@contextmanager
def process(home: Path, *arguments: str, **variables: str) -> Iterator[httpx.Client]:
    """A client of a process that ends afterwards."""
    server = Process(home, *arguments, **variables)
    try:
        with httpx.Client(base_url=server.address(), timeout=30) as client:
            yield client
    finally:
        server.end()
