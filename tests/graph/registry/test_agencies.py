"""Names of central bodies, resolved as of a day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.registry import Agency, Registry, registry

KNOWN = registry()
BODIES = sorted(KNOWN.agencies.values(), key=lambda agency: agency.id)
SAMPLE_DAY = date(2014, 4, 21)
SPACES = st.sampled_from([" ", "\u3000", "\n", "\t", "\u200b", ""])


def gold_names(corpus: Path) -> dict[str, tuple[dict[str, object], set[str]]]:
    """Slug: the document and the names of the bodies in it."""
    found = {}
    for path in sorted((corpus / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        names = {str(agency["name"]) for measure in gold["measures"] for agency in measure["agencies"]}
        found[path.stem] = (gold["document"], names)
    return found


def first_day(agency: Agency) -> date:
    """A day on which the body surely exists: the last day of its first year, or its first day."""
    since = agency.valid_from or "1950"
    return date.fromisoformat(since) if len(since) == 10 else date(int(since), 12, 31)


def test_sample_plan_names_24_actors(corpus: Path) -> None:
    _, names = gold_names(corpus)["gbf-2014-18"]
    answers = {name: KNOWN.resolve(name, SAMPLE_DAY) for name in names}
    assert not [name for name, answer in answers.items() if answer.agency is None or answer.slack]
    actors = {answer.agency.id for answer in answers.values() if answer.agency}
    assert len(actors) == len(names) == 24
    assert [n for n, a in answers.items() if a.how == "collective"] == ["国务院有关部门"]


def test_central_bodies_of_the_corpus_resolve(corpus: Path) -> None:
    central = [
        (name, date.fromisoformat(str(document["issued"])))
        for document, names in gold_names(corpus).values()
        if KNOWN.place_of(str(document["issuer"]), str(document["number"])) is None
        for name in names
    ]
    unknown = [name for name, day in central if KNOWN.resolve(name, day).agency is None]
    assert len(central) > 100
    assert len(unknown) <= 0.05 * len(central), unknown


def test_local_bodies_of_the_corpus_resolve_to_their_place(corpus: Path) -> None:
    seen = 0
    for document, names in gold_names(corpus).values():
        place = KNOWN.place_of(str(document["issuer"]), str(document["number"]))
        if place is None:
            continue
        for name in names:
            answer = KNOWN.resolve(name, date.fromisoformat(str(document["issued"])), place)
            assert answer.agency is not None, name
            assert answer.agency.jurisdiction.startswith(place.code), (name, answer)
            seen += 1
    assert seen > 50


@pytest.mark.parametrize(
    ("names", "id_"),
    [
        (
            ("国家质量监督检验检疫总局", "质检总局", "国家质检总局", "中华人民共和国国家质量监督检验检疫总局", "AQSIQ"),
            "aqsiq",
        ),
        (("中央组织部", "中共中央组织部", "中组部"), "cod"),
        (("工业和信息化部", "工信部"), "miit"),
        (("发展改革委", "国家发展改革委", "发改委", "国家发展和改革委员会"), "ndrc"),
        (("国家网信办", "中央网信办", "国家互联网信息办公室"), "cac"),
        (("全国“扫黄打非”办", "全国扫黄打非办", "全国「扫黄打非」办"), "porn_office"),
    ],
)
def test_names_of_one_body(names: tuple[str, ...], id_: str) -> None:
    for name in names:
        agency = KNOWN.resolve(name, date(2014, 6, 1)).agency
        assert agency is not None and agency.id == id_, name


@pytest.mark.parametrize(
    ("name", "day", "id_", "slack"),
    [
        ("广电总局", date(2012, 1, 1), "sarft", False),
        ("广电总局", date(2014, 4, 21), "sapprft", False),
        ("广电总局", date(2018, 12, 11), "nrta", False),
        ("国家广电总局", date(2012, 1, 1), "sarft", False),
        ("国家广电总局", date(2019, 1, 1), "nrta", False),
        ("国信办", date(2007, 1, 1), "scito", False),
        ("国信办", date(2012, 1, 1), "cac", False),
        ("药监局", date(2012, 1, 1), "sfda", False),
        ("药监局", date(2013, 12, 1), "sfda", True),
        ("药监局", date(2017, 6, 1), None, False),
        ("药监局", date(2018, 6, 1), "nmpa", False),
        ("国家药监局", date(2017, 6, 1), None, False),
        ("质检总局", date(2018, 3, 16), "aqsiq", False),
        ("质检总局", date(2018, 3, 17), "aqsiq", True),
        ("质检总局", date(2019, 3, 16), "aqsiq", True),
        ("质检总局", date(2019, 3, 17), None, False),
        ("市场监管总局", date(2018, 3, 16), None, False),
        ("市场监管总局", date(2018, 3, 17), "samr", False),
        ("海洋局", date(2018, 12, 11), "soa", False),
        ("标准委", date(2018, 12, 11), "sac", False),
        ("原质检总局", date(2021, 1, 1), "aqsiq", True),
    ],
)
def test_owner_by_day(name: str, day: date, id_: str | None, slack: bool) -> None:
    answer = KNOWN.resolve(name, day)
    assert (answer.agency.id if answer.agency else None, answer.slack) == (id_, slack)


def test_unknown_name_says_who_owned_it_at_other_times() -> None:
    answer = KNOWN.resolve("药监局", date(2017, 6, 1))
    assert answer.how == "unknown"
    assert {candidate.id for candidate in answer.candidates} == {"sfda", "nmpa"}


def test_without_a_day_every_owner_counts() -> None:
    answer = KNOWN.resolve("广电总局")
    assert (answer.agency, answer.how) == (None, "ambiguous")
    assert {candidate.id for candidate in answer.candidates} == {"sarft", "sapprft", "nrta"}
    assert KNOWN.resolve("质检总局").how == "short"


@pytest.mark.parametrize("name", ["宏观经济管理部", "国家某某局", "国务院某某领导小组办公室", "", "。", "质量"])
def test_what_nobody_knows_is_unknown(name: str) -> None:
    answer = KNOWN.resolve(name, SAMPLE_DAY)
    assert (answer.agency, answer.how, answer.candidates) == (None, "unknown", ())


def test_words_that_are_no_names_any_more() -> None:
    for name in ("各成员单位", "质检部门"):
        assert name not in KNOWN.names()


@pytest.mark.parametrize("agency", BODIES, ids=lambda agency: agency.id)
def test_full_name_resolves_to_its_own_body(agency: Agency) -> None:
    answer = KNOWN.resolve(agency.name, first_day(agency))
    assert answer.agency == agency


@pytest.mark.parametrize("year", range(2008, 2026))
def test_no_name_has_two_owners_on_a_day(year: int) -> None:
    """Two owners of a name on one day must be reported as ambiguous; the registry has no such name."""
    for day in (date(year, 2, 1), date(year, 3, 18), date(year, 12, 31)):
        shared = [name for name in KNOWN.names() if KNOWN.resolve(name, day).how == "ambiguous"]
        assert shared == [], day


@given(agency=st.sampled_from(BODIES), data=st.data())
def test_white_space_changes_nothing(agency: Agency, data: st.DataObject) -> None:
    spaced = "".join(letter + data.draw(SPACES) for letter in agency.name)
    plain, spread = (KNOWN.resolve(name, first_day(agency)) for name in (agency.name, spaced))
    assert (plain.agency, plain.how, plain.slack) == (spread.agency, spread.how, spread.slack)


@given(st.text(max_size=30), st.dates(date(1950, 1, 1), date(2030, 1, 1)))
def test_any_text_gets_an_answer(name: str, day: date) -> None:
    answer = KNOWN.resolve(name, day, KNOWN.places.get("42"))
    assert (answer.agency is None) == (answer.how in ("unknown", "ambiguous"))


def test_suggestions() -> None:
    assert KNOWN.suggest("质检总居")[0] == "质检总局"
    assert KNOWN.suggest("发改")[0] == "发改委"
    assert "市场监管总局" in KNOWN.suggest("市场监督总局")
    assert KNOWN.suggest("质检总局", 1) == ("质检总局",)
    assert KNOWN.suggest("") == KNOWN.suggest("甴曱") == ()


def test_every_suggestion_can_be_asked() -> None:
    for name in KNOWN.suggest("食品监管", 10):
        assert KNOWN.resolve(name).how != "unknown"


def test_one_registry_for_the_process() -> None:
    assert registry() is KNOWN
    assert isinstance(KNOWN, Registry)
