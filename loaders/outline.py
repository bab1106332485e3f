"""The outline of a body: numbered units, and which of them are sections, measures and closing paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.model import Unit
from loaders.numerals import numeral
from loaders.text import Span

_N = "一二三四五六七八九十百零〇"
# Level, pattern of the number at the start of a paragraph. Levels are those of GB/T 9704: 一、（一）1.（1）.
_NUMBERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(rf"第[{_N}\d]{{1,5}}[章编篇部]分?\s*[：:]?")),
    (1, re.compile(rf"[{_N}]{{1,5}}\s*[、.．，](?![{_N}]{{1,3}}[、是])")),
    (1, re.compile(rf"第[{_N}\d]{{1,5}}条\s*[：:]?")),
    (2, re.compile(rf"[（(〔]\s*[{_N}]{{1,5}}\s*[）)〕]、?")),
    (3, re.compile(r"\d{1,3}\s*[.．、](?!\d)")),
    (4, re.compile(r"[（(]\s*\d{1,3}\s*[）)]")),
    (4, re.compile(r"\d{1,2}\s*[）)](?![、，；])")),
    (5, re.compile(r"[①-⑳]\s*[.．、]?")),
)
# 1 加强监管: a number and a blank; only where the original has the blank, and no unit of measure follows.
_BLANK_NUMBER = re.compile(
    r"\d{1,3}(?=[\u4e00-\u9fff])(?![年月日个家项万亿级种条类处所名人次天号期批米元倍成层座公千百台套吨户亩]|平方|小时|分钟)"
)
# Headings under which a plan says what it is for, not what is to be done.
_FRAMEWORK = re.compile(
    r"^(?:总体要求|总体思路|总体目标|指导思想|基本原则|工作原则|主要目标|发展目标|工作目标|目标任务|重要意义|总体考虑|基本要求|总则|附则|背景|适用范围)"
)
_LONGEST_TITLE = 200
_TITLE_STOP = "。：:；！？\n"
_OPEN, _CLOSE = "（〔“《【(", "）〕”》】)"
_FINAL = re.compile(
    r"^(?:本(?:通知|意见|方案|措施|办法|规定|计划|政策|实施意见|实施方案|行动计划)|上述(?:政策|措施)|以上(?:政策|措施)).{0,60}?(?:施行|实施|执行|有效期|解释)"
)


@dataclass
class Node:
    """A numbered unit with its children, as far as the numbers tell."""

    number: str
    level: int
    start: int
    title: Span
    end: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def own_end(self) -> int:
        """Where its own text ends: at its first child."""
        return self.children[0].start if self.children else self.end


@dataclass(frozen=True)
class Outline:
    """Sections and measures of a body.

    For each measure ``section_of`` gives the ordinal of its section and ``within`` that of the measure under which it
    stands (a heading with a notation, a parent task); 0 = none.
    """

    sections: tuple[Unit, ...]
    measures: tuple[Unit, ...]
    section_of: tuple[int, ...]
    closing: tuple[Span, ...]
    within: tuple[int, ...] = ()


def read_outline(text: str, body: Span, notations: list[Span], roots: list[Node] | None = None) -> Outline:
    """Sections and measures.

    Args:
        text: clean text.
        body: the text between header and signature.
        roots: what :func:`heading_tree` gives for the body, if it is at hand.
        notations: spans of the responsibility notations, in order; they say at which level the measures are.

    A unit is a measure if a notation closes its own text, or if it is a leaf at the level where measures are.
    """
    roots = heading_tree(text, body) if roots is None else roots
    closing = list(_closing(text, roots, body, notations))
    if closing:
        _cut(roots, min(c.start for c in closing))
    picked = _pick(text, roots, notations)
    if not picked:
        picked = [(node, 0) for node in _unnumbered(text, body, notations)]
    sections, numbers = _sections(text, roots, {id(node) for node, _ in picked})
    units = tuple(_unit(text, node, end) for node, end in picked)
    owner = {id(n): numbers.get(id(r), 0) for r in roots for n in _walk(r)}
    section_of = tuple(owner.get(id(node), 0) for node, _ in picked)
    return Outline(sections, units, section_of, tuple(closing), tuple(_within([node for node, _ in picked])))


def side_by_side(text: str, roots: list[Node]) -> Iterator[list[Unit]]:
    """Lists of leaf units that stand side by side, each with its number, heading and text."""
    groups = [roots, *(node.children for root in roots for node in _walk(root))]
    for group in groups:
        if group and not any(node.children for node in group):
            yield [_unit(text, node, node.end) for node in group]


def _within(picked: list[Node]) -> Iterator[int]:
    """For each picked unit, in order, the ordinal of the nearest one around it."""
    ordinals = {id(node): i for i, node in enumerate(picked, 1)}
    around: dict[int, int] = {}
    for node in picked:  # outer units come before inner ones, so the last one to write is the nearest
        around.update((id(inner), ordinals[id(node)]) for inner in _walk(node) if inner is not node)
    return (around.get(id(node), 0) for node in picked)


# ---- tree -------------------------------------------------------------------------------------------------------


def heading_tree(text: str, body: Span, gaps: frozenset[int] = frozenset()) -> list[Node]:
    """Numbered units of a body, nested by the level of their numbers.

    ``gaps`` are offsets before which white space stood in the original.
    """
    roots: list[Node] = []
    stack: list[Node] = []
    for node in _headings(text, body, gaps):
        while stack and stack[-1].level >= node.level:
            stack.pop().end = node.start
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
    for node in stack:
        node.end = body.end
    _trim(text, roots)
    return roots


def _headings(text: str, body: Span, gaps: frozenset[int]) -> Iterator[Node]:
    for line in re.finditer(r"[^\n]+", text[: body.end]):
        if line.start() < body.start:
            continue
        bare = _BLANK_NUMBER.match(text, line.start(), line.end())
        numbers = _NUMBERS if bare is None or bare.end() not in gaps else ((3, _BLANK_NUMBER),)
        for level, pattern in numbers:
            match = pattern.match(text, line.start(), line.end())
            if match and (level in (0, 2, 5) or numeral(re.sub(r"\W|[第条]", "", match[0]))):
                title = Span(match.end(), _title_end(text, match.end(), line.end()))
                yield Node(match[0].strip(), level, line.start(), title)
                break


def _title_end(text: str, start: int, end: int) -> int:
    """End of the heading or first sentence: the first stop outside brackets and quotation marks, not too far off."""
    depth = 0
    end = min(end, start + _LONGEST_TITLE)
    for i in range(start, end):
        if text[i] in _OPEN:
            depth += 1
        elif text[i] in _CLOSE:
            depth = max(depth - 1, 0)
        elif not depth and text[i] in _TITLE_STOP:
            return i
    return end


def _trim(text: str, nodes: list[Node]) -> None:
    for node in nodes:
        while node.end > node.start and text[node.end - 1] == "\n":
            node.end -= 1
        _trim(text, node.children)


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _cut(nodes: list[Node], at: int) -> None:
    """Ends every unit before ``at`` (the closing paragraphs)."""
    for root in nodes:
        for node in _walk(root):
            node.end = min(node.end, at - 1) if node.start < at else node.end


# ---- measures ---------------------------------------------------------------------------------------------------


def _pick(text: str, roots: list[Node], notations: list[Span]) -> list[tuple[Node, int]]:
    """Measures in order, each with the end of its text (its own, or with its steps)."""
    level, told = _measure_level(roots, notations)
    out: list[tuple[Node, int]] = []
    for root in roots:
        out += _measures_of(text, root, notations, level, told)
    return out


def _count(notations: list[Span], start: int, end: int) -> int:
    return sum(start <= n.start < end for n in notations)


def _measure_level(roots: list[Node], notations: list[Span]) -> tuple[int, bool]:
    """The level at which most notations close a leaf (and True); without any, the level below the sections."""
    nodes = [n for r in roots for n in _walk(r)]
    levels = [n.level for n in nodes if not n.children and _count(notations, n.start, n.end)]
    if levels:
        return max(set(levels), key=lambda lv: (levels.count(lv), -lv)), True
    below = [c.level for r in roots for c in r.children]
    return min(below) if below else min((r.level for r in roots), default=1), False


def _measures_of(text: str, node: Node, notations: list[Span], level: int, told: bool) -> list[tuple[Node, int]]:
    """Measures of a unit. ``told``: notations say that measures stand at ``level``; a heading that carries a notation
    is then a measure of its own, and those below it inherit its parties; else they are its steps."""
    if not node.children:
        noted = _count(notations, node.start, node.end) > 0
        wanted = noted or (node.level >= level and not _is_framework(text, node))
        return [(node, node.end)] if wanted else []
    noted_children = [c for c in node.children if _count(notations, c.start, c.end)]
    own = _count(notations, node.start, node.own_end) > 0
    steps = not noted_children or (len(noted_children) == 1 and noted_children[0] is node.children[-1])
    if steps and not own and node.level >= max(level, 2) and len(node.children) > 1:
        return [] if _is_framework(text, node) else [(node, node.end)]
    above_measures = told and node.children[0].level == level
    if steps and own and not noted_children and node.level >= 1 and not above_measures:
        return [(node, node.end)]
    if not noted_children and _is_framework(text, node):
        return []
    below = [m for c in node.children for m in _measures_of(text, c, notations, level, told)]
    return [(node, node.own_end), *below] if own else below


def _is_framework(text: str, node: Node) -> bool:
    return _FRAMEWORK.match(text[node.title.start : node.title.end]) is not None


def _unnumbered(text: str, body: Span, notations: list[Span]) -> Iterator[Node]:
    """Documents without numbers: each paragraph (or run of paragraphs) that a notation closes."""
    start = body.start
    for line in re.finditer(r"[^\n]+", text[: body.end]):
        if line.start() < body.start:
            continue
        if _count(notations, start, line.end()):
            first = start + len(text[start : line.end()]) - len(text[start : line.end()].lstrip("\n"))
            yield Node("", 2, first, Span(first, _title_end(text, first, line.end())), line.end())
            start = line.end()


def _unit(text: str, node: Node, end: int) -> Unit:
    end = end or node.end
    while end > node.start and text[end - 1] == "\n":
        end -= 1
    after = node.title.end + 1 if node.title.end < end and text[node.title.end] in _TITLE_STOP else node.title.end
    return Unit(node.number, node.level, Span(node.start, end), node.title, Span(min(after, end), end))


def _sections(text: str, roots: list[Node], measures: set[int]) -> tuple[tuple[Unit, ...], dict[int, int]]:
    """Top-level units that are no measures, in order, and the ordinal of each by identity."""
    kept = [r for r in roots if id(r) not in measures]
    return tuple(_unit(text, r, r.end) for r in kept), {id(r): i for i, r in enumerate(kept, 1)}


# ---- closing ----------------------------------------------------------------------------------------------------


def _closing(text: str, roots: list[Node], body: Span, notations: list[Span]) -> Iterator[Span]:
    """Unnumbered paragraphs after the last measure: closing duties and final provisions."""
    last = roots[-1] if roots else None
    while last and last.children:
        last = last.children[-1]
    if not last:
        return
    after = max((n.end for n in notations if last.start <= n.start < last.end), default=0)
    lines = [m for m in re.finditer(r"[^\n]+", text[: body.end]) if m.start() > last.start]
    loose = [m for m in lines if m.start() >= after]
    keep = not after  # without a notation nothing says where the measure ends, except a final provision
    for line in loose:
        keep = keep and not _FINAL.match(line[0])
        if not keep:
            yield Span(*line.span())
