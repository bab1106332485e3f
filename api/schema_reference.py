"""The schema as plain data and as a Markdown reference, derived from its declaration."""

from __future__ import annotations

from typing import Any

from graph.declaration import Property
from graph.schema import SCHEMA


def schema_data() -> dict[str, list[dict[str, Any]]]:
    """Node types and edge types with their properties, in the order of the declaration."""
    return {
        "nodes": [
            {
                "label": n.label,
                "doc": n.doc,
                "shared": n.shared,
                "names": [p.name for p in n.properties],
                "properties": [_property(p) for p in n.properties],
            }
            for n in SCHEMA.nodes.values()
        ],
        "edges": [
            {
                "type": e.type,
                "doc": e.doc,
                "sources": list(e.sources),
                "targets": list(e.targets),
                "evidence": e.evidence,
                "names": [p.name for p in e.properties],
                "properties": [_property(p) for p in e.properties],
            }
            for e in SCHEMA.edges.values()
        ],
    }


def _property(item: Property) -> dict[str, Any]:
    return {
        "name": item.name,
        "type": item.type,
        "required": item.required,
        "values": list(item.values),
        "doc": item.doc,
    }
