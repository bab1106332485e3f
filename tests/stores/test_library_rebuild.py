"""Rebuilding a store from the archive, and changing its registry."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph import statements
from graph.archive import Archived
from graph.errors import DataFolderError, InvalidRecords, WriterBusy
from graph.library import Library
from graph.records import batch_json, canonical_bytes
from graph.store import DataFolder, open_store
from graph.store.bolt import BoltStore
from tests.stores.library_plans import Duty, empty_library, plan, small_registry

A, B = "甲办发〔2014〕1号", "甲办发〔2014〕2号"
FOOD = Duty("加强食品监管", ("质检总局", "甲省质监局"), ("乳制食品",), ("质量促进法",), regulated=True, page_break=True)
POWER = Duty("加强电线监管", ("工商总局", "丙办公室"), ("电线",), ("产品质量法",))


def library_of(folder: DataFolder, store: BoltStore, *without: str, version: str = "1", wait: float = 30) -> Library:
    return Library(
        folder,
        store,
        lambda: small_registry(without=without, note="" if version == "1" else version),
        version,
        wait=wait,
    )


@pytest.fixture
def library(shared_folder: DataFolder, store: BoltStore) -> Library:
    """A library without documents."""
    return empty_library(shared_folder, store)


def files(library: Library) -> dict[str, tuple[bytes, int]]:
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in library.folder.documents.iterdir()}


# ---- rebuilding ------------------------------------------------------------------------------------------------------


def test_a_rebuild_gives_the_same_graph(library: Library) -> None:
    for entry in (plan(A, [FOOD]), plan(B, [FOOD, POWER]), plan(A, [FOOD, replace(POWER, documents=(B,))])):
        library.load(entry)
    before = library.export(), library.documents(), files(library)
    told: list[tuple[int, int, str]] = []
    reports = library.rebuild(lambda *step: told.append(step))
    assert (library.export(), library.documents(), files(library)) == before
    assert told == [(1, 2, B), (2, 2, A)]
    assert [r.document for r in reports] == [B, A]


def test_a_rebuild_fills_an_empty_store(library: Library, folder: DataFolder) -> None:
    library.load(plan(A, [FOOD]))
    library.load(plan(B, [POWER]))
    folder.prepare()
    for file in library.folder.documents.iterdir():
        shutil.copy(file, folder.documents)
    with open_store(folder) as empty:
        moved = library_of(folder, empty)
        moved.rebuild()
        assert moved.export() == library.export()
        assert moved.documents() == library.documents()
        assert moved.load(plan(A, [FOOD])).status == "unchanged"


def damage_content(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace("质检总局".encode(), "工商总局".encode()))


def damage_length(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


def damage_version(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b'"format":1', b'"format":9'))


def damage_place(file: Path) -> None:
    shutil.copy(file, file.with_name("0123456789abcdef-copy.json"))


def empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("damage", [damage_content, damage_length, damage_version, damage_place, empty])
def test_a_damaged_file_is_named_and_the_store_is_left_alone(library: Library, damage: Callable[[Path], None]) -> None:
    library.load(plan(A, [FOOD]))
    library.load(plan(B, [POWER]))
    before = library.export()
    damage(library.archive.path(A))
    with pytest.raises(DataFolderError, match=r"\.json: the archived document cannot be read") as caught:
        library.rebuild()
    assert caught.value.where.startswith(str(library.folder.documents))
    assert library.export() == before
    library.prepare()  # no rebuild was begun
    assert library.export() == before


def test_a_rebuild_does_not_lose_what_others_loaded(library: Library, tmp_path: Path) -> None:
    library.load(plan(A, [FOOD]))
    other = library_of(DataFolder(tmp_path / "other"), library.store)
    with pytest.raises(DataFolderError, match=A):
        other.rebuild()
    assert [d.id for d in library.documents()] == [A]
    assert other.load(plan(A, [FOOD])).status == "replaced"  # the store has it, this archive had not
    other.rebuild()
    assert [d.id for d in other.documents()] == [A]


# ---- the registry ----------------------------------------------------------------------------------------------------


def test_preparing_again_costs_a_read(library: Library) -> None:
    before = library.export(), library.store.read(statements.read_loads(), {}).rows
    library.prepare()
    library_of(library.folder, library.store).prepare()
    assert (library.export(), library.store.read(statements.read_loads(), {}).rows) == before


@pytest.mark.parametrize("gone", [("工商总局-2001",), ("产品质量法", "食品"), ("GB/T 4754-2017:C14", "2018-1")])
def test_a_newer_registry_takes_the_place_of_the_older(library: Library, gone: tuple[str, ...]) -> None:
    library.load(plan(A, [FOOD, POWER]))
    older = library.export()
    newer = library_of(library.folder, library.store, *gone, version="2")
    newer.prepare()
    after = newer.export()
    newer.rebuild()
    assert newer.export() == after != older
    newer.delete(A)
    assert newer.export() == canonical_bytes(batch_json(small_registry(without=gone, note="2")))
    newer.load(plan(B, [Duty("加强监管", ("质检总局",))]))
    library.prepare()
    library.delete(B)
    assert library.export() == canonical_bytes(batch_json(small_registry()))


def test_records_that_no_longer_fit_are_named(library: Library) -> None:
    library.load(plan(A, [FOOD]))
    entry = plan(A, [POWER])
    unfit = replace(entry, text=entry.text.replace("电线", "电缆"))
    library.archive.commit(library.archive.begin(Archived(unfit, (), "2014-04-21T00:00:00.000000+00:00")))
    before = library.export()
    with pytest.raises(DataFolderError, match=r"do not fit this version: .*the text says") as caught:
        library.rebuild()
    assert caught.value.where == str(library.archive.path(A))
    assert library.export() == before


def test_a_registry_that_another_is_writing_is_waited_for(library: Library) -> None:
    newer = library_of(library.folder, library.store, version="2", wait=0.05)
    with DataFolder(library.folder.path).writer():
        library.prepare()  # ready: nothing to wait for
        with pytest.raises(WriterBusy):
            newer.prepare()
    newer.prepare()
    assert newer.export() == canonical_bytes(batch_json(small_registry(note="2")))


def test_an_unsound_registry_is_refused(library: Library) -> None:
    before = library.export()
    broken = Library(library.folder, library.store, lambda: replace(small_registry(), nodes=()), "3")
    with pytest.raises(InvalidRecords, match="registry: "):
        broken.prepare()
    assert library.export() == before
