"""Many files at once: which of a folder are plans, and their records, read by several processes."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from graph.errors import DataRejected, LimitExceeded, UnreadableFile, UsageError

if TYPE_CHECKING:
    from graph.archive import DocumentRecords

T = TypeVar("T")

SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".htm", ".html", ".shtml", ".xhtml", ".mht", ".mhtml"}
    | {".docx", ".docm", ".dotx", ".pdf", ".doc", ".wps", ".rtf", ".odt"}
)
MAX_FILES = 100_000
MAX_JOBS = 32
_WORTH_PROCESSES = 12  # files; below that, starting another process takes longer than reading them
_AHEAD = 4  # files handed to each process before their turn: bounds what is held in memory


@dataclass(frozen=True)
class Refusal:
    """A file that was not read: the name of the error, and what it says."""

    file: str
    error: str
    text: str

    @classmethod
    def of(cls, file: Path, error: DataRejected) -> Refusal:
        """The refusal that an error makes."""
        return cls(str(file), error.code, str(error))


Outcome: TypeAlias = "DocumentRecords | Refusal"


def plan_files(paths: Iterable[Path]) -> list[Path]:
    """Files as named, and of folders every file below whose suffix says that it may hold a text, sorted, each once.

    Hidden files and folders, and links to folders, are passed over.

    Raises:
        UnreadableFile: a folder cannot be listed.
        LimitExceeded: more than ``MAX_FILES``.
        UsageError: a folder has no such file.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = list(_below(path)) if path.is_dir() else [path]
        if not inside:
            raise UsageError(f"no plan in the folder {path}", hint=f"looked for {' '.join(sorted(SUFFIXES))}")
        found.update(dict.fromkeys(inside))
        if len(found) > MAX_FILES:
            raise LimitExceeded(
                f"more than {MAX_FILES} files", where=str(path), hint="load part of the folder at a time"
            )
    return list(found)


def _below(folder: Path) -> Iterator[Path]:
    def fail(error: OSError) -> None:
        raise UnreadableFile(f"the folder cannot be listed: {error.strerror}", where=str(error.filename)) from error

    for top, folders, files in os.walk(folder, onerror=fail):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in SUFFIXES:
                yield Path(top, name)


def read_files(files: list[Path], jobs: int = 0) -> Iterator[tuple[Path, Outcome]]:
    """The records of each file in the order given, or why it was refused; see :func:`over_files`."""
    return over_files(files, read_one, jobs)


def over_files(files: list[Path], work: Callable[[Path], T], jobs: int = 0) -> Iterator[tuple[Path, T]]:
    """The result of ``work`` for each file, in the order given.

    Args:
        files: what to read.
        work: a function of a module; it and its result go from process to process.
        jobs: how many processes read; 0 = one per processor, where there are enough files to be worth it.

    Raises:
        UsageError: ``jobs`` is out of bounds.
    """
    if not 0 <= jobs <= MAX_JOBS:
        raise UsageError(f"--jobs {jobs} is not between 0 and {MAX_JOBS}")
    wanted = jobs or (min(os.cpu_count() or 1, 8) if len(files) >= _WORTH_PROCESSES else 1)
    if min(wanted, len(files)) < 2:
        yield from ((file, work(file)) for file in files)
    else:
        yield from _in_processes(files, work, min(wanted, len(files)))


def read_one(file: Path) -> Outcome:
    """The records of one file, corrected by hand where the data folder has corrections, or why it was refused."""
    from api.session import corrected, read_file, records

    try:
        return records(corrected(read_file(file)))
    except DataRejected as error:
        return Refusal.of(file, error)


def _in_processes(files: list[Path], work: Callable[[Path], T], jobs: int) -> Iterator[tuple[Path, T]]:
    """Files in order; a bounded number is under way, so that a large folder does not fill the memory."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        waiting = iter(files)
        under_way: deque[tuple[Path, Future[T]]] = deque()
        try:
            for file in waiting:
                under_way.append((file, pool.submit(work, file)))
                if len(under_way) >= jobs * _AHEAD:
                    yield _next(under_way)
            while under_way:
                yield _next(under_way)
        finally:
            for _, future in under_way:
                future.cancel()


def _next(under_way: deque[tuple[Path, Future[T]]]) -> tuple[Path, T]:
    file, future = under_way.popleft()
    try:
        return file, future.result()
    except BrokenProcessPool:
        raise LimitExceeded(
            "a process that read files was ended from outside, most likely for want of memory",
            where=str(file),
            hint="run the command again with --jobs 1: what was loaded stays",
        ) from None
