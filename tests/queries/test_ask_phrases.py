"""The files of phrases: what is wrong in one is said with file and line, and users can bring their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.asking import Asker
from graph.asking.dates import dates
from graph.asking.numbers import numeral
from graph.asking.phrases import MOST, choices
from graph.catalogue import Catalogue
from graph.catalogue.catalogue import own_folder
from graph.errors import InvalidQueryFile
from graph.store.bolt import BoltStore

QUERY = """/*---
title: {zh: 某部门的名字有多长, en: How long a name is}
description: {zh: 名字的长度。, en: Length of the name.}
params:
  agency: {type: "node:Agency", example: 质检总局}
  reading: {type: enum, values: [strict, broad], default: strict}
columns: {number: str}
shape: one
examples:
  - {params: {agency: 质检总局}}
---*/
MATCH (a:Agency {id: $agency}) WHERE $reading <> 'x' RETURN a.name AS number
"""


def own(folder: Path, asks: str = "", *before: Path) -> Catalogue:
    """A folder with two queries, after others."""
    (folder / "own").mkdir(exist_ok=True)
    (folder / "own" / "length.cypher").write_text(QUERY, encoding="utf-8")
    (folder / "own" / "width.cypher").write_text(QUERY.replace("长", "宽"), encoding="utf-8")
    if asks:
        (folder / "asks.yaml").write_text(asks, encoding="utf-8")
    return Catalogue(*before, folder)


@pytest.mark.parametrize(
    ("asks", "line", "text"),
    [
        ("phrases:\n  own/lengh:\n    - '{agency}多长'\n", 3, "no query 'own/lengh', 'own/length'?"),
        ("phrases:\n  own/length:\n    - 好\n    - '{agncy}多长'\n", 4, "has no parameter 'agncy', 'agency'?"),
        ("phrases:\n  own/length:\n    - '{agency}和{agency}'\n", 3, "stands twice"),
        (
            "phrases:\n  own/length: ['{agency}多大']\n  own/width: ['{agency}多大']\n",
            3,
            "is a phrase of own/length too",
        ),
        ("phrases:\n  own/length: 多长\n", 2, "must be a list"),
        ("values:\n  reading:\n    wide: [宽]\n", 3, "reading does not take 'wide'"),
        ("values:\n  own/lenght.reading:\n    broad: [宽]\n", 3, "no query 'own/lenght'"),
        ("values:\n  own/length.level:\n    broad: [宽]\n", 3, "own/length has no parameter 'level'"),
        ("values:\n  raeding:\n    broad: [宽]\n", 3, "no query has 'raeding'"),
        ("phrase:\n  own/length: [多长]\n", 2, "unknown key 'phrase', 'phrases'?"),
        ("phrases:\n  own/length:\n    - '" + "(一|二|三)" * 9 + "{agency}'\n", 3, "readings"),
        ("phrases: [\n", 2, "not YAML"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(tmp_path: Path, asks: str, line: int, text: str) -> None:
    catalogue = own(tmp_path, asks)
    problems = Asker(catalogue).problems
    assert len(problems) == 1, problems
    assert problems[0].startswith(f"{tmp_path / 'asks.yaml'}:{line}: ")
    assert text in problems[0]
    with pytest.raises(InvalidQueryFile):
        Asker(catalogue).check()
    assert catalogue.problems == ()


def test_own_folders_bring_own_phrases(tmp_path: Path, sample_store: BoltStore) -> None:
    question = "质检总局几个字母长长"
    assert not Asker(own(tmp_path, "", own_folder())).understand(sample_store, question).sure
    catalogue = own(
        tmp_path, "phrases:\n  own/length:\n    - '{agency}(几个字母|)长长'\n  no/such: [多长]\n", own_folder()
    )
    asker = Asker(catalogue)
    assert len(asker.problems) == 1
    reply = asker.ask(sample_store, question)  # what is right in the file works all the same
    assert (reply.understanding.query, reply.understanding.sure) == ("own/length", True)
    assert reply.result is not None
    assert reply.result.rows == ({"number": "国家质量监督检验检疫总局"},)
    assert asker.understand(sample_store, "质检总局牵头哪些任务").query == "agency/leads"


def test_a_query_without_phrases_is_asked_for_by_its_title(tmp_path: Path, sample_store: BoltStore) -> None:
    understood = Asker(own(tmp_path, "", own_folder())).understand(sample_store, "质检总局的名字有多长")
    assert (understood.query, understood.sure, understood.params) == ("own/length", True, {"agency": "aqsiq"})


def test_choices_are_every_reading() -> None:
    assert choices("(甲|乙)的(丙|)") == ["甲的丙", "甲的", "乙的丙", "乙的"]
    assert len(choices("(甲|乙)" * 6)) == 64 <= MOST


@pytest.mark.parametrize(
    ("text", "first", "last", "way"),
    [
        ("2014年底前", "2014-12-31", "2014-12-31", "before"),
        ("2014年6月30日之后", "2014-06-30", "2014-06-30", "after"),
        ("二〇一四年二月", None, None, None),
        ("2014年2月", "2014-02-01", "2014-02-28", ""),
        ("截至2014年上半年", "2014-06-30", "2014-06-30", "before"),
        ("2014-6-30", "2014-06-30", "2014-06-30", ""),
        ("2014年6月31日", None, None, None),
        ("2014年13月", "2014-01-01", "2014-12-31", ""),
    ],
)
def test_dates_as_questions_say_them(text: str, first: str | None, last: str | None, way: str | None) -> None:
    found = [(p.first.isoformat(), p.last.isoformat(), p.way) for _, _, p in dates(text)][:1]
    if first is not None:
        assert found == [(first, last, way)]
    elif text.startswith("二"):
        assert found == [("2014-01-01", "2014-12-31", "")]
    else:
        assert found == []


@pytest.mark.parametrize(
    ("text", "value"), [("九", 9), ("十", 10), ("十三", 13), ("二十", 20), ("一百零五", 105), ("12", 12), ("甲", None)]
)
def test_numerals(text: str, value: int | None) -> None:
    assert numeral(text) == value
