"""PDFium, the one library that parses the file: opening it and its pages.

Coordinates are those of the page as the file has them: points, y upwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as c  # type: ignore[import-untyped]

from graph.errors import DamagedFile, ProtectedFile
from loaders.formats.pdf.substitute import use_substitute

Handle = Any  # a pointer of the C library
Box = tuple[float, float, float, float]  # left, bottom, right, top
Matrix = tuple[float, float, float, float, float, float]


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Handle]:
    """The document; raises ProtectedFile or DamagedFile where PDFium cannot open it."""
    use_substitute()
    document = c.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _refusal(c.FPDF_GetLastError(), name)
    try:
        yield document
    finally:
        c.FPDF_CloseDocument(document)


def _refusal(code: int, name: str) -> Exception:
    if code in (c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY):
        return ProtectedFile(
            "the PDF is encrypted and asks for a password", where=name, hint="save a copy without a password"
        )
    return DamagedFile("the PDF is truncated or broken", where=name, hint="get the file again from its source")


def page_count(document: Handle) -> int:
    """Number of pages that the page tree has."""
    return int(c.FPDF_GetPageCount(document))


@contextmanager
def page_of(document: Handle, index: int, name: str) -> Iterator[Handle]:
    """A page, from 0."""
    page = c.FPDF_LoadPage(document, index)
    if not page:
        raise DamagedFile(
            f"page {index + 1} of the PDF cannot be read", where=name, hint="get the file again from its source"
        )
    try:
        yield page
    finally:
        c.FPDF_ClosePage(page)


def page_box(page: Handle) -> Box:
    """The visible part of a page: the crop box within the media box."""
    rectangle = c.FS_RECTF()
    c.FPDF_GetPageBoundingBox(page, rectangle)
    return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
