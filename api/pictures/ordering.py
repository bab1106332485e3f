"""Ordering: agencies beside the measures they stand in, so that few lines cross. Equal networks, equal orders."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from api.pictures.network import Body, Network

_SWEEPS = 8  # more change next to nothing


def ordered(network: Network, first: Collection[str] = ()) -> tuple[Body, ...]:
    """The agencies by the barycentre of their measures, neighbours exchanged while that takes crossings away.

    Args:
        network: its measures stay in their order, which is that of the document.
        first: ids of agencies that stand at the top, whatever crosses.

    The heuristic is that of Sugiyama, Tagawa and Toda (1981) with one side fixed; ties are broken by id.
    """
    places = places_of(network)
    order = sorted(network.bodies, key=lambda body: (body.id not in first, _barycentre(places[body.id]), body.id))
    start = sum(body.id in first for body in order)
    for _ in range(_SWEEPS):
        if not _exchange(order, places, start):
            break
    return tuple(order)


def places_of(network: Network) -> dict[str, list[int]]:
    """Where the measures of each agency stand, from 0, ascending."""
    index = {item.id: n for n, item in enumerate(network.items)}
    places: dict[str, list[int]] = {body.id: [] for body in network.bodies}
    for tie in network.ties:
        places[tie.body].append(index[tie.item])
    return {body: sorted(found) for body, found in places.items()}


def crossings(order: Sequence[Body], places: Mapping[str, Sequence[int]]) -> int:
    """How many pairs of lines cross if the agencies stand in this order."""
    return sum(_crossed(places[a.id], places[b.id]) for n, a in enumerate(order) for b in order[n + 1 :])


def _barycentre(places: Sequence[int]) -> Fraction:
    return Fraction(sum(places), len(places)) if places else Fraction(0)


def _exchange(order: list[Body], places: Mapping[str, Sequence[int]], start: int) -> bool:
    """One sweep over neighbours; whether anything changed."""
    changed = False
    for at in range(start, len(order) - 1):
        upper, lower = places[order[at].id], places[order[at + 1].id]
        if _crossed(upper, lower) > _crossed(lower, upper):
            order[at], order[at + 1] = order[at + 1], order[at]
            changed = True
    return changed


def _crossed(upper: Sequence[int], lower: Sequence[int]) -> int:
    """Lines of the upper one that end below a line of the lower one."""
    return sum(a > b for a in upper for b in lower)
