"""Counting: the statement that says how many rows a question has in all, made of the question's own."""

from __future__ import annotations

from graph.catalogue.statement import depths
from graph.catalogue.tokens import tokens

TOTAL = "total"


def counting(cypher: str) -> str:
    """The statement with its last projection counted instead of ordered and limited.

    The lint sees to it that RETURN is the last projection, names every item, and follows no UNION.

    >>> counting("MATCH (n:Law) RETURN n.id AS id ORDER BY id SKIP $offset LIMIT $limit")
    'MATCH (n:Law) WITH n.id AS id RETURN count(*) AS total'

    Raises:
        ValueError: there is no RETURN.
    """
    scanned = tokens(cypher)
    top = [token for token, depth in zip(scanned, depths(scanned), strict=True) if depth == 0]
    start = max((token.at for token in top if token.word("RETURN")), default=-1)
    if start < 0:
        raise ValueError("no RETURN in the statement")
    end = min((token.at for token in top if token.at > start and token.word("ORDER", "SKIP", "LIMIT")), default=None)
    return f"{cypher[:start]}WITH{cypher[start + len('RETURN') : end].rstrip()} RETURN count(*) AS {TOTAL}"
