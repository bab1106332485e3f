"""Operating-system file locks: the kernel frees them with their holder, however that dies, on Windows too."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

_POLL = 0.02  # seconds between two attempts to take a lock


def try_hold(path: Path, wait: float) -> FileLock | None:
    """Take the lock on ``path``, waiting at most ``wait`` seconds; None if another holder keeps it.

    The lock belongs to the process, not to a thread, and goes when the returned object is released or dropped.
    """
    lock = FileLock(path, thread_local=False, mode=0o600)
    try:
        lock.acquire(timeout=wait, poll_interval=_POLL)
    except Timeout:
        return None
    return lock


def is_held(path: Path) -> bool:
    """Whether a living process holds the lock on ``path``; a file that is missing is held by nobody."""
    if not path.exists():
        return False
    lock = try_hold(path, 0)
    if lock is None:
        return True
    lock.release()
    return False
