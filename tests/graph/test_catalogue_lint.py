"""The lint: a clean query passes, and each rule refuses an offender for exactly its own reason."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.catalogue import Catalogue
from graph.catalogue.lint import RULES, breaches, lint
from graph.catalogue.query import Query
from graph.catalogue.query_file import parse_query
from graph.errors import InvalidQueryFile

PATH = Path("queries/agency/leads.cypher")

HEAD = """/*---
title: {zh: 题, en: title}
description: {zh: 说明, en: description}
params:
  agency: {type: "node:Agency", example: 质检总局}
  reading: {type: enum, values: [strict, broad], default: strict}
  document: {type: "node:Document", default: null}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns: {measure: "node:Measure", number: str}
shape: rows
examples:
  - {params: {agency: 质检总局}}
---*/
"""

CYPHER = """MATCH (a:Agency {id: $agency})-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE ($document IS NULL OR m.document = $document)
  AND CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END = 'lead'
RETURN m.id AS measure, m.number AS number
ORDER BY number, m.id
LIMIT $limit"""


def query(old: str = "", new: str = "") -> Query:
    text = HEAD + CYPHER
    assert old in text, old
    return parse_query(text.replace(old, new, 1), "agency/leads", PATH)


def rules(found: Query) -> set[str]:
    return {breach.rule for breach in breaches(found)}


def test_a_clean_query_passes() -> None:
    assert lint(query()) == []
    assert lint(query("LIMIT $limit", "LIMIT $limit;")) == []


WHERE = "WHERE ($document"
RETURN = "RETURN m.id AS measure, m.number AS number"
UNINDEXED = """MATCH (a:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
WHERE a.id = $agency AND ($document IS NULL OR m.document = $document)
  """
OFFENDERS = [
    # syntax
    ("syntax", "'lead'", "'lead"),
    ("syntax", "($document IS", "(($document IS"),
    ("syntax", "'lead'", "'lead' §"),
    # one statement
    ("one-statement", "LIMIT $limit", "LIMIT $limit; // done"),
    ("one-statement", "LIMIT $limit", "LIMIT $limit; /* done */"),
    # read only
    ("read-only", WHERE, "SET m.number = 'x'\nWITH a, r, m\n" + WHERE),
    ("read-only", WHERE, "DETACH DELETE m\nWITH a, r, m\n" + WHERE),
    ("read-only", WHERE, "REMOVE m.number\nWITH a, r, m\n" + WHERE),
    ("read-only", "MATCH (a", "MERGE (a"),
    ("read-only", "MATCH (a", "CREATE (:Measure {id: 'x'})\nWITH 1 AS x\nMATCH (a"),
    ("read-only", "MATCH (a", "CALL db.labels() YIELD label\nMATCH (a"),
    ("read-only", "MATCH (a", "CALL { MATCH (x:Measure) RETURN count(x) AS n }\nMATCH (a"),
    ("read-only", "MATCH (a", "LOAD CSV FROM 'file:///x' AS line\nMATCH (a"),
    ("read-only", "MATCH (a", "USE neo4j\nMATCH (a"),
    ("read-only", "MATCH (a", "SHOW INDEXES\nMATCH (a"),
    ("read-only", "MATCH (a", "TERMINATE TRANSACTIONS 'x'\nMATCH (a"),
    ("read-only", "MATCH (a", "DROP INDEX x\nMATCH (a"),
    ("read-only", "MATCH (a", "EXPLAIN MATCH (a"),
    ("read-only", WHERE, "FOREACH (x IN [1] | SET m.number = 'x')\nWITH a, r, m\n" + WHERE),
    ("read-only", "MATCH (a", "MATCH (x:Measure) RETURN x.id AS measure, x.number AS number UNION MATCH (a"),
    ("read-only", RETURN + "\nORDER BY number, m.id\nLIMIT $limit", "WITH m, $limit AS n"),
    # functions
    ("functions", "m.number AS number", "apoc.text.join([m.number], '') AS number"),
    ("functions", "m.number AS number", "randomUUID() AS number"),
    ("functions", "m.number AS number", "keys(m) AS number"),
    ("functions", "m.number AS number", "`properties`(m) AS number"),
    ("labels", "m.number AS number", "head(labels(m)) AS number"),
    ("shortest-path", "MATCH (a", "MATCH p = shortestPath((x:Agency)-[:PART_OF*1..3]->(y:Agency))\nMATCH (a"),
    ("element-id", "m.number AS number", "elementId(m) AS number"),
    ("element-id", "m.number AS number", "id(m) AS number"),
    # bounded
    ("bounded", "MATCH (a", "MATCH (x:Agency)-[:PART_OF*]->(y:Agency)\nMATCH (a"),
    ("bounded", "MATCH (a", "MATCH (x:Agency)-[:PART_OF*2..]->(y:Agency)\nMATCH (a"),
    ("bounded", "MATCH (a", "MATCH (x:Agency)-[:PART_OF]->+(y:Agency)\nMATCH (a"),
    ("bounded", "MATCH (a", "MATCH (x:Agency)-[:PART_OF]->{1,5}(y:Agency)\nMATCH (a"),
    # collect
    ("collect", RETURN, "WITH m, collect(m.number) AS numbers\n" + RETURN),
    ("collect", RETURN, "WITH m ORDER BY m.id\nMATCH (x:Measure)\nWITH m, collect(x.number) AS numbers\n" + RETURN),
    ("collect", "m.number AS number", "COLLECT { MATCH (x:Measure) RETURN x.number } AS number"),
    ("collect", "m.number AS number", "[(m)-[:HAS_TASK]->(t:Task) | t.text] AS number"),
    # order
    ("ordered", "ORDER BY number, m.id", "ORDER BY number"),
    ("ordered", RETURN, "WITH m LIMIT 3\n" + RETURN),
    ("ordered", RETURN, "WITH m ORDER BY m.title\n" + RETURN),
    ("ordered", RETURN, "WITH m.number AS n, m.title AS t, count(*) AS c ORDER BY n\nMATCH (m:Measure)\n" + RETURN),
    # values
    ("values-only", "m.id AS measure", "m AS measure"),
    ("values-only", "m.id AS measure", "r AS measure"),
    # head and statement agree
    ("parameters", "  limit:", "  spare: {type: str, default: x}\n  limit:"),
    ("parameters", "= 'lead'", "= $role"),
    ("columns", "number: str}", "number: str, title: str}"),
    ("columns", 'measure: "node:Measure", number: str', 'number: str, measure: "node:Measure"'),
    ("columns", "m.number AS number", "m.number"),
    ("inline", CYPHER.split("AND CASE")[0], UNINDEXED),
    ("optional", "($document IS NULL OR m.document = $document)", "m.document = $document"),
    ("optional", "$document IS NULL OR", "$document IS NULL OR $limit IS NULL OR"),
    ("optional", "$document IS NULL OR", "$document IS NULL OR $agency IS NULL OR"),
    ("shape", "\nLIMIT $limit", "\nLIMIT $limit + 0"),
    ("shape", "shape: rows", "shape: value"),
    ("shape", "shape: rows", "shape: graph"),
    ("shape", "shape: rows", "shape: one"),
    ("sizes", ", max: 1000", ""),
    ("sizes", "values: [strict, broad], default: strict", "values: [strict, broad], default: broad"),
    ("examples", "{params: {agency: 质检总局}}", "{params: {}}"),
    ("examples", "{params: {agency: 质检总局}}", "{params: {agency: 质检总局, reading: loose}}"),
    ("examples", "default: 50", "default: 5000"),
    ("examples", "default: strict", "default: strict, example: loose"),
    # words of the graph
    ("schema", "m:Measure", "m:Measures"),
    ("schema", "$document IS NULL OR m.document", "m:Taks OR $document IS NULL OR m.document"),
    ("schema", "a:Agency {id", "a:Agency {ident"),
    ("schema", "m.number AS number", "m.numbers AS number"),
    ("schema", "m.number AS number", "r.number AS number"),
    ("schema", "(a:Agency {id: $agency})", "(x:LEADS), (a:Agency {id: $agency})"),
    ("schema", "(a:Agency {id: $agency})", "(x:Task)-[:AIMS_AT]->(y:Object), (a:Agency {id: $agency})"),
    ("schema", "(a:Agency {id: $agency})", "(x:Task)-->(y:Object), (a:Agency {id: $agency})"),
    ("direction", "(a:Agency {id: $agency})", "(x:Object)-[:TARGETS]->(y:Task), (a:Agency {id: $agency})"),
    ("direction", "(a:Agency {id: $agency})", "(x:Law)-[:TARGETS]-(y:Task), (a:Agency {id: $agency})"),
    ("direction", "(a:Agency {id: $agency})", "(x:Object)-[:HAS_TASK*0..1]->(y:Task), (a:Agency {id: $agency})"),
    ("direction", "(a:Agency {id: $agency})", "(x:Measure)-[:HAS_TASK*1..2]->(y:Measure), (a:Agency {id: $agency})"),
    # readings
    ("reading", "LEADS|PARTICIPATES_IN|SHARES", "LEADS"),
    ("reading", "CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END", "$reading + r.role"),
    ("reading", "m.number AS number", "r.basis AS number"),
    ("reading", "m.number AS number", "type(r) AS number"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "old", "new"), OFFENDERS)
def test_an_offender_fails_for_exactly_its_own_reason(rule: str, old: str, new: str) -> None:
    offender = query(old, new)
    assert rules(offender) == {rule}, breaches(offender)


def test_a_question_about_roles_takes_the_reading() -> None:
    text = (HEAD + CYPHER).replace("  reading: {type: enum, values: [strict, broad], default: strict}\n", "")
    text = text.replace("CASE $reading WHEN 'broad' THEN r.broad_role ELSE r.role END", "r.role + r.broad_role")
    assert rules(parse_query(text, "agency/leads", PATH)) == {"reading"}


def test_every_rule_has_an_offender() -> None:
    """The names that rules can give, found in their sources, against those tested above."""
    sources = [Path(str(__import__(rule.__module__, fromlist=["x"]).__file__)).read_text("utf-8") for rule in RULES]
    named = {name for text in sources for name in re.findall(r'Breach\(\s*"([a-z-]+)"', text)}
    named |= {"labels", "shortest-path", "element-id", "functions", "syntax"}
    assert named == {rule for rule, _, _ in OFFENDERS}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("'lead'", "'lead' /* DELETE $nothing */"),
        ("'lead'", "'SET n.x = 1; CREATE // no'"),
        ("LIMIT $limit", "LIMIT $limit // MERGE"),
        ("m.number AS number", "m.`number` AS number"),
        ("m.number AS number", "CASE WHEN m.title STARTS WITH 'x' THEN m.number END AS number"),
        ("(m:Measure)", "(m:Measure {document: 'x'})"),
        ("m:Measure)", "m)"),
        (RETURN, "WITH m, r ORDER BY r.id\nWITH m, collect(r.quote) AS quotes\n" + RETURN),
        (RETURN, "MATCH (m)-[:HAS_TASK*0..1]->(s)\nWITH DISTINCT m\n" + RETURN),
        (RETURN, "MATCH (n:Measure)-[:HAS_TASK*0..1]->(m)\nWITH DISTINCT m\n" + RETURN),
        (RETURN, "MATCH (x:Agency)-[f:SUCCEEDED_BY*1..3]-(y:Agency)\nWITH DISTINCT m\n" + RETURN),
        ("ORDER BY number, m.id", "ORDER BY number, measure DESC"),
        (RETURN, "WITH m.number AS n, count(*) AS c ORDER BY n\nMATCH (m:Measure)\n" + RETURN),
        ("$document IS NULL OR", "EXISTS { MATCH (m)-[:HAS_TASK]->(:Task) } OR $document IS NULL OR"),
        ("$document IS NULL OR", "(m:Measure OR m:Task) AND $document IS NULL OR"),
    ],
)  # fmt: skip
def test_what_only_looks_like_an_offence_passes(old: str, new: str) -> None:
    assert lint(query(old, new)) == []


def test_a_breach_names_file_line_and_rule() -> None:
    offender = query("m.number AS number", "m.numbers AS number")
    assert lint(offender) == [f"{PATH}:17: no property m.numbers in the schema; m.number? [schema]"]
    in_head = query(", max: 1000", "")
    assert lint(in_head) == [f"{PATH}:8: limit: type int with default, min and max [sizes]"]


def write(folder: Path, name: str, text: str) -> None:
    path = folder / f"{name}.cypher"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_catalogue_refuses_what_breaks_the_lint_and_keeps_the_rest(tmp_path: Path) -> None:
    write(tmp_path, "agency/good", HEAD + CYPHER)
    write(tmp_path, "agency/bad", (HEAD + CYPHER).replace("m.number AS", "m.numbers AS"))
    write(tmp_path, "agency/worse", "MATCH (n) RETURN n")
    catalogue = Catalogue(tmp_path)
    assert [q.name for q in catalogue] == ["agency/good"]
    assert catalogue["agency/good"].title.zh == "题"
    assert len(catalogue.problems) == 2
    with pytest.raises(InvalidQueryFile, match=r"bad\.cypher:17: .*\[schema\]"):
        _ = catalogue["agency/bad"]
    with pytest.raises(InvalidQueryFile) as caught:
        catalogue.check()
    assert caught.value.problems == catalogue.problems


PIECES = [
    "MATCH", "OPTIONAL", "WHERE", "WITH", "RETURN", "ORDER", "BY", "LIMIT", "SKIP", "UNION", "CALL", "SET", "AS", "DISTINCT", "(",
    ")", "[", "]", "{", "}", "-", ">", "<", "*", "..", "1", ":", "|", ",", ".", ";", "=", "m", "Measure", "LEADS", "id", "$limit",
    "$agency", "'x'", "// c\n", "/* c */", "`q`", "collect", "IS", "NULL", "+", "DESC", "STARTS", "TYPE", "\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25))
@settings(max_examples=400)
def test_the_lint_judges_whatever_it_is_given(pieces: list[str]) -> None:
    """No statement, however broken, ends in anything but breaches; none that begins like this can be clean."""
    broken = replace(query(), cypher="RETURN " + " ".join(pieces))
    assert lint(broken)
