"""What stands around a table and belongs to it: the title and 附件 above, the notes below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.text import Span

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_BLANK = " \t\u3000\xa0\u2002\u2003\ufeff\u200b"
_ANNEX = re.compile(r"附\s*[件表录](?:\s*[0-9０-９一二三四五六七八九十]{1,3})?\s*[：:]?")
_TITLE = re.compile(
    r".*(?:表|清单|台账|一览|分工|分解|任务|安排|计划|方案|要点|目录|指标)(?:[（(][^（）()]{1,24}[）)])?"
)
_UNIT = re.compile(r"[（(]?(?:计量)?单位[：:].{1,12}|[（(].{1,30}[）)]")
_NO_TITLE = re.compile(
    r"[。；！？：:，,]|^(?:第?[一二三四五六七八九十]{1,3}[、章节条]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])"
)
_NOTE = re.compile(r"(?:备注|说明|注释|注)\s*[0-9一二三]?\s*[：:.、]|[★☆*※▲△●◆#][^。\n]{0,20}(?:为|是|表示)")
_LONGEST_TITLE = 60
_MOST_LINES = 4


@dataclass(frozen=True)
class Surroundings:
    """Raw spans of the lines around a table; ``annexed``: it stands behind the text, under 附件 or its own title."""

    caption: tuple[Span, ...] = ()
    notes: tuple[Span, ...] = ()
    annexed: bool = False
    marked: bool = False  # the first line of the caption is 附件

    @property
    def title(self) -> Span | None:
        """The title of the table, the word 附件 left out."""
        lines = self.caption[self.marked :]
        return Span(lines[0].start, lines[-1].end) if lines else None


def surroundings(text: str, table: Span, free: Span) -> Surroundings:
    """What belongs to a table of the raw text within the stretch that is free of other tables."""
    caption, marked = _caption(text, list(_lines(text, free.start, table.start))[-_MOST_LINES - 1 :])
    notes = tuple(_notes(text, list(_lines(text, table.end, free.end))[:_MOST_LINES]))
    annexed = marked or (bool(caption) and "。" in text[: caption[0].start])
    return Surroundings(tuple(caption), notes, annexed, marked)


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _LINE.finditer(text, start, end):
        words = match[0].strip(_BLANK)
        if words:
            first = match.start() + match[0].index(words)
            yield Span(first, first + len(words))


def _caption(text: str, lines: Sequence[Span]) -> tuple[list[Span], bool]:
    """The lines of the title right above the table, up to 附件; none if the last of them is no title."""
    taken: list[Span] = []
    for line in reversed(lines):
        words = text[line.start : line.end]
        if _ANNEX.fullmatch(words):
            return [line, *taken], True
        titled = any(not _UNIT.fullmatch(text[t.start : t.end]) for t in taken)
        if not (_UNIT.fullmatch(words) or _is_title(words) or (titled and _may_be_title(words))):
            break
        taken.insert(0, line)
        if len(taken) == _MOST_LINES:
            break
    return [line for line in taken if _is_caption(text, taken, line)], False


def _is_caption(text: str, taken: list[Span], line: Span) -> bool:
    """Without 附件 above it, only the last title line and what stands below it is sure to belong to the table."""
    last = max((i for i, t in enumerate(taken) if _is_title(text[t.start : t.end])), default=len(taken))
    return taken.index(line) >= last


def _is_title(words: str) -> bool:
    return len(words) <= _LONGEST_TITLE and _TITLE.fullmatch(words) is not None and not _NO_TITLE.search(words)


def _may_be_title(words: str) -> bool:
    """Whether a line may be the first half of a title."""
    return len(words) <= _LONGEST_TITLE and not _NO_TITLE.search(words)


def _notes(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """The notes below the table: the first line begins with 注, further ones with a number or a mark."""
    for i, line in enumerate(lines):
        words = text[line.start : line.end]
        if not _NOTE.match(words) and not (i and re.match(r"\d[.．、]", words)):
            return
        yield line
