"""Reforms: pairwise facts, without cycles, as the plans of 2013, 2018 and 2023 have them."""

from __future__ import annotations

import itertools
from graphlib import TopologicalSorter

import pytest

from graph.registry import registry

KNOWN = registry()
FACTS = {(fact.old, fact.new): fact for fact in KNOWN.successions}
EVENTS = {event.id: event for event in KNOWN.events}


def heirs(old: str, year: str) -> set[str]:
    return {fact.new for fact in KNOWN.successions if fact.old == old and fact.day.startswith(year)}


def donors(new: str, year: str) -> set[str]:
    return {fact.old for fact in KNOWN.successions if fact.new == new and fact.day.startswith(year)}


def test_no_cycles() -> None:
    graph: dict[str, set[str]] = {}
    for fact in KNOWN.successions:
        graph.setdefault(fact.old, set()).add(fact.new)
    assert len(list(TopologicalSorter(graph).static_order())) > 100


@pytest.mark.parametrize(
    ("old", "new", "primary", "scope"),
    [
        ("aqsiq", "samr", True, ""),
        ("aqsiq", "gacc", False, "出入境检验检疫"),
        ("aqsiq", "cnipa", False, "原产地地理标志管理"),
        ("saic", "samr", True, ""),
        ("saic", "cnipa", False, "商标管理"),
        ("cfda", "samr", True, ""),
        ("cfda", "nmpa", False, "药品、医疗器械、化妆品监督管理"),
        ("mep", "mee", True, ""),
        ("moa", "mara", True, ""),
        ("moa", "mot", False, "渔船检验和监督管理"),
        ("mofcom", "moa", False, "生猪定点屠宰监督管理"),
        ("nhc", "mca", False, "老龄工作"),
        ("cbirc", "nfra", True, ""),
        ("ndrc", "csrc", False, "企业债券发行审核"),
        ("ocao", "acfroc", False, "海外华人华侨社团联谊"),
        ("fin_stab", "finance_office", True, ""),
    ],
)
def test_pairs(old: str, new: str, primary: bool, scope: str) -> None:
    fact = FACTS[old, new]
    assert (fact.primary, fact.scope) == (primary, scope)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sara", "ocao"),
        ("ocao", "sara"),
        ("sac", "cnca"),
        ("cnca", "sac"),
        ("molss", "scs"),
        ("mocomm", "caac"),
        ("cfda", "gacc"),
    ],
)
def test_false_heirs(old: str, new: str) -> None:
    assert (old, new) not in FACTS


@pytest.mark.parametrize(
    ("new", "year", "expected"),
    [
        ("mnr", "2018", {"mlr", "nasg", "soa", "sfa", "ndrc", "mohurd", "mwr", "moa"}),
        ("mee", "2018", {"mep", "ndrc", "mlr", "mwr", "moa", "soa", "snwd"}),
        (
            "mem",
            "2018",
            {
                *("saws", "gosc", "mps", "mca", "mlr", "mwr", "moa", "sfa", "cea", "flood", "disaster_reduction_c"),
                *("quake_hq", "forest_fire_hq"),
            },
        ),
        ("mara", "2018", {"moa", "rural_office", "ndrc", "mof", "mlr", "mwr"}),
        ("nhc", "2018", {"nhfpc", "med_reform", "ageing", "miit", "saws"}),
        ("nfsra", "2018", {"sga", "ndrc", "mca", "mofcom", "nea"}),
        ("nfga", "2018", {"sfa", "moa", "mlr", "mohurd", "mwr", "soa"}),
        ("mva", "2018", {"mca", "mohrss", "cmc_pwd", "cmc_lsd"}),
        ("nsc_supervision", "2018", {"mos", "nbcp", "spp"}),
        ("organs_wc", "2018", {"state_organs_wc", "organs_direct_wc"}),
        ("cnao", "2018", {"ndrc", "mof", "sasac"}),
        ("soa", "2013", {"mps", "moa", "gacc"}),
        ("cfda", "2013", {"sfda", "fsc_office", "aqsiq", "saic"}),
        ("swd", "2023", {"mca", "organs_wc", "sasac", "civility"}),
        ("nfra", "2023", {"cbirc", "pboc", "csrc"}),
        ("nda", "2023", {"cac", "ndrc"}),
    ],
)
def test_donors_as_the_plans_have_them(new: str, year: str, expected: set[str]) -> None:
    assert donors(new, year) == expected


def test_every_ended_body_has_one_main_heir() -> None:
    for event in KNOWN.events:
        for id_ in event.ended:
            main = [fact for fact in KNOWN.successions if fact.old == id_ and fact.primary]
            assert len(main) == 1, id_


def test_events_agree_with_the_bodies() -> None:
    for event in KNOWN.events:
        assert [KNOWN.agencies[id_].valid_to for id_ in event.ended] == [event.day] * len(event.ended)
        assert [KNOWN.agencies[id_].valid_from for id_ in event.created] == [event.day] * len(event.created)


def test_facts_name_known_bodies_and_events() -> None:
    for fact in KNOWN.successions:
        assert fact.old in KNOWN.agencies and fact.new in KNOWN.agencies
        assert EVENTS[fact.event].day == fact.day
        assert fact.source


def test_nameplates_live_on() -> None:
    for id_, host in (("soa", "mnr"), ("nrra", "mara"), ("sac", "samr"), ("hkmao", "hkm_office")):
        assert KNOWN.agencies[id_].valid_to is None
        assert [s.host for s in KNOWN.spells if s.agency == id_ and not s.until] == [host]


def test_spells_follow_each_other() -> None:
    bodies = {spell.agency for spell in KNOWN.spells}
    for id_ in bodies:
        spells = sorted((s for s in KNOWN.spells if s.agency == id_), key=lambda s: s.since)
        assert all(a.until == b.since for a, b in itertools.pairwise(spells)), id_
        assert KNOWN.agencies[id_].valid_to or not spells[-1].until, id_
        assert all(spell.host in KNOWN.agencies for spell in spells)


def test_hosts_exist_at_the_start_of_a_spell() -> None:
    for spell in KNOWN.spells:
        if len(spell.since) == 10:
            assert KNOWN.agencies[spell.host].existed(spell.since), spell
