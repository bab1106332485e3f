"""Tasks: clause level on the sample plan, and the conventions one by one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from loaders.mentions.tasks import find_tasks
from loaders.model import Task
from loaders.text import Span
from tests.loaders.seed import Gold, Seed, f1, is_independent, is_sound, prose


@pytest.fixture(scope="module")
def seed(corpus: Path) -> Seed:
    return Seed.read(corpus)


@pytest.fixture(scope="module")
def judged(seed: Seed) -> tuple[list[Gold], dict[Span, Task]]:
    """Gold and found tasks by span, those left out that the gold calls disputable and what overlaps them."""
    open_to_doubt = {item["task"] for item in seed.gold["disputable_tasks"]}
    doubtful = [seed.span(t) for t in seed.gold["tasks"] if t["id"] in open_to_doubt]
    wanted = [t for t in seed.gold["tasks"] if t["id"] not in open_to_doubt]
    found = {t.span: t for body in seed.bodies for t in find_tasks(seed.text, body)}
    return wanted, {span: t for span, t in found.items() if not any(span.overlaps(d) for d in doubtful)}


def tasks(text: str) -> list[str]:
    return [text[t.span.start : t.span.end] for t in find_tasks(text, Span(0, len(text)))]


def only(text: str) -> Task:
    (task,) = find_tasks(text, Span(0, len(text)))
    return task


def test_spans_on_the_sample_plan(seed: Seed, judged: tuple[list[Gold], dict[Span, Task]]) -> None:
    wanted, found = judged
    hits = {seed.span(t) for t in wanted} & found.keys()
    assert len(wanted) == 120
    assert f1(len(hits), len(wanted), len(found)) >= 0.98


@pytest.mark.parametrize(("field", "floor"), [("verb", 0.98), ("modifier", 0.98), ("kind", 0.98)])
def test_heads_on_the_sample_plan(
    seed: Seed, judged: tuple[list[Gold], dict[Span, Task]], field: str, floor: float
) -> None:
    wanted, found = judged
    pairs = [(t[field] or "", getattr(found[seed.span(t)], field)) for t in wanted if seed.span(t) in found]
    assert sum(want == have for want, have in pairs) / len(pairs) >= floor


def test_closing_duties_have_their_actor(seed: Seed) -> None:
    found = find_tasks(seed.text, seed.closing)
    assert [t.span for t in found] == [seed.span(t) for t in seed.gold["closing_tasks"]]
    assert [(t.verb, t.modifier, t.kind) for t in found] == [
        (t["verb"], t["modifier"] or "", t["kind"]) for t in seed.gold["closing_tasks"]
    ]
    assert {seed.words(t.actor) for t in found if t.actor} == {"地方各级人民政府"}
    assert all(t.actor for t in found)


def test_equal_clauses_are_two_tasks(seed: Seed) -> None:
    words = [seed.words(t.span) for t in find_tasks(seed.text, seed.bodies[5])]
    assert words.count("规范质量信用分级分类管理") == 2


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("以治理雾霾为重点，强化标准约束，开展监督检查。", ["以治理雾霾为重点，强化标准约束", "开展监督检查"]),
        ("结合实际，按照统一部署，制定工作方案。", ["结合实际，按照统一部署，制定工作方案"]),
        ("鼓励企业总结经验，采用先进方法，建设创新基地。", ["鼓励企业总结经验，采用先进方法，建设创新基地"]),
        ("引导企业加强管理，开展质量评价。", ["引导企业加强管理", "开展质量评价"]),
        ("鼓励银行通过增信担保等方式，开发新产品。", ["鼓励银行通过增信担保等方式，开发新产品"]),
        ("做好统计调查，为宏观决策提供依据。", ["做好统计调查，为宏观决策提供依据"]),
        ("开展“惠民生、促和谐，保安全”活动（一年、两次，共三期），完善制度。",
         ["开展“惠民生、促和谐，保安全”活动（一年、两次，共三期）", "完善制度"]),
        ("加强食品、药品和化妆品监管；健全机制！", ["加强食品、药品和化妆品监管", "健全机制"]),
        ("对成效明显的省（区、市），给予奖励。", ["对成效明显的省（区、市），给予奖励"]),
        ("在确保安全的前提下，简化流程。", ["在确保安全的前提下，简化流程"]),
        ("除国家另有规定外，禁止新增产能。", ["除国家另有规定外，禁止新增产能"]),
        ("一是完善制度。二是加强监管。", ["完善制度", "加强监管"]),
        ("推进平台建设，各类基础设施。", ["推进平台建设，各类基础设施"]),
        ("加快构建以甲市为核心，乙市协同，丙市支撑的格局，完善机制。",
         ["加快构建以甲市为核心，乙市协同，丙市支撑的格局", "完善机制"]),
    ],
)  # fmt: skip
def test_where_clauses_are_joined_and_parted(text: str, parts: list[str]) -> None:
    assert tasks(text) == parts


@pytest.mark.parametrize(
    ("text", "verb", "modifier"),
    [
        ("加快制修订国家标准", "制修订", "加快"),
        ("加快产品质量提升", "加快", ""),
        ("进一步深入开展检查", "开展", "进一步深入"),
        ("探索建立反溯机制", "探索建立", ""),
        ("推动修订标准化法", "推动修订", ""),
        ("改革完善考试制度", "改革完善", ""),
        ("保护和传承老字号", "保护和传承", ""),
        ("推动发展方式转变", "推动", ""),
        ("推进组织机构代码管理", "推进", ""),
        ("开展服务外包认证示范", "开展", ""),
        ("在职业院校广泛开展教育培训", "开展", "广泛"),
        ("在企业中探索建立报告制度", "探索建立", ""),
        ("对高耗能行业严格企业准入", "严格", ""),
        ("对设施建设情况进行全面检查", "进行全面检查", ""),
        ("各市县要尽快编制专项规划", "编制", "尽快"),
        ("每年择优评选标杆项目", "评选", "择优"),
        ("将质量工作纳入考核范围", "纳入", ""),
        ("严格按照方案确定职责", "确定", ""),
        ("重大问题及时向国务院报告", "报告", ""),
    ],
)
def test_head_verb_and_modifier(text: str, verb: str, modifier: str) -> None:
    task = only(text)
    assert (task.verb, task.modifier.removeprefix("每年")) == (verb, modifier)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("强化监管，推动产业向中高端提升。", ["action", "goal"]),
        ("推进试点，促进快递业发展。", ["action", "goal"]),
        ("推动标准化工作。", ["action"]),
        ("优化服务，推动开展价值评价。", ["action", "action"]),
        ("到2025年，合格率达到95%，培育一批企业。", ["goal", "goal"]),
        ("细化任务，确保工作落实。", ["action", "goal"]),
        ("到2023年底，电动化率不得低于50%。", ["goal"]),
    ],
)
def test_goals(text: str, kinds: list[str]) -> None:
    assert [t.kind for t in find_tasks(text, Span(0, len(text)))] == kinds


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("省商务厅要完善机制，加强监管。推进改革。", ["省商务厅", "省商务厅", None]),
        ("由市级财政统筹安排资金。", [None]),
        ("对高校和企业给予补助。", [None]),
        ("各有关部门应当在三个月内制定细则。", ["各有关部门"]),
    ],
)
def test_printed_subjects(text: str, actors: list[str | None]) -> None:
    found = find_tasks(text, Span(0, len(text)))
    assert [text[t.actor.start : t.actor.end] if t.actor else None for t in found] == actors


@pytest.mark.parametrize("text", ["", "。", "\n\n", "（", "》《", "质量安全", "企业是主体。"])
def test_nothing_to_do(text: str) -> None:
    assert tasks(text) == []


@given(prose)
def test_any_prose_is_read(text: str) -> None:
    found = find_tasks(text, Span(0, len(text)))
    assert is_sound(text, Span(0, len(text)), found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(t.verb and t.kind in ("action", "goal") for t in found)


@given(prose, prose)
def test_neighbours_do_not_matter(text: str, before: str) -> None:
    assert is_independent(find_tasks, text, before)
