"""Names of nodes in parameters: ids, full, short and old names, spellings; unknown and ambiguous ones."""

from __future__ import annotations

import pytest

from graph.catalogue.names import naming, resolve
from graph.errors import AmbiguousName, UnknownName
from graph.registry import registry
from graph.store.bolt import BoltStore
from tests.queries.mini_plan import FIRST, SECOND


@pytest.mark.parametrize(
    ("label", "given", "id_"),
    [
        # bodies of the registry: id, full, short and old names, abbreviation
        ("Agency", "aqsiq", "aqsiq"), ("Agency", "国家质量监督检验检疫总局", "aqsiq"), ("Agency", "质检总局", "aqsiq"),
        ("Agency", "国家质检总局", "aqsiq"), ("Agency", "工信部", "miit"), ("Agency", " 农业部", "moa"),
        # bodies that only documents know
        ("Agency", "depts", "depts"), ("Agency", "provinces", "provinces"),
        # documents: number with brackets, digits and blanks of any shape; title
        ("Document", FIRST, FIRST), ("Document", "测办发(2014)1号", FIRST), ("Document", "测办发[2014] 1号", FIRST),
        ("Document", "测办发【２０１４】１号", FIRST), ("Document", "国务院办公厅关于印发测试行动计划的通知", FIRST),
        ("Document", "《关于印发测试工作要点的通知》", SECOND),
        # measures: printed number, title
        ("Measure", f"{FIRST}/m3", f"{FIRST}/m3"), ("Measure", "（三）", f"{FIRST}/m3"), ("Measure", "(三)", f"{FIRST}/m3"),
        ("Measure", "三", f"{FIRST}/m3"), ("Measure", "健全标准体系", f"{FIRST}/m3"), ("Measure", "2.", f"{SECOND}/m2"),
        ("Measure", f"{FIRST}（三）", f"{FIRST}/m3"), ("Measure", "测办发(2014)1号 三", f"{FIRST}/m3"),
        ("Measure", f"{SECOND}加强宣传", f"{SECOND}/m2"), ("Section", f"{FIRST}二、", f"{FIRST}/s2"),
        # laws and objects
        ("Law", "食品安全法", "food_law"), ("Law", "《食品安全法》", "food_law"), ("Object", "电梯", "elevator"),
        ("Object", "elevator", "elevator"), ("Instrument", "监督抽查", "inspection"), ("Section", "夯实基础", f"{FIRST}/s2"),
        ("ReformEvent", "2018年机构改革", "reform-2018"),
    ],
)  # fmt: skip
def test_a_name_finds_its_node(mini: BoltStore, label: str, given: str, id_: str) -> None:
    assert resolve(mini, label, given).id == id_


def test_what_is_found_is_shown_by_its_full_name(mini: BoltStore) -> None:
    assert resolve(mini, "Agency", "质检总局").name == "国家质量监督检验检疫总局"
    assert resolve(mini, "Document", FIRST).name == "国务院办公厅关于印发测试行动计划的通知"
    assert resolve(mini, "Object", "elevator").name == "电梯"


@pytest.mark.parametrize(
    ("label", "given", "candidate"),
    [
        ("Agency", "质检总居", "质检总局"),
        ("Document", "测办发〔2014〕2号", FIRST),
        ("Measure", "健全标准", "健全标准体系"),
        ("Law", "食品安全", "食品安全法"),
        ("Object", "电梯轿厢", "电梯"),
    ],
)
def test_an_unknown_name_offers_near_ones(mini: BoltStore, label: str, given: str, candidate: str) -> None:
    with pytest.raises(UnknownName) as caught:
        resolve(mini, label, given, "agency/leads, parameter x")
    assert candidate in caught.value.candidates
    assert caught.value.where == "agency/leads, parameter x"
    assert repr(given) in caught.value.what


def test_a_name_of_several_bodies_lists_them_with_their_years(mini: BoltStore) -> None:
    with pytest.raises(AmbiguousName) as caught:
        resolve(mini, "Agency", "药监局")
    shown = caught.value.candidates
    assert {text.split()[0] for text in shown} == {"sfda", "nmpa"}
    assert any("国家药品监督管理局 (2018–)" in text for text in shown)


def test_a_name_of_several_nodes_lists_their_ids(mini: BoltStore) -> None:
    with pytest.raises(AmbiguousName) as caught:
        resolve(mini, "Law", "孪生条例", "here")
    assert caught.value.candidates == ("twin_1 孪生条例", "twin_2 孪生条例")


def test_nodes_without_a_name_are_found_by_id_alone(mini: BoltStore) -> None:
    assert naming("Task") == ()
    assert resolve(mini, "Task", f"{FIRST}/t3").id == f"{FIRST}/t3"
    with pytest.raises(UnknownName):
        resolve(mini, "Task", "年内开展电梯专项整治")


def test_a_name_that_only_looks_like_a_body_is_unknown(mini: BoltStore) -> None:
    """The registry makes bodies of such names by their grammar; no document in this store names them."""
    for name in ("湖北省质量技术监督局", "各有关地方部门"):
        assert registry().resolve(name).agency is not None
        with pytest.raises(UnknownName):
            resolve(mini, "Agency", name)
