"""The machine that reads one notation: labels, lists, duty words. It knows no names; it asks a judge.

Grammar (EBNF; terminals are the tables of ``duties``, ``labels``, ``remarks`` and ``collectives``)::

    notation  = segment { sep segment } ;
    segment   = [ LABEL ":" ] ( group | REMARK | TIME ) { sep ( group | REMARK | TIME ) } ;
    group     = item { sep item } [ DUTY ] ;            (* the duty word covers every item since the last one *)
    item      = [ SCOPE ] [ "由" ] names [ OPEN ] [ JOINT names ] ;
    names     = name { joint name } ;                    (* 和 及 与 only between two names: 工业和信息化部 is one *)
    name      = [ MARK ] ( NAME | COLLECTIVE ) [ MARK | "（" ( TAG | SCOPE | PERSON ) "）" ] ;
    OPEN      = "等" [ class noun ] [ joint COLLECTIVE ] ;
    sep       = "、" | "，" | "；" | "。" | "/" | "・" | line end | white space between two names ;
    joint     = "和" | "及" | "与" | "以及" ;

A notation is accepted only if every character of it is explained. See README.md of this folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from loaders.notation.duties import JOINT, Duty, duty_of, split_tail
from loaders.notation.holes import Hole, find_holes
from loaders.notation.labels import BARE_LABEL, find_labels, label_duty
from loaders.notation.names import Names, all_explained
from loaders.notation.notation import Group, Item, Judge, Notation, Segment
from loaders.notation.remarks import MARK, TIME_CLAUSE, Remark
from loaders.notation.stretches import stretches, trimmed
from loaders.text import Span

_LEAD_IN = re.compile(r"(?:(?:具体|主要|分别|统一|其中)?由|其中|并)|[—－-]{1,3}")
_SCOPED = re.compile(r"(?P<scope>(?:(?!负责的|承担的)[^由、，；]){2,24})由(?P<rest>.+)")
_UNITS = frozenset("科处司室局")
_STOP = re.compile(r"[，；;。\n]")
_COMMAS = frozenset("，,；;。")
_PART_OF = re.compile(
    r"(?P<name>.{2,}?)(?P<duty>负责|牵头)(?P<scope>(?!组织|具体|落实|实施|统筹|协调|推进|指导|督|牵头|总牵头|负责|抓|制定|汇总|单位|部门|处室|机构|责任|主体|人)[^、，；的]{2,16})"
)
_SUFFIX_LENT = (
    *("管委会", "人民政府", "政府", "分局", "海关", "证监局", "银保监局", "监管局"),
    *("县", "市", "区", "镇", "街道"),
)
_NAMELIKE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9×“”·（）〇—-]{2,24}")
# What stands in clauses of prose, and never in a name.
_PROSE = re.compile(
    r"[要须将可]|应(?!急|对)|不得|通过|对于|[的了着]|进行|建立|健全|加强|推动|促进|做好|措施|情况|问题|以上|以下|其他"
)


def parse(text: str, span: Span, judge: Judge, gaps: frozenset[int] = frozenset()) -> Notation:
    """Reads the words of ``span`` (without the outer brackets) as a notation.

    Args:
        text: clean text.
        span: the words.
        judge: who knows names.
        gaps: offsets before which white space stood in the original; it may part two names.
    """
    return _Machine(text, span, judge, gaps).run()


def _is_apart(duty: Duty, label: Duty | None) -> bool:
    """Whether the word leaves out the names before the last comma: A，B配合; under 责任单位 also A，B牵头."""
    return duty in (Duty.TAKE_PART, Duty.GUIDE) or (duty is Duty.LEAD and label is Duty.DO)


@dataclass(frozen=True)
class _Reading:
    """One way to read a stretch: names, names after 会同, duty word, open list."""

    items: list[Item]
    partners: list[Item] = field(default_factory=list)
    duty: str = ""
    open_list: bool = False


class _Machine:
    def __init__(self, text: str, span: Span, judge: Judge, gaps: frozenset[int]) -> None:
        self.text, self.span, self.names = text, span, Names(judge)
        self.gaps = frozenset(g for g in gaps if span.start < g < span.end) if gaps else gaps
        self.out = Notation(span)
        self.read = 0  # names read so far
        self.shared_out = False  # 按照职责分工，由A、B负责

    def run(self) -> Notation:
        holes: dict[int, int] = {}
        for hole in find_holes(self.text, self.span):
            holes[hole.span.start] = max(hole.span.end, holes.get(hole.span.start, 0))
            self._remark(hole)
        for stretch, label, wording in self._segments(holes):
            segment = Segment(label, wording)
            self.out.segments.append(segment)
            if label is Duty.OTHER:
                self._other(stretch, wording)
            else:
                self._lists(segment, stretch, holes)
        self._settle()
        self.out.labels = [s.wording for s in self.out.segments if s.label and s.label is not Duty.OTHER]
        self.out.segments = [s for s in self.out.segments if s.groups]
        return self.out

    # ---- what is no list: remarks, labels ----

    def _remark(self, hole: Hole) -> None:
        if hole.remark is Remark.FIRST_LEADS:
            self.out.rule = self.out.rule or hole.says
        elif hole.remark is Remark.BELOW and self.out.rule and hole.says.start - self.out.rule.end <= 1:
            self.out.rule = Span(self.out.rule.start, hole.says.end)
        elif hole.remark is Remark.NO_ORDER:
            self.out.no_order = True
        elif hole.remark is Remark.LEGEND:
            self.out.legend[hole.mark] = Duty.LEAD if hole.leads else Duty.TAKE_PART
        elif hole.names:
            self._later_too(hole.names)

    def _later_too(self, span: Span) -> None:
        """Z of 以下均需Z负责: collectives whole, the duty word off."""
        text = self.text[span.start : span.end]
        end = span.start + next(iter(split_tail(text)), len(text))
        for stretch in stretches(self.text, Span(span.start, end), {}):
            self.out.later_too += self.names.joined(self.text[stretch.start : stretch.end], stretch.start, "")

    def _segments(self, holes: dict[int, int]) -> Iterator[tuple[Span, Duty | None, str]]:
        """Stretches between labels, with what their label says."""
        labels = [m for m in self._labels() if not any(a <= m.start() < b for a, b in holes.items())]
        ends = [*(m.start() for m in labels), self.span.end]
        yield Span(self.span.start, ends[0]), None, ""
        for label, end in zip(labels, ends[1:], strict=True):
            wording = re.sub(r"(?:分别)?[为是：:\s]*$", "", label[0].strip("【】[]［］（）()：: "))
            yield Span(label.end(), end), label_duty(label), wording

    def _labels(self) -> list[re.Match[str]]:
        """Labels with a colon; without one where names follow: 责任单位A、B; 牵头单位为A."""
        start, end = self.span.start, self.span.end
        found = list(find_labels(self.text, start, end, self.gaps))
        for at in {start, *(m.end() for m in found), *(m.end() for m in _STOP.finditer(self.text, start, end))}:
            bare = BARE_LABEL.match(self.text, at, end)
            if bare and self._names_follow(bare.end()):
                found.append(bare)
        return sorted(found, key=lambda m: m.start())

    def _names_follow(self, at: int) -> bool:
        first = next(stretches(self.text, Span(at, self.span.end), {}), None)
        if first is None:
            return False
        words = self.text[at : first.end]
        return any(self.names.explained(words[:cut]) for cut in (*split_tail(words), len(words)))

    def _other(self, stretch: Span, wording: str) -> None:
        inner = trimmed(self.text, stretch.start, stretch.end)
        if re.search("时限|期限|时间|进度|日期|时点", wording) and inner.end > inner.start:
            self.out.deadline = inner

    # ---- lists ----

    def _lists(self, segment: Segment, span: Span, holes: dict[int, int]) -> None:
        group = Group()
        for stretch in (piece for whole in stretches(self.text, span, holes) for piece in self._pieces(whole)):
            before = len(group.items) if self.text[stretch.start - 1] in _COMMAS else 0
            if not self._lone_duty(segment, group, stretch) and not self._stretch(group, stretch):
                continue
            if before and group.duty and _is_apart(group.duty, segment.label):
                segment.groups.append(Group(group.items[:before], open_list=group.open_list))
                group = replace(group, items=group.items[before:])
            if group.duty:
                segment.groups.append(group)
                group = Group()
        if group.items or group.partners:
            segment.groups.append(group)

    def _lone_duty(self, segment: Segment, group: Group, stretch: Span) -> bool:
        """A duty word on its own: …等部门，按职责分工负责; 按照职责分工，由A、B负责."""
        text = self.text[stretch.start : stretch.end]
        duty = duty_of(text)
        if duty is None or TIME_CLAUSE.fullmatch(text):
            return False
        target = group if group.items else next(reversed(segment.groups), None)
        if target is None:
            self.shared_out = duty is Duty.DIVIDE
            return self.shared_out
        if target.duty in (None, Duty.DO):
            target.duty, target.wording = duty, text
        return True

    def _pieces(self, stretch: Span) -> list[Span]:
        """The stretch parted where white space stood, if every piece is then a name; names of persons are dropped."""
        cuts = sorted(g for g in self.gaps if stretch.start < g < stretch.end)
        text = self.text[stretch.start : stretch.end]
        if not cuts or self._reads_whole(text):
            return [stretch]
        ends = [stretch.start, *cuts, stretch.end]
        pieces = [Span(a, b) for a, b in pairwise(ends)]
        kept = [p for p in pieces if not self.names.is_person(self.text[p.start : p.end])]
        words = [self.text[p.start : p.end] for p in kept]
        alike = len({word[-1] for word in words}) == 1 and words[0][-1] in _UNITS if words else False
        return kept if words and all(self._is_piece(word, alike) for word in words) else [stretch]

    def _reads_whole(self, text: str) -> bool:
        """Whether the words give known names as they stand."""
        readings = (reading.items + reading.partners for reading in self._readings(text, 0, (0, 0)))
        return any(items and all(self._is_whole(item.text) for item in items) for items in readings)

    def _is_whole(self, name: str) -> bool:
        return self.names.judge.is_known(name) or self.names.judge.is_collective(name)

    def _is_piece(self, text: str, alike: bool) -> bool:
        """A duty word, or a name that stands by itself (in 总局 办公厅 the first does not), with or without one."""
        if duty_of(text) is not None:
            return True
        names = (text[:end] for end in (*split_tail(text), len(text)))
        return any(len(n) > 2 and (self._is_whole(n) or (alike and self.names.judge.is_body(n))) for n in names)

    def _stretch(self, group: Group, stretch: Span) -> bool:
        """Reads a stretch into the group; False where it is a time clause or cannot be explained."""
        lead_in = _LEAD_IN.match(self.text, stretch.start, stretch.end)
        if lead_in and lead_in.end() < stretch.end:
            stretch = Span(lead_in.end(), stretch.end)
        text = self.text[stretch.start : stretch.end]
        for reading in self._readings(text, stretch.start, (len(group.items), self.read)):
            if all_explained(reading.items + reading.partners):
                self._take(group, reading)
                return True
        if TIME_CLAUSE.fullmatch(text):
            self._time(stretch)
            return False
        return self._unread(group, stretch, text)

    def _time(self, clause: Span) -> None:
        """A time limit; clauses that follow each other are one (2024年启动，2025年完成)."""
        known = self.out.deadline
        if "有效期" in self.text[clause.start : clause.end]:
            return
        if known is None or clause.start - known.end == 1:
            self.out.deadline = Span(known.start if known else clause.start, clause.end)

    def _take(self, group: Group, reading: _Reading) -> None:
        if reading.partners and not reading.items and not group.items:
            # A牵头，会同B、C: those after 会同 take part, whatever duty word follows
            group.items, group.duty, group.wording = reading.partners, Duty.TAKE_PART, "会同"
        else:
            group.items += reading.items
            group.partners += reading.partners
            if reading.duty:
                group.duty, group.wording = self._duty(reading.duty), reading.duty
            if reading.partners:
                group.duty, group.wording = Duty.JOINT, group.wording or "会同"
        group.open_list |= reading.open_list
        self.read += len(reading.items)

    def _duty(self, word: str) -> Duty | None:
        duty = duty_of(word)
        return Duty.DIVIDE if duty is Duty.DO and self.shared_out else duty

    def _unread(self, group: Group, stretch: Span, text: str) -> bool:
        """A stretch that is no name by itself: kept as an item if the list may explain it, else unexplained."""
        cut = next(iter(split_tail(text)), len(text))
        name = text[:cut]
        if _NAMELIKE.fullmatch(name) and not _PROSE.search(name):
            group.items.append(Item(Span(stretch.start, stretch.start + cut), name, explained=False))
            if cut < len(text):
                group.duty, group.wording = self._duty(text[cut:]), text[cut:]
            return True
        if not self.names.is_person(MARK.sub("", text)):
            self.out.unexplained.append(stretch)
        return False

    # ---- ways to read a stretch ----

    def _readings(self, text: str, at: int, before: tuple[int, int]) -> Iterator[_Reading]:
        """Ways to read a stretch, longest duty word first."""
        scoped = _SCOPED.fullmatch(text) if "由" in text else None
        scope = ""
        divided = scoped is not None and duty_of(scoped["scope"]) is Duty.DIVIDE  # 按职责分工由A负责
        if scoped and (divided or not self.names.explained(text)):
            scope, text, at = "" if divided else scoped["scope"], scoped["rest"], at + scoped.start("rest")
            self.shared_out |= divided
        part = _PART_OF.fullmatch(text) if not scope and ("负责" in text or "牵头" in text) else None
        if part and self._is_whole(part["name"]):  # A负责城区部分，B负责学校
            yield _Reading([self.names.item(part["name"], at, part["scope"])], [], part["duty"])
        for cut in (*split_tail(text), len(text)):
            items, open_list = self.names.listed(text[:cut], at, scope, before)
            if not self.names.known(items):
                yield from self._with_partners(text[:cut], at, scope, text[cut:], before)
            yield _Reading(items, [], text[cut:], open_list)

    def _with_partners(self, names: str, at: int, scope: str, duty: str, before: tuple[int, int]) -> Iterator[_Reading]:
        """A会同B: names before and after the joint word."""
        for joint in JOINT.finditer(names):
            left, open_left = self.names.listed(names[: joint.start()], at, scope, before)
            right, open_right = self.names.listed(names[joint.end() :], at + joint.end(), scope, before)
            consulted = joint[0].endswith("商") and not joint[0].startswith("会")
            if right and all_explained(left + right) and (left or not consulted):
                yield _Reading(left, right, duty, open_left or open_right)

    # ---- names that only their list explains ----

    def _settle(self) -> None:
        for group in self.out.groups:
            for i, item in enumerate(group.items):
                if not item.explained and (self._is_lent(group.items[i + 1 :], item) or self._is_likely(item, group)):
                    group.items[i] = replace(item, explained=True)
            open_ = [item for item in group.items if not item.explained]
            self.out.unexplained += [item.span for item in open_ if not self.names.is_person(item.text)]
            group.items = [i for i in group.items if i.explained or not self.names.is_person(i.text)]

    def _is_lent(self, later: list[Item], item: Item) -> bool:
        """福州、厦门、泉州市政府: names without a suffix are explained by a later name of their list that has one."""
        lender = next((j for j in later if j.explained), None)
        return lender is not None and lender.text.endswith(_SUFFIX_LENT) and len(item.text) <= 8

    def _is_likely(self, item: Item, group: Group) -> bool:
        """A name of an unknown form, where a label or duty word stands: by its place, or by its neighbours.

        市留交办 begins with a place or level; 江中药业 stands in a list, parted by 、, in which most names are known.
        """
        if not self.out.says_duty or not 3 <= len(item.text) <= 20 or self.names.is_person(item.text):
            return False
        others = [i for i in self.out.items if i.explained and not i.collective]
        if self.names.judge.is_placed(item.text):
            return bool(others) or any(s.label for s in self.out.segments)
        known = [i for i in others if self.names.judge.is_known(i.text)]
        unread = [i for i in self.out.items if not i.explained]
        return bool(known) and len(others) > len(unread) and self._is_listed(item, group)

    def _is_listed(self, item: Item, group: Group) -> bool:
        """Whether the item stands beside an explained name, parted from it as the names of this list are."""
        mark = "、" if "、" in self.text[self.span.start : self.span.end] else "，、"
        at = group.items.index(item)
        before = at > 0 and group.items[at - 1].explained and self.text[item.span.start - 1] in mark
        after = group.items[at + 1 : at + 2]
        follows = bool(after) and after[0].explained and self.text[item.span.end : item.span.end + 1] in mark
        return before or follows
