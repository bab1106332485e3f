"""Tags that make a running statement recognisable, so that it, and no other, can be ended."""

from __future__ import annotations

import itertools
import queue
import uuid


class Tags:
    """Hands out tags; no two in use are equal, in this process or another.

    Tags are used again and again, so that a server that caches statements by their text still finds them.
    """

    def __init__(self) -> None:
        self._prefix = f"policygraph-{uuid.uuid4().hex[:12]}"
        self._numbers = itertools.count()
        self._free: queue.LifoQueue[str] = queue.LifoQueue()

    def take(self) -> str:
        """A tag that nobody uses."""
        try:
            return self._free.get_nowait()
        except queue.Empty:
            return f"{self._prefix}-{next(self._numbers)}."

    def give(self, tag: str) -> None:
        """Give a tag back when its statement has ended."""
        self._free.put(tag)


def tagged(cypher: str, tag: str) -> str:
    """The statement with the tag in a comment at its end, where it moves no line or column of an error message."""
    return f"{cypher.rstrip().rstrip(';')}\n/* {tag} */"
