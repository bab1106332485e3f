"""The one-sided test of protocol order."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from graph.registry import registry

KNOWN = registry()
SAMPLE_DAY = date(2014, 4, 21)


def ids(names: list[str], day: date) -> list[str]:
    return [agency.id for name in names if (agency := KNOWN.resolve(name, day).agency)]


def test_division_lists_of_the_sample_plan_stand_in_order_and_the_others_do_not(corpus: Path) -> None:
    gold = json.loads((corpus / "gold" / "gbf-2014-18.json").read_text(encoding="utf-8"))
    verdicts: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for measure in gold["measures"]:
        names = [agency["name"] for agency in measure["agencies"]]
        verdicts[KNOWN.protocol_order(ids(names, SAMPLE_DAY), SAMPLE_DAY)].append(measure["responsibility_text"])
    assert len(verdicts[True]) == 9
    assert all("按职责分工负责" in text for text in verdicts[True])
    assert len(verdicts[False]) == 5
    assert not any("按职责分工负责" in text for text in verdicts[False])
    assert len(verdicts[None]) == 1  # 质检总局牵头，国务院有关部门参加


def test_order_depends_on_the_day() -> None:
    pair = ["cnipa", "nhsa"]
    assert KNOWN.protocol_order(pair, date(2024, 1, 1)) is True
    assert KNOWN.protocol_order(pair, date(2019, 1, 1)) is False


def test_nothing_to_compare() -> None:
    assert KNOWN.protocol_order([], SAMPLE_DAY) is None
    assert KNOWN.protocol_order(["aqsiq"], SAMPLE_DAY) is None
    assert KNOWN.protocol_order(["aqsiq", "50:education:province", "c_sc_depts"], SAMPLE_DAY) is None


def test_the_same_body_twice_is_no_order() -> None:
    assert KNOWN.protocol_order(["aqsiq", "aqsiq"], SAMPLE_DAY) is False


def test_ranks_stand_at_the_bodies() -> None:
    rank = {id_: agency.rank for id_, agency in KNOWN.agencies.items()}
    cod, ndrc, aqsiq = rank["cod"], rank["ndrc"], rank["aqsiq"]
    assert cod is not None and ndrc is not None and aqsiq is not None
    assert cod < ndrc < aqsiq
    assert rank["c_sc_depts"] is None
