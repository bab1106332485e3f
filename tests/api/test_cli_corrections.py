"""policygraph correct, as a stranger uses it: a template, one entry filled in, load, ask, undo."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.cli import corrections
from api.session import sample_plan
from graph.store import DataFolder, open_store
from tests.api.shell import Shell

NUMBER = "国办发〔2014〕18号"
PLAN = str(sample_plan())


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """One data folder for all; the engine is kept running so that each call only joins it."""
    home = tmp_path_factory.mktemp("correct") / "home"
    with open_store(DataFolder(home)):
        yield Shell(home)


@pytest.fixture
def file(shell: Shell) -> Iterator[Path]:
    """The file of the sample plan's corrections; removed again."""
    path = shell.home / "corrections" / f"{NUMBER}.yaml"
    yield path
    path.unlink(missing_ok=True)


def filled_in(text: str, name: str) -> str:
    """The template with the first entry of a party uncommented and made the lead."""
    head, first, rest = text.partition('# - measure: "（二）"\n')
    lines = (first + rest).split("\n")
    while f'party: "{name}"' not in lines[3]:
        _, first, rest = "\n".join(lines[1:]).partition('# - measure: "（二）"\n')
        lines = (first + rest).split("\n")
    entry = [line.removeprefix("# ") for line in lines[:9]]
    entry[4:] = ["  change: role", "  to: lead", "  reason: 核对工作要点", "  by: 张三", "  date: 2026-01-05"]
    return head + "\n".join(entry) + "\n"


def states(shell: Shell) -> list[tuple[str, str, str]]:
    return [(e["name"], e["change"], e["state"]) for e in shell.json("correct", "list")]


def test_from_template_to_answer_and_back(shell: Shell, file: Path) -> None:
    made = shell("correct", "template", PLAN)
    assert made.returncode == 0, made.stderr
    assert str(file) in made.stderr
    assert shell.json("correct", "list") == []
    assert shell.json("correct", "check") == {"files": 1, "faults": [], "without_effect": []}
    again = shell("correct", "template", PLAN)
    assert (again.returncode, "is there already" in again.stderr) == (2, True)

    file.write_text(filled_in(file.read_text(encoding="utf-8"), "公安部"), encoding="utf-8")
    assert states(shell) == [("公安部", "role lead", corrections.NOT_LOADED)]
    assert shell("load", PLAN).returncode == 0
    assert states(shell) == [("公安部", "role lead", corrections.IN_FORCE)]
    asked = shell.json("query", "agency/leads", "-p", "agency=公安部")
    assert [(r["number"], r["basis"], r["correction"]) for r in asked["rows"]] == [
        ("（二）", "corrected", "核对工作要点")
    ]
    table = shell("query", "agency/leads", "-p", "agency=公安部").stdout
    assert "人工更正" in table and "核对工作要点" in table
    printed = shell("correct", "template", NUMBER, "--output", "-")
    assert "已更正" in printed.stdout

    file.write_text(file.read_text(encoding="utf-8").replace("to: lead", "to: shared"), encoding="utf-8")
    assert states(shell) == [("公安部", "role shared", corrections.NOT_YET)]
    (entry,) = shell.json("correct", "check")["without_effect"]
    assert entry["state"] == corrections.NOT_YET

    file.unlink()
    assert shell("load", PLAN).returncode == 0
    assert shell.json("query", "agency/leads", "-p", "agency=公安部")["rows"] == []


def test_extract_applies_a_file_only_when_told(shell: Shell, file: Path, tmp_path: Path) -> None:
    shell("correct", "template", PLAN)
    own = tmp_path / "mine.yaml"
    own.write_text(filled_in(file.read_text(encoding="utf-8"), "公安部"), encoding="utf-8")
    file.write_text(own.read_text(encoding="utf-8"), encoding="utf-8")

    def lead(*more: str) -> list[str]:
        data = shell.json("extract", PLAN, *more)
        return [p["as_named"] for p in data["measures"][1]["responsibilities"][0]["parties"] if p["role"] == "lead"]

    assert lead() == []
    assert lead("--corrections", str(own)) == ["公安部"]
    own.write_text(own.read_text(encoding="utf-8").replace(NUMBER, "国办发〔2015〕1号"), encoding="utf-8")
    done = shell("extract", PLAN, "--corrections", str(own))
    assert (done.returncode, "not of 国办发〔2014〕18号" in done.stderr) == (1, True)


def test_check_tells_file_line_and_what_to_do(shell: Shell, file: Path, tmp_path: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"document: {NUMBER}\ncorrections:\n- masure: x\n", encoding="utf-8")
    stray = file.with_name("other.yaml")
    stray.write_text(f"document: {NUMBER}\ncorrections:\n", encoding="utf-8")
    try:
        done = shell("correct", "check")
        assert done.returncode == 1
        assert f"{file}:3: unknown key 'masure'; did you mean measure?" in done.stdout
        assert f"rename it to {NUMBER}.yaml" in done.stdout
        refused = shell("load", PLAN, "--format", "json")
        assert refused.returncode == 1
        assert [r["error"] for r in json.loads(refused.stdout)] == ["InvalidCorrections"]
        assert shell("correct", "list").returncode == 1
    finally:
        stray.unlink()
