"""The gazetteer's tables, and how names are looked up in a text."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given

from graph.declaration import OBJECT_KINDS
from graph.registry import registry
from loaders.mentions.gazetteer import BROAD, PASSED, PLACE, TECHNOLOGY, Gazetteer, Name, gazetteer
from loaders.mentions.vocabulary import names as tables
from tests.loaders.seed import prose

GOODS = Name("product")
ROWS = [
    line.split("\t")
    for file in files("loaders.mentions.vocabulary").joinpath("terms").iterdir()
    for line in file.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_every_line_is_as_it_should_be() -> None:
    registered = {term.surface for term in registry().objects}
    assert len(ROWS) > 6000
    terms = Counter(row[0] for row in ROWS)
    assert [term for term, n in terms.items() if n > 1] == []
    assert registered & set(terms) == set()  # the registry says it already
    for term, kind, *rest in ROWS:
        canonical, mark = (*rest, "", "")[:2]
        assert len(term) > 1
        assert kind in OBJECT_KINDS
        assert not canonical or canonical in terms or canonical in registered, term
        assert mark in ("", PLACE, BROAD, TECHNOLOGY), term


def test_every_negative_has_a_reason_and_is_no_name() -> None:
    assert all(reason for reason in tables.negatives().values())
    assert {row[0] for row in ROWS} & set(tables.negatives()) == set()


def test_no_name_of_a_body_is_an_object() -> None:
    bodies = registry().names()
    assert [name for name in bodies if len(name) > 2 and gazetteer().get(name)] == []


def found(text: str, names: dict[str, Name], **blocked: tuple[str, ...]) -> list[str]:
    return [text[m.start : m.end] for m in Gazetteer(names, blocked).find(text) if m.name.mark != PASSED]


def test_the_longest_name_wins_and_names_do_not_overlap() -> None:
    names = dict.fromkeys(("汽车", "新能源汽车", "汽车零部件"), GOODS)
    assert found("新能源汽车零部件和汽车零部件", names) == ["新能源汽车", "汽车零部件"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("国家电网", []),
        ("国产家电", ["家电"]),
        ("家电网购", ["家电"]),
        ("汽车化", []),
        ("汽车局", []),
        ("汽车监督管理局", []),
        ("汽车委托", ["汽车"]),
        ("汽车部件", ["汽车"]),
        ("种业务", []),
        ("种业", ["种业"]),
        ("无人机产业化", ["无人机"]),
    ],
)
def test_a_name_that_is_part_of_other_words_is_none(text: str, names: list[str]) -> None:
    assert found(text, dict.fromkeys(("家电", "汽车", "种业", "无人机", "无人机产业"), GOODS)) == names


def test_blocked_continuations() -> None:
    assert found("电力度和电力", {"电力": GOODS}, 电力=("度",)) == ["电力"]


@given(prose)
def test_any_prose_is_searched(text: str) -> None:
    matches = gazetteer().find(text)
    assert all(a.end <= b.start for a, b in pairwise(matches))
    assert all(0 <= m.start < m.end <= len(text) for m in matches)
