"""Collective actors are told by their grammar."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from graph.registry import Agency, registry
from graph.registry.collectives import collective_level, is_collective

KNOWN = registry()

CLASSES = [
    "国务院有关部门",
    "国务院相关部门",
    "国务院各部门",
    "有关部门",
    "各有关部门",
    "各省级人民政府",
    "各金融机构",
    "各区县政府",
    "各市、州、县人民政府",
    "各市、县〔市、区〕政府",
    "各市（州）人民政府",
    "各市、州人民政府",
    "各市州人民政府",
    "各州、市人民政府",
    "各设区市人民政府",
    "各地级以上市人民政府",
    "各区县（自治县）人民政府",
    "各县（市、区）人民政府",
    "各县市区人民政府",
    "各盟行政公署、市人民政府",
    "各师市",
    "各市、县、自治县人民政府",
    "省直有关部门",
    "省政府各部门、各直属机构",
    "省政府各厅委办",
    "省级有关部门",
    "市直有关部门",
    "中省直有关单位",
    "中央驻豫单位",
    "市直及省属驻张有关单位",
    "各开发区管委会",
    "有关县（市、区）",
    "各级人民政府",
    "地方各级人民政府",
    "市、县政府",
    "各地区、各部门",
    "行业协会",
    "中央企业",
    "军队有关部门",
    "17个成员单位",
    "全国质量工作部际联席会议成员单位",
    "各有关部门和单位",
    "国务院各部委、各直属机构",
    "其他任务牵头单位",
    "乡镇（街道）",
    "县（市、区）政府",
    "市（州）",
    "区县",
    "各地",
    "市级有关部门",
    "地方人民政府",
    "县级以上地方人民政府",
    "质量监督部门",
    "公安机关",
    "高等院校",
    "各盟市",
    "各乡镇政府",
    "各街道办事处",
    "设区市政府",
    "各市委、市政府",
    "金融监管机构",
    "当地政府",
    "试点地区",
    "各有关市县",
    "有关省级人民政府",
    "各县区、各有关部门",
    "各旗县（市、区）人民政府",
    "相关地方人民政府",
    "各镇",
    "各县（市、区）、各园区",
    "各镇街",
    "市直各开发区管委会",
    "兵团各师市",
    "各民主党派市委会",
    "全区经济运行各专班",
    "文明城市创建工作指挥部各专项组",
    "有关方面",
]
BODIES = [
    "省政府",
    "市政府",
    "县政府",
    "杭州市政府",
    "省农业农村厅",
    "市场监管局",
    "市市场监管局",
    "国家原子能机构",
    "公安部",
    "省委",
    "市委",
    "质检总局",
    "省汽车行业协会",
    "中国质量协会",
    "重庆市人民政府",
    "国家机关事务管理局",
    "西永综合保税区管委会",
    "国务院",
    "中央和国家机关工委",
    "省直机关工委",
    "中国南方电网有限责任公司",
    "国家质量强国建设协调推进领导小组",
    "成都市",
    "武侯区政府",
    "市高新区",
    "县纪委监委机关",
]
LABELS = ["责任单位", "牵头单位", "牵头部门", "配合单位", "参与部门", "负责部门", "落实单位"]


@pytest.mark.parametrize("name", CLASSES)
def test_class_of_bodies(name: str) -> None:
    assert is_collective(name)


@pytest.mark.parametrize("name", [*BODIES, *LABELS, "各国", "各类", "各项", "各级", ""])
def test_one_body_or_none(name: str) -> None:
    assert not is_collective(name)


@pytest.mark.parametrize(
    "name", ["财政部、有关部门", "质检总局会同有关部门", "教育部和各有关部门", "省教育厅、各市人民政府"]
)
def test_a_list_that_ends_in_a_class_is_not_one_actor(name: str) -> None:
    assert not is_collective(name)


def test_gold_collectives(corpus: Path) -> None:
    for path in sorted((corpus / "gold").glob("*.json")):
        for measure in json.loads(path.read_text(encoding="utf-8"))["measures"]:
            for agency in measure["agencies"]:
                assert KNOWN.is_collective(agency["name"]) == bool(agency.get("collective")), agency


@pytest.mark.parametrize("agency", KNOWN.agencies.values(), ids=lambda agency: agency.id)
def test_the_registry_knows_its_own(agency: Agency) -> None:
    assert all(KNOWN.is_collective(name) == agency.collective for name in agency.names)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("国务院有关部门", "central"),
        ("各省级人民政府", "province"),
        ("各设区市人民政府", "city"),
        ("各市、州、县人民政府", "county"),
        ("各区县政府", "county"),
        ("各地区、各部门", ""),
        ("市直有关部门", "city"),
        ("市场监管部门", ""),
        ("各自治区人民政府", "province"),
    ],
)
def test_lowest_level_named(name: str, level: str) -> None:
    assert collective_level(name) == level


def test_collective_of_the_registry_and_of_a_place() -> None:
    central = KNOWN.resolve("国务院有关部门", date(2014, 4, 21)).agency
    assert central is not None and central.id == "c_sc_depts"
    hubei = KNOWN.places.get("42")
    local = KNOWN.resolve("各市、州、县〔市〕人民政府", date(2021, 1, 1), hubei).agency
    assert local is not None
    assert (local.id, local.level, local.jurisdiction) == ("collective:42:各市、州、县（市）人民政府", "county", "42")
    assert KNOWN.resolve("国务院有关部门", date(2021, 1, 1), hubei).agency == central
    concerned = KNOWN.resolve("有关部门", date(2021, 1, 1), hubei).agency
    assert concerned is not None and concerned.id == "collective:42:有关部门"


def test_collective_on_the_fly() -> None:
    agency = KNOWN.resolve("各有关高校", date(2021, 1, 1)).agency
    assert agency is not None
    assert (agency.id, agency.collective, agency.jurisdiction) == ("collective:各有关高校", True, "")
