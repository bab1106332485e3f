"""The library and processes that die: after a kill at any moment there is the old graph or the new one, and the archive
says the same as the store.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph import statements
from graph.archive import Archived, DocumentRecords
from graph.errors import DataFolderError
from graph.library import Library
from graph.store import DataFolder, Step, open_store
from graph.store.bolt import BoltStore
from graph.transaction import load_id
from tests.stores.library_plans import LARGE, Duty, empty_library, large_plan, plan, small_registry
from tests.stores.processes import engines_of, seconds_until

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("library_user.py")
OTHER = "甲办发〔2014〕1号"


def library_of(folder: DataFolder, store: BoltStore) -> Library:
    return Library(folder, store, small_registry, "1")


def with_documents(folder: DataFolder, store: BoltStore, *entries: DocumentRecords) -> Library:
    library = empty_library(folder, store)
    for entry in entries:
        library.load(entry)
    return library


@pytest.fixture
def library(shared_folder: DataFolder, store: BoltStore) -> Library:
    """A library that holds one document, and version 0 of another."""
    return with_documents(
        shared_folder, store, plan(OTHER, [Duty("加强监管", ("质检总局", "第1办公室"))]), version("0")
    )


@pytest.fixture
def large(shared_folder: DataFolder, store: BoltStore) -> Library:
    """The same with so many records that a kill falls into the transaction."""
    return with_documents(
        shared_folder, store, plan(OTHER, [Duty("加强监管", ("质检总局", "第1办公室"))]), large_plan("0")
    )


def version(name: str) -> DocumentRecords:
    return large_plan(name, measures=3)


@contextmanager
def child(folder: DataFolder, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A process that is about to change the library; it does not outlive the block."""
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), str(folder.path), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    with process:
        try:
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def until_begun(library: Library, process: subprocess.Popen[str]) -> None:
    """Wait until the change was begun; what was begun is settled when the process has ended."""
    while not library.archive.unsettled and process.poll() is None:
        time.sleep(0.001)


def state(library: Library) -> bytes:
    """The graph, after a look that the archive holds exactly the documents of the store, in the same versions."""
    loaded = {d.id: d for d in library.documents()}
    archived = [library.archive.read(path) for path in library.archive.files()]
    assert {a.entry.document: (a.finished, a.entry.sha256) for a in archived} == {
        id_: (d.finished, d.sha256) for id_, d in loaded.items()
    }
    assert not library.archive.unsettled
    assert sorted(library.folder.documents.iterdir()) == library.archive.files()
    return library.export()


def test_a_kill_during_a_load_leaves_the_old_graph_or_the_new_one(large: Library) -> None:
    graphs = {0: state(large)}
    large.load(large_plan("1"))
    graphs[1], present, inside = state(large), 1, 0
    for moment in range(10):
        with child(large.folder, "load", str(1 - present)) as process:
            until_begun(large, process)
            time.sleep(0.03 * moment)
        inside += large.archive.unsettled
        large.prepare()
        found = state(large)
        assert found in graphs.values()
        present = 0 if found == graphs[0] else 1
        assert large.archived(LARGE).entry == large_plan(str(present))
    assert inside > 0  # at least one was killed in its transaction


def test_a_kill_at_the_end_of_a_load_keeps_it(large: Library) -> None:
    with child(large.folder, "load", "1") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "done\n"
    large.prepare()
    state(large)
    assert large.archived(LARGE).entry == large_plan("1")


def test_a_kill_during_a_deletion(large: Library) -> None:
    with_it = state(large)
    for moment in (0.0, 0.1):
        with child(large.folder, "delete") as process:
            until_begun(large, process)
            time.sleep(moment)
        large.prepare()
        if LARGE in [d.id for d in large.documents()]:
            assert state(large) == with_it
        else:
            without_it = state(large)
            large.load(large_plan("0"))
            assert state(large) == with_it != without_it


def test_a_kill_during_a_rebuild(large: Library) -> None:
    before = state(large)
    for moment in (0.0, 0.2):
        with child(large.folder, "rebuild") as process:
            until_begun(large, process)
            time.sleep(moment)
        large.prepare()
        assert state(large) == before


