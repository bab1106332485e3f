"""Ruling lines: what of a page's drawing is a straight line along an edge of the paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.formats.pdf.glyphs import turned_box
from loaders.formats.pdf.pdfium import Box
from loaders.formats.pdf.shapes import Shape

_THIN = 3.0  # points: a box no wider than that is a line
_SHORTEST = 4.0
_JOIN = 3.0  # lines on one axis that are no farther apart are one, and so are pieces with such a gap
_MOST = 3000  # lines of a page; what has more is a drawing, not tables


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: where it stands (y of a horizontal, x of a vertical one), and from where to where it goes."""

    at: float
    start: float
    end: float


Rulings = tuple[list[Ruling], list[Ruling]]  # horizontal from the top, vertical from the left


def rulings(shapes: Iterable[Shape], page: Box, turned: int) -> Rulings:
    """Horizontal and vertical lines of a page in reading position; none if it holds a drawing."""
    horizontal: list[Ruling] = []
    vertical: list[Ruling] = []
    paper = turned_box(page, page, turned)
    for box in _straight(shapes):
        left, bottom, right, top = _within(turned_box(box, page, turned), paper)
        if not (left <= right and bottom <= top):
            continue
        if right - left >= top - bottom:
            horizontal.append(Ruling((bottom + top) / 2, left, right))
        else:
            vertical.append(Ruling((left + right) / 2, bottom, top))
    if len(horizontal) + len(vertical) > _MOST:
        return [], []
    return _merged(horizontal)[::-1], _merged(vertical)


def _within(box: Box, outer: Box) -> Box:
    """What is seen of a box; turned inside out if that is nothing."""
    return max(box[0], outer[0]), max(box[1], outer[1]), min(box[2], outer[2]), min(box[3], outer[3])


def _straight(shapes: Iterable[Shape]) -> Iterator[Box]:
    for shape in shapes:
        if shape.picture:
            continue
        if _is_line(shape.box):
            yield shape.box
        else:
            yield from (edge for edge in shape.edges if _is_line(edge))


def _is_line(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return min(width, height) <= _THIN and max(width, height) >= _SHORTEST


def _merged(found: list[Ruling]) -> list[Ruling]:
    """Lines on one axis that touch or overlap, as one; double lines too. Sorted by axis, then start."""
    axes: list[list[Ruling]] = []
    for ruling in sorted(found, key=lambda r: r.at):
        if axes and ruling.at - axes[-1][-1].at <= _JOIN and ruling.at - axes[-1][0].at <= 2 * _JOIN:
            axes[-1].append(ruling)
        else:
            axes.append([ruling])
    return [piece for axis in axes for piece in _pieces(axis)]


def _pieces(axis: list[Ruling]) -> Iterator[Ruling]:
    at = sum(r.at for r in axis) / len(axis)
    start, end = 0.0, float("-inf")
    for ruling in sorted(axis, key=lambda r: r.start):
        if ruling.start > end + _JOIN:
            if end > float("-inf"):
                yield Ruling(at, start, end)
            start, end = ruling.start, ruling.end
        end = max(end, ruling.end)
    yield Ruling(at, start, end)
