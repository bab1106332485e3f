"""Leases: how the engine knows whether anybody still uses it.

Every user holds a lock on a lease file of its own. The kernel frees the lock when the user ends, by whatever death,
so a lease file that nobody locks is the trace of a user that has gone.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from pathlib import Path

from filelock import FileLock

from graph.errors import StoreUnreachable
from graph.store.locks import is_held, try_hold

_WAIT = 5.0  # seconds; the engine looks at a lease for microseconds


class Lease:
    """One user's lease. Take it only under the start lock, so that the engine does not stop in between.

    Raises:
        StoreUnreachable: the lease file cannot be locked.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{uuid.uuid4().hex}.lock"
        lock = try_hold(self._path, _WAIT)
        if lock is None:
            raise StoreUnreachable(
                "a lease on the engine cannot be locked",
                where=str(self._path),
                hint="the data folder must be on a file system with locks",
            )
        self._lock: FileLock = lock

    def release(self) -> None:
        """Give the lease back; a second call does nothing."""
        self._lock.release()
        with suppress(OSError):  # on Windows the engine may be looking at it: it removes the file itself
            self._path.unlink(missing_ok=True)


def any_held(folder: Path) -> bool:
    """Whether a living process holds a lease in ``folder``."""
    return any(is_held(path) for path in folder.glob("*.lock"))


def trace(folder: Path) -> int:
    """A figure that changes with every lease taken or given back, also between two looks at the leases."""
    return folder.stat().st_mtime_ns


def sweep(folder: Path) -> None:
    """Remove the lease files of users that are gone. Only under the start lock: a new lease is locked a moment late."""
    for path in folder.glob("*.lock"):
        if not is_held(path):
            with suppress(OSError):
                path.unlink(missing_ok=True)
