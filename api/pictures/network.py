"""Network: agencies, measures and the ties between them, of one answer, cut to what a picture can hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from graph.catalogue import Result
from graph.catalogue.result import Row

ROLES = ("lead", "participant", "shared")


@dataclass(frozen=True)
class Body:
    """An agency."""

    id: str
    name: str
    short: str
    collective: bool


@dataclass(frozen=True)
class Item:
    """A measure; ``heading`` is that of its section, or the document it belongs to."""

    id: str
    number: str
    title: str
    document: str
    heading: str

    @property
    def label(self) -> str:
        """Printed number and title."""
        return f"{self.number}{self.title}"


@dataclass(frozen=True)
class Tie:
    """An agency has a role in a measure. Several notations that say the same are one tie, with the words of the first.

    ``broad_only``: the role is another one under the strict reading. ``start``, ``end``: code points in the document.
    """

    body: str
    item: str
    role: str
    broad_only: bool
    basis: str
    quote: str
    document: str
    start: int
    end: int

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from others."""
        return (self.body, self.item, self.role)


@dataclass(frozen=True)
class Network:
    """Agencies and measures in the order of the answer, and their ties.

    ``total``: how many agencies, measures and ties there were before anything was cut; ``whole`` is False if the answer
    itself was cut, so that there may be more still.
    """

    bodies: tuple[Body, ...]
    items: tuple[Item, ...]
    ties: tuple[Tie, ...]
    total: tuple[int, int, int]
    whole: bool

    @property
    def shown(self) -> tuple[int, int, int]:
        """How many agencies, measures and ties there are."""
        return (len(self.bodies), len(self.items), len(self.ties))

    @property
    def complete(self) -> bool:
        """Whether nothing was left out."""
        return self.whole and self.shown == self.total


def network_of(result: Result) -> Network:
    """The network of an answer of shape graph from agencies to measures, as queries under graph/ give it.

    Where the answer was cut, its last measure is left out: some of its agencies may be missing.
    """
    rows = _complete(result)
    bodies = {str(row["source"]): _body(row) for row in rows}
    items = {str(row["target"]): _item(row) for row in rows}
    ties: dict[tuple[str, str, str], Tie] = {}
    for row in rows:
        tie = _tie(row)
        ties.setdefault(tie.key, tie)
    total = (len(bodies), len(items), len(ties))
    return Network(tuple(bodies.values()), tuple(items.values()), tuple(ties.values()), total, not result.truncated)


def cut(network: Network, bodies: int, items: int, kept: Collection[str] = ()) -> Network:
    """The first ``items`` measures, and of their agencies the ``bodies`` with most ties, always those in ``kept``."""
    measures = network.items[:items]
    ties = _between(network.ties, {i.id for i in measures}, None)
    weight = Counter(tie.body for tie in ties)
    found = [body for body in network.bodies if body.id in weight]
    ranked = sorted(found, key=lambda body: (body.id not in kept, -weight[body.id], body.id))
    chosen = {body.id for body in ranked[:bodies]}
    return replace(
        network,
        bodies=tuple(body for body in found if body.id in chosen),
        items=measures,
        ties=tuple(_between(ties, None, chosen)),
    )


def _complete(result: Result) -> Sequence[Row]:
    rows = result.rows
    return [row for row in rows if row["target"] != rows[-1]["target"]] if result.truncated else rows


def _between(ties: Iterable[Tie], items: Collection[str] | None, bodies: Collection[str] | None) -> list[Tie]:
    return [t for t in ties if (items is None or t.item in items) and (bodies is None or t.body in bodies)]


def _body(row: Row) -> Body:
    name, short = str(row["source_name"]), str(row["source_short"] or row["source_name"])
    return Body(str(row["source"]), name, short, bool(row["source_collective"]))


def _item(row: Row) -> Item:
    document = str(row["document"])
    heading = str(row.get("target_heading") or "") if "target_heading" in row else document
    number, title = str(row["target_number"] or ""), str(row["target_name"] or "")
    return Item(str(row["target"]), number, title, document, heading)


def _tie(row: Row) -> Tie:
    role = str(row["type"])
    return Tie(
        str(row["source"]),
        str(row["target"]),
        role,
        role != row["strict_role"],
        str(row["basis"]),
        str(row["quote"]),
        str(row["document"]),
        int(str(row["start"])),
        int(str(row["end"])),
    )
