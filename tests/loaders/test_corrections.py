"""Corrections by hand: files that are read strictly, and what they change of an extraction."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.session import read_file, sample_plan
from graph.errors import InvalidCorrections
from graph.records import Edge, Value
from graph.registry import registry
from graph.registry.batch import registry_batch
from graph.validation import validate
from loaders.contract import extraction_json
from loaders.corrections import yaml_lines
from loaders.corrections.apply import corrected
from loaders.corrections.correction import Corrections, file_name
from loaders.corrections.file import find_corrections, parse_corrections, read_corrections
from loaders.corrections.template import template
from loaders.extract import Reading, extract
from loaders.records.assemble import records_of
from loaders.text import RawDocument

PLAN = """国务院办公厅关于印发质量工作行动计划的通知
国办发〔2014〕99号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
《质量工作行动计划》已经国务院同意，现印发给你们，请认真贯彻执行。
国务院办公厅
2014年4月21日
质量工作行动计划
一、加强监管
（一）加强食品监管。开展食品专项整治，推动修订《食品安全法》。（食品药品监管总局、农业部按职责分工负责）
（二）加强电梯监管。开展电梯安全监督检查，宣传用卡知识，会同有关协会做好服务。（质检总局牵头，农业部参加，
住房城乡建设部配合）
"""
SHARED = "（食品药品监管总局、农业部按职责分工负责）"
LED = "（质检总局牵头，农业部参加，住房城乡建设部配合）"
DUTIES = ("LEADS", "PARTICIPATES_IN", "SHARES")


def read(text: str = PLAN) -> Reading:
    raw = RawDocument("plan.txt", hashlib.sha256(text.encode()).hexdigest(), "utf-8", text)
    return extract(raw, registry())


def written(*entries: str, head: str = 'document: "国办发〔2014〕99号"\nsha256: x\ncorrections:\n') -> str:
    return head + "".join(f"- {entry}\n  reason: 工作要点写明\n  by: 张三\n  date: 2026-01-05\n" for entry in entries)


def entry(measure: str, quote: str, subject: str, name: str, change: str, to: str = "", more: str = "") -> str:
    lines = [f'measure: "{measure}"', f'quote: "{quote}"', f"{subject}: {name}", f"change: {change}", f"to: {to}"]
    return "\n  ".join(lines + ([more] if more else []))


def applied(*entries: str, text: str = PLAN) -> Reading:
    """The plan with corrections; its records keep the schema, and their evidence holds."""
    reading = corrected(read(text), parse_corrections(written(*entries), "a.yaml"))
    known = frozenset((n.label, n.id) for n in registry_batch().nodes)
    assert validate(records_of(reading), reading.raw.text, reading.raw.sha256, known) == []
    return reading


def edges(reading: Reading, *types: str) -> list[Edge]:
    return [e for e in records_of(reading).edges if e.type in types]


def roles(reading: Reading) -> dict[tuple[str, str], str]:
    """Role by the end of the measure's id and the printed name."""
    return {
        (e.target[1][-2:], str(e.properties["as_named"])): str(e.properties["role"]) for e in edges(reading, *DUTIES)
    }


def marks(edge: Edge) -> tuple[Value, ...]:
    return tuple(edge.properties.get(n) for n in ("correction", "corrected_by", "corrected_on", "was"))


def issues(reading: Reading) -> list[tuple[str, str, int]]:
    return [(i.kind, i.severity, i.measure) for i in reading.found.issues if i.kind.startswith("correction")]


PLAIN = {
    ("m1", "食品药品监管总局"): "shared",
    ("m1", "农业部"): "shared",
    ("m2", "质检总局"): "lead",
    ("m2", "农业部"): "participant",
    ("m2", "住房城乡建设部"): "participant",
}


# ---- what corrections change ----------------------------------------------------------------------------------------


def test_the_plan_as_extracted() -> None:
    reading = read()
    assert roles(reading) == PLAIN
    assert not [e for e in records_of(reading).edges if any(marks(e))]


def test_a_role() -> None:
    reading = applied(entry("（一）", SHARED, "party", "食品药品监管总局", "role", "lead"))
    assert roles(reading) == PLAIN | {("m1", "食品药品监管总局"): "lead"}
    (edge,) = (e for e in edges(reading, "LEADS") if e.target[1].endswith("m1"))
    row = edge.properties
    assert (row["basis"], row["broad_role"], row["broad_basis"]) == ("corrected", "lead", "corrected")
    assert marks(edge) == ("工作要点写明", "张三", "2026-01-05", "shared/division_of_duties")
    assert row["quote"] == SHARED
    assert issues(reading) == []


