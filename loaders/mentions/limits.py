"""Forms of time limits: what each looks like, and what it says.

Grammar (EBNF; points of time are those of :mod:`loaders.mentions.points`, words the tables of ``times.txt``)::

    limit    = due | span | counted | within | coming | five_year | recurring | start | event | ongoing ;
    due      = [ "到" | "至" | "截至" | "最迟" ] point [ "前" | "之前" | "以前" | "内" | "止" ] | "年内" | "全年" ;
    span     = [ "自" ] ( point | "即日起" ) DASH point [ "期间" ] ;
    counted  = [ "自" ] event "之日起" amount "内" ;
    within   = [ "用" | "在" ] amount "内" | "用" amount "时间" | "经过" amount "努力" ;
    coming   = ( "未来" | "今后" ) amount ;
    amount   = NUMBER [ DASH NUMBER ] ( "年" | "个月" | "日" | "个工作日" | … ) ;
    five_year = [ "到" ] "“" NUMBER "五”" ( "期间" | "时期" | "末" ) ;
    recurring = "每" [ NUMBER ] ( "年" | "半年" | "季度" | "月" | "周" ) [ part of it ] [ "前" ] ;
    start    = [ "自" ] point ( "起" | "开始" ) | "即日起" | [ "自" ] document ISSUED "之日起" ;
    event    = [ year ] EVENT [ "来临" | … ] ( "前" | "期间" ) ;
    ongoing  = ( "长期" | "持续" | … ) { "坚持" | "推进" | … } ;
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from loaders.mentions.points import NAMED, POINT, Clock, Point, later, read_point, ungrouped
from loaders.mentions.vocabulary import times as words
from loaders.model import Deadline
from loaders.numerals import numeral

_DASH = r"(?:[-－—–―~～]+|至|到)"
_NUMBER = r"\d{1,3}|[一二三四五六七八九十两]{1,3}"
_UNITS = {"年": "year", "月": "month", "季度": "quarter", "周": "week", "日": "day", "天": "day", "工作日": "workday"}
_PERIODS = {"年": "P{}Y", "年度": "P{}Y", "季": "P{}M", "季度": "P{}M", "月": "P{}M", "周": "P{}W"}
_UNIT = r"年|个?季度|个?月|周|个?工作日|日|天"
_AMOUNT = rf"(?:(?P<half>半年)|(?P<n>{_NUMBER})(?:{_DASH}(?P<n2>{_NUMBER}))?(?P<unit>{_UNIT})(?P<more>半)?)(?:左右)?"
_WITHIN = r"(?:的?时间)?(?:之|以)?内"
_BEFORE = r"(?:之|以)?前(?![期后往述列提沿])"
_FROM_ISSUE = rf"(?:(?:自|从)(?:{words.DOCUMENT})?|本[^，。；\n]{{2,6}}?)?(?:{words.ISSUING})(?:之日起|之日|之后|后|起)"


@dataclass(frozen=True)
class Form:
    """One form of limit.

    ``read`` takes what follows in the text, too; it gives None for words that only look like the form.
    """

    name: str
    pattern: str
    read: Callable[[re.Match[str], Clock, str], Deadline | None]
    prose: str = ""  # what it looks like in prose, if that is narrower
    slot: bool = False  # only where a time limit is expected


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


# ---- due --------------------------------------------------------------------------------------------------------

_UNTIL = r"(?P<until>截止到|截至到|截至|截止|不晚于|不迟于|最迟|最晚|到|至)(?:于|在)?"
_MARK = rf"(?:(?P<before>{_BEFORE})|(?P<within>之内|以内|内)|为?止)"
_DUE = rf"(?:{_UNTIL})?(?P<point>{POINT}){_MARK}?"
DONE = rf"(?:要|应|须|力争)?(?:{words.DONE}|{words.BEGINNINGS}|{words.PART_RESULTS})(?!了|的|情况)"
_BARE = rf"(?<=[底末旬])|(?<=季度)|(?<=半年)|(?={DONE})"  # 底 is mark enough, and so is a deed
_DUE_IN_PROSE = rf"{_UNTIL}{POINT}{_MARK}?|{POINT}(?:{_MARK}|{_BARE})"
_COARSE = ("year", "half", "quarter", "month")


def _due(match: re.Match[str], clock: Clock, _after: str) -> Deadline | None:
    """A day by which. 前 with a day includes the day; with a longer stretch both of its ends are kept, so with 到."""
    point = read_point(match["point"], clock)
    if point is None:
        return None
    open_ = point.grain in _COARSE and not match["within"]
    stretch = point.grain in ("half", "quarter", "ten_days") and not match["until"] and not match["before"]
    earliest: date | None = None
    if open_ and match["before"] and point.first:
        earliest = point.first - timedelta(days=1)
    elif open_ and match["until"] in ("到", "至"):
        earliest = point.first
    return Deadline("due", _iso(point.first if stretch else None), _iso(point.last), _iso(earliest))


def _this_year(match: re.Match[str], clock: Clock, _after: str) -> Deadline | None:
    kind = "period" if match[0] == "全年" else "due"
    if not clock.year:
        return Deadline(kind)
    return Deadline(kind, f"{clock.year}-01-01" if kind == "period" else "", f"{clock.year}-12-31")


# ---- periods ----------------------------------------------------------------------------------------------------

_SPAN = (
    rf"(?:自|从)?(?P<a>{POINT}|(?:19|20)\d\d(?={_DASH}(?:19|20)\d\d年)|(?:(?:19|20)\d\d年)?\d{{1,2}}(?={_DASH}\d{{1,2}}月))"
    rf"(?:起|开始)?{_DASH}(?P<b>{POINT})(?P<tail>期间|间|止)?"
)
_ASSESSED = {
    re.compile(rf"[^，。；]{{0,16}}{topic}[^，。；]{{0,6}}考核"): day for topic, day in words.ASSESSMENTS.items()
}


def _span(match: re.Match[str], clock: Clock, after: str) -> Deadline | None:
    first = (
        read_point(match["a"], clock) or read_point(match["a"] + "年", clock) or read_point(match["a"] + "月", clock)
    )
    if first is None:
        return None
    last = read_point(match["b"], Clock(clock.issued, first.year or clock.printed))
    if last is None or (first.first and last.last and first.first > last.last):
        return None
    return _assessed(match["b"], first, last, after) or Deadline("period", _iso(first.first), _iso(last.last))


def _assessed(words_: str, first: Point, last: Point, after: str) -> Deadline | None:
    """2013-2014年度 before words of an assessment whose year does not begin in January."""
    if not words_.endswith("年度") or last.year != first.year + 1:
        return None
    begins = next((day for topic, day in _ASSESSED.items() if topic.match(after)), None)
    if begins is None:
        return None
    start = date.fromisoformat(f"{first.year}-{begins}")
    return Deadline("period", _iso(start), _iso(start.replace(year=last.year) - timedelta(days=1)))


_NOW_TO = rf"(?:即日起|{_FROM_ISSUE}){_DASH}(?P<b>{POINT})(?:止|期间)?"


def _now_to(match: re.Match[str], clock: Clock, _after: str) -> Deadline | None:
    last = read_point(match["b"], clock)
    return Deadline("period", _iso(clock.issued), _iso(last.last)) if last else None


_FIVE_YEAR = (
    r"(?:到|至)?(?:“(?P<n>[七八九]|十[一二三四五六]?)五”|(?P<m>十[一二三四五六])五)(?:规划)?"
    r"(?P<tail>期间|时期|期内|期末|末期?)"
)


def _five_year(match: re.Match[str], _clock: Clock, _after: str) -> Deadline:
    first = 1951 + 5 * numeral(match["n"] or match["m"])  # 七五 1986–1990, 十二五 2011–2015
    if "末" in match["tail"]:
        return Deadline("due", end=f"{first + 4}-12-31")
    return Deadline("period", f"{first}-01-01", f"{first + 4}-12-31")


# ---- amounts of time --------------------------------------------------------------------------------------------


def _amounts(match: re.Match[str]) -> list[tuple[int, str]]:
    """The number and unit, or the two numbers of 3至5年."""
    if match["half"]:
        return [(6, "month")]
    unit = _UNITS[match["unit"].removeprefix("个")]
    numbers = [numeral(n.replace("两", "二")) for n in (match["n"], match["n2"]) if n]
    if match["more"]:
        return [(12 * n + 6, "month") for n in numbers] if unit == "year" else []
    factor, unit = {"quarter": (3, "month"), "week": (7, "day")}.get(unit, (1, unit))
    return [(n * factor, unit) for n in numbers]


def _counted_from(day: date | None, match: re.Match[str], kind: str) -> Deadline | None:
    amounts = _amounts(match)
    if not amounts:
        return None
    ends = sorted(later(day, *amount) for amount in amounts) if day else []
    return Deadline(kind, end=_iso(ends[-1] if ends else None), earliest=_iso(ends[0] if len(ends) > 1 else None))


_COUNTED = rf"{_FROM_ISSUE}(?:的)?{_AMOUNT}{_WITHIN}"
_COUNTED_FROM = rf"(?:自|从)(?P<event>[^，。；：、\n“”（）《》]{{1,20}}?)之?日起(?:的)?{_AMOUNT}{_WITHIN}"


def _counted(match: re.Match[str], clock: Clock, _after: str) -> Deadline | None:
    """Counted from the document's own issue: its date is known."""
    return _counted_from(clock.issued, match, "relative")


