"""What is drawn on a page besides characters: paths and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as c  # type: ignore[import-untyped]

from loaders.formats.pdf.pdfium import Box, Handle, Matrix

_FORM_DEPTH = 8
_PATH_SEGMENTS = 4000  # of one path; what has more is a drawing
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn path or a picture: its box, and the axis-parallel edges of a path that is stroked."""

    box: Box
    picture: bool
    edges: tuple[Box, ...] = ()


def shapes(page: Handle, limit: int) -> tuple[list[Shape], int]:
    """Paths and pictures of a page, those of form objects too, and the number of its objects.

    It stops looking when there are more objects than ``limit``.
    """
    found: list[Shape] = []
    return found, _collect((page, c.FPDFPage_CountObjects, c.FPDFPage_GetObject), _IDENTITY, limit, 0, found)


def _collect(owner: tuple[Handle, Any, Any], matrix: Matrix, limit: int, depth: int, out: list[Shape]) -> int:
    """Adds the shapes of a page or form, given with the functions that count and get its objects; counts them."""
    handle, count, get = owner
    number = total = count(handle)
    for index in range(number if number <= limit else 0):
        thing = get(handle, index)
        kind = c.FPDFPageObj_GetType(thing)
        if kind == c.FPDF_PAGEOBJ_PATH:
            out += _path(thing, matrix)
        elif kind == c.FPDF_PAGEOBJ_IMAGE:
            out.append(Shape(_box_in(matrix, _bounds(thing)), picture=True))
        elif kind == c.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
            form = (thing, c.FPDFFormObj_CountObjects, c.FPDFFormObj_GetObject)
            total += _collect(form, _times(_matrix(thing), matrix), limit - total, depth + 1, out)
            if total > limit:
                break
    return int(total)


def _bounds(thing: Handle) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    c.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _matrix(thing: Handle) -> Matrix:
    m = c.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if c.FPDFPageObj_GetMatrix(thing, m) else _IDENTITY


def _path(thing: Handle, matrix: Matrix) -> Iterator[Shape]:
    """The parts of a path, each with its box; the edges of a part only where it is stroked."""
    count = c.FPDFPath_CountSegments(thing)
    if count > _PATH_SEGMENTS:
        yield Shape(_box_in(matrix, _bounds(thing)), picture=False)
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(thing, fill, stroke)
    if not fill.value and not stroke.value:
        return
    inner = _times(_matrix(thing), matrix)
    for points in _parts(thing, count):
        placed = [_point(inner, x, y) for x, y in points]
        xs, ys = [x for x, _ in placed], [y for _, y in placed]
        edges = tuple((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in pairwise(placed))
        yield Shape((min(xs), min(ys), max(xs), max(ys)), picture=False, edges=edges if stroke.value else ())


def _parts(thing: Handle, count: int) -> Iterator[list[tuple[float, float]]]:
    """The points of each part of a path that starts with a move; a closed one ends where it began."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(count):
        segment = c.FPDFPath_GetPathSegment(thing, index)
        if c.FPDFPathSegment_GetType(segment) == c.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        c.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
        if c.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _times(a: Matrix, b: Matrix) -> Matrix:
    """First ``a``, then ``b``."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _point(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


def _box_in(m: Matrix, box: Box) -> Box:
    if m is _IDENTITY:
        return box
    corners = [_point(m, x, y) for x in box[::2] for y in box[1::2]]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
