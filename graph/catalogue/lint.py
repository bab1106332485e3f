"""The lint: every rule that a query file must keep before it is run."""

from __future__ import annotations

from graph.catalogue import rules_cypher, rules_head, rules_schema
from graph.catalogue.facts import Breach, facts
from graph.catalogue.query import Query

RULES = (*rules_cypher.RULES, *rules_head.RULES, *rules_schema.RULES)


def breaches(query: Query) -> list[Breach]:
    """Every breach of a rule, in the order of the lines; a statement that cannot be taken apart has that one only."""
    try:
        known = facts(query)
    except ValueError as error:
        line, _, text = str(error).partition(": ")
        return [Breach("syntax", int(line), text)]
    found = {breach for rule in RULES for breach in rule(known)}
    return sorted(found, key=lambda b: (not b.head, b.line, b.rule, b.text))


def lint(query: Query) -> list[str]:
    """The breaches of a query file as ``file:line: text [rule]``, none if it may be run."""
    return [
        f"{query.path}:{b.line if b.head else query.line + b.line - 1}: {b.text} [{b.rule}]" for b in breaches(query)
    ]
