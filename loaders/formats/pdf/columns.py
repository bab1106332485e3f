"""Two-column pages: where the gutter is, and in which order the lines are read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from statistics import median

from loaders.formats.pdf.glyphs import Glyph
from loaders.formats.pdf.lines import CLOSING, Line, Row, line_of

Gutter = tuple[float, float]

_BIN = 2.0  # points
_EMPTY = 0.12  # share of the usual number of characters above each other that a gutter may have
_MIDDLE = (0.3, 0.7)  # of the width of the text: where a gutter is looked for
_WIDTH = 0.8  # type sizes
_ROWS = 5  # in each column
_LONG = 8  # characters of a row in a column; tables without lines have shorter ones
_FULL = 0.5  # share of the rows that must reach the right edge of their column
_CROSSING = 0.34  # share of rows that may cross the gutter


def gutter_of(rows: list[Row]) -> Gutter | None:
    """The white stripe between two columns of prose; None on a page with one column."""
    glyphs = [glyph for row in rows for glyph in row]
    if len(rows) < _ROWS or len(glyphs) < 2 * _ROWS * _LONG:
        return None
    stripe = _stripe(glyphs)
    if not stripe:
        return None
    beside = [row for row in rows if not crosses(row, stripe)]
    left, right = ([part for row in beside if (part := _parts(row, stripe)[i])] for i in (0, 1))
    return stripe if _is_prose(left) and _is_prose(right) and fits(rows, stripe) else None


def fits(rows: list[Row], gutter: Gutter) -> bool:
    """Whether the rows of a page stand beside a gutter; the first and the last may be a running head and foot."""
    across = [crosses(row, gutter) for row in rows]
    return sum(across) - sum(across[:1]) - sum(across[1:][-1:]) <= _CROSSING * len(rows)


def _stripe(glyphs: list[Glyph]) -> Gutter | None:
    """The widest stripe in the middle over which hardly a character stands."""
    start, end = min(g.x0 for g in glyphs), max(g.x1 for g in glyphs)
    bins = int((end - start) / _BIN) + 1
    steps = [0] * (bins + 1)
    for glyph in glyphs:
        if glyph.char in CLOSING:  # may hang beyond the edge of its column, and is mostly white
            continue
        steps[int((glyph.x0 - start) / _BIN)] += 1
        steps[int((glyph.x1 - start) / _BIN)] -= 1
    above = list(accumulate(steps))[:bins]
    allowed = _EMPTY * sum(above) / bins
    best, first = (0, 0), None
    for i in [*range(int(_MIDDLE[0] * bins), int(_MIDDLE[1] * bins)), bins]:
        if i < bins and above[i] <= allowed:
            first = i if first is None else first
        elif first is not None:
            best, first = max(best, (i - first, first)), None
    size = median(g.style.size for g in glyphs)
    if best[0] * _BIN < _WIDTH * size:
        return None
    return start + best[1] * _BIN, start + (best[1] + best[0]) * _BIN


def _is_prose(parts: list[Row]) -> bool:
    """Whether the rows of a column are long, many, and mostly as wide as the column."""
    if len(parts) < _ROWS or median(len(part) for part in parts) < _LONG:
        return False
    edge = max(part[-1].x1 for part in parts)
    return sum(edge - part[-1].x1 < 1.5 * part[-1].style.size for part in parts) >= _FULL * len(parts)


def crosses(row: Row, gutter: Gutter) -> bool:
    """Whether a character of the row stands in the middle of the gutter, other than punctuation that hangs into it."""
    start, end = (3 * gutter[0] + gutter[1]) / 4, (gutter[0] + 3 * gutter[1]) / 4
    return any(g.x0 < end and g.x1 > start and g.char not in CLOSING for g in row)


def _parts(row: Row, gutter: Gutter) -> tuple[Row, Row]:
    """What stands left and right of the gutter; punctuation that hangs into it belongs to the left."""
    middle = (gutter[0] + gutter[1]) / 2
    return [g for g in row if g.x0 < middle], [g for g in row if g.x0 >= middle]


def reading_order(rows: list[Row], gutter: Gutter | None) -> Iterator[Line]:
    """The lines of a page: between lines that go across, first the left column, then the right one."""
    if gutter is None:
        yield from (line for row in rows if (line := line_of(row)))
        return
    columns: tuple[list[Line], list[Line]] = ([], [])
    for row in rows:
        if crosses(row, gutter):
            yield from (*columns[0], *columns[1])
            columns = ([], [])
            if line := line_of(row):
                yield line
            continue
        for number, part in enumerate(_parts(row, gutter)):
            if part and (line := line_of(part, number + 1)):
                columns[number].append(line)
    yield from (*columns[0], *columns[1])
