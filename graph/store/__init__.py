"""The store: one class over Bolt, and three ways to get a server: embedded, a local Neo4j, and any Neo4j.

Importing this package loads neither the driver nor an engine; opening a store does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from graph.errors import DataFolderError
from graph.store.connection import Server, chosen_store, remote_server
from graph.store.home import DataFolder
from graph.store.rows import Counters, Rows, Step

if TYPE_CHECKING:
    from graph.store.bolt import BoltStore

__all__ = ["Counters", "DataFolder", "Rows", "Step", "open_named_store", "open_store"]

Progress: TypeAlias = Callable[[int, int, str], None]
"""Told how much is done, of how much, and what it is."""


def open_store(folder: DataFolder | None = None, *, create: bool = True, progress: Progress | None = None) -> BoltStore:
    """The store of the environment: the server of POLICYGRAPH_URI, else the one that POLICYGRAPH_STORE names.

    That is "embedded" (also if it is unset), the embedded engine of ``folder``, or "neo4j", its local Neo4j, which is
    started if need be and stays until ``policygraph neo4j stop``.

    Args:
        folder: data folder of the embedded engine or the local Neo4j; without it the one that the environment names.
        create: make the data folder if it is missing; False for callers that only read.
        progress: told what a local Neo4j downloads.

    Raises:
        UsageError: POLICYGRAPH_URI is no Bolt address, POLICYGRAPH_STORE no store, or both are set.
        DataFolderError: the folder cannot be used, or is missing and may not be made.
        StoreUnreachable: the server does not answer, or the engine does not start.
    """
    return open_named_store(chosen_store(), folder, create=create, progress=progress)


def open_named_store(
    name: str,
    folder: DataFolder | None = None,
    *,
    create: bool = True,
    progress: Progress | None = None,
    prefix: str = "POLICYGRAPH",
) -> BoltStore:
    """The store that ``name`` says: "embedded", "neo4j", or the address of a server.

    Args:
        name: which one.
        folder, create, progress: as :func:`open_store`.
        prefix: of the environment variables with the user, password and database of a server's address.

    Raises:
        UsageError, DataFolderError, StoreUnreachable: as :func:`open_store`.
    """
    server = _own_server(name, folder or DataFolder(), create, progress)
    from graph.store.bolt import BoltStore

    return BoltStore(server or remote_server(name, prefix))


def _own_server(name: str, folder: DataFolder, create: bool, progress: Progress | None) -> Server | None:
    """The server of the data folder; None if ``name`` is the address of another one."""
    if name not in {"embedded", "neo4j"}:
        return None
    if not create and not folder.exists():
        raise DataFolderError("there is no data folder here yet", where=str(folder.path), hint="load a plan first")
    if name == "neo4j":
        from graph.store.local import LocalNeo4j

        return LocalNeo4j(folder, progress=progress)
    from graph.store.embedded import EmbeddedServer

    return EmbeddedServer(folder)
