"""The story of a document: its paragraphs and tables in the order of the page, written down as text."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from loaders.formats.docx.fields import FIELD, Fields
from loaders.formats.docx.grid import Grid
from loaders.formats.docx.manuscript import Manuscript
from loaders.formats.docx.markup import MATH, W, switch, value
from loaders.formats.docx.numbering import Lists, Numbering
from loaders.formats.docx.signs import sign
from loaders.formats.docx.styles import Styles, heavy
from loaders.formats.docx.visible import (
    CELL,
    ROW,
    TABLE,
    TEXT,
    P,
    R,
    goes_on,
    mark_is_gone,
    row_is_gone,
    text_boxes,
    visible,
)
from loaders.text import Span

_RUN_PROPERTIES, _RUBY = W + "rPr", W + "ruby"
_BREAKS = frozenset(W + name for name in ("br", "cr"))
_TABS = frozenset(W + name for name in ("tab", "ptab"))
_DRAWN = frozenset(W + name for name in ("drawing", "pict", "object"))
_NOTES = frozenset(W + name for name in ("footnoteReference", "endnoteReference"))
_WHITE = str.maketrans("\t\r\n\v\f", "     ")


@dataclass
class _Line:
    """What is seen of a paragraph: pieces of text, each bold or not, and the text boxes anchored in it."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    hidden: int = 0  # characters
    notes: int = 0
    pictures: int = 0

    def add(self, text: str, bold: bool) -> None:
        if text:
            self.pieces.append((text, bold))


