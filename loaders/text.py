"""Texts and places in them: the raw text as decoded, the clean text that rules read, and the map between the two."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from graph.evidence import printed


@dataclass(frozen=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Table:
    """A table in the raw text; each row has one raw span per column.

    A merged cell gives its one span in every row and column that it covers. In the text, cells are parted by a tab,
    rows by a line feed, paragraphs inside a cell by a vertical tab; a merged cell is printed once, where it begins.

    ``wrapped`` is for tables drawn in plain text, where the lines of a cell stand apart with other cells' words in
    between: the pieces of each such cell, whose span in ``rows`` is from its first piece to its last.
    """

    span: Span
    rows: tuple[tuple[Span, ...], ...]
    wrapped: tuple[tuple[Span, ...], ...] = ()

    @cached_property
    def _pieces(self) -> dict[Span, tuple[Span, ...]]:
        return {Span(pieces[0].start, pieces[-1].end): pieces for pieces in self.wrapped}

    def pieces(self, cell: Span) -> tuple[Span, ...]:
        """The stretches of the raw text that a cell is made of, in order."""
        return self._pieces.get(cell, (cell,))


@dataclass(frozen=True)
class Inset:
    """A stretch of the raw text that is read paragraph by paragraph as given (a table, cell by cell).

    Each paragraph is made of raw pieces in reading order; what belongs to none is left out of the clean text.
    """

    span: Span
    paragraphs: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True)
class Remark:
    """Something that the reader of a file format met: it becomes an issue of the document. ``span`` is raw."""

    kind: str
    severity: str  # of declaration.ISSUE_SEVERITIES
    text: str
    span: Span
    suggestion: str = ""


@dataclass(frozen=True)
class RawDocument:
    """A file as decoded: offsets of all evidence count code points of ``text`` (no newline translation).

    For plain text that is the decoded file. For HTML, DOCX and PDF it is the text that the reader of the format gives:
    one paragraph a line. A PDF's paragraphs that a page break cuts read on; a page break between two paragraphs is a
    line feed and a form feed. ``pages`` and ``paragraphs`` are sorted offsets at which each of them begins, empty where
    the format has none; ``emphasis`` are bold stretches.
    """

    name: str
    sha256: str
    encoding: str
    text: str
    format: str = "text"
    tables: tuple[Table, ...] = ()
    pages: tuple[int, ...] = ()
    paragraphs: tuple[int, ...] = ()
    emphasis: tuple[Span, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def page(self, at: int) -> int | None:
        """The page, from 1, on which a raw offset stands; None where the format has no pages."""
        return bisect_right(self.pages, at) if self.pages else None

    def paragraph(self, at: int) -> int | None:
        """The paragraph, from 1, in which a raw offset stands; None where the format does not count them."""
        return bisect_right(self.paragraphs, at) if self.paragraphs else None


@dataclass(frozen=True)
class CleanText:
    """The text that rules read: one paragraph a line, page breaks healed, layout white space gone, widths folded.

    ``runs`` are pairs (clean start, raw start) of stretches that are equal code point by code point in both, up to
    one-to-one folding (full-width digits, half-width brackets, traditional script). They are sorted and cover ``text``.
    ``written`` is ``text`` in the script of the document: what is shown and stored; rules and keys go by ``text``.
    ``scattered`` are stretches of ``text`` whose runs do not stand in the order of the raw text: tables drawn in plain
    text with wrapped cells.
    """

    text: str
    raw: str
    runs: tuple[tuple[int, int], ...]
    written: str = ""
    scattered: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if len(self.written) != len(self.text):
            object.__setattr__(self, "written", self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [clean for clean, _ in self.runs]

    def raw_offset(self, at: int) -> int:
        """Where the code point at clean offset ``at`` stands in the raw text."""
        clean, raw = self.runs[max(bisect_right(self._starts, at) - 1, 0)]
        return raw + at - clean

    def raw_span(self, span: Span) -> Span:
        """The raw span of a clean one; it includes what healing removed inside. Empty spans stay empty."""
        start = self.raw_offset(span.start)
        if any(span.overlaps(s) for s in self.scattered):
            pieces = self._runs_of(span)
            return Span(min(p.start for p in pieces), max(p.end for p in pieces))
        return Span(start, self.raw_offset(span.end - 1) + 1 if span.end > span.start else start)

    def pieces(self, span: Span) -> tuple[Span, ...]:
        """The raw stretches of a clean span: one, or several where other words stand in between (a wrapped cell)."""
        if not any(s.holds(span) for s in self.scattered):
            return (self.raw_span(span),)
        out: list[Span] = []
        for run in self._runs_of(span):
            if out and run.start >= out[-1].end and not self.raw[out[-1].end : run.start].strip():
                run = Span(out.pop().start, run.end)
            out.append(run)
        return tuple(out)

    def _runs_of(self, span: Span) -> list[Span]:
        """The raw spans of the runs that a clean span touches, in reading order, without paragraph ends."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        out = []
        for clean, end, raw in self._stretches[first:]:
            if clean >= span.end:
                break
            start, end = max(span.start, clean), min(span.end, end)
            if start < end:
                out.append(Span(raw + start - clean, raw + end - clean))
        return out or [Span(self.raw_offset(span.start), self.raw_offset(span.start))]

    def clean_span(self, raw: Span) -> Span | None:
        """The clean span of what stands in a raw one; None where nothing of it is in the clean text."""
        found = []
        for clean, end, start in self._by_raw[max(bisect_right(self._raw_starts, raw.start) - 1, 0) :]:
            if start >= raw.end:
                break
            first, last = max(raw.start - start, 0) + clean, min(raw.end - start + clean, end)
            if first < last:
                found.append(Span(first, last))
        return Span(min(f.start for f in found), max(f.end for f in found)) if found else None

    @cached_property
    def _stretches(self) -> list[tuple[int, int, int]]:
        """Clean start, clean end and raw start of every run, paragraph ends left out."""
        ends = [*self._starts[1:], len(self.text)]
        runs = zip(self.runs, ends, strict=True)
        return [(clean, end - (end > clean and self.text[end - 1] == "\n"), raw) for (clean, raw), end in runs]

    @cached_property
    def _by_raw(self) -> list[tuple[int, int, int]]:
        """The same in the order of the raw text."""
        return sorted(self._stretches, key=lambda run: run[2])

    @cached_property
    def _raw_starts(self) -> list[int]:
        return [raw for _, _, raw in self._by_raw]

    def slice(self, span: Span) -> str:
        """The clean words of a clean span, in simplified script: to match, to resolve and to make keys of."""
        return self.text[span.start : span.end]

    def words(self, span: Span) -> str:
        """The clean words of a clean span in the script of the document: to show and to store."""
        return self.written[span.start : span.end]

    def line(self, span: Span) -> str:
        """The same on one line: a title."""
        return self.words(span).replace("\n", "")

    def printed(self, span: Span) -> str:
        """The words of a clean span as printed, see :func:`graph.evidence.printed`."""
        return "".join(printed(self.raw, piece.start, piece.end) for piece in self.pieces(span))
