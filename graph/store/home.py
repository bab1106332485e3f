"""The data folder: one place on disk for the engine's files, the loaded documents, locks and logs."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import platformdirs
from filelock import FileLock, Timeout

from graph.errors import DataFolderError, WriterBusy

FORMAT = 1
STAMP = "policygraph.json"
_TEMPORARY = ".policygraph-"  # how a half-written file of ours is named
_NOT_FILES_OF_A_USER = frozenset({".DS_Store", "desktop.ini", "Thumbs.db", "lost+found"})  # made by the system


def write_atomic(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Put ``data`` at ``path`` so that a reader, or a crash, meets the old content or the new, never a part.

    Raises:
        OSError: the folder cannot be written to; nothing is left behind.
    """
    handle, name = tempfile.mkstemp(prefix=_TEMPORARY, suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Flush the folder's entry for a renamed file; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def cache_folder(part: str) -> Iterator[Path]:
    """A folder of the user's own for what can be made again; where none can be written to, one that is gone afterwards.

    Args:
        part: name of the folder in POLICYGRAPH_CACHE, without that in the user's cache folder of the system.
    """
    chosen = os.environ.get("POLICYGRAPH_CACHE") or platformdirs.user_cache_path("policygraph", False)
    folder = Path(chosen).expanduser().absolute() / part
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(prefix=_TEMPORARY, dir=folder):
            pass
    except OSError:
        with tempfile.TemporaryDirectory(prefix=_TEMPORARY) as temporary:
            yield Path(temporary)
    else:
        yield folder


class DataFolder:
    """A data folder by its path; making the object touches nothing on disk.

    Args:
        path: the folder. Without it POLICYGRAPH_HOME, without that the user's data folder of the system.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        chosen = path or os.environ.get("POLICYGRAPH_HOME") or platformdirs.user_data_path("policygraph", False)
        self.path = Path(chosen).expanduser().absolute()
        self._writer = FileLock(self.run / "writer.lock", mode=0o600)

    def __repr__(self) -> str:
        return f"DataFolder({str(self.path)!r})"

    @property
    def engine(self) -> Path:
        """Files of the embedded engine; nobody else reads or writes them."""
        return self.path / "engine"

    @property
    def documents(self) -> Path:
        """The loaded documents with their validated records: what any store is rebuilt from."""
        return self.path / "documents"

    @property
    def corrections(self) -> Path:
        """Corrections by hand, one file a document, written by people; POLICYGRAPH_CORRECTIONS names another folder."""
        chosen = os.environ.get("POLICYGRAPH_CORRECTIONS")
        return Path(chosen).expanduser().absolute() if chosen else self.path / "corrections"

    @property
    def terms(self) -> Path:
        """What people decided about terms that plans use: a table of accepted and rejected ones, if there is any."""
        return self.path / "terms.tsv"

    @property
    def run(self) -> Path:
        """What exists only while processes run: locks, leases, the address of the engine."""
        return self.path / "run"

    @property
    def leases(self) -> Path:
        """One lock file for each user of the embedded engine."""
        return self.run / "leases"

    @property
    def server_file(self) -> Path:
        """Address and password of the running engine, readable by the owner alone."""
        return self.run / "server.json"

    @property
    def start_lock(self) -> Path:
        """Held by whoever starts, joins or stops the engine."""
        return self.run / "start.lock"

    @property
    def engine_lock(self) -> Path:
        """Held by the engine as long as it lives."""
        return self.run / "engine.lock"

    @property
    def logs(self) -> Path:
        """Folder of the log files."""
        return self.path / "logs"

    def exists(self) -> bool:
        """Whether the folder is there with a stamp that this version reads.

        Raises:
            DataFolderError: it is no folder, belongs to somebody else, or was written by another version.
        """
        entries = self._entries()  # before the stamp: what is listed now without one was not put there by us
        stamp = self._stamp()
        if stamp is not None:
            _check_format(stamp, self.path)
            return True
        if entries - _NOT_FILES_OF_A_USER:
            raise DataFolderError(
                f"the folder has files in it but no {STAMP}: it is not a data folder of policygraph",
                where=str(self.path),
                hint="name an empty or a new folder in POLICYGRAPH_HOME",
            )
        return False

    def prepare(self) -> None:
        """Make the folder (mode 0700) and its parts if they are missing, and prove that they can be written to.

        Raises:
            DataFolderError: as :meth:`exists`; also if the folder is read-only.
        """
        known = self.exists()
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not known:
                content = {"format": FORMAT, "created_by": "policygraph"}
                write_atomic(self.path / STAMP, json.dumps(content).encode() + b"\n")
            for part in (self.documents, self.run, self.leases, self.logs):
                part.mkdir(mode=0o700, exist_ok=True)
            with tempfile.TemporaryFile(prefix=_TEMPORARY, dir=self.run):
                pass
        except OSError as error:
            raise DataFolderError(
                f"the data folder cannot be written to: {error.strerror or error}",
                where=str(self.path),
                hint="name a folder of your own in POLICYGRAPH_HOME",
            ) from error

    @contextmanager
    def writer(self, wait: float = 30.0) -> Iterator[None]:
        """Be the only writer of this folder; nested use in one thread is allowed.

        Args:
            wait: seconds to wait for another writer.

        Raises:
            WriterBusy: another process, or another thread of this one, kept the lock for the whole wait.
            DataFolderError: as :meth:`prepare`.
        """
        self.prepare()
        nested = self._writer.is_locked
        try:
            self._writer.acquire(timeout=wait)
        except Timeout:
            raise self._busy(wait) from None
        try:
            if not nested:
                write_atomic(self._holder, str(os.getpid()).encode())
            yield
        finally:
            if not nested:
                with suppress(OSError):
                    self._holder.unlink(missing_ok=True)
            self._writer.release()

    @property
    def _holder(self) -> Path:
        """Process id of the writer: beside the lock, since Windows lets nobody read a locked file."""
        return self.run / "writer.pid"

    def _busy(self, wait: float) -> WriterBusy:
        try:
            who = f"process {int(self._holder.read_text())}"
        except (OSError, ValueError):
            who = "another process"
        return WriterBusy(
            f"{who} has been writing to this data folder for {wait:g} s",
            where=str(self.path),
            hint="wait until it has finished, or end it",
        )

    def _entries(self) -> set[str]:
        try:
            return {entry.name for entry in self.path.iterdir() if not entry.name.startswith(_TEMPORARY)}
        except FileNotFoundError:
            return set()
        except OSError as error:
            raise self._not_usable(error) from error

    def _stamp(self) -> bytes | None:
        try:
            return (self.path / STAMP).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._not_usable(error) from error

    def _not_usable(self, error: OSError) -> DataFolderError:
        return DataFolderError(
            f"the data folder cannot be opened: {error.strerror or error}",
            where=str(self.path),
            hint="name a folder in POLICYGRAPH_HOME that you may read and write",
        )


def _check_format(stamp: bytes, path: Path) -> None:
    try:
        version = json.loads(stamp)["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise DataFolderError(
            f"{STAMP} is damaged",
            where=str(path),
            hint="name a new folder in POLICYGRAPH_HOME and load the plans again",
        ) from error
    if version != FORMAT:
        raise DataFolderError(
            f"the data folder was written by version {version} of the format, this program reads version {FORMAT}",
            where=str(path),
            hint="use the program that wrote it, or name a new folder in POLICYGRAPH_HOME and load the plans again",
        )