def test_what_follows_from_a_role_follows() -> None:
    """The regulatory edge of the object says lead, and who corrected it."""
    before = {e.source[1]: e.properties["basis"] for e in edges(read(), "REGULATES")}
    reading = applied(entry("（一）", SHARED, "party", "食品药品监管总局", "role", "lead"))
    after = {e.source[1]: e.properties["basis"] for e in edges(reading, "REGULATES")}
    assert before["cfda"] == "co_listed" and after == before | {"cfda": "lead"}
    assert [e.source[1] for e in edges(reading, "REGULATES") if any(marks(e))] == ["cfda"]


def test_another_agency() -> None:
    reading = applied(entry("（二）", LED, "party", "农业部", "agency", "商务部"))
    (edge,) = (e for e in edges(reading, *DUTIES) if e.properties.get("correction"))
    assert edge.source == ("Agency", "mofcom")
    assert edge.properties["was"] == "moa"
    assert (edge.properties["as_named"], edge.properties["role"]) == ("农业部", "participant")


def test_two_changes_of_one_party() -> None:
    one = entry("（二）", LED, "party", "农业部", "agency", "mofcom")
    two = entry("（二）", LED, "party", "农业部", "role", "lead")
    for order in ((one, two), (two, one)):
        (edge,) = (e for e in edges(applied(*order), *DUTIES) if e.properties.get("correction"))
        assert (edge.type, edge.source[1]) == ("LEADS", "mofcom")
        assert set(str(edge.properties["was"]).split("；")) == {"moa", "participant/explicit"}


def test_a_party_that_is_none() -> None:
    reading = applied(entry("（二）", LED, "party", "住房城乡建设部", "remove"))
    assert roles(reading) == {k: v for k, v in PLAIN.items() if k[1] != "住房城乡建设部"}
    (measure,) = (n for n in records_of(reading).nodes if n.label == "Measure" and n.id.endswith("m2"))
    assert measure.properties["parties"] == 2
    assert measure.properties["correction"] == "工作要点写明"
    assert measure.properties["was"] == "participant/explicit 住房城乡建设部"


def test_a_party_that_was_missed_at_printed_words() -> None:
    """In a notation it is one more party of it; elsewhere it stands for itself."""
    lone = entry("（二）", "会同有关协会做好服务", "party", "有关协会", "add", "participant")
    reading = applied(lone, entry("（二）", LED, "party", "建设部", "add", "participant", "agency: mohurd"))
    added = [e for e in edges(reading, *DUTIES) if e.properties["rule"] == "by_hand"]
    assert {(e.properties["as_named"], e.properties["notation"], e.properties["position"]) for e in added} == {
        ("有关协会", 2, 1),
        ("建设部", 1, 4),
    }
    for edge in added:
        row = edge.properties
        assert (row["basis"], row.get("was"), row["correction"]) == ("corrected", None, "工作要点写明")
        assert reading.raw.text[row["name_start"] : row["name_end"]] == row["as_named"]
    (measure,) = (n for n in records_of(reading).nodes if n.label == "Measure" and n.id.endswith("m2"))
    assert measure.properties["parties"] == 5


def test_words_that_are_not_printed_add_nothing() -> None:
    reading = applied(entry("（二）", "（质检总局牵头，商务部参加）", "party", "商务部", "add", "participant"))
    assert roles(reading) == PLAIN
    assert issues(reading) == [("correction_lost", "warning", 2)]


def test_objects() -> None:
    (food,) = (e for e in edges(read(), "TARGETS") if "食品专项整治" in str(e.properties["quote"]))
    quote = str(food.properties["quote"])
    replaced = applied(entry("（一）", quote, "object", "食品", "replace", "农产品"))
    (edge,) = (e for e in edges(replaced, "TARGETS") if e.properties.get("correction"))
    assert (edge.properties["as_named"], edge.properties["was"]) == ("食品", food.target[1])
    assert edge.target != food.target
    removed = applied(entry("（一）", quote, "object", "食品", "remove"))
    assert food.target not in [e.target for e in edges(removed, "TARGETS") if e.properties["quote"] == quote]
    added = applied(entry("（二）", "宣传用卡知识", "object", "用卡知识", "add", "service"))
    (edge,) = (e for e in edges(added, "TARGETS") if e.properties["rule"] == "by_hand")
    assert edge.target == ("Object", "object:service:用卡知识")


