"""The jars that make up Neo4j Community, by coordinates, size and checksum, as ``jars.csv`` pins them."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

VERSION = "2026.08.1"
ROOT = ("org.neo4j", "neo4j", VERSION)
"""Group, artifact and version that all the other jars follow from."""
LIST = Path(__file__).with_name("jars.csv")


@dataclass(frozen=True)
class Jar:
    """One jar of a Maven repository."""

    group: str
    artifact: str
    version: str
    classifier: str
    size: int
    """Bytes."""
    sha256: str

    @property
    def file(self) -> str:
        """Name of the file; no two pinned jars share it."""
        classifier = f"-{self.classifier}" if self.classifier else ""
        return f"{self.artifact}-{self.version}{classifier}.jar"

    @property
    def place(self) -> PurePosixPath:
        """Where a repository has it, from the repository's root."""
        return PurePosixPath(*self.group.split("."), self.artifact, self.version, self.file)


def pinned() -> tuple[Jar, ...]:
    """The jars of this version."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return tuple(
            Jar(r["group"], r["artifact"], r["version"], r["classifier"], int(r["size"]), r["sha256"])
            for r in csv.DictReader(file)
        )


def is_sound(path: Path, jar: Jar) -> bool:
    """Whether ``path`` holds the very bytes that were pinned."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == jar.sha256
    except OSError:
        return False
