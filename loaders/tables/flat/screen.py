"""Lines of a text as they stand on a screen or a printed page: words with the columns that they take up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from loaders.tables.flat.drawn import Line, columns_wide
from loaders.text import Span

_WORD = re.compile(r"\S+(?: \S+)*")  # cells of one line stand two blanks apart, or are found by where they stand
_TOKEN = re.compile(r"\S+")
_BLANKS = re.compile(r"\s+")


class Word(NamedTuple):
    """Words with their first column, the one past their last, and their place in the raw text."""

    start: int
    end: int
    text: str
    span: Span


class Screen:
    """The lines of a text; ``han`` is the number of columns of a Chinese character.

    It takes up two on a screen, and one as ``pdftotext`` counts.
    """

    def __init__(self, lines: Sequence[Line], han: int) -> None:
        self.lines = lines
        self.columns = lru_cache(None)(lambda i: columns_wide(lines[i].text, han=han))

    def words(self, i: int) -> list[Word]:
        """The words of a line, parted by two blanks or more."""
        return self._found(i, _WORD)

    def tokens(self, i: int) -> list[Word]:
        """The words of a line, parted by any blank."""
        return self._found(i, _TOKEN)

    def blanks(self, i: int) -> list[Word]:
        """The blank stretches of a line."""
        return self._found(i, _BLANKS)

    def _found(self, i: int, pattern: re.Pattern[str]) -> list[Word]:
        at, line = self.columns(i), self.lines[i]
        return [
            Word(at[m.start()], at[m.end()], m[0], Span(line.start + m.start(), line.start + m.end()))
            for m in pattern.finditer(line.text)
        ]


def overlap(a: Word, b: Word) -> bool:
    """Whether two words stand above each other in part."""
    return a.start < b.end and b.start < a.end
