"""The characters that a page prints, by text object, with their boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2.raw as c  # type: ignore[import-untyped]

from graph.errors import LimitExceeded
from loaders.formats.pdf.pdfium import Handle, Matrix

# White space is not given as characters: where it counts, the distance of the characters around it shows it.
_SPACES = frozenset(map(ord, " \t\r\n\xa0\u2002\u2003\u2009\u3000\u200b\ufeff"))


@dataclass(eq=False, slots=True)
class Font:
    """A font of a page, with the code points of which it is known whether the font says them itself."""

    name: str
    mapped: set[int] = field(default_factory=set)
    unmapped: set[int] = field(default_factory=set)


@dataclass(eq=False, slots=True)
class Ink:
    """What the characters of one text object have in common."""

    matrix: Matrix
    font_size: float
    font: Font
    mode: int  # text rendering mode: 0 filled, 2 filled and stroked, 3 invisible …
    colour: tuple[int, int, int]
    alpha: int


# A printed character: code point (0 = the font does not say which), left, bottom, right, top, whether white space
# stands before it. A bare tuple, because there is one for every character.
Char = tuple[int, float, float, float, float, bool]
Run = tuple[Ink, list[Char]]  # following characters of one text object


def characters(page: Handle, limit: int, name: str) -> list[Run]:
    """The characters of a page in the order of its content, those of form objects too.

    Raises:
        LimitExceeded: there are more than ``limit``.
    """
    text = c.FPDFText_LoadPage(page)
    if not text:
        return []
    try:
        count = c.FPDFText_CountChars(text)
        if count > limit:
            raise LimitExceeded("the PDF has too many characters", where=name, hint="give one plan per file")
        return _runs(text, count)
    finally:
        c.FPDFText_ClosePage(text)


def _runs(text: Handle, count: int) -> list[Run]:
    # The inner loop of reading: names are local because it runs for every character.
    object_of, box_of, address_of = c.FPDFText_GetTextObject, c.FPDFText_GetLooseCharBox, ctypes.addressof
    spaces, inks, box = _SPACES, _Inks(text), c.FS_RECTF()
    runs: list[Run] = []
    add = list[Char]().append
    mapped: set[int] = set()
    spaced, last = False, 0
    for at, code in enumerate(_codes(text, count)):
        if code in spaces:
            spaced = True
            continue
        thing = object_of(text, at)
        if not thing or 0xDC00 <= code < 0xE000:  # the end of a line, which PDFium made up; the half of a pair
            continue
        address = address_of(thing.contents)
        if address != last:
            last, ink = address, inks.of(at, thing)
            runs.append((ink, []))
            add, mapped = runs[-1][1].append, ink.font.mapped
        if code not in mapped:
            code = _known(text, at, code, runs[-1][0].font)
        box_of(text, at, box)
        add((code, box.left, box.bottom, box.right, box.top, spaced))
        spaced = False
    return runs


def _codes(text: Handle, count: int) -> Sequence[int]:
    """The code point of each character.

    Asking for all at once is faster. What comes then stands for the characters one by one only if there are as many
    and none is half of a pair of surrogates.
    """
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    codes = buffer[: max(c.FPDFText_GetText(text, 0, count, buffer) - 1, 0)]
    if len(codes) == count and not any(0xD800 <= code < 0xE000 for code in codes):
        return codes
    return [c.FPDFText_GetUnicode(text, at) for at in range(count)]


def _known(text: Handle, at: int, code: int, font: Font) -> int:
    """The code point, 0 if the font does not say that it is this; a pair of surrogates is put together."""
    if 0xD800 <= code < 0xDC00:
        low = c.FPDFText_GetUnicode(text, at + 1)
        return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) if 0xDC00 <= low < 0xE000 else 0
    if code not in font.unmapped:
        known = c.FPDFText_HasUnicodeMapError(text, at) != 1
        (font.mapped if known else font.unmapped).add(code)
    return code if code in font.mapped else 0


class _Inks:
    """Reads inks; the places that the C library writes to are made once."""

    def __init__(self, text: Handle) -> None:
        self._text = text
        self._fonts: dict[int, Font] = {}
        self._matrix = c.FS_MATRIX()
        self._colour = tuple(ctypes.c_uint() for _ in range(4))

    def of(self, at: int, thing: Handle) -> Ink:
        """The ink of the text object ``thing``, which draws the character ``at``."""
        m = self._matrix
        c.FPDFText_GetMatrix(self._text, at, m)
        red, green, blue, alpha = self._colour
        known = c.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha)
        return Ink(
            (m.a, m.b, m.c, m.d, m.e, m.f),
            c.FPDFText_GetFontSize(self._text, at),
            self._font(c.FPDFTextObj_GetFont(thing)),
            c.FPDFTextObj_GetTextRenderMode(thing),
            (red.value, green.value, blue.value) if known else (0, 0, 0),
            alpha.value if known else 255,
        )

    def _font(self, font: Handle) -> Font:
        address = ctypes.addressof(font.contents) if font else 0
        if address not in self._fonts:
            self._fonts[address] = Font(_font_name(font) if font else "")
        return self._fonts[address]


def _font_name(font: Handle) -> str:
    size = c.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(size + 1)
    c.FPDFFont_GetBaseFontName(font, buffer, size)
    return bytes(buffer.value).decode("utf-8", "replace")