def _counted_elsewhere(match: re.Match[str], _clock: Clock, _after: str) -> Deadline | None:
    """Counted from an event whose day nobody printed."""
    found = _counted_from(None, match, "relative")
    return replace(found, event=match["event"]) if found else None


_IN = rf"(?:用|经过|通过)?{_AMOUNT}(?:的?时间|的?努力)?(?:(?:之|以)?内)?"
_IN_PROSE = rf"{_AMOUNT}{_WITHIN}|(?:用|经过|通过){_AMOUNT}的?(?:时间|努力)(?:(?:之|以)?内)?"
_NUMERIC = (
    r"(?P<year>(?:19|20)\d\d)[.．/-](?P<month>1[0-2]|0?[1-9])(?:[.．/-](?P<day>3[01]|[12]\d|0?[1-9]))?(?:底?前|底)?"
)
_SOON = rf"(?:未来|今后)的?{_AMOUNT}(?:内)?"


def _in(match: re.Match[str], clock: Clock, _after: str) -> Deadline | None:
    return _counted_from(clock.issued, match, "due")


def _numeric(match: re.Match[str], clock: Clock, _after: str) -> Deadline | None:
    """2018.12.31, as columns print it."""
    words_ = f"{match['year']}年{match['month']}月" + (f"{match['day']}日" if match["day"] else "")
    point = read_point(words_, clock)
    return Deadline("due", end=_iso(point.last)) if point else None


