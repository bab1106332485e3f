"""How a Bolt server is reached, and the server that the environment names."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import SplitResult, urlsplit

from graph.errors import UsageError

OWN = ("embedded", "neo4j")
"""Stores that a data folder brings itself; the first is the default."""
_PREFIX = "POLICYGRAPH"
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True)
class Connection:
    """Address of one database. ``kind`` is "embedded" or "neo4j"; ``database`` None is the server's default one."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str | None
    kind: str


class Server(Protocol):
    """Who can say where the database is. ``connect`` may be called again when the server was lost."""

    def connect(self) -> Connection:
        """The address of a living server, started if need be.

        Raises:
            StoreUnreachable: there is none and none can be started.
        """

    def close(self) -> None:
        """Say that it is no longer needed."""


@dataclass(frozen=True)
class RemoteServer:
    """A server that somebody else runs."""

    connection: Connection

    def connect(self) -> Connection:
        """The fixed address."""
        return self.connection

    def close(self) -> None:
        """Nothing to give back."""


def chosen_store() -> str:
    """What the environment names: the address in POLICYGRAPH_URI, else POLICYGRAPH_STORE: "embedded" or "neo4j".

    Raises:
        UsageError: POLICYGRAPH_STORE is neither, or is set beside POLICYGRAPH_URI.
    """
    uri = os.environ.get("POLICYGRAPH_URI", "").strip()
    name = os.environ.get("POLICYGRAPH_STORE", "").strip()
    if name and name not in OWN:
        raise UsageError(
            f"there is no store {name!r}",
            where="POLICYGRAPH_STORE",
            hint=f"write {' or '.join(OWN)}, or name a server in POLICYGRAPH_URI",
        )
    if name and uri:
        raise UsageError(
            f"POLICYGRAPH_URI names a server and POLICYGRAPH_STORE says {name}",
            where="POLICYGRAPH_STORE",
            hint="unset one of them",
        )
    return uri or name or OWN[0]


def remote_server(uri: str, prefix: str = _PREFIX) -> RemoteServer:
    """The server at ``uri`` with the user, password and database of the environment.

    Args:
        uri: its address.
        prefix: of the variables _USER, _PASSWORD and _DATABASE.

    Raises:
        UsageError: the URI has no host or a scheme that is not spoken.
    """
    _check(uri, f"{prefix}_URI" if prefix == _PREFIX else "")
    return RemoteServer(
        Connection(
            uri=uri,
            user=os.environ.get(f"{prefix}_USER") or "neo4j",
            password=os.environ.get(f"{prefix}_PASSWORD", ""),
            database=os.environ.get(f"{prefix}_DATABASE") or None,
            kind="neo4j",
        )
    )


def _check(uri: str, where: str) -> None:
    """Refuse what is no address, without repeating a password that may stand in it."""
    parts = urlsplit(uri)
    if "@" in uri:
        raise UsageError(
            "the address holds a user name or a password",
            where=where,
            hint="put them into POLICYGRAPH_USER and POLICYGRAPH_PASSWORD",
        )
    if parts.scheme not in SCHEMES or not parts.hostname or not _has_sound_port(parts):
        raise UsageError(
            f"{uri!r} is not the address of a Bolt server",
            where=where,
            hint="write bolt://host:7687, neo4j://host:7687 or neo4j+s://host, or unset it for the embedded store",
        )


def _has_sound_port(parts: SplitResult) -> bool:
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False
