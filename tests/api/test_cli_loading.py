"""Folders of plans: what is loaded, refused, and gone on with; each document whole or not at all."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.reading import SUFFIXES, plan_files
from graph.errors import UsageError
from graph.store import DataFolder, open_store
from tests.api.shell import COMMAND, Shell

PLAN = (
    "某省人民政府关于第{n}件事的意见\n某政发〔2015〕{n}号\n各市人民政府：\n一、总任务\n"
    "（一）做好工作。认真办理。（质检总局牵头，教育部参加）\n（二）做好服务。认真服务。（教育部负责）\n"
)


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    """An empty data folder; the engine is kept running so that each call only joins it."""
    with open_store(DataFolder(tmp_path / "home")):
        yield Shell(tmp_path / "home")


def plans(folder: Path, numbers: range) -> list[Path]:
    folder.mkdir(exist_ok=True)
    files = [folder / f"plan{n:03}.txt" for n in numbers]
    for n, file in zip(numbers, files, strict=True):
        file.write_text(PLAN.format(n=n), encoding="utf-8")
    return files


def statuses(done: subprocess.CompletedProcess[str]) -> Counter[str]:
    return Counter(r["status"] for r in json.loads(done.stdout))


def test_a_folder_is_loaded_by_several_processes_and_again_for_nothing(shell: Shell, tmp_path: Path) -> None:
    plans(tmp_path / "plans", range(1, 21))
    (tmp_path / "plans" / "deeper").mkdir()
    plans(tmp_path / "plans" / "deeper", range(21, 23))
    (tmp_path / "plans" / "broken.txt").write_text("这里没有任何任务，也没有编号。", encoding="utf-8")
    (tmp_path / "plans" / "twice.txt").write_text(PLAN.format(n=1), encoding="utf-8")
    (tmp_path / "plans" / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "plans" / ".hidden.txt").write_text("x")
    report = tmp_path / "report.csv"
    arguments = ["load", str(tmp_path / "plans"), "--jobs", "2", "--format", "json", "--report", str(report)]
    first = shell(*arguments)
    assert first.returncode == 4, first.stderr
    assert statuses(first) == {"created": 22, "refused": 2}
    refused = {Path(r["file"]).name: r["error"] for r in json.loads(first.stdout) if r["status"] == "refused"}
    assert refused == {"broken.txt": "StructureNotFound", "twice.txt": "DocumentConflict"}
    with report.open(encoding="utf-8-sig", newline="") as file:
        assert Counter(row["status"] for row in csv.DictReader(file)) == statuses(first)
    again = shell(*arguments)
    assert again.returncode == 4
    assert statuses(again) == {"unchanged": 22, "refused": 2}
    assert len(shell.json("query", "document/loaded")["rows"]) == 22
    summary = shell("load", str(tmp_path / "plans"))
    assert "共 24 个文件" in summary.stdout
    assert "无变化 22" in summary.stdout


def test_an_interrupted_folder_keeps_whole_documents_and_goes_on(shell: Shell, tmp_path: Path) -> None:
    files = plans(tmp_path / "plans", range(1, 201))
    environment = {k: v for k, v in os.environ.items() if not k.startswith("POLICYGRAPH_")}
    command = [COMMAND, "load", str(tmp_path / "plans"), "--jobs", "1", "--report", str(tmp_path / "report.csv")]
    environment |= {"POLICYGRAPH_HOME": str(shell.home)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, encoding="utf-8") as running:
        while len(list((shell.home / "documents").glob("*.json"))) < 3:
            assert running.poll() is None, running.stderr
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130, said
    assert "of 200 files" in said
    loaded = shell.json("query", "document/loaded", "-p", "limit=1000")["rows"]
    assert 3 <= len(loaded) < 200
    assert all(row["measures"] == 2 for row in loaded)
    done = shell("load", str(tmp_path / "plans"), "--format", "json")
    assert done.returncode == 0
    assert statuses(done) == {"unchanged": len(loaded), "created": 200 - len(loaded)}
    assert len(shell.json("query", "document/loaded", "-p", "limit=1000")["rows"]) == len(files)


def test_check_of_a_folder_groups_what_it_met(tmp_path: Path) -> None:
    plans(tmp_path / "plans", range(1, 15))
    (tmp_path / "plans" / "odd.txt").write_text(
        "关于某事的意见\n一、总\n（一）甲。办。（责任单位：教育部、不知所云的东西！）\n（二）乙。办。（教育部）\n"
    )
    (tmp_path / "plans" / "broken.txt").write_text("这里没有任何任务，也没有编号。", encoding="utf-8")
    shell = Shell(tmp_path / "home")
    done = shell("check", str(tmp_path / "plans"), "--jobs", "2", "--format", "json")
    assert done.returncode == 4, done.stderr
    reports: dict[str, Any] = {Path(r["file"]).name: r for r in json.loads(done.stdout)}
    assert reports["broken.txt"]["refused"]["error"] == "StructureNotFound"
    assert reports["plan001.txt"]["counts"]["notations_accepted"] == 2
    assert reports["odd.txt"]["counts"]["notations_refused"] == 1
    assert reports["odd.txt"]["issues_by_kind"]["unexplained_notation"] == 1
    shown = shell("check", str(tmp_path / "plans"))
    assert "共 16 个文件，读懂 15 个，拒绝 1 个" in shown.stdout
    assert "StructureNotFound" in shown.stdout
    assert not shell.home.exists()


def test_a_folder_without_plans_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "readme.xyz").write_text("x")
    with pytest.raises(UsageError, match="no plan in the folder"):
        plan_files([tmp_path])


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_every_suffix_is_found_below_a_folder(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / f"plan{suffix.upper()}").write_bytes(b"x")
    assert [p.name for p in plan_files([tmp_path])] == [f"plan{suffix.upper()}"]
