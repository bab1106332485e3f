"""What is around the centralities: objects, years, the hub, groups against chance, agreement, the worker."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from graph.analysis import (
    Data,
    agency_measure,
    agency_object,
    bipartite,
    by_year,
    communities,
    components,
    degree,
    lead_count,
    measured,
    spearman,
    without_hub,
)
from graph.analysis import paths as engines
from graph.analysis.communities import _shuffled
from graph.analysis.networks import Network
from graph.errors import InvalidParameter, StoreUnreachable, UsageError
from tests.analysis.drawn import drawn, star


def test_agencies_and_objects(data: Data) -> None:
    network = agency_object(data, document="国办发〔2014〕18号")
    asked = data.rows("agency/objects", agency="食品药品监管总局").rows
    assert {network.nodes[n]["id"] for n in network["Agency:cfda"]} == {row["object"] for row in asked}
    assert {told["role"] for _, _, told in network.edges(data=True)} == {"lead", "co_listed"}
    assert degree(network).scores()["cfda"] == len({row["object"] for row in asked})
    with pytest.raises(InvalidParameter, match="agencies and measures"):
        lead_count(network)


@pytest.mark.parametrize("reading", ["strict", "broad"])
def test_years_add_up_to_the_catalogue(wide_data: Data, reading: str) -> None:
    network = agency_measure(wide_data, reading=reading, collectives=True)  # type: ignore[arg-type]
    parts = by_year(wide_data, network)
    rows = wide_data.rows("agency/years", reading=reading).rows
    assert {(r["year"], r["agency"], r["measures"], r["leads"]) for r in rows} == {
        (year, node, count, lead_count(part).scores()[node])
        for year, part in parts.items()
        for node, count in degree(part).scores().items()
    }
    assert {r["year"]: (r["led"], r["total"]) for r in rows} == {
        year: (part.graph["led"], part.graph["measures"]) for year, part in parts.items()
    }


def test_numbers_of_two_states_of_the_data_are_refused(wide_data: Data) -> None:
    network = agency_measure(wide_data)
    network.graph["data_version"] = "another"
    with pytest.raises(StoreUnreachable, match="the data changed"):
        by_year(wide_data, network)


def test_collectives_are_left_out_unless_asked_for(data: Data) -> None:
    counts = [len(degree(agency_measure(data, collectives=asked)).rows) for asked in (False, True)]
    every = data.rows("agency/workload").rows
    assert counts == [sum(not row["collective"] for row in every), len(every)]
    assert counts[0] < counts[1]


# ---- the hub ----------------------------------------------------------------------------------------------------


def test_without_its_hub_the_sample_plan_still_hangs_together(sample: Network) -> None:
    rest = without_hub(sample)
    assert (rest.hubs, rest.before, rest.after, rest.lost) == (("aqsiq",), (23,), (22,), 1)
    assert [row.node for row in rest.betweenness.rows[:2]] == ["mofcom", "miit"]
    assert "aqsiq" not in rest.betweenness.scores()


def test_a_star_falls_apart_and_equal_hubs_go_together() -> None:
    rest = without_hub(star(4))
    assert (rest.before, rest.after, rest.lost, rest.betweenness.rows) == ((1,), (), 4, ())
    two = bipartite([(a, m, "shared") for a in "ab" for m in "pqr"] + [("c", "p", "lead"), ("d", "q", "lead")])
    assert (without_hub(two).hubs, without_hub(two).after) == (("a", "b"), (1, 1))
    assert components(two).scores() == dict.fromkeys("abcd", 4)


# ---- groups -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
def test_chance_networks_keep_every_degree(seed: int) -> None:
    network = drawn(seed)
    for other in _shuffled(network, 3, random.Random(seed)):
        assert dict(other.degree) == dict(network.degree)
        assert all(a.startswith("Agency") != b.startswith("Agency") for a, b in other.edges)
    assert any(
        {*map(frozenset, o.edges)} != {*map(frozenset, network.edges)}
        for o in _shuffled(network, 3, random.Random(seed))
    )


def test_two_camps_are_beyond_chance_and_strong() -> None:
    camps = [(f"{camp}{a}", f"{camp}m{m}", "shared") for camp in "xy" for m in range(8) for a in range(m % 3, 6)]
    found = communities(bipartite(camps, reading="broad", data_version="v1"), runs=39)
    assert found.significant
    assert {frozenset(name[0] for name in group) for group in found.groups} == {frozenset("x"), frozenset("y")}
    assert "分组显著" in found.statement and "beyond chance" in found.statement
    assert (found.reading, found.data_version, found.runs) == ("broad", "v1", 39)
    assert found == communities(bipartite(camps, reading="broad", data_version="v1"), runs=39)


def test_groups_of_a_chance_network_are_not() -> None:
    significant = []
    for seed in range(8):
        chance = random.Random(seed)
        ties = {(f"a{chance.randrange(12)}", f"m{chance.randrange(20)}") for _ in range(70)}
        found = communities(bipartite((a, m, "shared") for a, m in sorted(ties)), runs=19, seed=seed)
        significant.append(found.significant)
        assert found.significant == ("不应解读" not in found.statement)
    assert sum(significant) <= 2  # one in twenty is what the level allows


def test_groups_without_enough_chance_are_refused(sample: Network) -> None:
    with pytest.raises(InvalidParameter, match="at least 19"):
        communities(sample, runs=18)
    assert "groups beyond chance, but weak" in communities(sample, runs=19).statement


# ---- agreement --------------------------------------------------------------------------------------------------


def test_spearman_is_pearson_of_mean_ranks(sample: Network) -> None:
    tables = {table.measure: table for table in measured(sample)}
    one, other = tables["degree"].scores(), tables["lead_count"].scores()
    ranks = []
    for scores in (one, other):
        values = np.array([scores[node] for node in sorted(one)])
        ranks.append([(values < v).sum() + ((values == v).sum() + 1) / 2 for v in values])
    assert spearman(tables["degree"], tables["lead_count"]) == pytest.approx(np.corrcoef(ranks)[0, 1])
    assert spearman(tables["degree"], tables["strength_newman"]) == pytest.approx(1.0, abs=0.01)
    assert spearman(tables["degree"], lead_count(star(3))) is None


# ---- the engines ------------------------------------------------------------------------------------------------


def large(nodes: int, edges: int) -> Network:
    chance = random.Random(5)
    return bipartite(
        (f"a{chance.randrange(nodes // 3)}", f"m{chance.randrange(nodes)}", "shared") for _ in range(edges)
    )


def test_the_worker_gives_the_same_numbers_and_tells_how_long_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    network, told = large(400, 900), list[float]()
    inside = engines.betweenness_of(network, engine="networkx")
    monkeypatch.setattr(engines, "SHORT", {"networkx": 0, "rustworkx": 0})
    monkeypatch.setattr(engines, "_BEAT", 0.01)
    monkeypatch.setattr(engines, "_FIRST", 0.0)
    for engine in ("networkx", "rustworkx"):
        outside = engines.betweenness_of(network, lambda seconds, what: told.append(seconds), engine)
        assert outside == pytest.approx(inside, rel=1e-9, abs=1e-9)
    assert told == sorted(told[:1]) + told[1:]
    assert len(told) > 3


def test_what_ends_the_wait_ends_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_FIRST", 0.0)
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *a, **k: started.append(popen(*a, **k)) or started[-1])

    def stop(seconds: float, what: str) -> None:
        raise KeyboardInterrupt

    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        engines.betweenness_of(large(6000, 20000), stop, "rustworkx")
    assert time.monotonic() - begin < 10
    assert [process.poll() is not None for process in started] == [True]


def test_an_unknown_engine_is_refused_and_a_small_network_needs_none() -> None:
    with pytest.raises(UsageError, match=r"policygraph\[fast\]"):
        engines.betweenness_of(star(3), engine="igraph")
    assert engines.engine_for(star(3)) == "networkx"
    assert engines.engine_for(large(2000, 5000)) == "rustworkx"
    code = "import sys, graph.analysis; print('rustworkx' in sys.modules, 'matplotlib' in sys.modules, 'igraph' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"] * 3


def test_no_file_of_the_program_needs_igraph(root: Path) -> None:
    texts = [path.read_text("utf-8") for path in (root / "graph").rglob("*.py")]
    assert not any("import igraph" in text or "from igraph" in text for text in texts)
    assert nx.is_bipartite(large(30, 60))
