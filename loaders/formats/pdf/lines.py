"""Lines of print: characters on one baseline, from left to right, with the gaps that mean something."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from statistics import median

from loaders.formats.pdf.glyphs import Glyph

Row = list[Glyph]  # characters on one baseline, from left to right

NOISE = 0.05  # points by which places in a file are rounded
_SAME_BASELINE = 0.3  # of the type size
_RAISED = (0.1, 0.75)  # how far a superscript or subscript stands off the baseline, in type sizes
_SMALLER = 0.8  # type size of a superscript against its line
_LATIN_GAP = 0.2  # from here on a gap between Latin letters parts words
_WIDE_GAP = 1.5  # from here on a gap between Chinese characters is meant
_SUPERPOSED = 0.35  # the same character that near is bold type made by printing twice
_NOTE_MARK = re.compile(r"[\[〔［]?[0-9①-⑳*＊†‡]{1,3}[\]〕］]?")
_OPENING = "（〔“‘《〈【「『([{"
# May not begin a line; at the end of one it may hang beyond the right edge.
CLOSING = "）〕”’》〉】」』)]}，。、；：！？…—·%％,.;:!?"


@dataclass(slots=True)
class Line:
    """A line of print, in points from the lower left of its page."""

    text: str
    x0: float
    x1: float
    y: float  # the baseline
    size: float  # type size of most of it
    font: str  # font of most of it
    bold: tuple[tuple[int, int], ...]  # stretches of ``text``
    need: float  # width of its first word: what the line before had no room for, if this one goes on with it
    column: int = 0  # 0: over the whole page; 1, 2: of two columns

    def has_room(self, room: float, following: Line) -> bool:
        """Whether the first word of the following line would have fitted into ``room`` at the end of this one."""
        space = 0.2 * self.size if (self.text[-1] + following.text[0]).isascii() else 0.0
        return room >= following.need + space - NOISE

    @property
    def top(self) -> float:
        return self.y + 0.9 * self.size

    @property
    def bottom(self) -> float:
        return self.y - 0.2 * self.size


def rows(glyphs: Iterable[Glyph]) -> list[Row]:
    """Characters by baseline, from the top; superscripts and subscripts stand in the row they belong to."""
    found: list[Row] = []
    anchor = size = 0.0
    for glyph in sorted(glyphs, key=attrgetter("y"), reverse=True):
        if not found or anchor - glyph.y > _SAME_BASELINE * min(size, glyph.style.size):
            found.append([])
            anchor, size = glyph.y, glyph.style.size
        found[-1].append(glyph)
    return [sorted(row, key=attrgetter("x0")) for row in _with_raised(found)]


def _with_raised(found: list[Row]) -> list[Row]:
    """Rows of small type that stand at the shoulder or foot of a neighbouring row become part of it."""
    out: list[Row] = []
    for row in found:
        if out and _belongs(out[-1], row):
            out[-1] += row
        elif out and _belongs(row, out[-1]):
            out[-1] = row + out[-1]
        else:
            out.append(row)
    return out


def _belongs(main: Row, small: Row) -> bool:
    """Whether ``small`` are superscripts or subscripts of ``main``."""
    size = max(g.style.size for g in main)
    if max(g.style.size for g in small) > _SMALLER * size:
        return False
    if not _RAISED[0] * size < abs(small[0].y - main[0].y) < _RAISED[1] * size:
        return False
    left, right = min(g.x0 for g in main), max(g.x1 for g in main)
    return all(left - size < g.x0 and g.x1 < right + 2 * size for g in small)


def line_of(row: Row, column: int = 0) -> Line | None:
    """The line that a row prints; None if nothing of it is left without footnote marks."""
    glyphs = _without_marks(_once(row))
    if not glyphs:
        return None
    counts: Counter[tuple[float, str]] = Counter()
    for style, number in Counter(glyph.style for glyph in glyphs).items():
        counts[style.size, style.font] += number
    size, font = max(counts, key=lambda key: counts[key])
    spaces = _spaces(glyphs, size)
    text = "".join(f"{space}{glyph.char}" for space, glyph in zip(spaces, glyphs, strict=True))
    y = next(g.y for g in glyphs if g.style.size == size)
    bold = tuple(_bold(glyphs, spaces)) if any(style.bold for style in {g.style for g in glyphs}) else ()
    return Line(text, glyphs[0].x0, max(g.x1 for g in glyphs), y, size, font, bold, _first_word(glyphs), column)


def _once(row: Row) -> Row:
    """The row without characters that another text object prints a second time in nearly the same place."""
    out = row[:1]
    for glyph in row[1:]:
        last = out[-1]
        again = last.char == glyph.char and last.style is not glyph.style
        if not again or glyph.x0 - last.x0 >= _SUPERPOSED * (last.x1 - last.x0):
            out.append(glyph)
    return out


def _without_marks(row: Row) -> Row:
    """The row without superscript marks of footnotes; other superscripts (m²) stay."""
    sizes = {glyph.style.size for glyph in row}
    limit = _SMALLER * max(sizes)
    if min(sizes) > limit:
        return row
    y = median(g.y for g in row if g.style.size > limit)
    out: Row = []
    mark: Row = []
    for glyph in row:
        if glyph.style.size <= limit and glyph.y - y > _RAISED[0] * limit / _SMALLER:
            mark.append(glyph)
        else:
            out += [*_unless_mark(mark, out), glyph]
            mark = []
    return out + _unless_mark(mark, out)


def _unless_mark(raised: Row, before: Row) -> Row:
    word = "".join(g.char for g in raised)
    return [] if raised and _NOTE_MARK.fullmatch(word) and not (before and _latin(before[-1])) else raised


# ---- text of a row ------------------------------------------------------------------------------------------------


def _spaces(row: Row, size: float) -> list[str]:
    """The white space before each character of a row: only what is meant."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(row)]
    usual = max(median(gaps), 0.0) if gaps else 0.0
    least = 0.1 * size + 2 * usual
    spaces = (_space(a, b, size, usual) if b.spaced or b.x0 - a.x1 > least else "" for a, b in pairwise(row))
    return ["", *spaces]


