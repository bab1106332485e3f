"""A real browser (Debian's Chromium) in front of a real server with the nine plans of the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import httpx
import pytest

from api.http.backend import Backend
from api.session import read_file, records
from api.texts import Texts
from graph.catalogue import Catalogue
from graph.catalogue.catalogue import own_folder
from graph.library import Library
from graph.registry.batch import registry_batch
from graph.registry.version import registry_version
from graph.store import DataFolder, open_store
from tests.api.http.serving import in_a_thread
from tests.browser.crawling import crawl


@pytest.fixture(scope="session")
def site(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server with all plans of the corpus; ``base_url`` is its address."""
    folder = DataFolder(tmp_path_factory.mktemp("site") / "home")
    with open_store(folder) as store:
        library = Library(folder, store, registry_batch, registry_version())
        library.prepare()
        for path in sorted((corpus / "texts").glob("*.txt")):
            library.load(records(read_file(path)))
        backend = Backend(lambda: nullcontext(store), Catalogue(own_folder()), texts=Texts(folder))
        with in_a_thread(backend) as client:
            yield client


@pytest.fixture(scope="session")
def base_url(site: httpx.Client) -> str:
    """Where relative addresses of the tests lead."""
    return str(site.base_url).rstrip("/")


@pytest.fixture(scope="session")
def pages(site: httpx.Client) -> dict[str, str]:
    """One address of each kind of page that links lead to from the home page."""
    return {kind: addresses[0] for kind, addresses in crawl(site).items()}
