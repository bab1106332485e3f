"""The worker: betweenness of a large graph in a process of its own, so that the caller can show progress and stop it.

Run as a file with the name of the engine; reads the numbers of nodes and edges and the ends of all edges as 64-bit
integers from standard input, writes one 64-bit float a node. It imports nothing of ours.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable

Edges = list[tuple[int, int]]


def with_networkx(nodes: int, edges: Edges) -> Iterable[float]:
    """Raw betweenness (each pair once) of nodes 0 … by networkx."""
    import networkx as nx

    graph = nx.empty_graph(nodes)
    graph.add_edges_from(edges)
    return (float(score) for _, score in sorted(nx.betweenness_centrality(graph, normalized=False).items()))


def with_rustworkx(nodes: int, edges: Edges) -> Iterable[float]:
    """The same by rustworkx, in as many threads as there are processors."""
    import rustworkx

    graph: rustworkx.PyGraph[None, None] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * nodes)
    graph.add_edges_from_no_data(edges)
    scores = rustworkx.graph_betweenness_centrality(graph, normalized=False)
    return (scores[node] for node in range(nodes))


ENGINES = {"networkx": with_networkx, "rustworkx": with_rustworkx}


def main() -> None:
    """One graph in, its scores out."""
    numbers = array("q")
    numbers.frombytes(sys.stdin.buffer.read())
    nodes, count = numbers[0], numbers[1]
    ends = numbers[2 : 2 + 2 * count]
    scores = ENGINES[sys.argv[1]](nodes, list(zip(ends[::2], ends[1::2], strict=True)))
    sys.stdout.buffer.write(array("d", scores).tobytes())


if __name__ == "__main__":
    main()
