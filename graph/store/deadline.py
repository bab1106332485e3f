"""Time limits that hold whatever the server or the network does."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


class Late(Exception):
    """The work was not done in time; its thread goes on until the server or the connection ends it."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """The result of ``work``, or its exception, if it comes within ``seconds``.

    The work runs in a thread of its own, since a thread that waits for a dead network connection cannot be woken.

    Raises:
        Late: it took longer.
    """
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # handed to the caller, who waits for it
            future.set_exception(error)

    threading.Thread(target=run, name="policygraph-statement", daemon=True).start()
    try:
        return future.result(timeout=max(seconds, 0.0))
    except TimeoutError:
        if future.done():  # it came from the work itself, or in the last moment
            return future.result()
        raise Late from None
