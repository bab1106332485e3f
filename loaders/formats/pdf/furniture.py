"""What belongs to the pages and not to the text: page numbers, running heads and feet, watermarks, contents."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from loaders.formats.pdf.lines import Line
from loaders.formats.pdf.pages import Page, Sheet

_DEPTH = 3  # lines of a running head or foot
_LEVEL = 4.0  # points within which lines stand at one height
_APART = 1.3  # usual line distances between the text and a page number that is a bare number
_LARGE = 1.3  # times the usual type size: that of watermarks
_STAMPED = 0.6  # share of the pages on which a watermark stands

_NUMBER = r"(?:\d{1,4}|[ivxlc]{1,6}|[IVXLC]{1,6})"
_BARE = re.compile(_NUMBER)
_DECORATED = re.compile(
    rf"[-—–―─~·•]+{_NUMBER}[-—–―─~·•]+|第{_NUMBER}页(?:[,/共]*{_NUMBER}页?)?|共{_NUMBER}页[,/]?第{_NUMBER}页"
    rf"|{_NUMBER}/{_NUMBER}|Page{_NUMBER}(?:of{_NUMBER})?",
    re.IGNORECASE,
)

# A line of a table of contents; what it says comes again where it points to.
_CONTENTS = re.compile(rf".+?(?:[.．·•]\s?){{5,}}\s*[(（]?{_NUMBER}[)）]?|.+?…{{2,}}\s*[(（]?{_NUMBER}[)）]?")
_CONTENTS_TITLE = re.compile(r"目\s*录|contents", re.IGNORECASE)

_COUNT = re.compile(r"(?<!\d)[0-9]{1,4}(?!\d)")
_ANNEX = re.compile(r"附[件表录]|第.{1,3}[章节部]")  # what may begin several pages and is text

Level = list[Line]  # lines at one height


def drop_furniture(pages: Sequence[Page]) -> None:
    """Takes running heads and feet, page numbers, watermarks and the table of contents out of the pages."""
    _drop(pages, _watermarks(pages) | _contents(pages))
    for top in (True, False):
        known: Counter[int] = Counter()
        for _ in range(_DEPTH):
            doomed = _outermost(pages, top, known)
            if not doomed:
                break
            _drop(pages, doomed)


def _drop(pages: Iterable[Page], doomed: set[int]) -> None:
    if doomed:
        for page in pages:
            page.blocks = [block for block in page.blocks if id(block) not in doomed]


def _watermarks(pages: Sequence[Page]) -> set[int]:
    """Lines in large type that say the same in the same place of most pages, wherever that is."""
    usual = median([line.size for page in pages for line in page.lines] or [0.0])
    large = [(page.number, line) for page in pages for line in page.lines if line.size > _LARGE * usual]
    often = Counter(place for place, _ in {(_place(line), number) for number, line in large})
    doomed = {place for place, count in often.items() if count >= 3 and count > _STAMPED * len(pages)}
    return {id(line) for _, line in large if _place(line) in doomed}


def _contents(pages: Iterable[Page]) -> set[int]:
    """Lines with dots that lead to a page number, and the title above them."""
    lines = [line for page in pages for line in page.lines]
    leading = [bool(_CONTENTS.fullmatch(line.text)) for line in lines]
    if sum(leading) < 3:
        return set()
    doomed = {id(line) for line, leads in zip(lines, leading, strict=True) if leads}
    titles = (a for a, b in pairwise(lines) if id(b) in doomed and _CONTENTS_TITLE.fullmatch(a.text.strip()))
    return doomed | {id(title) for title in titles}


def _place(line: Line) -> tuple[str, int, int]:
    return line.text, round(line.x0 / _LEVEL), round(line.y / _LEVEL)


# ---- heads and feet -----------------------------------------------------------------------------------------------


def _outermost(pages: Sequence[Page], top: bool, known: Counter[int]) -> set[int]:
    """The outermost lines of each page that are no text. ``known`` collects the heights at which such lines stand."""
    levels = [(page, level) for page in pages if (level := _level(page, top))]
    alike = _alike(levels, top)
    counted = Counter(offset for page, level in levels for offset in _offsets(page, level))
    doomed: set[int] = set()
    heights: list[int] = []
    for page, level in levels:
        numbered = any(counted[offset] > 1 for offset in _offsets(page, level))
        if _is_number(page, level, top, numbered) or _is_repeated(page, level, top, alike.get(page.number, 0)):
            doomed.update(map(id, level))
            heights.append(_height(page, level, top))
    for page, level in levels:
        if known[_height(page, level, top)] > 1 and _smaller(page, level):
            doomed.update(map(id, level))
    known.update(heights)
    return doomed


def _alike(levels: Iterable[tuple[Page, Level]], top: bool) -> dict[int, int]:
    """By page, on how many pages the level says the same at the same height.

    A number in it must be the same too, or count the pages (3/12, 第3页 共12页).
    """
    groups: dict[tuple[str, int], list[tuple[int, list[int]]]] = {}
    for page, level in levels:
        words = _plain(level)
        key = (_COUNT.sub("#", words), _height(page, level, top))
        near = next(((key[0], key[1] + d) for d in (0, -1, 1) if (key[0], key[1] + d) in groups), key)
        groups.setdefault(near, []).append((page.number, [int(number) for number in _COUNT.findall(words)]))
    out: dict[int, int] = {}
    for group in groups.values():
        agreeing = _agreeing(group)
        out.update(dict.fromkeys(agreeing, len(agreeing)))
    return out


def _agreeing(group: list[tuple[int, list[int]]]) -> list[int]:
    """The pages of a group whose numbers are those of most, or count on like those of most."""
    for place in range(len(group[0][1])):
        same = Counter(numbers[place] for _, numbers in group).most_common(1)[0]
        counting = Counter(numbers[place] - page for page, numbers in group).most_common(1)[0]
        constant = same[1] >= counting[1]
        wanted = same[0] if constant else counting[0]
        group = [(page, n) for page, n in group if n[place] - (0 if constant else page) == wanted]
    return [page for page, _ in group]


def _is_repeated(page: Page, level: Level, top: bool, alike: int) -> bool:
    """Whether a level that stands ``alike`` times is a running head or foot: small, or apart from the text."""
    if alike < 2 or _ANNEX.match(_plain(level)):
        return False
    return _smaller(page, level) or (alike > 2 and _stands_apart(page, level, top))


def _level(page: Page, top: bool) -> Level:
    """The lines at the height of the outermost block; none if that is a table."""
    if not page.blocks:
        return []
    edge = max(page.blocks, key=lambda b: b.top) if top else min(page.blocks, key=lambda b: b.bottom)
    if isinstance(edge, Sheet):
        return []
    return [line for line in page.lines if abs(line.y - edge.y) <= _LEVEL]


def _plain(level: Level) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", "".join(line.text for line in level)))


def _height(page: Page, level: Level, top: bool) -> int:
    """Distance from the edge of the paper, so that pages of different size compare."""
    return round((page.height - level[0].y if top else level[0].y) / _LEVEL)


def _offsets(page: Page, level: Level) -> list[int]:
    """By how much the number at the edge of a page is ahead of the page's own."""
    word = _plain(level)
    return [int(word) - page.number] if _COUNT.fullmatch(word) else []


def _is_number(page: Page, level: Level, top: bool, numbered: bool) -> bool:
    """Whether a level is a page number: by its dashes, by counting on, or because it stands apart."""
    word = _plain(level)
    if _DECORATED.fullmatch(word):
        return True
    return bool(_BARE.fullmatch(word)) and (numbered or _stands_apart(page, level, top))


def _stands_apart(page: Page, level: Level, top: bool) -> bool:
    others = [block for block in page.blocks if not any(block is line for line in level)]
    if not others:
        return True
    y = level[0].y
    nearest = min(
        abs(block.y - y) if isinstance(block, Line) else abs((block.top if top else block.bottom) - y)
        for block in others
    )
    return nearest > _APART * _pitch(page)


def _pitch(page: Page) -> float:
    """The usual distance of two lines."""
    ys = sorted({round(line.y, 1) for line in page.lines})
    steps = [b - a for a, b in pairwise(ys) if b - a > 2]
    return median(steps) if steps else 0.0


def _smaller(page: Page, level: Level) -> bool:
    """Whether the level is set in smaller type than the rest of the page."""
    rest = [line.size for line in page.lines if not any(line is other for other in level)]
    return bool(rest) and max(line.size for line in level) < 0.95 * median(rest)
