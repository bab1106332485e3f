"""The machine that reads one notation: labels, lists, duty words. It knows no names; it asks a judge.

Grammar (EBNF; terminals are the tables of :mod:`loaders.notation.lexicon`)::

    notation  = segment { sep segment } ;
    segment   = [ LABEL ":" ] group { sep group } ;
    group     = item { sep item } [ DUTY ] ;            (* the duty word covers every item since the last one *)
    item      = [ SCOPE "由" ] ( name | COLLECTIVE ) { joint ( name | COLLECTIVE ) } [ OPEN ] [ JOINT item ]
              | TIME ;
    OPEN      = "等" [ class noun ] [ joint COLLECTIVE ] ;
    sep       = "、" | "，" | "；" | "。" | line end ;
    joint     = "和" | "及" | "与" | "以及" ;             (* only between two names: 工业和信息化部 is one *)

A notation is accepted only if every character of it is explained.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from loaders.notation import lexicon as words
from loaders.notation.lexicon import Duty
from loaders.text import Span

_SEPARATORS = "、，,；;。．\n "
_BRACKETS = {"（": "）", "〔": "〕", "(": ")", "【": "】", "“": "”", "《": "》"}
_JOINTS = re.compile(r"以及|和|及|与|暨")
_QUANTIFIED = re.compile(r"各|有关|相关|国务院|中央|地方|省|市|县|区|自治区")
_LEAD_IN = re.compile(r"(?:(?:具体|主要|分别|统一)?由|其中|并)")
_SCOPED = re.compile(r"(?P<scope>[^由、，；]{2,24})由(?P<rest>.+)")
_SUFFIX_LENT = ("管委会", "人民政府", "政府", "分局", "海关", "证监局", "银保监局", "监管局")
_NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}


class Judge(Protocol):
    """Who knows names: the registry."""

    def is_known(self, name: str) -> bool:
        """Whether the name is in the registry."""

    def is_body(self, name: str) -> bool:
        """Whether an unknown name is formed like that of a body."""

    def is_collective(self, name: str) -> bool:
        """Whether the name stands for a class of bodies."""


@dataclass(frozen=True)
class Item:
    """One name in a list."""

    span: Span
    text: str
    collective: bool = False
    explained: bool = True
    scope: str = ""


@dataclass
class Group:
    """Names under one duty word (None: a bare list)."""

    items: list[Item] = field(default_factory=list)
    duty: Duty | None = None
    wording: str = ""
    partners: list[Item] = field(default_factory=list)  # the names after 会同
    open_list: bool = False


@dataclass
class Segment:
    """Groups under one label (None: no label)."""

    label: Duty | None
    wording: str
    groups: list[Group] = field(default_factory=list)


@dataclass
class Notation:
    """One notation as read. ``unexplained`` are the stretches that the grammar cannot read."""

    span: Span
    segments: list[Segment] = field(default_factory=list)
    rule: Span | None = None
    no_order: bool = False
    later_too: list[Item] = field(default_factory=list)  # 以下均需Z落实，不再列出
    deadline: Span | None = None
    unexplained: list[Span] = field(default_factory=list)

    @property
    def groups(self) -> list[Group]:
        """All groups in order."""
        return [g for s in self.segments for g in s.groups]

    @property
    def items(self) -> list[Item]:
        """All names in order."""
        return [i for g in self.groups for i in (*g.items, *g.partners)]

    @property
    def open_list(self) -> bool:
        """Whether a list of it ends in 等."""
        return any(g.open_list for g in self.groups)

    @property
    def says_duty(self) -> bool:
        """Whether a label, a duty word or a rule stands in it."""
        return bool(self.rule) or any(s.label for s in self.segments) or any(g.duty for g in self.groups)


def parse(text: str, span: Span, judge: Judge) -> Notation:
    """Reads the words of ``span`` (without the outer brackets) as a notation."""
    return _Machine(text, span, judge).run()


class _Machine:
    def __init__(self, text: str, span: Span, judge: Judge) -> None:
        self.text, self.judge = text, judge
        self.out = Notation(span)
        self.start, self.end = span.start, span.end
        self.named = 0  # names read so far, for 等3部门

    def run(self) -> Notation:
        holes = sorted(self._holes())
        for start, end, label, wording in self._segments(holes):
            segment = Segment(label, wording)
            self.out.segments.append(segment)
            if label is Duty.OTHER:
                self._other(start, end, wording)
            else:
                self._read(segment, start, end, holes)
        self._lend_suffixes()
        self.out.segments = [s for s in self.out.segments if s.groups]
        return self.out

    # ---- what is no name: rules, later-too clauses ----

    def _holes(self) -> Iterator[tuple[int, int]]:
        """Stretches that are read as wholes and taken out of the lists."""
        for match in words.LEAD_RULE.finditer(self.text, self.start, self.end):
            self.out.rule = Span(*match.span())
            yield self._with_brackets(*match.span())
        for match in words.LATER_TOO.finditer(self.text, self.start, self.end):
            self.out.later_too.append(self._item(match["names"], match.start("names"), ""))
            yield match.span()
        for match in words.NO_ORDER.finditer(self.text, self.start, self.end):
            self.out.no_order = True
            yield match.span()

    def _with_brackets(self, start: int, end: int) -> tuple[int, int]:
        """The stretch, or the whole inner bracket in which it stands: A〔列首位的为牵头单位，下同〕、B."""
        for at in range(start - 1, self.start, -1):
            close = self._closing(at, self.end)
            if close >= end and self.text[at] in "（〔(【":
                return at, close
            if self.text[at] in "）〕)】":
                break
        return start, end

    def _segments(self, holes: list[tuple[int, int]]) -> Iterator[tuple[int, int, Duty | None, str]]:
        """Stretches between labels, with what their label says."""
        labels = [
            m
            for m in words.LABEL.finditer(self.text, self.start, self.end)
            if not any(a <= m.start() < b for a, b in holes)
        ]
        first = labels[0].start() if labels else self.end
        yield self.start, first, None, ""
        for i, label in enumerate(labels):
            end = labels[i + 1].start() if i + 1 < len(labels) else self.end
            yield label.end(), end, words.label_duty(label), label[0].rstrip("：:").strip(_SEPARATORS)

    def _other(self, start: int, end: int, wording: str) -> None:
        span = self._strip(start, end)
        if re.search("时限|期限|时间|进度|日期", wording) and span.end > span.start:
            self.out.deadline = span

    def _strip(self, start: int, end: int) -> Span:
        while start < end and self.text[start] in _SEPARATORS:
            start += 1
        while start < end and self.text[end - 1] in _SEPARATORS:
            end -= 1
        return Span(start, end)

    # ---- lists ----

    def _read(self, segment: Segment, start: int, end: int, holes: list[tuple[int, int]]) -> None:
        group = Group()
        for chunk in self._chunks(start, end, holes):
            duty = words.duty_of(self.text[chunk.start : chunk.end])
            if duty and (group.items or segment.groups):  # a duty word on its own: …等部门，按职责分工负责
                target = group if group.items else segment.groups[-1]
                self._close(target, duty, self.text[chunk.start : chunk.end])
            elif not self._chunk(group, chunk):
                continue
            if group.duty:
                segment.groups.append(group)
                group = Group()
        if group.items or group.partners:
            segment.groups.append(group)

    @staticmethod
    def _close(group: Group, duty: Duty, wording: str) -> None:
        group.duty, group.wording = duty, wording

    def _chunks(self, start: int, end: int, holes: list[tuple[int, int]]) -> Iterator[Span]:
        """Stretches between separators; collectives, nested brackets and holes are not entered."""
        skip = dict(holes)
        at = first = start
        while at < end:
            if at in skip:
                if at > first:
                    yield Span(first, at)
                at = first = skip[at]
            elif self.text[at] in _SEPARATORS:
                if at > first:
                    yield Span(first, at)
                at = first = at + 1
            elif close := self._closing(at, end):
                at = close
            else:
                at = self._past_collective(at, first, end) or at + 1
        if end > first:
            yield Span(first, end)

    def _closing(self, at: int, end: int) -> int:
        """Past the bracket that opens at ``at``; 0 if none opens or it never closes."""
        close = _BRACKETS.get(self.text[at])
        if not close:
            return 0
        depth = 0
        for i in range(at, end):
            depth += (self.text[i] == self.text[at]) - (self.text[i] == close)
            if not depth:
                return i + 1
        return 0

    def _past_collective(self, at: int, first: int, end: int) -> int:
        """Past a collective that begins at ``at`` (where an item may begin); 0 if none does."""
        if at != first and not _JOINTS.fullmatch(self.text[at - 1]) and self.text[at - 1] not in "等由同合":
            return 0
        match = words.COLLECTIVE_RUN.match(self.text, at, end)
        return match.end() if match and self._is_boundary(match.end(), end) else 0

    def _is_boundary(self, at: int, end: int) -> bool:
        """Whether a name may end at ``at``."""
        if at >= end or self.text[at] in _SEPARATORS + "等）〕)（〔" or _JOINTS.match(self.text, at):
            return True
        stop = at
        while stop < end and self.text[stop] not in _SEPARATORS:
            stop += 1
        rest = self.text[at:stop]
        return words.duty_of(rest) is not None or words.JOINT.match(rest) is not None or "由" in rest

    # ---- one stretch ----

    def _chunk(self, group: Group, chunk: Span) -> bool:
        """Reads a stretch into the group; False where it is a time clause or cannot be explained."""
        lead_in = _LEAD_IN.match(self.text, chunk.start, chunk.end)
        if lead_in and lead_in.end() < chunk.end:
            chunk = Span(lead_in.end(), chunk.end)
        text = self.text[chunk.start : chunk.end]
        for reading in self._readings(text, chunk.start):
            items, partners, duty, open_list = reading
            if all(i.explained for i in (*items, *partners)):
                if partners and not items and not group.items:
                    # A牵头，会同B、C: those after 会同 take part, whatever duty word follows
                    self._close(group, Duty.TAKE_PART, "会同")
                    items, partners, duty = partners, [], ""
                group.items += items
                self.named += len(items)
                group.partners += partners
                group.open_list |= open_list
                if duty:
                    self._close(group, words.duty_of(duty) or Duty.DO, duty)
                if partners:
                    group.duty = Duty.JOINT
                    group.wording = group.wording or "会同"
                return True
        if words.TIME_CLAUSE.fullmatch(text):
            self.out.deadline = self.out.deadline or chunk
            return False
        if words.SAME_BELOW.match(text):
            return False
        return self._unread(group, chunk, text)

    def _readings(self, text: str, at: int) -> Iterator[tuple[list[Item], list[Item], str, bool]]:
        """Ways to read a stretch: items, partners after 会同, duty word, open list; longest duty word first."""
        scoped = _SCOPED.fullmatch(text)
        if scoped and not self._explained(text):
            scope, text, at = scoped["scope"], scoped["rest"], at + scoped.start("rest")
        else:
            scope = ""
        for cut in (*words.split_tail(text), len(text)):
            names, duty = text[:cut], text[cut:]
            items, opened = self._list(names, at, scope)
            if not all(self.judge.is_known(i.text) for i in items):
                yield from self._with_partners(names, at, scope, duty)
            yield items, [], duty, opened

    def _with_partners(
        self, names: str, at: int, scope: str, duty: str
    ) -> Iterator[tuple[list[Item], list[Item], str, bool]]:
        """A会同B: names before and after the joint word."""
        for joint in words.JOINT.finditer(names):
            left, opened = self._list(names[: joint.start()], at, scope)
            right, opened_right = self._list(names[joint.end() :], at + joint.end(), scope)
            consulted = joint[0].endswith("商") and not joint[0].startswith("会")
            if right and all(i.explained for i in (*left, *right)) and (left or not consulted):
                yield left, right, duty, opened or opened_right

    def _unread(self, group: Group, chunk: Span, text: str) -> bool:
        """A stretch that is no name: kept as an item if a later name may lend it its suffix, else unexplained."""
        if re.fullmatch(r"[\u4e00-\u9fff]{2,12}", text):
            group.items.append(Item(chunk, text, explained=False))
            return True
        self.out.unexplained.append(chunk)
        return False

    def _list(self, names: str, at: int, scope: str) -> tuple[list[Item], bool]:
        """Items of a stretch without separators: joints and 等 taken apart."""
        for match in re.finditer("等", names):
            head = self._joined(names[: match.start()], at, scope)
            if not head or not all(i.explained for i in head):
                continue
            rest = names[match.end() :]
            for after in self._after_open(rest):
                tail = self._joined(rest[after:], at + match.end() + after, scope) if after < len(rest) else []
                if all(i.explained for i in tail):
                    return head + tail, not self._counted(rest, len(head))
        return self._joined(names, at, scope), False

    @staticmethod
    def _after_open(rest: str) -> Iterator[int]:
        """Where the parties go on after 等: past the class noun and a joint; at the end if nothing follows."""
        noun = words.AFTER_OPEN.match(rest)
        stops = [noun.end()] if noun else []
        for stop in (*stops, 0):
            if stop == len(rest):
                yield stop
            joint = _JOINTS.match(rest, stop)
            if joint:
                yield joint.end()

    def _counted(self, rest: str, named: int) -> bool:
        """Whether 等N部门 counts exactly the names before it: then the list is closed."""
        noun = words.AFTER_OPEN.match(rest)
        if not noun or not noun["count"]:
            return False
        count = int(noun["count"]) if noun["count"].isdecimal() else _NUMERALS.get(noun["count"], 0)
        return count == named + self.named

    def _joined(self, names: str, at: int, scope: str) -> list[Item]:
        """One or more names; 和 及 与 part them only where both sides are names."""
        if not names:
            return []
        whole = self._item(names, at, scope)
        if self.judge.is_known(names):
            return [whole]
        for joint in _JOINTS.finditer(names):
            if whole.collective and not _QUANTIFIED.match(names, joint.end()):
                continue  # 各地区和部门 is one class; 各部门及各区政府 are two
            left = self._item(names[: joint.start()], at, scope)
            if not left.explained or not names[joint.end() :]:
                continue
            right = self._joined(names[joint.end() :], at + joint.end(), scope)
            if right and all(i.explained for i in right):
                return [left, *right]
        return [whole]

    def _item(self, name: str, at: int, scope: str) -> Item:
        collective = bool(name) and self.judge.is_collective(name)
        return Item(Span(at, at + len(name)), name, collective, collective or self._explained(name), scope)

    def _explained(self, name: str) -> bool:
        """Known, formed like a body, or a body with a second name in brackets."""
        if len(name) < 2 or self.judge.is_known(name):
            return len(name) >= 2
        bracket = re.fullmatch(r"(.{2,}?)[（〔(]([^（）〔〕()]{2,30})[）〕)](.{0,6})", name)
        if bracket:
            return self._explained(bracket[1] + bracket[3])
        return self.judge.is_body(name)

    def _lend_suffixes(self) -> None:
        """X市、Y市、Z市政府: names without a suffix are explained by a later name of their list that has one."""
        for group in self.out.groups:
            for i, item in enumerate(group.items):
                if item.explained:
                    continue
                lender = next((j for j in group.items[i + 1 :] if j.explained), None)
                if lender and lender.text.endswith(_SUFFIX_LENT) and len(item.text) <= 8:
                    group.items[i] = Item(item.span, item.text, item.collective, True, item.scope)
                else:
                    self.out.unexplained.append(item.span)
