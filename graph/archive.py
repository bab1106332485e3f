"""The archive: each loaded document with its text and its validated records, one file each, to rebuild any store from.

A file is written beside its predecessor and flushed before the store's transaction, and takes its place after the
commit; what a crash left in between is settled by asking the store (graph/library.py).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graph.errors import DataFolderError
from graph.records import Batch, Node, batch, batch_from_json, batch_json, canonical_bytes, records_sha256
from graph.store.home import write_atomic

FORMAT = 1
READABLE = 40  # characters of the key in a file name; a name has at most 255 bytes on the usual file systems
_REBUILD = "rebuild.unfinished"


@dataclass(frozen=True)
class DocumentRecords:
    """What one file was read into: where it came from, its text, and the records made of it."""

    name: str
    """Name of the file, without folders."""
    sha256: str
    """Of the bytes of the file."""
    encoding: str
    """Encoding that the bytes were decoded with."""
    text: str
    """Decoded text; offsets in the records count its code points."""
    rules_version: str
    """Version of the rules that made the records."""
    batch: Batch

    @property
    def document(self) -> str:
        """Key of the document."""
        return self.batch.document


@dataclass(frozen=True)
class Archived:
    """A document as it was loaded."""

    entry: DocumentRecords
    cited: tuple[Node, ...]
    """Nodes of the registry that its edges refer to, as the registry had them: it may drop them one day."""
    finished: str
    """When it was loaded, ISO time in UTC; no two loads share it."""

    @cached_property
    def records(self) -> Batch:
        """All records that any store needs: the document's own and those of the registry that it refers to."""
        return batch(self.entry.document, (*self.entry.batch.nodes, *self.cited), self.entry.batch.edges)

    @cached_property
    def records_sha256(self) -> str:
        """Hash of the canonical records."""
        return records_sha256(self.entry.batch)


@dataclass(frozen=True)
class Pending:
    """A change that was begun: the load that finished at ``finished``, or the deletion of the document if empty."""

    path: Path
    document: str
    finished: str


