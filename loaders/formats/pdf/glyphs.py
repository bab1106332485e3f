"""Characters of a page that a reader sees: upright, visible, each as what it looks like."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from loaders.formats.pdf.characters import Char, Ink, Run
from loaders.formats.pdf.pdfium import Box

LOST = "\ufffd"  # a character of which the file does not say which it is
_FAINT = 150  # below this opacity (of 255) text is a watermark
_SIZES = (2.0, 400.0)  # points; what is smaller or larger nobody reads
_SEAL_SIGNS = 5  # turned characters from which they may be the ring of a seal
_INVISIBLE = 3  # text rendering mode
_STROKED = 2

# 黑体 (Hei) is what Chinese typesetting uses for bold; where a whole text is set in it nothing stands out.
_BOLD = re.compile(r"bold|black|heavy|demi|[-,](?:b|bd|bi)$|hei(?!ght)|fzht|黑|粗", re.IGNORECASE)
# Some producers give for a character the radical that its font draws with the same glyph. These radicals have no
# compatibility mapping in Unicode.
_RADICALS = str.maketrans(
    "⺁⺄⺊⺎⺐⺛⺝⺠⻁⻄⻅⻆⻉⻋⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
    "厂乙卜兀尢旡月民虎西见角贝车长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙",
)


@dataclass(eq=False, slots=True)
class Style:
    """What the characters of one text object look like; ``turned`` counts quarter turns against the clock."""

    turned: int | None  # None: askew or mirrored
    size: float  # points
    bold: bool
    font: str
    colour: tuple[int, int, int]
    hidden: bool  # drawn invisibly, as over a scanned page
    faint: bool


class Glyph(NamedTuple):
    """A character in reading position: left and right edge, baseline, in points from the lower left of the page."""

    x0: float
    x1: float
    y: float
    char: str
    style: Style
    spaced: bool  # white space stands before it in the file


@dataclass(frozen=True, slots=True)
class Seen:
    """The characters of a page, how far the page was turned for them, and what was dropped or could not be read."""

    glyphs: tuple[Glyph, ...]
    turned: int
    hidden: int  # characters drawn invisibly
    lost: int


def seen(runs: Sequence[Run], box: Box, *, over_picture: bool) -> Seen:
    """What can be read on a page whose visible part is ``box``; the page is turned as most of its text asks.

    Invisible text is kept only over a picture (a scanned page that has gone through text recognition) and where most
    of the text is invisible (the letters are drawings). Turned text, faint text and the upright words inside a round
    seal go.
    """
    looks = [_style(ink) for ink, _ in runs]
    drawn = sum(len(chars) if style.hidden else -len(chars) for style, (_, chars) in zip(looks, runs, strict=True)) > 0
    turned = _main_direction((style, len(chars)) for style, (_, chars) in zip(looks, runs, strict=True))
    seal = _seal(runs, looks, turned)
    glyphs: list[Glyph] = []
    for style, (ink, chars) in zip(looks, runs, strict=True):
        readable = style.turned == turned and _SIZES[0] <= style.size <= _SIZES[1]
        if readable and not style.faint and (over_picture or drawn or not style.hidden):
            whole = _inside(chars[0], box) and _inside(chars[-1], box)
            within = chars if whole else [char for char in chars if _inside(char, box)]
            if seal and style.colour == seal[1]:
                within = [char for char in within if not _inside(char, seal[0])]
            glyphs += _glyphs(within, ink, style, box, turned)
    return Seen(tuple(glyphs), turned, sum(g.style.hidden for g in glyphs), sum(g.char == LOST for g in glyphs))


def _style(ink: Ink) -> Style:
    a, b, c, d, _, _ = ink.matrix
    sign = -1.0 if ink.font_size < 0 else 1.0
    name = ink.font.name
    return Style(
        turned=_turn(a * sign, b * sign, c * sign, d * sign),
        size=abs(ink.font_size) * (c * c + d * d) ** 0.5,
        bold=ink.mode == _STROKED or _is_bold(name),
        font=name.partition("+")[2] or name,
        colour=ink.colour,
        hidden=ink.mode == _INVISIBLE,
        faint=ink.alpha < _FAINT,
    )


@lru_cache(1024)
def _is_bold(font: str) -> bool:
    return bool(_BOLD.search(font))


def _turn(a: float, b: float, c: float, d: float) -> int | None:
    """Quarter turns of text whose writing direction is (a, b) and whose up is (c, d)."""
    if a * d - b * c <= 0:
        return None
    if abs(b) < 0.05 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) < 0.05 * abs(b):
        return 1 if b > 0 else 3
    return None


def _main_direction(looks: Iterable[tuple[Style, int]]) -> int:
    counts: Counter[int] = Counter()
    for style, number in looks:
        if style.turned is not None:
            counts[style.turned] += number
    return counts.most_common(1)[0][0] if counts else 0


def _inside(char: Char, outer: Box) -> bool:
    _, left, bottom, right, top, _ = char
    return outer[0] <= (left + right) / 2 <= outer[2] and outer[1] <= (bottom + top) / 2 <= outer[3]


def _seal(runs: Sequence[Run], looks: Sequence[Style], turned: int) -> tuple[Box, tuple[int, int, int]] | None:
    """The ring of a seal: red characters turned each in its own way. Its box and colour."""
    ring = [
        (ink, char)
        for style, (ink, chars) in zip(looks, runs, strict=True)
        if style.turned != turned and style.colour[0] > 100 > max(style.colour[1:])
        for char in chars
    ]
    if len({ink.matrix[:4] for ink, _ in ring}) < _SEAL_SIGNS:
        return None
    _, left, bottom, right, top, _ = zip(*(char for _, char in ring), strict=True)
    return (min(left), min(bottom), max(right), max(top)), ring[0][0].colour


def _glyphs(chars: Iterable[Char], ink: Ink, style: Style, page: Box, turned: int) -> Iterator[Glyph]:
    """The characters in reading position. All of a text object stand on its baseline, also where a font is vertical."""
    e, f = ink.matrix[4:]
    _, y, _, _ = turned_box((e, f, e, f), page, turned)
    new = tuple.__new__  # half the time of calling Glyph
    for code, left, bottom, right, top, spaced in chars:
        if turned:
            left, _, right, _ = turned_box((left, bottom, right, top), page, turned)
        char = chr(code) if 0x4E00 <= code <= 0x9FFF else _shown(code)
        if char:
            yield new(Glyph, (left, right, y, char, style, spaced))


def turned_box(box: Box, page: Box, turned: int) -> Box:
    """A box of the page in reading position: the page turned so that its text stands upright."""
    left, bottom, right, top = box
    width, height = page[2] + page[0], page[3] + page[1]
    if turned == 1:
        return bottom, width - right, top, width - left
    if turned == 2:
        return width - right, height - top, width - left, height - bottom
    if turned == 3:
        return height - top, left, height - bottom, right
    return box


# ---- what a code point looks like ---------------------------------------------------------------------------------

_PLAIN = re.compile(r"[\u0021-\u007e\u00b7-\u00ff\u2010-\u2027\u2030-\u205e\u3001-\u303f\u3400-\u9fff\uff01-\uffe6]")


@lru_cache(4096)
def _shown(code: int) -> str:
    """The character; LOST where nobody can know it, empty where there is nothing to see."""
    char = chr(code) if 0 < code < 0x110000 else ""
    if _PLAIN.match(char):
        return char
    if code in (0x02, 0xAD, 0xFFFE):  # PDFium's mark of a hyphen at the end of a line; the soft hyphen
        return "-"
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00:
        return unicodedata.normalize("NFKC", char).translate(_RADICALS)
    if 0xF020 <= code < 0xF100:  # where symbol fonts have their bullets
        return ""
    kind = unicodedata.category(char) if char else "Cs"
    return "" if kind in ("Cc", "Cf") else LOST if kind == "Cs" else char
