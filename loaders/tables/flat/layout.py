"""Tables laid out as columns of a page (``pdftotext -layout``): cells wrap over lines and stand beside each other.

The words of the header say between which of them a column ends; where exactly, the white space says that runs down
the page. Each line is then parted at the blanks that are nearest to where the columns part.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.tables.columns import Kind, column
from loaders.tables.flat.drawn import WHEN, Line, Pieces, stripped, table_of
from loaders.tables.flat.page_header import PageHeader, find_header, header_of
from loaders.tables.flat.page_rows import PageRows
from loaders.tables.flat.screen import Screen, Word
from loaders.text import Span, Table

_CHAPTER = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十\d]+[章节部方]"
)
_ENDS = re.compile(r"注[：:]|备注[：:]|说明[：:]|附件|附：|[（(]此件|抄送|主题词|.*\d\s*日\s*印\s*发$")
_BLANKS = 6  # so many blank lines in a row end the table, page breaks aside
_PROSE = 28  # characters without a blank, more than a cell has room for; half as many if they stand across columns
_SPACE = 0.3  # what a single space between two words weighs against a word: cells may stand that close
_TIME = re.compile(rf"{WHEN.pattern}|[年月日底末初前中旬完成起之以内上下半]{{1,6}}")  # a time, or the rest of one
_SHIFT = 6  # screen columns by which the cells of a row may stand aside of those above


def read_laid_out(text: str, lines: Sequence[Line], at: int, *, neatly: bool = False) -> list[Table]:
    """Readings of the laid-out table whose header is at a line, the likelier first.

    ``neatly``: only those in which no word stands where the columns part.
    """
    found = []
    for han in (1, 2):
        page = _Layout(text, Screen(lines, han))
        table = page.read(at)
        if table and not (neatly and page.crossings):
            found.append(((page.crossings, page.ragged), table))
    return [table for _, table in sorted(found, key=lambda item: item[0])]


@dataclass
class _Band:
    """The lines of cells below a header, on one page, and where their columns part."""

    header: PageHeader
    lines: list[int] = field(default_factory=list)
    cuts: dict[int, list[int]] = field(default_factory=dict)  # of each line


class _Layout:
    def __init__(self, text: str, screen: Screen) -> None:
        self.text, self.screen, self.lines = text, screen, screen.lines
        self.crossings = 0  # lines in which words stand where the columns part, columns with nothing below their head
        self.ragged = 0  # screen columns at which cells begin: few where the characters are counted right

    def read(self, at: int) -> Table | None:
        """The table with its header at a line."""
        header = find_header(self.screen, at)
        if not header:
            return None
        bands, end = self._bands(header)
        for band in bands:
            self._cut(band)
        rows = list(self._rows(bands, header))
        if not any(len([cell for cell in row if cell]) > 1 for row in rows):
            return None
        heads = [tuple(word.span for word in head.words) for head in header.heads]
        return table_of([heads, *rows], Span(self.lines[header.first].start, self.lines[end - 1].end))

    # ---- the lines of the table ----

    def _bands(self, header: PageHeader) -> tuple[list[_Band], int]:
        """The lines of the table page by page, and the line after the last."""
        bands = [_Band(header)]
        blanks, i = 0, header.below
        while i < len(self.lines):
            line = self.lines[i]
            if line.new_page and bands[-1].lines:
                bands.append(_Band(bands[-1].header))
                blanks = 0
            again = None if line.is_blank else self._repeated(i, header)
            if again:
                bands.append(_Band(again))
                i = again.below
                continue
            if line.is_blank:
                blanks += 1
                if blanks > _BLANKS and not any(n.new_page for n in self.lines[i : i + 8]):
                    break
            elif self._ends(i, bands[-1]):
                break
            else:
                bands[-1].lines.append(i)
                blanks = 0
            i += 1
        return self._without_tail(bands, header.below)

    def _repeated(self, i: int, header: PageHeader) -> PageHeader | None:
        """The header printed again on a new page."""
        below = i + header.below - header.first
        words = self.lines[i].text.split()
        if below > len(self.lines) or words != self.lines[header.first].text.split():
            return None
        again = header_of(self.screen, i, below)
        return again if again and header.says(again) else None

    def _ends(self, i: int, band: _Band) -> bool:
        """Whether a line is prose below the table: it runs on over several of the header's words."""
        said = self.lines[i].text.strip()
        if _ENDS.match(said):
            return True
        if len(self.screen.words(i)) > 1 or _CHAPTER.match(said):
            return False
        longest = max(self.screen.tokens(i), key=lambda token: len(token.text))
        below = sum(longest.start < head.end and head.start < longest.end for head in band.header.heads)
        return len(longest.text) > _PROSE or (below > 2 and 2 * len(longest.text) > _PROSE)

    def _without_tail(self, bands: list[_Band], below: int) -> tuple[list[_Band], int]:
        """Without the headings at the end that have no rows below them: they are the text's."""
        for band in reversed(bands):
            while band.lines and self._is_heading(band.lines[-1]):
                band.lines.pop()
            if band.lines:
                break
        bands = [band for band in bands if band.lines]
        return bands, bands[-1].lines[-1] + 1 if bands else below

    def _is_heading(self, i: int) -> bool:
        return _CHAPTER.match(self.lines[i].text.strip()) is not None and len(self.screen.words(i)) == 1

    # ---- columns ----

    def _cut(self, band: _Band) -> None:
        """Where the columns part: in the widest stretch between two heads in which the fewest lines have words.

        Lines between two blank ones are laid out by themselves, so that they may stand aside of the rest.
        """
        lines = [i for i in band.lines if not self._is_heading(i)]
        ink = self._ink(lines)
        cuts = []
        for left, right in pairwise(band.header.heads):
            clear = _clear(ink, range(left.end, right.start))
            numbers = (c := column(left.text)) is not None and c.kind is Kind.NUMBER  # the gap behind them is the next
            cuts.append(_middle(clear, first=numbers) if clear else right.start)
            starts = ((word.start for word in self.screen.words(i) if word.start >= cuts[-1]) for i in lines)
            self.ragged += len({min(of, default=0) for of in starts})
        self.crossings += self._misplaced(band, lines, cuts)
        for block in _blocks(band.lines):
            own = self._of_block([i for i in block if i in lines], cuts, band.header)
            band.cuts |= dict.fromkeys(block, own)
            self.crossings += sum(w.start < cut < w.end for i in block for w in self.screen.tokens(i) for cut in own)

    def _of_block(self, lines: list[int], cuts: list[int], header: PageHeader) -> list[int]:
        """Where the columns part in lines that were laid out together: near to where they part on the page."""
        ink = self._ink(lines)
        out: list[int] = []
        for cut, (_, right) in zip(cuts, pairwise(header.heads), strict=True):
            near = range(max(cut - _SHIFT, out[-1] + 1 if out else 0), cut + _SHIFT + 1)
            runs = _runs([x for x in near if ink[x] < 1])
            here = next((run for run in runs if cut in run), None)
            timed = (c := column(right.text)) is not None and c.kind is Kind.TIME
            inner = here is not None and len(here) == 1 and timed  # a blank inside 2023 年 6 月
            out.append(runs[0][-1] if inner else cut)
        return out

    def _misplaced(self, band: _Band, lines: list[int], cuts: list[int]) -> int:
        """How many columns have no words below the words that head them."""
        words = [word for i in lines for word in self.screen.words(i)]
        edges = [0, *cuts, max((word.end for word in words), default=0)]
        count = 0
        for head, (a, b) in zip(band.header.heads, pairwise(edges), strict=True):
            below = [word for word in words if a <= word.start < b]
            count += not below or max(w.end for w in below) <= head.start or min(w.start for w in below) >= head.end
        return count

    def _ink(self, lines: list[int]) -> dict[int, float]:
        """How many lines have words in a screen column; a single space between words counts a little."""
        ink: dict[int, float] = defaultdict(float)
        for i in lines:
            for token in self.screen.tokens(i):
                for x in range(token.start, token.end):
                    ink[x] += 1
            for blank in self.screen.blanks(i):
                if len(blank.text) == 1:
                    ink[blank.start] += _SPACE
        return ink

    def _cells(self, i: int, band: _Band) -> list[Pieces]:
        """The cells of a line, parted at the blanks nearest to where the columns part."""
        line = self.lines[i]
        blanks = [*self.screen.blanks(i), Word(self.screen.columns(i)[-1], 1 << 16, "  ", Span(line.end, line.end))]
        offsets = [line.start]
        for cut in band.cuts[i]:
            offsets.append(max(offsets[-1], self._offset(i, cut, blanks)))
        offsets.append(line.end)
        return self._timed([stripped(self.text, a, b) for a, b in pairwise(offsets)], band.header)

    def _timed(self, cells: list[Pieces], header: PageHeader) -> list[Pieces]:
        """The cells, with a time at the end of one moved to the empty one of time behind it."""
        for k, head in enumerate(header.heads[1:], 1):
            if cells[k] or not cells[k - 1] or (c := column(head.text)) is None or c.kind is not Kind.TIME:
                continue
            cell = cells[k - 1][0]
            gap = self.text.find(" ", cell.start, cell.end)
            if gap > 0 and _TIME.fullmatch(self.text[gap : cell.end].strip()):
                cells[k - 1 : k + 1] = [
                    stripped(self.text, cell.start, gap),
                    stripped(self.text, gap, cell.end),
                ]
        return cells

    def _offset(self, i: int, cut: int, blanks: list[Word]) -> int:
        """Where in the raw text a line is parted: cells of a row may stand aside of those of other rows."""
        columns, line = self.screen.columns(i), self.lines[i]
        k = next((k for k, x in enumerate(columns) if x >= cut), len(line.text))
        if not any(token.start < cut < token.end for token in self.screen.tokens(i)):
            return line.start + k
        near = [(max(b.start - cut, cut - b.end, 0) + 2 * (len(b.text) == 1), b) for b in blanks]
        away, blank = min(near, key=lambda item: item[0], default=(_SHIFT + 1, None))
        return blank.span.end if blank and away <= _SHIFT else line.start + k

    # ---- rows ----

    def _rows(self, bands: list[_Band], header: PageHeader) -> Iterator[list[Pieces]]:
        columns = [column(head.text) for head in header.heads]
        numbers = next((k for k, c in enumerate(columns) if c and c.kind is Kind.NUMBER), None)
        task = next((k for k, c in enumerate(columns) if c and c.kind is Kind.TEXT), 0)
        parted = any(b - a > 1 for band in bands for a, b in pairwise(band.lines))
        for heading, lines in self._stretches(bands):
            if heading:
                yield [heading, *(() for _ in columns[1:])]
            if lines:
                yield from PageRows(self.text, lines, numbers, task, parted).read()

    def _stretches(self, bands: list[_Band]) -> list[tuple[Pieces, list[tuple[int, list[Pieces]]]]]:
        """The lines of cells below each heading across the table, and above the first.

        They are numbered as if the pages were one: a page break says nothing of where a row ends.
        """
        out: list[tuple[Pieces, list[tuple[int, list[Pieces]]]]] = [((), [])]
        last = shift = 0
        for band in bands:
            shift = last + 1 - band.lines[0] if last else 0
            for i in band.lines:
                cells = self._cells(i, band)
                last = i + shift
                if self._is_heading(i) and (cells[0] or self.lines[i - 1].is_blank):
                    out.append((stripped(self.text, self.lines[i].start, self.lines[i].end), []))
                else:
                    out[-1][1].append((last, cells))
        return out


def _blocks(lines: list[int]) -> Iterator[list[int]]:
    """Lines without blank ones between them."""
    block: list[int] = []
    for i in lines:
        if block and i - block[-1] > 1:
            yield block
            block = []
        block.append(i)
    if block:
        yield block


def _clear(ink: dict[int, float], places: range) -> list[int]:
    """The screen columns in which fewest lines have words."""
    least = min((ink[x] for x in places), default=0)
    return [x for x in places if ink[x] <= least + _SPACE / 2]


def _runs(clear: list[int]) -> list[list[int]]:
    """Numbers that follow each other, together."""
    runs: list[list[int]] = []
    for x in clear:
        if runs and runs[-1][-1] == x - 1:
            runs[-1].append(x)
        else:
            runs.append([x])
    return runs


def _middle(clear: list[int], *, first: bool) -> int:
    """The middle of the longest run of numbers, or of the first of two numbers or more."""
    runs = _runs(clear)
    best = next((run for run in runs if len(run) > 1), runs[0]) if first else max(runs, key=len)
    return best[len(best) // 2]
