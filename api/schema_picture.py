"""The schema as an SVG picture: labels on a grid, edge types on the lines between them. Same schema, same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from graph.schema import SCHEMA

_CELL_WIDTH, _CELL_HEIGHT = 260, 150
_BOX_WIDTH, _BOX_HEIGHT = 136, 44
_MARGIN = 28
# Where each label stands, as column and row. A label without a place is an error, so that none is forgotten.
_PLACES = {
    "Load": (0, 0.5),
    "Document": (1, 0.5),
    "Section": (2, 0),
    "Measure": (3, 0.5),
    "Programme": (4.2, 0.5),
    "Issue": (0, 1.5),
    "Law": (1, 1.5),
    "Task": (3.4, 1.5),
    "Instrument": (4.4, 1.5),
    "ReformEvent": (1, 2.5),
    "Agency": (2, 2.5),
    "Object": (3, 2.5),
    "Code": (4, 2.5),
    "Analysis": (2, 3.5),
}
_INK, _PAPER, _LINE = "#1f2933", "#ffffff", "#7b8794"
_KINDS = {True: "#e8f1fb", False: "#fdf3e1"}  # shared nodes, nodes of one document


def schema_svg() -> str:
    """The picture. Raises KeyError for a label that has no place on the grid."""
    width = max(_centre(label)[0] for label in _PLACES) + _BOX_WIDTH // 2 + _MARGIN
    height = max(_centre(label)[1] for label in _PLACES) + _BOX_HEIGHT + 2 * _MARGIN
    body = [*_lines(), *_boxes(), *_loops()]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            'font-family="system-ui, sans-serif" role="img" aria-label="policygraph schema">',
            f"<title>policygraph schema: {len(SCHEMA.nodes)} labels, {len(SCHEMA.edges)} edge types</title>",
            f'<rect width="{width}" height="{height}" fill="{_PAPER}"/>',
            *body,
            "</svg>",
            "",
        ]
    )


def _centre(label: str) -> tuple[int, int]:
    column, row = _PLACES[label]
    return (
        round(_MARGIN + column * _CELL_WIDTH + _BOX_WIDTH / 2),
        round(_MARGIN + row * _CELL_HEIGHT + _BOX_HEIGHT / 2),
    )


def _pairs() -> dict[tuple[str, str], list[str]]:
    """Edge types by the pair of labels that they join, with an arrow at the end they point to."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for edge in SCHEMA.edges.values():
        for source in edge.sources:
            for target in edge.targets:
                if source != target:
                    first, second = sorted((source, target), key=lambda label: _centre(label))
                    arrow = f"{edge.type} →" if first == source else f"← {edge.type}"
                    pairs.setdefault((first, second), []).append(arrow)
    return pairs


def _lines() -> Iterator[str]:
    pairs = sorted(_pairs().items())
    for (first, second), _ in pairs:
        (x1, y1), (x2, y2) = _centre(first), _centre(second)
        yield f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{_LINE}" stroke-width="1.2"/>'
    taken = [_around(*_centre(label), _BOX_WIDTH, _BOX_HEIGHT) for label in _PLACES]
    for (first, second), names in pairs:
        x, y, place = _free_place(_centre(first), _centre(second), names, taken)
        taken.append(place)
        for i, name in enumerate(names):
            yield _text(x, y + 11 * i - 5 * (len(names) - 1), name, 9, halo=True)


_Box = tuple[float, float, float, float]


def _around(x: float, y: float, width: float, height: float) -> _Box:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _free_place(
    start: tuple[int, int], end: tuple[int, int], names: list[str], taken: list[_Box]
) -> tuple[int, int, _Box]:
    """A place on the line where the names cover no box and no other names; the middle if there is none."""
    width, height = 6 * max(map(len, names)), 11 * len(names) + 4
    for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
        x, y = (round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
        box = _around(x, y - 3, width, height)
        if not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            return x, y, box
    x, y = (start[0] + end[0]) // 2, (start[1] + end[1]) // 2
    return x, y, _around(x, y - 3, width, height)


def _boxes() -> Iterator[str]:
    for label, node in SCHEMA.nodes.items():
        x, y = _centre(label)
        left, top = x - _BOX_WIDTH // 2, y - _BOX_HEIGHT // 2
        yield (
            f'<rect x="{left}" y="{top}" width="{_BOX_WIDTH}" height="{_BOX_HEIGHT}" rx="8" '
            f'fill="{_KINDS[node.shared]}" stroke="{_INK}"/>'
        )
        yield _text(x, y + 5, label, 14, bold=True)


def _loops() -> Iterator[str]:
    """Edge types from a label to itself, written under its box."""
    for label in SCHEMA.nodes:
        names = [e.type for e in SCHEMA.edges.values() if label in e.sources and label in e.targets]
        x, y = _centre(label)
        for i, name in enumerate(names):
            yield _text(x, y + _BOX_HEIGHT // 2 + 13 + 11 * i, f"↻ {name}", 9, halo=True)


def _text(x: int, y: int, text: str, size: int, *, bold: bool = False, halo: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    outline = f' paint-order="stroke" stroke="{_PAPER}" stroke-width="3"' if halo else ""
    place = f'x="{x}" y="{y}" font-size="{size}" text-anchor="middle" fill="{_INK}"'
    return f"<text {place}{weight}{outline}>{escape(text)}</text>"
