"""Where white space stood in the original: it may part two names (责任单位：省财政厅 省教育厅) or precede a label."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from loaders.text import CleanText

_BREAKS = "\n\r\f\v"


def name_gaps(text: CleanText) -> frozenset[int]:
    """Clean offsets before which the original has blanks, but no line end, that cleaning took out."""
    return frozenset(_gaps(text))


def _gaps(text: CleanText) -> Iterator[int]:
    for (clean, raw), (following, onward) in pairwise(text.runs):
        skipped = text.raw[raw + following - clean : onward]
        if skipped and skipped.isspace() and not any(c in _BREAKS for c in skipped):
            yield following
