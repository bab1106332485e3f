"""The child process: the same documents and errors come out of it, and what it may take is limited."""

from __future__ import annotations

import io
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import fields
from typing import Any

import psutil
import pytest

from graph.errors import DamagedFile, LimitExceeded, NoTextFound
from loaders.formats.docx import read_docx
from loaders.formats.limits import Limits
from loaders.formats.sandbox import Sandbox, sandbox
from loaders.formats.wire import document_frame, opened
from loaders.formats.worker import answer
from loaders.text import RawDocument, Remark, Span, Table
from tests.loaders.formats.docx_writer import docx, inserted, paragraph, part, run, table

PLAIN = docx(paragraph("甲", run("乙", "<w:b/>"), inserted(run("丙"))), table(("丁", "戊")))


def large(paragraphs: int) -> bytes:
    """A document that takes seconds to read; stored, so that it is no bomb."""
    main = part("document", f"<w:body>{paragraph('一二三四五六七八九十') * paragraphs}</w:body>")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", main)
    return stream.getvalue()


LARGE = large(100_000)


@pytest.fixture
def box() -> Iterator[Sandbox]:
    """A sandbox of its own, closed in the end."""
    one = Sandbox()
    yield one
    one.close()


def children(of: int | None = None) -> list[psutil.Process]:
    """The readers that a process has started."""
    return [p for p in psutil.Process(of).children() if "loaders.formats.worker" in p.cmdline()]


def gone(process: psutil.Process, seconds: float = 15.0) -> bool:
    try:
        process.wait(seconds)
    except psutil.TimeoutExpired:
        return False
    return True


# ---- the border -------------------------------------------------------------------------------------------------


def test_a_document_is_the_same_on_both_sides(box: Sandbox) -> None:
    assert box.read("docx", PLAIN, "名.docx") == read_docx(PLAIN, "名.docx")


def test_every_field_crosses_the_border() -> None:
    span, other = Span(1, 2), Span(3, 5)
    whole: dict[str, Any] = {
        "name": "名\udc80.pdf",
        "sha256": "0" * 64,
        "encoding": "utf-8",
        "text": "甲乙\n\u2028\ud800\x00",
        "format": "pdf",
        "tables": (Table(other, ((span, other), (span, span)), wrapped=((span, other),)),),
        "pages": (0, 4),
        "paragraphs": (0, 2),
        "emphasis": (span, other),
        "remarks": (Remark("kind", "info", "文", span, "议"), Remark("kind", "error", "字", other)),
    }
    assert set(whole) == {field.name for field in fields(RawDocument)}
    empty = RawDocument("", "", "", "")
    assert all(getattr(empty, name) != value for name, value in whole.items())
    document = RawDocument(**whole)
    assert opened(document_frame(document)) == document
    assert {f.name for f in fields(Table)} == {"span", "rows", "wrapped"}
    assert {f.name for f in fields(Remark)} == {"kind", "severity", "text", "span", "suggestion"}


def test_an_error_is_the_same_on_both_sides(box: Sandbox) -> None:
    for data, kind in ((docx(), NoTextFound), (PLAIN[:100], DamagedFile)):
        with pytest.raises(kind) as here:
            read_docx(data, "名.docx")
        with pytest.raises(kind) as there:
            box.read("docx", data, "名.docx")
        assert str(there.value) == str(here.value)
        assert there.value.code == kind.__name__
        assert there.value.where == "名.docx"


def _faulty(data: bytes, _name: str) -> RawDocument:
    raise [MemoryError(), RecursionError("maximum"), ValueError("odd bytes")][data[0]]


@pytest.mark.parametrize(
    ("which", "error", "says"),
    [(0, LimitExceeded, "too much memory"), (1, LimitExceeded, "nested too deeply"), (2, DamagedFile, "odd bytes")],
)
def test_what_no_reader_foresaw_is_an_error_with_a_name(which: int, error: type[Exception], says: str) -> None:
    """A fault of ours must not end the program, and must not be lost either."""
    with pytest.raises(error, match=says) as caught:
        opened(answer(_faulty, bytes([which]), "坏.docx"))
    assert "坏.docx" in str(caught.value)
    assert ("_faulty" in str(caught.value.__cause__)) is (which == 2)


