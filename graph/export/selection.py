"""What is exported: everything, one document with what it touches, with or without the rest of the registry."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import UnknownName
from graph.records import Batch, Edge, Node, batch
from graph.validation import Key, belongs


@dataclass(frozen=True)
class Selection:
    """Which records are wanted.

    ``document`` is the id of one document, empty for all. ``registry``: also bodies, laws … that no chosen document
    touches, and the facts between them.
    """

    document: str = ""
    registry: bool = False


def select(records: Batch, wanted: Selection) -> Batch:
    """The chosen records in canonical order; every edge keeps both of its ends.

    Raises:
        UnknownName: the records have no such document.
    """
    if wanted.document and not any(n.label == "Document" and n.id == wanted.document for n in records.nodes):
        raise UnknownName(f"no document {wanted.document!r} among the records")
    said = [e for e in records.edges if belongs(e) and _is_of(e, wanted.document)]
    owned = {(n.label, n.id) for n in records.nodes if _owned_by(n, wanted.document)}
    keys = owned | {key for e in said for key in (e.source, e.target)}
    if wanted.registry:
        keys |= {(n.label, n.id) for n in records.nodes if n.properties.get("origin") == "registry"}
    facts = [e for e in records.edges if not belongs(e) and {e.source, e.target} <= keys]
    return batch("", [n for n in records.nodes if _key(n) in keys], [*said, *facts])


def _key(node: Node) -> Key:
    return node.label, node.id


def _is_of(edge: Edge, document: str) -> bool:
    return not document or edge.properties.get("document") == document


def _owned_by(node: Node, document: str) -> bool:
    """Parts of the document, the document itself; of all documents, whatever is no bare fact of the registry."""
    if document:
        return node.properties.get("document") == document or _key(node) == ("Document", document)
    return node.properties.get("origin") != "registry"
