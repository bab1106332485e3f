"""The rate: how often one address may ask, counted together by all processes of a server."""

from __future__ import annotations

import secrets
import time
from array import array
from collections.abc import Callable, MutableSequence
from hashlib import blake2b
from multiprocessing import get_context
from typing import cast

BURST = 4.0  # seconds of the rate that may be used at once
_SETS, _PLACES, _FIELDS = 2048, 8, 3  # places for 16,384 addresses in sets; of each a mark, tokens, and when counted


class Rate:
    """A bucket of tokens for each address that fills at the rate; a request takes one.

    An address has its place in one of the sets, which one is secret; a new one takes the place of that of its set which
    was quiet longest. The places are plain memory without a lock: of two requests that two processes count at the very
    same time, one may be free.

    Args:
        rate: requests a second, more than 0.
        shared: the places can be given to processes that are spawned.
        clock: seconds that only go up, the same for all processes of a machine.
    """

    def __init__(self, rate: float, *, shared: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = rate
        self._full = max(rate * BURST, 1.0)
        self._clock, self._secret = clock, secrets.token_bytes(16)
        self._places: MutableSequence[float] = _memory(_SETS * _PLACES * _FIELDS, shared=shared)

    def wait(self, address: str) -> float:
        """Counts one request; seconds after which another try makes sense, 0 if this one may pass."""
        now, (mark, places) = self._clock(), self._set_of(address)
        place = self._place_of(mark, places)
        left, then = self._places[place + 1], self._places[place + 2]
        if self._places[place] != mark:
            left, then = self._full, now
        left = min(self._full, left + (now - then) * self.rate)
        self._places[place] = mark
        self._places[place + 1] = left - 1 if left >= 1 else left
        self._places[place + 2] = now
        return 0.0 if left >= 1 else (1 - left) / self.rate

    def _set_of(self, address: str) -> tuple[float, range]:
        """The address's mark, never 0 as that of an empty place, and where its set has its places."""
        number = int.from_bytes(blake2b(address.encode(), key=self._secret, digest_size=8).digest(), "big")
        mark, which = divmod(number, _SETS)  # a mark has 53 bits, as many as a float keeps
        first = which * _PLACES * _FIELDS
        return float(mark + 1), range(first, first + _PLACES * _FIELDS, _FIELDS)

    def _place_of(self, mark: float, places: range) -> int:
        """The place with the mark, or the one that was quiet longest."""
        known = (place for place in places if self._places[place] == mark)
        return next(known, min(places, key=lambda place: self._places[place + 2]))


def _memory(length: int, *, shared: bool) -> MutableSequence[float]:
    if shared:
        return cast("MutableSequence[float]", get_context("spawn").RawArray("d", length))
    return array("d", bytes(length * 8))
