"""The four notebooks run from top to bottom on the embedded store and write their figures; each figure has captions."""

from __future__ import annotations

import ast
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import jupytext
import pytest

from graph.store import DataFolder, open_store
from tests.notebooks.executing import NOTEBOOKS, execute

FIGURES = {
    "01_sample_plan": {"01-roles", "01-two-columns"},
    "02_who_leads": {"02-lead-changes", "02-role-matrix"},
    "03_centrality": {"03-against-degree", "03-groups", "03-without-hub"},
    "04_your_own_plans": {"04-against-degree", "04-years"},
}
CHINESE = re.compile(r"[\u4e00-\u9fff]{6,}")
ENGLISH = re.compile(r"(?:[A-Za-z]+ ){3}[A-Za-z]+")
EACH = [pytest.param(path, id=path.stem) for path in NOTEBOOKS]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty data folder whose engine keeps running from one notebook to the next."""
    folder = DataFolder(tmp_path_factory.mktemp("notebooks") / "数据 home")
    with open_store(folder):
        yield folder.path


@pytest.fixture
def plans(corpus: Path, tmp_path: Path) -> Path:
    """A folder with three plans and a file that is none."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for name in ("gbf-2014-18", "gwy-gbf2018-117-incentives", "gwy-gf2019-3-bonded-zones"):
        shutil.copy(corpus / "texts" / f"{name}.txt", folder)
    (folder / "letter.txt").write_text("这不是计划，只是一封信。", encoding="utf-8")
    return folder


@pytest.mark.parametrize("path", EACH)
def test_it_runs_on_the_embedded_store(
    path: Path, home: Path, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYGRAPH_HOME", str(home))
    monkeypatch.setenv("POLICYGRAPH_FIGURES", str(tmp_path / "figures"))
    monkeypatch.setenv("POLICYGRAPH_PLANS", str(plans))
    done = execute(path, tmp_path)
    assert done.said == ""
    assert done.pictures == len(FIGURES[path.stem])
    files = {file.name for file in (tmp_path / "figures").iterdir()}
    assert files == {f"{name}.{suffix}" for name in FIGURES[path.stem] for suffix in ("svg", "pdf")}
    assert all(name in done.last for name in files)


def test_there_are_four() -> None:
    assert [path.stem for path in NOTEBOOKS] == list(FIGURES)


@pytest.mark.parametrize("path", EACH)
def test_each_figure_follows_a_caption_in_both_languages(path: Path) -> None:
    cells = jupytext.read(path).cells
    shown = [i for i, cell in enumerate(cells) if re.search(r"^figure_\d$", cell.source, re.MULTILINE)]
    assert len(shown) == len(FIGURES[path.stem])
    for place in shown:
        caption = cells[place - 1]
        assert caption.cell_type == "markdown"
        assert "图 " in caption.source
        assert CHINESE.search(caption.source)
        assert ENGLISH.search(caption.source)


@pytest.mark.parametrize("path", EACH)
def test_the_extra_is_all_it_needs_and_no_connection_is_written_in(path: Path) -> None:
    text = path.read_text("utf-8")
    nodes = list(ast.walk(ast.parse(text)))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    others = {name.split(".")[0] for name in names} - set(sys.stdlib_module_names)
    assert others <= {"api", "graph", "pandas"}
    assert not re.search(r"bolt://|neo4j\+s|password", text)
