"""Names in a stretch without separators: joints (和, 及), open lists (等), brackets, and what explains a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.notation import lexicon as words
from loaders.notation.notation import Item, Judge
from loaders.notation.stretches import JOINTS
from loaders.text import Span

_QUANTIFIED = re.compile(r"各|有关|相关|国务院|中央|地方|省|市|县|区|自治区")
_BRACKETED = re.compile(r"(.{2,}?)[（〔(]([^（）〔〕()]{2,30})[）〕)](.{0,6})")
_NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}


def all_explained(items: list[Item]) -> bool:
    """Whether something explains every name."""
    return all(item.explained for item in items)


@dataclass(frozen=True)
class Names:
    """Reads names; asks the judge which ones are known or formed like a body's."""

    judge: Judge

    def item(self, name: str, at: int, scope: str = "") -> Item:
        """One name at a clean offset."""
        collective = bool(name) and self.judge.is_collective(name)
        return Item(Span(at, at + len(name)), name, collective, collective or self.explained(name), scope)

    def explained(self, name: str) -> bool:
        """Known, formed like a body, or a body with a second name in brackets."""
        if len(name) < 2 or self.judge.is_known(name):
            return len(name) >= 2
        bracket = _BRACKETED.fullmatch(name)
        return self.explained(bracket[1] + bracket[3]) if bracket else self.judge.is_body(name)

    def known(self, items: list[Item]) -> bool:
        """Whether the registry has every name."""
        return all(self.judge.is_known(item.text) for item in items)

    def listed(self, names: str, at: int, scope: str, before: int) -> tuple[list[Item], bool]:
        """The names of a stretch, and whether 等 leaves the list open.

        Args:
            names: the stretch, without duty word.
            at: its clean offset.
            scope: part of the work that these names have.
            before: number of names read before it, for 等3部门.
        """
        for match in re.finditer("等", names):
            head = self.joined(names[: match.start()], at, scope)
            if not head or not all_explained(head):
                continue
            rest = names[match.end() :]
            for after in _after_open(rest):
                tail = self.joined(rest[after:], at + match.end() + after, scope)
                if all_explained(tail):
                    return head + tail, _count(rest) != before + len(head)
        return self.joined(names, at, scope), False

    def joined(self, names: str, at: int, scope: str) -> list[Item]:
        """One or more names; 和 及 与 part them only where both sides are names."""
        if not names:
            return []
        whole = self.item(names, at, scope)
        if self.judge.is_known(names):
            return [whole]
        for joint in JOINTS.finditer(names):
            if whole.collective and not _QUANTIFIED.match(names, joint.end()):
                continue  # 各地区和部门 is one class; 各部门及各区政府 are two
            left = self.item(names[: joint.start()], at, scope)
            right = self.joined(names[joint.end() :], at + joint.end(), scope) if left.explained else []
            if right and all_explained(right):
                return [left, *right]
        return [whole]


def _after_open(rest: str) -> Iterator[int]:
    """Where the names go on after 等: past the class noun and a joint; at the end if nothing follows."""
    noun = words.AFTER_OPEN.match(rest)
    for stop in (noun.end() if noun else 0, 0):
        if stop == len(rest):
            yield stop
        joint = JOINTS.match(rest, stop)
        if joint:
            yield joint.end()


def _count(rest: str) -> int:
    """N of 等N部门; 0 if it does not count. A list that counts just the names before it is closed."""
    noun = words.AFTER_OPEN.match(rest)
    if not noun or not noun["count"]:
        return 0
    return int(noun["count"]) if noun["count"].isdecimal() else _NUMERALS.get(noun["count"], 0)
