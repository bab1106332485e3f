"""The command line as a stranger uses it: output, exit codes, and bad input that leaves nothing behind."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.session import sample_plan
from graph.store import DataFolder, open_store
from tests.api.shell import COMMAND, Shell

LEADS = ["（九）", "（十）", "（十一）", "（十二）", "（十三）"]


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A data folder with the sample plan; the engine is kept running so that each call only joins it."""
    home = tmp_path_factory.mktemp("cli") / "home"
    with open_store(DataFolder(home)):
        shell = Shell(home)
        assert shell("load", str(sample_plan())).returncode == 0
        yield shell


def leads(shell: Shell, agency: str, reading: str = "strict") -> list[dict[str, Any]]:
    data = shell.json("query", "agency/leads", "-p", f"agency={agency}", "-p", f"reading={reading}")
    assert data["reading"] == reading
    return list(data["rows"])


# ---- questions --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["质检总局", "国家质量监督检验检疫总局", "aqsiq"])
@pytest.mark.parametrize("reading", ["strict", "broad"])
def test_what_aqsiq_leads(shell: Shell, name: str, reading: str) -> None:
    rows = leads(shell, name, reading)
    assert [r["number"] for r in rows] == LEADS
    assert {r["basis"] for r in rows[:4]} == {"first_listed"}
    assert rows[4]["basis"] == "explicit"
    assert all("质检总局" in r["quote"] for r in rows)


@pytest.mark.parametrize(
    ("agency", "strict", "broad"),
    [
        ("工业和信息化部", [], ["（二）", "（五）", "（八）", "（十四）"]),
        ("发展改革委", [], ["（三）", "（四）", "（六）"]),
        ("公安部", [], ["（七）"]),
        ("中央组织部", [], ["（十五）"]),
        ("食品药品监管总局", ["（一）"], ["（一）"]),
        ("教育部", [], []),
    ],
)
def test_both_readings(shell: Shell, agency: str, strict: list[str], broad: list[str]) -> None:
    assert [r["number"] for r in leads(shell, agency)] == strict
    assert [r["number"] for r in leads(shell, agency, "broad")] == broad


def test_table_and_csv_say_the_same(shell: Shell) -> None:
    arguments = ("query", "agency/leads", "-p", "agency=质检总局", "--format")
    rows = list(csv.DictReader(io.StringIO(shell(*arguments, "csv").stdout)))
    assert [r["number"] for r in rows] == LEADS
    table = shell(*arguments, "table")
    assert all(number in table.stdout for number in LEADS)
    assert "严格" in table.stderr


def test_the_demo_shows_rule_and_words(shell: Shell) -> None:
    done = shell("demo", "--no-serve")
    assert done.returncode == 0
    assert "无变化" in done.stderr
    for words in (*LEADS, "质检总局牵头，国务院有关部门参加", "列第一位者牵头", "工业和信息化部"):
        assert words in done.stdout.replace("\n", ""), words


def test_every_question_is_listed(shell: Shell, root: Path) -> None:
    names = {q["name"] for q in shell.json("query")}
    files = {p.relative_to(root / "queries").with_suffix("").as_posix() for p in (root / "queries").rglob("*.cypher")}
    assert names == files


