"""What the HTTP face and the pages ask: the catalogue on a store that may be slow, gone, or not open yet."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypeVar

from api.texts import Texts
from graph import __version__
from graph.asking import Asker, Reply
from graph.catalogue import Catalogue, DataVersion, Memory, Result, data_version, run, warm
from graph.catalogue.names import Answer, Reader
from graph.catalogue.parameters import bind
from graph.catalogue.search import Hit, search
from graph.errors import PolicyGraphError, StoreTimeout, StoreUnreachable
from graph.store import Step

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Store(Reader, Protocol):
    """What is asked of a store beside its rows."""

    @property
    def kind(self) -> str: ...
    @property
    def version(self) -> str: ...


StoreOpener: TypeAlias = Callable[[], AbstractContextManager[Store]]


@dataclass(frozen=True)
class Limits:
    """Bounds of one backend; times in seconds.

    A client is promised an answer within 8 s; ``total`` leaves the network some of that, and ``statements`` leaves the
    store what it needs to end a statement that ran too long (2.5 s). ``opening`` is how long a server that starts waits
    for its store. Two ``workers`` a core: on two cores the embedded engine answered 75 questions a second to one
    thread, 113 to two, 125 to four and to eight, 102 to sixteen. For ``trust``, see :class:`Memory`.
    """

    total: float = 7.0
    statements: float = 4.4
    opening: float = 10.0
    workers: int = min(16, max(4, 2 * (os.cpu_count() or 1)))
    waiting: int = 128
    trust: float = 0.05

    @classmethod
    def of_one(cls, processes: int) -> Limits:
        """Those of one of so many processes, which have together what one alone would have."""
        usual = cls()
        return cls(workers=max(2, usual.workers // processes), waiting=max(8, usual.waiting // processes))


@dataclass(frozen=True)
class Versions:
    """What answers: the program, its rules and registry, the store, and what is loaded."""

    program: str
    rules: str
    registry: str
    store_kind: str
    store_version: str
    data: DataVersion


@contextmanager
def prepared_store() -> Iterator[Store]:
    """The store of the environment with constraints and registry in place and questions planned, closed at the end.

    Raises:
        StoreUnreachable: it cannot be started or reached.
        DataFolderError: the data folder cannot be used.
    """
    from api.session import open_library

    with open_library() as library:
        if library.store.kind == "neo4j":  # the embedded engine needs no time to plan
            warm(library.store, Catalogue())
        yield library.store


class Backend:
    """Answers questions from many clients at once, each within its time.

    The driver's blocking calls run in a few threads of our own, counted until they really end: a thread that waits for
    a dead store cannot be woken, and must not be replaced by ever more of its kind. The driver's asyncio face would
    need a second store and is no faster: with 50 clients on two cores, agency/leads ran 870 to 980 times a second in
    four threads on the blocking driver, 710 to 790 times on the other (``store.read`` with its deadline: 510 to 800).

    Args:
        opener: opens the store; called again by a later question if it failed.
        catalogue: the questions that may be asked.
        limits: see there.
        texts: of the loaded documents; by default those of the environment's data folder.
    """

    def __init__(
        self, opener: StoreOpener, catalogue: Catalogue, limits: Limits | None = None, texts: Texts | None = None
    ) -> None:
        self.catalogue, self.limits, self.texts = catalogue, limits or Limits(), texts or Texts()
        self.asker = Asker(catalogue)
        self._opener = opener
        self._opening: Future[Store] | None = None
        self._lock = threading.Lock()
        self._held = ExitStack()
        self._closed = False
        self._under_way = 0
        self._memory = Memory(self.limits.trust)
        self._threads = ThreadPoolExecutor(self.limits.workers, "policygraph-http")

    # ---- life -------------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Open the store, or go on without it if that fails or takes long: the faces answer 503 until it is there."""
        opening = self._open()
        await asyncio.wrap_future(self._threads.submit(wait, [opening], self.limits.opening))

    def close(self) -> None:
        """Give the store back; a store that is still being opened is closed when it comes."""
        with self._lock:
            self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._held.close()

    @property
    def store(self) -> Store | None:
        """The store, None as long as it could not be opened."""
        opening = self._opening
        done = opening is not None and opening.done() and opening.exception() is None
        return opening.result() if opening is not None and done else None

    # ---- questions --------------------------------------------------------------------------------------------------

    async def run(
        self, name: str, params: Mapping[str, object], *, all_rows: bool = False, exact: bool = False
    ) -> Result:
        """The answer to one query, within ``limits.total`` seconds; ``all_rows`` as :func:`graph.catalogue.run`.

        ``exact``: the data version is that of this moment, not one of ``limits.trust`` seconds ago.

        Raises:
            UnknownName, AmbiguousName, InvalidParameter: as :func:`graph.catalogue.run`; what needs no store to be
                seen is said without one.
            StoreUnreachable: the store is gone, not open yet, or there are too many questions at once.
            StoreTimeout: it took too long.
        """
        bind(self.catalogue[name], params)
        memory = Memory() if exact else self._memory
        return await self._ask(lambda store: run(store, self.catalogue, name, params, all_rows=all_rows, memory=memory))

    async def search(self, words: str, each: int = 10) -> list[Hit]:
        """Nodes that hold the words, see :func:`graph.catalogue.search.search`. Raises as :meth:`run`."""
        return await self._ask(lambda store: search(store, words, each))

    async def ask(self, question: str) -> Reply:
        """The answer to a question in words, see :meth:`graph.asking.Asker.ask`. Raises as :meth:`run`."""
        return await self._ask(lambda store: self.asker.ask(store, question))

    async def version(self) -> Versions:
        """What answers, the store asked anew. Raises StoreUnreachable, StoreTimeout."""
        from graph.registry.version import registry_version
        from loaders.extract import RULES_VERSION

        data = await self._ask(data_version)
        store = self.store
        kind, version = (store.kind, store.version) if store is not None else ("", "")
        return Versions(__version__, RULES_VERSION, registry_version(), kind, version, data)

    async def _ask(self, question: Callable[[Reader], T]) -> T:
        if self._under_way >= self.limits.workers + self.limits.waiting:
            raise StoreUnreachable(
                f"{self._under_way} questions are being answered already", hint="ask again in a moment"
            )
        deadline = time.monotonic() + self.limits.total
        future = self._submit(lambda: self._answer(question, deadline))
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self.limits.total)
        except TimeoutError as error:
            raise self._too_late() from error

    def _submit(self, work: Callable[[], T]) -> Future[T]:
        try:
            future = self._threads.submit(work)
        except RuntimeError as error:
            raise StoreUnreachable("the server is shutting down", hint="ask again in a moment") from error
        with self._lock:
            self._under_way += 1
        future.add_done_callback(self._ended)
        return future

    def _ended(self, _: Future[T]) -> None:
        with self._lock:
            self._under_way -= 1

    def _answer(self, question: Callable[[Reader], T], deadline: float) -> T:
        """Runs in a thread. The statements of one question share its time; waiting for a thread is part of it."""
        spare = self.limits.total - self.limits.statements
        last = min(time.monotonic() + self.limits.statements, deadline - spare)
        return question(_Hurried(self._opened(last), last, self._too_late))

    def _too_late(self) -> StoreTimeout:
        return StoreTimeout(
            f"no answer within {self.limits.total:g} s", where="store", hint="ask again in a moment, or for less"
        )

    # ---- opening ----------------------------------------------------------------------------------------------------

    def _opened(self, deadline: float) -> Store:
        try:
            return self._open().result(max(deadline - time.monotonic(), 0))
        except TimeoutError as error:
            raise StoreUnreachable("the store is still being opened", hint="ask again in a moment") from error

    def _open(self) -> Future[Store]:
        """The opening under way, or the one that succeeded; a new one after one that failed. All wait for the same."""
        with self._lock:
            known = self._opening
            if known is None or (known.done() and known.exception() is not None):
                known = self._opening = Future()
                threading.Thread(target=self._fetch, args=(known,), name="policygraph-opening", daemon=True).start()
            return known

    def _fetch(self, opening: Future[Store]) -> None:
        try:
            store = self._entered()
        except Exception as error:
            _log.warning("the store could not be opened: %s", error)
            opening.set_exception(_unreachable(error))
            return
        opening.set_result(store)
        try:
            self.asker.warm(store)
        except Exception as error:  # the store is lost again, or closed meanwhile: said by the question that needs it
            _log.info("not warmed: %s", error)

    def _entered(self) -> Store:
        context = self._opener()
        store = context.__enter__()
        with self._lock:
            if not self._closed:
                self._held.push(context)
                return store
        context.__exit__(None, None, None)
        raise StoreUnreachable("the server is shutting down")


class _Hurried:
    """A store whose statements must all end by one moment."""

    def __init__(self, store: Store, deadline: float, late: Callable[[], StoreTimeout]) -> None:
        self._store, self._deadline, self._late = store, deadline, late

    def read(
        self, cypher: str, params: Mapping[str, object], *, limit: int | None = None, timeout: float = 10.0
    ) -> Answer:
        return self._store.read(cypher, params, limit=limit, timeout=min(timeout, self._left()))

    def read_in_turn(
        self, steps: Sequence[Step], *, limit: int | None = None, timeout: float = 10.0
    ) -> Sequence[Answer]:
        return self._store.read_in_turn(steps, limit=limit, timeout=min(timeout, self._left()))

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise self._late()
        return left


def _unreachable(error: Exception) -> StoreUnreachable:
    """Whatever keeps the store from being opened, to a client it is a store that is not there."""
    if isinstance(error, StoreUnreachable):
        return error
    where, hint = (error.where, error.hint) if isinstance(error, PolicyGraphError) else ("", "")
    return StoreUnreachable(f"the store cannot be opened: {error}", where=where, hint=hint)
