"""The text of a document as it is written down, with the places of its paragraphs, tables and bold stretches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import LimitExceeded
from loaders.text import Remark, Span, Table

MAX_TEXT = 5_000_000  # characters; the longest national outlines have about 200,000


class Manuscript:
    """Text that grows; offsets count its code points. ``name`` is the file's, for errors."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._parts: list[str] = []
        self._fresh = True  # nothing stands before the next block that must be parted from it
        self._cell = False
        self.length = 0
        self.paragraphs: list[int] = []
        self.tables: list[Table] = []
        self.emphasis: list[Span] = []
        self.remarks: list[Remark] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def in_cell(self) -> bool:
        """Whether what is written now stands in a cell of a table."""
        return self._cell

    def write(self, text: str, *, bold: bool = False) -> None:
        """Adds text to the paragraph. Raises LimitExceeded when the text becomes longer than any plan."""
        start = self.length
        self.length += len(text)
        if self.length > MAX_TEXT:
            what = f"the text is longer than {MAX_TEXT:,} characters"
            raise LimitExceeded(what, where=self._name, hint="give one plan per file")
        self._parts.append(text)
        if bold and text:
            self._embolden(Span(start, self.length))

    def paragraph(self) -> None:
        """Begins a paragraph on a line of its own; in a cell a vertical tab parts it from the one before."""
        self.block()
        self.paragraphs.append(self.length)

    def block(self) -> None:
        """Begins a paragraph, a table or a row: parts it from what stands before."""
        if not self._fresh:
            self.write("\v" if self._cell else "\n")
        self._fresh = False

    @contextmanager
    def cell(self) -> Iterator[None]:
        """What is written inside is the text of one cell."""
        before = self._cell
        self._cell, self._fresh = True, True
        yield
        self._cell, self._fresh = before, False

    def remark(self, kind: str, severity: str, text: str, span: Span, suggestion: str = "") -> None:
        """Notes something for the reader of the document."""
        self.remarks.append(Remark(kind, severity, text, span, suggestion))

    def _embolden(self, span: Span) -> None:
        if self.emphasis and self.emphasis[-1].end == span.start:
            span = Span(self.emphasis.pop().start, span.end)
        self.emphasis.append(span)
