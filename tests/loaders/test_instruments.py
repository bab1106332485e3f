"""Policy instruments: one mention per instrument and task."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given

from graph.registry import registry
from loaders.clean import clean
from loaders.mentions.instruments import find_instruments
from loaders.mentions.tasks import find_tasks
from loaders.text import Span
from tests.loaders.seed import Seed, is_independent, is_sound, prose


@pytest.fixture(scope="module")
def seed(corpus: Path) -> Seed:
    return Seed.read(corpus)


def test_most_tasks_of_the_sample_plan_use_one(seed: Seed) -> None:
    tasks = [t.span for body in seed.bodies for t in find_tasks(seed.text, body)]
    found = [m for body in seed.bodies for m in find_instruments(seed.text, body)]
    assert {m.quote for m in found} <= set(tasks)
    assert len({m.quote for m in found}) / len(tasks) >= 0.8
    assert {m.code for m in found} <= {i.code for i in registry().instruments}


def test_most_tasks_of_the_other_plans_use_one_too(corpus: Path) -> None:
    """Coverage only; whether they are the right ones was judged by hand on samples."""
    tasks = covered = 0
    for file in (corpus / "texts").glob("*.txt"):
        text = clean(file.read_text(encoding="utf-8")).text
        for line in re.finditer("[^\n]+", text):
            span = Span(*line.span())
            tasks += len(find_tasks(text, span))
            covered += len({m.quote for m in find_instruments(text, span)})
    assert tasks > 1000
    assert covered / tasks >= 0.7


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("建设高标准农田", set()),  # no standard
        ("提高信息化应用水平", {"DATA", "DEMAND"}),  # no 用水
        ("发挥金融资本作用", set()),  # no 融资
        ("引导社会资本设立产业基金", {"FINANCE"}),
        ("优先安排建设用地指标", {"LAND"}),
        ("简化审批流程", {"EASE", "LICENSE"}),
        ("推行政府购买服务", {"PROCURE"}),
        ("建立健全长效管理机制", {"INSTITUTION"}),
        ("营造良好社会氛围", {"PUBLICITY"}),
        ("修订农药管理条例", {"LEGIS"}),
        ("按照《行动计划》要求抓好落实", {"PLAN"}),
        ("工业和信息化部加强指导", set()),
    ],
)
def test_cues(text: str, codes: set[str]) -> None:
    assert {m.code for m in find_instruments(text, Span(0, len(text)))} == codes


def test_every_cue_begins_with_a_word_and_finds_itself() -> None:
    for instrument in registry().instruments:
        assert "|".join(instrument.cues) == instrument.pattern
        for cue in instrument.cues:
            if re.fullmatch("[\u3400-\u9fff]{2,}", cue):
                found = find_instruments(f"做好相关工作，{cue}", Span(0, len(cue) + 7))
                assert instrument.code in {m.code for m in found}, cue


def test_an_instrument_counts_once_in_a_task_and_again_in_the_next() -> None:
    text = "开展农资专项整治和建材专项整治，开展燃气专项整治。"
    found = [m for m in find_instruments(text, Span(0, len(text))) if m.code == "CAMPAIGN"]
    assert [text[m.quote.start : m.quote.end] for m in found] == ["开展农资专项整治和建材专项整治", "开展燃气专项整治"]
    assert found[0].span.start < text.index("建材")


def test_a_clause_may_use_several() -> None:
    text = "开展计量认证试点"
    assert {"CERT", "PILOT"} <= {m.code for m in find_instruments(text, Span(0, len(text)))}


@given(prose)
def test_any_prose_is_read(text: str) -> None:
    found = find_instruments(text, Span(0, len(text)))
    assert is_sound(text, Span(0, len(text)), found, [m.quote for m in found])
    assert len({(m.code, m.quote) for m in found}) == len(found)


@given(prose, prose)
def test_neighbours_do_not_matter(text: str, before: str) -> None:
    assert is_independent(find_instruments, text, before)
