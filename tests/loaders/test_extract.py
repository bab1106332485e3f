"""The pipeline on made-up plans: bodies in time and place, issues, and records that always obey the schema."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import StructureNotFound
from graph.records import Batch
from graph.registry import registry
from graph.registry.batch import registry_batch
from graph.validation import validate
from loaders.contract import extraction_json
from loaders.decode import decode
from loaders.extract import Reading, extract
from loaders.formats.document import read_document
from loaders.records.assemble import records_of

KNOWN: Set[tuple[str, str]] = {(n.label, n.id) for n in registry_batch().nodes}


def read(raw: str) -> Reading:
    return extract(decode(raw.encode(), "plan.txt"), registry())


def plan(
    notation: str, *, number: str = "国办发〔2014〕18号", day: str = "2014年4月21日", issuer: str = "国务院办公厅"
) -> Reading:
    return read(
        f"{issuer}关于某事的意见\n{number}\n各地：\n一、甲\n（一）乙。做事。（{notation}）\n（二）丙。做事。（财政部负责）\n{issuer}\n{day}"
    )


def agencies(reading: Reading) -> list[str]:
    return [p.agency for p in reading.found.measures[0].responsibilities[0].parties]


def issues(reading: Reading) -> list[str]:
    return [i.kind for i in reading.found.issues]


def problems(reading: Reading) -> list[str]:
    return validate(records_of(reading), reading.raw.text, reading.raw.sha256, KNOWN)


# ---- bodies of the day and of the place -------------------------------------------------------------------------


def test_a_name_stands_for_the_body_of_its_day() -> None:
    then = agencies(plan("质检总局牵头，国家广电总局参加", day="2012年4月21日"))
    later = agencies(plan("市场监管总局牵头，国家广电总局参加", day="2019年4月21日"))
    assert then[0] == "aqsiq"
    assert later[0] == "samr"
    assert then[1] != later[1]


def test_a_local_name_stands_for_the_body_of_the_documents_place() -> None:
    hubei = agencies(
        plan("省农业农村厅负责", number="鄂农发〔2021〕43号", issuer="湖北省农业农村厅", day="2021年11月15日")
    )
    zhejiang = agencies(
        plan("省农业农村厅负责", number="浙政发〔2021〕10号", issuer="浙江省人民政府", day="2021年11月15日")
    )
    assert hubei[0].startswith("42:")
    assert zhejiang[0].startswith("33:")


def test_a_prefix_printed_once_is_carried_over() -> None:
    """省农业厅、卫生厅、质监局: all provincial; 海关 and bodies of the centre are not touched."""
    reading = plan(
        "省农业厅、卫生厅、质监局，武汉海关负责",
        number="鄂政发〔2013〕5号",
        issuer="湖北省人民政府",
        day="2013年5月1日",
    )
    assert all(a.startswith("42:") for a in agencies(reading)[:3])
    assert [p.as_named for p in _parties(reading)] == ["省农业厅", "卫生厅", "质监局", "武汉海关"]


def test_a_carried_prefix_keeps_its_level() -> None:
    """市公安局、财政局 in a province's document: both are the cities', not the province's finance office."""
    reading = plan("市公安局、财政局负责", number="鄂政发〔2013〕5号", issuer="湖北省人民政府", day="2013年5月1日")
    alone = plan("市公安局、市财政局负责", number="鄂政发〔2013〕5号", issuer="湖北省人民政府", day="2013年5月1日")
    assert agencies(reading) == agencies(alone)


@pytest.mark.parametrize("name", ["武汉市政府", "湖北银保监局", "人行武汉分行"])
def test_a_prefix_is_not_carried_to_a_name_with_its_own_place(name: str) -> None:
    local = {"number": "鄂政发〔2021〕5号", "issuer": "湖北省人民政府", "day": "2021年5月1日"}
    assert agencies(plan(f"省财政厅、{name}负责", **local))[1] == agencies(plan(f"{name}、省财政厅负责", **local))[0]


class _Named:
    def __init__(self, as_named: str) -> None:
        self.as_named = as_named


def _parties(reading: Reading) -> list[_Named]:
    return [_Named(reading.clean.slice(p.span)) for p in reading.found.measures[0].responsibilities[0].parties]


def test_an_unknown_body_is_kept_and_reported() -> None:
    reading = plan("不存在总局、教育部负责")
    assert agencies(reading) == ["unlisted:不存在总局", "moe"]
    assert issues(reading) == ["unknown_agency"]
    assert problems(reading) == []


def test_an_unknown_body_of_a_place_is_that_places() -> None:
    reading = plan("某某开发区管委会、省教育厅负责", number="鄂政发〔2015〕5号", issuer="湖北省人民政府")
    assert agencies(reading)[0] != "unlisted:某某开发区管委会"
    assert "42" in agencies(reading)[0]


def test_an_ambiguous_name_is_an_issue_with_its_candidates() -> None:
    reading = read("关于某事的意见\n一、甲\n（一）乙。做事。（广电总局负责）")
    found = [i for i in reading.found.issues if i.kind == "ambiguous_agency"]
    assert len(found) == 1
    assert "国家新闻出版广电总局" in found[0].suggestion
    assert agencies(reading) == ["unlisted:广电总局"]


def test_a_name_shortly_after_its_end_is_reported() -> None:
    reading = plan("质检总局、教育部负责", day="2018年6月1日")
    assert agencies(reading)[0] == "aqsiq"
    assert "late_name" in issues(reading)


