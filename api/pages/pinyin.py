"""Pinyin: Chinese names as Latin letters, for lists in alphabetical order and for searching without a Chinese keyboard.

``pypinyin`` takes a fifth of a second to import: it is imported when it is first needed.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LATIN = re.compile(r"[a-zA-Z][a-zA-Z' -]*")


@lru_cache(maxsize=50_000)
def syllables(name: str) -> tuple[str, ...]:
    """The syllables of a name, without tones; what is not Chinese stays as it is, in small letters."""
    from pypinyin import lazy_pinyin

    return tuple(part.lower() for part in lazy_pinyin(name))


def initials(name: str) -> str:
    """The first letter of each syllable: 质检总局 is zjzj."""
    return "".join(part[:1] for part in syllables(name))


def wanted(words: str) -> str:
    """Letters to be looked for, without blanks and apostrophes; empty if the words are no pinyin."""
    return re.sub(r"[' -]", "", words).lower() if _LATIN.fullmatch(words) else ""


def sounds_like(name: str, letters: str) -> int:
    """How well letters fit a name: 0 whole, 1 its beginning, 2 a later part; -1 not at all.

    Letters fit the syllables written together from any syllable on, or their initials, at least two of them.
    """
    parts = syllables(name)
    if letters in ("".join(parts), initials(name)):
        return 0
    for at in range(len(parts)):
        abbreviated = len(letters) > 1 and initials(name)[at:].startswith(letters)
        if abbreviated or "".join(parts[at:]).startswith(letters):
            return 1 if at == 0 else 2
    return -1
