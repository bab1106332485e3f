"""The registry: everything that is known beforehand, and the names by which documents call it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, cached_property

from graph.registry.agencies import load_agencies
from graph.registry.agency import Agency, Place, Resolution
from graph.registry.bodies import looks_like_body
from graph.registry.branches import Branches
from graph.registry.central import CentralNames
from graph.registry.collectives import is_collective
from graph.registry.functions import Functions
from graph.registry.instruments import Instrument, load_instruments
from graph.registry.laws import Laws
from graph.registry.local import LocalBodies
from graph.registry.objects import CodeEntry, ObjectTerm, load_codes, load_objects
from graph.registry.places import Places
from graph.registry.protocol import ProtocolOrder
from graph.registry.resolver import Resolver
from graph.registry.spelling import plain
from graph.registry.succession import ReformEvent, Spell, Succession, load_events, load_spells, load_successions
from graph.registry.suggestions import suggest

TARGET_GROUP = "对象群体"


class Registry:
    """Look-ups over the registry's tables; each table is read when it is first needed."""

    @cached_property
    def agencies(self) -> dict[str, Agency]:
        """All bodies of the registry by id."""
        return load_agencies(self._protocol.latest())

    @cached_property
    def laws(self) -> Laws:
        """Laws, regulations, plans and standards."""
        return Laws()

    @cached_property
    def objects(self) -> tuple[ObjectTerm, ...]:
        """Terms for what measures are aimed at, longest surface first."""
        return load_objects()

    @cached_property
    def codes(self) -> dict[str, CodeEntry]:
        """Headings of the classification by code."""
        return load_codes()

    @cached_property
    def instruments(self) -> tuple[Instrument, ...]:
        """Policy instruments with their cues."""
        return load_instruments()

    @cached_property
    def events(self) -> tuple[ReformEvent, ...]:
        """Reforms of government."""
        return load_events()

    @cached_property
    def successions(self) -> tuple[Succession, ...]:
        """Who took over whose work, pair by pair."""
        return load_successions()

    @cached_property
    def spells(self) -> tuple[Spell, ...]:
        """Dated hosts of the bodies whose host changed."""
        return load_spells()

    @cached_property
    def places(self) -> Places:
        """Provinces, cities and counties."""
        return Places()

    @cached_property
    def functions(self) -> Functions:
        """Functions of local government."""
        return Functions()

    def agency(self, id_: str) -> Agency | None:
        """The body with this id, if it is one of the registry's own."""
        return self.agencies.get(id_)

    def resolve(self, name: str, on: date | None = None, place: Place | None = None) -> Resolution:
        """What a name stands for on a day, in a document of a place. Never raises; see :class:`Resolution`.

        Args:
            name: as printed; white space, width and bracket shape do not matter.
            on: day of the document; without it every owner of the name over all time counts, several are ambiguous.
            place: of the document's issuer (:meth:`place_of`); None for the centre.
        """
        return self._resolver.resolve(name, on, place)

    def place_of(self, issuer: str, number: str | None = None) -> Place | None:
        """The place whose government, department or party committee issued a document; None for the centre."""
        owners = self._central.owners(issuer)
        central = bool(owners) and all(owner.level == "central" for owner in owners)
        return None if central else self.places.place_of(issuer, number)

    def names(self) -> frozenset[str]:
        """Every Chinese name of the registry's bodies in plain spelling, the names of target groups (企业) left out.

        For masking names before looking for objects, and for protecting them when lists are split.
        """
        return self._names

    def is_collective(self, name: str) -> bool:
        """Whether the name stands for a class of bodies: one of the registry's, or by its grammar."""
        owners = self._central.owners(name)
        return all(owner.collective for owner in owners) if owners else is_collective(name)

    def looks_like_body(self, name: str) -> bool:
        """Whether the name is known, or ends as bodies' names do (open vocabulary, with guards)."""
        return name in self._central or looks_like_body(name) or self.places.is_place(name)

    def suggest(self, name: str, n: int = 5) -> tuple[str, ...]:
        """Up to n known names like the given one, best first."""
        return suggest(name, self.agencies.values(), n)

    def protocol_order(self, ids: Sequence[str], on: date) -> bool | None:
        """Whether bodies stand in protocol order (建制序) as of the day; None if fewer than two have a rank."""
        return self._protocol.ordered(ids, on)

    @cached_property
    def _central(self) -> CentralNames:
        return CentralNames(self.agencies.values())

    @cached_property
    def _protocol(self) -> ProtocolOrder:
        return ProtocolOrder()

    @cached_property
    def _resolver(self) -> Resolver:
        local = LocalBodies(self.places, self.functions)
        return Resolver(self._central, local, Branches(self.agencies.values(), self.functions, self.places))

    @cached_property
    def _names(self) -> frozenset[str]:
        bodies = (agency for agency in self.agencies.values() if TARGET_GROUP not in agency.kinds)
        return frozenset(plain(name) for agency in bodies for name in agency.names)


@cache
def registry() -> Registry:
    """The registry, one for the process."""
    return Registry()
