"""Keeping: answers that were given of the data as they are now, so that a page need not ask for them again.

The first question of a page is always asked and says which version the data are of; what is kept of that version
answers the others. Another version makes everything that is kept useless at once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import TypeAlias

from graph.catalogue import Result

Key: TypeAlias = tuple[str, str, frozenset[tuple[str, str]]]
MOST = 40_000  # rows in all; those of a page of the sample plan are about 1,000


class Kept:
    """Answers by version of the data, query and parameters; those that were not asked for longest go first."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._rows = most, 0
        self._known: OrderedDict[Key, Result] = OrderedDict()

    def find(self, version: str, name: str, params: Mapping[str, object]) -> Result | None:
        """The answer that was given to the same question of the same data."""
        key = _key(version, name, params)
        if key not in self._known:
            return None
        self._known.move_to_end(key)
        return self._known[key]

    def keep(self, version: str, name: str, params: Mapping[str, object], result: Result) -> None:
        """Keeps an answer of data that have a version."""
        key = _key(version, name, params)
        if not version or version != result.data.version or len(result.rows) > self._most // 4 or key in self._known:
            return
        self._known[key] = result
        self._rows += 1 + len(result.rows)
        while self._rows > self._most:
            _, dropped = self._known.popitem(last=False)
            self._rows -= 1 + len(dropped.rows)


def _key(version: str, name: str, params: Mapping[str, object]) -> Key:
    return version, name, frozenset((name, str(value)) for name, value in params.items())
