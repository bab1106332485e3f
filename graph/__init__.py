"""The core of policygraph: schema, records, registry, store, query catalogue. Imports nothing of loaders or api."""

from __future__ import annotations

__version__ = "0.1.0"
