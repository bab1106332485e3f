"""Tables in frames: of box-drawing characters, of ASCII, or with | between cells as in Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.tables.columns import Kind, column
from loaders.tables.flat.drawn import Line, Pieces, columns_wide, stripped, table_of
from loaders.text import Span, Table

_BARS = "│┃║｜|┆┇┊┋"
_CORNERS = "├┤┼┬┴┌┐└┘┏┓┗┛┣┫╋┳┻╠╣╬╔╗╚╝╦╩┠┨┯┷┿╂┝┥┰┸"
_RULES = "─━═╌╍┄┅┈┉"
FRAMED = re.compile(f"[{_BARS}{_CORNERS}]")
_RULE = re.compile(rf"[\s{_RULES}]*[{_RULES}][\s{_RULES}]*")
_ASCII_RULE = re.compile(r"\s*[|+]?(?:\s*:?[-=]{2,}:?\s*[|+]?)+\s*")
_LONGEST_HEADING = 40
_UNFINISHED = re.compile(r"[^。；;！？!?.]$")


def is_framed(line: Line) -> bool:
    """Whether a line belongs to a frame."""
    return FRAMED.search(line.text) is not None or (
        _ASCII_RULE.fullmatch(line.text) is not None and re.search("[+|]", line.text) is not None
    )


def read_framed(text: str, lines: Sequence[Line], at: int) -> tuple[Table, bool] | None:
    """The table in whose frame a line stands; None if it is none.

    The flag says whether merged cells are printed as blanks: rules that part the rows show which cells go on.
    """
    first = last = at
    while first > 0 and is_framed(lines[first - 1]):
        first -= 1
    while (following := _next(lines, last)) is not None:
        last = following
    printed = [line for line in lines[first : last + 1] if not line.is_blank]
    closed = (
        FRAMED.match(printed[0].text.strip() or " ") is not None or _ASCII_RULE.fullmatch(printed[0].text) is not None
    )
    block = [_parted(text, line, closed=closed) for line in printed]
    width = max((len(row.parts) for row in block if row.says), default=0)
    if width < 2:
        return None
    _place(block, width)
    ruled = _has_rules(block)
    rows = _ruled(block, width) if ruled else list(_lines(block, width, text))
    return (table_of(rows, Span(lines[first].start, lines[last].end)), not ruled) if len(rows) > 1 else None


def _next(lines: Sequence[Line], at: int) -> int | None:
    """The next line of the frame, over blank lines, page numbers, and a heading that stands between bars alone."""
    headed = False
    for i in range(at + 1, min(at + 5, len(lines))):
        if is_framed(lines[i]):
            return i
        if not lines[i].is_blank:
            if headed or len(lines[i].text.strip()) > _LONGEST_HEADING or "。" in lines[i].text:
                return None
            headed = True
    return None


# ---- parts of a line --------------------------------------------------------------------------------------------


@dataclass
class _Part:
    """What stands between two bars; ``columns`` are those of the table that it takes up."""

    start: int
    end: int
    words: Pieces
    rule: bool
    columns: range = range(0)


@dataclass
class _Row:
    """A line of the frame."""

    parts: list[_Part] = field(default_factory=list)
    edges: list[tuple[int, int]] = field(default_factory=list)  # screen columns of the parts

    @property
    def says(self) -> bool:
        """Whether words stand on it."""
        return any(part.words for part in self.parts)

    @property
    def rules(self) -> bool:
        """Whether a rule is drawn on it, under all of its cells or some."""
        return any(part.rule for part in self.parts)


def _parted(text: str, line: Line, *, closed: bool) -> _Row:
    """The parts of a line. ``closed``: bars stand at its ends as well, not only between its cells."""
    whole = _ASCII_RULE.fullmatch(line.text) is not None
    bars = [m.start() for m in re.finditer(f"[{_BARS}{_CORNERS}{'+' if whole else ''}]", line.text)]
    ends = [-1, *bars, len(line.text)]
    row = _Row()
    screen = columns_wide(line.text, han=2)
    for a, b in pairwise(ends):
        said = line.text[a + 1 : b]
        if (a < 0 or b == len(line.text)) and closed and not said.strip():
            continue  # outside of the frame
        rule = _RULE.fullmatch(said) is not None or (whole and bool(said.strip()))
        words = () if rule else stripped(text, line.start + a + 1, line.start + b)
        row.parts.append(_Part(line.start + a + 1, line.start + b, words, rule))
        row.edges.append((screen[a + 1], screen[b]))
    return row


def _place(block: list[_Row], width: int) -> None:
    """Tells each part which columns it takes up: one each, or several by where it stands on the screen."""
    full = [row.edges for row in block if len(row.parts) == width]
    middles = [sorted((edges[i][0] + edges[i][1]) / 2 for edges in full)[len(full) // 2] for i in range(width)]
    for row in block:
        if len(row.parts) == width:
            ranges = [range(i, i + 1) for i in range(width)]
        else:
            ranges = _by_place(row.edges, middles) or _in_order(len(row.parts), width)
        for part, columns in zip(row.parts, ranges, strict=True):
            part.columns = columns


def _by_place(edges: list[tuple[int, int]], middles: list[float]) -> list[range] | None:
    ranges = []
    at = 0
    for _, end in edges[:-1]:
        stop = next((i for i, middle in enumerate(middles) if middle > end), len(middles))
        if stop <= at:
            return None
        ranges.append(range(at, stop))
        at = stop
    return [*ranges, range(at, len(middles))] if at < len(middles) else None


def _in_order(parts: int, width: int) -> list[range]:
    return [range(i, i + 1) for i in range(parts - 1)] + [range(parts - 1, width)]


# ---- rows between rules -----------------------------------------------------------------------------------------


def _has_rules(block: list[_Row]) -> bool:
    """Whether rules part the rows, not only the header from them."""
    said = [i for i, row in enumerate(block) if row.says]
    inner = [i for i in range(said[0], said[-1]) if block[i].rules]
    if len(inner) != 1 or not any(row.rules for row in block[said[-1] :]):
        return len(inner) > 1
    numbers = sum(bool(row.parts[0].words) for row in block[inner[0] + 1 :] if row.says)
    return numbers < 2  # one row of several lines


def _ruled(block: list[_Row], width: int) -> list[list[Pieces]]:
    """Rows between rules. A rule that is not drawn under a cell leaves it open: it covers the rows below as well."""
    cells: list[list[list[Span]]] = [[[]] for _ in range(width)]
    rows: list[list[tuple[int, int]]] = []  # of (column, cell) that stand in a row
    row = [(i, 0) for i in range(width)]
    says = False
    for line in block:
        for part in line.parts:
            if part.words:
                says = True
                column_, cell = row[part.columns.start]
                cells[column_][cell] += part.words
                for i in part.columns[1:]:
                    row[i] = (column_, cell)
        if line.rules:
            rows += [row] if says else []
            closed = [i for part in line.parts if part.rule for i in part.columns]
            for i in closed:
                cells[i].append([])
            row = [(i, len(cells[i]) - 1) if i in closed else place for i, place in enumerate(row)]
            says = False
    rows += [row] if says else []
    return [[tuple(cells[i][cell]) for i, cell in row] for row in rows]


# ---- one row a line ---------------------------------------------------------------------------------------------


def _lines(block: list[_Row], width: int, text: str) -> Iterator[list[Pieces]]:
    """One row a line; a line without number that goes on with unfinished cells belongs to the row above."""
    numbered = _is_numbered(block, text)
    open_row: list[Pieces] = []
    header_open = True
    for line in block:
        if line.rules:
            if open_row:
                yield open_row
            open_row, header_open = [], False
            continue
        row: list[Pieces] = [()] * width
        for part in line.parts:
            for i in part.columns:
                row[i] = part.words
        if open_row and ((header_open and _has_rule(block)) or (numbered and _continues(open_row, row, text))):
            open_row = [a + b for a, b in zip(open_row, row, strict=True)]
        else:
            if open_row:
                yield open_row
            open_row = row
    if open_row:
        yield open_row


def _has_rule(block: list[_Row]) -> bool:
    said = [i for i, row in enumerate(block) if row.says]
    return any(block[i].rules for i in range(said[0], said[-1]))


def _is_numbered(block: list[_Row], text: str) -> bool:
    heads = [row.parts[0].words for row in block if row.says]
    first = next((column(text[h[0].start : h[0].end]) for h in heads if h), None)
    return first is not None and first.kind is Kind.NUMBER


def _continues(above: list[Pieces], row: list[Pieces], text: str) -> bool:
    if row[0] or Counter(bool(cell) for cell in row)[True] == 0:
        return False
    said = [(a, b) for a, b in zip(above[1:], row[1:], strict=True) if b]
    return all(a and _UNFINISHED.search(text[a[-1].start : a[-1].end]) for a, _ in said[:1])
