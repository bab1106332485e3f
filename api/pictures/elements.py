"""Elements: a view as JSON for the explorer's script, and as GraphML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import networkx as nx

from api.pages import links
from api.pictures import addresses
from api.pictures.network import ROLES, Network
from api.pictures.view import View
from graph.export.network import graphml

Places: TypeAlias = Mapping[str, tuple[int, int]]

_KINDS = ("agencies", "measures", "ties")


def elements(view: View) -> dict[str, object]:
    """Nodes with coordinates (px), edges with their words, how many are shown of how many. Ids are ``Label:id``."""
    network, places = view.network, view.places()
    return {
        "kind": view.kind,
        "params": dict(view.params),
        "reading": view.reading,
        "data_version": view.result.data.version,
        "shown": dict(zip(_KINDS, network.shown, strict=True)),
        "total": dict(zip(_KINDS, network.total, strict=True)),
        "complete": network.complete,
        "nodes": [*_bodies(view, places), *_items(view, places)],
        "edges": _ties(network, view.reading),
    }


def graph_file(view: View) -> bytes:
    """GraphML of what is shown, with the coordinates."""
    data = elements(view)
    graph: Any = nx.MultiDiGraph()
    graph.graph.update(reading=view.reading, data_version=view.result.data.version, complete=view.network.complete)
    nodes: Any = data["nodes"]
    edges: Any = data["edges"]
    for node in nodes:
        graph.add_node(node["id"], **{k: v for k, v in node.items() if k not in ("id", "href", "explore")})
    for edge in edges:
        kept = {k: v for k, v in edge.items() if k not in ("id", "source", "target", "href")}
        graph.add_edge(edge["source"], edge["target"], **kept)
    return graphml(graph)


def _bodies(view: View, places: Places) -> list[dict[str, object]]:
    roles = _roles(view.network)
    return [
        {
            "id": f"Agency:{body.id}",
            "label": "Agency",
            "name": body.name,
            "short": body.short,
            "collective": body.collective,
            "first": body.id in view.first,
            "x": places[body.id][0],
            "y": places[body.id][1],
            **roles[body.id],
            "href": links.agency(body.id, view.reading),
            "explore": addresses.explorer(view.reading, agency=body.id),
        }
        for body in view.network.bodies
    ]


def _items(view: View, places: Places) -> list[dict[str, object]]:
    return [
        {
            "id": f"Measure:{item.id}",
            "label": "Measure",
            "name": item.label,
            "short": item.number or "·",
            "title": item.title,
            "heading": item.heading,
            "document": item.document,
            "x": places[item.id][0],
            "y": places[item.id][1],
            "href": links.measure(item.id, view.reading),
        }
        for item in view.network.items
    ]


def _ties(network: Network, reading: str) -> list[dict[str, object]]:
    return [
        {
            "id": f"e{n}",
            "source": f"Agency:{tie.body}",
            "target": f"Measure:{tie.item}",
            "role": tie.role,
            "broad_only": tie.broad_only,
            "basis": tie.basis,
            "quote": tie.quote,
            "href": links.quoted(tie.document, tie.start, tie.end, reading),
        }
        for n, tie in enumerate(network.ties)
    ]


def _roles(network: Network) -> dict[str, dict[str, int]]:
    counts = {body.id: dict.fromkeys(ROLES, 0) for body in network.bodies}
    for tie in network.ties:
        counts[tie.body][tie.role] += 1
    return counts