def test_words_inside_a_longer_name_are_no_object_to_correct() -> None:
    """Extraction keeps them, but the graph has no edge for them."""
    reading = read_file(sample_plan())
    measure, item = next((m, o) for m in reading.found.measures for o in m.objects if not o.core)
    say = reading.clean.printed
    text = written(entry(measure.unit.number, say(item.quote), "object", say(item.span), "replace", "农产品"))
    found = corrected(reading, parse_corrections(text.replace("国办发〔2014〕99号", "国办发〔2014〕18号"), "a.yaml"))
    assert [i.kind for i in found.found.issues if i.measure] == ["correction_lost"]


def test_the_action_upon_a_law() -> None:
    (law,) = edges(read(), "NAMES")
    assert law.properties["action"] == "修订"
    quote = str(law.properties["quote"])
    (edge,) = edges(applied(entry("（一）", quote, "law", "食品安全法", "action", "制定")), "NAMES")
    assert (edge.properties["action"], edge.properties["was"]) == ("制定", "修订")
    assert edges(applied(entry("（一）", quote, "law", "食品安全法", "remove")), "NAMES") == []


def test_the_contract_says_what_was_corrected() -> None:
    reading = applied(
        entry("（一）", SHARED, "party", "农业部", "role", "lead"),
        entry("（二）", LED, "party", "住房城乡建设部", "remove"),
    )
    first, second = extraction_json(reading)["measures"]
    mark = {"reason": "工作要点写明", "was": "shared/division_of_duties", "by": "张三", "on": "2026-01-05"}
    assert [p["correction"] for p in first["responsibilities"][0]["parties"]] == [None, mark]
    assert [m["was"] for m in second["removed"]] == ["participant/explicit 住房城乡建设部"]


def test_no_entries_change_nothing() -> None:
    reading = read()
    assert corrected(reading, parse_corrections(written(), "a.yaml")) is reading


# ---- what survives, and what does not -------------------------------------------------------------------------------


def test_the_same_words_in_another_layout() -> None:
    """Other offsets, white space inside words, a page break, half-width brackets: the anchor holds."""
    text = "\n\n" + PLAN.replace("食品药品监管总局、农业部按", "食品药品\n— 3 —\n监管总局、农业 部按").replace(
        "（食品", "(食品"
    )
    reading = applied(entry("（一）", SHARED, "party", "食品药品监管总局", "role", "lead"), text=text)
    assert roles(reading)["m1", "食品药品监管总局"] == "lead"
    assert issues(reading) == []


def test_a_notation_that_is_cut_otherwise() -> None:
    """Rules that take the brackets away, or one more sentence in, leave the anchor valid."""
    for quote in ("食品药品监管总局、农业部按职责分工负责", "、农业部按", "推动修订《食品安全法》。" + SHARED):
        reading = applied(entry("（一）", quote, "party", "农业部", "role", "lead"))
        assert roles(reading)["m1", "农业部"] == "lead"


def test_changed_words_lose_it() -> None:
    text = PLAN.replace("农业部按职责分工负责", "商务部按职责分工负责")
    reading = applied(entry("（一）", SHARED, "party", "农业部", "role", "lead"), text=text)
    assert ("m1", "农业部") not in roles(reading)
    assert issues(reading) == [("correction_lost", "warning", 1)]
    (issue,) = (i for i in reading.found.issues if i.kind == "correction_lost")
    assert "农业部" in issue.text and "role lead" in issue.text and "原文在更正写成以后变过" in issue.text
    assert "工作要点写明" in issue.suggestion


def test_a_measure_that_is_gone_loses_it() -> None:
    reading = applied(entry("（九）", SHARED, "party", "农业部", "role", "lead"))
    assert roles(reading) == PLAIN
    assert issues(reading) == [("correction_lost", "warning", 0)]


def test_what_extraction_says_by_now_is_not_marked() -> None:
    reading = applied(
        entry("（二）", LED, "party", "质检总局", "role", "lead"),
        entry("（二）", LED, "party", "农业部", "agency", "moa"),
        entry("（二）", LED, "party", "商务部", "remove").replace("商务部", "牵头"),
        entry("（二）", LED, "party", "质检总局", "add", "lead"),
    )
    assert roles(reading) == PLAIN
    assert not [e for e in records_of(reading).edges if any(marks(e))]
    assert issues(reading) == [("correction_agrees", "info", 2)] * 4


