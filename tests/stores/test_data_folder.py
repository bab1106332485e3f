"""The data folder: where it is, when it is made, what it refuses, who may write."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from graph.errors import DataFolderError, WriterBusy
from graph.store import DataFolder, open_store
from graph.store.home import STAMP, write_atomic
from tests.stores.processes import ROOT, User


def test_the_path_is_the_argument_else_the_environment_else_the_users_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    assert "policygraph" in DataFolder().path.name
    monkeypatch.setenv("POLICYGRAPH_HOME", str(tmp_path / "named"))
    assert DataFolder().path == tmp_path / "named"
    assert DataFolder(tmp_path / "given").path == tmp_path / "given"
    assert list(tmp_path.iterdir()) == []


def test_it_is_made_at_the_first_writing_and_is_private(folder: DataFolder) -> None:
    assert not folder.exists()
    assert not folder.path.exists()
    with folder.writer():
        pass
    assert folder.exists()
    assert json.loads((folder.path / STAMP).read_bytes()) == {"format": 1, "created_by": "policygraph"}
    for part in (folder.path, folder.documents, folder.run, folder.leases, folder.logs):
        assert stat.S_IMODE(part.stat().st_mode) == 0o700


def test_what_the_system_puts_into_a_new_folder_does_not_matter(folder: DataFolder) -> None:
    (folder.path / "lost+found").mkdir(parents=True)
    folder.prepare()
    assert folder.exists()


def test_somebody_elses_folder_is_refused_and_left_alone(folder: DataFolder) -> None:
    folder.path.mkdir()
    (folder.path / "thesis.docx").write_text("mine")
    for attempt in (folder.exists, folder.prepare, lambda: open_store(folder)):
        with pytest.raises(DataFolderError, match="not a data folder of policygraph"):
            attempt()
    assert [entry.name for entry in folder.path.iterdir()] == ["thesis.docx"]


def test_a_folder_of_another_version_is_refused(folder: DataFolder) -> None:
    folder.path.mkdir()
    (folder.path / STAMP).write_text('{"format": 7}')
    with pytest.raises(DataFolderError, match=r"written by version 7 .* reads version 1 .*POLICYGRAPH_HOME"):
        folder.prepare()
    assert [entry.name for entry in folder.path.iterdir()] == [STAMP]


@pytest.mark.parametrize("content", ["", "{", "[]", "{}"])
def test_a_damaged_stamp_is_named(folder: DataFolder, content: str) -> None:
    folder.path.mkdir()
    (folder.path / STAMP).write_text(content)
    with pytest.raises(DataFolderError, match="damaged"):
        folder.prepare()


def test_a_file_is_no_folder(folder: DataFolder) -> None:
    folder.path.write_text("a file")
    with pytest.raises(DataFolderError, match="cannot be opened: Not a directory"):
        folder.prepare()
    with pytest.raises(DataFolderError, match="cannot be opened: Not a directory"):
        DataFolder(folder.path / "below").prepare()
    assert folder.path.read_text() == "a file"


_AS_NOBODY = """
import os, sys
from graph.errors import DataFolderError
from graph.store.home import DataFolder
if os.geteuid() == 0:  # root may write everywhere
    os.setegid(65534)
    os.seteuid(65534)
try:
    DataFolder(sys.argv[1]).prepare()
except DataFolderError as error:
    print(error)
"""


@pytest.mark.parametrize("stamped", [True, False])
def test_a_read_only_folder_is_refused(stamped: bool) -> None:
    with tempfile.TemporaryDirectory() as base:  # not below tmp_path, whose parents only their owner may enter
        Path(base).chmod(0o755)
        folder = Path(base) / "read-only"
        if stamped:
            DataFolder(folder).prepare()
            (folder / STAMP).chmod(0o644)
            (folder / "run").chmod(0o555)
        else:
            folder.mkdir()
        folder.chmod(0o555)
        before = sorted(folder.rglob("*"))
        answer = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, str(folder)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert "cannot be written to: Permission denied" in answer
        assert "POLICYGRAPH_HOME" in answer
        assert sorted(folder.rglob("*")) == before
        folder.chmod(0o755)


def test_many_may_make_it_at_once(folder: DataFolder) -> None:
    failures: list[BaseException] = []

    def make() -> None:
        try:
            DataFolder(folder.path).prepare()
        except DataFolderError as error:
            failures.append(error)

    threads = [threading.Thread(target=make) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert folder.exists()


def test_a_caller_that_only_reads_does_not_make_it(folder: DataFolder) -> None:
    with pytest.raises(DataFolderError, match=r"no data folder here yet.*load a plan first"):
        open_store(folder, create=False)
    assert not folder.path.exists()


def test_one_writer_at_a_time_and_the_other_learns_who_it_is(folder: DataFolder) -> None:
    other = User(folder)
    assert other.ask("write 30") == "writing"
    with pytest.raises(WriterBusy, match=f"process {other.pid} has been writing"), folder.writer(wait=0.3):
        pytest.fail("two writers")
    other.kill()
    with folder.writer(wait=5):  # the lock went with its holder
        pass


def test_a_writer_waits_for_the_other_to_finish(folder: DataFolder) -> None:
    other = User(folder)
    assert other.ask("write 0.5") == "writing"
    with folder.writer(wait=10):
        assert other.answer() == "written"
    assert other.wait() == 0


def test_writing_may_be_nested_but_not_shared_between_threads(folder: DataFolder) -> None:
    refused: list[WriterBusy] = []

    def also() -> None:
        try:
            with folder.writer(wait=0.1):
                pass
        except WriterBusy as error:
            refused.append(error)

    with folder.writer():
        with folder.writer(wait=0.1):
            pass
        thread = threading.Thread(target=also)
        thread.start()
        thread.join()
    assert [f"process {os.getpid()} has been" in str(error) for error in refused] == [True]


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "records.json"
    write_atomic(target, "旧".encode())
    write_atomic(target, "新".encode())
    assert target.read_text(encoding="utf-8") == "新"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_atomic(tmp_path / "taken", b"x")  # fails at the last step
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["records.json", "taken"]
