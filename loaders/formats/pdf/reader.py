"""The reader of PDF files: bytes in, a raw document out. Pure; meant to run under limits of memory and time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.errors import DamagedFile, LimitExceeded
from loaders.formats.pdf.characters import characters
from loaders.formats.pdf.columns import Gutter
from loaders.formats.pdf.continued import WholeTable, continue_table, is_continued, table_of
from loaders.formats.pdf.furniture import drop_furniture
from loaders.formats.pdf.habits import Habit, habit
from loaders.formats.pdf.legibility import refuse_unreadable, remarks
from loaders.formats.pdf.lines import Line
from loaders.formats.pdf.margins import Frames
from loaders.formats.pdf.notes import set_notes_apart
from loaders.formats.pdf.pages import Page, Sheet, read_page
from loaders.formats.pdf.paragraphs import reads_on
from loaders.formats.pdf.pdfium import opened, page_box, page_count, page_of
from loaders.formats.pdf.shapes import Shape, shapes
from loaders.formats.pdf.writer import Writer
from loaders.text import RawDocument

MAX_PAGES = 500
MAX_CHARACTERS = 1_000_000  # five times the longest national outline
MAX_OBJECTS = 300_000  # text runs, paths and pictures

_AGAIN = "get the file again from its source"
_OBJECT = re.compile(rb"\d+ \d+ obj\b")

Flow = tuple[Line | WholeTable, int]  # with its page


def read_pdf(data: bytes, name: str) -> RawDocument:
    """The text of a PDF: one paragraph a line, tables in their places, page heads and numbers left out.

    Paragraphs that a page break cuts read on; ``pages`` says where each page begins. The encoding is ``binary``.

    Raises:
        DamagedFile: no PDF, truncated, broken, or without a page.
        ProtectedFile: it asks for a password.
        LimitExceeded: more than MAX_PAGES, MAX_CHARACTERS or MAX_OBJECTS.
        NoTextFound: it holds pictures of pages, or nothing.
        DamagedText: its fonts do not say which characters they print.
    """
    _refuse_truncated(data, name)
    pages = _pages(data, name)
    drop_furniture(pages)
    frames = Frames(pages)
    for page in pages:
        set_notes_apart(page, frames.size)
    writer = Writer()
    _write(writer, pages, frames)
    writer.finish(len(pages))
    text = writer.text
    refuse_unreadable(pages, text, name)
    return RawDocument(
        name,
        hashlib.sha256(data).hexdigest(),
        "binary",
        text,
        format="pdf",
        tables=tuple(writer.tables),
        pages=tuple(writer.pages),
        emphasis=writer.emphasis,
        remarks=tuple(remarks(pages, writer.pages, text)),
    )


def _refuse_truncated(data: bytes, name: str) -> None:
    """PDFium repairs what is cut off and says nothing; in a whole file no object stands behind the last end mark."""
    if b"%PDF-" not in data[:1024]:
        raise DamagedFile("this is no PDF file inside", where=name, hint=_AGAIN)
    end = data.rfind(b"%%EOF")
    if end < 0 or _OBJECT.search(data, end):
        raise DamagedFile("the PDF is cut off: its end is missing", where=name, hint=_AGAIN)


def _pages(data: bytes, name: str) -> list[Page]:
    """All pages, read under the limits."""
    with opened(data, name) as document:
        count = page_count(document)
        if not count:
            raise DamagedFile("the PDF has no pages", where=name, hint=_AGAIN)
        if count > MAX_PAGES:
            what = f"the PDF has {count} pages, more than {MAX_PAGES}"
            raise LimitExceeded(what, where=name, hint="give the plan alone, without the volume it stands in")
        pages: list[Page] = []
        letters, objects = MAX_CHARACTERS, MAX_OBJECTS
        for index in range(count):
            with page_of(document, index, name) as handle:
                drawn, objects = _shapes(handle, objects, name)
                runs = characters(handle, letters, name)
                letters -= sum(len(run) for _, run in runs)
                pages.append(read_page(index + 1, runs, drawn, page_box(handle)))
        for page in [page for page in pages if not page.gutter]:
            gutter = _nearest_gutter(pages, page)
            if gutter:
                with page_of(document, page.number - 1, name) as handle:
                    drawn, runs = shapes(handle, MAX_OBJECTS)[0], characters(handle, MAX_CHARACTERS, name)
                    pages[page.number - 1] = read_page(page.number, runs, drawn, page_box(handle), gutter)
    return pages


def _nearest_gutter(pages: Sequence[Page], page: Page) -> Gutter | None:
    """The gutter of the nearest page of the same width that has one: a page with few lines does not show it."""
    like = [other for other in pages if other.gutter and abs(other.width - page.width) < 1]
    return min(like, key=lambda other: abs(other.number - page.number)).gutter if like else None


def _shapes(handle: object, limit: int, name: str) -> tuple[list[Shape], int]:
    """The shapes of a page, and how many objects the other pages may have."""
    drawn, count = shapes(handle, limit)
    if count > limit:
        what = f"the PDF has more than {MAX_OBJECTS} objects"
        raise LimitExceeded(what, where=name, hint="give the plan alone, without maps and drawings")
    return drawn, limit - count


# ---- the flow of the text -----------------------------------------------------------------------------------------


def _write(writer: Writer, pages: Sequence[Page], frames: Frames) -> None:
    """Writes paragraphs and tables; footnotes wait until the paragraph that they stand in is done."""
    shown = _habit(pages, frames)
    last: tuple[Line, int] | None = None
    notes: list[tuple[Line, int]] = []
    noted = 0
    for block, number in _flow(pages):
        goes_on = isinstance(block, Line) and last is not None and _goes_on(last, (block, number), frames, shown)
        if not goes_on:
            _write_notes(writer, notes)
        while noted < number - 1:
            notes += [(line, pages[noted].number) for line in pages[noted].notes]
            noted += 1
        if isinstance(block, WholeTable):
            writer.table(block)
            last = None
            continue
        (writer.go_on if goes_on else writer.paragraph)(block, number)
        last = (block, number)
    for page in pages[noted:]:
        notes += [(line, page.number) for line in page.notes]
    _write_notes(writer, notes)


def _write_notes(writer: Writer, notes: list[tuple[Line, int]]) -> None:
    for line, number in notes:
        writer.paragraph(line, number)
    notes.clear()


def _goes_on(last: tuple[Line, int], this: tuple[Line, int], frames: Frames, shown: Habit) -> bool:
    (line, page), (following, number) = last, this
    return reads_on(
        line,
        following,
        frames.of(page, line.column),
        frames.of(number, following.column),
        shown,
        same_page=page == number and line.column == following.column,
    )


def _habit(pages: Sequence[Page], frames: Frames) -> Habit:
    return habit(
        (a, b, frames.of(page.number, a.column))
        for page in pages
        for a, b in pairwise(page.blocks)
        if isinstance(a, Line) and isinstance(b, Line) and a.column == b.column
    )


def _flow(pages: Sequence[Page]) -> Iterator[Flow]:
    """Lines and whole tables in reading order, each with the page on which it begins."""
    table: WholeTable | None = None
    begun = 0
    for page in pages:
        blocks = page.blocks
        if table and len(blocks) > 1 and isinstance(blocks[0], Line) and is_continued(blocks[0]):
            blocks = blocks[1:]
        for i, block in enumerate(blocks):
            if isinstance(block, Sheet):
                found = table_of(block, page)
                if table and not i and continue_table(table, found):
                    continue
                if table:
                    yield table, begun
                table, begun = found, page.number
                continue
            if table:
                yield table, begun
                table = None
            yield block, page.number
    if table:
        yield table, begun
