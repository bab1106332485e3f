"""A model of a task table, and every way in which plain text draws it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One row: its task, who is named in which column, and the time limit; ``heading`` stands above it.

    ``words``: the cell of a single duty column is a notation of its own (A牵头，B配合) instead of a list.
    """

    task: str
    first: tuple[str, ...]
    second: tuple[str, ...] = ()
    when: str = ""
    heading: str = ""
    words: bool = False


@dataclass(frozen=True)
class Model:
    """A table: the labels of its duty columns, which other columns it has, and its rows.

    ``nobody`` is what a cell says where nobody is named, ``mark`` what stands between names.
    """

    rows: tuple[Row, ...]
    labels: tuple[str, ...] = ("牵头单位", "责任单位")
    numbered: bool = True
    timed: bool = True
    remarked: bool = False
    nobody: str = "/"
    mark: str = "、"

    @property
    def header(self) -> list[str]:
        """The words of the header."""
        return [
            *["序号"] * self.numbered,
            "重点任务",
            *self.labels,
            *["完成时限"] * self.timed,
            *["备注"] * self.remarked,
        ]

    def cells(self, i: int) -> list[str]:
        """The words of a row."""
        row = self.rows[i]
        duties = [self.mark.join(names) or self.nobody for names in (row.first, row.second)][: len(self.labels)]
        if row.words:
            duties = [f"{self.mark.join(row.first)}牵头，{self.mark.join(row.second)}配合"]
        when = [row.when or self.nobody] * self.timed
        return [*[str(i + 1)] * self.numbered, row.task, *duties, *when, *["民生实事" if i else ""] * self.remarked]

    def expected(self) -> list[tuple[str, dict[str, str], str]]:
        """Title, roles and deadline of each row."""
        return [(r.task.split("。")[0], self.roles(r), r.when if r.first or r.second else "") for r in self.rows]

    def roles(self, row: Row) -> dict[str, str]:
        """Names with the letters of their roles."""
        if not row.words and (len(self.labels) == 1 or not row.first):
            names = row.first or row.second
            return {names[0]: "O"} if len(names) == 1 else dict.fromkeys(names, "N")
        return {**dict.fromkeys(row.second, "P"), **dict.fromkeys(row.first, "L")}


Drawing = Callable[[Model], str]


def joined(mark: str, before: str = "", after: str = "") -> Drawing:
    """One row a line, cells parted by a mark."""

    def draw(model: Model) -> str:
        lines = [mark.join(model.header)]
        for i, row in enumerate(model.rows):
            lines += [row.heading] * bool(row.heading)
            lines.append(mark.join(model.cells(i)))
        return "\n".join(f"{before}{line}{after}" for line in lines)

    return draw


def markdown(model: Model) -> str:
    """A Markdown table."""
    lines = joined(" | ", "| ", " |")(model).split("\n")
    return "\n".join([lines[0], "|" + " --- |" * len(model.header), *lines[1:]])


def stacked(model: Model) -> str:
    """One cell a line."""
    lines = [*model.header]
    for i, row in enumerate(model.rows):
        lines += [*[row.heading] * bool(row.heading), *model.cells(i)]
    return "\n".join(lines)


# ---- cells that wrap --------------------------------------------------------------------------------------------


def screen(text: str, han: int) -> int:
    """Columns that a text takes up, Chinese characters counting ``han``."""
    return sum(han if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most so many characters."""
    return [text[i : i + width] for i in range(0, len(text), width)] or [""]


def widths(model: Model) -> list[int]:
    """Characters that fit into each column."""
    return [*[4] * model.numbered, 15, *[9 for _ in model.labels], *[7] * model.timed, *[4] * model.remarked]


def block(cells: Sequence[str], room: Sequence[int], *, centred: bool) -> list[list[str]]:
    """The lines of one row, cell by cell, from the top or centred."""
    columns = [wrapped(cell, width) for cell, width in zip(cells, room, strict=True)]
    height = max(map(len, columns))
    out = []
    for lines in columns:
        above = (height - len(lines)) // 2 if centred else 0
        out.append([""] * above + lines + [""] * (height - len(lines) - above))
    return [list(line) for line in zip(*out, strict=True)]


def framed(rule: str, bar: str, corner: str, *, centred: bool = False) -> Drawing:
    """A frame around every cell."""

    def draw(model: Model) -> str:
        room = widths(model)
        edge = corner + corner.join(rule * (2 * width) for width in room) + corner
        lines = [edge]
        for i in range(-1, len(model.rows)):
            if i >= 0 and model.rows[i].heading:
                inside = 2 * sum(room) + len(room) - 1
                heading = model.rows[i].heading
                lines += [f"{bar}{heading}{' ' * (inside - screen(heading, 2))}{bar}", edge]
            for cells in block(model.header if i < 0 else model.cells(i), room, centred=centred):
                padded = [cell + " " * (2 * w - screen(cell, 2)) for cell, w in zip(cells, room, strict=True)]
                lines.append(bar + bar.join(padded) + bar)
            lines.append(edge)
        return "\n".join(lines)

    return draw


def laid_out(*, han: int, centred: bool, gap: bool) -> Drawing:
    """Columns of a page, as ``pdftotext -layout`` prints them; ``gap``: blank lines part the rows."""

    def draw(model: Model) -> str:
        room = [han * width + 3 for width in widths(model)]
        lines = [line(model.header, room, han)]
        for i, row in enumerate(model.rows):
            lines += [""] * gap
            lines += [row.heading, *[""] * gap] * bool(row.heading)
            lines += [line(cells, room, han) for cells in block(model.cells(i), widths(model), centred=centred)]
        return "\n".join(lines)

    def line(cells: Sequence[str], room: Sequence[int], han: int) -> str:
        return "".join(c + " " * (w - screen(c, han)) for c, w in zip(cells, room, strict=True)).rstrip()

    return draw


DRAWINGS: dict[str, Drawing] = {
    "tabs": joined("\t"),
    "wide spaces": joined("　"),
    "spaces": joined("   "),
    "indented": joined("　　", before="　　"),
    "bars": joined(" | "),
    "outer bars": joined("｜", "｜", "｜"),
    "markdown": markdown,
    "stacked": stacked,
    "box": framed("─", "│", "┼"),
    "centred box": framed("─", "│", "┼", centred=True),
    "ascii frame": framed("-", "|", "+"),
    "pdftotext": laid_out(han=1, centred=True, gap=True),
    "pdftotext, top": laid_out(han=1, centred=False, gap=False),
    "screen": laid_out(han=2, centred=False, gap=True),
}
# An empty cell leaves no trace in these.
WITHOUT_BLANKS = ("wide spaces", "spaces", "indented", "stacked")
