"""Laws by the names that documents use for them, and the version of the day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from graph.declaration import LAW_KINDS
from graph.registry import registry

LAWS = registry().laws
SAMPLE_DAY = date(2014, 4, 21)


@pytest.mark.parametrize(
    ("name", "id_", "version"),
    [
        ("食品安全法", "l_food", "2009"),
        ("《中华人民共和国标准化法》", "l_std", "1988"),
        ("计量法", "l_metrology", "2013-12-28修正"),
        ("进出境动植物检疫法", "l_quarantine", "2009修正"),
        ("环境保护法", "l_env", "1989"),
        ("质量发展纲要（2011-2020年）", "p_quality_2011", "2012"),
        ("《质量发展纲要（2011—2020年）》", "p_quality_2011", "2012"),
        ("质量发展纲要 (2011－2020 年)", "p_quality_2011", "2012"),
        ("计量发展规划（2013-2020年）", "p_metrology_2013", "2013"),
        ("消费品安全法", "l_consumer_safety", None),
        ("组织机构代码管理条例", "r_orgcode", None),
        ("重大设备监理条例", "r_equip_superv", None),
        ("节能产品认证管理办法", "d_energy_cert", None),
        ("企业信息公示暂行条例", "r_credit_pub", None),
        ("深化标准化工作改革方案", "f_std_reform", None),
    ],
)
def test_law_and_version_of_the_sample_plan_s_day(name: str, id_: str, version: str | None) -> None:
    law = LAWS.resolve(name, SAMPLE_DAY)
    assert law is not None and law.id == id_
    assert law.version(SAMPLE_DAY) == version
    assert law.planned_on(SAMPLE_DAY) == (version is None)


def test_versions_move_on() -> None:
    law = LAWS.resolve("食品安全法")
    assert law is not None
    days = {date(2009, 12, 1): "2009", date(2015, 4, 24): "2015-04-24修订", date(2025, 9, 11): "2021-04-29修正"}
    assert {day: law.version(day) for day in days} == days
    assert law.version(date(2025, 9, 12)) == "2025-09-12修正"
    assert law.version(date(2008, 1, 1)) is None


@pytest.mark.parametrize("name", ["质量法", "某某法", "纲要", "", "《》"])
def test_unknown_title(name: str) -> None:
    assert LAWS.resolve(name, SAMPLE_DAY) is None


def test_every_title_resolves_to_its_own_law() -> None:
    for law in LAWS.entries.values():
        assert LAWS.resolve(law.title) == law
        assert all(LAWS.resolve(name) == law for name in law.names)


def test_fields() -> None:
    assert {law.kind for law in LAWS.entries.values()} <= set(LAW_KINDS)
    numbers = {law.id: law.number for law in LAWS.entries.values()}
    assert numbers["f_plan2012"] == "国办发〔2012〕27号"
    assert numbers["f_plan2013"] == "国办发〔2013〕18号"
    assert numbers["d_consumer_recall"] == "质检总局公告2015年第151号"
    assert LAWS.entries["f_assess"].title == "质量工作考核办法"
    assert LAWS.entries["f_food_decision"].kind == "decision"
    assert LAWS.entries["f_quality_action2017"].kind == "party"
    assert LAWS.entries["p_std_plan"].issuer == "国务院办公厅"
    planned = {law.id for law in LAWS.entries.values() if law.planned}
    assert planned >= {"l_consumer_safety", "r_orgcode", "r_equip_superv", "f_mfg_upgrade"}


def test_laws_of_the_sample_plan_s_gold(corpus: Path) -> None:
    gold = json.loads((corpus / "gold" / "gbf-2014-18.json").read_text(encoding="utf-8"))
    names = [law["name"] for measure in gold["measures"] for law in measure.get("laws", [])]
    known = [name for name in names if LAWS.resolve(name, SAMPLE_DAY)]
    assert len(names) == 12
    assert len(known) >= 10, set(names) - set(known)


def test_names_are_titles_and_short_titles() -> None:
    assert {"食品安全法", "中华人民共和国食品安全法"} <= LAWS.names()
