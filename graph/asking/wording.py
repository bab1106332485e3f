"""Wording: a question in one spelling, and the units by which it is compared with phrases."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Cut: TypeAlias = Callable[[str], Iterable[str]]  # a stretch of text in parts that make it up again

WORD, IDLE, TURNING, SLOT = "word", "idle", "turning", "slot"
_BRACKETS = str.maketrans("〔[【﹝〖〕]】﹞〗", "((((()))))")
_MARKS = {"《": "》", "〈": "〉", "“": "”", "‘": "’", "「": "」", "『": "』", '"': '"', "'": "'"}
_CLOSING = frozenset(_MARKS.values())
_CONTROL = frozenset(("Cc", "Cf", "Cs", "Co", "Zs", "Zl", "Zp"))
_LATIN = "[a-z0-9]+"


@dataclass(frozen=True)
class Mark:
    """What stood between two marks: its place in the text, and the opening mark."""

    start: int
    end: int
    mark: str


@dataclass(frozen=True)
class Text:
    """A question in one spelling: NFKC in lower case, no white space, one shape of brackets, no quotation marks.

    ``marks`` are the stretches that stood in quotation marks or 《》.
    """

    text: str
    marks: tuple[Mark, ...] = ()


def spelt(raw: str) -> Text:
    """The question in one spelling."""
    text: list[str] = []
    opened: list[tuple[str, int]] = []
    marks: list[Mark] = []
    for char in unicodedata.normalize("NFKC", raw).translate(_BRACKETS).casefold():
        if opened and char == _MARKS[opened[-1][0]]:
            mark, start = opened.pop()
            marks += [Mark(start, len(text), mark)] if len(text) > start else []
        elif char in _MARKS:
            opened.append((char, len(text)))
        elif char not in _CLOSING and unicodedata.category(char) not in _CONTROL:
            text.append(char)
    return Text("".join(text), tuple(marks))


def plain(raw: str) -> str:
    """The spelling alone: the form in which names are looked for."""
    return spelt(raw).text


@dataclass(frozen=True)
class Unit:
    """A word of the word lists, a character of none, or a slot, with its place in the text.

    ``text`` is what it is compared by: of words that say the same, the first.
    """

    text: str
    start: int
    end: int
    kind: str = WORD


class Lexicon:
    """The word lists, as one division of texts into units.

    Args:
        same: words that say the same, in groups.
        idle: words that say nothing.
        turning: words that turn the sense of a question, so that they must be read.
        cut: how stretches without any of these are divided; by default into characters.
    """

    def __init__(
        self, same: Iterable[Sequence[str]], idle: Iterable[str], turning: Iterable[str], cut: Cut = list
    ) -> None:
        self._cut = cut
        self._words: dict[str, tuple[str, str]] = {plain(word): (plain(word), IDLE) for word in idle}
        self._words |= {plain(word): (plain(word), TURNING) for word in turning}
        for group in same:
            spelt_so = [plain(word) for word in group]
            self._words |= dict.fromkeys(spelt_so, (spelt_so[0], self._kind(spelt_so)))
        self._pattern = re.compile("|".join([*_by_first(self._words), _LATIN, r"\W"]))
        self._said: dict[str, tuple[str, ...]] = {}

    def _kind(self, group: Sequence[str]) -> str:
        """Words that say the same as a turning word turn the sense too."""
        kinds = {self._words[word][1] for word in group if word in self._words}
        return TURNING if TURNING in kinds else WORD

    def units(self, text: str, start: int = 0, end: int | None = None) -> list[Unit]:
        """The units of a stretch of a text in the spelling of :func:`plain`; idle ones too."""
        found: list[Unit] = []
        at, end = start, len(text) if end is None else end
        for match in self._pattern.finditer(text, start, end):
            found += self._loose(text, at, match.start())
            word, kind = self._words.get(match[0], (match[0], WORD if match[0].isalnum() else IDLE))
            found.append(Unit(word, match.start(), match.end(), kind))
            at = match.end()
        return found + list(self._loose(text, at, end))

    def said(self, words: str) -> tuple[str, ...]:
        """What words of a phrase are compared by: their units without the idle ones; phrases have many in common."""
        if words not in self._said:
            self._said[words] = tuple(unit.text for unit in self.units(words) if unit.kind != IDLE)
        return self._said[words]

    def _loose(self, text: str, start: int, end: int) -> Iterator[Unit]:
        at = start
        for part in self._cut(text[start:end]) if start < end else ():
            yield Unit(part, at, at + len(part))
            at += len(part)


def _by_first(words: Iterable[str]) -> Iterator[str]:
    """Patterns of the words with one first character each, longer words first: a text is looked through much faster."""
    rests: dict[str, list[str]] = defaultdict(list)
    for word in sorted(filter(None, words), key=lambda word: (-len(word), word)):
        rests[word[0]].append(re.escape(word[1:]))
    return (f"{re.escape(first)}(?:{'|'.join(several)})" for first, several in rests.items())