def test_a_kill_of_the_only_user_with_whom_the_engine_goes(folder: DataFolder) -> None:
    with open_store(folder) as store:
        library_of(folder, store).load(large_plan("0"))
        old = state(library_of(folder, store))
    with child(folder, "load", "1") as process:
        while not any(folder.documents.glob("*.pending")) and process.poll() is None:
            time.sleep(0.001)
        time.sleep(0.1)
    seconds_until(lambda: engines_of(folder) == [], 20)
    with open_store(folder) as store:
        left = library_of(folder, store)
        left.prepare()
        assert (state(left) == old) is (left.archived(LARGE).entry == large_plan("0"))
        assert left.load(version("2")).status == "replaced"
        assert state(left) != old


# ---- the moments that a kill rarely hits -----------------------------------------------------------------------------


def test_begun_and_never_written(library: Library) -> None:
    before = state(library)
    library.archive.begin(Archived(version("1"), (), "2999-01-01T00:00:00.000000+00:00"))
    library.prepare()
    assert state(library) == before


def test_written_and_not_put_in_place(library: Library) -> None:
    """What a kill between the commit and the renaming leaves: the new graph, the old file, the new one beside it."""
    old, path = library.archive.path(LARGE).read_bytes(), library.archive.path(LARGE)
    library.load(version("1"))
    after = state(library)
    library.archive.begin(library.archived(LARGE))
    path.write_bytes(old)
    library.prepare()
    assert state(library) == after
    assert library.archived(LARGE).entry == version("1")


def test_deletion_begun_and_never_written(library: Library) -> None:
    before = state(library)
    library.archive.begin_removal(LARGE)
    library.prepare()
    assert state(library) == before


def test_deleted_and_the_file_still_there(library: Library) -> None:
    path = library.archive.path(LARGE)
    old = path.read_bytes()
    library.delete(LARGE)
    after = state(library)
    path.write_bytes(old)
    library.archive.begin_removal(LARGE)
    library.prepare()
    assert state(library) == after


def test_half_a_file_is_cleared_away(library: Library) -> None:
    before = state(library)
    (library.folder.documents / ".policygraph-abc.tmp").write_bytes(b'{"bod')
    library.archive.begin(Archived(version("1"), (), "2999-01-01T00:00:00.000000+00:00"))
    library.prepare()
    assert state(library) == before


def test_an_unreadable_rest_is_named(library: Library) -> None:
    before = state(library)
    pending = library.archive.begin_removal(LARGE)
    pending.path.write_bytes(b"{}")
    with pytest.raises(DataFolderError, match="left a file that cannot be read") as caught:
        library.prepare()
    assert caught.value.where == str(pending.path)
    pending.path.unlink()
    library.prepare()
    assert state(library) == before


def test_the_next_load_settles_too(library: Library) -> None:
    library.archive.begin(Archived(version("1"), (), "2999-01-01T00:00:00.000000+00:00"))
    assert library.load(version("2")).status == "replaced"
    state(library)
    assert library.archived(LARGE).entry == version("2")


def test_a_dead_writers_transaction_cannot_be_committed_after_all(library: Library) -> None:
    """Two changes that do not know of each other are not both committed: every change touches the same entry."""
    before = library.version()
    library.store.write([Step(statements.touch_load(), {"id": load_id(""), "finished": "2998-01-01"})])
    assert library.version() != before
    assert library.load(version("3")).status == "replaced"
    assert library.documents()[0].finished > "2998-01-01"  # later than any change before, whatever the clock says


# ---- others at work --------------------------------------------------------------------------------------------------


def test_another_process_reads_while_one_loads(large: Library) -> None:
    ask = statements.count_nodes("Measure")
    answers = []
    with child(large.folder, "load", "1") as process:
        until_begun(large, process)
        while large.archive.unsettled and process.poll() is None:
            answers.append(large.store.read(ask).rows[0]["n"])
        assert process.stdout is not None
        assert process.stdout.readline() == "done\n"
    assert len(answers) > 1
    assert answers[0] == 1 + large_plan("0").batch.count("Measure")
    state(large)


def test_preparing_does_not_wait_for_a_writer(library: Library) -> None:
    """What is unsettled while another writes is that other's work."""
    library.archive.begin(Archived(version("1"), (), "2999-01-01T00:00:00.000000+00:00"))
    begun = time.monotonic()
    with DataFolder(library.folder.path).writer():
        library.prepare()
        assert library.archive.unsettled
    assert time.monotonic() - begun < 5
    library.prepare()
    assert not library.archive.unsettled


def test_the_archive_is_plain_json(library: Library) -> None:
    data = json.loads(library.archive.path(LARGE).read_bytes())
    assert data["body"]["text"] == version("0").text
