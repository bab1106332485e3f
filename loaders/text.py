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
    """

    span: Span
    rows: tuple[tuple[Span, ...], ...]


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
    one paragraph a line (PDF: one printed line a line, pages parted by a form feed). ``pages`` and ``paragraphs`` are
    sorted offsets at which each of them begins, empty where the format has none; ``emphasis`` are bold stretches.
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
    one-to-one folding (full-width digits, half-width brackets). They are sorted and cover ``text``.
    """

    text: str
    raw: str
    runs: tuple[tuple[int, int], ...]

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
        return Span(start, self.raw_offset(span.end - 1) + 1 if span.end > span.start else start)

    def slice(self, span: Span) -> str:
        """The clean words of a clean span."""
        return self.text[span.start : span.end]

    def printed(self, span: Span) -> str:
        """The words of a clean span as printed, see :func:`graph.evidence.printed`."""
        raw = self.raw_span(span)
        return printed(self.raw, raw.start, raw.end)
