"""Names of the registry's bodies, resolved as of a day.

Rules (DESIGN §6): a body that exists on the day wins; else one that ended less than a year before; none before its
start. Without a day every owner of the name over all time counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.registry.agency import Agency, Resolution
from graph.registry.spelling import key

SLACK_YEARS = 1


@dataclass(frozen=True)
class Claim:
    """A body's claim to a name, and what kind of name it is to that body."""

    agency: Agency
    how: str


class CentralNames:
    """Who owns which name, and when."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self._claims: dict[str, list[Claim]] = {}
        for agency in agencies:
            self._claim(agency)

    def _claim(self, agency: Agency) -> None:
        seen: set[str] = set()
        for name in (*agency.names, agency.english, agency.abbreviation):
            spelled = name_key(name)
            if spelled and spelled not in seen:
                seen.add(spelled)
                self._claims.setdefault(spelled, []).append(Claim(agency, _kind(agency, name)))

    def __contains__(self, name: str) -> bool:
        return name_key(name) in self._claims

    def owners(self, name: str) -> tuple[Agency, ...]:
        """Every body that ever went by the name."""
        return tuple(claim.agency for claim in self._claims.get(name_key(name), ()))

    def resolve(self, name: str, on: date | None) -> Resolution:
        """The body that owned the name on the day; unknown or ambiguous with its owners as candidates."""
        claims = self._claims.get(name_key(name), [])
        if on is None:
            return _verdict(name, claims, claims, slack=False)
        day = on.isoformat()
        strict = [claim for claim in claims if claim.agency.existed(day)]
        if strict:
            return _verdict(name, strict, claims, slack=False)
        late = [claim for claim in claims if claim.agency.begun(day) and claim.agency.lingers(day, SLACK_YEARS)]
        return _verdict(name, late, claims, slack=True)


def name_key(name: str) -> str:
    """Look-up key of a name; Latin names regardless of case."""
    return key(name).casefold()


def _kind(agency: Agency, name: str) -> str:
    if name == agency.short:
        return "short" if name != agency.name else "full"
    return "full" if name == agency.name else "alias"


def _verdict(name: str, claims: list[Claim], owners: list[Claim], *, slack: bool) -> Resolution:
    if len(claims) == 1:
        claim = claims[0]
        how = "collective" if claim.agency.collective else claim.how
        return Resolution(name, claim.agency, how=how, slack=slack)
    candidates = tuple(claim.agency for claim in claims or owners)
    return Resolution(name, None, candidates, how="ambiguous" if claims else "unknown")
