"""The sample plan against its gold: who leads what, edge by edge, and every quote in its place."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.session import read_file, sample_plan
from graph.evidence import printed
from graph.records import Batch, Edge
from graph.registry import registry
from graph.validation import validate
from loaders.extract import Reading
from loaders.records.assemble import records_of
from loaders.records.regulation import regulatory_verbs

DUTIES = {"LEADS": "lead", "PARTICIPATES_IN": "participant", "SHARES": "shared"}
LAWS = ("law", "regulation", "rule")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_file(sample_plan())


@pytest.fixture(scope="module")
def batch(reading: Reading) -> Batch:
    return records_of(reading)


def duties(batch: Batch) -> Iterator[Edge]:
    return (e for e in batch.edges if e.type in DUTIES)


def test_the_shipped_text_is_that_of_the_corpus(corpus: Path) -> None:
    assert sample_plan().read_bytes() == (corpus / "texts" / "gbf-2014-18.txt").read_bytes()


def test_counts(batch: Batch) -> None:
    found = Counter(e.type for e in batch.edges)
    assert (found["LEADS"], found["PARTICIPATES_IN"], found["SHARES"]) == (6, 32 + 1, 49)
    assert (batch.count("Section"), batch.count("Measure"), found["HAS_SECTION"], found["HAS_MEASURE"]) == (
        4,
        15,
        4,
        15,
    )
    assert len({e.source for e in duties(batch)}) == 24


def test_every_party_with_role_and_basis(batch: Batch, corpus: Path) -> None:
    """Edge by edge, in both directions: nothing missed, nothing invented."""
    gold = json.loads((corpus / "gold" / "gbf-2014-18.json").read_text(encoding="utf-8"))
    roles, bases = {"participate": "participant"}, {"first_listed_rule": "first_listed"}
    want = {
        (m["no"], a["name"], roles.get(a["role"], a["role"]), bases.get(a["basis"], a["basis"]))
        for m in gold["measures"]
        for a in m["agencies"]
    }
    number = {n.id: n.properties["number"] for n in batch.nodes if n.label == "Measure"}
    have = {
        (number[e.target[1]], e.properties["as_named"], e.properties["role"], e.properties["basis"])
        for e in duties(batch)
    }
    assert have == want
    assert all(DUTIES[e.type] == e.properties["role"] for e in duties(batch))


def test_names_stand_for_the_bodies_of_the_day(batch: Batch) -> None:
    """All parties are bodies of the registry that existed on 21 April 2014."""
    for edge in duties(batch):
        agency = registry().agencies.get(edge.source[1])
        if agency is None:  # the one collective
            assert edge.properties["as_named"] == "国务院有关部门"
        else:
            assert agency.collective or agency.existed("2014-04-21"), agency.name


def test_open_lists(batch: Batch) -> None:
    number = {n.id: n.properties["number"] for n in batch.nodes if n.label == "Measure"}
    assert {number[e.target[1]] for e in duties(batch) if e.properties["open_list"]} == {"（六）", "（七）"}


def test_the_broad_reading(batch: Batch) -> None:
    number = {n.id: n.properties["number"] for n in batch.nodes if n.label == "Measure"}
    leads = {
        (number[e.target[1]], e.properties["as_named"]) for e in duties(batch) if e.properties["broad_role"] == "lead"
    }
    strict = {(number[e.target[1]], e.properties["as_named"]) for e in duties(batch) if e.properties["role"] == "lead"}
    assert strict < leads
    assert len(leads) == 15
    assert leads - strict == {
        *(("（" + n + "）", "工业和信息化部") for n in ("二", "五", "八", "十四")),
        *(("（" + n + "）", "发展改革委") for n in "三四六"),
        ("（七）", "公安部"),
        ("（十五）", "中央组织部"),
    }


def test_laws_and_documents(batch: Batch) -> None:
    """8 laws, regulations and rules and 4 documents, each with its action."""
    kinds = {law.id: law.kind for law in registry().laws.entries.values()}
    kinds |= {n.id: str(n.properties["kind"]) for n in batch.nodes if n.label == "Law"}
    named = [e for e in batch.edges if e.type == "NAMES"]
    laws = {(e.properties["as_named"], e.properties["action"]) for e in named if kinds.get(e.target[1]) in LAWS}
    documents = {(e.properties["as_named"], e.properties["action"]) for e in named} - laws
    assert laws == {
        ("食品安全法", "完善"),
        ("消费品安全法", "制定"),
        ("标准化法", "修订"),
        ("计量法", "修订"),
        ("进出境动植物检疫法", "修订"),
        ("组织机构代码管理条例", "制定"),
        ("重大设备监理条例", "制定"),
        ("节能产品认证管理办法", "制定"),
    }
    assert documents == {
        ("关于加快制造业质量升级促进经济持续健康发展的指导意见", "制定"),
        ("关于改革标准化体制加强标准化工作的指导意见", "制定"),
        ("计量发展规划（2013-2020年）", "贯彻实施"),
        ("2013-2014年度省级人民政府质量工作考核评分细则", "制定"),
    }


def test_the_document_itself(batch: Batch) -> None:
    node = next(n for n in batch.nodes if n.label == "Document" and n.id == "国办发〔2014〕18号")
    assert node.properties["title"] == "国务院办公厅关于印发贯彻实施质量发展纲要2014年行动计划的"
    assert node.properties["plan_title"] == "贯彻实施质量发展纲要2014年行动计划"
    assert (node.properties["issuer"], node.properties["issued"]) == ("国务院办公厅", "2014-04-21")
    ends = {
        (e.type, e.properties["as_named"])
        for e in batch.edges
        if e.source == ("Document", node.id) and "as_named" in e.properties
    }
    assert ("ISSUED_BY", "国务院办公厅") in ends
    assert ("APPROVED_BY", "国务院") in ends
    assert ("IMPLEMENTS", "质量发展纲要（2011-2020年）") in ends


def test_closing_duties_are_addressed_to_local_governments(batch: Batch) -> None:
    closing = [e for e in batch.edges if e.type == "ADDRESSED_TO" and e.source[0] == "Task"]
    assert len(closing) == 6
    assert {e.properties["as_named"] for e in closing} == {"地方各级人民政府"}


def test_evidence_is_exact(batch: Batch, reading: Reading) -> None:
    """Every extracted edge quotes the raw text at its offsets, also across page breaks."""
    text = reading.raw.text
    extracted = [e for e in batch.edges if "quote" in e.properties]
    assert len(extracted) > 300
    for edge in extracted:
        p = edge.properties
        assert p["quote"] == printed(text, int(str(p["start"])), int(str(p["end"])))
        assert p["as_named"] == printed(text, int(str(p["name_start"])), int(str(p["name_end"])))
    assert any("\n" in text[int(str(e.properties["start"])) : int(str(e.properties["end"]))] for e in extracted)


def test_regulation_is_derived_from_regulatory_tasks_only(batch: Batch) -> None:
    tasks = {n.id: str(n.properties["text"]) for n in batch.nodes if n.label == "Task"}
    edges = [e for e in batch.edges if e.type == "REGULATES"]
    assert edges
    for edge in edges:
        verbs, owners = edge.properties["verb"], edge.properties["task"]
        assert isinstance(verbs, list)
        assert isinstance(owners, list)
        assert all(any(v in tasks[t] for t in owners) for v in verbs)
    assert len({(e.source, e.target) for e in edges}) == len(edges)
    assert len(edges) < 2 / 3 * len(_agencies_times_objects(batch))
    assert not any(e.properties["as_named"] == "检验检测" for e in edges)  # a service there, not an act


def _agencies_times_objects(batch: Batch) -> set[tuple[str, str]]:
    """What REGULATES must not be: every party of a measure with every object of the measure."""
    pairs = set()
    targets = [(e.source[1].partition(".")[0], e.target[1]) for e in batch.edges if e.type == "TARGETS"]
    for duty in duties(batch):
        pairs |= {(duty.source[1], target) for measure, target in targets if measure == duty.target[1]}
    return pairs


@pytest.mark.parametrize(
    ("clause", "verbs"),
    [
        ("开展农产品质量安全专项整治", ("专项整治",)),
        ("完善无公害农产品认证监管机制", ()),
        ("探索电子商务产品质量监管新模式", ()),
        ("推进农产品质量安全检测技能人员职业资格制度", ()),
        ("加强服务业质量管理", ()),
        ("突出对儿童用品、车用汽柴油等消费品的监管", ("监管",)),
    ],
)
def test_regulatory_verbs(clause: str, verbs: tuple[str, ...]) -> None:
    assert regulatory_verbs(clause) == verbs


def test_records_obey_the_schema(batch: Batch, reading: Reading) -> None:
    known = {(n, i) for n, ids in _registry_keys().items() for i in ids}
    assert validate(batch, reading.raw.text, reading.raw.sha256, known) == []


def _registry_keys() -> dict[str, set[str]]:
    from graph.registry.batch import registry_batch

    keys: dict[str, set[str]] = {}
    for node in registry_batch().nodes:
        keys.setdefault(node.label, set()).add(node.id)
    return keys


def test_reading_twice_gives_equal_records(batch: Batch) -> None:
    assert records_of(read_file(sample_plan())) == batch
