"""The catalogue: folders, names, words; and the result that faces show."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest

from graph.catalogue import Bound, Catalogue, DataVersion, Result
from graph.catalogue.catalogue import VARIABLE, own_folder
from graph.catalogue.glossary import read_glossary
from graph.catalogue.query import Column, Words, parse_type
from graph.catalogue.result import Row, check_cells, csv_cell
from graph.catalogue.spelling import near
from graph.declaration import ACTIONS, BROAD_BASES, ISSUE_SEVERITIES, LAW_KINDS, OBJECT_KINDS, ROLES, STAGES
from graph.errors import InvalidQueryFile, UnknownName

QUERY = """/*---
title: {zh: 题, en: title}
description: {zh: 说明, en: description}
params:
  limit: {type: int, default: 2, min: 1, max: 10}
  offset: {type: int, default: 0, min: 0, max: 10}
columns: {measure: "node:Measure", title: str, tasks: int, open: bool, names: "list[str]"}
shape: rows
examples: [{params: {}}]
---*/
MATCH (m:Measure)
RETURN m.id AS measure, m.title AS title, m.tasks AS tasks, true AS open, [m.title] AS names
ORDER BY m.id SKIP $offset LIMIT $limit"""


def write(folder: Path, name: str, text: str = QUERY) -> None:
    path = folder / f"{name}.cypher"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


# ---- the project's own queries -------------------------------------------------------------------------------------


def test_all_query_files_of_the_project_keep_format_and_lint() -> None:
    catalogue = Catalogue(own_folder())
    catalogue.check()
    assert len(catalogue) == len(list(own_folder().rglob("*.cypher"))) > 20


def test_the_first_question_has_the_parameters_and_columns_that_were_promised() -> None:
    query = Catalogue(own_folder())["agency/leads"]
    assert {"agency", "reading", "limit"} <= {p.name for p in query.params}
    assert {"number", "title", "basis", "quote"} <= {c.name for c in query.columns}


def test_everything_that_faces_print_has_words() -> None:
    catalogue = Catalogue(own_folder())
    glossary = catalogue.glossary
    assert {q.topic for q in catalogue} == set(glossary.topics)
    assert {p.name for q in catalogue for p in q.params} == set(glossary.params)
    assert {c.name for q in catalogue for c in q.columns} == set(glossary.columns)
    coded = {*ROLES, *BROAD_BASES, *ISSUE_SEVERITIES, *LAW_KINDS, *OBJECT_KINDS, *STAGES}
    coded |= {v for q in catalogue for p in q.params for v in p.values} - set(ACTIONS)
    assert coded <= set(glossary.values)
    words = [w for part in (glossary.topics, glossary.params, glossary.columns) for w in part.values()]
    words += [w for q in catalogue for w in (q.title, q.description)]
    assert all(re.search("[\u4e00-\u9fff]", w.zh) or w.zh == "SHA-256" for w in words)
    assert not [w for w in words if re.search("[\u4e00-\u9fff]", w.en.replace("下同", ""))]


def test_every_question_shows_how_it_is_asked() -> None:
    for query in Catalogue(own_folder()):
        required = {p.name for p in query.params if p.required}
        assert required <= set(query.examples[0].params), query.name
        assert all(p.example is not None for p in query.params if p.required), query.name


def test_titles_tell_questions_apart() -> None:
    titles = [q.title for q in Catalogue(own_folder())]
    assert len({t.zh for t in titles}) == len({t.en for t in titles}) == len(titles)


# ---- folders -------------------------------------------------------------------------------------------------------


def test_an_unknown_name_offers_near_ones(tmp_path: Path) -> None:
    for name in ("agency/leads", "agency/shares", "measure/search"):
        write(tmp_path, name)
    catalogue = Catalogue(tmp_path)
    with pytest.raises(UnknownName) as caught:
        _ = catalogue["agency/lead"]
    assert caught.value.candidates[0] == "agency/leads"
    assert "agency/leads" in catalogue
    assert "agency/lead" not in catalogue


def test_a_users_own_folder_comes_after_the_projects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    write(first, "mine/first")
    write(second, "mine/second")
    monkeypatch.setenv(VARIABLE, f"{first}{os.pathsep}{second}")
    catalogue = Catalogue()
    assert catalogue.folders == (own_folder(), first, second)
    assert {"mine/first", "mine/second", "agency/leads"} <= {q.name for q in catalogue}


def test_a_users_file_does_not_replace_one_of_the_projects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "agency/leads")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    catalogue = Catalogue()
    with pytest.raises(InvalidQueryFile, match="give it another name"):
        catalogue.check()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidQueryFile, match=VARIABLE):
        len(Catalogue(tmp_path / "missing"))


def test_words_of_an_earlier_folder_stand(tmp_path: Path) -> None:
    for folder, zh in (("one", "甲"), ("two", "乙")):
        write(tmp_path / folder, f"{folder}/query")
        words = f"columns: {{title: {{zh: {zh}, en: x}}}}\ntopics: {{{folder}: {{zh: {zh}, en: x}}}}\n"
        (tmp_path / folder / "words.yaml").write_text(words, encoding="utf-8")
    glossary = Catalogue(tmp_path / "one", tmp_path / "two").glossary
    assert glossary.column("title").zh == "甲"
    assert (glossary.topic("two").zh, glossary.topic("three").zh) == ("乙", "three")


@pytest.mark.parametrize(
    "text", ["columns: [1]", "words: {}", "columns: {a: {zh: 甲}}", "columns: {a: [}", "- 1", "columns: {a: 甲}"]
)
def test_faulty_words_are_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "words.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidQueryFile, match=r"words\.yaml:1: "):
        read_glossary(tmp_path)
    write(tmp_path, "agency/leads")
    catalogue = Catalogue(tmp_path)
    assert catalogue["agency/leads"].columns[0].title.zh == "measure"
    assert len(catalogue.problems) == 1


def test_near_names() -> None:
    assert near("质检总", ["质检总局", "农业部", "市场监管总局"]) == ("质检总局",)
    assert near("国办发(2014)18号", ["国办发〔2014〕18号", "国发〔2018〕42号"])[0] == "国办发〔2014〕18号"
    assert near("", ["a"]) == ()


# ---- results -------------------------------------------------------------------------------------------------------


def result(tmp_path: Path, rows: tuple[Row, ...], *, truncated: bool = False) -> Result:
    write(tmp_path, "measure/some")
    query = Catalogue(tmp_path)["measure/some"]
    params = (Bound("limit", 2, "2"), Bound("offset", 0, "0"))
    return Result(
        query,
        params,
        rows,
        truncated,
        2 if truncated else None,
        3,
        DataVersion("v", "2026-01-01T00:00:00Z", ("1",), "2"),
    )


ROW: Row = {"measure": "m1", "title": "=1+1", "tasks": -3, "open": True, "names": ["甲", "乙"]}


def test_a_result_is_plain_data(tmp_path: Path) -> None:
    data = result(tmp_path, (ROW,), truncated=True).to_dict()
    assert json.loads(json.dumps(data)) == data
    assert list(data) == [
        "query", "title", "params", "names", "reading", "shape", "columns", "rows", "truncated", "next", "total", "data_version",
        "data_finished", "rules", "registry_version", "cypher",
    ]  # fmt: skip
    assert (data["query"], data["rows"], data["truncated"], data["next"]) == ("measure/some", [ROW], True, 2)
    assert data["columns"][0] == {"name": "measure", "type": "node:Measure"}  # type: ignore[index]


def test_csv_reads_back_and_holds_no_formula(tmp_path: Path) -> None:
    text = result(tmp_path, (ROW, {**ROW, "title": '引"号",\n换行', "names": []})).to_csv()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows == [
        ["measure", "title", "tasks", "open", "names"],
        ["m1", "'=1+1", "-3", "true", "甲；乙"],
        ["m1", '引"号",\n换行', "-3", "true", ""],
    ]
    assert text.endswith("\r\n")
    assert result(tmp_path, ()).to_csv(bom=True).encode().startswith(b"\xef\xbb\xbfmeasure,")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_each_start_of_a_formula_is_guarded(start: str) -> None:
    assert csv_cell(f"{start}cmd") == f"'{start}cmd"
    assert csv_cell([f"{start}cmd", "x"]) == f"'{start}cmd；x"
    assert csv_cell(f"a{start}") == f"a{start}"


@pytest.mark.parametrize(("cell", "text"), [(None, ""), (-1, "-1"), (False, "false"), (["a", "b"], "a；b"), ("", "")])
def test_cells_as_text(cell: object, text: str) -> None:
    assert csv_cell(cell) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("type_", "value", "fits"),
    [
        ("str", "a", True), ("str", 1, False), ("str", ["a"], False), ("str", None, True), ("int", 1, True), ("int", True, False),
        ("int", "1", False), ("int", 1.5, False), ("bool", True, True), ("bool", 1, False), ("node:Agency", "a", True),
        ("list[str]", [], True), ("list[str]", ["a"], True), ("list[str]", ["a", None], False), ("list[str]", "a", False),
        ("list[str]", None, True), ("str", {"a": 1}, False),
    ],
)  # fmt: skip
def test_a_cell_is_of_the_type_of_its_column(type_: str, value: object, fits: bool) -> None:
    column, right = Column("x", parse_type(type_), Words("x", "x")), {"str": "a", "int": 1, "bool": True}
    good = right.get(type_, ["a"] if type_.startswith("list") else "a")
    values = [good, None, value, good]
    if fits:
        check_cells(values, column)
    else:
        with pytest.raises(ValueError, match=f"column x is .*, but {re.escape(repr(value))} came"):
            check_cells(values, column)
