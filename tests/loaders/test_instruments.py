"""Policy instruments: one mention per instrument and task."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from graph.registry import registry
from loaders.mentions.instruments import find_instruments
from loaders.mentions.tasks import find_tasks
from loaders.text import Span
from tests.loaders.seed import Seed, is_independent, is_sound, prose


@pytest.fixture(scope="module")
def seed(corpus: Path) -> Seed:
    return Seed.read(corpus)


def test_most_tasks_of_the_sample_plan_use_one(seed: Seed) -> None:
    """The cues were made on this plan: a check that they are applied, no measure of accuracy."""
    tasks = [t.span for body in seed.bodies for t in find_tasks(seed.text, body)]
    found = [m for body in seed.bodies for m in find_instruments(seed.text, body)]
    assert {m.quote for m in found} <= set(tasks)
    assert len({m.quote for m in found}) / len(tasks) >= 0.8
    assert {m.code for m in found} == {i.code for i in registry().instruments}


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
