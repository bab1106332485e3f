"""A server on the embedded store with the sample plan."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import httpx
import pytest

from api.http.backend import Backend
from graph.catalogue import Catalogue
from graph.catalogue.catalogue import own_folder
from graph.store.bolt import BoltStore
from tests.api.http.serving import in_a_thread


@pytest.fixture(scope="session")
def own_catalogue() -> Catalogue:
    """The project's queries."""
    return Catalogue(own_folder())


@pytest.fixture(scope="session")
def client(sample_store: BoltStore, own_catalogue: Catalogue) -> Iterator[httpx.Client]:
    """A client of a running server; share it, it changes nothing."""
    with in_a_thread(Backend(lambda: nullcontext(sample_store), own_catalogue)) as client:
        yield client
