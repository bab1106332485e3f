"""Bodies that no list has: local ones, found in running text by the registry's grammar of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.asking.spots import PLACE, Spot
from graph.registry import registry
from graph.registry.bodies import ends_like_body

_LEVELS = frozenset("省市州盟县区旗")
_LONGEST = 20  # characters of a name
_JOINED = re.compile("[和与及跟或由在]")


def places(text: str) -> Iterator[Spot]:
    """Provinces, cities and counties by their full or short names, the longest at each place."""
    known = registry().places
    for start in range(len(text)):
        stretch = text[start : start + _LONGEST]
        for place, rest in (known.lead(stretch), known.lead_short(stretch)):
            if place is not None:
                yield Spot(start, start + len(stretch) - len(rest), PLACE, place.name)
                break


def local_bodies(text: str, at: list[Spot]) -> Iterator[Spot]:
    """The local body that begins at each place of ``at``, or with the word of a level (省质监局).

    Of several the longest with a known function (湖北省住房和城乡建设厅), else the longest that is no list.
    """
    starts = {spot.start for spot in at} | {n for n, char in enumerate(text) if char in _LEVELS}
    for start in sorted(starts):
        unlisted = None
        for end in range(min(len(text), start + _LONGEST), start + 2, -1):
            name = text[start:end]
            found = registry().resolve(name) if ends_like_body(name) else None
            if found is None or found.how != "local":
                continue
            if found.function:
                unlisted = Spot(start, end, "Agency", name)
                break
            unlisted = unlisted or (None if _JOINED.search(name) else Spot(start, end, "Agency", name))
        if unlisted is not None:
            yield unlisted
