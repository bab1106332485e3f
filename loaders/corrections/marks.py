"""The mark that a correction leaves on what it changed."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.corrections.correction import Correction
from loaders.model import Corrected

BASIS = "corrected"  # of a role that a person gave
BY_HAND = "by_hand"  # the rule of what a person added


def of(entry: Correction, was: str) -> Corrected:
    """The mark of one correction. ``was`` is what extraction says, empty for what it does not have."""
    return Corrected(entry.reason, was, entry.by, entry.on)


def marked(before: Corrected | None, entry: Correction, was: str) -> Corrected:
    """The mark of a correction beside that of an earlier one of the same words."""
    return joined([before, of(entry, was)]) if before else of(entry, was)


def joined(marks: list[Corrected]) -> Corrected:
    """One mark of several: what differs is listed, the last day counts."""
    return Corrected(
        _listed(m.reason for m in marks),
        _listed(m.was for m in marks),
        _listed(m.by for m in marks),
        max(m.on for m in marks),
    )


def _listed(words: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(w for w in words if w))
