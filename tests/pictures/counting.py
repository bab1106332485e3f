"""Counting by hand: what a document's records say of agencies, measures and sections, by plain loops."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from graph.records import Batch

PLAN = "国办发〔2014〕18号"
ROLE = {"strict": "role", "broad": "broad_role"}
COUNTED = {"measures": None, "leads": "lead", "takes_part": "participant", "shares": "shared"}


@dataclass(frozen=True)
class Duty:
    """One notation's word about one agency."""

    agency: str
    measure: str
    strict: str
    broad: str

    def role(self, reading: str) -> str:
        return self.strict if reading == "strict" else self.broad


@dataclass(frozen=True)
class Facts:
    """The duties, the section of each measure, and which bodies are classes of bodies."""

    duties: tuple[Duty, ...]
    section: dict[str, str]
    collectives: frozenset[str]

    def ties(self, reading: str) -> set[tuple[str, str, str]]:
        """Agency, measure, role: each once."""
        return {(d.agency, d.measure, d.role(reading)) for d in self.duties}

    def cells(self, reading: str, count: str) -> dict[tuple[str, str], int]:
        """Measures by agency and section."""
        found: dict[tuple[str, str], set[str]] = {}
        for duty in self.duties:
            if COUNTED[count] in (None, duty.role(reading)):
                found.setdefault((duty.agency, self.section[duty.measure]), set()).add(duty.measure)
        return {place: len(measures) for place, measures in found.items()}

    def shared(self) -> dict[frozenset[str], int]:
        """Measures by pair of agencies, and of one agency alone; classes of bodies left out."""
        counts: dict[frozenset[str], int] = {}
        for measure in self.section:
            bodies = {d.agency for d in self.duties if d.measure == measure} - self.collectives
            for group in [*((b,) for b in bodies), *combinations(sorted(bodies), 2)]:
                counts[frozenset(group)] = counts.get(frozenset(group), 0) + 1
        return counts


def facts_of(batch: Batch, registry: Batch) -> Facts:
    """The facts of one document's records; the measures in their order."""
    duties = [
        Duty(edge.source[1], edge.target[1], str(edge.row()["role"]), str(edge.row()["broad_role"]))
        for edge in batch.edges
        if edge.type in ("LEADS", "PARTICIPATES_IN", "SHARES")
    ]
    ordinals = {n.id: int(str(n.row()["ordinal"])) for n in batch.nodes if n.label == "Measure"}
    above = {e.target[1]: e.source[1] for e in batch.edges if e.type == "HAS_MEASURE"}
    section = {measure: above[measure] for measure in sorted(above, key=lambda measure: ordinals[measure])}
    bodies = [n for n in (*batch.nodes, *registry.nodes) if n.label == "Agency"]
    collectives = {n.id for n in bodies if n.row().get("collective")}
    return Facts(tuple(duties), section, frozenset(collectives))
