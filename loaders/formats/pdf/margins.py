"""Margins: between which edges the lines of a page or column run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from loaders.formats.pdf.lines import CLOSING, Line
from loaders.formats.pdf.pages import Page

_ENOUGH = 6  # lines from which a page says itself where its margins are
_LEFT_SHARE = 0.08  # of the lines of a page that must begin at its left edge
_RIGHT_SHARE = 0.25  # of the long lines that must end at one place to make it the right edge
_LONG = 0.6  # of the widest: what counts as a long line
_STEP = 0.25  # type sizes
_CERTAIN = 3  # lines that end inside a sentence: so many show the right edge


@dataclass(frozen=True, slots=True)
class Frame:
    """The left and right edge of the text, the type size, and the distance of lines, in points."""

    left: float
    right: float
    size: float
    pitch: float

    def indent(self, line: Line) -> float:
        """How far a line begins from the left edge, in type sizes."""
        return (line.x0 - self.left) / self.size

    def is_full(self, line: Line, following: Line) -> bool:
        """Whether the first word of the following line had no room at the end of this one."""
        return not line.has_room(self.right - line.x1, following)

    def is_centred(self, line: Line) -> bool:
        """Whether a line stands in the middle between the edges."""
        before, after = line.x0 - self.left, self.right - line.x1
        return abs(before - after) < max(line.size, 0.1 * (before + after))


class Frames:
    """The frame of each page and column; pages with few lines take that of the nearest page like them."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.size = _body_size(line for page in pages for line in page.lines)
        self._own: dict[tuple[int, int], Frame] = {}
        self._few: dict[int, list[Line]] = {0: [], 1: [], 2: []}
        self._width = {page.number: page.width for page in pages}
        for page in pages:
            for column in (0, 1, 2):
                lines = [x for x in page.lines if x.column == column and abs(x.size - self.size) < 0.1 * self.size]
                if len(lines) >= _ENOUGH:
                    self._own[page.number, column] = self._frame(lines, 0.0 if column else page.width)
                else:
                    self._few[column] += lines
        self._align()

    def of(self, page: int, column: int) -> Frame:
        """The frame of a column (0: the whole page) on a page."""
        key = (page, column)
        if key not in self._own:
            self._own[key] = self._borrowed(page, column)
        return self._own[key]

    def _frame(self, lines: list[Line], width: float) -> Frame:
        left = _left(lines, self.size)
        return Frame(left, _right(lines, left, self.size, width - left), self.size, _pitch(lines))

    def _align(self) -> None:
        """A page on which every line is indented, or short, has the edges of the others where it shares one edge."""
        before = dict(self._own)
        near = 0.5 * self.size
        for key, frame in before.items():
            others = [other for k, other in before.items() if k[1] == key[1]]
            left = median(f.left for f in others if abs(f.right - frame.right) < near)
            right = median(f.right for f in others if abs(f.left - frame.left) < near)
            self._own[key] = replace(
                frame, left=left if left < frame.left - near else frame.left, right=max(right, frame.right)
            )

    def _borrowed(self, page: int, column: int) -> Frame:
        width = self._width[page]
        like = [k for k in self._own if k[1] == column and abs(self._width[k[0]] - width) < 1]
        if like:
            return self._own[min(like, key=lambda k: ((k[0] - page) % 2, abs(k[0] - page)))]
        lines = self._few[column]
        if not lines:
            return Frame(0.0, width, self.size, 1.75 * self.size)
        left = min(x.x0 for x in lines)
        return Frame(left, max(*(x.x1 for x in lines), 0.0 if column else width - left), self.size, _pitch(lines))


def _body_size(lines: Iterable[Line]) -> float:
    """Type size of most of the text."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size, 1)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 12.0


def _left(lines: list[Line], size: float) -> float:
    """The leftmost place at which several lines begin."""
    enough = max(2, _LEFT_SHARE * len(lines))
    return min(_crowded([x.x0 for x in lines], _STEP * size, enough), default=min(x.x0 for x in lines))


def _right(lines: list[Line], left: float, size: float, mirrored: float) -> float:
    """The place at which most long lines end (justified text); else the farthest but for outliers (ragged text).

    Lines that end in punctuation, which may hang beyond the edge, count only where there are hardly any others. Where
    few lines speak for an edge inside of ``mirrored``, the left margin on the other side, that is the edge: they are
    short lines, such as those of a list.
    """
    ends = sorted(x.x1 for x in lines)
    long = [x for x in lines if x.x1 - left > _LONG * (ends[-1] - left)]
    words = [x.x1 for x in long if x.text[-1] not in CLOSING]
    some = words if len(words) >= _ENOUGH else [x.x1 for x in long]
    justified = _crowded(some, _STEP * size, max(2, _RIGHT_SHARE * len(some)))
    right = max(justified, default=ends[min(len(ends) - 1, int(0.95 * len(ends)))])
    certain = sum(abs(x - right) <= _STEP * size for x in words) >= _CERTAIN
    return right if certain else max(right, mirrored)


def _crowded(values: Sequence[float], step: float, enough: float) -> list[float]:
    """The values that have at least ``enough`` values, themselves included, within ``step`` of them."""
    return [v for v in values if sum(abs(v - w) <= step for w in values) >= enough]


def _pitch(lines: list[Line]) -> float:
    """The usual distance of two lines; never so large that paragraphs could not stand farther apart."""
    size = median(x.size for x in lines)
    steps = [a.y - b.y for a, b in pairwise(lines) if a.y - b.y > 0]
    return min(median(steps) if steps else 1.75 * size, 2.5 * size)