def _space(a: Glyph, b: Glyph, size: float, usual: float) -> str:
    """A space between Latin words; an ideographic one for a gap between Chinese characters that no setting explains."""
    gap = b.x0 - a.x1
    if a.char.isascii() and b.char.isascii():
        # A space of the file counts unless all characters stand as far apart; boxes of narrow letters may overlap.
        return " " if gap > 2 * usual + (-0.3 if b.spaced else _LATIN_GAP) * size else ""
    return "\u3000" if gap > _WIDE_GAP * size + 3 * usual else ""


def _bold(row: Row, spaces: list[str]) -> Iterator[tuple[int, int]]:
    """The bold stretches of a row's text."""
    at = 0
    start: int | None = None
    for glyph, space in zip(row, spaces, strict=True):
        if start is not None and not glyph.style.bold:
            yield start, at
            start = None
        at += len(space)
        if start is None and glyph.style.bold:
            start = at
        at += 1
    if start is not None:
        yield start, at


def _latin(glyph: Glyph) -> bool:
    return glyph.char.isascii() and glyph.char.isalnum()


def _first_word(row: Row) -> float:
    """Width of what cannot be broken at the start of a row: a character or Latin word with its punctuation."""
    end = sum(1 for _ in _word(row))
    return row[max(end - 1, 0)].x1 - row[0].x0


def _word(row: Row) -> Iterator[Glyph]:
    """The characters of the first word."""
    phase = 0  # 0 opening punctuation, 1 the word, 2 closing punctuation
    last: Glyph | None = None
    for glyph in row:
        if phase == 0 and glyph.char not in _OPENING:
            phase = 1
        elif phase == 1 and not (last and (last.char + glyph.char).isascii() and not glyph.spaced):
            phase = 2
        if phase == 2 and (glyph.char not in CLOSING or glyph.spaced):
            return
        last = glyph
        yield glyph
