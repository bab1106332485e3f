"""Rules about the Cypher itself: one read-only statement, ordered, bounded, in the words that every store takes."""

from __future__ import annotations

from collections.abc import Iterator

from graph.catalogue.facts import Breach, Facts
from graph.catalogue.pattern import lists_pattern
from graph.catalogue.statement import Item, Projection, named_position
from graph.catalogue.tokens import COMMENT, Token, tokens

REFUSED = frozenset(
    (
        "ALTER",
        "CALL",
        "COMMIT",
        "CREATE",
        "CYPHER",
        "DEALLOCATE",
        "DELETE",
        "DENY",
        "DETACH",
        "DROP",
        "ENABLE",
        "DRYRUN",
        "EXPLAIN",
        "FINISH",
        "FOREACH",
        "GRANT",
        "INSERT",
        "LOAD",
        "MERGE",
        "PERIODIC",
        "PROFILE",
        "REALLOCATE",
        "REMOVE",
        "RENAME",
        "REVOKE",
        "ROLLBACK",
        "SET",
        "SHOW",
        "SHORTEST",
        "START",
        "STOP",
        "TERMINATE",
        "TRANSACTIONS",
        "USE",
        "YIELD",
    )
)
FUNCTIONS = frozenset(
    (
        "abs",
        "allshortestpaths",
        "all",
        "any",
        "avg",
        "coalesce",
        "collect",
        "count",
        "exists",
        "head",
        "last",
        "left",
        "length",
        "max",
        "min",
        "nodes",
        "none",
        "range",
        "reduce",
        "relationships",
        "replace",
        "reverse",
        "right",
        "round",
        "sign",
        "single",
        "size",
        "split",
        "startnode",
        "endnode",
        "substring",
        "sum",
        "tail",
        "tointeger",
        "tolower",
        "tostring",
        "toupper",
        "trim",
        "type",
    )
)
AGGREGATES = ("AVG", "COLLECT", "COUNT", "MAX", "MIN", "SUM")
_KEYWORDS = frozenset(
    (
        "ALL",
        "AND",
        "AS",
        "BY",
        "CASE",
        "CONTAINS",
        "DISTINCT",
        "ELSE",
        "END",
        "EXISTS",
        "IN",
        "IS",
        "LIMIT",
        "MATCH",
        "NOT",
        "ON",
        "OPTIONAL",
        "OR",
        "ORDER",
        "RETURN",
        "SKIP",
        "THEN",
        "UNWIND",
        "WHEN",
        "WHERE",
        "WITH",
        "XOR",
    )
)
_BANNED = {  # functions that get a rule of their own, because their answers differ between stores
    "labels": ("labels", "labels() gives no order that can be relied on; ask for the label, or return a property"),
    "shortestpath": ("shortest-path", "shortestPath() picks one of several ties; use ordered allShortestPaths()"),
    "elementid": ("element-id", "ids of the store never leave a query; return the property id"),
    "id": ("element-id", "ids of the store never leave a query; return the property id"),
}


def one_statement(facts: Facts) -> Iterator[Breach]:
    """One statement; nothing follows its ``;``, no comment either."""
    found = tokens(facts.query.cypher, comments=True)
    at = next((n for n, t in enumerate(found) if t.symbol(";")), None)
    if at is not None and at + 1 < len(found):
        after = found[at + 1]
        what = "a comment" if after.kind == COMMENT else "something"
        yield Breach("one-statement", after.line, f"{what} follows the ;")


def read_only(facts: Facts) -> Iterator[Breach]:
    """No clause that writes, calls a procedure or does not read the graph; the statement ends in RETURN."""
    for at, token in enumerate(facts.tokens):
        if token.word(*REFUSED) and not named_position(facts.tokens, at):
            yield Breach("read-only", token.line, f"{token.text.upper()} is not allowed: a query only reads")
    for clause in facts.clauses:
        if clause.keyword == "UNION":
            yield Breach("read-only", clause.line, "UNION is not allowed: its rows cannot be ordered in every store")
        if clause.keyword == "":
            yield Breach("read-only", clause.line, "a query begins with MATCH, OPTIONAL MATCH, WITH, UNWIND or RETURN")
    if facts.answer is None:
        yield Breach("read-only", facts.tokens[-1].line if facts.tokens else 1, "a query ends in RETURN")


def functions(facts: Facts) -> Iterator[Breach]:
    """Only functions that every store has and answers alike."""
    for at, token in enumerate(facts.tokens):
        if not token.named or not facts.next(at).symbol("(") or token.word(*REFUSED) or _is_procedure(facts, at):
            continue
        dotted = facts.next(at, -1).symbol(".")
        name = token.text.lower()
        if dotted or (token.text.upper() not in _KEYWORDS and name not in FUNCTIONS):
            other = ("functions", f"{token.text}() is not among the functions of every store")
            rule, text = other if dotted else _BANNED.get(name, other)
            yield Breach(rule, token.line, text)


