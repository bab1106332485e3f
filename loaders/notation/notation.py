"""A notation as read: names in groups under duty words, groups in segments under labels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from loaders.notation.duties import Duty
from loaders.text import Span


class Judge(Protocol):
    """Who knows names: the registry."""

    def is_known(self, name: str) -> bool:
        """Whether the name is in the registry."""

    def is_body(self, name: str) -> bool:
        """Whether an unknown name is formed like that of a body."""

    def is_organ(self, name: str) -> bool:
        """Whether the name is formed like that of an organ of state, party or a mass organisation."""

    def is_collective(self, name: str) -> bool:
        """Whether the name stands for a class of bodies."""

    def is_placed(self, name: str) -> bool:
        """Whether the name begins with a place, a level of government or the state."""


@dataclass(frozen=True)
class Item:
    """One name in a list; ``duty`` and ``wording``: of a tag that only this name carries, A（牵头）; ``mark``: ★."""

    span: Span
    text: str
    collective: bool = False
    explained: bool = True
    scope: str = ""
    duty: Duty | None = None
    wording: str = ""
    mark: str = ""


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
    legend: dict[str, Duty] = field(default_factory=dict)  # mark: what it says
    no_order: bool = False
    later_too: list[Item] = field(default_factory=list)  # 以下均需Z落实，不再列出
    deadline: Span | None = None
    unexplained: list[Span] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)  # wordings, also of labels under which no name was read

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
        """Whether a label, a duty word, a tag or a rule stands in it."""
        return (
            bool(self.rule)
            or any(s.label for s in self.segments)
            or any(g.duty for g in self.groups)
            or any(i.duty for i in self.items)
        )
