"""Deadlines: when something is to be done, read from clean text relative to the date of the document.

Conventions (the forms are in :mod:`loaders.mentions.limits`):

* A limit includes its last day: 6月底前 is 30 June, 2014年6月30日前 that day, 3年内 of 21 April 2014 is 21 April 2017.
* An expression that leaves open which end is meant keeps both: 2020年前 ends on the last day of 2020 or, ``earliest``,
  of 2019; 到2020年 on any day of 2020.
* A year that is not printed is that of the limit before it in the sentence (2018年6月底前启动，12月底前完成), else the
  document's. Without a date of the document nothing is counted from it: such a limit has no days. 明年, 次年 likewise.
* A limit before the document's date is flagged as past, never moved to another year.
* 启动, 取得阶段性成果 are milestones, no completion. 完成并长期坚持 is due and goes on; 年内持续推进 is
  ongoing till then.
* N日内 and N个工作日内 are counted only from the issue of the document (印发之日起); from another event they have no
  days; without any event they mean how long a procedure may take, and are no deadline where none is expected.
* 汛期前, 春节前, “两会”前 are events: no day is made up for them.
* N-(N+1)年度 is two calendar years, unless it is the year of an assessment that begins in another month: the words of
  that assessment (质量…考核) must follow in the same phrase, and the table ``[assessments]`` of ``times.txt`` must
  know when its year begins.

In prose a bare time (2013年国务院…, the date of a law) is no deadline, nor is anything in 《》, nor a time that tells
which things are meant (2000年底前建成的小区), nor a period that is over. Where a time limit is expected (a label, a
column, a clause of a notation: :func:`read_deadline`) a bare time is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache, cached_property

from loaders.mentions.limits import DIGITS, DONE, FORMS, HEADS, Form
from loaders.mentions.points import NAMED, Clock, ungrouped
from loaders.mentions.vocabulary import times as words
from loaders.mentions.vocabulary.tables import alternatives
from loaders.model import Deadline, DeadlineMention
from loaders.text import Span


@cache
def _pattern(form: Form) -> re.Pattern[str]:
    return re.compile(form.pattern)


# Before the forms are tried, a quick look at two code points; at a number from its first digit on, and only before a
# unit or a dash.
_HEADS = "|".join(f"(?<=[{first}])" + (f"(?=[{second}])" if second else "") for first, second in HEADS)
_NUMBER = rf"(?<=[{DIGITS}])(?<![{DIGITS}].)(?=[{DIGITS}]{{0,3}}(?:[年月季个日天周工半至到]|[-－—–―~～.．/]))"
_START = re.compile(rf"[{''.join(first for first, _ in HEADS)}{DIGITS}](?:{_HEADS}|{_NUMBER})")


class _Finder:
    """Finds forms; compiled when it is first used."""

    def __init__(self, *, prose: bool) -> None:
        self._prose = prose
        self._forms = {form.name: form for form in FORMS if not (prose and form.slot)}

    @cached_property
    def _any(self) -> re.Pattern[str]:
        patterns = {name: (form.prose if self._prose else "") or form.pattern for name, form in self._forms.items()}
        return re.compile("|".join(f"(?P<{name}>{ungrouped(pattern)})" for name, pattern in patterns.items()))

    def find(self, text: str, at: int) -> tuple[Form, Span] | None:
        """The first form from a place on, and where it stands."""
        for begin in _START.finditer(text, at):
            if match := self._any.match(text, begin.start()):
                return self._forms[str(match.lastgroup)], Span(*match.span())
        return None


_PROSE, _SLOT = _Finder(prose=True), _Finder(prose=False)

_EDGE = "，,。；;：:、（）()\n “”！？"
_ENDS = ("", *"，,。；;、）)\n")
_STOP = re.compile("[。\n]")
_NAMED_YEAR = re.compile(ungrouped(NAMED))
_WIDTHS = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF0D)}

_GOES_ON = rf"(?:{words.ONGOING})(?:{words.ONGOING_DEEDS}|、)*(?=[，。；）\n]|$)"
_TAIL = re.compile(
    rf"[，、]?(?:(?P<goes_on>{_GOES_ON})"
    rf"|(?P<done>(?:{words.DONE})[^，。；、（）\n]{{0,12}}?)[，、]?(?:并|且)?(?P<continues>{_GOES_ON})"
    rf"|(?:要|应|力争|全部|基本|全面)?(?P<begins>{words.BEGINNINGS})"
    rf"|[^，。；、（）\n完]{{0,15}}?(?P<partly>{words.PART_RESULTS}))"
)


def find_deadlines(text: str, span: Span, issued: date | None) -> Iterator[DeadlineMention]:
    """The deadlines in a stretch of clean prose, in order, without overlaps. Never raises.

    Args:
        text: clean text.
        span: where to look, from the beginning of a clause on; the words around it are not seen.
        issued: date of the document; None: what is relative to it stays without days.
    """
    for mention in _found(text[span.start : span.end], issued, _PROSE, _is_meant):
        yield replace(mention, span=Span(span.start + mention.span.start, span.start + mention.span.end))


def read_deadline(text: str, issued: date | None) -> Deadline | None:
    """What the words of a time limit say; None if no time can be read in them. Never raises.

    Of several times the last one at which something is due counts (6月底前启动，年底前完成), else the first.
    """
    text = re.sub(r"\s+", "", text).translate(_WIDTHS)
    mention = chosen(list(_found(text, issued, _SLOT, _stands_alone)))
    return mention.deadline if mention else None


def chosen(found: list[DeadlineMention]) -> DeadlineMention | None:
    """The one of several limits of the same work that counts: the last one at which something is due, else the first
    with a date, else the first."""
    due = [m for m in found if m.deadline.kind == "due"]
    if due and found[-1].deadline.kind == "ongoing":
        return replace(due[-1], deadline=replace(due[-1].deadline, continues=True))
    return due[-1] if due else next((m for m in found if m.deadline.end), found[0]) if found else None


_Judge = Callable[[str, str, Deadline, Span], bool]  # text, name of the form, what it says, where it stands


def _found(text: str, issued: date | None, finder: _Finder, is_meant: _Judge) -> Iterator[DeadlineMention]:
    """All that is meant as a limit, with the words behind it that tell what is reached by then."""
    clock, year_at, at = Clock(issued), 0, 0
    while found := finder.find(text, at):
        form, limit = found
        at = limit.end
        if clock.printed and _STOP.search(text, year_at, limit.start):
            clock = Clock(issued)
        parts = _pattern(form).fullmatch(text, limit.start, limit.end)
        deadline = form.read(parts, clock, text[at : at + 30]) if parts else None
        if deadline is None:
            continue
        deadline = replace(deadline, past=bool(issued and deadline.end and deadline.end < issued.isoformat()))
        if not is_meant(text, form.name, deadline, limit):
            continue
        deadline, at = _with_tail(text, deadline, limit)
        if _NAMED_YEAR.search(text, limit.start, limit.end):
            clock, year_at = Clock(issued, int((deadline.end or deadline.start or "0")[:4])), limit.start
        yield DeadlineMention(Span(limit.start, at), deadline)


def _with_tail(text: str, deadline: Deadline, limit: Span) -> tuple[Deadline, int]:
    """What is reached by then: a beginning, a part, the end after which the work goes on, or just more of it."""
    tail = _TAIL.match(text, limit.end) if deadline.kind in ("due", "period", "relative") else None
    if tail is None:
        return deadline, limit.end
    if tail["continues"]:
        return replace(deadline, continues=True), tail.end()
    if tail["goes_on"]:
        return replace(deadline, kind="ongoing"), tail.end()
    return (deadline, limit.end) if deadline.kind == "period" else (replace(deadline, kind="milestone"), tail.end())


# ---- whether it is meant as a limit -----------------------------------------------------------------------------

_EXPLICIT = re.compile("^(?:截|到|至|最|不)|(?:前|内|止)$")
_LAST_DAY = re.compile("[底末旬]$")
_ATTRIBUTE = re.compile(rf"的|[^，。；\n]{{0,8}}(?:{words.ATTRIBUTES})[^，。；\n]{{0,2}}的|版|以来|级")
_DONE = re.compile(DONE)
_WAS = re.compile(rf"(?:{alternatives(words.NOT_COMING)})$")
_NO_DEED = re.compile(alternatives(words.NO_DEED))
_AT = re.compile("(?:于|在|力争|争取|确保|务必|须|应|要|必须|计划|预计|赶)$")
_LASTS = re.compile(rf"(?:{alternatives(words.LASTING)})[为是限]?$")
_AIMS = re.compile("(?:力争|争取|确保|务必)(?:在|于|用)?$")
_LONG_UNIT = re.compile("[年月]")


def _stands_alone(text: str, name: str, _deadline: Deadline, limit: Span) -> bool:
    """In a place for a time limit a bare time is one if it is not part of another word (二月兰)."""
    if name in ("due", "in") and not _marked(text, limit):
        return _at_edge(text, limit) or bool(_DONE.match(text, limit.end))
    return True


def _marked(text: str, limit: Span) -> bool:
    words_ = text[limit.start : limit.end]
    return bool(_EXPLICIT.search(words_) or _LAST_DAY.search(words_))


def _at_edge(text: str, limit: Span) -> bool:
    return _opens(text, limit) and (limit.end >= len(text) or text[limit.end] in _EDGE)


def _opens(text: str, limit: Span) -> bool:
    """Whether the limit opens a clause, or a word that places things in time stands before it."""
    before = text[max(limit.start - 3, 0) : limit.start]
    return not before or before[-1] in _EDGE or bool(_AT.search(before))


def _is_meant(text: str, name: str, deadline: Deadline, limit: Span) -> bool:
    if _in_title(text, limit.start) or text[limit.start - 1 : limit.start] in tuple("比较超"):
        return False
    return name not in _JUDGES or _JUDGES[name](text, deadline, limit)


def _in_title(text: str, at: int) -> bool:
    return text.rfind("《", max(at - 60, 0), at) > text.rfind("》", max(at - 60, 0), at)


def _is_due(text: str, deadline: Deadline, limit: Span) -> bool:
    """Explicit ones, if they tell no attribute; bare ones only where they open a clause or a deed follows."""
    said = text[limit.start : limit.end]
    dated = bool(_NAMED_YEAR.search(said))
    if _ATTRIBUTE.match(text, limit.end) or _LASTS.search(text[max(limit.start - 8, 0) : limit.start]):
        return False
    if deadline.past and dated and not said.endswith("前"):  # 截至2013年底: a figure of the past
        return False
    if _EXPLICIT.search(said) or (dated and _LAST_DAY.search(said)):
        return True
    if _LAST_DAY.search(said):
        return _opens(text, limit) or bool(_DONE.match(text, limit.end))
    return not deadline.past and (bool(_DONE.match(text, limit.end)) or (bool(deadline.start) and _opens(text, limit)))


def _is_period(text: str, deadline: Deadline, limit: Span) -> bool:
    if deadline.past or _ATTRIBUTE.match(text, limit.end):
        return False
    return _opens(text, limit) or text[limit.end - 1] in "间期止末"


def _is_within(text: str, deadline: Deadline, limit: Span) -> bool:
    """用3年时间; 3年内 before a comma or a deed, not 近3年内, and nothing of days: how long a procedure may take."""
    said, before = text[limit.start : limit.end], text[max(limit.start - 6, 0) : limit.start]
    if not _LONG_UNIT.search(said) or _WAS.search(before) or _NO_DEED.match(text, limit.end):
        return False
    if said[0] in "用经通" or _AIMS.search(before):
        return True
    return _opens(text, limit) and (text[limit.end : limit.end + 1] in _ENDS or bool(_DONE.match(text, limit.end)))


def _is_this_year(text: str, _deadline: Deadline, limit: Span) -> bool:
    """年内, 全年; not 近年内, 几年内, nor 全年的 or 全年降水量."""
    if text[limit.start - 1 : limit.start] in tuple("多数几些近每") or text.startswith("的", limit.end):
        return False
    return text[limit.start] == "年" or (_opens(text, limit) and text[limit.end : limit.end + 1] in _ENDS)


def _is_ongoing(text: str, _deadline: Deadline, limit: Span) -> bool:
    """Only where it is all that a clause says; 持续推进农村改革 is a task."""
    before = text[limit.start - 1 : limit.start]
    opens = not before or before in _EDGE + "并且"
    return opens and text[limit.end : limit.end + 1] in _ENDS


def _is_start(text: str, _deadline: Deadline, limit: Span) -> bool:
    return not _ATTRIBUTE.match(text, limit.end)


_JUDGES: dict[str, Callable[[str, Deadline, Span], bool]] = {
    "due": _is_due,
    "this_year": _is_this_year,
    "span": _is_period,
    "five_year": _is_period,
    "soon": _is_period,
    "in": _is_within,
    "ongoing": _is_ongoing,
    "start": _is_start,
}