# ---- wrong usage ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["query", "agency/leds", "-p", "agency=质检总局"], 2, "agency/leads"),
        (["query", "agency/leads", "-p", "agency=质捡总局"], 2, "质检总局"),
        (["query", "agency/leads", "-p", "agency=广电总局"], 2, "say which"),
        (["query", "agency/leads"], 2, "agency"),
        (["query", "agency/leads", "-p", "agency=质检总局", "-p", "limit=many"], 2, "limit"),
        (["query", "agency/leads", "-p", "agency=质检总局", "-p", "reading=loose"], 2, "strict"),
        (["query", "agency/leads", "-p", "agency=质检总局", "-p", "agncy=x"], 2, "agncy"),
        (["query", "agency/leads", "-p", "agency"], 2, "name=value"),
        (["query", "agency/leads", "-p", "agency=质检总局", "-p", "agency=教育部"], 2, "twice"),
        (["delete", "国办发〔1999〕1号"], 2, "国办发〔1999〕1号"),
        (["nonsense"], 2, "nonsense"),
        (["query", "agency/leads", "--format", "xml"], 2, "xml"),
    ],
)
def test_wrong_usage(shell: Shell, arguments: list[str], code: int, says: str) -> None:
    done = shell(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


# ---- bad input --------------------------------------------------------------------------------------------------

BAD = {
    "missing.txt": None,
    "empty.txt": b"",
    "blank.txt": b" \n\n\t",
    "binary.txt": bytes(range(256)) * 8,
    "scan.pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n",
    "plan.docx": b"PK\x03\x04\x14\x00\x06\x00",
    "cut.txt": "一、甲\n（一）乙。（财政部负责）".encode()[:-1],
    "destroyed.txt": ("一、甲\n（一）乙\ufffd\ufffd\ufffd。" * 9).encode(),
    "prose.txt": "这是一篇没有任何结构的文章，讲的是天气。".encode(),
    "english.txt": b"Nothing here is a Chinese plan. 1 2 3\n" * 3,
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["extract", "check", "load"])
def test_bad_input_is_named_and_leaves_nothing(tmp_path: Path, name: str, command: str) -> None:
    data, path = BAD[name], tmp_path / name
    if data is not None:
        path.write_bytes(data)
    shell = Shell(tmp_path / "home")
    done = shell(command, str(path))
    assert done.returncode == 1, done.stderr
    assert name in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert not shell.home.exists()


def test_some_files_refused(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = shell("load", str(sample_plan()), str(tmp_path / "empty.txt"), "--format", "json")
    assert done.returncode == 4
    assert [r["status"] for r in json.loads(done.stdout)] == ["unchanged", "refused"]


def test_data_folder_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = Shell(tmp_path / "file" / "home")("load", str(sample_plan()))
    assert done.returncode == 3
    assert "file" in done.stderr


def test_data_folder_of_another_version(tmp_path: Path) -> None:
    (tmp_path / "policygraph.json").write_text('{"format": 99, "created_by": "policygraph"}')
    done = Shell(tmp_path)("load", str(sample_plan()))
    assert done.returncode == 3
    assert "99" in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["policygraph.json"]


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    environment = {**os.environ, "POLICYGRAPH_HOME": str(tmp_path / "home"), "POLICYGRAPH_URI": "bolt://127.0.0.1:9"}
    done = subprocess.run(
        [COMMAND, "query", "agency/workload"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        timeout=60,
    )
    assert done.returncode == 3
    assert "127.0.0.1:9" in done.stderr


# ---- documents --------------------------------------------------------------------------------------------------


def test_load_again_delete_and_rebuild(shell: Shell, tmp_path: Path) -> None:
    plan = tmp_path / "甲.txt"
    plan.write_text(
        "某省人民政府关于某事的意见\n某政发〔2015〕1号\n各市：\n一、甲\n（一）乙。做事。（质检总局牵头，教育部参加）\n"
    )
    assert shell("load", str(plan)).returncode == 0
    assert "无变化" in shell("load", str(plan)).stdout
    assert len(leads(shell, "质检总局")) == 6
    plan.write_text(plan.read_text().replace("质检总局牵头，教育部参加", "教育部牵头"))
    assert "已更新" in shell("load", str(plan)).stdout
    assert len(leads(shell, "质检总局")) == 5
    assert [r["document"] for r in leads(shell, "教育部")] == ["某政发〔2015〕1号"]
    assert shell("rebuild", "--yes").returncode == 0
    assert [r["document"] for r in leads(shell, "教育部")] == ["某政发〔2015〕1号"]
    assert shell("delete", "某政发〔2015〕1号").returncode == 0
    assert leads(shell, "教育部") == []
    assert [r["number"] for r in leads(shell, "质检总局")] == LEADS


def test_a_rebuild_asks_first(shell: Shell) -> None:
    done = shell("rebuild", stdin="n\n")
    assert done.returncode == 2
    assert len(leads(shell, "质检总局")) == 5


def test_check_counts_and_groups(shell: Shell, tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(
        "某省关于某事的意见\n一、甲\n（一）乙。（责任单位：质检总局、若干措施）\n（二）丙。（不存在总局、教育部负责）\n"
    )
    report = shell.json("check", str(plan))
    assert report["counts"]["notations_refused"] == 1
    assert report["counts"]["agencies_unknown"] == 1
    assert report["issues_by_kind"]["unexplained_notation"] == 1
    text = plan.read_bytes().decode()
    for issue in report["issues"]:
        assert 0 <= issue["start"] <= issue["end"] <= len(text)


def test_help_and_version(shell: Shell) -> None:
    assert shell("--version").stdout.startswith("policygraph ")
    assert "extract" in shell("--help").stdout
