"""A list of words that finds itself in a text: an index by the first two code points, longest word first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from loaders.mentions.vocabulary.pairs import pair, pairs, places


class WordList:
    """Words, each with the continuations before which it is not itself (``发展`` is no verb in ``发展方式``).

    Leftmost-longest; a look-up costs a few dictionary accesses, however many words there are.
    """

    def __init__(self, words: Iterable[str], blocked: Mapping[str, tuple[str, ...]] | None = None) -> None:
        blocked = blocked or {}
        self._words = dict.fromkeys(words)
        self._longer: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for word in sorted(self._words, key=len, reverse=True):
            if len(word) > 1:
                self._longer.setdefault(word[:2], []).append((word, blocked.get(word, ())))
        self._numbers = frozenset(map(pair, self._longer))
        self._single = {word: blocked.get(word, ()) for word in self._words if len(word) == 1}
        self._endings = tuple(sorted({len(word) for word in self._words}, reverse=True))
        self._last = frozenset(word[-1] for word in self._words)

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def at(self, text: str, start: int) -> str:
        """The longest word that begins at ``start``, empty if none does."""
        head = text[start : start + 2]
        for word, blocked in self._longer.get(head, ()):
            if text.startswith(word, start) and not (blocked and text.startswith(blocked, start + len(word))):
                return word
        if self._single and head[:1] in self._single and not text.startswith(self._single[head[0]], start + 1):
            return head[0]
        return ""

    def before(self, text: str, end: int) -> str:
        """The longest word that ends at ``end``, empty if none does."""
        if text[end - 1 : end] in self._last and end > 0:
            for size in self._endings:
                if size <= end and text[end - size : end] in self._words:
                    return text[end - size : end]
        return ""

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Places and words of two and more code points from left to right, without overlaps, inside the range."""
        after, longer = start, self._longer
        numbers = pairs(text[start:end])
        for place in places(numbers, self._numbers):
            at = start + place
            if at >= after:
                for word, blocked in longer[text[at : at + 2]]:
                    if text.startswith(word, at) and not (blocked and text.startswith(blocked, at + len(word))):
                        if at + len(word) <= end:
                            yield at, word
                            after = at + len(word)
                        break
