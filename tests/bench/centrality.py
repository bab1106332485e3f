"""How fast betweenness is: ``python -m tests.bench.centrality``. Prints figures; asserts nothing but equal numbers.

Random bipartite networks of 2,000 nodes and 5,000 edges and of 20,000 and 100,000, by rustworkx (what the extra ``fast``
uses), igraph (a cross-check of the tests only) and networkx (the reference). Each in a process of its own, one after the
other, so that its memory can be told. What networkx would take for the large one is estimated from a few sources.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from graph.analysis import bipartite
from graph.analysis.paths import betweenness_of, engine_for
from graph.analysis.worker import with_networkx, with_rustworkx

SIZES = ((2_000, 5_000), (20_000, 100_000))
EXACT_UP_TO = 2_000 * 5_000  # nodes × edges that networkx does as a whole
SOURCES = 20  # of the estimate

Edges = list[tuple[int, int]]


@dataclass(frozen=True)
class Figure:
    """What one engine took: seconds, and MiB of its process at the most; ``scores`` are empty where estimated."""

    engine: str
    seconds: float
    memory: float
    scores: Sequence[float]


def drawn(nodes: int, edges: int) -> Edges:
    """A random bipartite network, a third of its nodes on one side."""
    chance, side = random.Random(1), nodes // 3
    found: set[tuple[int, int]] = set()
    while len(found) < edges:
        found.add((chance.randrange(side), side + chance.randrange(nodes - side)))
    return sorted(found)


def with_igraph(nodes: int, edges: Edges) -> list[float]:
    import igraph

    return list(igraph.Graph(nodes, edges).betweenness())


def estimated(nodes: int, edges: Edges) -> list[float]:
    import networkx as nx

    graph = nx.empty_graph(nodes)
    graph.add_edges_from(edges)
    nx.betweenness_centrality(graph, k=SOURCES, normalized=False, seed=1)
    return []


def timed(engine: str, work: Callable[[int, Edges], Sequence[float]], nodes: int, edges: Edges) -> Figure:
    work(SOURCES + 2, [(0, 1), (1, 2)])  # imports the engine
    start = time.perf_counter()
    scores = list(work(nodes, edges))
    seconds = time.perf_counter() - start
    return Figure(engine, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, scores)


def measured(nodes: int, edges: Edges) -> list[Figure]:
    """One figure an engine."""
    whole = nodes * len(edges) <= EXACT_UP_TO
    engines = {"rustworkx": with_rustworkx, "igraph": with_igraph, "networkx": with_networkx if whole else estimated}
    figures = []
    for name, work in engines.items():
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            figures.append(pool.submit(timed, name, work, nodes, edges).result())
    if not whole:
        last = figures.pop()
        figures.append(Figure("networkx (estimated)", last.seconds * nodes / SOURCES, last.memory, ()))
    return figures


def check_equal(figures: list[Figure]) -> float:
    """The largest relative difference between the engines."""
    first = figures[0].scores
    others = [figure.scores for figure in figures[1:] if figure.scores]
    return max(abs(a - b) / max(1.0, abs(a)) for other in others for a, b in zip(first, other, strict=True))


def ours(nodes: int, edges: Edges) -> tuple[str, float, list[str]]:
    """The engine that the program takes, its seconds with all that is around it, and what progress was told."""
    network = bipartite((f"a{one}", f"m{other}", "shared") for one, other in edges)
    told: list[str] = []
    start = time.perf_counter()
    betweenness_of(network, lambda seconds, what: told.append(f"{seconds:.1f} s"))
    return engine_for(network), time.perf_counter() - start, told


def main() -> None:
    """Prints one line an engine for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true", help="only the smaller network")
    for nodes, count in SIZES[: 1 if parser.parse_args().small else 2]:
        edges = drawn(nodes, count)
        print(f"{nodes} nodes, {count} edges", flush=True)
        figures = measured(nodes, edges)
        fastest = min(figure.seconds for figure in figures)
        for figure in figures:
            times = figure.seconds / fastest
            print(f"  {figure.engine:24} {figure.seconds:9.2f} s  {times:7.1f}×  {figure.memory:6.0f} MiB", flush=True)
        print(f"  largest relative difference {check_equal(figures):.1e}", flush=True)
        engine, seconds, told = ours(nodes, edges)
        print(
            f"  policygraph ({engine}) {seconds:.2f} s, progress told {len(told)} times, first {told[:1]}", flush=True
        )


if __name__ == "__main__":
    main()
