"""The server on real stores, asked as a browser would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import TypeAlias

import httpx
import pytest

from api.http.backend import Backend, Store
from api.session import read_file, records
from api.texts import Texts
from graph.catalogue import Catalogue
from graph.catalogue.catalogue import own_folder
from graph.errors import StoreUnreachable
from graph.library import Library
from graph.registry.batch import registry_batch
from graph.registry.version import registry_version
from graph.store import DataFolder, open_store
from tests.api.http.serving import in_a_thread
from tests.queries.mini_store import mini_store

Opener: TypeAlias = Callable[[], AbstractContextManager[Store]]
PLANS = ("gwy-gbf2018-117-incentives.txt", "gx-gzbf2021-106-nev-negative.txt", "hb-enf2021-43-agri-entities.txt")
BROWSER = {"accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


@contextmanager
def client_of(opener: Opener, folder: DataFolder | None = None) -> Iterator[httpx.Client]:
    """A browser without JavaScript and without cookies in front of a server on the store; texts are in the folder."""
    texts = None if folder is None else Texts(folder)
    backend = Backend(opener, Catalogue(own_folder()), texts=texts)
    with in_a_thread(backend) as client:
        client.headers.update(BROWSER)
        client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        yield client


@pytest.fixture(scope="session")
def web(sample_library: Library) -> Iterator[httpx.Client]:
    """The application with the sample plan."""
    with client_of(lambda: nullcontext(sample_library.store), sample_library.folder) as client:
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
        with client_of(lambda: nullcontext(store), folder) as client:
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


@pytest.fixture(scope="session")
def mini_pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The server with the small plans, some of whose edges are corrected; their texts are not there."""
    folder = DataFolder(tmp_path_factory.mktemp("no_texts"))
    home = tmp_path_factory.mktemp("mini_pages") / "home"
    with mini_store(home) as store, client_of(lambda: nullcontext(store), folder) as client:
        yield client
