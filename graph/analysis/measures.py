"""Centralities: one function a measure, each giving a table of agencies; some also of measures or objects.

On one plan nearly all of them repeat degree, so a centrality from one plan is to be distrusted; lead count does not,
so it stands first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import networkx as nx

from graph.analysis.networks import Damping, Network, projection
from graph.analysis.paths import Progress, betweenness_of
from graph.analysis.table import Table, table
from graph.errors import InvalidParameter, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOLERANCE, _ROUNDS = 1e-14, 100_000  # of the power iteration
_EQUAL = 1e-9  # leading eigenvalues that are no further apart, relatively, are the same


# ---- who leads, who does much -----------------------------------------------------------------------------------


def lead_count(network: Network) -> Table:
    """Measures that each agency leads under the network's reading."""
    leads = _leads(network)
    note = f"{network.graph['led']} of {network.graph['measures']} measures have a lead"
    return table("lead_count", network, leads, note=note)


def lead_share(network: Network) -> Table:
    """Share of each agency in the measures that anybody leads; co-leads count for each, so the sum may exceed 1."""
    leads = _leads(network)
    led = network.graph["led"]
    shares = {node: count / led if led else None for node, count in leads.items()}
    return table("lead_share", network, shares, note=f"of {led} measures with a lead")


def _leads(network: Network) -> dict[str, float]:
    if network.graph["network"].startswith("agency-object"):
        raise InvalidParameter("leads are counted on the network of agencies and measures")
    return {n: float(sum(t["role"] == "lead" for t in network[n].values())) for n in _side(network, "agency")}


def degree(network: Network, side: str = "agency") -> Table:
    """Number of measures (objects) of each agency: its workload; or, with ``side``, of agencies of each measure."""
    return table("degree", network, {node: float(len(network[node])) for node in _side(network, side)})


# ---- betweenness ------------------------------------------------------------------------------------------------


def betweenness(network: Network, side: str = "agency", progress: Progress | None = None, engine: str = "") -> Table:
    """Bipartite betweenness in the normalisation of Borgatti & Halgin (2011): 1 is the most that is possible.

    Args:
        side: whose scores: agency, or measure or object as the network has them.
        progress, engine: as :func:`graph.analysis.paths.betweenness_of`.
    """
    nodes = _side(network, side)
    most = greatest_betweenness(len(nodes), network.number_of_nodes() - len(nodes))
    raw = betweenness_of(network, progress, engine)
    return table("betweenness", network, {node: raw[node] / most if most else 0.0 for node in nodes})


def greatest_betweenness(own: int, others: int) -> float:
    """The most raw betweenness that a node can have in any bipartite graph.

    Args:
        own: nodes on its side, itself included.
        others: nodes on the other side.

    Returns:
        The bound of Borgatti & Everett (1997), as in Borgatti & Halgin, Analyzing Affiliation Networks (2011): that of
        a node tied to all of the other side, on which its fellows hang, spread evenly. 0 where nothing can lie between.
    """
    if own < 1 or others < 1:
        return 0.0
    s, t = divmod(own - 1, others)
    return (others**2 * (s + 1) ** 2 + others * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2


# ---- on the projection ------------------------------------------------------------------------------------------


def strength(network: Network, damping: Damping = "newman") -> Table:
    """Sum of the weights of an agency's ties to other agencies.

    Under ``newman`` it is, by construction, the number of measures that the agency has together with anybody; it can
    differ from degree only by measures that it has alone. ``cosine`` is the one that discounts hubs.
    """
    graph = projection(network, damping)
    return table(f"strength_{damping}", network, dict(graph.degree(weight="weight")))


def constraint(network: Network, damping: Damping = "newman") -> Table:
    """Burt's constraint on the weighted projection: how closed in an agency is; the smallest comes first.

    Not defined for an agency without ties (Burt 2004, American Journal of Sociology 110, 349–399).
    """
    graph = projection(network, damping)
    shares = {node: _shares(graph, node) for node in graph}
    scores = {node: _closed_in(shares, node) if shares[node] else None for node in graph}
    return table(f"constraint_{damping}", network, scores, ascending=True, note="smaller is freer to broker")


def _shares(graph: Network, node: str) -> dict[str, float]:
    """The part of its strength that a node has in each neighbour."""
    whole = sum(told["weight"] for told in graph[node].values())
    return {other: told["weight"] / whole for other, told in graph[node].items()}


def _closed_in(shares: dict[str, dict[str, float]], node: str) -> float:
    """Burt's formula; networkx has the same but weighs every tie anew for each pair: slow."""
    own = shares[node]
    through = {other: sum(part * shares[third].get(other, 0.0) for third, part in own.items()) for other in own}
    return sum((own[other] + through[other]) ** 2 for other in own)


def eigenvector(network: Network, damping: Damping = "newman") -> Table:
    """Eigenvector centrality on the weighted projection, of length 1.

    In a network of several components only the one with the greatest leading eigenvalue has scores above 0. Where two
    components share it, the vector is not unique and no node gets a score.

    Raises:
        UsageError: the power iteration does not converge.
    """
    graph = projection(network, damping)
    parts = sorted(_leading(graph), key=lambda part: -part[0])
    if len(parts) > 1 and parts[0][0] - parts[1][0] <= _EQUAL * parts[0][0]:
        note = "not defined: several components share the leading eigenvalue"
        return table(f"eigenvector_{damping}", network, dict.fromkeys(graph), note=note)
    scores = dict.fromkeys(graph, 0.0) | (parts[0][1] if parts else {})
    return table(f"eigenvector_{damping}", network, scores)


def _leading(graph: Network) -> Iterator[tuple[float, dict[str, float]]]:
    """Leading eigenvalue and vector of each component."""
    for nodes in nx.connected_components(graph):
        part = graph.subgraph(sorted(nodes))
        try:
            vector = nx.eigenvector_centrality(part, max_iter=_ROUNDS, tol=_TOLERANCE, weight="weight")
        except nx.PowerIterationFailedConvergence as error:
            raise UsageError("the eigenvector did not converge", hint="use betweenness or strength") from error
        yield sum(2 * vector[a] * vector[b] * float(told["weight"]) for a, b, told in part.edges(data=True)), vector


# ---- all of them ------------------------------------------------------------------------------------------------

MEASURES: dict[str, Callable[[Network], Table]] = {
    "lead_count": lead_count,
    "lead_share": lead_share,
    "degree": degree,
    "betweenness": betweenness,
    "strength_newman": strength,
    "strength_cosine": lambda network: strength(network, "cosine"),
    "constraint_newman": constraint,
    "eigenvector_newman": eigenvector,
}
"""The measures that a run computes, by name, in the order in which they should be read."""


def measured(network: Network, names: Sequence[str] = (), progress: Progress | None = None) -> list[Table]:
    """The tables of several measures, by default of all.

    Raises:
        InvalidParameter: a name that no measure has.
    """
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        raise InvalidParameter(f"no measure {', '.join(unknown)}", hint=f"one of {', '.join(MEASURES)}")
    return [
        betweenness(network, progress=progress) if name == "betweenness" else MEASURES[name](network)
        for name in names or MEASURES
    ]


def _side(network: Network, kind: str) -> list[str]:
    nodes = [node for node, told in network.nodes(data=True) if told["kind"] == kind]
    if not nodes and network.number_of_nodes():
        raise InvalidParameter(f"the network has no nodes of kind {kind!r}")
    return nodes
