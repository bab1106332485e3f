"""The class archive: made by the first engine, used by the next, and never in the way."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from arcadedb_embedded.jvm import get_jar_path

from graph.store import DataFolder, open_store
from graph.store.class_archive import ClassArchive, main
from graph.store.engine import _jvm_arguments
from tests.stores.processes import seconds_until

ASKED = "RETURN '质检总局' AS name"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache; the engines' Java machines write down where each class came from."""
    monkeypatch.setenv("POLICYGRAPH_CACHE", str(tmp_path / "缓存 cache"))
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", f"-Xlog:class+load:file={tmp_path}/classes-%p.txt")
    return tmp_path / "缓存 cache" / "classes"


def _use(folder: DataFolder) -> None:
    with open_store(folder) as store:
        assert store.read(ASKED).rows == [{"name": "质检总局"}]


def _share_mapped(written: Path) -> float:
    """Part of the engine's own classes that came from an archive."""
    sources = re.findall(r"com\.arcadedb\S+ source: (.*)", written.read_text())
    assert len(sources) > 500
    return sum("shared objects file" in source for source in sources) / len(sources)


def _logs(tmp_path: Path) -> list[Path]:
    return sorted(tmp_path.glob("classes-*.txt"), key=lambda path: path.stat().st_mtime)


def test_the_second_engine_maps_what_the_first_one_read(folder: DataFolder, cache: Path, tmp_path: Path) -> None:
    _use(folder)
    seconds_until(lambda: list(cache.glob("*.jsa")) != [], 90)  # 5 s on an idle machine
    seconds_until(lambda: list(cache.glob("*.noted")) == [], 5)
    assert {path.suffix for path in cache.iterdir()} == {".jsa", ".lock"}
    first = next(path for path in _logs(tmp_path) if "com.arcadedb" in path.read_text())
    assert _share_mapped(first) == 0
    before = set(_logs(tmp_path))
    _use(folder)
    (second,) = set(_logs(tmp_path)) - before
    assert _share_mapped(second) > 0.9


@pytest.mark.parametrize("content", [b"", b"no archive", bytes(100_000)])
def test_a_damaged_archive_is_not_in_the_way(folder: DataFolder, cache: Path, content: bytes) -> None:
    archive = ClassArchive(Path(get_jar_path()), _jvm_arguments()).path
    cache.mkdir(parents=True)
    archive.write_bytes(content)
    _use(folder)
    assert list(cache.iterdir()) == [archive]  # it was taken for the engine's, which notes nothing then


def test_a_folder_that_cannot_be_written_to_is_not_in_the_way(folder: DataFolder, cache: Path) -> None:
    cache.parent.write_text("a file where the folder should be")
    _use(folder)
    assert cache.parent.read_text() == "a file where the folder should be"


def test_what_failed_once_is_not_tried_again(tmp_path: Path) -> None:
    noted = tmp_path / "a.noted"
    noted.write_text("java/lang/Object id: 0\ncut o")
    assert main([str(tmp_path / "a.jsa"), str(noted), "false"]) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.failed"]


def test_one_engine_notes_at_a_time_and_none_what_failed_or_is_being_made(tmp_path: Path) -> None:
    first, second = (ClassArchive(tmp_path, ["-Xrs"], tmp_path) for _ in range(2))
    (flag,) = first.flags()
    assert flag.startswith("-XX:DumpLoadedClassList=")
    assert second.flags() == []
    noted = first.path.with_suffix(".noted")
    noted.write_text("")
    del first
    assert second.flags() == []
    os.utime(noted, (0, 0))  # whoever was to make it died long ago
    assert second.flags() == [flag]
    second.path.with_suffix(".failed").write_text("")
    assert ClassArchive(tmp_path, ["-Xrs"], tmp_path).flags() == []


def test_old_archives_go(tmp_path: Path) -> None:
    for name in "abcd":
        (tmp_path / f"{name}.jsa").write_text(name)
        (tmp_path / f"{name}.lock").write_text("")
    (tmp_path / "e.noted").write_text("")
    java = tmp_path / "java"
    java.write_text(
        '#!/bin/sh\nfor flag; do case "$flag" in -XX:SharedArchiveFile=*) echo > "${flag#*=}";; esac; done\n'
    )
    java.chmod(0o755)
    assert main([str(tmp_path / "e.jsa"), str(tmp_path / "e.noted"), str(java)]) == 0
    left = {path.name for path in tmp_path.glob("*.jsa")}
    assert "e.jsa" in left
    assert len(left) == 3
