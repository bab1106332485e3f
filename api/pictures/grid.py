"""Grid: numbers in rows and columns, coloured by steps, each with the list behind it. Page and file show the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.pages import links
from api.pages.agencies import rank
from api.pages.pinyin import syllables
from graph.catalogue.result import Row, csv_cell

STEPS = 5
COUNTS = ("measures", "leads", "takes_part", "shares")
_ROLES = {"leads": "lead", "takes_part": "participant", "shares": "shared"}
_NO_SECTION = "—"


@dataclass(frozen=True)
class Head:
    """What a row or column is of, with its page."""

    id: str
    name: str
    href: str


@dataclass(frozen=True)
class Cell:
    """A number, its step of colour (0 for none, STEPS for the largest), and the list that it counts."""

    number: int
    step: int = 0
    href: str = ""
    own: bool = False


@dataclass(frozen=True)
class Line:
    """One row; ``total`` is what is said at its end, not always the sum."""

    head: Head
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True)
class Grid:
    """Rows and columns; ``rows_in_all`` counts those left out too."""

    columns: tuple[Head, ...]
    lines: tuple[Line, ...]
    rows_in_all: int

    def to_csv(self, corner: str, total: str) -> bytes:
        """UTF-8 with a byte order mark, one row a line; ``total`` is what the last column is called."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([corner, *(csv_cell(head.name) for head in self.columns), total])
        for line in self.lines:
            writer.writerow([csv_cell(line.head.name), *(cell.number for cell in line.cells), line.total])
        return ("\ufeff" + out.getvalue()).encode()


def heat_map(rows: Sequence[Row], sections: Sequence[Row], document: str, reading: str, count: str, most: int) -> Grid:
    """Agency by section: how many measures, of rows of document/heat_map; the busiest agencies, in official order.

    Args:
        sections: rows of document/sections; a section in which nobody has a duty is a column too.
        count: one of COUNTS.
        most: rows at most.
    """
    counted = {(str(r["agency"]), str(r["section"])): _int(r[count]) for r in rows}
    names = {str(r["agency"]): str(r["short"] or r["name"]) for r in rows}
    totals = {agency: sum(n for (a, _), n in counted.items() if a == agency) for agency in names}
    busiest = sorted((a for a in names if totals[a]), key=lambda a: (-totals[a], a))
    columns = tuple(_column(r, document, reading) for r in sections)
    largest = max(counted.values(), default=0)

    def cell(agency: str, section: str) -> Cell:
        number = counted.get((agency, section), 0)
        asked = {"document": document, "agency": agency, "section": section, "role": _ROLES.get(count)}
        return _cell(number, largest, links.task_table({**asked, "reading": reading}))

    lines = tuple(
        Line(Head(a, names[a], links.agency(a, reading)), tuple(cell(a, c.id) for c in columns), totals[a])
        for a in sorted(busiest[:most], key=lambda a: _official(a, names[a]))
    )
    return Grid(columns, lines, len(busiest))


def matrix(workload: Sequence[Row], pairs: Sequence[Row], document: str, reading: str, most: int) -> Grid:
    """Agency by agency: measures in which both stand, of rows of agency/workload and agency/pairs.

    The busiest agencies, in official order. On the diagonal stands how many measures the agency has at all, which is
    the total of its row too.
    """
    shown = sorted(workload[:most], key=lambda r: _official(str(r["agency"]), str(r["short"] or r["name"])))
    heads = tuple(_agency(r, reading) for r in shown)
    own = {str(r["agency"]): _int(r["measures"]) for r in shown}
    both = {frozenset((str(r["first"]), str(r["second"]))): _int(r["measures"]) for r in pairs}
    largest = max((n for pair, n in both.items() if pair <= own.keys()), default=0)

    def cell(one: Head, other: Head) -> Cell:
        if one.id == other.id:
            asked = {"document": document, "agency": one.id, "reading": reading}
            return Cell(own[one.id], 0, links.task_table(asked), own=True)
        asked = {"agency": one.id, "other": other.id, "reading": reading, "document": document}
        return _cell(both.get(frozenset((one.id, other.id)), 0), largest, links.question("graph/together", asked))

    lines = tuple(Line(one, tuple(cell(one, other) for other in heads), own[one.id]) for one in heads)
    return Grid(heads, lines, len(workload))


def _cell(number: int, largest: int, href: str) -> Cell:
    return Cell(number, step(number, largest), href) if number else Cell(0)


def step(number: int, largest: int) -> int:
    """The class of colour: 0 for 0, else 1 to STEPS in equal parts of the largest number."""
    return -(-number * STEPS // largest) if number and largest else 0


def _official(agency: str, name: str) -> tuple[int, tuple[str, ...], str]:
    """Sorts by the protocol order (建制序), then by pinyin."""
    return rank(agency), syllables(name), agency


def _column(row: Row, document: str, reading: str) -> Head:
    asked: Mapping[str, object] = {"document": document, "section": row["section"], "reading": reading}
    return Head(str(row["section"]), f"{row['number']}{row['title']}" or _NO_SECTION, links.task_table(asked))


def _agency(row: Row, reading: str) -> Head:
    id_ = str(row["agency"])
    return Head(id_, str(row["short"] or row["name"]), links.agency(id_, reading))


def _int(cell: object) -> int:
    return int(str(cell))
