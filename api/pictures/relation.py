"""Relation: the ways from one agency to another by way of shared measures, step by step, each with its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.catalogue import Result
from graph.catalogue.result import Row


@dataclass(frozen=True)
class Leg:
    """One measure between two agencies: what it says of the one and of the other, as rows of graph/relation."""

    here: Row
    there: Row


Way = tuple[Leg, ...]


def ways(result: Result, most: int) -> list[Way]:
    """The first ``most`` ways; of several notations that make the same step the first is taken.

    Rows of one step come in the order of documents and measures, so the ways do too.
    """
    rows: dict[int, list[Row]] = {}
    for row in result.rows:
        rows.setdefault(int(str(row["step"])), []).append(row)
    found: list[Way] = []
    if not rows:
        return found
    for way in _onward(rows, str(result.params[0].value), 1):
        if len(found) == most:
            break
        found.append(way)
    return found


def columns_of(result: Result) -> list[list[str]]:
    """The ids of the nodes in columns: the one agency, measures, agencies between, measures, the other agency."""
    columns: dict[int, dict[str, None]] = {}
    for row in result.rows:
        step = int(str(row["step"]))
        ends = ("source", "target") if step % 2 else ("target", "source")
        for column, end in zip((step - 1, step), ends, strict=True):
            columns.setdefault(column, {})[str(row[end])] = None
    return [list(columns[n]) for n in sorted(columns)]


def _onward(rows: dict[int, list[Row]], body: str, step: int) -> Iterator[Way]:
    """Every way on from an agency; each pair of measure and next agency once."""
    if step not in rows:
        yield ()
        return
    seen: set[tuple[str, str]] = set()
    for here in (row for row in rows[step] if row["source"] == body):
        for there in (row for row in rows.get(step + 1, ()) if row["target"] == here["target"]):
            pair = (str(here["target"]), str(there["source"]))
            if pair not in seen:
                seen.add(pair)
                yield from ((Leg(here, there), *rest) for rest in _onward(rows, pair[1], step + 2))
