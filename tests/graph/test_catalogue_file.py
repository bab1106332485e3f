"""The format of a query file: what is read, and that every fault is named with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.catalogue import Query
from graph.catalogue.glossary import Glossary
from graph.catalogue.query import Words, parse_type
from graph.catalogue.query_file import parse_query, read_query
from graph.errors import InvalidQueryFile

PATH = Path("queries/agency/leads.cypher")
FILE = """/*---
title: {zh: 牵头的任务, en: Measures led}
description:
  zh: 该部门牵头的任务。
  en: Measures the agency leads.
params:
  agency: {type: "node:Agency", example: 质检总局}
  reading: {type: enum, values: [strict, broad], default: strict}
  since: {type: date, default: 2014-01-01}
  limit: {type: int, default: 50, min: 1, max: 1000}
columns: {measure: "node:Measure", number: str, others: "list[node:Agency]"}
shape: rows
examples:
  - {params: {agency: 质检总局}, golden: true}
  - {params: {agency: 农业部, limit: 5}}
---*/

// what it asks
MATCH (n) RETURN n.id AS measure
"""


def parse(text: str, name: str = "agency/leads", glossary: Glossary | None = None) -> Query:
    return parse_query(text, name, PATH, glossary)


def problems(text: str, name: str = "agency/leads") -> tuple[str, ...]:
    with pytest.raises(InvalidQueryFile) as caught:
        parse(text, name)
    return caught.value.problems


def test_everything_of_a_good_file_is_read() -> None:
    query = parse(FILE)
    assert (query.name, query.topic, query.shape) == ("agency/leads", "agency", "rows")
    assert query.title == Words("牵头的任务", "Measures led")
    assert query.cypher.startswith("// what it asks\nMATCH")
    assert query.cypher == "\n".join(FILE.split("\n")[query.line - 1 :]).rstrip()
    agency, reading, since, limit = query.params
    assert (agency.required, agency.type.label, agency.example) == (True, "Agency", "质检总局")
    assert (reading.required, reading.values, reading.default) == (False, ("strict", "broad"), "strict")
    assert since.default == "2014-01-01"
    assert (limit.default, limit.minimum, limit.maximum) == (50, 1, 1000)
    assert [str(c.type) for c in query.columns] == ["node:Measure", "str", "list[node:Agency]"]
    assert [e.golden for e in query.examples] == [True, False]
    assert query.examples[1].params == {"agency": "农业部", "limit": 5}
    assert query.reads_roles


def test_the_file_itself_can_be_pasted() -> None:
    """Front matter is one comment: what follows it is the statement, unchanged."""
    query = parse(FILE)
    head = FILE[: FILE.index(query.cypher)]
    assert head.startswith("/*") and head.rstrip().endswith("*/") and head.count("*/") == 1


def test_words_come_from_the_glossary_and_from_the_file() -> None:
    glossary = Glossary(params={"agency": Words("部门", "agency")}, columns={"number": Words("编号", "Number")})
    text = FILE.replace("example: 质检总局}", "example: 质检总局, doc: {zh: 哪个部门, en: which agency}}", 1)
    assert parse(FILE, glossary=glossary).params[0].doc == Words("部门", "agency")
    assert parse(text, glossary=glossary).params[0].doc == Words("哪个部门", "which agency")
    assert [c.title.zh for c in parse(FILE, glossary=glossary).columns] == ["measure", "编号", "others"]


def test_a_folded_line_of_chinese_leaves_no_blank() -> None:
    folded = "zh: >-\n    牵头的任务，\n    见 agency/roles；A、\n    B “一” C。\n  en: >-\n    two\n    lines"
    words = parse(FILE.replace("zh: 该部门牵头的任务。\n  en: Measures the agency leads.", folded)).description
    assert words == Words("牵头的任务，见 agency/roles；A、 B “一” C。", "two lines")


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("/*---\n", "", 1, "begins with a line /*---"),
        ("---*/", "", 1, "not closed"),
        ("牵头的任务, en", "牵头*/的任务, en", 1, "would end the comment"),
        ("\n// what it asks\nMATCH (n) RETURN n.id AS measure\n", "", 1, "no Cypher"),
        ("shape: rows\n", "", 2, "shape is missing"),
        ("shape: rows", "shape: table", 12, "one of rows, one, value, graph, not 'table'"),
        ("shape: rows", "shap: rows", 12, "unknown key 'shap', 'shape'?"),
        ("shape: rows", "shape: rows\nshape: one", 13, "the key 'shape' twice"),
        ("title: {zh: 牵头的任务, en: Measures led}", "title: 牵头的任务", 2, "title must be a mapping"),
        ("en: Measures led}", "en: }", 2, "title.en must be text"),
        (", en: Measures led", "", 2, "title: en is missing"),
        ("zh: 牵头的任务", "zh: [", 2, "not YAML"),
        ("title: {zh: 牵头的任务", "title: {{zh: 牵头的任务", 3, "not YAML"),
        ("agency: {type: \"node:Agency\", ", "agency: {", 7, "params.agency: type is missing"),
        ('"node:Agency"', '"node:Agencies"', 7, "no label 'Agencies'"),
        ('"node:Agency"', "node", 7, "'node' is no type"),
        ('"node:Agency"', '"list[node:Agency]"', 7, "takes one value"),
        ("agency: {type", "Agency: {type", 7, "lower-case"),
        ("example: 质检总局}", "sample: 质检总局}", 7, "unknown key 'sample', 'example'?"),
        ("type: enum, values: [strict, broad]", "type: str, values: [strict, broad]", 8, "values go with the type enum"),
        ("values: [strict, broad], ", "", 8, "values go with the type enum"),
        ("values: [strict, broad]", "values: [true, broad]", 8, "values must be text"),
        ("default: strict}", "default: strict, required: true}", 8, "a required parameter has no default"),
        ("default: strict}", "default: strict, required: maybe}", 8, "must be true or false"),
        ("min: 1", "min: one", 10, "min must be a whole number"),
        ("default: 50", "default: 1.5", 10, "default must be text, a whole number"),
        ("number: str", "number: text", 11, "'text' is no type"),
        ("number: str", "Number: str", 11, "lower-case"),
        ('columns: {measure: "node:Measure", number: str, others: "list[node:Agency]"}', "columns: {}", 11, "at least one"),
        ("  - {params: {agency: 质检总局}, golden: true}\n  - {params: {agency: 农业部, limit: 5}}", "  []", 14, "at least one"),
        ("golden: true", "golden: yes please", 14, "golden must be true or false"),
        ("{params: {agency: 农业部, limit: 5}}", "{limit: 5}", 15, "unknown key 'limit'"),
        ("limit: 5}}", "limit: [5]}}", 15, "must be text, a whole number"),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_line(old: str, new: str, line: int, words: str) -> None:
    assert FILE.count(old) >= 1
    found = problems(FILE.replace(old, new, 1))
    assert [p for p in found if p.startswith(f"{PATH}:{line}: ") and words in p], found


def test_all_faults_come_at_once() -> None:
    broken = (
        FILE.replace("shape: rows", "shape: table").replace("number: str", "number: text").replace("min: 1,", "min: x,")
    )
    found = problems(broken)
    assert [p.split(":")[1] for p in found] == ["10", "11", "12"]


@pytest.mark.parametrize(
    "name", ["leads", "agency/leads/more", "Agency/leads", "agency/1", "../leads", "agency/le ads"]
)
def test_a_name_is_topic_and_name(name: str) -> None:
    assert "is no topic/name" in problems(FILE, name)[0]


def test_an_empty_head_is_a_fault() -> None:
    assert problems("/*---\n---*/\nMATCH (n) RETURN 1 AS x") == (f"{PATH}:2: the front matter is empty",)


def test_a_file_is_read_with_mark_and_line_ends_of_windows(tmp_path: Path) -> None:
    path = tmp_path / "leads.cypher"
    path.write_bytes(b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode())
    assert read_query(path, "agency/leads").cypher == parse(FILE).cypher


def test_a_file_that_is_no_text_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "leads.cypher"
    path.write_bytes(FILE.encode("gb18030"))
    with pytest.raises(InvalidQueryFile, match="UTF-8"):
        read_query(path, "agency/leads")
    with pytest.raises(InvalidQueryFile, match="cannot be read"):
        read_query(tmp_path / "missing.cypher", "agency/missing")


@pytest.mark.parametrize("text", ["str", "int", "list[str]", "node:Agency", "list[node:Law]"])
def test_types_spell_themselves(text: str) -> None:
    assert str(parse_type(text)) == text


@pytest.mark.parametrize("text", ["", "list[str", "str]", "node", "node:", "str:Agency", "list[]", "list[list[str]]"])
def test_what_is_no_type(text: str) -> None:
    with pytest.raises(ValueError, match="is no type"):
        parse_type(text)


@given(st.text(alphabet="{}[]:,-&*!|>'\"%@`#? \nabcé中1\t\u0000", max_size=60))
def test_whatever_the_head_holds_faults_have_a_name(head: str) -> None:
    """No YAML, however odd, ends in anything but a named error with file and line."""
    with pytest.raises(InvalidQueryFile) as caught:
        parse(f"/*---\n{head}\n---*/\nMATCH (n) RETURN 1 AS x")
    assert all(p.startswith(f"{PATH}:") for p in caught.value.problems)
