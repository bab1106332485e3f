"""The store: one class over Bolt, and two ways to get a server, the embedded engine and any Neo4j.

Importing this package loads neither the driver nor the engine; :func:`open_store` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import DataFolderError
from graph.store.connection import Server, remote_server
from graph.store.home import DataFolder
from graph.store.rows import Counters, Rows, Step

if TYPE_CHECKING:
    from graph.store.bolt import BoltStore

__all__ = ["Counters", "DataFolder", "Rows", "Step", "open_store"]


def open_store(folder: DataFolder | None = None, *, create: bool = True) -> BoltStore:
    """The store of the environment: the server of POLICYGRAPH_URI, else the embedded engine of ``folder``.

    Args:
        folder: data folder of the embedded engine; without it the one that the environment names.
        create: make the data folder if it is missing; False for callers that only read.

    Raises:
        UsageError: POLICYGRAPH_URI is no Bolt address.
        DataFolderError: the folder cannot be used, or is missing and may not be made.
        StoreUnreachable: the server does not answer, or the engine does not start.
    """
    server: Server | None = remote_server()
    if server is None:
        from graph.store.embedded import EmbeddedServer

        folder = folder or DataFolder()
        if not create and not folder.exists():
            raise DataFolderError("there is no data folder here yet", where=str(folder.path), hint="load a plan first")
        server = EmbeddedServer(folder)
    from graph.store.bolt import BoltStore

    return BoltStore(server)
