"""Likeness: how near a question comes to phrases, by the units and pairs of units that both have.

A unit that the phrases of many queries have (任务, 哪些) weighs little, one that no phrase has weighs most: TF-IDF, the
cosine of two texts.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

Features: TypeAlias = tuple[str, ...]
Vector: TypeAlias = Mapping[str, float]


def features(units: Sequence[str]) -> Features:
    """The units and the pairs of neighbours."""
    return (*units, *(f"{first}\t{second}" for first, second in pairwise(units)))


class Likeness:
    """The weights of features, learnt from the texts of each query."""

    def __init__(self, texts: Mapping[str, Iterable[Features]]) -> None:
        held = Counter(feature for several in texts.values() for feature in {f for text in several for f in text})
        self._weights = {feature: math.log((1 + len(texts)) / (1 + n)) + 1 for feature, n in held.items()}
        self._most = math.log(1 + len(texts)) + 1

    def weight(self, feature: str) -> float:
        """How much a feature says; most if no text has it."""
        return self._weights.get(feature, self._most)

    def vector(self, found: Features) -> dict[str, float]:
        """The features with their weights, of length 1; empty without features."""
        weighed = {feature: n * self.weight(feature) for feature, n in Counter(found).items()}
        length = math.sqrt(sum(value * value for value in weighed.values()))
        return {feature: value / length for feature, value in weighed.items()}


def cosine(one: Vector, other: Vector) -> float:
    """0 to 1: how much of both vectors is the same."""
    return sum([one[feature] * other[feature] for feature in one.keys() & other.keys()])


def in_common(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Places of the longest run of units, gaps allowed, that both have in the same order."""
    lengths = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in reversed(range(len(one))):
        for j in reversed(range(len(other))):
            same = one[i] == other[j]
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if same else max(lengths[i + 1][j], lengths[i][j + 1])
    found, i, j = [], 0, 0
    while i < len(one) and j < len(other):
        if one[i] == other[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return found
