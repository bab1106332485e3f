"""What the registry knows of a body, of a place, and of a name that it was asked for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Agency:
    """A body, a local body, or a collective.

    ``valid_from`` and ``valid_to`` are ISO days (``2018-03-17``) or years (``2018``). A day belongs to the new body:
    ``valid_to`` as a day is the day on which it ended; as a year it is the last year.
    ``rank`` is the place in the protocol order (建制序), smaller is earlier. ``parent`` is an id of the registry.
    """

    id: str
    name: str
    short: str
    names: tuple[str, ...] = ()
    english: str = ""
    kinds: tuple[str, ...] = ()
    collective: bool = False
    level: str = "central"
    jurisdiction: str = ""
    valid_from: str | None = None
    valid_to: str | None = None
    rank: int | None = None
    parent: str = ""
    note: str = ""
    source: str = ""
    abbreviation: str = ""

    def existed(self, day: str) -> bool:
        """Whether the body existed on the ISO day, no slack."""
        return self.begun(day) and (self.valid_to is None or not past(self.valid_to, day))

    def begun(self, day: str) -> bool:
        """Whether the body had begun by the ISO day."""
        return self.valid_from is None or self.valid_from <= day

    def lingers(self, day: str, years: int) -> bool:
        """Whether the body ended at most so many years before the ISO day."""
        if self.valid_to is None or not past(self.valid_to, day):
            return False
        return not past(f"{int(self.valid_to[:4]) + years}{self.valid_to[4:]}", day)


@dataclass(frozen=True)
class Place:
    """A place of GB/T 2260: ``code`` has 2, 4 or 6 digits; ``level`` is province, city or county."""

    code: str
    name: str
    short: str
    level: str
    kind: str = ""

    @property
    def province(self) -> str:
        """Code of the province that it lies in (its own, if it is one)."""
        return self.code if self.code == "6590" else self.code[:2]


@dataclass(frozen=True)
class Resolution:
    """What a name stands for on a day.

    ``how``: full, short, alias (a body of the registry); local; collective; unknown; ambiguous. ``agency`` is None for
    the last two. ``candidates``: the bodies it may be, if ambiguous; its owners at other times, if unknown.
    ``slack``: the body had ended shortly before. For local bodies: ``function`` (of the table of local functions, or
    empty), ``counterparts`` (ids of the central bodies that do the same work on the day), ``branch_of`` (ids of the
    central bodies whose branch it is), ``lagged`` (the form outlived the centre's reform), ``inferred`` (nothing but
    the document's place says which place is meant).
    """

    name: str
    agency: Agency | None
    candidates: tuple[Agency, ...] = ()
    how: str = "unknown"
    slack: bool = False
    function: str = ""
    counterparts: tuple[str, ...] = ()
    branch_of: tuple[str, ...] = ()
    lagged: bool = False
    inferred: bool = False


def past(end: str, day: str) -> bool:
    """Whether the ISO day lies after an end that is a day (exclusive) or a year (inclusive)."""
    return day[:4] > end if len(end) == 4 else day >= end
