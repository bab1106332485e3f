"""Data folders for the tests, each below pytest's temporary path, and proof that no process outlives them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import DataFolder, open_store
from graph.store.bolt import BoltStore
from tests.stores.neo4j_running import RunningNeo4j, running_neo4j
from tests.stores.processes import engines_of, seconds_until

_VARIABLES = ("HOME", "URI", "USER", "PASSWORD", "DATABASE", "STORE", "LINGER", "STATEMENT_LIMIT")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _VARIABLES:
        monkeypatch.delenv(f"POLICYGRAPH_{name}", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[DataFolder]:
    """A data folder that does not exist yet; its path has Chinese characters and a blank. No engine may survive."""
    home = DataFolder(tmp_path / "数据 data")
    yield home
    seconds_until(lambda: engines_of(home) == [], 5)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataFolder]:
    """One data folder for all tests that only need some database."""
    home = DataFolder(tmp_path_factory.mktemp("shared") / "data")
    yield home
    seconds_until(lambda: engines_of(home) == [], 5)


@pytest.fixture(scope="session")
def store(shared_folder: DataFolder) -> Iterator[BoltStore]:
    """An open store on the embedded engine. Tests use labels of their own in it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _VARIABLES:
            patch.delenv(f"POLICYGRAPH_{name}", raising=False)
        opened = open_store(shared_folder)
    with opened:
        yield opened


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningNeo4j]:
    """The one local Neo4j of all tests; if it does not start, they fail."""
    with running_neo4j(tmp_path_factory.mktemp("neo4j")) as running:
        yield running
