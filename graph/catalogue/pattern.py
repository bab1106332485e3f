"""Patterns: the nodes and edges that a statement asks for, and what is known of its variables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graph.catalogue.tokens import Token

IN, OUT, BOTH = "in", "out", "both"


@dataclass(frozen=True)
class Part:
    """One node or edge of a pattern: its variable (empty if none), names after ``:``, property keys, line.

    For an edge, ``direction`` is that of the arrow as read from left to right, ``repeated`` says that it has a ``*``,
    ``bounded`` is False where the ``*`` has no upper end, and ``empty`` is True where it begins at 0, so that both
    ends may be the same node.
    """

    variable: str
    names: tuple[str, ...]
    keys: tuple[str, ...]
    line: int
    direction: str = ""
    repeated: bool = False
    bounded: bool = True
    empty: bool = False


@dataclass(frozen=True)
class Step:
    """One edge of a pattern between its two nodes."""

    left: Part
    edge: Part
    right: Part


@dataclass
class Patterns:
    """Everything found: all nodes, all steps."""

    nodes: list[Part] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


def patterns(tokens: Sequence[Token]) -> Patterns:
    """The patterns of a statement, in subqueries and predicates too.

    A ``(name)`` without label that no edge touches is left out: it may as well be an expression in brackets.
    """
    found = Patterns()
    at = 0
    while at < len(tokens):
        at = _chain(tokens, at, found) or at + 1
    return found


def lists_pattern(tokens: Sequence[Token], at: int) -> bool:
    """Whether a pattern comprehension (``[(a)-->(b) | …]``) opens at ``at``: its list has no order."""
    if not tokens[at].symbol("[") or (at and tokens[at - 1].symbol("-")):
        return False
    named = at + 2 < len(tokens) and tokens[at + 1].named and tokens[at + 2].symbol("=")
    found = Patterns()
    _chain(tokens, at + (3 if named else 1), found)
    return bool(found.steps)


def _chain(tokens: Sequence[Token], at: int, found: Patterns) -> int:
    """Reads a chain of nodes and edges from ``at``; 0 if none begins there, else the place after it."""
    node, at = _node(tokens, at)
    if node is None:
        return 0
    nodes, edges = [node], list[Part]()
    while True:
        edge, after = _edge(tokens, at)
        right, end = _node(tokens, after) if edge is not None else (None, at)
        if edge is None or right is None:
            break
        edges.append(edge)
        nodes.append(right)
        at = end
    if edges or node.names or node.keys:
        found.nodes += nodes
        found.steps += [Step(nodes[n], edge, nodes[n + 1]) for n, edge in enumerate(edges)]
        return at
    return 0


def _node(tokens: Sequence[Token], at: int) -> tuple[Part | None, int]:
    if at >= len(tokens) or not tokens[at].symbol("("):
        return None, at
    if at and tokens[at - 1].named and not tokens[at - 1].word(*_BEFORE_NODE):
        return None, at  # a call: size(…)
    inside = _inside(tokens, at)
    part, rest = _head(inside, tokens[at].line)
    return (part, at + len(inside) + 2) if rest == len(inside) else (None, at)


_BEFORE_NODE = ("MATCH", "WHERE", "AND", "OR", "NOT", "XOR", "EXISTS", "WHEN", "THEN", "ELSE", "IN", "RETURN", "WITH")


def _edge(tokens: Sequence[Token], at: int) -> tuple[Part | None, int]:
    start = at
    incoming = _symbol(tokens, at, "<")
    at += incoming
    if not _symbol(tokens, at, "-"):
        return None, start
    at += 1
    inside: Sequence[Token] = ()
    if _symbol(tokens, at, "["):
        inside = _inside(tokens, at)
        at += len(inside) + 2
    if not _symbol(tokens, at, "-"):
        return None, start
    at += 1
    outgoing = _symbol(tokens, at, ">")
    part, _ = _head(inside, tokens[start].line)
    direction = BOTH if incoming == outgoing else IN if incoming else OUT
    star = next((n for n, t in enumerate(inside) if t.symbol("*")), None)
    empty = star is not None and star + 1 < len(inside) and inside[star + 1].text == "0"
    part = replace(part, direction=direction, repeated=star is not None, bounded=_bounded(inside), empty=empty)
    return part, at + outgoing


def _symbol(tokens: Sequence[Token], at: int, symbol: str) -> bool:
    return at < len(tokens) and tokens[at].symbol(symbol)


def _inside(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """The tokens between the bracket at ``at`` and the one that closes it."""
    depth = 0
    for end in range(at, len(tokens)):
        depth += tokens[end].symbol("(", "[", "{") - tokens[end].symbol(")", "]", "}")
        if depth == 0:
            return tokens[at + 1 : end]
    return tokens[at + 1 :]


def _head(inside: Sequence[Token], line: int) -> tuple[Part, int]:
    """Variable, names and keys at the head of a node or edge, and how many tokens were read (WHERE reads all)."""
    at, variable, names, keys = 0, "", list[str](), list[str]()
    if inside and inside[0].named:
        variable, at = inside[0].text, 1
    while at + 1 < len(inside) and inside[at].symbol(":", "|") and inside[at + 1].named:
        names.append(inside[at + 1].text)
        at += 2
    while at < len(inside) and (inside[at].symbol("*", "..") or inside[at].kind == "number"):
        at += 1
    if at < len(inside) and inside[at].symbol("{"):
        body = _inside(inside, at)
        keys = [t.text for n, t in enumerate(body) if t.named and n + 1 < len(body) and body[n + 1].symbol(":")]
        at += len(body) + 2
    if at < len(inside) and inside[at].word("WHERE"):
        at = len(inside)
    return Part(variable, tuple(names), tuple(keys), line), at


def _bounded(inside: Sequence[Token]) -> bool:
    star = next((n for n, t in enumerate(inside) if t.symbol("*")), None)
    if star is None:
        return True
    length = [t for t in inside[star + 1 : star + 4] if t.kind == "number" or t.symbol("..")]
    return bool(length) and length[-1].kind == "number"
