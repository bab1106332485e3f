"""Mojibake: stretches of a text that were once decoded with the wrong encoding, and what they were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.decode import EVERYDAY
from loaders.text import Span

_CHUNK = re.compile(r"[^\n\r\f]{1,200}")
_LETTER = re.compile(r"[^\x00-\x7f\s]")
_EVERYDAY = re.compile(f"[{''.join(sorted(EVERYDAY))}]")
_SHORTEST = 6  # characters beyond ASCII that a stretch needs to be judged
# Share of everyday characters. Lines of real plans: 0.21 and more, in both scripts; mojibake of any kind: below 0.04.
_STRANGE, _SENSIBLE = 0.10, 0.22

# (what the bytes are, what they were taken for)
_CONFUSIONS = (
    ("utf-8", "gb18030"),
    ("gb18030", "cp1252"),
    ("utf-8", "cp1252"),
    ("utf-8", "big5hkscs"),
    ("big5hkscs", "gb18030"),
    ("gb18030", "big5hkscs"),
    ("big5hkscs", "cp1252"),
)
_TWICE = ("utf-8", "cp1252")  # the one that happens twice to the same text
_NAMES = {"utf-8": "UTF-8", "gb18030": "GBK", "cp1252": "Latin-1", "big5hkscs": "Big5"}
_LATIN = str.maketrans(
    {bytes([b]).decode("cp1252"): chr(b) for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
)


@dataclass(frozen=True)
class Mojibake:
    """A stretch that is mojibake: bytes of one encoding that were read as another."""

    span: Span
    encoding: str
    taken_for: str

    def __str__(self) -> str:
        return f"{_NAMES[self.encoding]} read as {_NAMES[self.taken_for]}"


def find_mojibake(text: str) -> Iterator[Mojibake]:
    """Stretches of up to 200 characters of a line that make no sense as they are and do when decoded again."""
    for match in _CHUNK.finditer(text):
        chunk = match[0]
        if chunk.isascii() or _share(chunk, few=1.0) >= _STRANGE or len(set(chunk)) < _SHORTEST:
            continue
        again = {confusion: _again(chunk, *confusion) for confusion in _CONFUSIONS}
        twice = {confusion: _again(again[_TWICE], *confusion) for confusion in _CONFUSIONS}
        share, confusion = max((_share(text, few=0.0), c) for texts in (again, twice) for c, text in texts.items())
        if share >= _SENSIBLE:
            yield Mojibake(Span(*match.span()), *confusion)


def _share(text: str, few: float) -> float:
    """Everyday characters among those beyond ASCII; ``few`` where there are too few of them to judge."""
    letters = len(_LETTER.findall(text))
    return len(_EVERYDAY.findall(text)) / letters if letters >= _SHORTEST else few


def _again(text: str, encoding: str, taken_for: str) -> str:
    """The text decoded as it should have been; what cannot be undone is left out."""
    if taken_for == "cp1252":
        data = text.translate(_LATIN).encode("latin-1", "ignore")
    else:
        data = text.encode(taken_for, "ignore")
    again = data.decode(encoding, "ignore")
    return again if 4 * _foreign(again) > _foreign(text) else ""


def _foreign(text: str) -> int:
    return len(_LETTER.findall(text))
