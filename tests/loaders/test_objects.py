"""Objects: the sample plan's core objects, masks, patterns, and what is only a modifier."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

from graph.declaration import OBJECT_KINDS
from loaders.clean import clean
from loaders.mentions.laws import find_laws
from loaders.mentions.objects import find_objects
from loaders.model import ObjectMention
from loaders.text import Span
from tests.loaders.seed import Seed, is_independent, is_sound, prose

GOODS = ("product", "industry", "service", "facility")


@pytest.fixture(scope="module")
def seed(corpus: Path) -> Seed:
    return Seed.read(corpus)


def masked(text: str, span: Span) -> tuple[Span, ...]:
    return tuple(m.span for m in find_laws(text, span, own_titles=frozenset()))


def core(text: str, span: Span) -> list[ObjectMention]:
    return [m for m in find_objects(text, span, masked(text, span)) if m.core and m.kind in GOODS]


def names(text: str) -> list[str]:
    return [text[m.span.start : m.span.end] for m in core(text, Span(0, len(text)))]


def test_core_objects_of_the_sample_plan(seed: Seed) -> None:
    """Embedded and disputable objects of the gold count neither way; hazards and trade marks are listed apart."""
    tier = {seed.span(e): e["tier"] for e in seed.gold["entities"]}
    apart = {seed.span(e) for e in (*seed.gold["hazards"], *seed.gold["ip_objects"])}
    found = {m.span for span in (*seed.headings, *seed.bodies) for m in core(seed.text, span)} - apart
    wanted = {span for span, t in tier.items() if t == "core"}
    counted = {span for span in found if tier.get(span, "core") == "core"}
    assert len(wanted) == 82
    assert len(wanted & found) / len(wanted) >= 0.95
    assert len(wanted & found) / len(counted) >= 0.90


@pytest.mark.parametrize(
    ("slug", "floor"), [("gbf-2014-18", 1.0), ("gwy-gf2018-42-agri-machinery", 0.95), ("gwy-gf2019-3-bonded-zones", 0.95)]
)  # fmt: skip
def test_products_of_the_corpus_are_named_somewhere_in_the_text(corpus: Path, slug: str, floor: float) -> None:
    text = clean((corpus / "texts" / f"{slug}.txt").read_text(encoding="utf-8")).text
    gold = json.loads((corpus / "gold" / f"{slug}.json").read_text(encoding="utf-8"))
    wanted = {product for measure in gold["measures"] for product in measure["products"]}
    found = set(names(text))
    assert len(wanted & found) / len(wanted) >= floor


def test_new_materials_as_a_means_are_no_industry(seed: Seed) -> None:
    """新技术、新工艺、新设备、新材料 of measure 11 is not the industry of measure 3."""
    words = [[seed.words(m.span) for m in find_objects(seed.text, body, ())] for body in seed.bodies]
    assert "新材料" in words[2]
    assert "新材料" not in words[10]
    assert "新设备" not in words[10]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("加强食品农产品质量安全监管", ["食品农产品"]),
        ("推进新能源汽车和动力电池回收利用", ["新能源汽车", "动力电池"]),
        ("支持智能农机、高端农机装备研发", ["智能农机", "高端农机装备"]),
        ("促进农机装备产业发展", ["农机装备产业"]),
        ("推进农机装备专用传感器研发", ["农机装备专用传感器"]),
        ("加强飞机、船舶和深海结构物等大型设备监管", ["飞机", "船舶", "深海结构物"]),
        ("对钢铁、水泥等高耗能高污染高排放行业严格准入", ["钢铁", "水泥", "高耗能高污染高排放行业"]),
        ("推进酒类流通追溯", ["酒类", "酒类流通"]),
        ("加强潜水装备监管", ["潜水装备"]),
        ("加强重点产品和相关行业监管，提升产品质量", []),
        ("食品药品监管总局、农业农村部、省交通厅要加强协调", []),
        ("商务、交通运输等部门要加强协调", []),
        ("修订食品安全法，开展“食品进校园”活动，印发《汽车目录》", []),
        ("推动农业机械化，加强标准化工作", []),
    ],
)
def test_names(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text", ["鼓励食品生产企业创新", "完善食品安全标准体系", "建设电梯应急处置平台", "培养农产品检测技能人员"]
)
def test_modifiers_are_not_core(text: str) -> None:
    (mention,) = find_objects(text, Span(0, len(text)), ())
    assert not mention.core


def test_the_class_behind_deng_is_broader() -> None:
    text = "突出对儿童用品、车用汽柴油等消费品的监管"
    children, fuel, goods = find_objects(text, Span(0, len(text)), ())
    assert children.broader == fuel.broader == goods.span
    assert goods.broader is None
    assert children.term == "儿童用品"


def test_what_the_caller_masks_is_passed_over() -> None:
    text = "按照食品管理规程加强农产品监管"
    found = find_objects(text, Span(0, len(text)), (Span(2, 8),))
    assert [text[m.span.start : m.span.end] for m in found] == ["农产品"]


@given(prose)
def test_any_prose_is_read(text: str) -> None:
    whole = Span(0, len(text))
    found = find_objects(text, whole, masked(text, whole))
    assert is_sound(text, whole, found, [m.quote for m in found])
    assert {m.kind for m in found} <= set(OBJECT_KINDS)
    assert all(m.quote.holds(m.span) and m.name and m.rule for m in found)
    assert all(m.broader is None or m.broader.start >= m.span.end for m in found)


@given(prose, prose)
def test_neighbours_do_not_matter(text: str, before: str) -> None:
    assert is_independent(lambda words, span: find_objects(words, span, ()), text, before)
