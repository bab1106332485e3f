"""The real Neo4j that the tests marked ``neo4j`` share, fetched into an empty cache as on a new computer."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from graph.store import DataFolder
from graph.store.bolt import BoltStore
from graph.store.local import LocalNeo4j
from graph.store.local.cache import JarCache
from graph.store.local.process import find
from tests.stores.processes import raw


@dataclass
class RunningNeo4j:
    """A running Neo4j with its data folder; ``seconds`` is how long the first start took, the download included."""

    folder: DataFolder
    cache: JarCache
    local: LocalNeo4j
    seconds: float = 0.0
    told: list[tuple[int, int, str]] = field(default_factory=list)

    def tell(self, done: int, total: int, what: str) -> None:
        self.told.append((done, total, what))

    def publish(self) -> None:
        """Put its address where the tests look for that of the embedded engine."""
        connection = self.local.connect()
        facts = {"uri": connection.uri, "user": connection.user, "password": connection.password, "database": "neo4j"}
        self.folder.server_file.write_text(json.dumps(facts))

    def empty(self) -> None:
        """Remove all that tests before have left, also indexes and constraints."""
        for row in raw(self.folder, "SHOW CONSTRAINTS YIELD name"):
            raw(self.folder, f"DROP CONSTRAINT `{row['name']}`")
        for row in raw(self.folder, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
            raw(self.folder, f"DROP INDEX `{row['name']}`")
        raw(self.folder, "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS")
        for file in self.folder.documents.iterdir():
            file.unlink()

    def open(self) -> BoltStore:
        return BoltStore(self.local)


@contextmanager
def running_neo4j(place: Path) -> Iterator[RunningNeo4j]:
    """Start it in an empty folder whose path has Chinese characters and a blank; no process is left behind."""
    folder, cache = DataFolder(place / "数据 data"), JarCache(place / "缓存 cache")
    running = RunningNeo4j(folder, cache, LocalNeo4j(folder, cache=cache))
    try:
        start = time.monotonic()
        running.local.start(running.tell)
        running.seconds = time.monotonic() - start
        running.publish()
        yield running
    finally:
        running.local.stop()
    assert find(running.local.home) == []
