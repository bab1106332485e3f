"""Records as a networkx graph, and such graphs as GraphML and GEXF."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, cast

from graph.records import Batch, Value

if TYPE_CHECKING:
    import networkx

SEPARATOR = "；"  # between the items of a list: neither GraphML nor GEXF has lists
# GEXF stamps the day of writing; equal graphs shall give equal bytes.
_STAMP = re.compile(rb' lastmodifieddate="[^"]*"')


def network_of(records: Batch) -> networkx.MultiDiGraph[str]:
    """The records as a graph; a node is ``Label:id``, its label an attribute, the type of an edge too."""
    import networkx as nx

    graph: Any = nx.MultiDiGraph()
    for node in records.nodes:
        graph.add_node(_name(node.label, node.id), label=node.label, **node.row())
    for edge in records.edges:
        graph.add_edge(_name(*edge.source), _name(*edge.target), type=edge.type, **edge.row())
    return cast("networkx.MultiDiGraph[str]", graph)


def _name(label: str, id_: str) -> str:
    return f"{label}:{id_}"


# ---- files ------------------------------------------------------------------------------------------------------


def graphml(graph: networkx.MultiDiGraph[str]) -> bytes:
    """GraphML (UTF-8); lists joined by ；, nulls left out, an id on every edge."""
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml_xml(_flat(graph), out, encoding="utf-8", prettyprint=True, named_key_ids=True)
    return out.getvalue()


def gexf(graph: networkx.MultiDiGraph[str]) -> bytes:
    """GEXF 1.2 (UTF-8), as :func:`graphml`; without the day of writing; label and type are called ``kind``."""
    import networkx as nx

    out = io.BytesIO()
    flat = _flat(graph)
    for name, told in flat.nodes(data=True):
        told["kind"] = told.pop("label", "")  # GEXF's label is what is written beside the node
        told["label"] = str(told.get("name") or told.get("title") or name)
    for _, _, told in flat.edges(data=True):
        told["kind"] = told.pop("type", "")  # GEXF's type is directed or undirected
    nx.write_gexf(flat, out, encoding="utf-8", prettyprint=True, version="1.2draft")
    return _STAMP.sub(b"", out.getvalue())


def _flat(graph: networkx.MultiDiGraph[str]) -> networkx.MultiDiGraph[str]:
    import networkx as nx

    flat: Any = nx.MultiDiGraph()
    flat.graph.update(_plain(graph.graph))
    for node, told in graph.nodes(data=True):
        flat.add_node(node, **_plain(told, "node_id"))
    for number, (source, target, told) in enumerate(graph.edges(data=True)):
        flat.add_edge(source, target, key=str(number), **_plain(told, "edge_id"))
    return cast("networkx.MultiDiGraph[str]", flat)


def _plain(told: dict[str, Any], own_id: str = "id") -> dict[str, str | int | bool]:
    """Attributes without nulls, in order of their names, lists as text. Both formats keep an ``id`` of their own."""
    return {own_id if k == "id" else k: _text(v) for k, v in sorted(told.items()) if v is not None}


def _text(value: Value) -> str | int | bool:
    text = SEPARATOR.join(map(str, value)) if isinstance(value, list) else value
    return _XML.sub("", text) if isinstance(text, str) else cast("int | bool", text)


_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