def test_measures_of_one_number_are_told_apart() -> None:
    text = PLAN + "二、夯实基础\n（一）健全标准体系。完善食品标准。（质检总局、农业部按职责分工负责）\n"
    quote = "（质检总局、农业部按职责分工负责）"
    reading = applied(entry("（一）", quote, "party", "农业部", "role", "lead"), text=text)
    assert roles(reading)["m3", "农业部"] == "lead" and roles(reading)["m1", "农业部"] == "shared"
    titled = entry("（一）", quote, "party", "农业部", "role", "lead", "title: 加强食品")
    assert issues(applied(titled, text=text)) == [("correction_lost", "warning", 1)]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (entry("（一）", SHARED, "party", "农业部", "agency", "没有这个部"), "no body has this id or name"),
        (entry("（一）", "食品专项整治", "object", "食品", "replace", "没有这个东西"), "no object has this id or name"),
    ],
)
def test_a_target_that_nobody_knows_is_refused(bad: str, says: str) -> None:
    with pytest.raises(InvalidCorrections, match=says) as caught:
        applied(bad)
    assert caught.value.problems[0][0] == 4
    assert "a.yaml:4:" in str(caught.value)


# ---- files ----------------------------------------------------------------------------------------------------------

GOOD = entry("（一）", SHARED, "party", "农业部", "role", "lead")


def bad(text: str) -> tuple[tuple[int, str], ...]:
    with pytest.raises(InvalidCorrections) as caught:
        parse_corrections(text, "a.yaml")
    assert caught.value.exit_code == 1
    assert all(f"a.yaml:{line}: {what}" in str(caught.value) for line, what in caught.value.problems)
    return caught.value.problems


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "the file is empty"),
        ("document: x", 1, "corrections is missing"),
        ("corrections:", 1, "document is missing"),
        ("- a\n- b\n", 1, "must be a mapping"),
        ("document: x\ncorrections: 3\n", 2, "must be a list"),
        ("document: x\ncorrections:\n- just words\n", 3, "must be a mapping"),
        ("document: x\nthing: 3\ncorrections:\n", 2, "unknown key 'thing'"),
        (written(GOOD).replace("reason:", "reson:"), 9, "unknown key 'reson'; did you mean reason?"),
        (written(GOOD).replace("reason: 工作要点写明", "reason:"), 4, "reason is missing"),
        (written(GOOD.replace("change: role", "change: rôle")), 7, "change: rôle is not for a party"),
        (written(GOOD.replace("to: lead", "to: boss")), 8, "to: boss is not one of lead, participant, shared"),
        (written(GOOD.replace("to: lead", "to:")), 8, "to is missing"),
        (written(GOOD.replace("change: role", "change: remove")), 8, "a removal has none"),
        (written(GOOD.replace("change: role", "change: action")), 7, "change: action is not for a party"),
        (written(GOOD.replace("party: 农业部", "party:")), 4, "names one party, object or law"),
        (written(GOOD + "\n  law: 食品安全法"), 4, "names one party, object or law"),
        (written(GOOD.replace("party: 农业部", "party: 商务部")), 6, "does not stand in the quote"),
        (written(GOOD.replace(f'quote: "{SHARED}"', "quote:")), 4, "quote is missing"),
        (written(GOOD.replace('measure: "（一）"', "title: x")), 4, "measure is missing"),
        (written(GOOD + "\n  agency: moa"), 9, "agency belongs to an added party"),
        (written(GOOD).replace("2026-01-05", "5.1.2026"), 11, "no day like 2026-01-31"),
        (written(GOOD).replace("2026-01-05", "20260105"), 11, "no day like 2026-01-31"),
        (written(GOOD, GOOD), 12, "stands in line 4"),
        (
            written(GOOD, GOOD.replace("role", "remove").replace("to: lead", "to:")),
            12,
            "removed and changed; see line 4",
        ),
        (written(GOOD + "\n  to: shared"), 9, "the key 'to' is there twice"),
        (written(GOOD.replace("农业部\n", "[农业部]\n")), 6, "party must be plain words"),
        ('document: x\ncorrections:\n- "a\n', 4, "no YAML"),
        ("document: x\n---\ndocument: y\n", 2, "no YAML"),
        ("document: &a x\ncorrections: *a\n", 1, "an alias or anchor"),
        ("document: !!python/name:os.system x\ncorrections:\n", 1, "a tag"),
        ("document: x\ncorrections: [[[[[]]]]]\n", 2, "nested too deep"),
        (f"document: {'x' * 5000}\ncorrections:\n", 1, "a value of more than"),
        (written(GOOD).replace("工作要点写明", '"\\0"'), 9, "characters that no text has"),
    ],
)
def test_bad_files(text: str, line: int, says: str) -> None:
    assert any(at == line and says in what for at, what in bad(text)), bad(text)


