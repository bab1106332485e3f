"""Elements to lines: one paragraph a line, tables as tables, bold type noted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from graph.errors import LimitExceeded
from loaders.formats.html.grid import Grid, read_grid
from loaders.text import Span, Table

MAX_DEPTH = 400  # elements inside each other

_WITHOUT_TEXT = """
    script style head title noscript template iframe frame object embed select button textarea svg canvas audio video
    map nav footer rt rp rtc -comment -doctype
"""
DROPPED = frozenset(_WITHOUT_TEXT.split())
_LIKE_PARAGRAPHS = """
    p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table thead tbody tfoot tr td th caption section article main header
    footer nav aside blockquote center form fieldset legend pre hr address figure figcaption body html details summary
"""
_BLOCKS = frozenset(_LIKE_PARAGRAPHS.split())
_HEADINGS = frozenset(["b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"])
_CELL_END = "\x1f"  # in a line that is being gathered: white space of the source is no end of a cell
_EDGE = " " + _CELL_END
_BOLD, _LINK = 1, 2  # styles of a piece of text
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_WIDE = r"[\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uff00-\uffef]"
_BREAK = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n][ \t\r\n]*|[ \t]*[\r\n][ \t\r\n]*(?={_WIDE})")


@dataclass(frozen=True)
class Marks:
    """What style sheets inside the page say of elements, by their identity: looked up once, not at every element."""

    hidden: frozenset[int] = frozenset()
    bold: frozenset[int] = frozenset()
    light: frozenset[int] = frozenset()
    blocks: frozenset[int] = frozenset()


@dataclass
class Writer:
    """Writes the lines of elements.

    ``keeps`` says of a line, and of the share of it that is links, whether it is worth keeping; ``aside`` takes the
    tables that it wants (the site's own metadata).
    """

    marks: Marks
    left_out: frozenset[int] = frozenset()
    keeps: Callable[[str, float], bool] = lambda line, linked: True
    aside: Callable[[Grid], bool] = lambda grid: False
    flat: bool = False  # inside a cell, and for what stands beside the text: tables line by line
    separator: str = "\n"
    parts: list[str] = field(default_factory=list)
    emphasis: list[Span] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    length: int = 0
    _line: list[tuple[str, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts)

    def write(self, node: LexborNode) -> None:
        """The lines of an element.

        Raises:
            LimitExceeded: elements are nested too deeply.
        """
        self._walk(node, 0, 0)
        self._end_line()

    # ---- the walk ------------------------------------------------------------------------------------------------

    def _walk(self, node: LexborNode, style: int, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise LimitExceeded(
                f"elements of the page are nested more than {MAX_DEPTH} deep",
                hint="save the text of the page as plain text",
            )
        child = node.first_child
        while child is not None:
            tag = child.tag or ""
            if tag == "-text":
                self._line.append((child.text_content or "", style))
            elif tag == "br":
                self._end_line()
            elif tag not in DROPPED:
                self._element(child, tag, style, depth)
            child = child.next

    def _element(self, node: LexborNode, tag: str, style: int, depth: int) -> None:
        identity = node.mem_id
        if identity in self.marks.hidden or identity in self.left_out:
            return
        if tag in _HEADINGS or identity in self.marks.bold:
            style |= _BOLD
        elif tag == "a":
            style |= _LINK
        if identity in self.marks.light:
            style &= ~_BOLD
        if tag == "table" and not self.flat:
            self._end_line()
            self._table(node, style, depth)
        elif tag in ("td", "th") and self.flat:
            self._walk(node, style, depth + 1)
            self._line.append((_CELL_END, 0))
        elif tag in _BLOCKS or identity in self.marks.blocks:
            self._end_line()
            self._walk(node, style, depth + 1)
            self._end_line()
        else:
            self._walk(node, style, depth + 1)

    # ---- lines ---------------------------------------------------------------------------------------------------

    def _end_line(self) -> None:
        if not self._line:
            return
        pieces, self._line = self._line, []
        styles = {style for _, style in pieces}
        if styles != {0}:
            pieces = [(_squeezed(piece), style) for piece, style in pieces]
        line = _squeezed("".join(piece for piece, _ in pieces))
        body = line.strip(_EDGE)
        linked = sum(len(piece.strip()) for piece, style in pieces if style & _LINK) if styles != {0} else 0
        if not body.strip() or not self.keeps(body, linked / len(body)):
            return
        self._begin()
        if styles != {0}:
            self._note_bold(pieces, len(line) - len(line.lstrip(_EDGE)), len(body))
        self._raw(body.replace(_CELL_END, "\t"))

    def _note_bold(self, pieces: list[tuple[str, int]], cut: int, length: int) -> None:
        """Bold stretches of the line that begins here; the first ``cut`` characters of its pieces are left out."""
        start = self.length - cut
        for piece, style in pieces:
            if style & _BOLD and piece.strip():
                self._emphasise(max(start, self.length), min(start + len(piece), self.length + length))
            start += len(piece)

    def _begin(self) -> int:
        """Where the next line begins."""
        if self.parts:
            self.parts.append(self.separator)
            self.length += len(self.separator)
        return self.length

    def _emphasise(self, start: int, end: int) -> None:
        if self.emphasis and self.emphasis[-1].end == start:
            start = self.emphasis.pop().start
        self.emphasis.append(Span(start, end))

    # ---- tables --------------------------------------------------------------------------------------------------

    def _table(self, node: LexborNode, style: int, depth: int) -> None:
        grid = read_grid(node)
        if self.aside(grid):
            return
        if grid.is_layout:
            self._walk(node, style, depth + 1)
            self._end_line()
            return
        for caption in grid.captions:
            self._walk(caption, style, depth + 1)
            self._end_line()
        start = self._begin()
        spans: dict[int, Span] = {}
        for number, row in enumerate(grid.rows):
            self._raw("\n" if number else "")
            for i, cell in enumerate(row.begun):
                self._raw("\t" if i else "")
                spans[id(cell)] = self._cell(cell.node, style)
        rows = tuple(
            tuple(spans[id(cell)] if cell else Span(self.length, self.length) for cell in row.across)
            for row in grid.rows
        )
        self.tables.append(Table(Span(start, self.length), rows))

    def _cell(self, node: LexborNode, style: int) -> Span:
        inner = Writer(self.marks, self.left_out, flat=True, separator="\v")
        inner._walk(node, style, 0)
        inner._end_line()
        start = self.length
        self.emphasis += [Span(start + s.start, start + s.end) for s in inner.emphasis]
        self._raw(inner.text.replace("\t", " "))
        return Span(start, self.length)

    def _raw(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def _squeezed(text: str) -> str:
    """White space of the source as a browser shows it; a line end beside a Chinese character is none."""
    return _SPACE.sub(" ", _BREAK.sub("", text) if "\n" in text else text)
