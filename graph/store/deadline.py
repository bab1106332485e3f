"""Time limits that hold whatever the server or the network does."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeAlias, TypeVar

T = TypeVar("T")
_Inbox: TypeAlias = "SimpleQueue[Callable[[], None]]"
_idle: list[_Inbox] = []  # of threads that wait for work; starting one takes longer than a quick statement's own work


class Late(Exception):
    """The work was not done in time; its thread goes on until the server or the connection ends it."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """The result of ``work``, or its exception, if it comes within ``seconds``.

    The work runs in another thread, since one that waits for a dead network connection cannot be woken.

    Raises:
        Late: it took longer.
    """
    done: SimpleQueue[T] = SimpleQueue()
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.put(work())
        except BaseException as error:  # handed to the caller, who waits for it
            failed.append(error)
            done.put(None)  # type: ignore[arg-type]  # wakes the caller, who looks at the errors first

    _hand_over(run)
    try:
        result = done.get(timeout=max(seconds, 0.0))
    except Empty:
        raise Late from None
    if failed:
        raise failed.pop()
    return result


def _hand_over(work: Callable[[], None]) -> None:
    """To a thread that is idle, or to a new one; there are as many as were ever busy at once."""
    try:
        inbox = _idle.pop()
    except IndexError:
        inbox = SimpleQueue()
        threading.Thread(target=_serve, args=(inbox,), name="policygraph-statement", daemon=True).start()
    inbox.put(work)


def _serve(inbox: _Inbox) -> None:
    while True:
        inbox.get()()
        _idle.append(inbox)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_idle.clear)  # a child of a fork has none of its parent's threads
