"""Answers as files from the command line, and what the shell completes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import igraph
import networkx as nx
import pytest

from api.session import sample_plan
from graph.store import DataFolder, open_store
from tests.api.shell import COMMAND, Shell


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A data folder with the sample plan; the engine is kept running so that each call only joins it."""
    home = tmp_path_factory.mktemp("answers") / "home"
    with open_store(DataFolder(home)):
        shell = Shell(home)
        assert shell("load", str(sample_plan())).returncode == 0
        yield shell


DUTIES = ("query", "graph/duties", "-p", "document=国办发〔2014〕18号")


def test_files_hold_all_rows_and_say_so_where_they_do_not(shell: Shell, tmp_path: Path) -> None:
    whole = shell(*DUTIES, "-o", str(tmp_path / "all.csv"))
    assert whole.returncode == 0, whole.stderr
    rows = list(csv.DictReader(io.StringIO((tmp_path / "all.csv").read_text("utf-8-sig"))))
    default = shell.json(*DUTIES)
    assert len(rows) == default["total"] >= 88
    part = shell(*DUTIES, "-p", "limit=10", "--format", "jsonl")
    assert [json.loads(line) for line in part.stdout.splitlines()] == default["rows"][:10]
    assert f"共 {len(rows)} 行，此为 10 行" in part.stderr


@pytest.mark.parametrize("format_", ["graphml", "gexf"])
def test_graphs_load_elsewhere_with_equal_counts(shell: Shell, tmp_path: Path, format_: str) -> None:
    target = tmp_path / f"duties.{format_}"
    assert shell(*DUTIES, "-o", str(target)).returncode == 0
    rows = shell.json(*DUTIES, "-p", "limit=1000")["rows"]
    nodes = {r["source"] for r in rows} | {r["target"] for r in rows}
    graph = nx.read_graphml(target) if format_ == "graphml" else nx.read_gexf(target)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(nodes), len(rows))
    if format_ == "graphml":
        read = igraph.Graph.Read_GraphML(str(target))
        assert (read.vcount(), read.ecount()) == (len(nodes), len(rows))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "graphml"], "json, csv, jsonl"),
        (["-o", "answer.txt"], "does not say which format"),
        (["-o", "no/such/folder/answer.csv"], "cannot be written"),
        (["--format", "table", "-o", "answer.csv"], "--format csv"),
    ],
)
def test_what_cannot_be_written(shell: Shell, arguments: list[str], says: str) -> None:
    done = shell("query", "agency/leads", "-p", "agency=质检总局", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("query agency/le", ["agency/leads"]),
        ("query agency/leads -p re", ["reading="]),
        ("query agency/leads -p reading=", ["reading=broad", "reading=strict"]),
        ("query agency/leads -p agency=质检", ["agency=质检总局"]),
        ("query document/issues -p document=国办发〔2014", ["document=国办发〔2014〕18号"]),
        ("query no/such -p ", []),
    ],
)
def test_the_shell_completes(shell: Shell, words: str, offered: list[str]) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("POLICYGRAPH_")}
    environment |= {"POLICYGRAPH_HOME": str(shell.home), "_TYPER_COMPLETE_ARGS": f"policygraph {words}"}
    environment |= {"_POLICYGRAPH_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    done = subprocess.run([COMMAND], env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert [line.split("\t")[0] for line in done.stdout.splitlines() if line] == offered
