"""How a document shows where its paragraphs begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.formats.pdf.lines import Line
from loaders.formats.pdf.margins import Frame


@dataclass(frozen=True, slots=True)
class Habit:
    """How a document shows its paragraphs."""

    hanging: bool  # the first line begins at the edge, the others are indented
    blocks: bool  # whole paragraphs are indented
    indents: bool  # some line begins farther in than the one before or after it


def habit(pairs: Iterable[tuple[Line, Line, Frame]]) -> Habit:
    """The habit that most pairs of following lines on a page show."""
    counts: Counter[str] = Counter()
    for line, following, frame in pairs:
        full = "full" if frame.is_full(line, following) else "short"
        before, after = frame.indent(line), frame.indent(following)
        if after > 0.8:
            same = abs(before - after) < 0.5
            counts[f"{full} {'same' if same else 'in'}"] += 1
        else:
            counts[f"{full} {'out' if before > 0.8 else 'flush'}"] += 1
    hanging = (
        counts["full in"] > counts["full out"] + counts["short in"]
        and counts["short out"] + counts["short flush"] > counts["full out"] + counts["full flush"]
    )
    indents = any(counts[f"{full} {way}"] for full in ("full", "short") for way in ("in", "out"))
    return Habit(hanging, counts["full same"] > counts["full out"], indents)
