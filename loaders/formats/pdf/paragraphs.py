"""Lines to paragraphs: by margins, indents, distances and type, as a reader sees them."""

from __future__ import annotations

import re

from loaders.formats.pdf.habits import Habit
from loaders.formats.pdf.lines import Line
from loaders.formats.pdf.margins import Frame

_N = "一二三四五六七八九十百零〇"
_HEADING = re.compile(
    rf"[（(〔][{_N}\d]{{1,4}}[）)〕]|[{_N}]{{1,4}}[、.．]|\d{{1,3}}[、.．](?!\d)|第[{_N}\d]+[章节条部]|附件|[①-⑳]"
)
_NUMBER = re.compile(r"[〔\[（(【]\d{4}[〕\]）)】]第?\d+号$")
_LISTED = re.compile(r"附件\d*[：:]|\d{1,3}[.．、]|[（(]\d{1,3}[）)]|[①-⑳]|[-•·●]")
_ENDED = "。！？；：”》」…!?;:）)"
_DISTANT = 1.6  # usual line distances between two paragraphs
_DEEP = 4.0  # type sizes: a line that begins farther in is set right or centred
_INDENTED = 0.8
_LOOSE = 0.3  # type sizes of room at the end of a line that are more than setting leaves
_FIRST = 2.6  # deeper than the indent of a first line


def reads_on(line: Line, following: Line, here: Frame, there: Frame, habit: Habit, *, same_page: bool) -> bool:
    """Whether ``following`` goes on with the paragraph of ``line``.

    Args:
        line: a line.
        following: the next line of the text, on the same page or the next, in the same column or the next.
        here: the frame of the first.
        there: the frame of the second.
        habit: how the document shows paragraphs.
        same_page: whether the two stand below each other, so that their distance says something.
    """
    if abs(line.size - following.size) > 0.12 * max(line.size, following.size):
        return False
    if same_page and line.y - following.y > _DISTANT * max(here.pitch, 1.2 * line.size):
        return False
    if _is_title(line, here) and _is_title(following, there):
        apart = any(_NUMBER.search(x.text) for x in (line, following)) or _HEADING.match(following.text)
        return same_page and line.font == following.font and not apart
    before, after = here.indent(line), there.indent(following)
    if not here.is_full(line, following):
        return False
    ended = line.text[-1] in _ENDED
    if not ended and _hangs(line, following, after - before):
        return True
    if before > _DEEP and abs(before - after) > 0.5:
        return False
    if habit.hanging:
        return after > _INDENTED
    if after <= _INDENTED:
        loose = not habit.indents and here.right - line.x1 > _LOOSE * line.size
        return not (ended and (loose or _HEADING.match(following.text)))
    return _block_reads_on(following, ended, before, after, habit)


def _is_title(line: Line, frame: Frame) -> bool:
    """A centred line in larger type."""
    return line.size > 1.1 * frame.size and frame.is_centred(line)


def _hangs(line: Line, following: Line, deeper: float) -> bool:
    """Whether the following line stands below the words of a numbered line, right of its number."""
    return 0.3 < deeper < 4.6 and bool(_LISTED.match(line.text)) and not _HEADING.match(following.text)


def _block_reads_on(following: Line, ended: bool, before: float, after: float, habit: Habit) -> bool:
    """Whether an indented line goes on after a full one: only in text that is indented as a whole, or hangs."""
    if ended or _HEADING.match(following.text):
        return False
    if abs(before - after) <= 0.5:
        return habit.blocks or after > _FIRST
    return after > _FIRST
