"""The process of a local Neo4j: known by its number and by its home folder in its command line, and by both only."""

from __future__ import annotations

import socket
from pathlib import Path

from graph.store.local.extra import extra
from graph.store.local.settings import HOST

_MAGIC = bytes.fromhex("6060b017") + bytes.fromhex("00000005 00000405 00000004 00000000")  # Bolt 5, 5.4, 4
_PATIENCE = 60.0  # seconds in which Neo4j may close its database before it is killed


def home_argument(home: Path) -> str:
    """The argument that tells the process of this home from any other."""
    return f"--home-dir={home}"


def is_ours(pid: int, home: Path) -> bool:
    """Whether a living process with this number serves ``home``."""
    psutil = extra("psutil")
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and home_argument(home) in process.cmdline()
    except psutil.Error:
        return False


def find(home: Path) -> list[int]:
    """The numbers of all living processes that serve ``home``: also of one whose starter was killed at once."""
    return [pid for pid in extra("psutil").pids() if is_ours(pid, home)]


def end(pid: int, home: Path) -> None:
    """End the process, in good order if it will; nothing happens if it is not ours or has gone."""
    psutil = extra("psutil")
    if not is_ours(pid, home):
        return
    try:
        process = psutil.Process(pid)  # remembers when it began, so that a successor with its number is safe
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(_PATIENCE)
    except psutil.NoSuchProcess:
        return


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        port: int = one.getsockname()[1]
        return port


def speaks_bolt(port: int) -> bool:
    """Whether a Bolt server on loopback agrees on a version."""
    try:
        with socket.create_connection((HOST, port), timeout=1) as connection:
            connection.sendall(_MAGIC)
            answer = connection.recv(4)
        return len(answer) == 4 and any(answer)
    except OSError:
        return False
