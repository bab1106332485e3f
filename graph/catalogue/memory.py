"""Memory: what a process that asks one store often need not read again as long as the store has not changed.

The data version is a hash over all loads, and names are looked for in whole labels. Both are kept together with the
store's stamp, one node that every change of the store rewrites, whichever process makes it; so are answers of few rows.
The stamp is read again with every question, before its rows. Rows that were newer than their stamp, since a change was
committed in between, are kept under a stamp that does not come back.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from graph.catalogue.directory import Shelf
from graph.catalogue.names import Answer, Reader
from graph.catalogue.version import LOADS, STAMP, DataVersion, version_of
from graph.errors import AmbiguousName, UnknownName
from graph.store.rows import Step

Stamp: TypeAlias = tuple[object, ...] | None
_FEW, _MANY = 500, 20_000  # rows of an answer that is kept, and of all of them
_AGE = 5.0  # seconds that it is kept: who writes to the database past this program moves no stamp
_TIMES_AS_LONG = 100  # as it took to get, if that is more: asking again would cost a hundredth of the time
_OLDEST = 600.0  # seconds
_ATTEMPTS = 3  # a store that changes more often while one question is asked is answered with the rows that came last


class Answers:
    """Answers of few rows, each for some seconds; all are forgotten when they would become too many.

    Threads may share them.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[object, tuple[float, Answer]] = {}
        self._rows = 0

    def find(self, key: object) -> Answer | None:
        """The answer that was kept, unless it is old."""
        end, answer = self._known.get(key, (0.0, None))
        return answer if time.monotonic() < end else None

    def keep(self, key: object, answer: Answer, took: float) -> None:
        """Keeps an answer of few rows that took so many seconds to get; a quick one for less long than a slow one."""
        if len(answer.rows) > _FEW:
            return
        end = time.monotonic() + min(max(_AGE, _TIMES_AS_LONG * took), _OLDEST)
        with self._lock:
            if self._rows > _MANY:
                self._known, self._rows = {}, 0
            if key in self._known:
                self._rows -= len(self._known[key][1].rows) + 1
            self._known[key] = end, answer
            self._rows += len(answer.rows) + 1


@dataclass(frozen=True)
class Edition:
    """What is known of the data while the stamp stays the same; ``stamp`` None: the store has none, nothing is kept."""

    stamp: Stamp
    data: DataVersion
    shelf: Shelf = field(default_factory=Shelf)
    answers: Answers = field(default_factory=Answers)


class Memory:
    """The newest edition of one store. Threads may share it.

    Args:
        trust: seconds for which a stamp that was read is taken to stand when rows are read. A server that is asked all
            the time is spared a second statement for most questions; its answer may name an edition that ended so long
            ago. What is kept is never given without a look at the stamp.
    """

    def __init__(self, trust: float = 0.0) -> None:
        self._lock = threading.Lock()
        self._known: Edition | None = None
        self._trust = trust
        self._seen: tuple[Edition | None, float] = None, 0.0  # the edition whose stamp was read last, and when

    def ask(self, store: Reader, step: Callable[[Shelf], Step], limit: int, timeout: float) -> tuple[Edition, Answer]:
        """The answer to a statement whose parameters are made with the help of a shelf, and the edition it is of.

        The rows are read after the stamp: they are of this edition, or newer if a change was committed in between.
        Raises what ``step`` raises when it was given the newest edition, and what the store raises.
        """
        edition = self._known or self._read(store)
        for left in reversed(range(_ATTEMPTS)):
            try:
                asked = step(edition.shelf)
            except (UnknownName, AmbiguousName):
                if not left or _stamp(store.read(STAMP, {})) == edition.stamp:
                    raise
            else:
                stands, answer = self._answers(store, edition, asked, limit, timeout)
                if stands or not left:
                    return edition, answer
            edition = self._read(store)
        raise AssertionError("unreachable")

    def _answers(self, store: Reader, edition: Edition, asked: Step, limit: int, timeout: float) -> tuple[bool, Answer]:
        """Whether the stamp still stands, and the answer that was kept, or that is read now after it."""
        key = asked.cypher, tuple(asked.params.items()), limit
        began, kept = time.monotonic(), edition.answers.find(key)
        if kept is not None:
            return self._confirms(edition, store.read(STAMP, {}), began), kept
        steps = [asked] if self._trusts(edition) else [Step(STAMP), asked]
        *told, answer = store.read_in_turn(steps, limit=limit, timeout=timeout)
        edition.answers.keep(key, answer, time.monotonic() - began)
        return not told or self._confirms(edition, told[0], began), answer

    def _confirms(self, edition: Edition, told: Answer, began: float) -> bool:
        """Whether the stamp that was told is the edition's."""
        stands = _stamp(told) == edition.stamp
        if stands:
            self._seen = edition, began
        return stands

    def _trusts(self, edition: Edition) -> bool:
        seen, moment = self._seen
        return seen is edition and time.monotonic() - moment < self._trust

    def _read(self, store: Reader) -> Edition:
        """The present edition; the stamp is read first, so that what is kept under it is not older than it says."""
        told, loads = store.read_in_turn([Step(STAMP), Step(LOADS)])
        stamp = _stamp(told)
        edition = Edition(stamp, version_of(loads.rows))
        with self._lock:
            if self._known is not None and stamp is not None and self._known.stamp == stamp:
                return self._known  # another thread was first
            self._known = edition if stamp is not None else None
            return edition


def _stamp(answer: Answer) -> Stamp:
    return tuple(answer.rows[0].values()) if answer.rows else None
