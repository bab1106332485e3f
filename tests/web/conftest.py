"""The server on real stores, asked as a browser would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TypeAlias

import httpx
import pytest

from api.http.backend import Backend, Store
from api.session import read_file, records
from graph.catalogue import Catalogue
from graph.catalogue.catalogue import own_folder
from graph.errors import StoreUnreachable
from graph.library import Library
from graph.registry.batch import registry_batch
from graph.registry.version import registry_version
from graph.store import DataFolder, open_store
from graph.store.bolt import BoltStore
from tests.api.http.serving import in_a_thread

Opener: TypeAlias = Callable[[], AbstractContextManager[Store]]
PLANS = ("gwy-gbf2018-117-incentives.txt", "gx-gzbf2021-106-nev-negative.txt", "hb-enf2021-43-agri-entities.txt")
BROWSER = {"accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


@contextmanager
def client_of(opener: Opener) -> Iterator[httpx.Client]:
    """A browser without JavaScript in front of a server on the store."""
    with in_a_thread(Backend(opener, Catalogue(own_folder()))) as client:
        client.headers.update(BROWSER)
        yield client


@pytest.fixture(scope="session")
def web(sample_store: BoltStore) -> Iterator[httpx.Client]:
    """The application with the sample plan."""
    with client_of(lambda: nullcontext(sample_store)) as client:
        yield client


@pytest.fixture(scope="session")
def plans(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The server with real plans that differ in form, which also name documents that are not loaded."""
    folder = DataFolder(tmp_path_factory.mktemp("plans") / "home")
    with open_store(folder) as store:
        library = Library(folder, store, registry_batch, registry_version())
        library.prepare()
        for name in PLANS:
            library.load(records(read_file(corpus / "texts" / name)))
        with client_of(lambda: nullcontext(store)) as client:
            yield client


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The application on a store with the registry and no plan."""
    folder = DataFolder(tmp_path_factory.mktemp("none") / "home")
    with open_store(folder) as store:
        Library(folder, store, registry_batch, registry_version()).prepare()
        with client_of(lambda: nullcontext(store)) as client:
            yield client


@pytest.fixture(scope="session")
def down() -> Iterator[httpx.Client]:
    """The application whose store cannot be reached."""

    def unreachable() -> AbstractContextManager[Store]:
        raise StoreUnreachable("no answer from bolt://10.0.0.7:7687", where="secret.example")

    with client_of(unreachable) as client:
        yield client
