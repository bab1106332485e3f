"""A list of words that finds itself in a text: an index by the first two code points, longest word first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import compress
from operator import add


class WordList:
    """Words, each with the continuations before which it is not itself (``发展`` is no verb in ``发展方式``).

    Leftmost-longest; a look-up costs a few dictionary accesses, however many words there are.
    """

    def __init__(self, words: Iterable[str], blocked: Mapping[str, tuple[str, ...]] | None = None) -> None:
        blocked = blocked or {}
        self._words = {word: blocked.get(word, ()) for word in words}
        sizes: dict[str, set[int]] = {}
        for word in self._words:
            sizes.setdefault(word[:2], set()).add(len(word))
        self._sizes = {head: tuple(sorted(found, reverse=True)) for head, found in sizes.items()}
        self._single = frozenset(word for word in self._words if len(word) == 1)
        self._endings = tuple(sorted({len(word) for word in self._words}, reverse=True))

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def at(self, text: str, start: int) -> str:
        """The longest word that begins at ``start``, empty if none does."""
        return self._longest(text, start, self._sizes.get(text[start : start + 2], ()))

    def _longest(self, text: str, start: int, sizes: tuple[int, ...]) -> str:
        words = self._words
        for size in sizes:
            word = text[start : start + size]
            if word in words and not (words[word] and text.startswith(words[word], start + size)):
                return word
        first = text[start : start + 1]
        return first if first in self._single and not text.startswith(words[first], start + 1) else ""

    def before(self, text: str, end: int) -> str:
        """The longest word that ends at ``end``, empty if none does."""
        for size in self._endings:
            if size <= end and text[end - size : end] in self._words:
                return text[end - size : end]
        return ""

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Places and words of two and more code points from left to right, without overlaps, inside the range."""
        part, after = text[start:end], start
        pairs = map(add, part, part[1:])
        for at in compress(range(start, end), map(self._sizes.__contains__, pairs)):
            if at >= after:
                word = self.at(text, at)
                if len(word) > 1 and at + len(word) <= end:
                    yield at, word
                    after = at + len(word)
