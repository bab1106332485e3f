"""The text of a document: paragraphs and tables one after the other, with the places of pages, cells and bold type."""

from __future__ import annotations

from loaders.formats.pdf.continued import Cell, Piece, WholeTable
from loaders.formats.pdf.lines import Line
from loaders.text import Span, Table

_ALL_BOLD = 0.5  # share of the text from which bold type sets nothing apart


class Writer:
    """Collects the text; ``page`` arguments say on which page (from 1) a line stands."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._last = ""
        self._bold: list[Span] = []
        self.pages: list[int] = []
        self.tables: list[Table] = []

    @property
    def text(self) -> str:
        """What was written."""
        return "".join(self._parts)

    @property
    def emphasis(self) -> tuple[Span, ...]:
        """Bold stretches; none if most of the text is bold."""
        spans: list[Span] = []
        for span in sorted(self._bold, key=lambda s: s.start):
            if spans and span.start <= spans[-1].end:
                spans[-1] = Span(spans[-1].start, span.end)
            else:
                spans.append(span)
        return tuple(spans) if sum(s.end - s.start for s in spans) <= _ALL_BOLD * self._length else ()

    def paragraph(self, line: Line, page: int) -> None:
        """Begins a paragraph; a form feed shows a page break before it."""
        self._part(page)
        self._line(line, page)

    def go_on(self, line: Line, page: int) -> None:
        """Goes on with the paragraph."""
        self._glue(line.text)
        self._line(line, page)

    def table(self, table: WholeTable) -> None:
        """Writes a table, each cell once, where it begins."""
        self._part(next(piece.page for row in table.rows for cell in row for piece in cell.pieces))
        start = self._length
        places: dict[int, Span] = {}
        for number, row in enumerate(table.rows):
            new = [c for c in dict.fromkeys(row) if id(c) not in places]
            if number and new:
                self._put("\n")
            for i, cell in enumerate(new):
                if i:
                    self._put("\t")
                places[id(cell)] = self._cell(cell)
        rows = tuple(tuple(places[id(cell)] for cell in row) for row in table.rows)
        self.tables.append(Table(Span(start, self._length), rows))

    def finish(self, pages: int) -> None:
        """Says that there are no more lines; pages without text begin where the next one does."""
        self._turn_to(pages)

    def _part(self, page: int) -> None:
        if self._length:
            self._put("\n\f" if page > len(self.pages) else "\n")

    def _cell(self, cell: Cell) -> Span:
        start = self._length
        last: tuple[Piece, Line] | None = None
        for piece in cell.pieces:
            for line in piece.lines:
                if last and last[0].reads_on(last[1], line, piece):
                    self._glue(line.text)
                elif last:
                    self._put("\v")
                self._line(line, piece.page)
                last = (piece, line)
        return Span(start, self._length)

    def _line(self, line: Line, page: int) -> None:
        self._turn_to(page)
        self._bold += [Span(self._length + a, self._length + b) for a, b in line.bold]
        self._put(line.text)

    def _turn_to(self, page: int) -> None:
        while len(self.pages) < page:
            self.pages.append(self._length)

    def _glue(self, following: str) -> None:
        """Between two lines of a paragraph: nothing, or a space between Latin words."""
        letters = self._last[-1:] + following[:1]
        if letters.isascii() and letters.isalnum() and not letters.isdigit():
            self._put(" ")

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        self._last = text
