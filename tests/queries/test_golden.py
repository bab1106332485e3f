"""The mechanism of golden rows: a difference fails and can be read, writing settles it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from graph.catalogue import Catalogue, run
from graph.store.bolt import BoltStore
from tests.queries.golden import Golden, answers, golden_examples

QUERY = """/*---
title: {zh: 题, en: title}
description: {zh: 说明, en: description}
params:
  least: {type: int, default: 0, min: 0, max: 9}
  limit: {type: int, default: 50, min: 1, max: 99}
columns: {measure: "node:Measure", title: str}
shape: rows
examples:
  - {params: {}, golden: true}
  - {params: {limit: 1}}
  - {params: {least: 9}, golden: true}
---*/
MATCH (m:Measure)
WHERE m.parties >= $least
RETURN m.id AS measure, m.title AS title
ORDER BY m.id LIMIT $limit
"""


@pytest.fixture
def own(tmp_path: Path) -> Catalogue:
    path = tmp_path / "queries" / "measure" / "few.cypher"
    path.parent.mkdir(parents=True)
    path.write_text(QUERY, encoding="utf-8")
    return Catalogue(tmp_path / "queries")


def test_missing_rows_fail_until_they_are_written(mini: BoltStore, own: Catalogue, tmp_path: Path) -> None:
    query, out = own["measure/few"], io.StringIO()
    results = answers(mini, own, query)
    with pytest.raises(AssertionError, match="--write"):
        Golden(tmp_path).meet(query, results)
    Golden(tmp_path, writes=True, out=out).meet(query, results)
    assert "+    {" in out.getvalue()
    Golden(tmp_path).meet(query, results)
    again = io.StringIO()
    Golden(tmp_path, writes=True, out=again).meet(query, results)
    assert again.getvalue() == ""


def test_a_golden_file_holds_the_golden_examples_only(mini: BoltStore, own: Catalogue, tmp_path: Path) -> None:
    query = own["measure/few"]
    Golden(tmp_path, writes=True, out=io.StringIO()).meet(query, answers(mini, own, query))
    data = json.loads(Golden(tmp_path).path(query).read_text(encoding="utf-8"))
    assert data["query"] == "measure/few"
    assert [e["params"] for e in data["examples"]] == [{}, {"least": 9}] == [e.params for e in golden_examples(query)]
    assert data["examples"][0]["rows"] == list(run(mini, own, "measure/few").rows)
    assert data["examples"][1]["rows"] == []


def test_a_changed_row_is_shown(mini: BoltStore, own: Catalogue, tmp_path: Path) -> None:
    query = own["measure/few"]
    golden = Golden(tmp_path, writes=True, out=io.StringIO())
    golden.meet(query, answers(mini, own, query))
    text = golden.path(query).read_text(encoding="utf-8")
    golden.path(query).write_text(text.replace("治理电梯安全", "治理扶梯安全"), encoding="utf-8")
    with pytest.raises(AssertionError) as caught:
        Golden(tmp_path).meet(query, answers(mini, own, query))
    changed = [line for line in str(caught.value).splitlines() if line.startswith(("+ ", "- "))]
    assert len(changed) == 2
    assert "扶梯" in changed[0]
    assert "电梯" in changed[1]


def test_a_file_without_its_query_is_a_stray(own: Catalogue, tmp_path: Path) -> None:
    golden = Golden(tmp_path / "golden")
    for name in ("measure/few", "measure/gone"):
        path = tmp_path / "golden" / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", encoding="utf-8")
    assert [p.name for p in golden.strays(own)] == ["gone.json"]
