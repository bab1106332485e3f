"""Networks: agencies with measures, agencies with objects, agencies with agencies, as networkx graphs.

A node is named ``Label:id`` as in the exports and carries ``kind``, ``id``, ``name``, ``short`` and, for agencies,
``collective``. What the graph as a whole is, is in its attributes: network, reading, data_version, document,
collectives, weighting, merging.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from math import sqrt
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

import networkx as nx

from graph.analysis.data import Data, Rows, check_same
from graph.errors import InvalidParameter

if TYPE_CHECKING:
    from graph.catalogue.result import Row

Reading: TypeAlias = Literal["strict", "broad"]
Damping: TypeAlias = Literal["none", "newman", "cosine"]
Network: TypeAlias = "nx.Graph[str]"

MERGING = "one edge per agency and measure; its role is the strongest of the parallel ones: lead, shared, participant"
OBJECT_MERGING = "one edge per agency and object; lead if it leads in any document, else co_listed"
DAMPINGS: tuple[Damping, ...] = ("newman", "cosine", "none")
_STRENGTH = {"lead": 3, "shared": 2, "participant": 1, "co_listed": 0}


def agency_measure(
    data: Data, *, document: str | None = None, reading: Reading = "strict", collectives: bool = False
) -> Network:
    """The bipartite network of agencies and the measures that they lead, share or take part in.

    Parallel responsibilities (several notations of one measure that name the same agency) are merged: the edge has the
    strongest role, the basis of the first notation that gives it, and in ``notations`` how many there are.

    Args:
        document: number, title or id of one document; None for all.
        reading: how the lead rule is read.
        collectives: also classes of bodies (各有关部门), which are no single actors.

    Raises:
        UnknownName, AmbiguousName, InvalidParameter: of the document or the reading.
        StoreUnreachable, StoreTimeout: from the store, also if the data changed meanwhile.
    """
    asked = {"document": document, "reading": reading}
    duties = data.rows("graph/duties", **asked)
    bodies = data.rows("agency/workload", **asked)
    check_same(duties.data_version, bodies.data_version)
    known = {str(row["agency"]): row for row in bodies.rows}
    graph = _empty("agency-measure", bodies, collectives, MERGING)
    total = bodies.rows[0] if bodies.rows else {"led": 0, "total": 0}
    graph.graph.update(led=total["led"], measures=total["total"])
    for row in duties.rows:
        agency = known[str(row["source"])]
        if collectives or not agency["collective"]:
            _tie(graph, _agency(graph, agency), _measure(graph, row), str(row["type"]), str(row["basis"]))
    return graph


def agency_object(
    data: Data, *, document: str | None = None, reading: Reading = "strict", collectives: bool = False
) -> Network:
    """The bipartite network of agencies and the objects in whose regulatory tasks they stand (同列该任务责任清单).

    To be co-listed is not to regulate. Arguments and errors as :func:`agency_measure`.
    """
    asked = {"document": document, "reading": reading}
    bodies = data.rows("agency/workload", **asked)
    graph = _empty("agency-object", bodies, collectives, OBJECT_MERGING)
    for body in bodies.rows:
        if body["collective"] and not collectives:
            continue
        found = data.rows("agency/objects", agency=body["agency"], **asked)
        check_same(bodies.data_version, found.data_version)
        for row in found.rows:
            node = _node(graph, "Object", row["object"], kind="object", name=row["name"], short=row["name"])
            _tie(graph, _agency(graph, body), node, str(row["standing"]), str(row["standing"]))
    return graph


def by_year(data: Data, network: Network) -> dict[int, Network]:
    """The parts of an agency–measure network by the year in which the documents were written; undated ones left out.

    Raises:
        StoreUnreachable: the data changed since the network was made; or from the store.
    """
    loaded = data.rows("document/loaded")
    totals = data.rows("agency/years", reading=network.graph["reading"])
    for found in (loaded, totals):
        check_same(network.graph["data_version"], found.data_version)
    years = {str(row["document"]): int(str(row["issued"])[:4]) for row in loaded.rows if row["issued"]}
    measures: dict[int, list[str]] = {}
    for node, told in network.nodes(data=True):
        if told["kind"] == "measure" and told["document"] in years:
            measures.setdefault(years[told["document"]], []).append(node)
    parts = {year: _part(network, year, nodes) for year, nodes in sorted(measures.items())}
    for row in totals.rows if not network.graph["document"] else ():
        if isinstance(year := row["year"], int) and year in parts:
            parts[year].graph.update(led=row["led"], measures=row["total"])
    return parts


def _part(network: Network, year: int, nodes: list[str]) -> Network:
    chosen = {*nodes, *(agency for node in nodes for agency in network[node])}
    part = cast("Network", nx.Graph(**network.graph))
    part.add_nodes_from((node, told) for node, told in network.nodes(data=True) if node in chosen)
    part.add_edges_from(edge for edge in network.edges(data=True) if {edge[0], edge[1]} <= chosen)
    part.graph["network"] = f"{network.graph['network']} {year}"
    return part


def projection(network: Network, damping: Damping = "newman") -> Network:
    """Agencies tied by what they have in common, weighted; ``common`` on each edge is the plain number.

    Args:
        network: a bipartite network of this module.
        damping: ``newman``: each thing in common counts 1/(its agencies − 1), so that long lists weigh less (Newman
            2001, Physical Review E 64, 016132). ``cosine``: common/√(degree × degree), so that an agency that stands
            in everything is not tied strongly to everybody (Salton). ``none``: the plain number.

    Raises:
        InvalidParameter: no such damping.
    """
    if damping not in DAMPINGS:
        raise InvalidParameter(f"{damping!r} is no damping", hint=f"one of {', '.join(DAMPINGS)}")
    common: Counter[tuple[str, str]] = Counter()
    newman: dict[tuple[str, str], float] = {}
    for node in (n for n in network if network.nodes[n]["kind"] != "agency"):
        parties = sorted(network[node])
        for pair in combinations(parties, 2):
            common[pair] += 1
            newman[pair] = newman.get(pair, 0.0) + 1 / (len(parties) - 1)
    graph = cast("Network", nx.Graph(**network.graph, weighting=damping))
    graph.add_nodes_from((n, told) for n, told in network.nodes(data=True) if told["kind"] == "agency")
    for (one, other), count in common.items():
        cosine = count / sqrt(len(network[one]) * len(network[other]))
        weight = {"none": float(count), "newman": newman[one, other], "cosine": cosine}[damping]
        graph.add_edge(one, other, weight=weight, common=count)
    return graph


def bipartite(ties: Iterable[tuple[str, str, str]], **attributes: object) -> Network:
    """The network of other data: agency, measure and role of each tie; parallel ties are merged by the same rule."""
    graph = cast("Network", nx.Graph(network="agency-measure", reading="strict", data_version="", document=""))
    for agency, measure, role in ties:
        one = _node(graph, "Agency", agency, kind="agency", name=agency, short=agency, collective=False)
        other = _node(graph, "Measure", measure, kind="measure", name=measure, short=measure, document="")
        _tie(graph, one, other, role, "")
    measures = [node for node, told in graph.nodes(data=True) if told["kind"] == "measure"]
    led = sum(any(told["role"] == "lead" for told in graph[node].values()) for node in measures)
    told: dict[str, Any] = {"led": led, "measures": len(measures), "collectives": "with", "merging": MERGING}
    graph.graph.update(told | attributes)
    return graph


# ---- nodes and edges --------------------------------------------------------------------------------------------


def _empty(network: str, data: Rows, collectives: bool, merging: str) -> Network:
    told: dict[str, Any] = {"network": network, "reading": data.params["reading"], "data_version": data.data_version}
    told |= {"document": data.params["document"] or "", "merging": merging}
    return cast("Network", nx.Graph(**told, collectives="with" if collectives else "without"))


def _agency(graph: Network, row: Row) -> str:
    told = {"name": row["name"], "short": row["short"], "collective": row["collective"]}
    return _node(graph, "Agency", row["agency"], kind="agency", **told)


def _measure(graph: Network, row: Row) -> str:
    told = {"name": row["target_name"], "short": row["number"], "document": row["document"]}
    return _node(graph, "Measure", row["target"], kind="measure", **told)


def _node(graph: Network, label: str, id_: object, **told: object) -> str:
    name = f"{label}:{id_}"
    graph.add_node(name, id=str(id_), **told)
    return name


def _tie(graph: Network, agency: str, other: str, role: str, basis: str) -> None:
    """Add a responsibility to what is there: the strongest role stands, of equal ones the first."""
    there = graph.edges[agency, other] if graph.has_edge(agency, other) else None
    count = int(there["notations"]) + 1 if there else 1
    if there and _STRENGTH[there["role"]] >= _STRENGTH[role]:
        role, basis = there["role"], there["basis"]
    graph.add_edge(agency, other, role=role, basis=basis, notations=count)
