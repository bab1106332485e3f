"""The runner: parameters resolved, rows limited, version stated; and nothing but the catalogue is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.catalogue import Catalogue, data_version, run
from graph.errors import AmbiguousName, InvalidParameter, InvalidQueryFile, StoreTimeout, UnknownName
from graph.store.bolt import BoltStore
from tests.queries.mini_plan import FIRST

HEAD = """/*---
title: {{zh: 题, en: title}}
description: {{zh: 说明, en: description}}
params: {{{params}}}
columns: {{{columns}}}
shape: {shape}
examples: [{{params: {{}}}}]
---*/
"""


def own(folder: Path, cypher: str, *, columns: str = "n: int", shape: str = "value", params: str = "") -> Catalogue:
    path = folder / "own" / "query.cypher"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(params=params, columns=columns, shape=shape) + cypher, encoding="utf-8")
    return Catalogue(folder)


def test_a_result_says_what_was_asked_and_how_it_was_read(mini: BoltStore, catalogue: Catalogue) -> None:
    result = run(
        mini, catalogue, "agency/leads", {"agency": "质检总局", "reading": "broad", "document": "测办发(2014)1号"}
    )
    data = result.to_dict()
    assert data["params"] == {"agency": "aqsiq", "reading": "broad", "document": FIRST, "offset": 0, "limit": 50}
    assert data["names"] == {"agency": "国家质量监督检验检疫总局", "document": "国务院办公厅关于印发测试行动计划的通知"}
    assert (result.reading, data["reading"]) == ("broad", "broad")
    assert data["rules"] == ["7"]
    assert data["cypher"] == catalogue["agency/leads"].cypher
    assert result.column("number") == ["（三）", "（三）"]


def test_questions_that_do_not_depend_on_the_reading_have_none(mini: BoltStore, catalogue: Catalogue) -> None:
    assert run(mini, catalogue, "document/loaded").reading is None


@pytest.mark.parametrize(("limit", "offset", "rows", "next_"), [(1, 0, 1, 1), (2, 0, 2, 2), (2, 4, 2, None), (6, 0, 6, None), (7, 0, 6, None), (5, 0, 5, 5), (3, 9, 0, None)])  # fmt: skip
def test_a_limit_is_declared(
    mini: BoltStore, catalogue: Catalogue, limit: int, offset: int, rows: int, next_: int | None
) -> None:
    """Six agencies have work. One row more than the limit is asked for and never shown."""
    result = run(mini, catalogue, "agency/workload", {"limit": limit, "offset": offset})
    assert (len(result.rows), result.truncated, result.next) == (rows, next_ is not None, next_)
    assert result.to_dict()["params"]["limit"] == limit  # type: ignore[index]


def test_a_query_without_offset_has_no_next(mini: BoltStore, tmp_path: Path) -> None:
    catalogue = own(
        tmp_path,
        "MATCH (m:Measure) RETURN m.id AS measure ORDER BY m.id LIMIT $limit",
        columns='measure: "node:Measure"',
        shape="rows",
        params="limit: {type: int, default: 2, min: 1, max: 9}",
    )
    result = run(mini, catalogue, "own/query")
    assert (len(result.rows), result.truncated, result.next) == (2, True, None)


def test_shapes_of_one_row_and_one_value(mini: BoltStore, catalogue: Catalogue, tmp_path: Path) -> None:
    assert len(run(mini, catalogue, "agency/detail", {"agency": "aqsiq"}).rows) == 1
    value = run(mini, own(tmp_path, "MATCH (m:Measure) RETURN count(m) AS n"), "own/query")
    assert value.rows == ({"n": 5},)
    several = own(tmp_path, "MATCH (m:Measure) RETURN m.ordinal AS n ORDER BY m.id", shape="one")
    with pytest.raises(InvalidQueryFile, match=r"query\.cypher:9: shape one, but 5 rows came"):
        run(mini, several, "own/query")


def test_a_known_body_without_work_has_no_rows(mini: BoltStore, catalogue: Catalogue) -> None:
    result = run(mini, catalogue, "agency/leads", {"agency": "外交部"})
    assert (result.rows, result.truncated) == ((), False)


def test_a_row_of_another_type_than_declared_is_the_files_fault(mini: BoltStore, tmp_path: Path) -> None:
    catalogue = own(tmp_path, "MATCH (m:Measure) RETURN max(m.title) AS n")
    with pytest.raises(InvalidQueryFile, match=r"query\.cypher:9: column n is int, but '"):
        run(mini, catalogue, "own/query")


def test_what_cannot_be_asked_is_refused_before_the_store_is(mini: BoltStore, catalogue: Catalogue) -> None:
    with pytest.raises(UnknownName, match="no query 'agency/lead'"):
        run(mini, catalogue, "agency/lead")
    with pytest.raises(UnknownName, match="no query 'MATCH"):
        run(mini, catalogue, "MATCH (n) RETURN n")
    with pytest.raises(InvalidParameter, match="a value is needed"):
        run(mini, catalogue, "agency/leads")
    with pytest.raises(InvalidParameter, match="no parameter 'agencies'"):
        run(mini, catalogue, "agency/leads", {"agencies": "质检总局"})
    with pytest.raises(UnknownName, match="agency/leads, parameter agency: no Agency '没有的单位'"):
        run(mini, catalogue, "agency/leads", {"agency": "没有的单位"})
    with pytest.raises(AmbiguousName, match="sfda"):
        run(mini, catalogue, "agency/leads", {"agency": "药监局"})


@pytest.mark.parametrize(
    "hostile", ["x'}) DETACH DELETE n //", '"; MATCH (n) RETURN n', "$agency", "`", "\\u0027", "' OR 1=1"]
)
def test_hostile_words_are_only_words(mini: BoltStore, catalogue: Catalogue, hostile: str) -> None:
    assert run(mini, catalogue, "measure/search", {"words": hostile}).rows == ()
    with pytest.raises(UnknownName):
        run(mini, catalogue, "measure/parties", {"measure": hostile})
    assert run(mini, catalogue, "document/overview", {"document": FIRST}).rows[0]["measures"] == 3


def test_a_query_that_takes_too_long_is_stopped(mini: BoltStore, tmp_path: Path) -> None:
    catalogue = own(tmp_path, "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b % 7) AS n")
    with pytest.raises(StoreTimeout):
        run(mini, catalogue, "own/query", timeout=0.5)


def test_the_data_version_is_of_the_content_and_not_of_the_store(mini: BoltStore, other_mini: BoltStore) -> None:
    assert data_version(mini) == data_version(other_mini)
    assert len(data_version(mini).version) == 16
    known = data_version(mini)
    assert (known.finished, known.rules, known.registry) == ("2026-01-03T00:00:00Z", ("7",), "r9")
