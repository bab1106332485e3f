"""Every centrality against networkx, against igraph and against closed forms, on connected and on broken networks."""

from __future__ import annotations

import warnings
from itertools import combinations, product
from math import comb, sqrt

import igraph
import networkx as nx
import numpy as np
import pytest

from graph.analysis import (
    MEASURES,
    Data,
    agency_measure,
    betweenness,
    bipartite,
    constraint,
    degree,
    eigenvector,
    lead_count,
    lead_share,
    measured,
    projection,
    strength,
)
from graph.analysis.measures import greatest_betweenness
from graph.analysis.networks import DAMPINGS, Network
from graph.analysis.paths import betweenness_of
from graph.analysis.table import rank
from graph.errors import InvalidParameter
from tests.analysis.drawn import complete, drawn, path, star

EXACT = 1e-9
SEEDS = range(20)


def agencies(network: Network) -> list[str]:
    return [node for node, kind in network.nodes(data="kind") if kind == "agency"]


def ids(network: Network, scores: dict[str, float]) -> dict[str, float]:
    return {network.nodes[node]["id"]: score for node, score in scores.items()}


def as_igraph(graph: Network) -> igraph.Graph:
    """Vertices in the order of the nodes; parallel edges cannot be, the network has none."""
    place = {node: number for number, node in enumerate(graph)}
    made = igraph.Graph(len(place), [(place[a], place[b]) for a, b in graph.edges])
    made.es["weight"] = [told.get("weight", 1.0) for *_, told in graph.edges(data=True)]
    return made


@pytest.fixture(params=["sample", *SEEDS], ids=str)
def network(request: pytest.FixtureRequest, sample: Network) -> Network:
    """The sample plan, then twenty random networks."""
    return sample if request.param == "sample" else drawn(request.param)


def test_random_networks_are_of_all_kinds() -> None:
    parts = [nx.number_connected_components(drawn(seed)) for seed in SEEDS]
    assert min(parts) == 1 < max(parts)
    assert sum(count > 1 for count in parts) >= 5
    assert any(told["notations"] > 1 for *_, told in drawn(0).edges(data=True))


# ---- against networkx and igraph --------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["networkx", "rustworkx"])
def test_betweenness(network: Network, engine: str) -> None:
    ours = betweenness(network, engine=engine).scores()
    own = agencies(network)
    theirs = nx.bipartite.betweenness_centrality(network, own)
    assert ours == pytest.approx(ids(network, {node: theirs[node] for node in own}), abs=EXACT)
    raw = dict(zip(network, as_igraph(network).betweenness(), strict=True))
    most = greatest_betweenness(len(own), len(network) - len(own))
    assert ours == pytest.approx(ids(network, {node: raw[node] / most for node in own}), abs=EXACT)
    assert betweenness(network, "measure", engine=engine).scores() == pytest.approx(
        ids(network, {node: theirs[node] for node in theirs if node not in own}), abs=EXACT
    )


@pytest.mark.parametrize("damping", DAMPINGS)
def test_strength_and_constraint(network: Network, damping: str) -> None:
    graph = projection(network, damping)  # type: ignore[arg-type]
    other = as_igraph(graph)
    assert strength(network, damping).scores() == pytest.approx(  # type: ignore[arg-type]
        ids(graph, dict(zip(graph, other.strength(weights="weight"), strict=True))), abs=EXACT
    )
    ours = constraint(network, damping)  # type: ignore[arg-type]
    theirs = ids(graph, dict(zip(graph, other.constraint(weights="weight"), strict=True)))
    tied = {graph.nodes[node]["id"] for node in graph if graph[node]}
    assert {row.node for row in ours.rows if row.score is not None} == tied
    assert {k: v for k, v in ours.scores().items() if k in tied} == pytest.approx(
        {k: theirs[k] for k in tied}, abs=EXACT
    )
    assert all(row.n == len(tied) for row in ours.rows)
    reference = ids(graph, nx.constraint(graph, [node for node in graph if graph[node]], weight="weight"))
    assert {k: ours.scores()[k] for k in tied} == pytest.approx(reference, abs=EXACT)


def test_newman_projection_is_that_of_networkx(network: Network) -> None:
    ours = projection(network, "newman")
    theirs = nx.bipartite.collaboration_weighted_projected_graph(network, agencies(network))
    assert {frozenset(e[:2]): e[2]["weight"] for e in ours.edges(data=True)} == pytest.approx(
        {frozenset(e[:2]): e[2]["weight"] for e in theirs.edges(data=True)}, abs=EXACT
    )
    plain = nx.bipartite.weighted_projected_graph(network, agencies(network))
    assert {frozenset(e[:2]): e[2]["common"] for e in ours.edges(data=True)} == {
        frozenset(e[:2]): e[2]["weight"] for e in plain.edges(data=True)
    }


