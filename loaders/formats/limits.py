"""Limits of a process that reads what strangers wrote.

``python -m loaders.formats.limits MEMORY SECONDS FILE_SIZE PROGRAM …`` runs another program under them, without a
network where the system lets a process give it up.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from dataclasses import dataclass

try:
    import resource
except ImportError:  # Windows: only the time limit and the limits of the readers themselves hold
    HAS_RESOURCE = False
else:
    HAS_RESOURCE = True

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET of Linux


@dataclass(frozen=True)
class Limits:
    """What one file may take: seconds on the clock, bytes of address space."""

    seconds: float = 30.0
    memory: int = 1 << 30


def restrict(memory: int, *, file_size: int, files: int) -> None:
    """Limits this process for good: bytes of address space, bytes of a file it writes, open files; no core dumps.

    A limit that the system does not have (macOS does not limit memory) is left out.
    """
    if HAS_RESOURCE:
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, file_size)
        _limit(resource.RLIMIT_NOFILE, files)
        _limit(resource.RLIMIT_AS, memory)


def allow_seconds(seconds: float) -> None:
    """Gives this process that many more seconds of processor time; it is killed when they are used up."""
    if HAS_RESOURCE:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        used = usage.ru_utime + usage.ru_stime
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        wanted = int(used + seconds) + 2
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def ended_by(code: int, name: str) -> bool:
    """Whether the exit code of a process says that the signal of this name ended it."""
    return hasattr(signal, name) and code == -getattr(signal, name)


def _limit(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(which, (value, value))
    except (ValueError, OSError):
        return


def leave_network() -> None:
    """Gives up the network where the system allows it (Linux, by name spaces); elsewhere nothing happens."""
    if sys.platform != "linux":
        return
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    if unshare(_NEW_NETWORK):
        unshare(_NEW_USER | _NEW_NETWORK)


def main(arguments: list[str]) -> None:
    """Becomes the program that the arguments name."""
    memory, seconds, file_size = (int(argument) for argument in arguments[:3])
    leave_network()
    restrict(memory, file_size=file_size, files=1024)
    allow_seconds(seconds)
    os.execv(arguments[3], arguments[3:])  # noqa: S606 (no shell is what is wanted)


if __name__ == "__main__":
    main(sys.argv[1:])
