"""A server on the sample plan, and what the plan says, counted from the records themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import httpx
import pytest

from api.http.backend import Backend
from api.session import read_file, records, sample_plan
from graph.catalogue import Catalogue
from graph.catalogue.catalogue import own_folder
from graph.registry.batch import registry_batch
from graph.store.bolt import BoltStore
from tests.api.http.serving import in_a_thread
from tests.pictures.counting import Facts, facts_of


@pytest.fixture(scope="session")
def facts() -> Facts:
    """Duties and sections of the sample plan as its records have them, without any query."""
    return facts_of(records(read_file(sample_plan())).batch, registry_batch())


@pytest.fixture(scope="session")
def site(sample_store: BoltStore) -> Iterator[httpx.Client]:
    """The application with the sample plan, asked as a browser asks."""
    with in_a_thread(Backend(lambda: nullcontext(sample_store), Catalogue(own_folder()))) as client:
        client.headers["accept"] = "text/html,*/*;q=0.8"
        yield client


@pytest.fixture(scope="session")
def base_url(site: httpx.Client) -> str:
    """Where relative addresses of the tests in a browser lead."""
    return str(site.base_url).rstrip("/")
