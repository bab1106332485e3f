"""The sample plan in the real store: loading twice, loading an edited copy, and going back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.session import read_file, records, sample_plan
from graph.library import Library
from graph.registry.batch import registry_batch
from graph.registry.version import registry_version
from graph.store import DataFolder, open_store

# What tells the edges between two nodes apart.
IDENTITY = ("document", "id", "action", "event", "scope", "kind", "valid_from")
LAST = "（十五）实施政府质量工作考核。"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = DataFolder(tmp_path_factory.mktemp("plan") / "home")
    with open_store(folder) as store:
        library = Library(folder, store, registry_batch, registry_version())
        library.prepare()
        yield library


def exported(library: Library) -> tuple[dict[str, Any], dict[str, Any]]:
    """Nodes and edges of the store by their identity."""
    data = json.loads(library.export())
    nodes = {f"{label}|{row['id']}": row for label, row in data["nodes"]}
    edges = {json.dumps([*edge[:3], *(edge[3].get(name) for name in IDENTITY)]): edge for edge in data["edges"]}
    assert len(edges) == len(data["edges"])
    return nodes, edges


def test_twice_edited_and_back(library: Library, tmp_path: Path) -> None:
    entry = records(read_file(sample_plan()))
    assert library.load(entry).status == "created"
    first = library.export()
    assert library.load(entry).status == "unchanged"
    assert library.export() == first
    nodes, edges = exported(library)

    copy = tmp_path / "copy.txt"
    text = sample_plan().read_bytes().decode()
    start, end = text.index(LAST), text.index("地方各级人民政府要加强")
    copy.write_bytes((text[:start] + text[end:]).encode())
    assert library.load(records(read_file(copy))).status == "replaced"
    nodes_then, edges_then = exported(library)

    gone = nodes.keys() - nodes_then.keys()
    assert gone
    assert all("#m15" in key or key.startswith(("Document|title:", "Programme|", "Law|law:")) for key in gone), gone
    assert not nodes_then.keys() - nodes.keys()
    for key in edges.keys() - edges_then.keys():
        assert "#m15" in key or edges[key][0] == "REGULATES" or any(name in key for name in _ends(gone)), key
    assert not edges_then.keys() - edges.keys()
    assert any("质检总局" in edge[3].get("quote", "") and "#m9" in json.dumps(edge) for edge in edges_then.values())

    assert library.load(entry).status == "replaced"
    assert library.export() == first


def _ends(gone: set[str]) -> set[str]:
    return {json.dumps(key.split("|", 1)[1])[1:-1] for key in gone}
