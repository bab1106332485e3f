"""Tables of scores: node, name, score, rank, n, reading, data version; and the rule by which ties share a rank."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isnan
from typing import TYPE_CHECKING

from graph.catalogue.result import csv_cell
from graph.errors import UsageError

if TYPE_CHECKING:
    import pandas

    from graph.analysis.networks import Network

TIE = 1e-9  # scores that differ by less, relative to the larger or absolutely below 1, are equal: floats were summed
RANKING = "equal scores share the best rank among them and the next rank is left out (1, 2, 2, 4)"


@dataclass(frozen=True)
class Row:
    """One node with its score. ``rank`` counts from 1 among ``n`` nodes that have a score.

    ``score`` and ``rank`` are None where the measure is not defined for the node (constraint of an isolate).
    """

    node: str
    name: str
    score: float | None
    rank: int | None
    n: int
    reading: str
    data_version: str


@dataclass(frozen=True)
class Table:
    """The scores of one measure on one network, best first, equal ranks by id; nodes without a score last."""

    measure: str
    network: str
    rows: tuple[Row, ...]
    note: str = ""
    """What a reader must know of the figures; empty if nothing."""

    def scores(self) -> dict[str, float | None]:
        """Score by node."""
        return {row.node: row.score for row in self.rows}

    def ranks(self) -> dict[str, int | None]:
        """Rank by node."""
        return {row.node: row.rank for row in self.rows}

    def to_dict(self) -> dict[str, object]:
        """Plain data for JSON."""
        rows = [asdict(row) for row in self.rows]
        return {"measure": self.measure, "network": self.network, "note": self.note, "rows": rows}

    def to_csv(self) -> str:
        """RFC 4180 text with the measure as first column; empty cells where there is no score."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(("measure", *Row.__dataclass_fields__))
        for row in self.rows:
            score = "" if row.score is None else repr(row.score)
            writer.writerow((self.measure, *(score if k == "score" else csv_cell(v) for k, v in asdict(row).items())))
        return out.getvalue()

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a data frame. Raises UsageError if pandas is not installed."""
        try:
            import pandas as pd
        except ImportError as error:
            raise UsageError("pandas is not installed", hint="pip install 'policygraph[frames]'") from error
        frame = pd.DataFrame([asdict(row) for row in self.rows], columns=list(Row.__dataclass_fields__))
        frame = frame.astype({"score": "float64", "rank": "Int64"})
        frame.attrs = {"measure": self.measure, "network": self.network, "note": self.note}
        return frame


def table(
    measure: str, network: Network, scores: Mapping[str, float | None], *, ascending: bool = False, note: str = ""
) -> Table:
    """The table of scores of nodes of the network.

    Args:
        scores: by name of the node; NaN counts as None.
        ascending: the smallest score is the best (constraint).
    """
    known = {node: score for node, score in scores.items() if score is not None and not isnan(score)}
    order = sorted(known, key=lambda node: known[node] if ascending else -known[node])
    ranks = rank([known[node] for node in order])
    rest = sorted(scores.keys() - known.keys())
    equal = sorted(zip(order, ranks, strict=True), key=lambda pair: (pair[1], network.nodes[pair[0]]["id"]))
    placed = [*equal, *((node, None) for node in rest)]
    about, told = network.graph, network.nodes
    rows = tuple(
        Row(told[n]["id"], told[n]["name"], known.get(n), place, len(known), about["reading"], about["data_version"])
        for n, place in placed
    )
    return Table(measure, about["network"], rows, note)


def rank(ordered: list[float]) -> list[int]:
    """Ranks of scores that are in order; see ``RANKING``. Equal is what equals the first of its group."""
    ranks: list[int] = []
    first = 0
    for place, score in enumerate(ordered):
        if abs(score - ordered[first]) > TIE * max(1.0, abs(score), abs(ordered[first])):
            first = place
        ranks.append(first + 1)
    return ranks
