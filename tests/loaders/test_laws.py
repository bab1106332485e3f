"""Laws and documents: names, actions and guards."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given

from graph.declaration import ACTIONS, LAW_KINDS, STAGES
from loaders.mentions.laws import find_laws
from loaders.model import LawMention
from loaders.text import Span
from tests.loaders.seed import Seed, is_independent, is_sound, prose

NONE: frozenset[str] = frozenset()
GOLD_ACTIONS = {  # actions of the detailed gold in the corpus's words
    "improve_supporting_rules": "完善", "research_legislation": "制定", "amend": "修订", "advance_legislation": "制定",
    "issue_and_implement": "制定", "formulate": "制定", "research_and_formulate": "制定", "implement": "贯彻实施", "issue": "制定",
}  # fmt: skip


@pytest.fixture(scope="module")
def seed(corpus: Path) -> Seed:
    return Seed.read(corpus)


def laws(text: str) -> list[tuple[str, str]]:
    return [(text[m.span.start : m.span.end], m.action) for m in find_laws(text, Span(0, len(text)), own_titles=NONE)]


def only(text: str) -> LawMention:
    (mention,) = find_laws(text, Span(0, len(text)), own_titles=NONE)
    return mention


def test_the_sample_plan(seed: Seed) -> None:
    """All twelve names in the measures with their actions, and nothing else."""
    items = [item for item in (*seed.gold["laws"], *seed.gold["documents"]) if item["measure"]]
    wanted = {(item["surface"].strip("《》"), GOLD_ACTIONS[item["action"]]) for item in items}
    spans = [*seed.headings, *seed.bodies]
    found = [m for span in spans for m in find_laws(seed.text, span, own_titles=NONE)]
    assert len(found) == len(wanted) == 12
    assert {(seed.words(m.span), m.action) for m in found} == wanted


def test_stages_on_the_sample_plan(seed: Seed) -> None:
    found = {seed.words(m.span): m for m in find_laws(seed.text, seed.bodies[11], own_titles=NONE)}
    assert found["消费品安全法"].stage == "study"
    assert found["计量法"].stage == found["重大设备监理条例"].stage == "drafting"
    assert found["食品安全法"].anchor
    assert not found["食品安全法"].planned
    assert found["组织机构代码管理条例"].planned


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("贯彻落实《安全生产法》《应急条例》等法律法规。", [("安全生产法", "贯彻实施"), ("应急条例", "贯彻实施")]),
        ("推动修订标准化法、计量法和进出境动植物检疫法。", [("标准化法", "修订"), ("计量法", "修订"), ("进出境动植物检疫法", "修订")]),
        ("推进组织机构代码管理条例和重大设备监理条例立法工作。", [("组织机构代码管理条例", "制定"), ("重大设备监理条例", "制定")]),
        ("推进能源法、海商法立法，修订矿产资源法。", [("能源法", "制定"), ("海商法", "制定"), ("矿产资源法", "修订")]),
        ("制定关于加快质量升级的指导意见。", [("关于加快质量升级的指导意见", "制定")]),
        ("加快制定赛事审批取消后的服务管理办法。", [("赛事审批取消后的服务管理办法", "制定")]),
        ("制定城市马拉松等各级各类活动的办赛指南和服务规范。", [("办赛指南和服务规范", "制定")]),
        ("抓紧出台促进民间投资的指导意见。", [("促进民间投资的指导意见", "制定")]),
        ("落实国务院关于加快发展旅游业的意见。", [("国务院关于加快发展旅游业的意见", "贯彻实施")]),
        ("完善食品安全法相关配套法规规章。", [("食品安全法", "完善")]),
        ("研究论证《惠益分享管理条例》。", [("惠益分享管理条例", "制定")]),
        ("加快《供水条例》和《排水条例》修订进程。", [("供水条例", "修订"), ("排水条例", "修订")]),
        ("加快制修订《药品注册管理办法》。", [("药品注册管理办法", "制修订")]),
        ("按照《信息公开条例》有关规定公开。", [("信息公开条例", "依据")]),
        ("培育《关于促进发展的通知》（某发〔2019〕19号）提出的主体。", [("关于促进发展的通知", "依据")]),
        ("贯彻实施新修订的《食品安全法》。", [("食品安全法", "贯彻实施")]),
        ("自印发之日起，《关于激励的通知》（国办发〔2016〕82号）停止执行。", [("关于激励的通知", "停止执行")]),
        ("清理与食品安全法不适应的规定。", [("食品安全法", "依据")]),
        ("实施《计量发展规划（2013-2020年）》。", [("计量发展规划（2013-2020年）", "贯彻实施")]),
        ("印发《关于进一步做好《条例》实施工作的通知》。", [("关于进一步做好《条例》实施工作的通知", "制定")]),
    ],
)  # fmt: skip
def test_names_and_actions(text: str, found: list[tuple[str, str]]) -> None:
    assert laws(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "加快质量法治建设，加强执法、立法和普法，查处违法行为，改进方法和办法。",
        "推进标准化建设，完善标准体系，开展能源计量。",
        "实施农民工职业技能提升计划，开展质量提升行动。",
        "结合实际制定实施意见，制定本地区的具体工作方案，完善检测细则。",
        "按照因素法分配资金，依法行政，完善法律法规。",
        "制订质量信用评价国家标准，发布专利布局和申请指引。",
        "加强制度、标准、规范和实施细则的制修订。",
        "落实企业主体责任规定，执行国家有关规定。",
    ],
)
def test_no_laws(text: str) -> None:
    assert laws(text) == []


def test_the_document_does_not_name_itself() -> None:
    text = "为贯彻《质量发展纲要》，印发《2014年行动计划》。"
    found = find_laws(text, Span(0, len(text)), own_titles=frozenset({"2014 年行动计划"}))
    assert [text[m.span.start : m.span.end] for m in found] == ["质量发展纲要"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("修订《计量法》", "law"), ("修订《信访条例》", "regulation"), ("修订《注册管理办法》", "rule"), ("实施《发展纲要》", "plan"),
        ("落实《某决定》", "decision"), ("落实《若干意见》", "document"), ("落实《中国共产党章程》", "party"), ("执行《技术规范》", "standard"),
    ],
)  # fmt: skip
def test_kinds(text: str, kind: str) -> None:
    assert only(text).kind == kind


def test_the_quote_is_the_clause() -> None:
    text = "完善制度，推动修订计量法，加强监管。"
    mention = only(text)
    assert text[mention.quote.start : mention.quote.end] == "推动修订计量法"


@given(prose)
def test_any_prose_is_read(text: str) -> None:
    found = find_laws(text, Span(0, len(text)), own_titles=NONE)
    assert is_sound(text, Span(0, len(text)), found, [m.quote for m in found])
    assert all(m.quote.holds(m.span) for m in found)
    assert {m.action for m in found} <= set(ACTIONS)
    assert {m.stage for m in found} <= set(STAGES)
    assert {m.kind for m in found} <= set(LAW_KINDS)


@given(prose, prose)
def test_neighbours_do_not_matter(text: str, before: str) -> None:
    assert is_independent(lambda words, span: find_laws(words, span, own_titles=NONE), text, before)


def test_sentences_of_other_plans() -> None:
    """Forty sentences after real plans: bare and titled names, coordination, actions, traps."""
    lines = Path(__file__).with_name("law_sentences.tsv").read_text(encoding="utf-8").splitlines()
    wanted, found = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    for number, line in enumerate(lines):
        text, gold = line.split("\t")
        wanted.update((str(number), *item.rsplit(":", 1)) for item in gold.split() if gold != "-")
        laws = find_laws(text, Span(0, len(text)), own_titles=frozenset())
        found.update((str(number), text[m.span.start : m.span.end], m.action) for m in laws)
    names = [Counter((n, name) for n, name, _ in c.elements()) for c in (wanted, found)]
    assert len(lines) == 40
    assert 2 * (names[0] & names[1]).total() / (wanted.total() + found.total()) >= 0.95
    assert (wanted & found).total() / (names[0] & names[1]).total() >= 0.95


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("推动制定社会信用法", [("社会信用法", "制定")]),
        ("完善设备使用方法，推广标准化做法", []),
        ("组织实施全民科学素质行动规划纲要", [("全民科学素质行动规划纲要", "贯彻实施")]),
        ("推动地方养老服务条例立法", [("养老服务条例", "制定")]),
        ("印发《粮食节约行动方案》实施方案", [("粮食节约行动方案", "依据")]),
        ("依据民法典处理", [("民法典", "依据")]),
    ],
)
def test_families(text: str, named: list[tuple[str, str]]) -> None:
    laws = find_laws(text, Span(0, len(text)), own_titles=NONE)
    assert [(text[m.span.start : m.span.end], m.action) for m in laws] == named
