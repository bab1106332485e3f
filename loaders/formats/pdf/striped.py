"""Tables with rules between their rows and none between their columns: white stripes part the columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from loaders.formats.pdf.glyphs import Glyph
from loaders.formats.pdf.grid import Grid
from loaders.formats.pdf.pdfium import Box
from loaders.formats.pdf.rulings import Ruling

_SAME = 4.0  # points by which the ends of the rules of a table may differ
_RULES = 3
_ROW = 5.0  # points: rules that are nearer are one
_STRIPE = 0.6  # type sizes
_GAP = 1.5  # type sizes
_FILLED = 0.6  # share of the cells that hold words; prose between rules leaves most of a second column empty


def striped_grids(horizontal: Sequence[Ruling], glyphs: Sequence[Glyph], taken: Iterable[Grid]) -> list[Grid]:
    """The grids that rules of one length and the white between the words make, outside of grids already known."""
    boxes = [grid.box for grid in taken]
    free = [
        rule
        for rule in horizontal
        if not any(
            box[1] - _SAME < rule.at < box[3] + _SAME and rule.start < box[2] and rule.end > box[0] for box in boxes
        )
    ]
    ends = sorted(free, key=_ends)
    groups = (sorted(group, key=lambda rule: -rule.at) for _, group in groupby(ends, key=_ends))
    return [grid for group in groups if len(group) >= _RULES and (grid := _grid(group, glyphs))]


def _touches(rule: Ruling, box: Box) -> bool:
    return box[1] - _SAME < rule.at < box[3] + _SAME and rule.start < box[2] and rule.end > box[0]


def _ends(rule: Ruling) -> tuple[int, int]:
    return round(rule.start / _SAME), round(rule.end / _SAME)


def _grid(rules: Sequence[Ruling], glyphs: Iterable[Glyph]) -> Grid | None:
    left, right = rules[0].start, rules[0].end
    ys = [rules[0].at, *(b.at for a, b in pairwise(rules) if a.at - b.at > _ROW)]
    inside = [g for g in glyphs if ys[-1] < g.y < ys[0] and left - _SAME <= g.x0 and g.x1 <= right + _SAME]
    xs = [left, *_stripes(inside), right]
    if len(xs) < 3 or len(ys) < _RULES:
        return None
    columns, rows = len(xs) - 1, len(ys) - 1
    filled = {(_index(ys, g.y, down=True), _index(xs, (g.x0 + g.x1) / 2)) for g in inside}
    if len(filled) < _FILLED * columns * rows or not _is_head([g for g in inside if g.y > ys[1]], xs):
        return None
    cells = tuple(tuple(range(r * columns, (r + 1) * columns)) for r in range(rows))
    return Grid(tuple(xs), tuple(ys), cells, open_top=False, open_bottom=False, striped=True)


def _is_head(glyphs: Sequence[Glyph], xs: Sequence[float]) -> bool:
    """Whether the first row has words in every column, and no gaps in them that would be columns of their own."""
    words: dict[int, list[Glyph]] = {}
    for glyph in sorted(glyphs, key=lambda g: (-round(g.y), g.x0)):
        words.setdefault(_index(xs, (glyph.x0 + glyph.x1) / 2), []).append(glyph)
    gaps = (b.x0 - a.x1 > _GAP * a.style.size for cell in words.values() for a, b in pairwise(cell))
    return len(words) == len(xs) - 1 and not any(gaps)


def _stripes(glyphs: Sequence[Glyph]) -> Iterator[float]:
    """The middle of each white stripe between the words, from top to bottom of the table."""
    if not glyphs:
        return
    least = _STRIPE * median(g.style.size for g in glyphs)
    reach = float("inf")
    for glyph in sorted(glyphs, key=lambda g: g.x0):
        if glyph.x0 - reach >= least:
            yield (glyph.x0 + reach) / 2
        reach = max(glyph.x1, reach) if reach < float("inf") else glyph.x1


def _index(edges: Sequence[float], at: float, *, down: bool = False) -> int:
    return sum(at < edge if down else at > edge for edge in edges[1:-1])
