"""Processes: one server in several of them, for more clients than the interpreter of one can serve.

They share the port and the store; what each keeps in memory is its own. uvicorn's supervisor starts them, replaces one
that ends or hangs, and ends them all.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import parent_process
from multiprocessing.connection import wait
from socket import socket

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors.multiprocess import Multiprocess, Process

from api.http.access import Access
from api.http.app import create_app
from api.http.backend import Backend, Limits, prepared_store
from api.http.rate import Rate
from graph.catalogue import Catalogue
from graph.errors import StoreUnreachable

HANGS = 30  # seconds without a sign of life after which a process is replaced
_SOON = 1  # seconds in which one that starts may say so; it may also be loading modules
_log = logging.getLogger(__name__)


def application(
    catalogue: Catalogue, limits: Limits, hosts: tuple[str, ...], access: Access, rate: Rate | None
) -> FastAPI:
    """The application of one process on the store of the environment; the process ends when its parent does."""
    threading.Thread(target=_end_with_the_parent, name="policygraph-parent", daemon=True).start()
    return create_app(Backend(prepared_store, catalogue, limits), hosts, access, rate)


def factory(hosts: tuple[str, ...], processes: int) -> Callable[[], FastAPI]:
    """What makes the application in each of so many processes.

    Raises:
        UsageError: the environment's settings of access are faulty.
        InvalidQueryFile: a folder of query files is not there.
    """
    access, catalogue = Access.from_environment(), Catalogue()
    len(catalogue)  # read here, once for all
    rate = Rate(access.rate, shared=True) if access.rate else None
    return partial(application, catalogue, Limits.of_one(processes), hosts, access, rate)


class Processes(Multiprocess):
    """The processes of a server.

    Args:
        config: of each; its application is made by a function that can be pickled.
        listeners: one for each process, bound to the same port: the system deals connections out to them. A single one
            is shared by all, of which the first to wake takes the connection.
        processes: their number.
        started: called once all of them can be called.
    """

    def __init__(
        self, config: uvicorn.Config, listeners: Sequence[socket], processes: int, started: Callable[[], None]
    ) -> None:
        super().__init__(config, list(listeners))
        self.processes_num = processes
        self._say: Callable[[], None] | None = started

    def init_processes(self) -> None:
        """Starts each with its own listener. One that replaces another listens on all, so that none is forgotten."""
        for number in range(self.processes_num):
            own = self.sockets[number : number + 1] if len(self.sockets) > 1 else self.sockets
            process = Process(self.config, own)
            process.start()
            self.processes.append(process)

    def keep_subprocess_alive(self) -> None:
        """Replaces those that ended; one that ends before it could be called would do so again, so that ends all."""
        if self._say is not None and not self.should_exit.is_set():
            self._watch_the_start(self._say)
            return
        before = [process.pid for process in self.processes]
        super().keep_subprocess_alive()
        for process, pid in zip(self.processes, before, strict=True):
            if process.pid != pid:
                _log.warning("process %s of the server ended; %s takes its place", pid, process.pid)

    def _watch_the_start(self, say: Callable[[], None]) -> None:
        if not all(process.process.is_alive() for process in self.processes):
            self.should_exit.set()
        elif all(process.is_ready(_SOON) for process in self.processes):
            self._say = None
            say()

    def terminate_all(self) -> None:
        """Tells them to end; nobody is to be let in who would wait for nothing."""
        for listener in self.sockets:
            listener.close()
        super().terminate_all()

    def run(self) -> None:
        """Until Ctrl-C or SIGTERM. Raises StoreUnreachable if one ended before it could be called."""
        super().run()
        if self._say is not None and any(process.exitcode not in _AS_TOLD for process in self.processes):
            raise StoreUnreachable("a process of the server ended at its start", where="serve", hint="see above")


_AS_TOLD = (0, -signal.SIGTERM, -signal.SIGINT)


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)
