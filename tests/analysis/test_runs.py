"""Runs kept in the store: named, stale when the data changes, and never among the facts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator

import pytest
from click.testing import Result
from typer.testing import CliRunner

from api.cli.main import app
from api.session import read_file, records, sample_plan
from graph import statements
from graph.analysis import Data, agency_measure, delete_run, list_runs, measured, read_scores, write_run
from graph.analysis.networks import Network
from graph.analysis.runs import Run
from graph.catalogue.version import data_version
from graph.declaration import FLOAT, INT, STR
from graph.errors import InvalidParameter, StoreUnreachable, UnknownName, UsageError
from graph.library import Library
from graph.records import Batch, Node
from graph.registry.batch import registry_batch
from graph.registry.version import registry_version
from graph.schema import SCHEMA
from graph.store import DataFolder, open_store
from graph.validation import validate
from tests.api.shell import Shell

PLAN = "国办发〔2014〕18号"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of its own with the sample plan; the command line joins its engine."""
    folder = DataFolder(tmp_path_factory.mktemp("runs") / "home")
    with open_store(folder) as store:
        library = Library(folder, store, registry_batch, registry_version())
        library.prepare()
        library.load(records(read_file(sample_plan())))
        yield library


@pytest.fixture
def network(library: Library) -> Network:
    return agency_measure(Data(library.store), reading="broad")


@pytest.fixture(autouse=True)
def _no_runs_stay(library: Library) -> Iterator[None]:
    yield
    for run in list_runs(library.store):
        delete_run(library, run.name)


def facts(library: Library) -> tuple[bytes, object, str]:
    """All that must not change: the export, the data version with its times, the library's own version."""
    return library.export(), data_version(library.store), library.version()


def test_a_run_is_read_back_as_it_was_written_and_no_fact_changes(library: Library, network: Network) -> None:
    before, tables = facts(library), measured(network)
    run = write_run(library, " 宽泛 ", network, tables)
    assert facts(library) == before
    assert list_runs(library.store) == [run]
    assert (run.name, run.reading, run.nodes, run.edges, run.of_document) == ("宽泛", "broad", 38, 87, "")
    again, kept = read_scores(library.store, "宽泛")
    assert again == run
    assert [(t.measure, t.rows) for t in kept] == [(t.measure, t.rows) for t in tables]
    delete_run(library, "宽泛")
    assert facts(library) == before
    assert list_runs(library.store) == []


def test_a_run_replaces_its_namesake_only(library: Library, network: Network) -> None:
    write_run(library, "one", network, measured(network))
    write_run(library, "two", network, measured(network, ["degree"]))
    write_run(library, "one", network, measured(network, ["betweenness"]))
    assert [(run.name, run.measures) for run in list_runs(library.store)] == [
        ("one", ("betweenness",)),
        ("two", ("degree",)),
    ]
    assert [len(table.rows) for name in ("one", "two") for table in read_scores(library.store, name)[1]] == [23, 23]


def test_what_is_kept_is_what_the_schema_declares(library: Library, network: Network) -> None:
    write_run(library, "schema", network, measured(network))
    declared = {p.name: p for p in SCHEMA.nodes["Analysis"].properties}
    assert declared.keys() - {"id"} == Run.__dataclass_fields__.keys()
    assert {p.name for p in declared.values() if not p.required} == {"of_document"}
    (row,) = library.store.read(statements.read_nodes("Analysis")).rows
    assert row["row"].keys() == {name for name, p in declared.items() if p.required}  # type: ignore[attr-defined]
    edges = library.store.read(statements.read_edges("SCORES", "Analysis", "Agency")).rows
    types = {STR: str, INT: int, FLOAT: float}
    for edge in edges:
        told = edge["row"]
        assert {k: type(v) for k, v in told.items()} == {
            p.name: types[p.type] for p in SCHEMA.edges["SCORES"].properties
        }  # type: ignore[attr-defined]
    assert len(edges) == 8 * 23


def test_no_batch_may_hold_one() -> None:
    analysis = Node("Analysis", "analysis:x", {"name": "x"})
    assert "Analysis analysis:x: no such label in a batch" in validate(Batch("", (analysis,), ()), None, "")
    assert {"Load", "Analysis"}.isdisjoint(statements.SHARED)
    assert {"LOADED", "SCORES"}.isdisjoint(statements.FACTS)


