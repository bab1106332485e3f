"""Evidence: how words of a raw text are spelt when they are quoted, and compared."""

from __future__ import annotations

import re
import unicodedata

_PAGE_NUMBER = re.compile(r"(?m)^[^\S\n]*[—–-]\s*[０-９0-9 ]+\s*[—–-][^\S\n]*$")
_SHAPES = str.maketrans("〔〕[]【】﹝﹞“”„「」‘’", '()()()()"""""\'\'', "《》〈〉\u200b\ufeff")


def printed(raw: str, start: int, end: int) -> str:
    """Words of a raw text without page-number lines, form feeds and white space: what ``quote`` and ``as_named`` hold.

    The normalisation is the scorer's: a quote that crosses a page break reads on.
    """
    return re.sub(r"\s+", "", _PAGE_NUMBER.sub("", raw[start:end]))


def places(pieces: str) -> list[tuple[int, int]]:
    """Offsets of the pieces of a quote, as they are kept on an edge: ``12-20 35-40``.

    Raises:
        ValueError: the text is no list of pieces.
    """
    pairs = [piece.split("-") for piece in pieces.split(" ")]
    return [(int(start), int(end)) for start, end in pairs]


def printed_at(raw: str, start: int, end: int, pieces: str = "") -> str:
    """The words between two offsets; of a quote in several pieces the words of these, if they reach from end to end.

    Empty where the pieces do not: then nothing stands there.
    """
    if not pieces:
        return printed(raw, start, end)
    try:
        parts = places(pieces)
    except ValueError:
        return ""
    whole = min(a for a, _ in parts) == start and max(b for _, b in parts) == end
    return "".join(printed(raw, a, b) for a, b in parts) if whole and all(a < b for a, b in parts) else ""


def fold(text: str) -> str:
    """NFKC without white space, brackets and quotes of one shape, no 《》: the form in which spellings are compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_SHAPES))