def _soon(match: re.Match[str], clock: Clock, _after: str) -> Deadline | None:
    found = _counted_from(clock.issued, match, "period")
    return replace(found, start=_iso(clock.issued)) if found else None


# ---- recurring, start, event, ongoing, vague --------------------------------------------------------------------

_RECURRING = (
    rf"每(?:(?P<half_year>半年)|(?P<n>{_NUMBER})?个?(?P<unit>年度?|季度?|月|周))(?:的)?"
    rf"(?P<part>(?:(?P<event>{words.EVENTS})(?:{words.EVENT_TAILS})?)|{POINT}|[底末初]|首月(?:\d{{1,2}}日)?|\d{{1,2}}日)?"
    rf"(?:{_DASH}(?:次年|当年)?{POINT})?(?:{_BEFORE})?(?:[、和及]{POINT}(?:{_BEFORE})?)*"
)


def _recurring(match: re.Match[str], _clock: Clock, _after: str) -> Deadline:
    number = numeral((match["n"] or "一").replace("两", "二"))
    if match["half_year"]:
        every = "P6M"
    else:
        every = _PERIODS[match["unit"]].format(number * (3 if match["unit"].startswith("季") else 1))
    part = match["part"] or ""
    month, day = re.match(r"(\d{1,2}|[一二三四五六七八九十]{1,2})月", part), re.search(r"(\d{1,2}|[一二三十]+)日", part)
    return Deadline(
        "recurring",
        every=every,
        event=match["event"] or "",
        month=numeral(month[1]) if month else 12 if part in ("年底", "年末") else 0,
        day=numeral(day[1]) if day else 0,
    )


