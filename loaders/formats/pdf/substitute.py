"""The font that PDFium uses for those that a file names and does not bring along.

Left to itself PDFium takes what the machine has installed. Where that has no Chinese glyphs, it measures them as empty,
leaves out text objects of one character, and takes equal lines for one printed twice; where it has, loading them is
most of the work. So a font is made here in which every character is a plain box: nothing is drawn, places come from
the widths in the file, and a file reads the same on every machine.
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from typing import Any

import pypdfium2.raw as c  # type: ignore[import-untyped]

_OWN = ("Arial", "Courier", "Helvetica", "Symbol", "Times", "ZapfDingbats")  # of these PDFium knows the widths itself
_GB2312 = 134  # charset, as Windows counts them
_HANDLE = 1
_NAME = b"Box\0"
_SIZE = 1000  # of an em, in units of the font
_WIDTH, _HEIGHT = 20, 700  # of the box, which must be narrower than any character: PDFium takes the wider of the two


@cache
def use_substitute() -> Any:
    """Makes PDFium use the font from now on; what is given back must live as long as the library."""
    info = c.FPDF_SYSFONTINFO
    calls = (_release, _enumerate, _map, _get, _data, _face_name, _charset, _delete)
    types = [kind for _, kind in info._fields_[1:]]
    made = info(1, *(kind(call) for kind, call in zip(types, calls, strict=True)))
    c.FPDF_SetSystemFontInfo(made)
    return made


def _map(_: Any, weight: int, italic: int, charset: int, pitch: int, face: Any, exact: Any) -> int | None:
    name = (ctypes.cast(face, ctypes.c_char_p).value or b"").decode("utf-8", "replace")
    return None if name.startswith(_OWN) else _HANDLE


def _data(_: Any, font: int, table: int, buffer: Any, size: int) -> int:
    """The file of the font; a single table is never given."""
    if table:
        return 0
    data = _font()
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


def _face_name(_: Any, font: int, buffer: Any, size: int) -> int:
    if buffer and size >= len(_NAME):
        ctypes.memmove(buffer, _NAME, len(_NAME))
    return len(_NAME)


def _charset(_: Any, font: int) -> int:
    return _GB2312


def _get(_: Any, face: Any) -> int:
    return _HANDLE


def _release(_: Any) -> None:
    """Nothing is held."""


def _enumerate(_: Any, mapper: Any) -> None:
    """No font is installed."""


def _delete(_: Any, font: int) -> None:
    """Nothing is held."""


# ---- the font -----------------------------------------------------------------------------------------------------


@cache
def _font() -> bytes:
    """A TrueType font of two glyphs: nothing, and the box that stands for every character."""
    tables = sorted(_tables().items())
    head = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64)
    start = len(head) + 16 * len(tables)
    body = b""
    for tag, data in tables:
        head += tag + struct.pack(">III", 0, start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return head + body


def _tables() -> dict[bytes, bytes]:
    box = struct.pack(">5h", 1, 0, 0, _WIDTH, _HEIGHT) + struct.pack(">HH", 3, 0) + b"\1\1\1\1"
    box += struct.pack(">4h", 0, _WIDTH, 0, -_WIDTH) + struct.pack(">4h", 0, 0, _HEIGHT, 0)
    # One table from characters to glyphs, of format 13: all of a range have the same glyph.
    characters = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HH6I", 13, 0, 28, 0, 1, 0x20, 0x10FFFF, 1)
    head = (0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _SIZE, 0, 0, 0, 0, _SIZE, _HEIGHT, 0, 8, 2, 0, 0)
    return {
        b"cmap": characters,
        b"glyf": box,
        b"head": struct.pack(">IIIIHHqqhhhhHHhhh", *head),
        b"hhea": struct.pack(">I3hH11hH", 0x10000, 880, -120, 0, _SIZE, 0, 0, _SIZE, 1, 0, 0, 0, 0, 0, 0, 0, 1),
        b"hmtx": struct.pack(">Hhh", _SIZE, 0, 0),
        b"loca": struct.pack(">HHH", 0, 0, len(box) // 2),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
    }
