"""A statement: its clauses, in order, and what each projection gives and how it is ordered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.catalogue.tokens import Token

_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")
CLAUSES = ("MATCH", "OPTIONAL", "WHERE", "WITH", "RETURN", "ORDER", "SKIP", "LIMIT", "UNWIND", "UNION")
_PAIRS = {"OPTIONAL": "MATCH", "ORDER": "BY", "UNION": "ALL"}  # the second word of two-word clauses


@dataclass(frozen=True)
class Clause:
    """One clause: its first keyword and the tokens after its keywords."""

    keyword: str
    body: tuple[Token, ...]
    line: int


@dataclass(frozen=True)
class Item:
    """One item of a projection or ordering: an expression and the name it gets (empty where it gets none)."""

    expression: tuple[Token, ...]
    name: str
    line: int

    @property
    def text(self) -> str:
        """The expression, tokens run together."""
        return "".join(t.text for t in self.expression)


@dataclass(frozen=True)
class Projection:
    """A WITH or RETURN with the ORDER BY, SKIP, LIMIT and WHERE that belong to it."""

    keyword: str
    items: tuple[Item, ...]
    order: tuple[Item, ...]
    offset: tuple[Token, ...]
    limit: tuple[Token, ...]
    distinct: bool
    line: int


def named_position(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token stands where only a name can: after ``.``, ``:``, ``|`` or AS, or before ``:`` in a map."""
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before is not None and (before.symbol(".", ":", "|") or before.word("AS")):
        return True
    return before is not None and before.symbol("{", ",") and after is not None and after.symbol(":")


def depths(tokens: Sequence[Token]) -> Iterator[int]:
    """How many brackets are open before each token. Raises ValueError, ``line: text``, where they do not match."""
    open_: list[Token] = []
    for token in tokens:
        closing = token.symbol(*_CLOSING)
        if closing and (not open_ or _OPENING.index(open_.pop().text) != _CLOSING.index(token.text)):
            raise ValueError(f"{token.line}: {token.text} closes nothing")
        yield len(open_)
        if token.symbol(*_OPENING):
            open_.append(token)
    if open_:
        raise ValueError(f"{open_[-1].line}: {open_[-1].text} is not closed")


def clauses(tokens: Sequence[Token]) -> list[Clause]:
    """The clauses of a statement, those inside braces not parted. What stands before the first is a clause ''."""
    starts = [n for n, depth in enumerate(depths(tokens)) if depth == 0 and _opens_clause(tokens, n)]
    bounds = [*([0] if starts[:1] != [0] and tokens else []), *starts, len(tokens)]
    return [_clause(tokens[start:end]) for start, end in pairwise(bounds)]


def _opens_clause(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1] if at else None
    if not tokens[at].word(*CLAUSES) or named_position(tokens, at):
        return False
    if before is not None and tokens[at].word("WITH") and before.word("STARTS", "ENDS"):
        return False
    return not (before is not None and tokens[at].word("MATCH") and before.word("OPTIONAL"))


def _clause(part: Sequence[Token]) -> Clause:
    keyword = part[0].text.upper()
    if not part[0].word(*CLAUSES):
        return Clause("", tuple(part), part[0].line)
    second = _PAIRS.get(keyword)
    words = 2 if second and len(part) > 1 and part[1].word(second) else 1
    return Clause(keyword, tuple(part[words:]), part[0].line)


def projections(parts: Sequence[Clause]) -> list[Projection]:
    """The projections of a statement, in order."""
    return [_projection(parts, n) for n, clause in enumerate(parts) if clause.keyword in ("WITH", "RETURN")]


def _projection(parts: Sequence[Clause], at: int) -> Projection:
    distinct = bool(parts[at].body) and parts[at].body[0].word("DISTINCT")
    body = parts[at].body[1:] if distinct else parts[at].body
    follows: dict[str, Clause] = {}
    for clause in parts[at + 1 :]:
        if clause.keyword not in ("ORDER", "SKIP", "LIMIT"):
            break
        follows[clause.keyword] = clause
    order = follows["ORDER"].body if "ORDER" in follows else ()
    return Projection(
        parts[at].keyword,
        tuple(_item(part) for part in split_commas(body)),
        tuple(_order_item(part) for part in split_commas(order)),
        follows["SKIP"].body if "SKIP" in follows else (),
        follows["LIMIT"].body if "LIMIT" in follows else (),
        distinct,
        parts[at].line,
    )


def split_commas(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    """The parts between the commas that stand in no bracket."""
    commas = [n for n, depth in enumerate(depths(tokens)) if depth == 0 and tokens[n].symbol(",")]
    bounds = [-1, *commas, len(tokens)]
    parts = [tuple(tokens[start + 1 : end]) for start, end in pairwise(bounds)]
    return [part for part in parts if part]


def _item(part: tuple[Token, ...]) -> Item:
    if len(part) > 2 and part[-2].word("AS") and part[-1].named:
        return Item(part[:-2], part[-1].text, part[0].line)
    return Item(part, part[0].text if len(part) == 1 and part[0].named else "", part[0].line)


def _order_item(part: tuple[Token, ...]) -> Item:
    bare = part[:-1] if part[-1].word("ASC", "DESC", "ASCENDING", "DESCENDING") else part
    return Item(bare, bare[0].text if len(bare) == 1 and bare[0].named else "", part[0].line)
