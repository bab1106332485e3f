"""Stores and the catalogue that the tests of queries share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.catalogue import Catalogue
from graph.catalogue.catalogue import own_folder
from graph.store.bolt import BoltStore
from tests.queries.golden import WRITER, Golden
from tests.queries.mini_store import mini_store


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The project's own queries."""
    return Catalogue(own_folder())


@pytest.fixture(scope="session")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    """The two small plans in a store. Tests only read it."""
    with mini_store(tmp_path_factory.mktemp("mini")) as store:
        yield store


@pytest.fixture(scope="session")
def other_mini(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    """The same plans in another store, written last things first."""
    with mini_store(tmp_path_factory.mktemp("other"), backwards=True) as store:
        yield store


@pytest.fixture(scope="session")
def other_wide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    """The three plans in another store, written last things first."""
    with mini_store(tmp_path_factory.mktemp("other_wide"), backwards=True, wide=True) as store:
        yield store


@pytest.fixture(scope="session")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    """Three small plans in a store. Tests only read it."""
    with mini_store(tmp_path_factory.mktemp("wide"), wide=True) as store:
        yield store


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Golden:
    """The golden files: compared with, or written if the command of tests.queries.golden asked for it."""
    return Golden(writes=request.config.pluginmanager.hasplugin(WRITER))
