"""Names in a stretch without separators: joints (和, 及), open lists (等), brackets, and what explains a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.notation.collectives import AFTER_OPEN
from loaders.notation.duties import Duty
from loaders.notation.labels import TAG, label_duty
from loaders.notation.notation import Item, Judge
from loaders.notation.remarks import MARK
from loaders.notation.stretches import JOINTS
from loaders.text import Span

_QUANTIFIED = re.compile(
    r"(?:国务院|中央|省|市|县|区|州|自治区|兵团)?[直级属]?(?:各|有关|相关)|国务院|中央|地方|省|市|县|区|自治区|全[省市县区国]|其他"
)
_BRACKETED = re.compile(r"(.{2,}?)[（〔(]([^（）〔〕()]{2,30})[）〕)](.{0,6})")
_SCOPE = re.compile(
    r"(?:负责|承担|承办|统筹|主管|涉及|限)[^，；]{1,24}|[^，；]{2,16}(?:部分|环节|领域|方面|工作|任务|事项|指标|范围内?)"
)
_PARTY_AND_STATE = "中央和国家机关"  # one class, though 中央 goes by its own name
_SHORT_FOR = re.compile(r"(?:以下)?(?:统)?(?:简称|合称|下称)|以下称")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹"
    "熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文某欧阳司徒"
)
_PERSON = re.compile(rf"[{_SURNAMES}][\u4e00-\u9fff×某XＸ*]{{1,2}}(?:同志|局长|主任|书记|县长|市长|区长|部长|处长)?")
_NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}


def all_explained(items: list[Item]) -> bool:
    """Whether something explains every name."""
    return all(item.explained for item in items)


@dataclass(frozen=True)
class Names:
    """Reads names; asks the judge which ones are known or formed like a body's."""

    judge: Judge

    def item(self, name: str, at: int, scope: str = "") -> Item:
        """One name at a clean offset, without a mark (★) or what a bracket behind it says (牵头, a part, a person)."""
        mark, name, at = _unmarked(name, at)
        duty: Duty | None = None
        wording = ""
        bracket = _BRACKETED.fullmatch(name) if name[-1:] in ("）", "〕", ")") else None
        if bracket and not bracket[3]:
            tag = TAG.fullmatch(bracket[2])
            if tag:
                name, duty, wording = bracket[1], label_duty(tag), bracket[2]
            elif self._is_aside(bracket[1], bracket[2]):
                name, scope = bracket[1], bracket[2] if _SCOPE.fullmatch(bracket[2]) else scope
            further, name, at = _unmarked(name, at)
            mark = mark or further
        collective = bool(name) and self.judge.is_collective(name)
        explained = collective or self.explained(name)
        return Item(Span(at, at + len(name)), name, collective, explained, scope, duty, wording, mark)

    def _is_aside(self, outer: str, inner: str) -> bool:
        """A（负责城区部分）, A（张三）: the bracket is no part of the name."""
        if _SHORT_FOR.match(inner):
            return True
        if self.judge.is_collective(outer) or self.judge.is_body(inner):
            return False
        return _SCOPE.fullmatch(inner) is not None or self.is_person(inner)

    def is_person(self, name: str) -> bool:
        """Whether the name is one of a person: persons are never parties."""
        if not _PERSON.fullmatch(name):
            return False
        return not (self.judge.is_placed(name) or self.judge.is_body(name) or self.judge.is_known(name))

    def explained(self, name: str) -> bool:
        """Known, formed like a body, or a body with a second name in brackets."""
        if len(name) < 2 or self.judge.is_known(name):
            return len(name) >= 2
        bracket = _BRACKETED.fullmatch(name) if "（" in name or "〔" in name else None
        return self.explained(bracket[1] + bracket[3]) if bracket else self.judge.is_body(name)

    def known(self, items: list[Item]) -> bool:
        """Whether the registry has every name."""
        return all(self.judge.is_known(item.text) for item in items)

    def listed(self, names: str, at: int, scope: str, before: tuple[int, ...]) -> tuple[list[Item], bool]:
        """The names of a stretch, and whether 等 leaves the list open.

        Args:
            names: the stretch, without duty word.
            at: its clean offset.
            scope: part of the work that these names have.
            before: numbers of names before it (of its group, of the notation) that 等3部门 may count.
        """
        for match in re.finditer("等", names):
            head = self.joined(names[: match.start()], at, scope)
            if not head or not all_explained(head):
                continue
            rest = names[match.end() :]
            for after in _after_open(rest):
                tail = self.joined(rest[after:], at + match.end() + after, scope)
                if all_explained(tail):
                    return head + tail, _count(rest) not in [n + len(head) for n in before]
        if names.endswith("等") and len(names) > 2:  # of a name that only its list may explain
            return self.joined(names[:-1], at, scope), True
        return self.joined(names, at, scope), False

    def joined(self, names: str, at: int, scope: str) -> list[Item]:
        """One or more names; 和 及 与 part them only where both sides are names."""
        if not names:
            return []
        whole = self.item(names, at, scope)
        if self.judge.is_known(whole.text):
            return [whole]
        for joint in JOINTS.finditer(names):
            if whole.collective and not self._begins_name(names[joint.end() :]):
                continue  # 各地区和部门 is one class; 各部门及各区政府 are two
            if whole.text.startswith(_PARTY_AND_STATE):
                continue
            left = self.item(names[: joint.start()], at, scope)
            right = self.joined(names[joint.end() :], at + joint.end(), scope) if left.explained else []
            if right and all_explained(right):
                return [left, *right]
        return [whole]

    def _begins_name(self, rest: str) -> bool:
        """Whether a name of its own follows a joint: a class with a quantifier, or a body of a place."""
        if _QUANTIFIED.match(rest):
            return True
        return (self.judge.is_placed(rest) or (len(rest) > 4 and self.judge.is_organ(rest))) and self.explained(rest)


def _after_open(rest: str) -> Iterator[int]:
    """Where the names go on after 等: past the class noun and a joint; at the end if nothing follows."""
    noun = AFTER_OPEN.match(rest)
    for stop in (noun.end() if noun else 0, 0):
        if stop == len(rest):
            yield stop
        joint = JOINTS.match(rest, stop)
        if joint:
            yield joint.end()


def _count(rest: str) -> int:
    """N of 等N部门; 0 if it does not count. A list that counts just the names before it is closed."""
    noun = AFTER_OPEN.match(rest)
    if not noun or not noun["count"]:
        return 0
    return int(noun["count"]) if noun["count"].isdecimal() else _NUMERALS.get(noun["count"], 0)


def _unmarked(name: str, at: int) -> tuple[str, str, int]:
    """The mark before or behind a name, the name, and its offset."""
    before = MARK.match(name)
    if before and before.end() < len(name):
        name, at = name[before.end() :], at + before.end()
    end = len(name)
    while end > 1 and MARK.match(name, end - 1):
        end -= 1
    mark = before[0] if before else name[end:]
    return mark[:1], name[:end], at
