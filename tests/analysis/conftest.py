"""Networks that the tests of the analysis share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.analysis import Data, agency_measure
from graph.analysis.networks import Network
from graph.library import Library
from tests.queries.mini_store import mini_store


@pytest.fixture(scope="session")
def data(sample_library: Library) -> Data:
    """The sample plan."""
    return Data(sample_library.store)


@pytest.fixture(scope="session")
def sample(data: Data) -> Network:
    """Its agencies and measures under the strict reading."""
    return agency_measure(data)


@pytest.fixture(scope="session")
def wide_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Data]:
    """Three small plans of three years, with parallel notations and a collective."""
    with mini_store(tmp_path_factory.mktemp("analysis"), wide=True) as store:
        yield Data(store)
