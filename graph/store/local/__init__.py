"""A real Neo4j on this computer: its jars, its settings, its process. Needs the extra ``local``."""

from __future__ import annotations

from graph.store.local.cache import Progress
from graph.store.local.server import LocalNeo4j, Status

__all__ = ["LocalNeo4j", "Progress", "Status"]
