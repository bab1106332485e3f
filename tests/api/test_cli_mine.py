"""Mining on the command line, end to end: a candidate is proposed, accepted, found; rejected, never proposed again."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from api.session import read_file, records, rules_version, sample_plan
from graph.store import DataFolder
from loaders.extract import RULES_VERSION
from tests.api.shell import Shell

PLAN = "cq-yff2019-17-ecommerce"
TERM = "电子商务产业园区"


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """One cache for all: jieba prepares its dictionary once."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """No store is needed: only the data folder is used."""
    return Shell(tmp_path / "home")


@pytest.fixture
def plan(corpus: Path) -> str:
    return str(corpus / "texts" / f"{PLAN}.txt")


def mined(shell: Shell, *arguments: str) -> list[dict[str, Any]]:
    done = shell("mine", *arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def objects(shell: Shell, plan: str) -> set[tuple[str, str]]:
    done = shell("extract", plan, "--format", "json")
    assert done.returncode == 0, done.stderr
    return {(o["as_named"], o["category"]) for m in json.loads(done.stdout)["measures"] for o in m["products"]}


def test_from_a_candidate_to_an_object(shell: Shell, plan: str) -> None:
    (found,) = (c for c in mined(shell, plan) if c["term"] == TERM)
    assert found["count"] == 3
    assert all(f"【{TERM}】" in c["text"] for c in found["contexts"])
    assert TERM not in {name for name, _ in objects(shell, plan)}
    assert shell("mine", plan, "--write").returncode == 0
    table = DataFolder(shell.home).terms
    decided = table.read_text(encoding="utf-8").replace(f"\n{TERM}\t", f"\n{TERM}\taccept\tfacility\t产业园区\t")
    table.write_text(
        decided.replace("accept\tfacility\t产业园区\t\t\t\t", "accept\tfacility\t产业园区\t"), encoding="utf-8"
    )
    assert (TERM, "产业园区") in objects(shell, plan)
    assert TERM not in {c["term"] for c in mined(shell, plan)}


def test_what_is_rejected_is_neither_proposed_nor_found(shell: Shell, plan: str, tmp_path: Path) -> None:
    shell.home.mkdir()
    (shell.home / "policygraph.json").write_text('{"format": 1}')
    assert ("农产品", "农产品") in objects(shell, plan)
    DataFolder(shell.home).terms.write_text(f"{TERM}\treject\n农产品\treject\n", encoding="utf-8")
    assert ("农产品", "农产品") not in objects(shell, plan)
    assert not {TERM, "农产品"} & {c["term"] for c in mined(shell, plan)}


def test_another_table_can_be_named(shell: Shell, plan: str, tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    assert shell("mine", plan, "--terms", str(table), "--write", "--limit", "3").returncode == 0
    assert len([line for line in table.read_text(encoding="utf-8").splitlines() if line[0] not in "#t"]) == 3
    assert not shell.home.exists()


def test_as_csv_and_as_a_table(shell: Shell, plan: str) -> None:
    done = shell("mine", plan, "--format", "csv", "--limit", "5")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(rows) == 5
    assert list(rows[0]) == ["term", "count", "documents", "pattern", "kind", "overlaps", "context"]
    assert "候选词" in shell("mine", plan, "--limit", "5").stdout


def test_a_bad_table_is_said_with_its_line(shell: Shell, plan: str, tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text("term\tdecision\n云仓\tmaybe\n", encoding="utf-8")
    done = shell("mine", plan, "--terms", str(table))
    assert done.returncode == 2
    assert "line 2" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_refused_is_said(shell: Shell, plan: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02" * 50)
    assert shell("mine", plan, str(bad)).returncode == 4
    assert shell("mine", str(bad)).returncode == 1


def test_a_decision_makes_the_records_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that loading the same bytes again reads them again."""
    monkeypatch.setenv("POLICYGRAPH_HOME", str(tmp_path))
    before = records(read_file(sample_plan()))
    assert before.rules_version == rules_version(before.document) == RULES_VERSION
    DataFolder(tmp_path).terms.write_text("农资\treject\n", encoding="utf-8")
    after = records(read_file(sample_plan()))
    assert after.rules_version == rules_version(after.document) != RULES_VERSION
    named = [{n.properties["name"] for n in r.batch.nodes if n.label == "Object"} for r in (before, after)]
    assert {e.properties["as_named"] for e in before.batch.edges if e.type == "TARGETS"} - {
        e.properties["as_named"] for e in after.batch.edges if e.type == "TARGETS"
    } == {"农资"}
    assert named[1] <= named[0]
