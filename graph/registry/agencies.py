"""The bodies of the registry, read from ``agencies.csv``."""

from __future__ import annotations

from graph.registry.agency import Agency
from graph.registry.tables import Row, rows, split

COLLECTIVE = "集体主体"


def load_agencies(ranks: dict[str, int]) -> dict[str, Agency]:
    """All bodies by id; ``ranks`` is the protocol order of those that have one."""
    return {row["id"]: _agency(row, ranks.get(row["id"])) for row in rows("agencies")}


def _agency(row: Row, rank: int | None) -> Agency:
    names = (row["name"], row["short"] or row["name"], *split(row["aliases"]))
    return Agency(
        id=row["id"],
        name=row["name"],
        short=row["short"] or row["name"],
        names=tuple(dict.fromkeys(names)),
        english=row["english"],
        kinds=split(row["kinds"]),
        collective=COLLECTIVE in split(row["kinds"]),
        level=row["level"],
        valid_from=row["valid_from"] or None,
        valid_to=row["valid_to"] or None,
        rank=rank,
        parent=row["parent"],
        note=row["note"],
        source=row["source"],
        abbreviation=row["abbreviation"],
    )
