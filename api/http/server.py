"""The server: the application behind uvicorn on a port of this machine."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import uvicorn

from api.http.access import Access
from api.http.app import create_app
from api.http.backend import Backend
from api.http.processes import HANGS, Processes, factory
from api.http.wire import Wire
from graph.errors import UsageError

USUAL_PORT = 8000
_BACKLOG = 128  # connections that wait to be accepted
_IDLE = 15  # seconds that an idle connection is kept
_GOODBYE = 10  # seconds for answers under way when the server ends: a little more than one may take
_DEALS = sys.platform == "linux"  # connections to a shared port, evenly
_ANYWHERE = ("", "0.0.0.0", "::")  # noqa: S104  # no names of a server


def listen(host: str, port: int | None, processes: int = 1) -> list[socket.socket]:
    """Listening sockets, all on the same port: one for each process where the system deals connections out to them.

    Args:
        host: address or name to listen on.
        port: 0 for any free one; None for the usual one, or any free one if that is taken.
        processes: how many will serve.

    Raises:
        UsageError: the port is taken, or the host is none of this machine.
    """
    try:
        return _bound(host, USUAL_PORT if port is None else port, processes)
    except OSError as error:
        if port is None:
            return listen(host, 0, processes)
        reason = error.strerror or str(error)
        raise UsageError(
            f"cannot listen on {host} port {port}: {reason}", where="serve", hint="--port 0 takes a free one"
        ) from error


def _bound(host: str, port: int, processes: int) -> list[socket.socket]:
    listener = _listener(host, port)
    if processes == 1 or not _DEALS:
        return [listener]
    port = listener.getsockname()[1]  # nobody else had it: sockets that share one would not be refused
    listener.close()
    return [_listener(host, port, shared=True) for _ in range(processes)]


def _listener(host: str, port: int, *, shared: bool = False) -> socket.socket:
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    listener = socket.create_server(address[:2], family=family, backlog=_BACKLOG, reuse_port=shared)
    # Connections have this from their listener. asyncio sees to it only on sockets that it made itself; without it an
    # answer in two parts waits 40 ms for the client to acknowledge the first.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def address_of(listener: socket.socket, host: str) -> str:
    """The address to open in a browser."""
    name = "127.0.0.1" if host in _ANYWHERE else f"[{host}]" if ":" in host else host
    return f"http://{name}:{listener.getsockname()[1]}/"


class Server(uvicorn.Server):
    """A server that says when it can be called."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._say = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn does it; then the callback."""
        await super().startup(sockets)
        if self.started:
            self._say()


def server_of(backend: Backend, host: str, started: Callable[[], None], access: Access | None = None) -> Server:
    """A server for the backend, in this process, that may be called by ``host``.

    Raises:
        UsageError: ``access`` is not given, and the environment's settings of it are faulty.
    """
    return Server(_config(create_app(backend, _names(host), access)), started)


def serve_here(backend: Backend, listeners: Sequence[socket.socket], host: str, started: Callable[[], None]) -> None:
    """Serves in this process until it is told to end by Ctrl-C or SIGTERM."""
    with suppress(KeyboardInterrupt):
        server_of(backend, host, started).run(list(listeners))


def serve_in(processes: int, listeners: Sequence[socket.socket], host: str, started: Callable[[], None]) -> None:
    """Serves the environment's store in so many processes until it is told to end by Ctrl-C or SIGTERM.

    Raises:
        UsageError, InvalidQueryFile: the environment's settings or query files are faulty.
        StoreUnreachable: a process ended at its start.
    """
    config = _config(factory(_names(host), processes), made=True)
    Processes(config, listeners, processes, started).run()


def _names(host: str) -> tuple[str, ...]:
    return () if host in _ANYWHERE else (f"[{host}]" if ":" in host else host,)


def _config(app: Callable[..., Any], *, made: bool = False) -> uvicorn.Config:
    """Of a server of the application, or of the function that makes it."""
    return uvicorn.Config(
        app,
        factory=made,
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        http=Wire,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_GOODBYE,
        timeout_worker_healthcheck=HANGS,
    )