class Story:
    """Writes the text of a body into a manuscript.

    Args:
        root: root of the main part.
        styles, lists: of the document.
        manuscript: what is written into.
    """

    def __init__(self, root: etree._Element, styles: Styles, lists: Lists, manuscript: Manuscript) -> None:
        self._styles, self._numbering, self._out = styles, Numbering(lists), manuscript
        self._fields = Fields(root)
        self._by_style: dict[tuple[str | None, str | None], tuple[bool, ...]] = {}
        self.hidden: list[tuple[int, Span]] = []  # hidden characters of a paragraph, and where it stands
        self.notes = 0
        self.pictures = 0
        self.embedded = 0

    def tell(self, parent: etree._Element) -> None:
        """Writes the paragraphs and tables of a body, a cell or a text box."""
        group: list[etree._Element] = []
        for block in visible(parent):
            if block.tag == P:
                group.append(block)
                if not mark_is_gone(block) and not goes_on(block):
                    self._paragraph(group)
                    group = []
            elif block.tag == TABLE:
                self._paragraph(group)
                group = []
                self._table(block)
            elif block.tag == W + "altChunk":
                self.embedded += 1
        self._paragraph(group)

    # ---- paragraphs -------------------------------------------------------------------------------------------

    def _paragraph(self, group: list[etree._Element]) -> None:
        """Writes paragraphs that read on as one.

        Of deleted marks the last paragraph's is left, and its properties hold; a heading that the text goes on behind
        keeps its own.
        """
        if not group:
            return
        silent = self._fields.silent
        line = _Line()
        for paragraph in group:
            self._collect(paragraph, line)
        properties = next(filter(goes_on, group), group[-1]).find(W + "pPr")
        gone = mark_is_gone(group[-1]) or (silent and self._fields.silent) or _is_hidden(properties, line)
        start = self._out.length
        if line.pieces or not gone:
            start = self._write(line, properties)
        if line.hidden:
            self.hidden.append((line.hidden, Span(start, self._out.length)))
        self.notes += line.notes
        self.pictures += line.pictures
        for box in line.boxes:
            self._box(box)

    def _box(self, box: etree._Element) -> None:
        """Writes a text box, whose lists count for themselves."""
        counted, self._numbering = self._numbering, Numbering(self._numbering.lists)
        self.tell(box)
        self._numbering = counted

    def _write(self, line: _Line, properties: etree._Element | None) -> int:
        """Writes a paragraph with its number; returns where it begins. In a cell an empty one is left out."""
        out = self._out
        label = self._numbering.label(properties)
        if out.in_cell and not line.pieces and not label:
            return out.length
        out.paragraph()
        start = out.length
        out.write(label.replace("\t", " ") if out.in_cell else label)
        for text, bold in line.pieces:
            out.write(text, bold=bold)
        return start

    def _collect(self, paragraph: etree._Element, line: _Line) -> None:
        style = value(paragraph.find(W + "pPr"), "pStyle")
        for item in visible(paragraph):
            if item.tag == R:
                self._run(item, style, line)
            elif item.tag == MATH + "oMath" and not self._fields.silent:
                line.add("".join(text.text or "" for text in item.iter(MATH + "t")), False)

    # ---- runs -------------------------------------------------------------------------------------------------

    def _run(self, run: etree._Element, style: str | None, line: _Line) -> None:
        properties = run.find(_RUN_PROPERTIES)
        bold, hidden = self._look(properties, style)
        for item in visible(run):
            tag = item.tag
            if tag == FIELD:
                line.add(self._fields.meet(item), bold)
            elif self._fields.silent or tag == _RUN_PROPERTIES:
                continue
            elif hidden:
                line.hidden += len(item.text or "") if tag == TEXT else 0
            elif tag == _RUBY:
                self._ruby(item, style, line)
            elif tag in _DRAWN:
                self._drawing(item, line)
            elif tag in _NOTES:
                line.notes += 1
            else:
                line.add(self._text(item), bold)

    def _look(self, properties: etree._Element | None, style: str | None) -> tuple[bool, bool]:
        """Whether a run is bold or in a heavy font, and whether it is hidden: by itself, else by its styles."""
        key = (style, value(properties, "rStyle"))
        if key not in self._by_style:
            self._by_style[key] = self._styles.bold(*key), self._styles.heavy(*key), self._styles.hidden(*key)
        look = self._by_style[key]
        if properties is not None and len(properties):
            own = switch(properties, "b"), heavy(properties), switch(properties, "vanish")
            look = tuple(by_style if said is None else said for said, by_style in zip(own, look, strict=True))
        return look[0] or look[1], look[2]

    def _text(self, item: etree._Element) -> str:
        tag = item.tag
        if tag == TEXT:
            return (item.text or "").translate(_WHITE)
        if tag in _TABS:
            return " " if self._out.in_cell else "\t"
        if tag in _BREAKS:
            return "\v" if self._out.in_cell else "\n"
        if tag == W + "noBreakHyphen":
            return "-"
        return _symbol(item) if tag == W + "sym" else ""

    def _ruby(self, ruby: etree._Element, style: str | None, line: _Line) -> None:
        """The base text only; what stands above it says how it is read aloud."""
        base = ruby.find(W + "rubyBase")
        for run in visible(base) if base is not None else ():
            if run.tag == R:
                self._run(run, style, line)

    def _drawing(self, drawing: etree._Element, line: _Line) -> None:
        boxes = list(text_boxes(drawing))
        line.boxes += boxes
        line.pictures += not boxes

    # ---- tables -----------------------------------------------------------------------------------------------

    def _table(self, table: etree._Element) -> None:
        rows = [
            (row, [cell for cell in visible(row) if cell.tag == CELL])
            for row in visible(table)
            if row.tag == ROW and not row_is_gone(row)
        ]
        if self._out.in_cell or all(len(cells) == 1 for _, cells in rows):
            for cell in (cell for _, cells in rows for cell in cells):
                self.tell(cell)  # a table in a cell is that cell's text; a table of one column is a frame
            return
        grid = Grid(self._out, self.tell)
        for row, cells in rows:
            grid.row(row, cells)
        self._out.tables.append(grid.table())


def _is_hidden(properties: etree._Element | None, line: _Line) -> bool:
    """Whether the paragraph's mark is hidden as well as its text: then it is not there, number and all."""
    mark = properties.find(W + "rPr") if properties is not None else None
    return line.hidden > 0 and bool(switch(mark, "vanish"))


def _symbol(item: etree._Element) -> str:
    try:
        code = int(item.get(W + "char", ""), 16)
        return sign(chr(code), item.get(W + "font", "")) if 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE else ""
    except ValueError:
        return ""
