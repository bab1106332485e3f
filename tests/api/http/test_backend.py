"""The backend by itself: time for everything, room for so many, one opening at a time."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import AbstractContextManager, nullcontext

import pytest

from api.http.backend import Backend, Limits, Store
from graph.catalogue import Catalogue, Result
from graph.errors import InvalidParameter, StoreTimeout, StoreUnreachable, UnknownName
from graph.store.bolt import BoltStore

AQSIQ = {"agency": "质检总局"}


async def many(backend: Backend, count: int) -> list[Result | BaseException]:
    return await asyncio.gather(*(backend.run("agency/leads", AQSIQ) for _ in range(count)), return_exceptions=True)


def test_what_does_not_fit_is_refused_and_the_rest_is_answered(
    sample_store: BoltStore, own_catalogue: Catalogue
) -> None:
    backend = Backend(lambda: nullcontext(sample_store), own_catalogue, Limits(workers=2, waiting=3))

    async def check() -> None:
        answers = await many(backend, 12)
        refused = [a for a in answers if isinstance(a, StoreUnreachable)]
        assert len(refused) == 7
        assert all("being answered already" in str(error) for error in refused)
        assert [len(a.rows) for a in answers if isinstance(a, Result)] == [5] * 5
        assert not [a for a in await many(backend, 5) if isinstance(a, BaseException)]  # there is room again

    asyncio.run(check())
    backend.close()


def test_time_includes_waiting_for_a_thread(sample_store: BoltStore, own_catalogue: Catalogue) -> None:
    limits = Limits(total=0.4, statements=0.3, workers=1, waiting=100)
    backend = Backend(lambda: nullcontext(sample_store), own_catalogue, limits)
    start = time.monotonic()
    answers = asyncio.run(many(backend, 100))
    assert time.monotonic() - start < 3  # a hundred take longer than 0.4 s in one thread
    late = [a for a in answers if isinstance(a, BaseException)]
    assert late
    assert all(isinstance(error, StoreTimeout) for error in late)
    backend.close()


def is_open(backend: Backend) -> bool:
    return backend.store is not None


class Gate:
    """Opens a store when it is told to."""

    def __init__(self, store: Store) -> None:
        self.store, self.open, self.tries = store, threading.Event(), 0

    def __call__(self) -> AbstractContextManager[Store]:
        self.tries += 1
        assert self.open.wait(20)
        return nullcontext(self.store)


def test_all_wait_for_one_opening_and_not_for_ever(sample_store: BoltStore, own_catalogue: Catalogue) -> None:
    gate = Gate(sample_store)
    backend = Backend(gate, own_catalogue, Limits(total=0.6, statements=0.3, opening=0.1, workers=4))

    async def check() -> None:
        start = time.monotonic()
        await backend.start()
        answers = await many(backend, 4)
        assert time.monotonic() - start < 2
        assert all(isinstance(a, StoreUnreachable) for a in answers)
        assert not is_open(backend)
        gate.open.set()
        deadline = time.monotonic() + 5
        while not is_open(backend) and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        assert (await backend.run("agency/leads", AQSIQ)).rows
        assert gate.tries == 1

    asyncio.run(check())
    backend.close()


def test_a_store_that_comes_after_the_end_is_given_back(sample_store: BoltStore, own_catalogue: Catalogue) -> None:
    closed = threading.Event()

    class Late(nullcontext[Store]):
        def __exit__(self, *_: object) -> None:
            closed.set()

    gate = Gate(sample_store)
    backend = Backend(lambda: Late(gate().__enter__()), own_catalogue, Limits(opening=0.05))

    async def check() -> None:
        await backend.start()
        backend.close()
        gate.open.set()
        with pytest.raises(StoreUnreachable, match="shutting down"):
            await backend.run("agency/leads", AQSIQ)

    asyncio.run(check())
    assert closed.wait(10)


def test_wrong_questions_need_no_store(own_catalogue: Catalogue) -> None:
    def never() -> AbstractContextManager[Store]:
        raise AssertionError("the store was opened")

    backend = Backend(never, own_catalogue)
    with pytest.raises(UnknownName):
        asyncio.run(backend.run("agency/leds", {}))
    with pytest.raises(InvalidParameter):
        asyncio.run(backend.run("agency/leads", {}))
    backend.close()
