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


def fold(text: str) -> str:
    """NFKC without white space, brackets and quotes of one shape, no 《》: the form in which spellings are compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_SHAPES))