class Archive:
    """The files in one folder. Only the holder of the data folder's writer lock may change them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, document: str) -> Path:
        """File of a document: a hash of the key, which decides, and a readable part."""
        readable = re.sub(r"\W+", "_", document)[:READABLE].strip("_")
        return self.folder / f"{_digest(document)}-{readable}.json"

    def read(self, path: Path) -> Archived:
        """The content of a file.

        Raises:
            DataFolderError: it is damaged, of another version, or may not be read.
        """
        try:
            archived = _archived(_body(path.read_bytes()))
            if not path.name.startswith(_digest(archived.entry.document)):
                raise ValueError(f"it holds another document, {archived.entry.document}")
            return archived
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            raise DataFolderError(
                f"the archived document cannot be read: {error}",
                where=str(path),
                hint="put back a copy of the file, or remove it and load the document again",
            ) from error

    def find(self, document: str) -> Archived | None:
        """The archived document, or None if there is no sound file of it."""
        with suppress(DataFolderError):
            return self.read(self.path(document))
        return None

    def files(self) -> list[Path]:
        """All files of documents, sorted by name."""
        return sorted(self.folder.glob("*.json"))

    # ---- changes that outlive a crash ----

    def begin(self, archived: Archived) -> Pending:
        """Put the document beside its predecessor, flushed to disk.

        Raises:
            DataFolderError: it cannot be written; nothing has happened (so with all changes below).
        """
        document = archived.entry.document
        return self._begin(document, archived.finished, _content(archived))

    def begin_removal(self, document: str) -> Pending:
        """Note that the document is about to be deleted."""
        return self._begin(document, "", _sealed({"format": FORMAT, "document": document, "finished": ""}))

    def _begin(self, document: str, finished: str, content: bytes) -> Pending:
        path = self.path(document)
        pending = path.with_name(path.name + ".pending")
        with _writing(pending):
            write_atomic(pending, content)
        return Pending(pending, document, finished)

    def pending(self) -> list[Pending]:
        """What was begun and neither committed nor dropped. Left-overs of broken writes are removed."""
        for leftover in self.folder.glob(".*.tmp"):
            leftover.unlink(missing_ok=True)
        return [self._pending(path) for path in sorted(self.folder.glob("*.json.pending"))]

    @property
    def unsettled(self) -> bool:
        """Whether a change or a rebuild was begun that has not come to its end, or is going on."""
        return self.rebuilding or any(self.folder.glob("*.json.pending"))

    def _pending(self, path: Path) -> Pending:
        try:
            body = _body(path.read_bytes())
            return Pending(path, str(body["document"]), str(body["finished"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataFolderError(
                f"a load that was interrupted left a file that cannot be read: {error}",
                where=str(path),
                hint="remove the file and load the document again",
            ) from error

    def commit(self, pending: Pending) -> None:
        """The store has it: the file takes its place, or goes with its document."""
        with _writing(pending.path):
            if pending.finished:
                pending.path.replace(self.path(pending.document))
            else:
                self.path(pending.document).unlink(missing_ok=True)
                pending.path.unlink()

    def drop(self, pending: Pending) -> None:
        """The store does not have it: nothing has happened."""
        with _writing(pending.path):
            pending.path.unlink()

    # ---- rebuilds ----

    @property
    def rebuilding(self) -> bool:
        """Whether a rebuild of the store was begun and has not finished."""
        return (self.folder / _REBUILD).exists()

    def begin_rebuild(self) -> None:
        """From here on the store holds less than the archive."""
        with _writing(self.folder / _REBUILD):
            write_atomic(self.folder / _REBUILD, b"")

    def end_rebuild(self) -> None:
        """The store holds all of the archive again."""
        (self.folder / _REBUILD).unlink()


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """What the system refuses, in words of ours."""
    try:
        yield
    except OSError as error:
        raise DataFolderError(
            f"the archive cannot be written to: {error.strerror or error}",
            where=str(path),
            hint="is the disk full, or the folder read-only?",
        ) from error


def _digest(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()[:16]


def _content(archived: Archived) -> bytes:
    entry = archived.entry
    return _sealed(
        {
            "format": FORMAT,
            "document": entry.document,
            "name": entry.name,
            "sha256": entry.sha256,
            "encoding": entry.encoding,
            "rules_version": entry.rules_version,
            "finished": archived.finished,
            "text": entry.text,
            "records": batch_json(entry.batch),
            "cited": batch_json(Batch(entry.document, archived.cited, ())),
        }
    )


def _archived(body: Mapping[str, object]) -> Archived:
    entry = DocumentRecords(
        name=str(body["name"]),
        sha256=str(body["sha256"]),
        encoding=str(body["encoding"]),
        text=str(body["text"]),
        rules_version=str(body["rules_version"]),
        batch=batch_from_json(_object(body["records"])),
    )
    return Archived(entry, batch_from_json(_object(body["cited"])).nodes, str(body["finished"]))


def _sealed(body: Mapping[str, object]) -> bytes:
    return canonical_bytes({"body": body, "sha256": hashlib.sha256(canonical_bytes(body)).hexdigest()})


def _body(content: bytes) -> dict[str, object]:
    """What was sealed. Raises ValueError, KeyError or TypeError if it is not whole or of another format."""
    data = _object(json.loads(content))
    body = _object(data["body"])
    if data["sha256"] != hashlib.sha256(canonical_bytes(body)).hexdigest():
        raise ValueError("its content does not match its checksum")
    if body["format"] != FORMAT:
        raise ValueError(f"it is of format {body['format']}, this program reads format {FORMAT}")
    return body


def _object(data: object) -> dict[str, object]:
    if not isinstance(data, dict):
        raise TypeError("an object is missing")
    return data
