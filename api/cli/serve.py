"""The commands that serve: pages and the HTTP interface; tools for agents."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import Annotated

import typer

from api.cli.output import print_text, say

Host = Annotated[
    str,
    typer.Option(help="Address to listen on; by default this machine only. POLICYGRAPH_HOSTS: its names for others."),
]
Port = Annotated[
    int | None,
    typer.Option(min=0, max=65535, help="Port; 0 for a free one. Without it 8000, or a free one if that is taken."),
]
Processes = Annotated[
    int,
    typer.Option(
        min=1,
        max=16,
        help="Processes that serve: one is enough for an office, one for each core serves the most clients.",
    ),
]
Open = Annotated[bool, typer.Option("--open/--no-open", help="Open the address in the browser.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(serve)
    app.command()(mcp)


def serve(host: Host = "127.0.0.1", port: Port = None, open: Open = False, processes: Processes = 1) -> None:
    """Serve pages and the HTTP interface until Ctrl-C; the address is printed when it can be called."""
    from api.http.backend import Backend, prepared_store
    from api.http.server import address_of, listen, serve_here, serve_in
    from graph.catalogue import Catalogue

    with ExitStack() as held:
        listeners = [held.enter_context(listener) for listener in listen(host, port, processes)]
        address = address_of(listeners[0], host)

        def started() -> None:
            print_text(address)
            sys.stdout.flush()  # whoever started this may be waiting for it at the other end of a pipe
            if open:
                typer.launch(address)
            say("按 Ctrl-C 结束")

        if processes > 1:
            serve_in(processes, listeners, host, started)
        else:
            serve_here(Backend(prepared_store, Catalogue()), listeners, host, started)


def mcp() -> None:
    """Serve the questions as tools of the Model Context Protocol on standard input and output."""
    import anyio

    from api.http.backend import Backend, prepared_store
    from api.mcp.server import serve_stdio
    from graph.catalogue import Catalogue

    anyio.run(serve_stdio, Backend(prepared_store, Catalogue()))
