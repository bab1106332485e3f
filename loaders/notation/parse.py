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

from loaders.notation import lexicon as words
from loaders.notation.lexicon import Duty
from loaders.notation.names import Names, all_explained
from loaders.notation.notation import Group, Item, Judge, Notation, Segment
from loaders.notation.stretches import SEPARATORS, stretches, trimmed, with_bracket
from loaders.text import Span

_LEAD_IN = re.compile(r"(?:(?:具体|主要|分别|统一)?由|其中|并)")
_SCOPED = re.compile(r"(?P<scope>[^由、，；]{2,24})由(?P<rest>.+)")
_SUFFIX_LENT = ("管委会", "人民政府", "政府", "分局", "海关", "证监局", "银保监局", "监管局")


def parse(text: str, span: Span, judge: Judge) -> Notation:
    """Reads the words of ``span`` (without the outer brackets) as a notation."""
    return _Machine(text, span, judge).run()


@dataclass(frozen=True)
class _Reading:
    """One way to read a stretch: names, names after 会同, duty word, open list."""

    items: list[Item]
    partners: list[Item] = field(default_factory=list)
    duty: str = ""
    open_list: bool = False


class _Machine:
    def __init__(self, text: str, span: Span, judge: Judge) -> None:
        self.text, self.span, self.names = text, span, Names(judge)
        self.out = Notation(span)
        self.read = 0  # names read so far

    def run(self) -> Notation:
        holes = {hole.start: hole.end for hole in self._holes()}
        for stretch, label, wording in self._segments(holes):
            segment = Segment(label, wording)
            self.out.segments.append(segment)
            if label is Duty.OTHER:
                self._other(stretch, wording)
            else:
                self._lists(segment, stretch, holes)
        self._lend_suffixes()
        self.out.segments = [s for s in self.out.segments if s.groups]
        return self.out

    # ---- what is no list: rules, labels, clauses ----

    def _holes(self) -> Iterator[Span]:
        """Stretches that are read as wholes and taken out of the lists."""
        start, end = self.span.start, self.span.end
        for match in words.LEAD_RULE.finditer(self.text, start, end):
            self.out.rule = Span(*match.span())
            yield with_bracket(self.text, self.out.rule, self.span)
        for match in words.LATER_TOO.finditer(self.text, start, end):
            self.out.later_too.append(self.names.item(match["names"], match.start("names")))
            yield Span(*match.span())
        for match in words.NO_ORDER.finditer(self.text, start, end):
            self.out.no_order = True
            yield with_bracket(self.text, Span(*match.span()), self.span)

    def _segments(self, holes: dict[int, int]) -> Iterator[tuple[Span, Duty | None, str]]:
        """Stretches between labels, with what their label says."""
        found = words.LABEL.finditer(self.text, self.span.start, self.span.end)
        labels = [m for m in found if not any(a <= m.start() < b for a, b in holes.items())]
        ends = [*(m.start() for m in labels), self.span.end]
        yield Span(self.span.start, ends[0]), None, ""
        for label, end in zip(labels, ends[1:], strict=True):
            yield Span(label.end(), end), words.label_duty(label), label[0].rstrip("：:").strip(SEPARATORS)

    def _other(self, stretch: Span, wording: str) -> None:
        inner = trimmed(self.text, stretch.start, stretch.end)
        if re.search("时限|期限|时间|进度|日期", wording) and inner.end > inner.start:
            self.out.deadline = inner

    # ---- lists ----

    def _lists(self, segment: Segment, span: Span, holes: dict[int, int]) -> None:
        group = Group()
        for stretch in stretches(self.text, span, holes):
            text = self.text[stretch.start : stretch.end]
            duty = words.duty_of(text)
            if duty and (group.items or segment.groups):  # a duty word on its own: …等部门，按职责分工负责
                target = group if group.items else segment.groups[-1]
                target.duty, target.wording = duty, text
            elif not self._stretch(group, stretch):
                continue
            if group.duty:
                segment.groups.append(group)
                group = Group()
        if group.items or group.partners:
            segment.groups.append(group)

    def _stretch(self, group: Group, stretch: Span) -> bool:
        """Reads a stretch into the group; False where it is a time clause or cannot be explained."""
        lead_in = _LEAD_IN.match(self.text, stretch.start, stretch.end)
        if lead_in and lead_in.end() < stretch.end:
            stretch = Span(lead_in.end(), stretch.end)
        text = self.text[stretch.start : stretch.end]
        for reading in self._readings(text, stretch.start):
            if all_explained(reading.items + reading.partners):
                self._take(group, reading)
                return True
        if words.TIME_CLAUSE.fullmatch(text):
            self.out.deadline = self.out.deadline or stretch
            return False
        return not words.SAME_BELOW.match(text) and self._unread(group, stretch, text)

    def _take(self, group: Group, reading: _Reading) -> None:
        if reading.partners and not reading.items and not group.items:
            # A牵头，会同B、C: those after 会同 take part, whatever duty word follows
            group.items, group.duty, group.wording = reading.partners, Duty.TAKE_PART, "会同"
        else:
            group.items += reading.items
            group.partners += reading.partners
            if reading.duty:
                group.duty, group.wording = words.duty_of(reading.duty), reading.duty
            if reading.partners:
                group.duty, group.wording = Duty.JOINT, group.wording or "会同"
        group.open_list |= reading.open_list
        self.read += len(reading.items)

    def _unread(self, group: Group, stretch: Span, text: str) -> bool:
        """A stretch that is no name: kept as an item if a later name may lend it its suffix, else unexplained."""
        if re.fullmatch(r"[\u4e00-\u9fff]{2,12}", text):
            group.items.append(Item(stretch, text, explained=False))
            return True
        self.out.unexplained.append(stretch)
        return False

    # ---- ways to read a stretch ----

    def _readings(self, text: str, at: int) -> Iterator[_Reading]:
        """Ways to read a stretch, longest duty word first."""
        scoped = _SCOPED.fullmatch(text)
        scope = ""
        if scoped and not self.names.explained(text):
            scope, text, at = scoped["scope"], scoped["rest"], at + scoped.start("rest")
        for cut in (*words.split_tail(text), len(text)):
            items, open_list = self.names.listed(text[:cut], at, scope, self.read)
            if not self.names.known(items):
                yield from self._with_partners(text[:cut], at, scope, text[cut:])
            yield _Reading(items, [], text[cut:], open_list)

    def _with_partners(self, names: str, at: int, scope: str, duty: str) -> Iterator[_Reading]:
        """A会同B: names before and after the joint word."""
        for joint in words.JOINT.finditer(names):
            left, open_left = self.names.listed(names[: joint.start()], at, scope, self.read)
            right, open_right = self.names.listed(names[joint.end() :], at + joint.end(), scope, self.read)
            consulted = joint[0].endswith("商") and not joint[0].startswith("会")
            if right and all_explained(left + right) and (left or not consulted):
                yield _Reading(left, right, duty, open_left or open_right)

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
