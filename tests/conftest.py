"""What all tests share: where the project is, which files belong to it, and the corpus of real plans beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from api.session import read_file, records, sample_plan
from graph.library import Library
from graph.registry.batch import registry_batch
from graph.registry.version import registry_version
from graph.store import DataFolder, open_store

if TYPE_CHECKING:
    from graph.store.bolt import BoltStore

ROOT = Path(__file__).resolve().parent.parent

# The engines of tests live for seconds: Java's thorough compiler would cost more than it saves.
os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")

# On a busy machine the time of one example says nothing. All else stays as hypothesis sets it, under CI too.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def project_files(root: Path) -> list[Path]:
    """The files of the git checkout at ``root`` that are or would be committed, relative to it, sorted.

    Raises:
        subprocess.CalledProcessError: ``root`` is no git checkout.
    """
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    names = {Path(name) for name in listing.stdout.split("\0") if name}
    return sorted(name for name in names if (root / name).is_file())


def corpus_at(folder: Path, *, ci: bool) -> Path:
    """``folder`` if it is there; if not, the test is skipped, or fails when run by CI, where nothing may be skipped."""
    if folder.is_dir():
        return folder
    reason = f"no corpus of real plans at ../{folder.relative_to(folder.parents[1])}"
    if ci:
        pytest.fail(f"{reason}; CI must have it", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real plans with their gold records, beside the project."""
    return corpus_at(ROOT.parent / "shared" / "corpus", ci=os.environ.get("CI") == "true")


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library on the embedded store with the registry and the sample plan; read it, do not change it."""
    folder = DataFolder(tmp_path_factory.mktemp("sample") / "home")
    with open_store(folder) as store:
        library = Library(folder, store, registry_batch, registry_version())
        library.prepare()
        library.load(records(read_file(sample_plan())))
        yield library


@pytest.fixture(scope="session")
def sample_store(sample_library: Library) -> BoltStore:
    """The store of :func:`sample_library`."""
    return sample_library.store


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Chromium of the system; it starts no update, sends nothing home."""
    found = shutil.which("chromium")
    assert found, "no chromium: apt install chromium fonts-noto-cjk"
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    return {"executable_path": found, "args": [*flags, "--disable-component-update", "--disable-sync"]}
