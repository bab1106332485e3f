"""Lines of cells to rows: by the numbers, by blank lines, or where a task begins anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.tables.flat.drawn import Pieces

NUMBER = re.compile(r"\d{1,3}[.．、]?|[（(]\d{1,3}[）)]|[（(]?[一二三四五六七八九十]{1,3}[）)]?")
_STOPS = "。；;！!"
_GOES_ON = "，。、；：）”》,;)"
_LONGEST_ROW = 80  # lines
_GAP_INSIDE, _CUT_CELL = 2.0, 0.7  # what is amiss with a row that has a blank line inside, or ends within a cell
_NO_GAP = 0.5

Ranges = list[tuple[int, int]]


@dataclass(frozen=True)
class PageRows:
    """Lines of cells between two headings: each with the number of its line in the text.

    ``numbers`` is the column of numbers, ``task`` that of the tasks; ``parted``: blank lines part the table's rows.
    """

    text: str
    lines: list[tuple[int, list[Pieces]]]
    numbers: int | None
    task: int
    parted: bool

    def read(self) -> Iterator[list[Pieces]]:
        """The rows, each cell with its pieces."""
        for first, end in self._ranges():
            cells = [row for _, row in self.lines[first:end]]
            yield [tuple(p for row in cells for p in row[k]) for k in range(len(cells[0]))]

    def _ranges(self) -> Ranges:
        starts = [k for k, (_, cells) in enumerate(self.lines) if self._has_number(cells)]
        if not starts:
            return self._without_numbers()
        plans = [self._plan(starts, centred=centred) for centred in (False, True)]
        return min(plans, key=lambda plan: plan[0])[1]

    def _has_number(self, cells: list[Pieces]) -> bool:
        if self.numbers is None:
            return False
        cell = cells[self.numbers]
        return bool(cell) and NUMBER.fullmatch(self.text, cell[0].start, cell[-1].end) is not None

    # ---- by the numbers ----

    def _plan(self, starts: list[int], *, centred: bool) -> tuple[float, Ranges]:
        """The rows, one number each, in which the cells stand most alike; with what is amiss in them.

        The cells of a row all begin on its first line, or all are centred in it.
        """
        best: dict[int, tuple[float, Ranges]] = {0: (0.0, [])}
        for n, at in enumerate(starts):
            following = starts[n + 1] if n + 1 < len(starts) else len(self.lines)
            ends = range(at + 1, following + 1) if n + 1 < len(starts) else (len(self.lines),)
            reached: dict[int, tuple[float, Ranges]] = {}
            for end in ends:
                for first, (cost, rows) in best.items():
                    if first > at or end - first > _LONGEST_ROW:
                        continue
                    total = cost + self._amiss(first, end, at, centred=centred)
                    if end not in reached or total < reached[end][0]:
                        reached[end] = (total, [*rows, (first, end)])
            best = reached or best
        return best.get(len(self.lines)) or (float("inf"), [(0, len(self.lines))])

    def _amiss(self, first: int, end: int, number: int, *, centred: bool) -> float:
        """How badly the lines from first to end make one row."""
        cost = 0.0
        columns = range(len(self.lines[first][1]))
        for k in columns:
            used = [i for i in range(first, end) if self.lines[i][1][k]]
            if used:
                off = abs(used[0] + used[-1] - first - end + 1) / 2 - 0.5  # half a line may be left over
                cost += max(off, 0) if centred else used[0] - first
        cost += 0 if centred else 2 * (number - first)
        cost += sum(_GAP_INSIDE for i in range(first + 1, end) if self._gap_before(i))
        if end < len(self.lines):
            cost += 0 if self._gap_before(end) else _NO_GAP
            cost += sum(_CUT_CELL for k in columns if self._reads_on(end, k))
        return cost

    def _gap_before(self, i: int) -> bool:
        """Whether blank lines stand before a line."""
        return self.lines[i][0] - self.lines[i - 1][0] > 1

    def _reads_on(self, i: int, k: int) -> bool:
        """Whether a cell goes on from the line before: it has not ended there, or had no room left."""
        above, cell = self.lines[i - 1][1][k], self.lines[i][1][k]
        if not above or not cell or self.text[above[-1].end - 1] in _STOPS:
            return False
        return self.text[cell[0].start] in _GOES_ON or _length(above) >= self._room(k) - 1

    def _room(self, k: int) -> int:
        """Characters that fit into a line of a column."""
        return max(_length(cells[k]) for _, cells in self.lines)

    # ---- without numbers ----

    def _without_numbers(self) -> Ranges:
        """Rows parted by blank lines; else one begins where a task begins and nothing else goes on."""
        gaps = [i for i in range(1, len(self.lines)) if self._gap_before(i)]
        starts = [i for i in gaps if self._has_task(i, gaps)]
        if not self.parted or 1 < len(gaps) == len(self.lines) - 1:
            starts = [i for i in range(1, len(self.lines)) if self._begins(i)]
        return list(zip([0, *starts], [*starts, len(self.lines)], strict=True))

    def _has_task(self, i: int, gaps: list[int]) -> bool:
        """Whether a task stands between a blank line and the next."""
        end = next((gap for gap in gaps if gap > i), len(self.lines))
        return any(cells[self.task] for _, cells in self.lines[i:end])

    def _begins(self, i: int) -> bool:
        used = [cell for cell in self.lines[i][1] if cell]
        if not self.lines[i][1][self.task] or len(used) < 2 or self._reads_on(i, self.task):
            return False
        return not any(self.text[cell[0].start] in _GOES_ON for cell in used)


def _length(cell: Pieces) -> int:
    return cell[-1].end - cell[0].start if cell else 0
