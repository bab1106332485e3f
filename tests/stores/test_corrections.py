"""A correction by hand from the file to the answer: made, kept through new rules and new offsets, lost, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from api.reading import Refusal, read_one
from api.session import rules_version, sample_plan
from graph.archive import DocumentRecords
from graph.catalogue import Catalogue, run
from graph.library import Library
from graph.registry.batch import registry_batch
from graph.registry.version import registry_version
from graph.store import DataFolder, open_store
from loaders.corrections.correction import file_name

PLAN = "国办发〔2014〕18号"
QUOTE = "（工业和信息化部、公安部、农业部、商务部、卫生计生委、海关总署、工商总局、质检总局按职责分工负责）"
REASON = "工业和信息化部2014年工作要点写明由其牵头"
FILE = f"""\
document: {PLAN}
corrections:
- measure: （二）
  title: 加强消费品
  quote: {QUOTE}
  party: 工业和信息化部
  change: role
  to: lead
  reason: {REASON}
  by: 张三
  date: 2026-01-05
- measure: （二）
  quote: {QUOTE}
  party: 商务部
  change: remove
  reason: 误列
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = DataFolder(tmp_path_factory.mktemp("corrections") / "home")
    with open_store(folder) as store:
        library = Library(folder, store, registry_batch, registry_version())
        library.prepare()
        yield library


@pytest.fixture(autouse=True)
def _environment(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_HOME", str(library.folder.path))
    monkeypatch.delenv("POLICYGRAPH_CORRECTIONS", raising=False)


@pytest.fixture
def file(library: Library) -> Iterator[Path]:
    """Where the corrections of the sample plan stand; not written yet, and gone afterwards."""
    folder = library.folder.corrections
    folder.mkdir(exist_ok=True)
    yield folder / file_name(PLAN)
    (folder / file_name(PLAN)).unlink(missing_ok=True)


def read(path: Path) -> DocumentRecords:
    """The records of a plan as loading reads it."""
    outcome = read_one(path)
    assert not isinstance(outcome, Refusal), outcome
    return outcome


def rows(library: Library, question: str, **params: object) -> list[dict[str, Any]]:
    return [dict(row) for row in run(library.store, Catalogue(), question, params).rows]


def leads(library: Library) -> list[tuple[object, ...]]:
    found = rows(library, "agency/leads", agency="工业和信息化部")
    return [(r["number"], r["basis"], r["quote"], r["correction"]) for r in found]


def lost(library: Library) -> list[str]:
    return [r["text"] for r in rows(library, "document/issues", document=PLAN) if r["kind"] == "correction_lost"]


def test_made_kept_lost_and_undone(library: Library, file: Path, tmp_path: Path) -> None:
    assert library.load(read(sample_plan())).status == "created"
    before, version = library.export(), rules_version(PLAN)
    assert leads(library) == []

    # made
    file.write_text(FILE, encoding="utf-8")
    assert rules_version(PLAN) != version
    entry = read(sample_plan())
    assert entry.rules_version == rules_version(PLAN)
    assert library.load(entry).status == "replaced"
    assert leads(library) == [("（二）", "corrected", QUOTE, REASON)]
    (measure,) = {r["measure"] for r in rows(library, "agency/leads", agency="工业和信息化部")}
    parties = {r["as_named"]: r for r in rows(library, "measure/parties", measure=measure)}
    row = parties["工业和信息化部"]
    assert [row[n] for n in ("role", "was", "corrected_by", "corrected_on")] == [
        "lead",
        "shared/division_of_duties",
        "张三",
        "2026-01-05",
    ]
    assert "商务部" not in parties
    (table,) = (r for r in rows(library, "document/task_table", document=PLAN) if r["measure"] == measure)
    assert (table["leads"], set(table["corrections"])) == (["工业和信息化部"], {REASON, "误列"})
    after = library.export()

    # kept: through the rebuild of the store, newer rules, and the same words at other offsets
    assert len(library.rebuild()) == 1
    assert library.export() == after
    assert library.load(replace(entry, rules_version="9")).status == "unchanged"
    moved = tmp_path / "moved.txt"
    moved.write_text("\n\n" + sample_plan().read_text(encoding="utf-8"), encoding="utf-8")
    assert library.load(read(moved)).status == "replaced"
    assert leads(library) == [("（二）", "corrected", QUOTE, REASON)]
    assert lost(library) == []

    # lost: the words under it have changed, and it says so instead of guessing
    changed = tmp_path / "changed.txt"
    text = sample_plan().read_text(encoding="utf-8")
    assert "海关总署、工商总局、质检总局按职责分工负责" in text
    changed.write_text(
        text.replace("海关总署、工商总局、质检总局按职责分工负责", "海关总署、质检总局按职责分工负责"), encoding="utf-8"
    )
    assert library.load(read(changed)).status == "replaced"
    assert leads(library) == []
    assert [("工业和信息化部" in t, "商务部" in t) for t in lost(library)] == [(True, False), (False, True)]

    # undone
    file.unlink()
    assert rules_version(PLAN) == version
    assert library.load(read(sample_plan())).status == "replaced"
    assert library.export() == before


def test_a_file_that_cannot_be_followed_refuses_the_document(library: Library, file: Path) -> None:
    library.load(read(sample_plan()))
    before = library.export()
    file.write_text(FILE.replace("to: lead", "to: boss"), encoding="utf-8")
    outcome = read_one(sample_plan())
    assert isinstance(outcome, Refusal)
    assert (outcome.error, ":8: to: boss" in outcome.text) == ("InvalidCorrections", True)
    assert rules_version(PLAN) == ""  # so that loading a folder reads the document again, and says why
    assert library.export() == before


def test_another_folder_for_corrections(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "reviewed"
    elsewhere.mkdir()
    (elsewhere / file_name(PLAN)).write_text(FILE, encoding="utf-8")
    monkeypatch.setenv("POLICYGRAPH_CORRECTIONS", str(elsewhere))
    library.load(read(sample_plan()))
    assert leads(library) == [("（二）", "corrected", QUOTE, REASON)]
