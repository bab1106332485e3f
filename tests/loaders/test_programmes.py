"""Programmes: campaigns, projects, pilots and activities, and what only looks like them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from loaders.mentions.programmes import find_programmes
from loaders.text import Span
from tests.loaders.seed import Seed, is_independent, is_sound, prose


@pytest.fixture(scope="module")
def seed(corpus: Path) -> Seed:
    return Seed.read(corpus)


def names(text: str) -> list[str]:
    return [text[p.span.start : p.span.end] for p in find_programmes(text, Span(0, len(text)))]


def test_the_sample_plan(seed: Seed) -> None:
    """Names by measure; 工作 behind a name counts neither way, and names of campaigns in quotes are right as well."""
    wanted = {(p["measure"], p["surface"].removesuffix("工作")) for p in seed.gold["programmes"]}
    quoted = {(p["measure"], p["surface"]) for p in seed.gold["campaigns"]}
    found = {(i, seed.words(p.span)) for i, body in enumerate(seed.bodies, 1) for p in find_programmes(seed.text, body)}
    assert len(wanted) == 34
    assert len(wanted & found) / len(wanted) >= 0.95
    assert len(wanted & found) / len(found - quoted) >= 0.95


def test_works_that_are_built_are_no_programmes(seed: Seed) -> None:
    words = {seed.words(p.span) for body in seed.bodies for p in find_programmes(seed.text, body)}
    assert "百项能效标准推进工程" in words
    assert not words & {"铁路工程", "铁路运输设备、铁路工程", "公路水运工程", "建筑工程"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("实施家庭农场培育计划、质量提升行动和创新提升工程", ["家庭农场培育计划", "质量提升行动", "创新提升工程"]),
        ("开展农资、电线电缆等产品专项整治", ["农资、电线电缆等产品专项整治"]),
        ("开展岗位练兵、技术比武等群众性活动", ["岗位练兵", "技术比武"]),
        ("支持企业开展数据效能提升行动", ["数据效能提升行动"]),
        ("推进“现有场馆、改造功能”工程", ["“现有场馆、改造功能”工程"]),
        ("纳入“首次贷款拓展专项行动”政策", ["首次贷款拓展专项行动"]),
        ("开展“重庆造”“网上行”等活动", ["“重庆造”", "“网上行”"]),
        ("推进监督抽查试点工作", ["监督抽查试点"]),
        ("加强广告日常监测检查，加强环境治理，开展试点", []),
        ("建设铁路工程，推进水利工程，实施主体工程", []),
        ("建立综合治理机制，举办论坛、座谈等活动", []),
        ("开展“双创”示范基地建设", []),
    ],
)
def test_names(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_kind_and_quotes() -> None:
    text = "开展知识产权执法维权“护航”专项行动"
    (programme,) = find_programmes(text, Span(0, len(text)))
    assert (programme.kind, programme.quoted) == ("专项行动", True)
    assert programme.quote == Span(0, len(text))


@given(prose)
def test_any_prose_is_read(text: str) -> None:
    found = find_programmes(text, Span(0, len(text)))
    assert is_sound(text, Span(0, len(text)), found, [p.quote for p in found])
    assert all(p.quote.holds(p.span) and p.kind for p in found)


@given(prose, prose)
def test_neighbours_do_not_matter(text: str, before: str) -> None:
    assert is_independent(find_programmes, text, before)
