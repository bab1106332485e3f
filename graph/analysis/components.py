"""Components: what hangs together, and what still does once the hub is taken out."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from graph.analysis.measures import betweenness
from graph.analysis.networks import Network
from graph.analysis.paths import Progress
from graph.analysis.table import Table, table


@dataclass(frozen=True)
class WithoutHub:
    """A network before and after its hub was removed."""

    hubs: tuple[str, ...]
    """Ids of the agencies that were removed: the one with the most measures, all of them where several tie."""
    before: tuple[int, ...]
    """Agencies of each component with the hub, largest first."""
    after: tuple[int, ...]
    """The same without it."""
    lost: int
    """Measures that only the hub has; they are in no component afterwards."""
    network: Network
    """What is left."""
    betweenness: Table
    """Bipartite betweenness in what is left."""


def components(network: Network) -> Table:
    """Size of the component of each agency, in agencies; agencies of equal rank may be in different components."""
    sizes = {node: float(len(part)) for part in _parts(network) for node in part}
    return table("component", network, sizes, note=f"{len(set(map(frozenset, _parts(network))))} components")


def without_hub(network: Network, progress: Progress | None = None) -> WithoutHub:
    """What is left of a bipartite network without the agency that stands in the most measures."""
    agencies = [node for node, told in network.nodes(data=True) if told["kind"] == "agency"]
    most = max((len(network[node]) for node in agencies), default=0)
    hubs = sorted(node for node in agencies if len(network[node]) == most)
    rest = network.copy()
    rest.remove_nodes_from(hubs)
    alone = [node for node, told in rest.nodes(data=True) if told["kind"] != "agency" and not rest[node]]
    rest.remove_nodes_from(alone)
    rest.graph["network"] = f"{network.graph['network']} without hub"
    return WithoutHub(
        tuple(network.nodes[node]["id"] for node in hubs),
        _sizes(network),
        _sizes(rest),
        len(alone),
        rest,
        betweenness(rest, progress=progress),
    )


def _parts(network: Network) -> list[set[str]]:
    """The agencies of each component; components without any are left out."""
    kinds = network.nodes(data="kind")
    parts = [{node for node in part if kinds[node] == "agency"} for part in nx.connected_components(network)]
    return [part for part in parts if part]


def _sizes(network: Network) -> tuple[int, ...]:
    return tuple(sorted(map(len, _parts(network)), reverse=True))
