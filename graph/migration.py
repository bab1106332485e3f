"""Copying all documents from one store into another, with proof that both then hold the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from graph.errors import DataFolderError, StoreUnreachable
from graph.library import Library, Progress


@dataclass(frozen=True)
class Migration:
    """What was copied: the number of documents, and the sha256 of the export that both stores now give."""

    documents: int
    sha256: str


def migrate(source: Library, target: Library, progress: Progress | None = None, *, discard: bool = False) -> Migration:
    """Empty the target's store and load there what the source's archive keeps, one transaction per document.

    Args:
        source: whose documents are copied; only read.
        target: a library on the same data folder and another store.
        progress: told after each document: done, of how many, which.
        discard: also where the target has documents that the archive lacks; they are lost.

    Raises:
        DataFolderError: a document of the source is not in the archive, so it could not be copied, or the target has
            one that would be lost; nothing is changed.
        StoreUnreachable: the stores differ afterwards, because somebody wrote to one of them meanwhile; or a store
            does not answer.
        WriterBusy: another process keeps writing.
    """
    with source.folder.writer():
        missing = [d.id for d in source.documents() if not source.archive.path(d.id).exists()]
        if missing:
            raise DataFolderError(
                f"{len(missing)} document(s) are in the store but not in this archive: {', '.join(missing[:5])}",
                where=str(source.folder.path),
                hint="load them here first",
            )
        want = source.export()
        reports = target.rebuild(progress, discard=discard)
        have = target.export()
    if have != want:
        raise StoreUnreachable(
            "the stores differ after the copy",
            where=f"{source.store.version}, {target.store.version}",
            hint="if nobody wrote to either meanwhile, run policygraph rebuild on the first, then copy again",
        )
    return Migration(len(reports), hashlib.sha256(have).hexdigest())
