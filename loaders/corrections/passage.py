"""Finding printed words again: in whatever layout, spelling of digits or shape of brackets they stand now."""

from __future__ import annotations

from graph.evidence import fold
from loaders.extract import Reading
from loaders.text import Span

_OUTER = "()（）。；;，,"


def same_passage(one: str, other: str) -> bool:
    """Whether two quotes are the same passage: equal, or one within the other, as newer rules may cut it."""
    a, b = fold(one).strip(_OUTER), fold(other).strip(_OUTER)
    return bool(a and b) and (a in b or b in a)


def same_name(one: str, other: str) -> bool:
    """Whether two printed names are the same but for layout."""
    return fold(one) == fold(other)


class Passages:
    """The words of one stretch of a document, to look others up in."""

    def __init__(self, reading: Reading, span: Span) -> None:
        text = reading.clean.words(span)
        folded = [(piece, span.start + at) for at, char in enumerate(text) for piece in fold(char)]
        self._text = "".join(piece for piece, _ in folded)
        self._at = [at for _, at in folded]

    def find(self, words: str, within: Span | None = None) -> Span | None:
        """The clean span of the first place where the words stand; None if they do not."""
        wanted = fold(words)
        start = self._text.find(wanted) if wanted else -1
        while start >= 0:
            found = Span(self._at[start], self._at[start + len(wanted) - 1] + 1)
            if within is None or within.holds(found):
                return found
            start = self._text.find(wanted, start + 1)
        return None
