"""Objects, their codes, and instruments."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from graph.declaration import OBJECT_KINDS
from graph.registry import registry
from graph.registry.objects import SCHEME

KNOWN = registry()
TERMS = {term.surface: term for term in KNOWN.objects}


def test_terms_are_distinct_and_longest_first() -> None:
    lengths = [len(term.surface) for term in KNOWN.objects]
    assert len(TERMS) == len(KNOWN.objects) > 600
    assert lengths == sorted(lengths, reverse=True)


def test_kinds_codes_and_broader_objects_exist() -> None:
    ids = {term.id for term in KNOWN.objects}
    for term in KNOWN.objects:
        assert term.kind in OBJECT_KINDS
        assert set(term.codes) <= KNOWN.codes.keys(), term
        assert set(term.broader) <= ids - {term.id}, term


def test_surfaces_of_one_object_agree() -> None:
    for term in KNOWN.objects:
        facts = {(t.name, t.kind, t.subkind, t.codes, t.broader) for t in KNOWN.objects if t.id == term.id}
        assert len(facts) == 1, facts


def test_negative_words_contain_the_surface() -> None:
    assert all(term.surface in word for term in KNOWN.objects for word in term.negative)


@pytest.mark.parametrize(
    ("surface", "kind", "codes"),
    [
        ("食品", "product", {"C13", "C14", "C15"}),
        ("婴幼儿配方乳粉", "product", {"C1442"}),
        ("农兽药残留", "hazard", {"C263", "C2750"}),
        ("小微企业", "group", set()),
        ("新能源", "industry", {"C3415", "D4414", "D4415", "D4416", "D4417", "C3825"}),
        ("进口食品农产品", "product", {"A01", "A03", "A04", "C13", "C14"}),
        ("儿童用品", "product", {"C245", "C18", "C195", "C21"}),
        ("电梯", "facility", {"C3435"}),
    ],
)
def test_some_terms(surface: str, kind: str, codes: set[str]) -> None:
    assert (TERMS[surface].kind, set(TERMS[surface].codes)) == (kind, codes)


def test_terms_that_were_missing_once() -> None:
    assert {
        "电子",
        "新兴产业",
        "高耗能高污染高排放行业",
        "设备制造",
        "风景名胜区基础设施",
        "公众聚集场所",
        "酒类",
    } <= TERMS.keys()
    assert {"城市公共服务", "旅游市场", "交通", "铁路", "村庄人居环境"} <= TERMS.keys()


def test_objects_of_the_sample_plan_s_gold(corpus: Path) -> None:
    gold = json.loads((corpus / "gold" / "gbf-2014-18.json").read_text(encoding="utf-8"))
    products = [p if isinstance(p, str) else p["name"] for m in gold["measures"] for p in m.get("products", [])]
    assert len(products) > 70
    assert [name for name in products if name not in TERMS] == []


def test_broader_objects_have_no_cycle() -> None:
    broader = {term.id: term.broader for term in KNOWN.objects}
    for start in broader:
        path, todo = set(), [start]
        while todo:
            here = todo.pop()
            path.add(here)
            assert start not in broader[here], start
            todo += [id_ for id_ in broader[here] if id_ not in path]


def test_codes() -> None:
    assert {entry.scheme for entry in KNOWN.codes.values()} == {SCHEME}
    assert KNOWN.codes["C14"].name == "食品制造业"
    assert sum(entry.level == "门类" for entry in KNOWN.codes.values()) == 20
    assert sum(entry.level == "大类" for entry in KNOWN.codes.values()) == 97


def test_instruments() -> None:
    cues = {instrument.code: instrument.cue for instrument in KNOWN.instruments}
    assert len(cues) == 35
    assert all(isinstance(cue, re.Pattern) for cue in cues.values())
    assert cues["STD"].search("加快制修订农兽药残留国家标准")
    assert not cues["STD"].search("安全管理标准化建设")
    assert cues["LEGIS"].search("推动修订标准化法") and not cues["LEGIS"].search("提高法治意识")