def test_every_fault_is_told_at_once() -> None:
    text = written(GOOD.replace("lead", "boss"), GOOD.replace("party: 农业部", "party: 商务部"))
    assert [line for line, _ in bad(text)] == [8, 14]


def test_bombs_are_refused_before_they_are_built() -> None:
    layers = ["a: &a [x, x, x, x, x, x, x, x, x]"] + [
        f"{c}: &{c} [{', '.join([f'*{p}'] * 9)}]" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert "an alias or anchor" in bad("\n".join(layers))[0][1]
    many = "document: x\ncorrections:\n" + "- {}\n" * (yaml_lines.MAX_EVENTS // 2)
    assert "more than" in bad(many)[0][1]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    large, binary, missing = tmp_path / "l.yaml", tmp_path / "b.yaml", tmp_path / "m.yaml"
    large.write_text("#" * (yaml_lines.MAX_BYTES + 1))
    binary.write_bytes(b"\xff\xfe\x00a")
    for path, says in ((large, "larger than 1 MB"), (binary, "save the file as UTF-8"), (missing, "cannot be read")):
        with pytest.raises(InvalidCorrections, match=says):
            read_corrections(path)


def test_a_folder_of_files(tmp_path: Path) -> None:
    name = file_name("国办发〔2014〕99号")
    assert name == "国办发〔2014〕99号.yaml"
    assert find_corrections(tmp_path, "国办发〔2014〕99号") is None
    (tmp_path / name).write_text("\ufeff" + written(GOOD), encoding="utf-8")
    found = find_corrections(tmp_path, "国办发〔2014〕99号")
    assert found is not None and [str(e) for e in found.entries] == ["（一）“农业部” role lead"]
    (tmp_path / file_name("other")).write_text(written(GOOD), encoding="utf-8")
    with pytest.raises(InvalidCorrections, match="corrections of 国办发〔2014〕99号, in the file for other"):
        find_corrections(tmp_path, "other")


@given(st.text(max_size=200), st.text(max_size=200))
def test_file_names_are_safe_and_their_own(one: str, other: str) -> None:
    for document in (one, other):
        name = file_name(document)
        assert not set(name) & set('/\\:*?"<>|\n\t ') and name not in (".yaml", "..yaml") and not name.startswith(".")
        assert len(name) <= 100
    assert (file_name(one) == file_name(other)) == (one == other)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse_corrections(text, "a.yaml")
    except InvalidCorrections as error:
        assert error.problems and all(line >= 1 and what for line, what in error.problems)
    else:
        assert isinstance(found, Corrections)


def test_the_version_follows_what_is_said() -> None:
    version = parse_corrections(written(GOOD), "a.yaml").version
    assert version == parse_corrections("# a comment\n" + written(GOOD), "b.yaml").version != ""
    assert version != parse_corrections(written(GOOD.replace("lead", "shared")), "a.yaml").version
    assert parse_corrections(written(), "a.yaml").version == ""


# ---- the template ---------------------------------------------------------------------------------------------------


def test_the_template_lists_every_edge_and_changes_nothing() -> None:
    batch = records_of(read())
    text = template(batch)
    found = parse_corrections(text, "t.yaml")
    assert (found.document, found.entries, found.sha256) == ("国办发〔2014〕99号", (), read().raw.sha256)
    listed = [e for e in batch.edges if e.type in (*DUTIES, "TARGETS", "NAMES") and e.source[0] != "Document"]
    assert text.count("# - measure: ") == len(listed)


def test_any_entry_of_the_template_can_be_filled_in() -> None:
    """Whichever entry a person takes the marks away from: it is read, and it finds its words."""
    text = template(records_of(read()))
    head, *entries = text.split("#\n# - measure: ")
    fill = {"party": ("role", "shared"), "object": ("remove", ""), "law": ("action", "完善")}
    head = head.partition("\n# ====")[0] + "\n"
    for item in entries:
        lines = ["- measure: " + item.split("\n")[0], *(li.removeprefix("# ") for li in item.split("\n")[1:9])]
        subject = next(s for s in fill if lines[3].startswith(f"  {s}:"))
        change, to = fill[subject]
        lines[4:9] = [f"  change: {change}", f"  to: {to}", "  reason: 核对", "  by:", "  date:"]
        reading = corrected(read(), parse_corrections(head + "\n".join(lines) + "\n", "t.yaml"))
        assert [k for k, _, _ in issues(reading) if k == "correction_lost"] == []
