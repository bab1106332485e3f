"""Facts: what the rules of the lint look at, worked out once for a query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.catalogue.pattern import Patterns, patterns
from graph.catalogue.query import Query
from graph.catalogue.scope import Scope, scope
from graph.catalogue.statement import Clause, Projection, clauses, projections
from graph.catalogue.tokens import Token, tokens


@dataclass(frozen=True)
class Breach:
    """One breach of a rule, at a line of the Cypher (from 1), or of the file where ``head`` is set."""

    rule: str
    line: int
    text: str
    head: bool = False


@dataclass(frozen=True)
class Facts:
    """A query with its tokens (comments left out) and what they make up."""

    query: Query
    tokens: list[Token]
    clauses: list[Clause]
    projections: list[Projection]
    patterns: Patterns
    scope: Scope

    @property
    def answer(self) -> Projection | None:
        """The last projection if it is a RETURN."""
        last = self.projections[-1] if self.projections else None
        return last if last is not None and last.keyword == "RETURN" else None

    def next(self, at: int, steps: int = 1) -> Token:
        """The token some places after ``at``, an empty symbol if there is none."""
        place = at + steps
        return self.tokens[place] if 0 <= place < len(self.tokens) else Token("symbol", "", 0)

    def properties(self) -> Iterator[tuple[Token, Token]]:
        """Every ``variable.property``."""
        for at, token in enumerate(self.tokens):
            dotted = token.named and self.next(at).symbol(".") and self.next(at, 2).named
            if dotted and not self.next(at, -1).symbol(".") and not self.next(at, 3).symbol("("):
                yield token, self.next(at, 2)


def facts(query: Query) -> Facts:
    """The facts of a query. Raises ValueError, ``line: text``, if its Cypher cannot be taken apart."""
    found = tokens(query.cypher)
    bare = found[:-1] if found and found[-1].symbol(";") else found
    parts = clauses(bare)
    projected = projections(parts)
    asked = patterns(bare)
    return Facts(query, bare, parts, projected, asked, scope(asked, projected))
