"""The server: the application behind uvicorn on a port of this machine."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from api.http.access import Access
from api.http.app import create_app
from api.http.backend import Backend
from api.http.wire import Wire
from graph.errors import UsageError

USUAL_PORT = 8000
_BACKLOG = 128  # connections that wait to be accepted
_IDLE = 15  # seconds that an idle connection is kept
_GOODBYE = 10  # seconds for answers under way when the server ends: a little more than one may take
_ANYWHERE = ("", "0.0.0.0", "::")  # noqa: S104  # no names of a server


def listen(host: str, port: int | None) -> socket.socket:
    """A listening socket.

    Args:
        host: address or name to listen on.
        port: 0 for any free one; None for the usual one, or any free one if that is taken.

    Raises:
        UsageError: the port is taken, or the host is none of this machine.
    """
    try:
        return _bound(host, USUAL_PORT if port is None else port)
    except OSError as error:
        if port is None:
            return listen(host, 0)
        reason = error.strerror or str(error)
        raise UsageError(
            f"cannot listen on {host} port {port}: {reason}", where="serve", hint="--port 0 takes a free one"
        ) from error


def _bound(host: str, port: int) -> socket.socket:
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    listener = socket.create_server(address[:2], family=family, backlog=_BACKLOG)
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
    """A server for the backend that may be called by ``host``; one process, since the store is shared by threads.

    Raises:
        UsageError: ``access`` is not given, and the environment's settings of it are faulty.
    """
    app = create_app(backend, () if host in _ANYWHERE else (f"[{host}]" if ":" in host else host,), access)
    config = uvicorn.Config(
        app,
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        http=Wire,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_GOODBYE,
    )
    return Server(config, started)


def serve(backend: Backend, listener: socket.socket, host: str, started: Callable[[], None]) -> None:
    """Serves until it is told to end by Ctrl-C or SIGTERM."""
    with listener, suppress(KeyboardInterrupt):
        server_of(backend, host, started).run([listener])
