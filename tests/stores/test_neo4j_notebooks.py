"""The four notebooks, unchanged, on a real Neo4j."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notebooks.executing import NOTEBOOKS, execute
from tests.stores.neo4j_running import RunningNeo4j

pytestmark = pytest.mark.neo4j


def test_the_notebooks_run(
    neo4j_server: RunningNeo4j, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    neo4j_server.empty()
    server = neo4j_server.local.connect()
    settings = {"URI": server.uri, "USER": server.user, "PASSWORD": server.password, "DATABASE": server.database or ""}
    folders = {"HOME": tmp_path / "home", "FIGURES": tmp_path / "figures", "PLANS": corpus / "texts"}
    for name, value in {**settings, **folders}.items():
        monkeypatch.setenv(f"POLICYGRAPH_{name}", str(value))
    done = [execute(path, tmp_path) for path in NOTEBOOKS]
    assert [d.pictures for d in done] == [2, 2, 3, 2]
    assert len(list((tmp_path / "figures").iterdir())) == 18
