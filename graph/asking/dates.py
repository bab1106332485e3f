"""Dates as questions say them: 2015年底前, 2015年6月30日, 2015-06-30; each a period, and whether before or after it."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

BEFORE, AFTER = "before", "after"
_CHINESE = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = r"(?P<y>(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})"
_TO, _WAY = "(?P<to>截止到|截至|截止|到)?", "(?P<way>以前|之前|前|为止|止|以后|之后|起|后)?"
_PATTERN = re.compile(
    rf"{_TO}{_YEAR}年(?:(?P<m>1[0-2]|0?[1-9])月(?:份)?(?:(?P<d>3[01]|[12]\d|0?[1-9])[日号])?)?"
    rf"(?P<part>年?底|年?末|上半年|下半年|上旬|中旬|下旬)?{_WAY}"
)
_ISO = re.compile(
    rf"{_TO}(?P<y>(?:19|20)\d\d)[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<d>3[01]|[12]\d|0?[1-9])(?!\d)(?P<part>){_WAY}"
)
_WAYS = {"前": BEFORE, "止": BEFORE, "后": AFTER, "起": AFTER}


@dataclass(frozen=True)
class Period:
    """From the first to the last day; ``way`` is before, after, or empty for the period itself."""

    first: datetime.date
    last: datetime.date
    way: str = ""

    @property
    def year(self) -> int | None:
        """The year, if the period is a whole one."""
        whole = (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)
        return self.first.year if whole and self.first.year == self.last.year else None

    @property
    def day(self) -> datetime.date | None:
        """The day, if the period is one."""
        return self.first if self.first == self.last else None


def dates(text: str) -> Iterator[tuple[int, int, Period]]:
    """Start, end and period of every date that the calendar knows."""
    for pattern in (_PATTERN, _ISO):
        for match in pattern.finditer(text):
            period = _period(match)
            if period is not None:
                yield match.start(), match.end(), period


def _period(match: re.Match[str]) -> Period | None:
    year, month, day = int(match["y"].translate(_CHINESE)), int(match["m"] or 0), int(match["d"] or 0)
    bounds = _bounds(month, day, match["part"] or "")
    if bounds is None or day > calendar.monthrange(year, month or 12)[1]:
        return None
    first, last = (_date(year, *bound) for bound in bounds)
    way = _WAYS.get((match["way"] or " ")[-1], "")
    if match["to"]:  # up to its last day
        return Period(last, last, BEFORE) if way != AFTER else None
    return Period(first, last, way)


def _date(year: int, month: int, day: int) -> datetime.date:
    """The day of a month, or its last one if it is shorter."""
    return datetime.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _bounds(month: int, day: int, part: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """First and last month and day; None for what does not go together (6月上半年)."""
    if day:
        return None if part else ((month, day), (month, day))
    if month:
        days = {"": (1, 31), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "底": (31, 31), "末": (31, 31)}.get(
            part
        )
        return ((month, days[0]), (month, days[1])) if days else None
    if part.endswith("旬"):
        return None
    if part.endswith(("底", "末")):
        return (12, 31), (12, 31)
    months = {"上半年": (1, 6), "下半年": (7, 12)}.get(part, (1, 12))
    return (months[0], 1), (months[1], 31)