def test_a_shared_list_out_of_protocol_order_is_reported() -> None:
    assert "shared_list_out_of_order" in issues(plan("质检总局、发展改革委、教育部负责"))
    assert "shared_list_out_of_order" not in issues(plan("发展改革委、教育部、质检总局负责"))


# ---- rules for the whole document -------------------------------------------------------------------------------


def bases(raw: str) -> list[list[str]]:
    return [[p.basis for r in m.responsibilities for p in r.parties] for m in read(raw).found.measures]


def test_a_rule_holds_from_where_it_stands() -> None:
    raw = "一、甲\n（一）乙。（教育部、财政部）\n（二）丙。（教育部、财政部。列第一位者为牵头部门，下同）\n（三）丁。（教育部、财政部）"
    assert bases(raw) == [["no_lead_named"] * 2, ["first_listed"] * 2, ["first_listed"] * 2]


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_rule_in_the_notice_or_in_a_closing_note_holds_everywhere(where: str) -> None:
    note = "各项任务列第一位的为牵头单位。"
    body = "一、甲\n（一）乙。（教育部、财政部）\n（二）丙。（教育部、财政部按职责分工负责）"
    raw = f"关于某事的通知\n各地：\n{note}\n{body}" if where == "before" else f"关于某事的通知\n各地：\n{body}\n{note}"
    assert bases(raw) == [["first_listed"] * 2, ["division_of_duties"] * 2]


def test_a_collective_charged_with_all_later_measures_is_a_party_once() -> None:
    reading = read(
        "一、甲\n（一）乙。（教育部负责。以下各项均需各省级人民政府落实，不再列出）\n（二）丙。（财政部负责）"
    )
    assert [[p.role for r in m.responsibilities for p in r.parties] for m in reading.found.measures] == [
        ["lead", "participant"],
        ["lead"],
    ]
    assert [reading.clean.slice(s) for s in reading.found.implicit_parties] == ["各省级人民政府"]


# ---- refusing ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", ["这是一篇没有结构的文章。", "（此件公开发布）", "2014年4月21日", "。，、"])
def test_no_structure_is_an_error_with_a_name(raw: str) -> None:
    with pytest.raises(StructureNotFound, match="no measures") as caught:
        read(raw)
    assert "plan.txt" in str(caught.value)


# ---- records and contract ---------------------------------------------------------------------------------------


def test_records_of_every_corpus_plan_obey_the_schema(corpus: Path) -> None:
    """No quote, no edge; every quote and name stands at its offsets, in all layouts of the corpus."""
    for path in sorted((corpus / "texts").glob("*.txt")):
        reading = extract(read_document(path), registry())
        assert problems(reading) == [], path.name
        assert records_of(reading).count("Measure") == len(reading.found.measures)


def test_half_width_and_full_width_say_the_same() -> None:
    full = "某省关于某事的意见\n一、甲\n（一）乙。做事。（牵头单位：教育部；责任单位：财政部，各省级人民政府）\n"
    half = full.translate(str.maketrans("（）：；，", "():;,"))
    assert _said(read(full)) == _said(read(half))


def _said(reading: Reading) -> list[tuple[str, str, str]]:
    return [(p.agency, p.role, p.basis) for m in reading.found.measures for r in m.responsibilities for p in r.parties]


def test_the_contract_of_the_scorer() -> None:
    data = extraction_json(plan("质检总局牵头，国务院有关部门参加"))
    assert set(data["document"]) >= {"id", "title", "number", "issuer", "issued"}
    measure = data["measures"][0]
    assert set(measure) >= {
        "number",
        "title",
        "section",
        "start",
        "end",
        "responsibilities",
        "laws",
        "products",
        "tasks",
    }
    party = measure["responsibilities"][0]["parties"][0]
    assert set(party) >= {"as_named", "agency", "role", "basis", "position", "collective", "start", "end"}


def test_documents_without_a_number_are_known_by_their_words() -> None:
    raw = "某县行动方案\n一、甲\n（一）乙。（财政部负责）\n"
    assert (
        _document(read(raw)) == _document(read(raw.replace("\n", "\n\n"))) != _document(read(raw.replace("乙", "丙")))
    )


def _document(reading: Reading) -> str:
    return records_of(reading).document


_WORDS = st.lists(
    st.sampled_from(
        [
            "一、",
            "二、",
            "（一）",
            "（二）",
            "1.",
            "加强监管",
            "完善食品安全法",
            "开展专项整治",
            "《质量发展纲要》",
            "农产品",
            "等产业",
            "，",
            "。",
            "、",
            "\n",
            "（财政部负责）",
            "（教育部、财政部按职责分工负责）",
            "（责任单位：省农业厅、卫生厅）",
            "列第一位者为牵头部门，下同",
            "（",
            "）",
            "各地区",
            "要",
            "　",
            " ",
            "2014年4月21日",
            "国务院",
            "国办发〔2014〕18号",
            "—3—\n",
            "\ufeff",
        ]
    ),
    max_size=60,
)


@settings(max_examples=150)
@given(_WORDS)
def test_whatever_is_read_obeys_the_schema(pieces: list[str]) -> None:
    """Any jumble of plan words is refused by name, or read into valid records whose evidence is exact."""
    try:
        reading = read("".join(pieces) or "x")
    except StructureNotFound:
        return
    except Exception as error:
        assert type(error).__name__ in ("UnreadableFile", "UndecodableText"), repr("".join(pieces))
        return
    assert problems(reading) == []
    assert isinstance(records_of(reading), Batch)
    extraction_json(reading)
