"""Tokens and statements: strings and comments are never mistaken for words; clauses and patterns are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.catalogue.pattern import IN, OUT, patterns
from graph.catalogue.statement import clauses, projections
from graph.catalogue.tokens import tokens


def kinds(cypher: str) -> list[tuple[str, str]]:
    return [(t.kind, t.text) for t in tokens(cypher, comments=True)]


def test_every_kind_of_token() -> None:
    assert kinds("MATCH (`a b`)-[:X*1..5]->() WHERE n.p >= $x // c") == [
        ("word", "MATCH"), ("symbol", "("), ("quoted", "a b"), ("symbol", ")"), ("symbol", "-"), ("symbol", "["),
        ("symbol", ":"), ("word", "X"), ("symbol", "*"), ("number", "1"), ("symbol", ".."), ("number", "5"),
        ("symbol", "]"), ("symbol", "-"), ("symbol", ">"), ("symbol", "("), ("symbol", ")"), ("word", "WHERE"),
        ("word", "n"), ("symbol", "."), ("word", "p"), ("symbol", ">="), ("param", "x"), ("comment", "// c"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cypher", "kind", "text"),
    [
        ("'it''s // no comment'", "string", "'it'"),
        (r"'a\'b /* c'", "string", r"'a\'b /* c'"),
        ('"DELETE"', "string", '"DELETE"'),
        ("/* 'DELETE' */", "comment", "/* 'DELETE' */"),
        ("// DELETE 'x\n", "comment", "// DELETE 'x"),
        ("`SET`", "quoted", "SET"),
        ("$`SET`", "param", "SET"),
        ("部门", "word", "部门"),
        ("1.5e-3", "number", "1.5e-3"),
    ],
)
def test_one_token(cypher: str, kind: str, text: str) -> None:
    assert kinds(cypher)[0] == (kind, text)


@pytest.mark.parametrize("cypher", ["'open", '"open', "/* open", "`open", "RETURN §", "RETURN 'a"])
def test_what_begins_no_token_is_named_with_its_line(cypher: str) -> None:
    with pytest.raises(ValueError, match=r"^2: .* begins no token"):
        tokens("// first line\n" + cypher)


@given(
    st.lists(st.sampled_from(["'DELETE'", '"x /* y"', "// SET\n", "/* CREATE */", "`MERGE`", " n ", "(", ")", "\n"]))
)
def test_words_in_strings_comments_and_backticks_stay_there(parts: list[str]) -> None:
    found = tokens("".join(parts))
    assert not [t for t in found if t.word("DELETE", "SET", "CREATE", "MERGE")]
    assert [t.line for t in found] == sorted(t.line for t in found)


@given(st.text(alphabet=st.characters(exclude_characters="`$"), max_size=40))
def test_any_text_is_scanned_whole_or_refused(text: str) -> None:
    try:
        found = tokens(text, comments=True)
    except ValueError as error:
        assert str(error).split(":")[0].isdigit()
    else:
        assert "".join("".join(t.text.split()) for t in found) == "".join(text.split())


def test_clauses_and_projections() -> None:
    parts = clauses(tokens(
        "MATCH (a) WHERE a.name STARTS WITH 'x' OPTIONAL MATCH (b) WITH DISTINCT a, count(b) AS n ORDER BY n DESC, a.id LIMIT 3 "
        "WHERE n > 1 RETURN a.id AS id, {order: n}.order AS o SKIP 1"
    ))  # fmt: skip
    assert [c.keyword for c in parts] == [
        "MATCH", "WHERE", "OPTIONAL", "WITH", "ORDER", "LIMIT", "WHERE", "RETURN", "SKIP",
    ]  # fmt: skip
    first, last = projections(parts)
    assert (first.distinct, [i.name for i in first.items], [i.text for i in first.order]) == (
        True,
        ["a", "n"],
        ["n", "a.id"],
    )
    assert [i.name for i in last.items] == ["id", "o"]
    assert [t.text for t in last.offset] == ["1"]


def test_brackets_that_do_not_match_are_named() -> None:
    for cypher in ("RETURN (1", "RETURN 1)", "RETURN (1]"):
        with pytest.raises(ValueError, match=r"^1: "):
            clauses(tokens(cypher))


def test_patterns() -> None:
    found = patterns(
        tokens("MATCH (a:A {id: $x})-[r:T|U]->(b)<-[:V*1..3]-(:C), (d) WHERE NOT (a)--(b) AND size(b.x) > (1)")
    )
    assert [(p.variable, p.names, p.keys) for p in found.nodes[:3]] == [
        ("a", ("A",), ("id",)),
        ("b", (), ()),
        ("", ("C",), ()),
    ]
    assert [(s.edge.variable, s.edge.names, s.edge.direction, s.edge.bounded) for s in found.steps] == [
        ("r", ("T", "U"), OUT, True), ("", ("V",), IN, True), ("", (), "both", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("star", "bounded"), [("*", False), ("*2..", False), ("*..4", True), ("*3", True), ("*0..1", True), ("", True)]
)
def test_bounds(star: str, bounded: bool) -> None:
    (step,) = patterns(tokens(f"MATCH (a)-[:T{star} {{x: 1}}]->(b)")).steps
    assert step.edge.bounded is bounded
