"""Exports: what is chosen, and that other programs read back just as much as was written."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import igraph
import networkx as nx
import pytest

from api.session import read_file, records, sample_plan
from graph.errors import UnknownName, UsageError
from graph.export import FORMATS, Selection, select, write_export
from graph.records import Batch
from graph.workspace import Workspace
from loaders.records.assemble import records_of


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample plan beside a second one that names the same bodies."""
    folder = tmp_path_factory.mktemp("export")
    other = folder / "other.txt"
    other.write_text(
        "某省人民政府关于某事的意见\n某政发〔2015〕1号\n各市：\n一、甲\n（一）乙。做事。（质检总局牵头，教育部参加）\n"
    )
    with Workspace(folder / "home", "embedded") as space:
        for file in (sample_plan(), other):
            space.library.load(records(read_file(file)))
        yield space


@pytest.fixture(scope="module")
def everything(workspace: Workspace) -> Batch:
    return workspace.records(registry=True)


def test_one_document_is_all_that_its_records_say(workspace: Workspace) -> None:
    own = records_of(read_file(sample_plan()))
    chosen = workspace.records("国办发〔2014〕18号")
    assert {(n.label, n.id) for n in own.nodes} <= {(n.label, n.id) for n in chosen.nodes}
    assert Counter(e.type for e in chosen.edges if "document" in e.properties) == Counter(
        e.type for e in own.edges if "document" in e.properties
    )
    assert not any(n.properties.get("document") == "某政发〔2015〕1号" for n in chosen.nodes)


def test_every_edge_has_both_ends_and_the_registry_is_an_option(workspace: Workspace, everything: Batch) -> None:
    spare = workspace.records()
    for chosen in (everything, spare):
        keys = {(n.label, n.id) for n in chosen.nodes}
        assert {end for e in chosen.edges for end in (e.source, e.target)} <= keys
    assert len(everything.nodes) > len(spare.nodes) > 300
    assert everything.nodes == workspace.library.records().nodes
    assert everything.edges == workspace.library.records().edges


def test_an_unknown_document_is_refused(everything: Batch) -> None:
    with pytest.raises(UnknownName, match="国办发〔1900〕1号"):
        select(everything, Selection("国办发〔1900〕1号"))


@pytest.mark.parametrize("format_", ["graphml", "gexf", "jsonl"])
def test_the_same_records_give_the_same_bytes(everything: Batch, tmp_path: Path, format_: str) -> None:
    for name in ("one", "two"):
        write_export(everything, format_, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_graphml_and_gexf_read_back_with_equal_counts(everything: Batch, tmp_path: Path) -> None:
    nodes, edges = Counter(n.label for n in everything.nodes), Counter(e.type for e in everything.edges)
    write_export(everything, "graphml", tmp_path / "a.graphml")
    read = nx.read_graphml(tmp_path / "a.graphml", force_multigraph=True)
    assert Counter(label for _, label in read.nodes(data="label")) == nodes
    assert Counter(type_ for _, _, type_ in read.edges(data="type")) == edges
    other = igraph.Graph.Read_GraphML(str(tmp_path / "a.graphml"))
    assert (Counter(other.vs["label"]), Counter(other.es["type"])) == (nodes, edges)
    write_export(everything, "gexf", tmp_path / "a.gexf")
    third = nx.read_gexf(tmp_path / "a.gexf")
    assert Counter(kind for _, kind in third.nodes(data="kind")) == nodes
    assert Counter(type_ for _, _, type_ in third.edges(data="kind")) == edges


def test_attributes_come_back_as_they_were(everything: Batch, tmp_path: Path) -> None:
    write_export(everything, "graphml", tmp_path / "a.graphml")
    read = nx.read_graphml(tmp_path / "a.graphml", force_multigraph=True)
    lead = next(e for e in everything.edges if e.type == "LEADS")
    told = next(t for _, _, t in read.edges(data=True) if t.get("edge_id") == lead.properties["id"])
    for name, value in lead.row().items():
        assert told["edge_id" if name == "id" else name] == value, name


def test_json_lines_hold_every_record(everything: Batch, tmp_path: Path) -> None:
    write_export(everything, "jsonl", tmp_path / "a.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines if "node" in line] == [n.id for n in everything.nodes]
    assert Counter(line["edge"] for line in lines if "edge" in line) == Counter(e.type for e in everything.edges)


@pytest.mark.parametrize("format_", ["csv", "neo4j"])
def test_folders_have_a_row_for_every_record(everything: Batch, tmp_path: Path, format_: str) -> None:
    files = write_export(everything, format_, tmp_path / "out")
    rows = Counter[str]()
    for file in files:
        if file.suffix == ".csv":
            with file.open(encoding="utf-8-sig", newline="") as text:
                rows[file.name.partition(".")[0]] += len(list(csv.DictReader(text)))
    assert rows == Counter(n.label for n in everything.nodes) + Counter(e.type for e in everything.edges)


def test_a_folder_that_is_not_empty_is_left_alone(everything: Batch, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x")
    with pytest.raises(UsageError, match="not empty"):
        write_export(everything, "csv", tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]


def test_unknown_formats_and_places_are_refused(everything: Batch, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="graphml"):
        write_export(everything, "xls", tmp_path / "a.xls")
    with pytest.raises(UsageError, match="cannot be written"):
        write_export(everything, "jsonl", tmp_path / "no" / "such" / "a.jsonl")
    assert set(FORMATS) == {"graphml", "gexf", "jsonl", "csv", "neo4j"}


def test_answers_as_data_frame_and_network(workspace: Workspace) -> None:
    answer = workspace.run("graph/duties", document="国办发〔2014〕18号")
    network, frame = answer.to_networkx(), answer.to_pandas()
    assert network.number_of_edges() == len(answer.rows) == len(frame) == 88
    assert set(network.nodes) == {row[end] for row in answer.rows for end in ("source", "target")}
    assert network.nodes["aqsiq"] == {"label": "Agency", "name": "国家质量监督检验检疫总局"}
    assert frame.attrs["reading"] == "strict"
    assert str(frame["notation"].dtype) == "Int64"
    with pytest.raises(UsageError, match="no graph"):
        workspace.run("agency/leads", agency="质检总局").to_networkx()
