"""Networks drawn by chance, and those whose centralities are known in closed form."""

from __future__ import annotations

import random

from graph.analysis import bipartite
from graph.analysis.networks import Network

ROLES = ("lead", "participant", "shared")


def drawn(seed: int) -> Network:
    """A random bipartite network: sparse ones fall apart, dense ones hang together; some ties are parallel."""
    chance = random.Random(seed)
    agencies, measures = chance.randint(3, 25), chance.randint(3, 40)
    count = round(chance.choice((0.6, 1.0, 2.0, 4.0)) * max(agencies, measures))
    ties = [
        (f"a{chance.randrange(agencies)}", f"m{chance.randrange(measures)}", chance.choice(ROLES)) for _ in range(count)
    ]
    return bipartite(ties + ties[: count // 5])


def star(leaves: int) -> Network:
    """One agency that has all measures."""
    return bipartite(("hub", f"m{n}", "lead") for n in range(leaves))


def complete(agencies: int, measures: int) -> Network:
    """Everybody in everything."""
    return bipartite((f"a{a}", f"m{m}", "shared") for a in range(agencies) for m in range(measures))


def path(nodes: int) -> Network:
    """A path that begins with an agency: a0 m0 a1 m1 …"""
    return bipartite((f"a{(n + 1) // 2}", f"m{n // 2}", "shared") for n in range(nodes - 1))
