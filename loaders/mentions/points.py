"""Points of time as plans print them (2015年6月底, 第三季度, “十二五”末), and the calendar behind them.

A point is a stretch of days: a year, a half, a quarter, a month, ten days of it (旬), a day; 底 and 末 name its last
day.
What a point without a year means is said by a clock: the document's date and the year printed last.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.numerals import numeral

_YEAR = r"(?:19|20)\d{2}|[二一][〇○零ＯO一二三四五六七八九]{3}"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = r"3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]|二十"
_YEARS = rf"(?:(?P<year>{_YEAR})年(?:度(?!考核|评))?|(?P<near>今年|本年度?|当年|同年|明年|次年|翌年|后年))"
_MONTHS = rf"(?P<month>{_MONTH})月份?(?:(?P<day>{_DAY})日|(?P<part>底|末|[上中下]旬|初))?"
_PARTS = (
    rf"{_MONTHS}|(?:第(?P<quarter>[一二三四1-4])|(?P<bare>[一二三四]))季度(?:底|末)?|(?P<half>[上下])半年(?:底|末)?"
)
_END = r"年?(?P<end>[底末])"
NAMED = rf"(?:{_YEARS}(?:{_PARTS}|{_END})?)"  # with a year, or a word for one
UNNAMED = rf"(?:{_PARTS}|年(?P<end>[底末])|本?月(?P<month_end>[底末]))"
_POINT_NAMED, _POINT_UNNAMED = re.compile(NAMED), re.compile(UNNAMED)
_NEAR = {
    "今": 0,
    "本": 0,
    "明": 1,
    "后": 2,
}  # counted from the document's year; 当年, 同年 and 次年 from the year printed
_AFTER_PRINTED = {"当": 0, "同": 0, "次": 1, "翌": 1}
_LEAP_YEAR = 2000  # tells whether a day exists at all where the year is not known; it is never given out
_TEN_DAYS = {"初": (1, 10), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}


def ungrouped(pattern: str) -> str:
    """A pattern without group names, to stand more than once in another."""
    return re.sub(r"\?P<\w+>", "?:", pattern)


POINT = ungrouped(rf"(?:{NAMED}|{UNNAMED})")


@dataclass(frozen=True)
class Clock:
    """From what a point without a year is read: the date of the document, the year printed last in the sentence."""

    issued: date | None = None
    printed: int = 0

    @property
    def year(self) -> int:
        """The year that a point without one stands in; 0 if nobody says."""
        return self.printed or (self.issued.year if self.issued else 0)

    def near(self, word: str) -> int:
        """The year that 今年, 明年, 次年 … means; 0 if nobody says."""
        if word[0] in _AFTER_PRINTED:
            return self.printed + _AFTER_PRINTED[word[0]] if self.printed else 0
        return self.issued.year + _NEAR[word[0]] if self.issued else 0


@dataclass(frozen=True)
class Point:
    """A stretch of days; without a known year neither end has a date. ``year`` is the printed one, 0 if none is."""

    grain: str  # year | half | quarter | month | ten_days | day | end
    first: date | None = None
    last: date | None = None
    year: int = 0


def read_point(words: str, clock: Clock) -> Point | None:
    """The days that a point means; None if the words are none, or no day of the calendar (2月30日)."""
    match = _POINT_NAMED.fullmatch(words) or _POINT_UNNAMED.fullmatch(words)
    if not match:
        return None
    found = match.groupdict()
    printed = _year(found.get("year"))
    near = found.get("near")
    year = printed or (clock.near(near) if near else clock.year)
    if found.get("month_end"):
        return _month_of(clock.issued)
    grain, ends = _ends(found, year or _LEAP_YEAR)
    if ends is None:
        return None
    return Point(grain, *ends, printed) if year else Point(grain, year=printed)


def _month_of(issued: date | None) -> Point:
    return Point("end", *months(issued.year, issued.month, issued.month)) if issued else Point("end")


def _ends(found: dict[str, str | None], year: int) -> tuple[str, tuple[date, date] | None]:
    month = numeral(str(found["month"])) if found.get("month") else 0
    if month and (day := found.get("day")):
        return "day", _one_day(year, month, numeral(day))
    if month and (part := found.get("part")) in _TEN_DAYS:
        first, last = _TEN_DAYS[str(part)]
        return "ten_days", (date(year, month, first), date(year, month, min(last, month_length(year, month))))
    if month:
        return "end" if found.get("part") else "month", months(year, month, month)
    if quarter := found.get("quarter") or found.get("bare"):
        return "quarter", months(year, 3 * numeral(quarter) - 2, 3 * numeral(quarter))
    if half := found.get("half"):
        return "half", months(year, 1, 6) if half == "上" else months(year, 7, 12)
    return "end" if found.get("end") else "year", months(year, 1, 12)


def _year(words: str | None) -> int:
    if not words:
        return 0
    return int(words) if words.isdecimal() else int("".join(str(numeral(c)) for c in words))


def _one_day(year: int, month: int, day: int) -> tuple[date, date] | None:
    return (date(year, month, day),) * 2 if 1 <= day <= month_length(year, month) else None


# ---- the calendar -----------------------------------------------------------------------------------------------


def month_length(year: int, month: int) -> int:
    """Days of a month."""
    return monthrange(year, month)[1]


def months(year: int, first: int, last: int) -> tuple[date, date]:
    """First and last day of a run of months of one year."""
    return date(year, first, 1), date(year, last, month_length(year, last))


def later(day: date, number: int, unit: str) -> date:
    """The day some years, months, days or working days later; the day itself does not count.

    A month later is the same day of the month, or its last one. Working days are Monday to Friday: public holidays,
    which are set anew each year, are not known, so the real day may be later.

    Args:
        unit: year, month, day or workday.
    """
    if unit == "day":
        return day + timedelta(days=number)
    if unit == "workday":
        day -= timedelta(days=max(day.weekday() - 4, 0))  # from a weekend as from the Friday before it
        weeks, rest = divmod(number, 5)
        day += timedelta(weeks=weeks)
        while rest:
            day += timedelta(days=1)
            rest -= day.weekday() < 5
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + number * (12 if unit == "year" else 1), 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))
