"""Communities: groups of agencies, never without a statement whether they are more than chance.

Any network can be cut into groups. The modularity of the best cut is compared with that of networks in which every
agency has as many measures and every measure as many agencies as in the data (curveball: Strona et al. 2014, Nature
Communications 5, 4114), cut by the same method. Louvain's groups may fall apart inside (Traag et al. 2019, Scientific
Reports 9, 5233), so each is checked and parted where it does.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import cast

import networkx as nx

from graph.analysis.networks import Network, projection
from graph.errors import InvalidParameter

LEVEL = 0.05  # of significance
WEAK = 0.3  # modularity below which groups are weak, be they significant (Newman & Girvan 2004: 0.3 to 0.7 is usual)
_SAME = 1e-12  # modularities that are no further apart are the same
_CUTS = 5  # of each network, of which the best counts; the same for data and chance
_TRADES = 5  # for each agency, between two chance networks


@dataclass(frozen=True)
class Communities:
    """Groups of agencies (by name, largest first) with what is needed to judge them."""

    groups: tuple[tuple[str, ...], ...]
    modularity: float
    null: tuple[float, ...]
    """Modularity of each of the chance networks."""
    seed: int
    reading: str
    data_version: str

    @property
    def runs(self) -> int:
        """Number of chance networks."""
        return len(self.null)

    @property
    def p_value(self) -> float:
        """Share of chance networks at least as modular, the data counted among them: (1 + k) / (1 + runs)."""
        return (1 + sum(q >= self.modularity - _SAME for q in self.null)) / (1 + self.runs)

    @property
    def significant(self) -> bool:
        """Whether chance alone gives such a modularity in no more than 5 % of cases."""
        return self.p_value <= LEVEL

    @property
    def statement(self) -> str:
        """The judgement in Chinese and English; belongs beside every picture or list of the groups."""
        found = (
            f"Q={self.modularity:.3f}；保持度数的零模型（{self.runs} 次，seed={self.seed}）Q={fmean(self.null):.3f}"
            f"±{pstdev(self.null):.3f}，p={self.p_value:.3f}"
        )
        if self.significant and self.modularity < WEAK:
            return f"分组超出偶然但很弱 groups beyond chance, but weak: {found}"
        if self.significant:
            return f"分组显著 groups beyond chance: {found}"
        return f"分组不显著，不应解读 no groups beyond what the degrees give: {found}"


def communities(network: Network, *, runs: int = 99, seed: int = 1) -> Communities:
    """Groups in the weighted (Newman) projection of a bipartite network, tested against chance.

    Args:
        runs: chance networks; 19 are the fewest by which 5 % can be reached.
        seed: of all random choices; the same gives the same result.

    Raises:
        InvalidParameter: too few runs.
    """
    if runs < 19:
        raise InvalidParameter(f"{runs} chance networks cannot show anything at 5 %", hint="at least 19")
    chance = random.Random(seed)  # noqa: S311  no secret
    groups, modularity = _best_cut(projection(network), chance)
    null = tuple(_best_cut(projection(other), chance)[1] for other in _shuffled(network, runs, chance))
    named = sorted((tuple(sorted(network.nodes[n]["name"] for n in g)) for g in groups), key=lambda g: (-len(g), g))
    about = network.graph["reading"], network.graph["data_version"]
    return Communities(tuple(named), modularity, null, seed, *about)


def _best_cut(graph: Network, chance: random.Random) -> tuple[list[set[str]], float]:
    """The most modular of several cuts, its groups parted where they hang together no longer."""
    if not graph.number_of_edges():
        return [{node} for node in graph], 0.0
    cuts = [
        nx.community.louvain_communities(graph, weight="weight", seed=chance.randrange(2**31)) for _ in range(_CUTS)
    ]
    whole = [[part for group in cut for part in nx.connected_components(graph.subgraph(group))] for cut in cuts]
    scored = [(nx.community.modularity(graph, cut, weight="weight"), cut) for cut in whole]
    best = max(scored, key=lambda pair: pair[0])
    return best[1], best[0]


def _shuffled(network: Network, runs: int, chance: random.Random) -> Iterator[Network]:
    """Networks with the same number of measures for each agency and of agencies for each measure."""
    agencies = sorted(node for node, told in network.nodes(data=True) if told["kind"] == "agency")
    held = {agency: set(network[agency]) for agency in agencies}
    for _ in range(runs):
        for _ in range(_TRADES * len(agencies) if len(agencies) > 1 else 0):
            one, other = chance.sample(agencies, 2)
            _trade(held, one, other, chance)
        graph = cast("Network", nx.Graph(**network.graph))
        graph.add_nodes_from(network.nodes(data=True))
        graph.add_edges_from((agency, node) for agency in agencies for node in sorted(held[agency]))
        yield graph


def _trade(held: dict[str, set[str]], one: str, other: str, chance: random.Random) -> None:
    """Two agencies share out anew what only one of them has; each keeps as many as before."""
    both = held[one] & held[other]
    pool = sorted(held[one] ^ held[other])
    chance.shuffle(pool)
    size = len(held[one]) - len(both)
    held[one], held[other] = both | set(pool[:size]), both | set(pool[size:])
