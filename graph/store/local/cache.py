"""The jars on disk: fetched once, verified, and then usable without a network, by all data folders of the user."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from graph.errors import StoreUnreachable
from graph.store.caching import cache_folder
from graph.store.home import write_atomic
from graph.store.local.download import download
from graph.store.local.jars import VERSION, Jar, is_sound, pinned
from graph.store.locks import try_hold

Progress: TypeAlias = Callable[[int, int, str], None]
"""Told how much is done, of how much, and what it is."""

_WAIT = 900.0  # seconds for another process that downloads
_STAMP = "verified.json"
_STAGING = ".download-"


class JarCache:
    """The jars of one version of Neo4j.

    Args:
        root: folder of caches, see :func:`graph.store.caching.cache_folder`.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.folder = cache_folder(f"neo4j-{VERSION}", root)

    def ensure(self, progress: Progress) -> tuple[Path, ...]:
        """The jars, fetched if they are missing or damaged.

        Raises:
            StoreUnreachable: they cannot be fetched, are not what was pinned, or the folder cannot be written to.
        """
        jars = pinned()
        if not self._is_verified(jars):
            try:
                self._complete_alone(jars, progress)
            except OSError as error:
                raise StoreUnreachable(
                    f"the cache of jars cannot be written to: {error.strerror or error}",
                    where=str(self.folder),
                    hint="name a folder of your own in POLICYGRAPH_CACHE",
                ) from error
        return tuple(self.folder / jar.file for jar in jars)

    def _is_verified(self, jars: Sequence[Jar]) -> bool:
        """Whether the files are, by size and time of change, those whose checksums were found right."""
        try:
            stamp = json.loads((self.folder / _STAMP).read_bytes())
            return bool(stamp == {jar.file: self._trace(jar) for jar in jars})
        except (OSError, ValueError):
            return False

    def _trace(self, jar: Jar) -> list[object]:
        facts = (self.folder / jar.file).stat()
        return [jar.sha256, facts.st_size, facts.st_mtime_ns]

    def _complete_alone(self, jars: Sequence[Jar], progress: Progress) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = try_hold(self.folder / "cache.lock", _WAIT)
        if lock is None:
            raise StoreUnreachable("another process has been fetching jars for too long", where=str(self.folder))
        try:
            if not self._is_verified(jars):
                self._complete(jars, progress)
        finally:
            lock.release()

    def _complete(self, jars: Sequence[Jar], progress: Progress) -> None:
        for left_behind in self.folder.glob(f"{_STAGING}*"):
            shutil.rmtree(left_behind, ignore_errors=True)
        wanted = [jar for jar in jars if not is_sound(self.folder / jar.file, jar)]
        if wanted:
            what = f"jars of Neo4j {VERSION}, {sum(jar.size for jar in wanted) // 1_000_000} MB"
            with tempfile.TemporaryDirectory(prefix=_STAGING, dir=self.folder) as staging:
                total = len(wanted)
                progress(0, total, what)
                download(wanted, Path(staging), lambda done: progress(min(done, total - 1), total, what))
                self._take_over(wanted, Path(staging))
            progress(total, total, what)
        write_atomic(self.folder / _STAMP, json.dumps({jar.file: self._trace(jar) for jar in jars}).encode())

    def _take_over(self, jars: Sequence[Jar], staging: Path) -> None:
        """Move what is sound into place, and only that."""
        wrong = [jar for jar in jars if not is_sound(staging / jar.place, jar)]
        for jar in jars:
            if jar not in wrong:
                (staging / jar.place).replace(self.folder / jar.file)
        if wrong:
            raise StoreUnreachable(
                f"{len(wrong)} jar(s) are not what was pinned, among them {wrong[0].file}",
                where=str(self.folder),
                hint="try again; if it stays, the repository serves other files than it did when they were pinned",
            )