# ---- one child, for all files -----------------------------------------------------------------------------------


def test_the_child_is_started_once_and_kept(box: Sandbox) -> None:
    before = {p.pid for p in children()}
    box.read("docx", PLAIN, "a")
    first = {p.pid for p in children()} - before
    with pytest.raises(NoTextFound):
        box.read("docx", docx(), "b")
    box.read("docx", PLAIN, "c")
    assert {p.pid for p in children()} - before == first
    assert len(first) == 1
    box.close()
    assert {p.pid for p in children()} == before


def test_a_child_that_is_gone_is_replaced(box: Sandbox) -> None:
    before = {p.pid for p in children()}
    box.read("docx", PLAIN, "a")
    (child,) = (p for p in children() if p.pid not in before)
    child.kill()
    assert gone(child)
    assert box.read("docx", PLAIN, "b").text.startswith("甲乙丙")


def test_threads_get_their_own_documents(box: Sandbox) -> None:
    names = [f"文件{i}" for i in range(24)]
    with ThreadPoolExecutor(8) as pool:
        texts = pool.map(lambda name: box.read("docx", docx(paragraph(name)), name), names)
    assert [(d.name, d.text) for d in texts] == [(name, name) for name in names]


def _pooled(number: int) -> tuple[str, int]:
    text = sandbox().read("docx", docx(paragraph(f"第{number}件")), "pool").text
    return text, children()[0].pid


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_of_a_pool_have_children_of_their_own(method: str) -> None:
    assert sandbox().read("docx", PLAIN, "before")
    ours = {p.pid for p in children()}
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
        answers = list(pool.map(_pooled, range(8)))
    assert [text for text, _ in answers] == [f"第{i}件" for i in range(8)]
    theirs = {pid for _, pid in answers}
    assert not theirs & ours
    assert all(gone(psutil.Process(pid)) for pid in theirs if psutil.pid_exists(pid))
    assert sandbox().read("docx", PLAIN, "after").text.startswith("甲乙丙")


def _read_in_fork() -> None:
    os._exit(0 if sandbox().read("docx", PLAIN, "fork").text.startswith("甲乙丙") else 1)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_while_another_thread_reads() -> None:
    """The lock that the thread holds is held for ever in the fork, where that thread does not exist."""
    sandbox().read("docx", PLAIN, "before")
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(sandbox().read, "docx", LARGE, "大.docx")
        forked = multiprocessing.get_context("fork").Process(target=_read_in_fork)
        forked.start()
        forked.join(60)
        if forked.exitcode is None:
            forked.kill()
        assert forked.exitcode == 0
        assert len(reading.result().paragraphs) == 100_000


SCRIPT = """
import sys
from loaders.formats.sandbox import sandbox
import psutil
sandbox().read("docx", open(sys.argv[1], "rb").read(), "x")
print(psutil.Process().children()[0].pid, flush=True)
{}
"""


