"""Betweenness: the number of shortest paths through each node, by the engine that suits the size of the graph.

networkx is the reference and does the small graphs. rustworkx (extra ``fast``), where it is installed, does the larger
ones; it gives the same numbers to 1e-9 and is some thirty times as fast. Whatever may take longer than two seconds runs
in a process of its own, since neither engine lets anything else run meanwhile.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from array import array
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from graph.analysis import worker
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.analysis.networks import Network

Progress: TypeAlias = Callable[[float, str], None]
"""Told every half second for how many seconds something has been going on, and what it is."""

SMALL = 250_000  # nodes × edges; below it networkx needs less than a second
SHORT = {
    "networkx": 500_000,
    "rustworkx": 10_000_000,
}  # nodes × edges that take about two seconds
_BEAT = 0.5  # seconds
_FIRST = 2.0  # seconds after which progress is told


def betweenness_of(graph: Network, progress: Progress | None = None, engine: str = "") -> dict[str, float]:
    """Raw betweenness of each node, each pair of others counted once; weights are not used.

    Args:
        graph: an undirected simple graph, connected or not.
        progress: told how long it takes once that is more than two seconds.
        engine: networkx or rustworkx; by default as the size asks for.

    Raises:
        UsageError: rustworkx was asked for and is not installed, or the computation was ended from outside.
    """
    chosen = engine or engine_for(graph)
    if chosen not in worker.ENGINES or (chosen == "rustworkx" and not find_spec("rustworkx")):
        raise UsageError(f"the engine {chosen} is not installed", hint="pip install 'policygraph[fast]'")
    names = sorted(graph)
    place = {name: number for number, name in enumerate(names)}
    edges = sorted(tuple(sorted((place[one], place[other]))) for one, other in graph.edges)
    pairs = [(one, other) for one, other in edges if one != other]
    if _size(graph) <= SHORT[chosen]:
        return dict(zip(names, worker.ENGINES[chosen](len(names), pairs), strict=True))
    return dict(zip(names, _outside(chosen, len(names), pairs, progress), strict=True))


def engine_for(graph: Network) -> str:
    """The engine for a graph of this size."""
    return "rustworkx" if _size(graph) > SMALL and find_spec("rustworkx") else "networkx"


def _size(graph: Network) -> int:
    return graph.number_of_nodes() * graph.number_of_edges()


def _outside(engine: str, nodes: int, edges: list[tuple[int, int]], progress: Progress | None) -> array[float]:
    """The scores from a worker; it is ended with the caller's wait, whatever ends that."""
    numbers = array("q", [nodes, len(edges), *(end for edge in edges for end in edge)])
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as found:
        given.write(numbers.tobytes())
        given.seek(0)
        command = [sys.executable, "-P", str(Path(worker.__file__)), engine]
        with subprocess.Popen(command, stdin=given, stdout=found, stderr=subprocess.PIPE) as process:
            try:
                _wait(process, f"betweenness, {nodes} nodes, {len(edges)} edges", progress)
            finally:
                process.kill()
            said = process.stderr.read().decode(errors="replace") if process.stderr else ""
        found.seek(0)
        scores = array("d")
        scores.frombytes(found.read())
    if process.returncode or len(scores) != nodes:
        raise UsageError(f"betweenness was not computed: {said.strip()[-300:]}", hint="is there enough memory?")
    return scores


def _wait(process: subprocess.Popen[bytes], what: str, progress: Progress | None) -> None:
    start = time.monotonic()
    while True:
        try:
            process.wait(_BEAT)
            return
        except subprocess.TimeoutExpired:
            elapsed = time.monotonic() - start
            if progress and elapsed >= _FIRST:
                progress(elapsed, what)