_START = rf"(?:自|从)?(?P<point>{POINT})(?:起(?![草步点到来诉义因])|开始)|即日起|{_FROM_ISSUE}(?!{ungrouped(_AMOUNT)})"


def _start(match: re.Match[str], clock: Clock, _after: str) -> Deadline | None:
    if not match["point"]:
        return Deadline("start", _iso(clock.issued))
    point = read_point(match["point"], clock)
    return Deadline("start", _iso(point.first)) if point else None


_EVENT = (
    rf"(?:{ungrouped(NAMED)})?(?P<event>(?:全国|全省|党的)?“?(?:{words.EVENTS}|[一二]十[一二三四五六七八九]?大)”?)"
    rf"(?:{words.EVENT_TAILS})?(?:{_BEFORE}|期间)"
)


def _event(match: re.Match[str], _clock: Clock, _after: str) -> Deadline:
    return Deadline("event", event=match["event"].strip("“”").replace("“", ""))


_ONGOING = rf"(?:{words.ONGOING})(?:{words.ONGOING_DEEDS}|、)*"
_VAGUE = rf"(?:{words.VAGUE})"

DIGITS = "0123456789一二三四五六七八九十两〇○零ＯO"

# First and second code points of what does not begin with a number ("" for any): a quick look before forms are tried.
HEADS: tuple[tuple[str, str], ...] = (
    ("每自从", ""),
    ("到至", DIGITS + "今本当同明次翌后第上下年月“"),
    ("截最不", "至止迟晚"),
    ("今本当同明次翌后", "年月后通意办方计规文细纲实行政措"),
    ("第上下", "一二三四1234半"),
    ("年月", "底末内"),
    ("用经通半", DIGITS + "半过年"),
    ("未即", "来日"),
    ("全党", "国省的年"),
    ("十", "一二三四五六"),
    ("“", words.first_of(words.EVENTS) + "七八九十"),
    *words.heads_of(words.EVENTS, words.ISSUING, words.ONGOING, words.VAGUE),
)

# In this order: of two forms that fit at one place the first is taken.
FORMS: tuple[Form, ...] = (
    Form("recurring", _RECURRING, _recurring),
    Form("now_to", _NOW_TO, _now_to),
    Form("counted", _COUNTED, _counted),
    Form("counted_from", _COUNTED_FROM, _counted_elsewhere),
    Form("span", _SPAN, _span),
    Form("start", _START, _start),
    Form("event", _EVENT, _event),
    Form("due", _DUE, _due, _DUE_IN_PROSE),
    Form("in", _IN, _in, _IN_PROSE),
    Form("soon", _SOON, _soon),
    Form("five_year", _FIVE_YEAR, _five_year),
    Form("this_year", "年内|全年", _this_year),
    Form("ongoing", _ONGOING, lambda *_: Deadline("ongoing")),
    Form("numeric", _NUMERIC, _numeric, slot=True),
    Form("vague", _VAGUE, lambda match, *_: Deadline("relative", event=match[0]), slot=True),
)
