"""Agreement: how far two measures say the same of the same nodes."""

from __future__ import annotations

from math import sqrt
from statistics import fmean

from graph.analysis.table import Table


def spearman(one: Table, other: Table) -> float | None:
    """Spearman's ρ over the nodes that both have scores for, ties by their mean rank; None where one does not vary."""
    first, second = one.scores(), other.scores()
    both = sorted(n for n in first.keys() & second.keys() if first[n] is not None and second[n] is not None)
    return _pearson(_mean_ranks([first[n] for n in both]), _mean_ranks([second[n] for n in both]))


def _mean_ranks(scores: list[float | None]) -> list[float]:
    values = [round(float(score or 0), 9) for score in scores]
    return [sum(v < own for v in values) + (sum(v == own for v in values) + 1) / 2 for own in values]


def _pearson(one: list[float], other: list[float]) -> float | None:
    if not one:
        return None
    from_mean = [a - fmean(one) for a in one], [b - fmean(other) for b in other]
    spread = sqrt(sum(a * a for a in from_mean[0]) * sum(b * b for b in from_mean[1]))
    return sum(a * b for a, b in zip(*from_mean, strict=True)) / spread if spread else None
