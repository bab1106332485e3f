"""The library: the loaded documents of a data folder, in the store and in the archive, which always agree.

Every change is one transaction of the store, framed by a file that is flushed before it and put in place (or removed)
after it. Whoever writes next settles what a crash left in between, by asking the store whether it committed.

What several documents say of a shared node that the registry does not have is decided by the latest load. So the
graph is a function of the registry and of the archive in its order, whatever was loaded and deleted on the way. There
is one entry (Load) per document, of its last load: older ones could not be rebuilt, since the archive keeps one file.
The registry's entry says when the store last changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

from graph import statements
from graph.archive import Archive, Archived, DocumentRecords, Pending
from graph.errors import DataFolderError, DocumentConflict, InvalidRecords, UnknownName, WriterBusy
from graph.evidence import fold
from graph.holding import READ_TIMEOUT, read_all, read_loads
from graph.records import Batch, Node, Value, batch_json, canonical_bytes, records_sha256
from graph.revision import LoadReport, Revision, revise, withdraw
from graph.store import Step
from graph.transaction import load_entry, load_id, registry_steps, touch
from graph.validation import Key, belongs, check, validate

if TYPE_CHECKING:
    from graph.store import DataFolder
    from graph.store.bolt import BoltStore

Row: TypeAlias = Mapping[str, Value]
Progress: TypeAlias = Callable[[int, int, str], None]  # done, of how many, document

WRITE_TIMEOUT = 600.0  # seconds for the transaction of one document
WAIT = 30.0  # seconds
_EMPTYING = 2000  # nodes deleted in one transaction of a rebuild


@dataclass(frozen=True)
class LoadedDocument:
    """A document that is in the store, and how it came there."""

    id: str
    title: str
    number: str | None
    issuer: str | None
    issued: str | None
    sha256: str
    rules_version: str
    nodes: int
    edges: int
    issues: int
    finished: str
    """ISO time in UTC."""


class Library:
    """Loads, deletes and rebuilds. Reading needs no library, only a store that was prepared once.

    Args:
        folder: where the archive and the writer's lock are.
        store: where the graph is.
        registry: makes the registry's records; called when they are first needed.
        registry_version: changes whenever the records do.
        wait: seconds to wait for another writer.
    """

    def __init__(
        self,
        folder: DataFolder,
        store: BoltStore,
        registry: Callable[[], Batch],
        registry_version: str,
        *,
        wait: float = WAIT,
    ) -> None:
        self.folder, self.store = folder, store
        self.archive = Archive(folder.documents)
        self._make_registry, self._registry_version, self._wait = registry, registry_version, wait

    # ---- what callers do ---------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Constraints, indexes and the registry in the store; what a crash left behind is settled.

        Costs one small read where nothing is to be done.

        Raises:
            WriterBusy: the store is not ready and another process keeps writing.
            DataFolderError: the data folder cannot be used, or an interrupted rebuild meets a damaged file.
            StoreUnreachable, StoreTimeout: the store does not answer.
        """
        ready = self._is_ready()
        if ready and not self.archive.unsettled:
            return
        try:
            with self.folder.writer(0 if ready else self._wait):
                self._settle()
        except WriterBusy:
            if not ready:  # else it is the other writer's own work that is unsettled, and it settles it
                raise

    def load(self, entry: DocumentRecords) -> LoadReport:
        """Put a document in the place of its earlier version, or do nothing if its records are there already.

        Raises:
            InvalidRecords: the records break the schema or their evidence; nothing is written.
            DocumentConflict: the key is that of a loaded document with another issuer or title.
            WriterBusy, DataFolderError, StoreUnreachable, StoreTimeout: as :meth:`prepare`.
        """
        self._check(entry)
        with self.folder.writer(self._wait):
            self._settle()
            row = self._row(statements.read_document(), document=entry.document)
            load = self._row(statements.read_load(), id=load_id(entry.document))
            if self._has(entry, load):
                return LoadReport.of(entry.batch, "unchanged")
            _refuse_conflict(entry, row, load)
            archived = Archived(entry, self._cited(entry.batch), self._now())
            revision = revise(self.store, self.archive, archived, row, archived.finished)
            return self._carry_out(revision, lambda: self.archive.begin(archived))

    def delete(self, document: str) -> LoadReport:
        """Remove a document and what only it stated; where others still name it, a stub stays.

        Raises:
            UnknownName: no such document is loaded.
            WriterBusy, DataFolderError, StoreUnreachable, StoreTimeout: as :meth:`prepare`.
        """
        with self.folder.writer(self._wait):
            self._settle()
            row = self._row(statements.read_document(), document=document)
            if not (row and row.get("loaded")) and not self.archive.path(document).exists():
                raise UnknownName(f"no document {document} is loaded", candidates=[d.id for d in self.documents()][:5])
            stub = self._registry_nodes.get(("Document", document)) or _stub(document, row or {})
            revision = withdraw(self.store, self.archive, stub, row, self._now())
            return self._carry_out(revision, lambda: self.archive.begin_removal(document))

    def rebuild(self, progress: Progress | None = None, *, discard: bool = False) -> list[LoadReport]:
        """Empty the store and load the registry and all archived documents again, one transaction each.

        If it is interrupted, the next :meth:`prepare` starts it anew.

        Args:
            progress: told after each document: done, of how many, which.
            discard: also where the store has documents that this archive lacks; they are lost.

        Raises:
            DataFolderError: a file of the archive is damaged or no longer fits, or documents would be lost; before
                anything is changed.
            WriterBusy, StoreUnreachable, StoreTimeout: as :meth:`prepare`.
        """
        with self.folder.writer(self._wait):
            self._recover()
            return self._rebuild(progress, discard=discard)

    def version(self) -> str:
        """Another text after every change of the store's content; empty before the first one."""
        load = self._row(statements.read_load(), id=load_id("")) or {}
        return hashlib.sha256(canonical_bytes(load)).hexdigest() if load else ""

    def documents(self) -> list[LoadedDocument]:
        """The documents that are loaded, by key."""
        rows = self.store.read(statements.read_loaded(), {}, timeout=READ_TIMEOUT).rows
        return sorted((_loaded(cast("Row", r["document"]), cast("Row", r["load"])) for r in rows), key=lambda d: d.id)

    def archived(self, document: str) -> Archived:
        """Text and records of a loaded document.

        Raises:
            UnknownName: no such document is loaded.
            DataFolderError: its file is damaged.
        """
        path = self.archive.path(document)
        if not path.exists():
            raise UnknownName(f"no document {document} is loaded", candidates=[d.id for d in self.documents()][:5])
        return self.archive.read(path)

    def export(self) -> bytes:
        """All records that the store holds, entries of loads left out, in canonical order and spelling."""
        return canonical_bytes(batch_json(self.records()))

    def records(self) -> Batch:
        """The same as records."""
        return read_all(self.store)

    # ---- the registry ------------------------------------------------------------------------------------------------

    @cached_property
    def _registry(self) -> Batch:
        records = self._make_registry()
        check(records, None, "", where="registry")
        return records

    @cached_property
    def _registry_nodes(self) -> dict[Key, Node]:
        return {(n.label, n.id): n for n in self._registry.nodes}

    @cached_property
    def _data_version(self) -> str:
        """Of the constraints, the indexes and the registry."""
        return hashlib.sha256(canonical_bytes([statements.ddl(), self._registry_version])).hexdigest()

    def _is_ready(self) -> bool:
        load = self._row(statements.read_load(), id=load_id(""))
        return load is not None and load["sha256"] == self._data_version

    def _load_registry(self) -> None:
        self.store.ensure(statements.ddl())
        known = {
            (label, str(row["id"]))
            for label in statements.SHARED
            for row in self.store.read(statements.read_registry_ids(label), {}, timeout=READ_TIMEOUT).rows
        }
        load = load_entry(self._registry, self._data_version, self._registry_version, self._now())
        dropped = known - self._registry_nodes.keys()
        self.store.write(registry_steps(self._registry, dropped, load), timeout=WRITE_TIMEOUT)

    # ---- a change and what a crash leaves of it ----------------------------------------------------------------------

    def _carry_out(self, revision: Revision, begin: Callable[[], Pending]) -> LoadReport:
        pending = begin()
        self.store.write(revision.steps, timeout=WRITE_TIMEOUT)
        self.archive.commit(pending)
        return revision.report

    def _settle(self) -> None:
        self._recover()
        if self.archive.rebuilding:
            self._rebuild(None, discard=True)  # what it costs was accepted when it was begun
        elif not self._is_ready():
            self._load_registry()

    def _recover(self) -> None:
        for pending in self.archive.pending():
            if self._was_committed(pending):
                self.archive.commit(pending)
            else:
                self.archive.drop(pending)

    def _was_committed(self, pending: Pending) -> bool:
        """Whether the store has it. First the store is changed, so that it cannot still get it from a dead process."""
        self.store.write([touch(self._now())])
        load = self._row(statements.read_load(), id=load_id(pending.document))
        if not pending.finished:
            return load is None
        return load is not None and load["finished"] == pending.finished

    # ---- rebuilding --------------------------------------------------------------------------------------------------

    def _rebuild(self, progress: Progress | None, *, discard: bool) -> list[LoadReport]:
        paths = [path for _, path in sorted((self._sound(path).finished, path) for path in self.archive.files())]
        if not discard:
            self._refuse_loss()
        self.archive.begin_rebuild()
        self._empty()
        self._load_registry()
        reports = []
        for done, path in enumerate(paths, start=1):
            archived = self.archive.read(path)
            revision = revise(self.store, self.archive, archived, None, self._now())
            self.store.write(revision.steps, timeout=WRITE_TIMEOUT)
            reports.append(revision.report)
            if progress:
                progress(done, len(paths), archived.entry.document)
        self.archive.end_rebuild()
        return reports

    def _sound(self, path: Path) -> Archived:
        """The archived document, if its records still hold."""
        archived = self.archive.read(path)
        entry = archived.entry
        then = {(n.label, n.id) for n in archived.records.nodes if n.properties.get("origin") == "registry"}
        problems = validate(entry.batch, entry.text, entry.sha256, self._registry_nodes.keys() | then)
        if problems:
            raise DataFolderError(
                f"the archived records do not fit this version: {problems[0]}",
                where=str(path),
                hint=f"load {entry.name} again",
            )
        return archived

    def _refuse_loss(self) -> None:
        lost = [d.id for d in self.documents() if not self.archive.path(d.id).exists()]
        if lost:
            raise DataFolderError(
                f"{len(lost)} document(s) of the store that this archive lacks would be lost: {', '.join(lost[:5])}",
                where=str(self.folder.path),
                hint="load them here first, or say that they may be discarded",
            )

    def _empty(self) -> None:
        for label in (*statements.OWNED, *statements.SHARED, *statements.KEPT):
            while self.store.read(statements.count_nodes(label), {}, timeout=READ_TIMEOUT).rows[0]["n"]:
                self.store.write([Step(statements.drop_some(label), {"limit": _EMPTYING})], timeout=WRITE_TIMEOUT)

    # ---- small questions ---------------------------------------------------------------------------------------------

    def _check(self, entry: DocumentRecords) -> None:
        if not entry.document:
            raise InvalidRecords(["the records name no document"], where=entry.name)
        check(entry.batch, entry.text, entry.sha256, self._registry_nodes.keys(), where=entry.name)

    def _has(self, entry: DocumentRecords, load: Row | None) -> bool:
        """Whether store and archive hold exactly these records of exactly these bytes."""
        want = records_sha256(entry.batch), entry.sha256
        if load is None or (load["records_sha256"], load["sha256"]) != want:
            return False
        archived = self.archive.find(entry.document)
        return archived is not None and (archived.records_sha256, archived.entry.sha256) == want

    def _cited(self, records: Batch) -> tuple[Node, ...]:
        """Nodes of the registry that edges of the document end at without the batch repeating them."""
        own = {(n.label, n.id) for n in records.nodes}
        ends = {key for e in records.edges if belongs(e) for key in (e.source, e.target)} - own
        return tuple(self._registry_nodes[key] for key in sorted(ends))

    def _now(self) -> str:
        """The present, but later than any load before: their order decides."""
        last = max(read_loads(self.store).values(), default="")
        now = _utc(datetime.now(UTC))
        return now if now > last else _utc(datetime.fromisoformat(last) + timedelta(microseconds=1))

    def _row(self, cypher: str, **params: object) -> Row | None:
        rows = self.store.read(cypher, params, timeout=READ_TIMEOUT).rows
        return cast("Row", rows[0]["row"]) if rows else None


