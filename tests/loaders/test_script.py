"""Traditional script: matched in simplified, shown as written, and no rule sees the difference."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from graph.evidence import printed
from graph.records import Node
from graph.registry import registry
from graph.validation import validate
from loaders.clean import clean
from loaders.contract import extraction_json
from loaders.decode import decode
from loaders.extract import Reading, extract
from loaders.records.assemble import records_of
from loaders.script import restored, simplified
from loaders.text import CleanText, Span
from tests.loaders.test_extract import KNOWN

STANDARDS = ["s2t", "s2tw", "s2hk"]


def read(text: str) -> Reading:
    return extract(decode(text.encode(), "plan.txt"), registry())


# ---- characters -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("traditional", "expected"),
    [
        ("國務院辦公廳關於印發質量發展綱要", "国务院办公厅关于印发质量发展纲要"),
        ("衞生部負責，發展農機裝備", "卫生部负责，发展农机装备"),
        ("著力推進，沿著方向，成效顯著，著作權", "着力推进，沿着方向，成效显著，著作权"),
        ("「質量月」活動、『三品』建設", "“质量月”活动、‘三品’建设"),
        ("乾燥、乾坤、幹部、若干", "干燥、乾坤、干部、若干"),
        ("資訊、軟體、網路", "资讯、软体、网路"),
        ("為為爲爲産產說説戶户內内", "为为为为产产说说户户内内"),
        ("⼯业和信息化部、⺠政部、⻓江、⾷品", "工业和信息化部、民政部、长江、食品"),
    ],
)
def test_characters(traditional: str, expected: str) -> None:
    assert simplified(traditional) == expected


def test_vocabulary_stays() -> None:
    """資訊 is 信息 on the mainland; no character says so."""
    assert simplified("資訊網路") == "资讯网路"


def test_one_traditional_character_does_not_make_a_traditional_text() -> None:
    """乾县 and 著 stay in a simplified text that names a person with a traditional character."""
    text = "乾县人民政府著录信息。" * 20 + "朱鎔基"
    assert simplified(text) == "乾县人民政府著录信息。" * 20 + "朱镕基"


@pytest.mark.parametrize("standard", STANDARDS)
def test_every_plan_comes_back_from_traditional_script(corpus: Path, standard: str) -> None:
    for path in sorted((corpus / "texts").glob("*.txt")):
        text = path.read_bytes().decode()
        assert simplified(OpenCC(standard).convert(text)) == text, path.name


def test_simplified_plans_are_left_alone(corpus: Path) -> None:
    for path in sorted((corpus / "texts").glob("*.txt")):
        text = path.read_bytes().decode()
        assert simplified(text) is text, path.name


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(simplified(text)) == len(text)
    assert simplified(simplified(text)) == simplified(text)


# ---- clean text -------------------------------------------------------------------------------------------------


def traditional_clean(raw: str) -> CleanText:
    return restored(clean(simplified(raw)), raw)


def test_words_as_written_and_as_matched() -> None:
    text = traditional_clean("（一）加強監管。完善食品\n\n安全制度。(衞生部、質檢總局負責２０１４年)")
    assert text.text == "（一）加强监管。完善食品安全制度。（卫生部、质检总局负责2014年）"
    assert text.written == "（一）加強監管。完善食品安全制度。（衞生部、質檢總局負責2014年）"
    at = text.text.index("食品安全")
    span = Span(at, at + 4)
    assert (text.slice(span), text.words(span), text.printed(span)) == ("食品安全", "食品安全", "食品安全")
    assert text.raw_span(span).end - text.raw_span(span).start == 6
    whole = Span(0, len(text.text))
    assert text.printed(whole) == printed(text.raw, 0, len(text.raw))


def test_a_simplified_text_is_written_as_it_is_matched() -> None:
    text = traditional_clean("（一）加强监管。")
    assert text.written == text.text


def test_headings_of_traditional_script_part_the_lines() -> None:
    """責任單位 begins a line of its own, as 责任单位 does."""
    text = traditional_clean("（一）推進改革，加強管理\n責任單位：財政部")
    assert text.text == "（一）推进改革，加强管理\n责任单位：财政部"


# ---- whole plans ------------------------------------------------------------------------------------------------


def found(reading: Reading) -> dict[str, Any]:
    words, extraction = reading.clean.slice, reading.found
    return {
        "header": (extraction.header.title, extraction.header.number_id, extraction.header.issued),
        "measures": [(m.unit.number, words(m.unit.title_span), m.unit.span) for m in extraction.measures],
        "parties": [
            [
                (p.agency, p.role, p.basis, p.position, p.collective, p.span)
                for d in m.responsibilities
                for p in d.parties
            ]
            for m in extraction.measures
        ],
        "laws": [[(words(x.span), x.law, x.action) for x in m.laws] for m in extraction.measures],
        "objects": [[(words(o.span), o.term, o.kind) for o in m.objects] for m in extraction.measures],
        "tasks": [[(t.span, t.verb) for t in m.tasks] for m in extraction.measures],
        "issues": [(i.kind, i.span) for i in extraction.issues],
    }


@pytest.mark.parametrize("standard", STANDARDS)
def test_a_traditional_plan_says_what_the_simplified_one_says(corpus: Path, standard: str) -> None:
    for path in sorted((corpus / "texts").glob("*.txt")):
        text = path.read_bytes().decode()
        reading = read(OpenCC(standard).convert(text))
        assert found(reading) == found(read(text)), path.name
        assert validate(records_of(reading), reading.raw.text, reading.raw.sha256, KNOWN) == [], path.name


PLAN = """國務院辦公廳關於印發行動計劃的通知
國辦發〔2014〕18號
各省、自治區、直轄市人民政府：
《行動計劃》已經國務院同意，現印發給你們。
國務院辦公廳
2014年4月21日
行動計劃
一、加強監管
（一）完善食品安全標準體系。修訂產品質量法，實施“質量月”活動。（質檢總局牽頭，衞生計生委、某某發展總局參加）
"""


def test_what_is_shown_is_as_written_and_keys_are_simplified() -> None:
    document = extraction_json(read(PLAN))
    head, measure = document["document"], document["measures"][0]
    assert (head["title"], head["plan_title"]) == ("國務院辦公廳關於印發行動計劃的通知", "行動計劃")
    assert (head["issuer"], head["approved_by"], head["addressees"]) == (
        "國務院辦公廳",
        "國務院",
        ["各省、自治區、直轄市人民政府"],
    )
    assert (head["id"], head["number"]) == ("国办发〔2014〕18号", "國辦發〔2014〕18號")
    assert measure["section"] == "一、加強監管"
    assert measure["title"] == "完善食品安全標準體系"
    assert measure["tasks"][0]["text"] == "修訂產品質量法"
    parties = measure["responsibilities"][0]["parties"]
    assert [p["as_named"] for p in parties] == ["質檢總局", "衞生計生委", "某某發展總局"]
    assert [p["agency"] for p in parties[:2]] == ["aqsiq", "nhfpc"]
    assert parties[2]["agency"] == "unlisted:某某发展总局"
    assert [x["law"] for x in measure["laws"]] == [
        x["law"] for x in extraction_json(read(simplified(PLAN)))["measures"][0]["laws"]
    ]


def test_records_keep_the_written_words() -> None:
    batch = records_of(read(PLAN))

    def node(label: str) -> Node:
        return next(n for n in batch.nodes if n.label == label)

    assert node("Document").properties["title"] == "國務院辦公廳關於印發行動計劃的通知"
    assert node("Measure").properties["text"].startswith("（一）完善食品安全標準體系。")
    assert node("Task").properties["text"] == "修訂產品質量法"
    programme = node("Programme")
    assert (programme.id, programme.properties["name"]) == ("programme:质量月活动", "“質量月”活動")