def test_loading_and_deleting_documents_leave_runs_alone_and_are_left_alone(library: Library, network: Network) -> None:
    export, entry = library.export(), records(read_file(sample_plan()))
    run = write_run(library, "stays", network, measured(network))
    assert library.load(entry).status == "unchanged"
    report = library.delete(PLAN)
    assert not {"SCORES", "Analysis"} & {*report.added, *report.removed}
    assert list_runs(library.store) == [run]
    assert run.data_version != data_version(library.store).version
    with pytest.raises(StoreUnreachable, match="the data changed"):
        write_run(library, "too late", network, measured(network))
    report = library.load(entry)
    assert not {"SCORES", "Analysis"} & {*report.added, *report.removed}
    assert library.export() == export
    assert [run.name for run in list_runs(library.store)] == ["stays"]
    assert len(read_scores(library.store, "stays")[1][0].rows) == 23


def test_a_rebuild_drops_runs_and_keeps_facts(library: Library, network: Network) -> None:
    export = library.export()
    write_run(library, "goes", network, measured(network, ["degree"]))
    library.rebuild()
    assert list_runs(library.store) == []
    assert library.export() == export


def test_what_cannot_be_kept_or_found_is_said(library: Library, network: Network) -> None:
    for name, tables in (("", measured(network)), ("x" * 81, measured(network)), ("x", [])):
        with pytest.raises(InvalidParameter, match="a run needs a name"):
            write_run(library, name, network, tables)
    write_run(library, "known", network, measured(network, ["degree"]))
    for ask in (lambda: read_scores(library.store, "unknown"), lambda: delete_run(library, "unknown")):
        with pytest.raises(UnknownName, match="did you mean known"):
            ask()


# ---- the command ------------------------------------------------------------------------------------------------


@pytest.fixture
def command(library: Library, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command line in this process, on the library's data folder."""
    monkeypatch.setenv("POLICYGRAPH_HOME", str(library.folder.path))
    return lambda *arguments: CliRunner().invoke(app, ["analyse", *arguments])


def test_the_installed_command_prints_tables_that_say_all(library: Library) -> None:
    tables = Shell(library.folder.path).json("analyse", "--document", PLAN)
    assert [t["measure"] for t in tables][:2] == ["lead_count", "lead_share"]
    assert (
        tables[0]["rows"][0].items() >= {"node": "aqsiq", "score": 5, "rank": 1, "n": 23, "reading": "strict"}.items()
    )


def test_all_formats_say_reading_and_data_version(command: Callable[..., Result]) -> None:
    done = command("--reading", "broad", "-m", "lead_count", "-m", "degree", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(r["measure"], r["reading"]) for r in rows] == [("lead_count", "broad")] * 23 + [("degree", "broad")] * 23
    assert {r["node"]: r["score"] for r in rows[:23]}["miit"] == "4.0"
    assert "数据版本" in done.stderr
    assert "只有一份文件" in done.stderr
    table = command("--groups", "--limit", "3")
    assert "0.433（1）" in table.stdout
    assert "零模型" in table.stdout
    assert "商务部" in table.stdout
    assert "列出 3 个" in table.stderr


def test_the_command_keeps_lists_shows_and_deletes(library: Library, command: Callable[..., Result]) -> None:
    before = facts(library)
    assert "已写入分析 七月" in command("--write", "七月").stderr
    assert facts(library) == before
    (run,) = json.loads(command("--runs", "--format", "json").stdout)
    assert (run["name"], run["reading"], len(run["measures"])) == ("七月", "strict", 8)
    shown = command("--show", "七月")
    assert "0.433（1）" in shown.stdout
    assert "与现有数据一致" in shown.stderr
    assert command("--delete", "七月").exit_code == 0
    assert list_runs(library.store) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-m", "pagerank"), "no measure pagerank"),
        (("--show", "x", "--runs"), "exclude each other"),
        (("--show", "x"), "no analysis"),
        (("--document", "国办发〔1999〕1号"), "国办发〔1999〕1号"),
    ],
)
def test_the_command_refuses_what_it_cannot_do(
    command: Callable[..., Result], arguments: tuple[str, ...], words: str
) -> None:
    error = command(*arguments).exception
    assert isinstance(error, UsageError)
    assert words in str(error)
