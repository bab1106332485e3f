"""The task table (任务分解表) of a plan: its rows by section, each body with its address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from graph.catalogue.result import Cell, Row

_ROLES = (("leads", "lead_ids"), ("participants", "participant_ids"), ("sharing", "sharing_ids"))


@dataclass(frozen=True)
class Body:
    """A body as the table names it."""

    id: str
    name: str


@dataclass(frozen=True)
class Line:
    """One measure of the table."""

    measure: str
    number: str
    title: str
    leads: tuple[Body, ...]
    participants: tuple[Body, ...]
    sharing: tuple[Body, ...]
    open_list: bool
    deadlines: tuple[str, ...]
    corrections: tuple[str, ...] = ()

    @property
    def bodies(self) -> tuple[Body, ...]:
        """All bodies of the measure, whatever their role."""
        return (*self.leads, *self.participants, *self.sharing)

    @property
    def open_column(self) -> str:
        """The column whose list ends in 等, empty if none does: the last one that has anybody."""
        filled = [name for name, _ in _ROLES if getattr(self, name)]
        return filled[-1] if self.open_list and filled else ""


@dataclass(frozen=True)
class Group:
    """A section and its measures; a plan without sections is one group without a heading."""

    heading: str
    lines: tuple[Line, ...]


def lines(rows: Iterable[Row]) -> list[tuple[str, Line]]:
    """The rows of document/task_table, each with the heading of its section."""
    return [(f"{row['section_number'] or ''}{row['section_title'] or ''}", _line(row)) for row in rows]


def groups(found: Sequence[tuple[str, Line]], agency: str = "") -> list[Group]:
    """The lines by section, only those of a body if its id is given."""
    kept = [(heading, line) for heading, line in found if not agency or agency in {b.id for b in line.bodies}]
    return [
        Group(heading, tuple(line for _, line in part)) for heading, part in groupby(kept, key=lambda pair: pair[0])
    ]


def bodies(found: Iterable[tuple[str, Line]]) -> list[Body]:
    """Every body of the table once, in the order in which they first come."""
    return list({body.id: body for _, line in found for body in line.bodies}.values())


def _line(row: Row) -> Line:
    leads, participants, sharing = (_bodies(row[ids], row[names]) for names, ids in _ROLES)
    return Line(
        str(row["measure"]),
        str(row["number"]),
        str(row["title"]),
        leads,
        participants,
        sharing,
        bool(row["open_list"]),
        tuple(items(row["deadlines"])),
        tuple(items(row["corrections"])),
    )


def _bodies(ids: Cell, names: Cell) -> tuple[Body, ...]:
    return tuple(Body(id_, name) for id_, name in zip(items(ids), items(names), strict=True))


def items(cell: Cell) -> list[str]:
    """The items of a list of texts; an empty cell has none."""
    return [str(item) for item in cell] if isinstance(cell, list) else []
