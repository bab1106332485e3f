"""Texts: what the data folder keeps of loaded documents, for pages that show words where they stand."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from graph.archive import Archive

if TYPE_CHECKING:
    from graph.store import DataFolder

_KEPT = 16  # texts; the one that was not read longest is forgotten first


class Texts:
    """The texts of a data folder, from any thread. A store may be filled from another machine's folder.

    Args:
        folder: the data folder; by default the environment's, looked for when a text is first wanted.
    """

    def __init__(self, folder: DataFolder | None = None) -> None:
        self._folder = folder
        self._known: OrderedDict[tuple[str, int], tuple[str, str]] = OrderedDict()
        self._lock = Lock()

    def find(self, document: str, sha256: str) -> str | None:
        """The decoded text in which the document's offsets count; None if the folder does not have that one.

        Args:
            document: key of the document.
            sha256: of the bytes that its records were made of.
        """
        path = self._archive.path(document)
        try:
            key = (path.name, path.stat().st_mtime_ns)
        except OSError:
            return None
        with self._lock:
            kept = self._known.pop(key, None)
        if kept is None:
            archived = self._archive.find(document)
            if archived is None:
                return None
            kept = (archived.entry.sha256, archived.entry.text)
        self._keep(key, kept)
        return kept[1] if kept[0] == sha256 else None

    @property
    def _archive(self) -> Archive:
        from graph.store import DataFolder

        return Archive((self._folder or DataFolder()).documents)

    def _keep(self, key: tuple[str, int], kept: tuple[str, str]) -> None:
        with self._lock:
            self._known[key] = kept
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
