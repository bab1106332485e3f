"""From a name as printed, a day and a place to a body: the order in which the sources of names are asked.

1. the registry's own names as of the day; 2. the grammar of collectives; 3. local bodies that name their place or
level; 4. bare local forms in a local document; 5. branches of central bodies; 6. any other body's name in a local
document. In a local document a bare name that is a local form (统计局, 国资委) is the local body's, not the centre's.
What is left is unknown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from graph.registry.agency import Agency, Place, Resolution
from graph.registry.bodies import ends_like_body
from graph.registry.branches import Branches
from graph.registry.central import CentralNames
from graph.registry.collectives import collective_level, is_collective
from graph.registry.local import KIND_CLASS, LocalBodies
from graph.registry.spelling import key

_NATIONAL = re.compile("^(?:国家|中国|国务院|中央|中共|全国|中华|最高|解放军|武警)|(?:总局|总署|总社|人民银行)$")


_NAMEPLATE = re.compile("^([^（）]+)（[^（）]+）$")
_LIST = re.compile("[、，；]")


class Resolver:
    """Resolves names against all that the registry knows."""

    def __init__(self, central: CentralNames, local: LocalBodies, branches: Branches) -> None:
        self._central, self._local, self._branches = central, local, branches

    def resolve(self, name: str, on: date | None, place: Place | None) -> Resolution:
        """See :meth:`graph.registry.Registry.resolve`."""
        spelled = key(name)
        central = self._central.resolve(name, on)
        if central.agency is not None:
            return self._known(central, on, place)
        if is_collective(spelled):
            return Resolution(name, collective(spelled, place), how="collective")
        head = _part(spelled)
        if head is not None:
            found = self._former(name, head) if spelled.startswith("原") else self.resolve(head, on, place)
            return replace(found, name=name)
        return self._other(central, spelled, on, place)

    def _former(self, name: str, rest: str) -> Resolution:
        """原X: the body that was called X, whenever that was."""
        found = self._central.resolve(rest, None)
        return replace(found, how="alias", slack=True) if found.agency else found

    def _other(self, central: Resolution, spelled: str, on: date | None, place: Place | None) -> Resolution:
        """A name that is neither the registry's nor a collective."""
        name = central.name
        if _LIST.search(spelled):
            return central
        parsed = self._local.parse(name, place)
        if parsed is None and place is not None and not _NATIONAL.search(spelled):
            parsed = self._local.bare(name, place)
        if parsed is not None:
            return self._local.resolve(name, parsed, on)
        branch = self._branches.resolve(name, on, place)
        return branch or self._rest(central, spelled, on, place)

    def _known(self, central: Resolution, on: date | None, place: Place | None) -> Resolution:
        """A name of the registry: a local form in a local document, a collective of the place, or what it says."""
        agency = central.agency
        if place is None or agency is None:
            return central
        if agency.collective:
            return central if agency.level else replace(central, agency=collective(key(central.name), place))
        bare = None if _NATIONAL.search(key(central.name)) else self._local.bare(central.name, place)
        return self._local.resolve(central.name, bare, on) if bare else central

    def _rest(self, central: Resolution, spelled: str, on: date | None, place: Place | None) -> Resolution:
        if central.candidates or _NATIONAL.search(spelled) or not ends_like_body(spelled):
            return central
        if place is None and not self._local.knows(spelled):
            return central
        return self._local.resolve(central.name, self._local.unlisted(spelled, place), on)


def _part(spelled: str) -> str | None:
    """The name without 原 before it or a nameplate in brackets behind it; None if it has neither."""
    if spelled.startswith("原") and len(spelled) > 3:
        return spelled[1:]
    match = _NAMEPLATE.match(spelled)
    return match.group(1) if match and ends_like_body(match.group(1)) else None


def collective(spelled: str, place: Place | None) -> Agency:
    """A collective made on the fly; of a place, unless it names the centre."""
    level = collective_level(spelled)
    scope = f"{place.code}:" if place is not None and level != "central" else ""
    return Agency(
        id=f"collective:{scope}{spelled}",
        name=spelled,
        short=spelled,
        names=(spelled,),
        kinds=(KIND_CLASS,),
        collective=True,
        level=level,
        jurisdiction=place.code if place is not None and scope else "",
    )
