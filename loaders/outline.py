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
class _Node:
    """A unit with its children."""

    number: str
    level: int
    start: int
    title: Span
    end: int = 0
    children: list[_Node] = field(default_factory=list)

    @property
    def own_end(self) -> int:
        """Where its own text ends: at its first child."""
        return self.children[0].start if self.children else self.end


@dataclass(frozen=True)
class Outline:
    """Sections and measures of a body; ``section_of`` gives for each measure the ordinal of its section, 0 = none."""

    sections: tuple[Unit, ...]
    measures: tuple[Unit, ...]
    section_of: tuple[int, ...]
    closing: tuple[Span, ...]


def read_outline(text: str, body: Span, notations: list[Span]) -> Outline:
    """Sections and measures.

    Args:
        text: clean text.
        body: the text between header and signature.
        notations: spans of the responsibility notations, in order; they say at which level the measures are.

    A unit is a measure if a notation closes its own text, or if it is a leaf at the level where measures are.
    """
    roots = _tree(text, body)
    closing = list(_closing(text, roots, body, notations))
    if closing:
        _cut(roots, min(c.start for c in closing))
    picked = _pick(text, roots, notations)
    if not picked:
        picked = [(node, 0) for node in _unnumbered(text, body, notations)]
    sections, numbers = _sections(text, roots, {id(node) for node, _ in picked})
    units = tuple(_unit(text, node, end) for node, end in picked)
    owner = {id(n): numbers.get(id(r), 0) for r in roots for n in _walk(r)}
    return Outline(sections, units, tuple(owner.get(id(node), 0) for node, _ in picked), tuple(closing))


# ---- tree -------------------------------------------------------------------------------------------------------


def _tree(text: str, body: Span) -> list[_Node]:
    roots: list[_Node] = []
    stack: list[_Node] = []
    for node in _headings(text, body):
        while stack and stack[-1].level >= node.level:
            stack.pop().end = node.start
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
    for node in stack:
        node.end = body.end
    _trim(text, roots)
    return roots


def _headings(text: str, body: Span) -> Iterator[_Node]:
    for line in re.finditer(r"[^\n]+", text[: body.end]):
        if line.start() < body.start:
            continue
        for level, pattern in _NUMBERS:
            match = pattern.match(text, line.start(), line.end())
            if match and (level in (0, 2) or numeral(re.sub(r"\W|[第条]", "", match[0]))):
                title = Span(match.end(), _title_end(text, match.end(), line.end()))
                yield _Node(match[0].strip(), level, line.start(), title)
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


def _trim(text: str, nodes: list[_Node]) -> None:
    for node in nodes:
        while node.end > node.start and text[node.end - 1] == "\n":
            node.end -= 1
        _trim(text, node.children)


def _walk(node: _Node) -> Iterator[_Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _cut(nodes: list[_Node], at: int) -> None:
    """Ends every unit before ``at`` (the closing paragraphs)."""
    for root in nodes:
        for node in _walk(root):
            node.end = min(node.end, at - 1) if node.start < at else node.end


# ---- measures ---------------------------------------------------------------------------------------------------


def _pick(text: str, roots: list[_Node], notations: list[Span]) -> list[tuple[_Node, int]]:
    """Measures in order, each with the end of its text (its own, or with its steps)."""
    level = _measure_level(roots, notations)
    out: list[tuple[_Node, int]] = []
    for root in roots:
        out += _measures_of(text, root, notations, level)
    return out


def _count(notations: list[Span], start: int, end: int) -> int:
    return sum(start <= n.start < end for n in notations)


def _measure_level(roots: list[_Node], notations: list[Span]) -> int:
    """The level at which most notations close a leaf; without notations, the level below the sections."""
    nodes = [n for r in roots for n in _walk(r)]
    levels = [n.level for n in nodes if not n.children and _count(notations, n.start, n.end)]
    if levels:
        return max(set(levels), key=lambda lv: (levels.count(lv), -lv))
    below = [c.level for r in roots for c in r.children]
    return min(below) if below else min((r.level for r in roots), default=1)


def _measures_of(text: str, node: _Node, notations: list[Span], level: int) -> list[tuple[_Node, int]]:
    if not node.children:
        noted = _count(notations, node.start, node.end) > 0
        wanted = noted or (node.level >= level and not _is_framework(text, node))
        return [(node, node.end)] if wanted else []
    noted_children = [c for c in node.children if _count(notations, c.start, c.end)]
    own = _count(notations, node.start, node.own_end) > 0
    steps = not noted_children or (len(noted_children) == 1 and noted_children[0] is node.children[-1])
    if steps and not own and node.level >= max(level, 2) and len(node.children) > 1:
        return [] if _is_framework(text, node) else [(node, node.end)]
    if steps and own and not noted_children and node.level >= 1:
        return [(node, node.end)]
    if not noted_children and _is_framework(text, node):
        return []
    below = [m for c in node.children for m in _measures_of(text, c, notations, level)]
    return [(node, node.own_end), *below] if own else below


def _is_framework(text: str, node: _Node) -> bool:
    return _FRAMEWORK.match(text[node.title.start : node.title.end]) is not None


def _unnumbered(text: str, body: Span, notations: list[Span]) -> Iterator[_Node]:
    """Documents without numbers: each paragraph (or run of paragraphs) that a notation closes."""
    start = body.start
    for line in re.finditer(r"[^\n]+", text[: body.end]):
        if line.start() < body.start:
            continue
        if _count(notations, start, line.end()):
            first = start + len(text[start : line.end()]) - len(text[start : line.end()].lstrip("\n"))
            yield _Node("", 2, first, Span(first, _title_end(text, first, line.end())), line.end())
            start = line.end()


def _unit(text: str, node: _Node, end: int) -> Unit:
    end = end or node.end
    while end > node.start and text[end - 1] == "\n":
        end -= 1
    after = node.title.end + 1 if node.title.end < end and text[node.title.end] in _TITLE_STOP else node.title.end
    return Unit(node.number, node.level, Span(node.start, end), node.title, Span(min(after, end), end))


def _sections(text: str, roots: list[_Node], measures: set[int]) -> tuple[tuple[Unit, ...], dict[int, int]]:
    """Top-level units that are no measures, in order, and the ordinal of each by identity."""
    kept = [r for r in roots if id(r) not in measures]
    return tuple(_unit(text, r, r.end) for r in kept), {id(r): i for i, r in enumerate(kept, 1)}


# ---- closing ----------------------------------------------------------------------------------------------------


def _closing(text: str, roots: list[_Node], body: Span, notations: list[Span]) -> Iterator[Span]:
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