def test_eigenvector(network: Network) -> None:
    graph = projection(network)
    values, vectors = np.linalg.eigh(nx.to_numpy_array(graph, weight="weight"))
    ours = eigenvector(network)
    if values[-1] - values[-2] <= 1e-9 * values[-1]:  # several vectors, none of which is the right one
        assert set(ours.scores().values()) == {None}
        assert "not defined" in ours.note
        return
    theirs = ids(graph, dict(zip(graph, map(abs, vectors[:, -1]), strict=True)))
    assert ours.scores() == pytest.approx(theirs, abs=EXACT)
    with warnings.catch_warnings(action="ignore", category=RuntimeWarning):  # igraph says where a graph is broken
        arpack = as_igraph(graph).eigenvector_centrality(weights="weight")
    length = sqrt(sum(score**2 for score in arpack))
    assert ours.scores() == pytest.approx(
        ids(graph, {n: s / length for n, s in zip(graph, arpack, strict=True)}),
        abs=1e-6,  # what ARPACK gives by default
    )
    if nx.is_connected(graph):
        reference = nx.eigenvector_centrality(graph, max_iter=100_000, tol=1e-14, weight="weight")
        assert ours.scores() == pytest.approx(ids(graph, reference), abs=EXACT)


def test_degree_and_leads(network: Network) -> None:
    own = agencies(network)
    assert degree(network).scores() == ids(network, {node: network.degree(node) for node in own})
    assert degree(network).scores() == pytest.approx(
        {
            k: v * (len(network) - len(own))
            for k, v in ids(network, nx.bipartite.degree_centrality(network, own)).items()
            if k in degree(network).scores()
        }
    )
    roles = {node: [told["role"] for told in network[node].values()] for node in own}
    assert lead_count(network).scores() == ids(network, {node: roles[node].count("lead") for node in own})
    led = network.graph["led"]
    shares = {n: roles[n].count("lead") / led if led else None for n in own}
    assert lead_share(network).scores() == {network.nodes[n]["id"]: share for n, share in shares.items()}


# ---- closed forms -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leaves", [2, 3, 7, 40])
def test_star(leaves: int) -> None:
    assert betweenness(star(leaves)).scores() == {"hub": 1.0}
    assert set(betweenness(star(leaves), "measure").scores().values()) == {0.0}
    assert betweenness_of(star(leaves))["Agency:hub"] == comb(leaves, 2)
    assert strength(star(leaves)).scores() == {"hub": 0}
    assert constraint(star(leaves)).scores() == {"hub": None}


@pytest.mark.parametrize(("own", "others"), [(1, 1), (2, 2), (2, 5), (5, 2), (6, 7)])
def test_complete_bipartite(own: int, others: int) -> None:
    network = complete(own, others)
    raw = comb(others, 2) / own  # each pair of measures has one shortest path over each agency
    most = greatest_betweenness(own, others)
    assert betweenness(network).scores() == pytest.approx({f"a{n}": raw / most if most else 0 for n in range(own)})
    assert set(strength(network).scores().values()) == {others if own > 1 else 0}
    if own > 1:
        p = 1 / (own - 1)
        burt = (own - 1) * (p + (own - 2) * p**2) ** 2
        assert constraint(network).scores() == pytest.approx({f"a{n}": burt for n in range(own)})
        assert eigenvector(network).scores() == pytest.approx({f"a{n}": 1 / sqrt(own) for n in range(own)})


@pytest.mark.parametrize("nodes", [3, 4, 5, 8, 11])
def test_path(nodes: int) -> None:
    network = path(nodes)
    raw = betweenness_of(network)
    assert raw == pytest.approx(
        {f"{'Measure:m' if n % 2 else 'Agency:a'}{n // 2}": n * (nodes - 1 - n) for n in range(nodes)}
    )


def test_path_of_three_agencies() -> None:
    network = path(5)
    assert constraint(network).scores() == pytest.approx({"a0": 1, "a1": 0.5, "a2": 1})
    assert eigenvector(network).scores() == pytest.approx({"a0": 0.5, "a1": 1 / sqrt(2), "a2": 0.5})
    assert strength(network, "cosine").scores() == pytest.approx({"a0": 1 / sqrt(2), "a1": sqrt(2), "a2": 1 / sqrt(2)})


@pytest.mark.parametrize(("own", "others"), [(1, 2), (2, 2), (3, 2), (2, 3), (3, 3), (4, 2)])
def test_no_bipartite_network_exceeds_the_greatest_betweenness_and_one_reaches_it(own: int, others: int) -> None:
    pairs = [(f"a{a}", f"m{m}", "shared") for a, m in product(range(own), range(others))]
    found = 0.0
    for count in range(len(pairs) + 1):
        for ties in combinations(pairs, count):
            raw = nx.betweenness_centrality(bipartite(ties), normalized=False)
            found = max([found, *(score for node, score in raw.items() if node.startswith("Agency"))])
    assert found == pytest.approx(greatest_betweenness(own, others))


