"""Documents on one line: where their paragraphs begin. Web copies lose line breaks, and some lose all of them.

A number counts as a heading only if it counts on from the one before; all else is parted only in the notice before the
first heading, whose order is fixed (GB/T 9704): title, number, addressees, text, signature, date, title of the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.numerals import numeral

HAN = r"\u3400-\u9fff\uf900-\ufaff"
_NUMERAL = "一二三四五六七八九十百零〇○"
_NUMBERED = re.compile(
    rf"([{_NUMERAL}]{{1,4}})、|[（(]([{_NUMERAL}]{{1,4}})[）)]|(?<![\d.．])(\d{{1,3}})\s?[.．、](?!\d)(?=\s*[{HAN}“《])"
)
_NUMBER_LINE = re.compile(rf"[{HAN}]{{1,7}}[〔\[（(]\s*\d{{4}}\s*[〕\]）)]\s*第?\d+\s*号")
_KINDS = "通知|意见|方案|办法|决定|规划|纲要|计划|措施|通报|公告|函|要点|清单|规定|细则"
_KIND = re.compile(rf"(?:{_KINDS})(?=[\s（(〔{HAN}])")
_DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_SIGNATURE = re.compile(rf"(?<=[。）])\s*([{HAN}]{{4,30}}?)\s*(?={_DAY})")
_TRAIL = re.compile(r"[^>＞»]*[>＞»]\s*[^\s>＞»]*\s+")  # 首页 > 政策文件 > …
_PLAN = re.compile(rf"\s*\S{{4,60}}?(?:{_KINDS})(?:（[^（）]{{1,12}}）)?(?=\s)")
_BLANK = " \t\u3000\xa0\u2002\u2003\ufeff\u200b"
_ENDS = "。；：！？）)】〕”"


def cuts(raw: str, start: int, end: int) -> Iterator[int]:
    """Offsets at which paragraphs begin in a stretch that holds a whole document; none if it does not."""
    headings = list(_headings(raw, start, end))
    if len(headings) < 3:
        return
    yield from headings
    yield from _notice(raw, start, headings[0])
    yield from _signed(raw, headings[-1], end)


def _headings(raw: str, start: int, end: int) -> Iterator[int]:
    """Places of 一、二、… （一）（二）… and 1. 2. … that count on: a number out of sequence is no heading."""
    chapter = step = item = 0
    for match in _NUMBERED.finditer(raw, start, end):
        before = raw[match.start() - 1] if match.start() > start else "。"
        if match[1]:
            if numeral(match[1]) == chapter + 1 and (before in _ENDS or before in _BLANK):
                chapter, step = chapter + 1, 0
                yield match.start()
        elif match[2]:
            if numeral(match[2]) in (step + 1, 1) and before not in "第项款条及和、至到":
                step = numeral(match[2])
                yield match.start()
        elif int(match[3]) in (item + 1, 1) and (before in _ENDS or before in _BLANK):
            item = int(match[3])
            yield match.start()


def _notice(raw: str, start: int, end: int) -> Iterator[int]:
    trail = None
    while further := _TRAIL.match(raw, trail.end() if trail else start, end):
        trail = further
    if trail:
        start = trail.end()
        yield start
    number = _NUMBER_LINE.search(raw, start, end)
    if not number:
        return
    bracket = next(at for at in range(number.start(), number.end()) if raw[at] in "〔[（(")
    kinds = [m.end() for m in _KIND.finditer(raw, start, bracket)]  # the code before the year is of unknown length
    yield from (kinds[-1] if kinds else number.start(), number.end())
    colon = re.compile("[：:]").search(raw, number.end(), end)
    if colon:
        yield colon.end()
    for at in _signed(raw, number.end(), end):
        yield at
        start = at
    plan = _PLAN.match(raw, start, end) if start > number.end() else None
    if plan:
        yield plan.end()


def _signed(raw: str, start: int, end: int) -> Iterator[int]:
    """Before and behind the issuer, and behind the date."""
    for signature in _SIGNATURE.finditer(raw, start, end):
        yield from (signature.start(), signature.end(1), raw.find("日", signature.end()) + 1)
