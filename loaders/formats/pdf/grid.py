"""Grids: ruling lines that cross each other, and the cells between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.formats.pdf.pdfium import Box
from loaders.formats.pdf.rulings import Ruling, Rulings

_TOUCH = 3.5  # points within which lines meet
_COVERED = 0.6  # share of the side of a cell that a line must cover to be its border
_NARROWEST = 5.0  # columns and rows below this are double lines
_OVERHANG = 12.0  # lines that go this far beyond the last crossing line show an open side
_MOST = 300  # lines of a grid in one direction


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's frame. ``cells[row][column]`` is the number of the cell there; a merged cell has several places."""

    xs: tuple[float, ...]  # from the left
    ys: tuple[float, ...]  # from the top
    cells: tuple[tuple[int, ...], ...]
    open_top: bool  # no line closes it: the table goes on from the page before
    open_bottom: bool
    striped: bool = False  # no lines part its columns, see striped.py

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[-1], self.xs[-1], self.ys[0]

    def boxes(self) -> list[Box]:
        """The box of each cell, by number."""
        places: dict[int, list[tuple[int, int]]] = {}
        for r, row in enumerate(self.cells):
            for c, cell in enumerate(row):
                places.setdefault(cell, []).append((r, c))
        out = []
        for number in range(len(places)):
            rows, columns = zip(*places[number], strict=True)
            left, right = self.xs[min(columns)], self.xs[max(columns) + 1]
            out.append((left, self.ys[max(rows) + 1], right, self.ys[min(rows)]))
        return out


def grids(found: Rulings) -> list[Grid]:
    """The grids of a page with at least two columns, from the top."""
    made = [_grid(horizontal, vertical) for horizontal, vertical in _crossing(*found)]
    return sorted((g for g in made if g), key=lambda g: -g.ys[0])


def _crossing(horizontal: list[Ruling], vertical: list[Ruling]) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Groups of lines that hang together by crossings."""
    waiting = set(range(len(horizontal)))
    loose = set(range(len(vertical)))
    while waiting:
        across, down = [waiting.pop()], list[int]()
        todo = across[:]
        while todo:
            h = horizontal[todo.pop()]
            met = [v for v in loose if _meet(h, vertical[v])]
            loose.difference_update(met)
            down += met
            for v in met:
                others = [i for i in waiting if _meet(horizontal[i], vertical[v])]
                waiting.difference_update(others)
                across += others
                todo += others
        if len(across) > 1 and down:
            yield [horizontal[i] for i in across], [vertical[v] for v in down]


def _meet(h: Ruling, v: Ruling) -> bool:
    return h.start - _TOUCH <= v.at <= h.end + _TOUCH and v.start - _TOUCH <= h.at <= v.end + _TOUCH


def _grid(horizontal: list[Ruling], vertical: list[Ruling]) -> Grid | None:
    if max(len(horizontal), len(vertical)) > _MOST:
        return None
    xs = _axes([v.at for v in vertical])
    ys = _axes([h.at for h in horizontal])
    left, right = _open_sides([(h.start, h.end) for h in horizontal], xs[0], xs[-1])
    bottom, top = _open_sides([(v.start, v.end) for v in vertical], ys[0], ys[-1])
    xs = [*left, *xs, *right]
    ys = [*bottom, *ys, *top][::-1]
    if len(xs) < 3 or len(ys) < 2:
        return None
    return Grid(tuple(xs), tuple(ys), _cells(xs, ys, horizontal, vertical), bool(top), bool(bottom))


def _axes(values: list[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NARROWEST:
            out.append(value)
    return out


def _open_sides(reach: list[tuple[float, float]], first: float, last: float) -> tuple[list[float], list[float]]:
    """Where lines end that go on beyond the first and the last crossing line: sides that no line closes."""
    before = [start for start, _ in reach if start < first - _OVERHANG]
    after = [end for _, end in reach if end > last + _OVERHANG]
    enough = max(2, len(reach) // 2)
    return [min(before)] if len(before) >= enough else [], [max(after)] if len(after) >= enough else []


def _cells(
    xs: list[float], ys: list[float], horizontal: list[Ruling], vertical: list[Ruling]
) -> tuple[tuple[int, ...], ...]:
    """Numbers of the cells: places between which no line stands belong together."""
    rows, columns = len(ys) - 1, len(xs) - 1
    parent = list(range(rows * columns))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    down, across = _by_axis(xs, vertical), _by_axis(ys, horizontal)
    for r in range(rows):
        for c in range(columns):
            if c + 1 < columns and not _covered(down[c + 1], ys[r + 1], ys[r]):
                parent[root(r * columns + c + 1)] = root(r * columns + c)
            if r + 1 < rows and not _covered(across[r + 1], xs[c], xs[c + 1]):
                parent[root((r + 1) * columns + c)] = root(r * columns + c)
    numbers: dict[int, int] = {}
    return tuple(
        tuple(numbers.setdefault(root(r * columns + c), len(numbers)) for c in range(columns)) for r in range(rows)
    )


def _by_axis(axes: list[float], lines: list[Ruling]) -> list[list[Ruling]]:
    """The lines that stand on each of the axes."""
    return [[line for line in lines if abs(line.at - at) <= _NARROWEST] for at in axes]


def _covered(lines: list[Ruling], start: float, end: float) -> bool:
    """Whether the lines cover enough of the stretch to be the border of a cell there."""
    covered = sum(max(0.0, min(end, line.end) - max(start, line.start)) for line in lines)
    return covered >= _COVERED * (end - start)
