"""The parts of a DOCX and how they hang together. Paths are only ever looked up in the archive."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from graph.errors import DamagedFile
from loaders.formats.archive import Archive
from loaders.formats.docx.markup import parse

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """An opened DOCX; ``main`` is the name of its main part.

    Raises:
        DamagedFile: it has no main part.
        LimitExceeded: see :class:`loaders.formats.archive.Archive`.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._archive = Archive(data, name)
        self.main = next(self._targets("", "officeDocument"), "word/document.xml")

    def document(self) -> etree._Element:
        """The root of the main part."""
        root = self.part(self.main)
        if root is None:
            what = f"the main part {self.main} is missing"
            raise DamagedFile(what, where=self.name, hint="the file is incomplete; get it again")
        return root

    def part(self, part: str) -> etree._Element | None:
        """The root of a part, None if the archive does not have it."""
        data = self._archive.read(part)
        return parse(data, part, self.name) if data is not None else None

    def related(self, kind: str) -> list[str]:
        """Names of the parts that the main part points at, e.g. ``styles``; in order."""
        return list(self._targets(self.main, kind))

    def first(self, kind: str) -> etree._Element | None:
        """The root of the first part of a kind, None if there is none."""
        return next((root for part in self.related(kind) if (root := self.part(part)) is not None), None)

    def _targets(self, source: str, kind: str) -> Iterator[str]:
        folder, file = posixpath.split(source)
        relations = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        for item in relations.iter(_RELATIONSHIP) if relations is not None else ():
            if item.get("Type", "").endswith(f"/{kind}") and item.get("TargetMode") != "External":
                yield posixpath.normpath(posixpath.join("/", folder, item.get("Target", ""))).lstrip("/")
