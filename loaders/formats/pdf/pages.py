"""Pages: the lines and tables of each in reading order, and what else must be known of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loaders.formats.pdf.characters import Run
from loaders.formats.pdf.columns import Gutter, fits, gutter_of, reading_order
from loaders.formats.pdf.glyphs import Glyph, seen, turned_box
from loaders.formats.pdf.grid import Grid, grids
from loaders.formats.pdf.lines import Line, Row, line_of, rows
from loaders.formats.pdf.pdfium import Box
from loaders.formats.pdf.rulings import Ruling, rulings
from loaders.formats.pdf.shapes import Shape
from loaders.formats.pdf.striped import striped_grids

_FRAME = 0.5  # share of the page that a grid with words in one cell only may take
_COVERS = 0.5  # share of a page that its pictures cover when it is a scan


@dataclass(slots=True)
class Sheet:
    """The part of a table that stands on one page: its grid and the lines in each cell, by number."""

    grid: Grid
    lines: list[list[Line]]

    @property
    def top(self) -> float:
        return self.grid.ys[0]

    @property
    def bottom(self) -> float:
        return self.grid.ys[-1]


Block = Line | Sheet


@dataclass(slots=True)
class Page:
    """What stands on a page, in reading order; lengths in points, from its lower left corner."""

    number: int  # from 1
    width: float
    height: float
    blocks: list[Block]
    characters: int
    han: int
    lost: int  # characters of which the file does not say which they are
    hidden: int  # characters drawn invisibly
    scanned: bool  # pictures cover it
    empty: bool  # nothing is drawn on it
    rules: Sequence[Ruling] = ()  # horizontal lines, from the top
    gutter: Gutter | None = None  # between two columns
    notes: list[Line] = field(default_factory=list)  # footnotes, once they are known

    @property
    def lines(self) -> list[Line]:
        return [block for block in self.blocks if isinstance(block, Line)]


def read_page(
    number: int, runs: Sequence[Run], shapes: Sequence[Shape], box: Box, gutter: Gutter | None = None
) -> Page:
    """A page from what is drawn on it.

    Args:
        number: from 1.
        runs: the characters drawn.
        shapes: paths and pictures.
        box: the visible part of the page.
        gutter: that of another page; it holds if this one's lines fit beside it.
    """
    scanned = _covered(shapes, box) >= _COVERS
    view = seen(runs, box, over_picture=scanned)
    horizontal, vertical = rulings(shapes, box, view.turned)
    found = grids((horizontal, vertical))
    found += striped_grids(horizontal, view.glyphs, found)
    found.sort(key=lambda grid: -grid.ys[0])
    sheets, rest = _tables(found, view.glyphs, box[3] - box[1])
    text = rows(rest)
    gutter = gutter_of(text) or (gutter if gutter and fits(text, gutter) else None)
    left, bottom, right, top = turned_box(box, box, view.turned)
    return Page(
        number,
        right - left,
        top - bottom,
        _in_order(text, sheets, gutter),
        len(view.glyphs),
        sum("\u3400" <= g.char <= "\u9fff" for g in view.glyphs),
        view.lost,
        view.hidden,
        scanned,
        not runs and not shapes,
        horizontal,
        gutter,
    )


def _covered(shapes: Iterable[Shape], box: Box) -> float:
    """The share of the page that pictures cover, those above each other counted twice."""
    area = max((box[2] - box[0]) * (box[3] - box[1]), 1.0)
    inside = 0.0
    for shape in shapes:
        if shape.picture:
            width = min(shape.box[2], box[2]) - max(shape.box[0], box[0])
            height = min(shape.box[3], box[3]) - max(shape.box[1], box[1])
            inside += max(width, 0.0) * max(height, 0.0)
    return inside / area


def _tables(found: list[Grid], glyphs: Iterable[Glyph], height: float) -> tuple[list[Sheet], list[Glyph]]:
    """The tables with the characters in their cells, and the characters outside of them."""
    rest = list(glyphs)
    sheets = []
    for grid in found:
        cells: list[list[Glyph]] = [[] for _ in range(1 + max(max(row) for row in grid.cells))]
        outside: list[Glyph] = []
        for glyph in rest:
            place = _place(grid, (glyph.x0 + glyph.x1) / 2, glyph.y + 0.35 * glyph.style.size)
            (outside if place is None else cells[place]).append(glyph)
        filled, low = sum(map(bool, cells)), grid.ys[0] - grid.ys[-1] < _FRAME * height
        if filled > 1 or (filled and low):  # else it is a frame around the text
            sheets.append(Sheet(grid, [[line for row in rows(cell) if (line := line_of(row))] for cell in cells]))
            rest = outside
    return sheets, rest


def _place(grid: Grid, x: float, y: float) -> int | None:
    """The cell in which a point stands."""
    left, bottom, right, top = grid.box
    if not (left <= x <= right and bottom <= y <= top):
        return None
    column = next(i for i, edge in enumerate(grid.xs[1:]) if x <= edge)
    row = next(i for i, edge in enumerate(grid.ys[1:]) if y >= edge)
    return grid.cells[row][column]


def _in_order(text: list[Row], sheets: list[Sheet], gutter: Gutter | None) -> list[Block]:
    """Lines and tables from the top; a table parts the columns above it from those below."""
    blocks: list[Block] = []
    waiting = list(text)
    for sheet in sheets:
        above = [row for row in waiting if row[0].y > sheet.top - 1]
        waiting = [row for row in waiting if row[0].y <= sheet.top - 1]
        blocks += reading_order(above, gutter)
        blocks.append(sheet)
    blocks += reading_order(waiting, gutter)
    return blocks
