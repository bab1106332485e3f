"""Tags that make a running statement recognisable, so that it, and no other, can be ended."""

from __future__ import annotations

import itertools
import threading
import uuid


class Tags:
    """Hands out tags; no two in use are equal, in this process or another.

    Tags are used again and again, so that a server that caches statements by their text still finds them.
    """

    def __init__(self) -> None:
        self._prefix = f"policygraph-{uuid.uuid4().hex[:12]}"
        self._numbers = itertools.count()
        self._changed = threading.Condition()
        self._free: list[str] = []
        self._taken = 0

    def take(self) -> str:
        """A tag that nobody uses."""
        with self._changed:
            self._taken += 1
            return self._free.pop() if self._free else f"{self._prefix}-{next(self._numbers)}."

    def give(self, tag: str) -> None:
        """Give a tag back when its statement has ended."""
        with self._changed:
            self._taken -= 1
            self._free.append(tag)
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait until nobody uses a tag, at most so long; whether that is so."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._taken, seconds)


def tagged(cypher: str, tag: str) -> str:
    """The statement with the tag in a comment at its end, where it moves no line or column of an error message."""
    return f"{cypher.rstrip().rstrip(';')}\n/* {tag} */"
