"""Outlines: which numbered units are sections, measures, steps and closing paragraphs."""

from __future__ import annotations

import pytest

from graph.registry import registry
from loaders.clean import clean
from loaders.header import read_header
from loaders.notation.find import find_notations
from loaders.notation.judge import RegistryJudge
from loaders.outline import Outline, read_outline
from loaders.text import Span

JUDGE = RegistryJudge(registry())


def outline(raw: str) -> tuple[str, Outline]:
    text = clean(raw).text
    header = read_header(text)
    body = Span(header.end, header.tail)
    found, _ = find_notations(text, body, JUDGE)
    return text, read_outline(text, body, [f.outer for f in found])


def measures(raw: str) -> list[str]:
    text, result = outline(raw)
    return [u.number + text[u.title_span.start : u.title_span.end] for u in result.measures]


def test_sections_and_measures() -> None:
    text, result = outline(
        "一、甲\n（一）乙。做事。（财政部负责）\n（二）丙。做事。（教育部负责）\n二、丁\n（三）戊。做事。（财政部、教育部负责）"
    )
    assert [text[s.title_span.start : s.title_span.end] for s in result.sections] == ["甲", "丁"]
    assert [u.number for u in result.measures] == ["（一）", "（二）", "（三）"]
    assert result.section_of == (1, 1, 2)


def test_numbers_that_restart_keep_their_section() -> None:
    _, result = outline("一、甲\n（一）乙。（财政部负责）\n二、丁\n（一）戊。（教育部负责）")
    assert [u.number for u in result.measures] == ["（一）", "（一）"]
    assert result.section_of == (1, 2)


def test_chapters_themselves_may_be_the_measures() -> None:
    assert measures("一、乙\n做事。（责任单位：财政部）\n二、丙\n做事。（责任单位：教育部）") == ["一、乙", "二、丙"]


def test_the_third_level_where_the_notations_are() -> None:
    raw = "一、目标\n对标。\n二、任务\n（一）统筹市场。\n1.拓展。做事。（财政部负责）\n2.提前。做事。（教育部负责）\n（二）创新。\n3.研发。做事。（财政部负责）"
    assert measures(raw) == ["1.拓展", "2.提前", "3.研发"]
    assert outline(raw)[1].section_of == (2, 2, 2)


def test_steps_under_one_notation_are_one_measure() -> None:
    raw = "一、甲\n（一）乙。\n1.先做。\n2.再做。（财政部负责）\n（二）丙。做事。（教育部负责）"
    assert measures(raw) == ["（一）乙", "（二）丙"]


def test_a_parent_with_a_notation_and_steps_with_one_each() -> None:
    raw = "一、甲\n（一）乙。总的做事。（财政部负责）\n1.先做。（教育部负责）\n2.再做。（民政部负责）\n（二）丙。（教育部负责）"
    assert measures(raw) == ["（一）乙", "1.先做", "2.再做", "（二）丙"]


def test_frameworks_are_no_measures() -> None:
    raw = "一、总体要求\n（一）指导思想。坚持。\n（二）发展目标。到2020年。\n二、任务\n（三）乙。做事。（财政部负责）"
    assert measures(raw) == ["（三）乙"]


def test_measures_without_any_notation() -> None:
    raw = "一、甲\n（一）乙。做事。\n（二）丙。做事。\n二、保障措施\n（三）丁。做事。"
    assert measures(raw) == ["（一）乙", "（二）丙", "（三）丁"]


def test_paragraphs_without_numbers() -> None:
    raw = "关于某事的通知\n各市：\n先做一件事。（财政部负责）\n再做一件事。（教育部牵头）\n"
    assert len(measures(raw)) == 2


def test_a_heading_that_carries_its_notation() -> None:
    from loaders.decode import decode
    from loaders.extract import extract

    raw = "关于某事的通知\n一、甲（财政部牵头）\n做事。\n二、乙（教育部牵头）\n做事。"
    reading = extract(decode(raw.encode(), "x"), registry())
    assert [reading.clean.slice(m.unit.title_span) for m in reading.found.measures] == ["甲", "乙"]
    assert [len(m.responsibilities) for m in reading.found.measures] == [1, 1]


def test_closing_paragraphs() -> None:
    text, result = outline("一、甲\n（一）乙。做事。（财政部负责）\n各地区要加强领导。\n本通知自印发之日起施行。")
    assert [text[c.start : c.end] for c in result.closing] == ["各地区要加强领导。", "本通知自印发之日起施行。"]
    assert text[result.measures[-1].span.start : result.measures[-1].span.end].endswith("（财政部负责）")


def test_a_measure_of_several_paragraphs_with_a_notation_each() -> None:
    raw = "一、甲\n（一）乙。做事。（财政部负责）\n再做一事。（教育部负责）\n（二）丙。做事。（民政部负责）"
    text, result = outline(raw)
    assert [u.number for u in result.measures] == ["（一）", "（二）"]
    assert text[result.measures[0].span.start : result.measures[0].span.end].count("负责") == 2


@pytest.mark.parametrize("raw", ["没有结构的一段话。", "第一，做事。\n第二，再做事。", ""])
def test_no_structure(raw: str) -> None:
    assert outline(raw)[1].measures == ()
