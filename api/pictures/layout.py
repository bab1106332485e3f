"""Layout: coordinates of what the explorer shows, worked out here so that everybody sees the same picture.

Measures stand on a circle in the order of the document. An agency of several measures stands inside, drawn to the
middle of them; one of a single measure outside, beside it. Between two agencies the steps of the way are columns.
Only sums, products, sines and sorting are used, and every coordinate is rounded: equal networks, equal coordinates.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from api.pictures.network import Network

Point: TypeAlias = tuple[float, float]

_BESIDE = 92.0  # px of the circle that a measure takes
_LEAST = 300.0  # px, the least radius
_APART = (104.0, 38.0)  # px between two agencies: their names lie flat
_OUT, _FAN = 120.0, 56.0
_PULL = 0.82  # agencies inside keep away from the circle
_STRETCH = 2.5
_ROUNDS, _PUSHES = 60, 120_000  # at most, to part names; pairs looked at
_COLUMN, _ROW = 240.0, 64.0


def circle(network: Network, centre: str = "") -> dict[str, tuple[int, int]]:
    """Coordinates by id, in px.

    Args:
        centre: the agency that stands in the middle, if any.
    """
    radius = max(_LEAST, len(network.items) * _BESIDE / (2 * math.pi))
    angles = {item.id: 2 * math.pi * n / len(network.items) - math.pi / 2 for n, item in enumerate(network.items)}
    items = {id_: (radius * math.cos(angle), radius * math.sin(angle)) for id_, angle in angles.items()}
    places = _measures_of(network)
    outside = _outside({b: p[0] for b, p in places.items() if len(p) == 1 and b != centre}, angles, radius)
    inside = {b: _mean([items[i] for i in p]) for b, p in places.items() if b not in outside and b != centre}
    inside = _stretched(inside, radius * _PULL)
    fixed = {centre: (0.0, 0.0)} if centre in places else {}
    return _rounded({**items, **outside, **_apart(inside, fixed, radius * _PULL), **fixed})


def columns(steps: Sequence[Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Coordinates of nodes that stand in columns, each one centred."""
    return _rounded(
        {
            id_: (column * _COLUMN, (row - (len(ids) - 1) / 2) * _ROW)
            for column, ids in enumerate(steps)
            for row, id_ in enumerate(ids)
        }
    )


def _measures_of(network: Network) -> dict[str, list[str]]:
    places: dict[str, list[str]] = {body.id: [] for body in network.bodies}
    for tie in network.ties:
        if tie.item not in places[tie.body]:
            places[tie.body].append(tie.item)
    return {body: found for body, found in places.items() if found}


def _outside(only: Mapping[str, str], angles: Mapping[str, float], radius: float) -> dict[str, Point]:
    """Agencies of one measure each, fanned out behind it."""
    behind: dict[str, list[str]] = defaultdict(list)
    for body, item in only.items():
        behind[item].append(body)
    spread = min(_FAN / (radius + _OUT), 2 * math.pi / max(1, len(angles)) / 2)
    points: dict[str, Point] = {}
    for item, bodies in behind.items():
        for n, body in enumerate(sorted(bodies)):
            angle = angles[item] + (n % 2 - 0.5) * spread * (len(bodies) > 1)
            reach = radius + _OUT + n * _APART[1]
            points[body] = (reach * math.cos(angle), reach * math.sin(angle))
    return points


def _mean(points: Sequence[Point]) -> Point:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _stretched(points: Mapping[str, Point], radius: float) -> dict[str, Point]:
    """The points spread over the circle: means of many measures crowd in its middle."""
    farthest = max((math.hypot(x, y) for x, y in points.values()), default=0.0)
    factor = min(_STRETCH, radius / farthest) if farthest > 1 else 1.0
    return {id_: (x * factor, y * factor) for id_, (x, y) in points.items()}


def _apart(points: Mapping[str, Point], fixed: Mapping[str, Point], radius: float) -> dict[str, Point]:
    """The points moved until no two names lie on one another, or it has taken long enough; within the circle."""
    names = sorted(points)
    moved = {name: [points[name][0] + 0.01 * n, points[name][1]] for n, name in enumerate(names)}
    still = [[*point] for point in fixed.values()]
    for _ in range(max(4, min(_ROUNDS, _PUSHES // max(1, len(names)) ** 2))):
        pushed = False
        for at, one in enumerate(names):
            for other in names[at + 1 :]:
                pushed |= _push(moved[one], moved[other], firm=False)
            for point in still:
                pushed |= _push(moved[one], point, firm=True)
            _within(moved[one], radius)
        if not pushed:
            break
    return {name: (point[0], point[1]) for name, point in moved.items()}


def _push(one: list[float], other: list[float], *, firm: bool) -> bool:
    """Parts two names that overlap along the axis on which less is needed; a firm one stays."""
    gaps = [_APART[axis] - abs(one[axis] - other[axis]) for axis in (0, 1)]
    if min(gaps) <= 0.5:
        return False
    axis = 0 if gaps[0] / _APART[0] < gaps[1] / _APART[1] else 1
    way = 1 if one[axis] >= other[axis] else -1
    share = gaps[axis] if firm else gaps[axis] / 2
    one[axis] += way * share
    if not firm:
        other[axis] -= way * share
    return True


def _within(point: list[float], radius: float) -> None:
    length = math.hypot(*point)
    if length > radius:
        point[:] = [point[0] * radius / length, point[1] * radius / length]


def _rounded(points: Mapping[str, Point]) -> dict[str, tuple[int, int]]:
    return {id_: (round(x), round(y)) for id_, (x, y) in points.items()}
