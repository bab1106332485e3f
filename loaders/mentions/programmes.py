"""Programmes: named campaigns, projects, pilots, demonstrations, inspections and activities.

A programme is the noun phrase behind a verb that sets it going (开展, 实施, 组织 …), if its head is 工程, 专项行动,
整治, 试点, 活动 and the like. 和 and 、 part names only behind a conjunct that is complete; works that are built
(铁路工程) and routine checks are none. Names in quotes keep their quotes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from loaders.mentions.clauses import HIDDEN, Clause, read
from loaders.mentions.vocabulary import programmes as words
from loaders.mentions.vocabulary.tables import alternatives
from loaders.model import ProgrammeMention
from loaders.text import Span

_HEADS = alternatives(words.HEADS)
_ANY_HEAD = re.compile(_HEADS)
_HEAD_END = re.compile(rf"(?:{_HEADS})$")
_WORK_END = re.compile(r"(?:相关|有关)?(?:工作|任务)$")
_JOINT = re.compile("、|以及|和|与|及")
_COMPLETE = re.compile(rf"(?:{words.COMPLETE})$")
_START = re.compile(words.STARTS)
_INNER_START = re.compile(words.INNER_STARTS)
_WORKS = re.compile(rf"(?:{words.WORKS})工程$")
_THINGS = re.compile(words.THINGS)
_LEADING = re.compile("(?:一批|若干|一系列|有关|相关|各类|各项|的|好|对)+")
_QUOTED = re.compile(r"“([^“”\n]{1,40})”")


def find_programmes(text: str, span: Span) -> tuple[ProgrammeMention, ...]:
    """The programmes named in a span of clean text, in order. Never raises."""
    prose, at = read(text, span), span.start
    heads = [match.end() + at for match in _ANY_HEAD.finditer(text[at : span.end])]
    found: list[ProgrammeMention] = []
    for clause in prose.clauses if heads or HIDDEN in prose.shown else ():
        first, last = bisect_right(heads, clause.span.start), bisect_right(heads, clause.span.end)
        named = list(_named(text, clause)) if first < last else []
        if HIDDEN in clause.shown:
            named += [q for q in _quoted(text, clause) if not any(p.span.overlaps(q.span) for p in named)]
            named.sort(key=lambda p: p.span.start)
        found += named
    return tuple(found)


# ---- names behind a verb ----------------------------------------------------------------------------------------


def _named(text: str, clause: Clause) -> Iterator[ProgrammeMention]:
    head = clause.head
    if not head or not _START.search(head.verb):
        return
    start, verb = _innermost(clause.shown, head.end, head.verb)
    items = _event_list(clause.shown, start)
    for left, right in items or _conjuncts(clause.shown, start):
        yield from _programme(text, clause, left, right, "" if items else verb)


def _innermost(shown: str, start: int, verb: str) -> tuple[int, str]:
    """Where the noun phrase begins: behind the last 开展 or 实施 of the clause (支持企业开展…行动)."""
    for match in _INNER_START.finditer(shown, start):
        if match.end() < len(shown) and shown[match.end()] not in "的和与、及方案工" and match.start() > start:
            start, verb = match.end(), match[0]
    return start, verb


def _conjuncts(shown: str, start: int) -> Iterator[tuple[int, int]]:
    for joint in _JOINT.finditer(shown, start):
        if _COMPLETE.search(shown, start, joint.start()):
            yield start, joint.start()
            start = joint.end()
    yield start, len(shown)


def _event_list(shown: str, start: int) -> list[tuple[int, int]]:
    """Items of X、Y等Z活动, which are activities themselves; empty where Z are things (农资等产品专项整治)."""
    head = _HEAD_END.search(shown, start)
    at = shown.rfind("等", start, head.start()) if head else -1
    if head is None or at < 0 or head.start() - at > 10 or _THINGS.search(shown, at, head.start()):
        return []
    bounds = [(m.start(), m.end()) for m in _JOINT.finditer(shown, start, at)]
    return list(zip([start, *(b for _, b in bounds)], [*(a for a, _ in bounds), at], strict=True))


def _programme(text: str, clause: Clause, left: int, right: int, verb: str) -> Iterator[ProgrammeMention]:
    """The programme between two places; ``verb`` sets it going, empty for the item of a list of activities."""
    shown = clause.shown
    left, right = _pared(shown, left, right)
    name = shown[left:right]
    head = _HEAD_END.search(name)
    inside = _HEAD_END.search(text[clause.span.start + left : clause.span.start + right].removesuffix("”"))
    if not verb:
        if len(name) > 1 and name not in words.EVENTS:
            yield from _items(text, clause, left, right, head[0] if head else "活动")
    elif head and _sets_going(verb, head[0]) and _is_name(name[: head.start()], name, head[0]):
        yield _mention(text, clause, left, right, head[0], "head_noun")
    elif not head and inside and name.endswith(HIDDEN):
        yield _mention(text, clause, left, right, inside[0], "quoted")


def _pared(shown: str, left: int, right: int) -> tuple[int, int]:
    """Without 一批, 有关 … before and 工作 behind."""
    work = _WORK_END.search(shown, left, right)
    right = work.start() if work else right
    leading = _LEADING.match(shown, left, right)
    return (leading.end() if leading else left), right


def _sets_going(verb: str, head: str) -> bool:
    wanted = words.HEADS[head]
    return not wanted or any(start in verb for start in wanted)


def _is_name(before: str, whole: str, head: str) -> bool:
    """Whether the phrase is a name: not bare, no works that are built, no routine."""
    if len(before) < 2 or before[-1] == "等" or any(word in before for word in words.ROUTINE):
        return False
    if head == "工程" and HIDDEN not in before and _WORKS.search(whole):
        return False
    return HIDDEN in before or len(whole) >= 5


def _items(text: str, clause: Clause, left: int, right: int, head: str) -> Iterator[ProgrammeMention]:
    """An item of a list of activities: each of its quotes, or its words without a gloss in brackets."""
    base = clause.span.start
    printed = text[base + left : base + right]
    if printed.startswith("“"):
        for match in _QUOTED.finditer(printed):
            tail = _QUOTED_HEAD.match(printed, match.end())
            end = tail.end() if tail else match.end()
            yield _mention(text, clause, left + match.start(), left + end, head, "x_deng_z")
    else:
        end = printed.find("（")
        yield _mention(text, clause, left, left + end if end > 0 else right, head, "x_deng_z")


def _mention(text: str, clause: Clause, left: int, right: int, head: str, rule: str) -> ProgrammeMention:
    span = Span(clause.span.start + left, clause.span.start + right)
    return ProgrammeMention(span, clause.span, head, "“" in text[span.start : span.end], rule)


# ---- names in quotes --------------------------------------------------------------------------------------------

_QUOTED_HEAD = re.compile(rf"(?:{_HEADS}|建设)(?!基地|区|城市|园区|点|县|社|企业|平台|基金|资金|项目|单位)")


def _quoted(text: str, clause: Clause) -> Iterator[ProgrammeMention]:
    """“X”行动 wherever it stands, and quotes that end in a head themselves (“…专项行动”)."""
    for match in _QUOTED.finditer(text, clause.span.start, clause.span.end):
        head = _QUOTED_HEAD.match(text, match.end(), clause.span.end)
        inside = _HEAD_END.search(match[1])
        if head:
            yield ProgrammeMention(Span(match.start(), head.end()), clause.span, head[0], True, "quoted")
        elif inside and len(match[1]) >= 5:
            yield ProgrammeMention(Span(match.start(1), match.end(1)), clause.span, inside[0], True, "quoted")