@pytest.mark.parametrize(("own", "others"), [(1, 1), (0, 3), (3, 0)])
def test_where_nothing_lies_between_there_is_no_betweenness(own: int, others: int) -> None:
    assert greatest_betweenness(own, others) == 0


# ---- broken networks, ties, parallel responsibilities -----------------------------------------------------------


def test_strength_under_newman_is_the_number_of_joint_measures(network: Network) -> None:
    joint = {node: sum(len(network[m]) > 1 for m in network[node]) for node in agencies(network)}
    assert strength(network).scores() == pytest.approx(ids(network, joint))


def test_two_equal_components_have_no_eigenvector() -> None:
    network = bipartite([("a", "m", "shared"), ("b", "m", "shared"), ("c", "n", "shared"), ("d", "n", "shared")])
    assert set(eigenvector(network).scores().values()) == {None}


def test_the_smaller_component_scores_nothing() -> None:
    network = bipartite(
        [(a, "m", "shared") for a in "abc"] + [("d", "n", "shared"), ("e", "n", "shared"), ("f", "o", "lead")]
    )
    heavier = bipartite([*((a, m, "shared") for a in "abc" for m in "mpq"), ("d", "n", "shared"), ("e", "n", "shared")])
    assert set(eigenvector(network).scores().values()) == {None}  # 1/2 + 1/2 and 1: the same leading eigenvalue
    scores = eigenvector(heavier).scores()
    assert scores == pytest.approx({"a": 3**-0.5, "b": 3**-0.5, "c": 3**-0.5, "d": 0, "e": 0})


@pytest.mark.parametrize(
    ("scores", "ranks"),
    [([9, 5, 5, 1], [1, 2, 2, 4]), ([3, 3, 3], [1, 1, 1]), ([], []), ([1, 1 - 5e-10, 1 - 1.2e-9], [1, 1, 3])],
)
def test_ties_share_the_best_rank(scores: list[float], ranks: list[int]) -> None:
    assert rank(scores) == ranks


def test_rows_say_all_that_is_needed(sample: Network) -> None:
    for table in measured(sample):
        assert table.rows, table.measure
        assert {(row.n, row.reading, row.data_version) for row in table.rows} == {
            (23, "strict", sample.graph["data_version"])
        }
        frame = table.to_pandas()
        assert list(frame.columns) == ["node", "name", "score", "rank", "n", "reading", "data_version"]
        assert len(table.to_csv().splitlines()) == 24
    assert sample.graph["data_version"]
    best = {table.measure: table.rows[0].node for table in measured(sample)}
    assert set(best) == set(MEASURES)
    assert set(best.values()) == {"aqsiq"}  # the hub is first in everything


@pytest.mark.parametrize("order", [1, -1])
def test_parallel_responsibilities_become_one_edge_with_the_strongest_role(order: int) -> None:
    roles = ["participant", "lead", "shared"][::order]
    network = bipartite([*(("a", "m", role) for role in roles), ("b", "m", "participant"), ("b", "m", "shared")])
    merged = {agency: network["Measure:m"][f"Agency:{agency}"] for agency in "ab"}
    assert {a: (told["role"], told["notations"]) for a, told in merged.items()} == {
        "a": ("lead", 3),
        "b": ("shared", 2),
    }
    assert network.graph["led"] == 1
    assert degree(network).scores() == {"a": 1, "b": 1}


@pytest.mark.parametrize("reading", ["strict", "broad"])
@pytest.mark.parametrize("plans", ["data", "wide_data"])
def test_counts_are_those_of_the_catalogue(reading: str, plans: str, request: pytest.FixtureRequest) -> None:
    data: Data = request.getfixturevalue(plans)
    network = agency_measure(data, reading=reading, collectives=True)  # type: ignore[arg-type]
    rows = data.rows("agency/workload", reading=reading).rows
    assert lead_count(network).scores() == {row["agency"]: row["leads"] for row in rows}
    assert degree(network).scores() == {row["agency"]: row["measures"] for row in rows}
    assert (network.graph["led"], network.graph["measures"]) == (rows[0]["led"], rows[0]["total"])


def test_readings_differ_where_they_should(data: Data, sample: Network) -> None:
    broad = agency_measure(data, reading="broad")
    strictly, broadly = ({k: v for k, v in lead_count(n).scores().items() if v} for n in (sample, broad))
    assert strictly == {"aqsiq": 5, "cfda": 1}
    assert broadly == {"aqsiq": 5, "miit": 4, "ndrc": 3, "cfda": 1, "mps": 1, "cod": 1}
    assert degree(broad).scores() == degree(sample).scores()


def test_what_does_not_fit_is_refused(sample: Network) -> None:
    with pytest.raises(InvalidParameter, match=r"no measure pagerank.*lead_count"):
        measured(sample, ["degree", "pagerank"])
    with pytest.raises(InvalidParameter, match="no damping"):
        projection(sample, "heavy")  # type: ignore[arg-type]
    with pytest.raises(InvalidParameter, match="no nodes of kind 'object'"):
        degree(sample, "object")
