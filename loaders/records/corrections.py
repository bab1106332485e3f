"""Corrections by hand as properties of nodes and edges."""

from __future__ import annotations

from graph.records import Value
from loaders.corrections.marks import joined
from loaders.model import Corrected


def correction_facts(*marks: Corrected | None) -> dict[str, Value]:
    """Why, by whom and when something was corrected, and what it was; nothing where it was not."""
    made = [mark for mark in marks if mark]
    if not made:
        return {}
    mark = joined(made)
    return {
        "correction": mark.reason,
        "corrected_by": mark.by or None,
        "corrected_on": mark.on or None,
        "was": mark.was or None,
    }