def _utc(moment: datetime) -> str:
    """Times of one length, so that their order is that of their texts."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _refuse_conflict(entry: DocumentRecords, row: Row | None, load: Row | None) -> None:
    """The same bytes are the same document, however newer rules read its head; other bytes must agree with it."""
    if row is None or not row.get("loaded") or (load is not None and load["sha256"] == entry.sha256):
        return
    own = next(n for n in entry.batch.nodes if (n.label, n.id) == ("Document", entry.document))
    for name in ("issuer", "title"):
        was, now = row.get(name), own.properties.get(name)
        if was and now and fold(str(was)) != fold(str(now)):
            raise DocumentConflict(
                f"{entry.document} is loaded with another {name}: {was}, not {now}",
                where=entry.name,
                hint="delete that document first if this one is right",
            )


def _stub(document: str, row: Row) -> Node:
    """What stays of a document that is only named."""
    properties = {"title": row.get("title"), "number": row.get("number"), "origin": "document", "loaded": False}
    return Node("Document", document, properties)


def _loaded(document: Row, load: Row) -> LoadedDocument:
    return LoadedDocument(
        id=str(document["id"]),
        title=str(document["title"]),
        number=_optional(document, "number"),
        issuer=_optional(document, "issuer"),
        issued=_optional(document, "issued"),
        sha256=str(load["sha256"]),
        rules_version=str(load["rules_version"]),
        nodes=int(str(load["nodes"])),
        edges=int(str(load["edges"])),
        issues=int(str(load["issues"])),
        finished=str(load["finished"]),
    )


def _optional(row: Row, name: str) -> str | None:
    value = row.get(name)
    return None if value is None else str(value)