@pytest.mark.parametrize(
    ("ending", "end"),
    [("", None), ("raise SystemExit(3)", None), ("sys.stdin.read()", psutil.Process.kill)],
    ids=["ends", "exits", "is killed"],
)
def test_the_child_ends_with_its_parent(
    ending: str, end: Callable[[psutil.Process], None] | None, tmp_path: Any
) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(PLAIN)
    command = [sys.executable, "-c", SCRIPT.format(ending), str(file)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        if end:
            end(psutil.Process(parent.pid))
    assert not psutil.pid_exists(pid) or gone(psutil.Process(pid))


# ---- limits -----------------------------------------------------------------------------------------------------


def test_a_file_that_takes_too_long() -> None:
    """No reader gets far in this time, not even to its start; and the next file gets a child again."""
    box = Sandbox(Limits(seconds=0.2))
    try:
        for _ in range(2):
            with pytest.raises(LimitExceeded, match=r"longer than 0\.2 seconds") as caught:
                box.read("docx", LARGE, "大.docx")
            assert caught.value.where == "大.docx"
    finally:
        box.close()


def test_a_child_that_does_not_answer() -> None:
    box = Sandbox(Limits(seconds=5.0))
    try:
        before = {p.pid for p in children()}
        assert box.read("docx", PLAIN, "before").text
        (child,) = (p for p in children() if p.pid not in before)
        child.suspend()
        with pytest.raises(LimitExceeded, match="longer than 5 seconds"):
            box.read("docx", PLAIN, "大.docx")
        assert gone(child)
        assert box.read("docx", PLAIN, "after").text.startswith("甲乙丙")
    finally:
        box.close()


def test_a_file_that_takes_too_much_memory() -> None:
    """What the child holds of it goes with the child."""
    box = Sandbox(Limits(memory=150_000_000))
    try:
        before = {p.pid for p in children()}
        box.read("docx", PLAIN, "before")
        (child,) = (p for p in children() if p.pid not in before)
        with pytest.raises(LimitExceeded, match="memory") as caught:
            box.read("docx", LARGE, "大.docx")
        assert caught.value.where == "大.docx"
        assert gone(child)
        assert box.read("docx", PLAIN, "after").text.startswith("甲乙丙")
    finally:
        box.close()


@pytest.mark.parametrize(
    ("number", "error", "says"),
    [
        (signal.SIGKILL, LimitExceeded, "stopped by the system"),
        (signal.SIGXCPU, LimitExceeded, "longer than"),
        (signal.SIGSEGV, DamagedFile, "brings its reader down"),
    ],
)
def test_a_child_that_dies_over_a_file(box: Sandbox, number: int, error: type[Exception], says: str) -> None:
    box.read("docx", PLAIN, "before")
    ours = children()[-1]
    timer = threading.Timer(0.3, ours.send_signal, [number])
    timer.start()
    with pytest.raises(error, match=says) as caught:
        box.read("docx", LARGE, "坏.docx")
    timer.join()
    assert "坏.docx" in str(caught.value)
    assert box.read("docx", PLAIN, "after").text.startswith("甲乙丙")


def test_an_interrupted_reading_leaves_no_answer_behind(box: Sandbox) -> None:
    box.read("docx", PLAIN, "before")
    timer = threading.Timer(0.3, os.kill, [os.getpid(), signal.SIGINT])
    with pytest.raises(KeyboardInterrupt):
        timer.start()
        while True:  # on a fast machine one reading may be over before
            box.read("docx", LARGE, "大.docx")
    timer.join()
    assert box.read("docx", PLAIN, "after").text.startswith("甲乙丙")


def test_what_the_child_may_not_do(box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYGRAPH_PASSWORD", "secret")
    before = {p.pid for p in children()}
    box.read("docx", PLAIN, "a")
    (child,) = (p for p in children() if p.pid not in before)
    limits = {name: resource.prlimit(child.pid, getattr(resource, name)) for name in ("RLIMIT_FSIZE", "RLIMIT_CORE")}
    assert set(limits.values()) == {(0, 0)}
    assert resource.prlimit(child.pid, resource.RLIMIT_AS) == (Limits().memory,) * 2
    assert max(resource.prlimit(child.pid, resource.RLIMIT_NOFILE)) <= 64
    assert 0 < resource.prlimit(child.pid, resource.RLIMIT_CPU)[0] <= Limits().seconds + 10
    assert "secret" not in child.environ().values()
    assert set(child.environ()) <= {
        "PYTHONPATH",
        "PYTHONUTF8",
        "PYTHONDONTWRITEBYTECODE",
        "LD_LIBRARY_PATH",
        "LC_CTYPE",
    }
