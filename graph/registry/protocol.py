"""Protocol order (建制序): the order in which State Council notices list the bodies.

A list out of this order suggests that its first name leads; a list in order says nothing (domain knowledge: the test is
one-sided). Bodies that no notice ranks are left out of the test. The cabinets' order is that of the State Council
notices on its own structure (国发〔2008〕11号, 国发〔2013〕14号, 国发〔2018〕6号, 国发〔2023〕5号).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from graph.registry.tables import rows


class ProtocolOrder:
    """Ranks of bodies, by the notice in force on a day."""

    def __init__(self) -> None:
        self._ranks: dict[str, dict[str, int]] = {}
        for row in rows("protocol_rank"):
            self._ranks.setdefault(row["since"], {})[row["id"]] = int(row["rank"])
        self._since = sorted(self._ranks)

    def on(self, day: date) -> dict[str, int]:
        """Rank by id as of the day; the earliest notice for days before it."""
        past = [since for since in self._since if since <= day.isoformat()]
        return self._ranks[past[-1] if past else self._since[0]]

    def latest(self) -> dict[str, int]:
        """For every body ever ranked its last rank."""
        return {id_: rank for since in self._since for id_, rank in self._ranks[since].items()}

    def ordered(self, ids: Sequence[str], day: date) -> bool | None:
        """Whether the bodies stand in protocol order; None if fewer than two of them have a rank."""
        known = self.latest() | self.on(day)
        ranks = [known[id_] for id_ in ids if id_ in known]
        return None if len(ranks) < 2 else all(a < b for a, b in pairwise(ranks))
