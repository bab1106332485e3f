"""Code points two by two, as numbers: where in a text a word of some list may begin, found in one cheap pass."""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import compress
from sys import byteorder

_UTF16 = "utf-16-le" if byteorder == "little" else "utf-16-be"


def pairs(text: str) -> list[int]:
    """A number for each place of the text but the last: that of the two code points which begin there."""
    data = text.encode(_UTF16, "surrogatepass")
    if len(data) != 2 * len(text):  # rare characters take two units: those numbers are of no word
        return [pair(text[at : at + 2]) for at in range(len(text) - 1)]
    units = memoryview(data)
    out = [0] * max(len(text) - 1, 0)
    out[0::2] = units[: len(data) // 4 * 4].cast("I").tolist()
    out[1::2] = units[2 : 2 + (len(data) - 2) // 4 * 4].cast("I").tolist() if out else []
    return out


def pair(head: str) -> int:
    """The number of two code points; -1 if one of them is beyond the basic plane."""
    first, second = ord(head[0]), ord(head[1])
    if max(first, second) > 0xFFFF:
        return -1
    return first | second << 16 if byteorder == "little" else first << 16 | second


def places(numbers: list[int], wanted: Container[int]) -> Iterator[int]:
    """The places whose number is wanted."""
    return compress(range(len(numbers)), map(wanted.__contains__, numbers))