def _is_procedure(facts: Facts, at: int) -> bool:
    """Whether the name stands after CALL, which is refused as a clause."""
    while facts.next(at, -1).symbol("."):
        at -= 2
    return facts.next(at, -1).word("CALL")


def bounded(facts: Facts) -> Iterator[Breach]:
    """Every ``*`` of a pattern has an upper end; no quantified path."""
    for step in facts.patterns.steps:
        if not step.edge.bounded:
            yield Breach("bounded", step.edge.line, "a * without an upper end: write *1..8")
    for clause in facts.clauses:
        if clause.keyword not in ("MATCH", "OPTIONAL"):
            continue
        for at, token in enumerate(clause.body):
            before = clause.body[at - 1] if at else None
            if before is not None and before.symbol(")", ">", "-") and token.symbol("+", "*", "{"):
                yield Breach("bounded", token.line, "a quantified path: write the edge as -[:TYPE*1..8]->")


def collected(facts: Facts) -> Iterator[Breach]:
    """``collect`` only right after a WITH … ORDER BY; no list that has no order."""
    for at, clause in enumerate(facts.clauses):
        for place, token in enumerate(clause.body):
            following = clause.body[place + 1] if place + 1 < len(clause.body) else None
            called = token.word("COLLECT") and following is not None and following.symbol("(", "{")
            if called and following is not None and (following.symbol("{") or not _after_order(facts, at)):
                yield Breach("collect", token.line, "collect without an order: put WITH … ORDER BY right before it")
    for at, token in enumerate(facts.tokens):
        if lists_pattern(facts.tokens, at):
            yield Breach("collect", token.line, "a pattern comprehension has no order: use MATCH, ORDER BY and collect")


def _after_order(facts: Facts, at: int) -> bool:
    before = at - 1
    while before >= 0 and facts.clauses[before].keyword in ("SKIP", "LIMIT", "WHERE"):
        before -= 1
    return before >= 0 and facts.clauses[before].keyword == "ORDER"


def ordered(facts: Facts) -> Iterator[Breach]:
    """What is limited is ordered before, and every ORDER BY ends in a unique key or covers all that is grouped by."""
    keys = unique_names(facts)
    for projection in facts.projections:
        if (projection.limit or projection.offset) and not projection.order:
            yield Breach("ordered", projection.line, f"{projection.keyword} is limited without ORDER BY")
        if projection.order and not _unique(projection.order[-1], keys) and not _covers_groups(projection):
            last = projection.order[-1]
            yield Breach("ordered", last.line, f"ORDER BY ends in {last.text}, which is no id: rows may tie")


def _covers_groups(projection: Projection) -> bool:
    """Whether the ordering names all of what makes the rows of a grouping (or of DISTINCT) differ."""
    aggregated = [item for item in projection.items if any(t.word(*AGGREGATES) for t in item.expression)]
    groups = {item.name for item in projection.items if item not in aggregated}
    return bool(aggregated or projection.distinct) and groups <= {item.name for item in projection.order}


def unique_names(facts: Facts) -> set[str]:
    """Names that stand for an id: so projected, or declared as a column of type node."""
    names = {c.name for c in facts.query.columns if c.type.base == "node" and not c.type.many}
    for projection in facts.projections:
        names |= {item.name for item in projection.items if item.name and _unique(item, names)}
    return names


def _unique(item: Item, names: set[str]) -> bool:
    key = item.expression
    if len(key) == 1:
        return key[0].text in names
    return len(key) == 3 and key[1].symbol(".") and key[2].text == "id"


def values_only(facts: Facts) -> Iterator[Breach]:
    """Rows hold values, never nodes, edges or paths."""
    entities = {*facts.scope.labels, *facts.scope.types, *_paths(facts.tokens)}
    for item in facts.answer.items if facts.answer else ():
        if len(item.expression) == 1 and item.expression[0].text in entities - _values(facts):
            yield Breach("values-only", item.line, f"{item.text} is a node, an edge or a path: return its properties")
        if len(item.expression) == 1 and item.expression[0].symbol("*"):
            yield Breach("values-only", item.line, "RETURN * gives whatever there is: name the columns")


def _values(facts: Facts) -> set[str]:
    """Names that a projection gave to something longer than a variable."""
    return {i.name for p in facts.projections if p.keyword == "WITH" for i in p.items if len(i.expression) > 1}


def _paths(found: list[Token]) -> set[str]:
    return {
        token.text
        for at, token in enumerate(found)
        if token.named and at and found[at - 1].word("MATCH") and at + 1 < len(found) and found[at + 1].symbol("=")
    }


RULES = (one_statement, read_only, functions, bounded, collected, ordered, values_only)
