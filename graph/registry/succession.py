"""Reforms of government: what happened, and who took over whose work (pairwise facts, never derived).

An edge from A to B means that the notice or plan of the reform says that work of A passed to B: all of it where
``scope`` is empty, else the part that it names. ``primary`` marks the main heir of a body that ended.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.registry.tables import Row, rows, split


@dataclass(frozen=True)
class ReformEvent:
    """One step of a reform; ``ended``, ``created`` and ``moved_from`` are ids of bodies. ``day``: ISO day or year."""

    id: str
    day: str
    round: str
    kind: str
    name: str
    ended: tuple[str, ...]
    created: tuple[str, ...]
    moved_from: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Succession:
    """Work of one body passed to another."""

    event: str
    old: str
    new: str
    scope: str
    primary: bool
    day: str
    source: str


@dataclass(frozen=True)
class Spell:
    """A body's kind and host over a time: from ``since`` (ISO day or year) to ``until`` (empty: still)."""

    agency: str
    since: str
    until: str
    kind: str
    host: str


def load_events() -> tuple[ReformEvent, ...]:
    """All reform events in the order of the table."""
    return tuple(_event(row) for row in rows("reform_events"))


def load_successions() -> tuple[Succession, ...]:
    """All pairwise facts in the order of the table."""
    return tuple(
        Succession(r["event"], r["from"], r["to"], r["scope"], r["primary"] == "yes", r["day"], r["source"])
        for r in rows("successions")
    )


def load_spells() -> tuple[Spell, ...]:
    """The dated hosts of the bodies whose host or kind changed."""
    return tuple(Spell(r["id"], r["since"], r["until"], r["kind"], r["parent"]) for r in rows("agency_status"))


def _event(row: Row) -> ReformEvent:
    return ReformEvent(
        row["id"], row["day"], row["round"], row["kind"], row["name"],
        split(row["ended"]), split(row["created"]), split(row["moved_from"]), row["source"],
    )  # fmt: skip
