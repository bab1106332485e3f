"""Writes PDF files for the tests: plans as offices print them, task tables, and files that are wrong in some way."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SONG = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(SONG))

A4 = (595.0, 842.0)
# What stays on one line: opening brackets, a Chinese character or Latin word, closing punctuation.
_TOKEN = re.compile(r"[（“《〔‘【(]*(?:[!-~]+(?: (?=[!-~]))?|.)[，。、；：！？）”》〕’】…]*")


_HANGING = "，。、；："


def wrapped(
    text: str, width: float, size: float, indent: float = 0.0, *, words: bool = True, hang: bool = False
) -> list[str]:
    """Lines no wider than ``width`` points; ``words`` keeps punctuation and Latin words where they belong, ``hang``
    lets punctuation stand beyond the right edge."""
    tokens = _TOKEN.findall(text) if words else list(text)
    lines, used = [""], indent
    for token in tokens:
        fitting = token.rstrip(_HANGING if hang else " ")
        if lines[-1] and used + pdfmetrics.stringWidth(fitting, SONG, size) > width + 0.01:
            lines.append("")
            used = 0.0
        lines[-1] += token
        used += pdfmetrics.stringWidth(token, SONG, size)
    return [line.rstrip(" ") for line in lines]


@dataclass
class Paper:
    """A4 pages with 22 lines of 28 characters, as GB/T 9704 asks; ``y`` is the baseline of the next line."""

    justified: bool = True
    words: bool = True  # lines are not broken inside Latin words and before punctuation
    hang: bool = False  # punctuation may stand beyond the right edge
    header: str = ""
    number: str = "— {} —"
    size: float = 16.0
    pitch: float = 28.0
    per_line: int = 28
    left: float = 79.0
    top: float = 730.0
    bottom: float = 130.0
    page: tuple[float, float] = A4
    buffer: io.BytesIO = field(default_factory=io.BytesIO)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.buffer, pagesize=self.page)
        self.pages = 1
        self.y = self.top

    @property
    def width(self) -> float:
        return self.per_line * self.size

    def line(self, text: str, x: float, size: float | None = None, stretch_to: float = 0.0) -> None:
        """One line at the place that has been reached; on the next page if this one is full."""
        if self.y < self.bottom:
            self.turn()
        size = size or self.size
        natural = pdfmetrics.stringWidth(text, SONG, size)
        space = (stretch_to - natural) / (len(text) - 1) if stretch_to and len(text) > 1 else 0.0
        self.put(text, x, self.y, size, space)
        self.y -= self.pitch if size == self.size else 1.6 * size

    def put(self, text: str, x: float, y: float, size: float, space: float = 0.0) -> None:
        """Text anywhere on the page."""
        words = self.canvas.beginText(x, y)
        words.setFont(SONG, size)
        words.setCharSpace(space)
        words.textOut(text)
        self.canvas.drawText(words)

    def paragraph(self, text: str, indent: float = 2.0, hanging: float = 0.0) -> None:
        """A paragraph; indents in characters, ``hanging`` that of its other lines."""
        first, rest = indent * self.size, hanging * self.size
        lines = wrapped(text, self.width - rest, self.size, first - rest, words=self.words, hang=self.hang)
        for i, line in enumerate(lines):
            x = rest if i else first
            over = self.size if self.hang and line[-1] in _HANGING else 0.0
            last = i == len(lines) - 1
            self.line(line, self.left + x, stretch_to=self.width - x + over if self.justified and not last else 0.0)

    def title(self, text: str, size: float = 22.0) -> None:
        """A centred title over as many lines as it needs."""
        for line in wrapped(text, self.width, size, words=self.words):
            self.line(line, self.left + (self.width - pdfmetrics.stringWidth(line, SONG, size)) / 2, size)

    def right(self, text: str, room: float = 4.0) -> None:
        """A signature: some characters from the right edge."""
        self.line(text, self.left + self.width - room * self.size - pdfmetrics.stringWidth(text, SONG, self.size))

    def turn(self) -> None:
        """The next page."""
        self._furnish()
        self.canvas.showPage()
        self.pages += 1
        self.y = self.top

    def _furnish(self) -> None:
        if self.header:
            self.put(self.header, self.left, self.page[1] - 50, 10.5)
        if self.number:
            self.put(self.number.format(self.pages), self.page[0] / 2 - 20, 75, 14)

    def save(self) -> bytes:
        """The file."""
        self._furnish()
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()

    # ---- tables -------------------------------------------------------------------------------------------------

    def table(
        self,
        rows: Sequence[Sequence[str | None]],
        widths: Sequence[float],
        *,
        repeat: bool = True,
        close: bool = True,
        centred: bool = False,
    ) -> None:
        """A ruled table. None = merged with the cell above, "<" = with the cell to the left, a line feed parts
        paragraphs in a cell. Rows go on overleaf line by line; ``repeat`` prints the first row on every page,
        ``close`` a rule where a page ends inside a row."""
        Ruled(self, rows, widths, repeat, close, centred).draw()


@dataclass
class Ruled:
    """Draws a table on paper, one line of print after the other."""

    paper: Paper
    rows: Sequence[Sequence[str | None]]
    widths: Sequence[float]
    repeat: bool
    close: bool
    centred: bool
    size: float = 12.0
    pitch: float = 16.0

    def draw(self) -> None:
        self.xs = [self.paper.left]
        for width in self.widths:
            self.xs.append(self.xs[-1] + width)
        self._open()
        for number, row in enumerate(self.rows):
            self._row(number, row)
        self._close()
        self.paper.y -= 2 * self.pitch

    def _row(self, number: int, row: Sequence[str | None]) -> None:
        cells = [self._lines(row, column) for column in range(len(row))]
        self._rule(number)
        for line in range(max(map(len, cells))):
            if self.paper.y - self.pitch < self.paper.bottom:
                self._break(number)
            for column, cell in enumerate(cells):
                if line < len(cell):
                    self.paper.put(cell[line], self._x(column, cell[line]), self.paper.y - 13, self.size)
            self.paper.y -= self.pitch

    def _x(self, column: int, text: str) -> float:
        if not self.centred:
            return self.xs[column] + 4
        return (self.xs[column] + self.xs[column + 1] - pdfmetrics.stringWidth(text, SONG, self.size)) / 2

    def _lines(self, row: Sequence[str | None], column: int) -> list[str]:
        text = row[column]
        if text is None or text == "<":
            return []
        span = 1
        while column + span < len(row) and row[column + span] == "<":
            span += 1
        width = self.xs[column + span] - self.xs[column] - 8
        return [line for part in text.split("\n") for line in wrapped(part, width, self.size)]

    def _rule(self, number: int) -> None:
        """The line above a row, but not through cells merged with those above."""
        for column in range(len(self.widths)):
            if self.rows[number][column] is not None:
                self.paper.canvas.line(self.xs[column], self.paper.y, self.xs[column + 1], self.paper.y)
        self._uprights(number)

    def _uprights(self, number: int) -> None:
        """Ends the vertical lines beside the row above this one, and begins those beside it."""
        self._drop(number)
        for i, x in enumerate(self.xs):
            if i == len(self.widths) or i == 0 or self.rows[number][i] != "<":
                self.begun[x] = self.paper.y

    def _drop(self, number: int) -> None:
        for x, start in self.begun.items():
            if start > self.paper.y:
                self.paper.canvas.line(x, start, x, self.paper.y)
        self.begun = {}

    def _open(self) -> None:
        self.begun: dict[float, float] = {}

    def _close(self, *, rule: bool = True) -> None:
        if rule:
            self.paper.canvas.line(self.xs[0], self.paper.y, self.xs[-1], self.paper.y)
        self._drop(0)

    def _break(self, number: int) -> None:
        """Closes the table at the foot of the page and opens it on the next, within a row."""
        self._close(rule=self.close)
        self.paper.turn()
        self._open()
        if self.repeat and number:
            self._row(0, self.rows[0])
        if self.close:
            self.paper.canvas.line(self.xs[0], self.paper.y, self.xs[-1], self.paper.y)
        self._uprights(number)


# ---- plans --------------------------------------------------------------------------------------------------------

_DAY = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
_NUMBER = re.compile(r".{1,12}〔\d{4}〕\d+号")


def plan_pdf(paragraphs: Sequence[str], paper: Paper | None = None) -> bytes:
    """A plan as it is printed: titles centred, salutation at the edge, signature right, the rest with an indent."""
    paper = paper or Paper()
    body = next((i for i, text in enumerate(paragraphs) if re.match(r"一、|（一）", text)), 0)
    for i, text in enumerate(paragraphs):
        following = paragraphs[i + 1] if i + 1 < len(paragraphs) else ""
        if _NUMBER.fullmatch(text):
            paper.title(text, paper.size)
        elif _DAY.fullmatch(text) or (_DAY.fullmatch(following) and len(text) < 40):
            paper.right(text)
        elif i < body and not re.search(r"[。：）]$", text) and len(text) < 60:
            paper.title(text)
        else:
            paper.paragraph(text, indent=0.0 if i < body and text.endswith("：") and len(text) < 80 else 2.0)
    return paper.save()


# ---- files made by hand -------------------------------------------------------------------------------------------


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>\nstream\n" % (len(data), entries) + data + b"\nendstream"


def bare_pdf(objects: Iterable[bytes]) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(places) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size + table
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)


def font_objects(first: int, unicodes: dict[int, str] | None) -> list[bytes]:
    """A font with two-byte codes that is not in the file: with a table of what the codes mean, or without any."""
    table = b""
    mapped = b""
    if unicodes is not None:
        mapped = b"/ToUnicode %d 0 R" % (first + 2)
        pairs = b"".join(b"<%04X><%s>" % (c, t.encode("utf-16-be").hex().encode()) for c, t in unicodes.items())
        table = (
            b"begincmap 1 begincodespacerange <0000><FFFF> endcodespacerange "
            b"%d beginbfchar %s endbfchar endcmap" % (len(unicodes), pairs)
        )
    descendant = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+FangSong/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/ABCDEF+FangSong/Flags 4/FontBBox"
        b"[0 -200 1000 900]/Ascent 859/Descent -141/StemV 80/ItalicAngle 0/CapHeight 700>>>>"
    )
    top = b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+FangSong/Encoding/Identity-H/DescendantFonts[%d 0 R]%s>>"
    return [top % (first + 1, mapped), descendant, stream(table)]


def page_pdf(content: bytes, unicodes: dict[int, str] | None, page: bytes = b"", more: Iterable[bytes] = ()) -> bytes:
    """One page with the font F of :func:`font_objects` (objects 5 to 7) and further objects from 8 on."""
    return bare_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject"
            b"<</X 8 0 R>>>>" + page + b">>",
            stream(content),
            *font_objects(5, unicodes),
            *more,
        ]
    )


def coded(text: str, x: float, y: float, size: float = 16.0, shift: int = 0) -> bytes:
    """An instruction that prints text in font F, its codes being the code points plus ``shift``."""
    codes = b"".join(b"%04X" % (ord(char) + shift) for char in text)
    return b"BT /F %f Tf %f %f Td <%s> Tj ET\n" % (size, x, y, codes)


def meaning(text: str, shift: int = 0) -> dict[int, str]:
    """The table for :func:`coded` text."""
    return {ord(char) + shift: char for char in set(text)}


def scan(paper: Paper) -> None:
    """A picture over the whole page."""
    picture = io.BytesIO()
    Image.new("L", (60, 85), 200).save(picture, "PNG")
    picture.seek(0)
    paper.canvas.drawImage(ImageReader(picture), 0, 0, *paper.page)
