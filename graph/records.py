"""Records: the nodes and edges that loaders make and stores take, in one canonical order and spelling."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Value: TypeAlias = str | int | bool | list[str] | None


@dataclass(frozen=True)
class Node:
    """A node: label, key and the other properties (``id`` is not repeated in them)."""

    label: str
    id: str
    properties: Mapping[str, Value] = field(default_factory=dict)

    def row(self) -> dict[str, Value]:
        """All properties with the key, nulls left out, names in order."""
        return {"id": self.id, **_clean(self.properties)}


@dataclass(frozen=True)
class Edge:
    """An edge from one node (label, id) to another."""

    type: str
    source: tuple[str, str]
    target: tuple[str, str]
    properties: Mapping[str, Value] = field(default_factory=dict)

    def row(self) -> dict[str, Value]:
        """The properties, nulls left out, names in order."""
        return _clean(self.properties)


@dataclass(frozen=True)
class Batch:
    """What one load writes. ``document`` is the id of the document, empty for the registry."""

    document: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def count(self, name: str) -> int:
        """Number of nodes with this label or edges with this type."""
        return sum(n.label == name for n in self.nodes) + sum(e.type == name for e in self.edges)


def batch(document: str, nodes: Iterable[Node], edges: Iterable[Edge]) -> Batch:
    """A batch in canonical order: the same facts give the same bytes, whatever the order they were found in."""
    return Batch(document, tuple(sorted(nodes, key=node_order)), tuple(sorted(edges, key=edge_order)))


def node_order(node: Node) -> tuple[str, str]:
    """Nodes are ordered by label, then key."""
    return node.label, node.id


def edge_order(edge: Edge) -> tuple[str, ...]:
    """Edges are ordered by type, ends, then everything they say."""
    return edge.type, *edge.source, *edge.target, _dump(edge.row())


def batch_json(records: Batch) -> dict[str, object]:
    """The batch as plain data, ready for :func:`canonical_bytes`."""
    return {
        "document": records.document,
        "nodes": [[n.label, n.row()] for n in records.nodes],
        "edges": [[e.type, list(e.source), list(e.target), e.row()] for e in records.edges],
    }


def batch_from_json(data: Mapping[str, object]) -> Batch:
    """The batch that :func:`batch_json` wrote. Raises KeyError, TypeError or ValueError on other data."""
    nodes, edges = data["nodes"], data["edges"]
    if not isinstance(nodes, list) or not isinstance(edges, list):
        raise TypeError("nodes and edges must be lists")
    return Batch(
        str(data["document"]),
        tuple(Node(label, row["id"], {k: v for k, v in row.items() if k != "id"}) for label, row in nodes),
        tuple(Edge(kind, (s[0], s[1]), (t[0], t[1]), row) for kind, s, t, row in edges),
    )


def canonical_bytes(data: object) -> bytes:
    """UTF-8 JSON with sorted names and no needless white space: equal data, equal bytes."""
    return _dump(data).encode()


def records_sha256(records: Batch) -> str:
    """Hash of the canonical bytes of a batch."""
    return hashlib.sha256(canonical_bytes(batch_json(records))).hexdigest()


def _dump(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _clean(properties: Mapping[str, Value]) -> dict[str, Value]:
    return {name: properties[name] for name in sorted(properties) if properties[name] is not None}
