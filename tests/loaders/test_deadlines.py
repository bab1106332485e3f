"""Deadlines: the cases of the corpus, wordings of real plans, and properties that hold for any text."""

from __future__ import annotations

import hashlib
import json
from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.declaration import DUE_KINDS
from graph.registry import registry
from graph.registry.batch import registry_batch
from graph.validation import validate
from loaders.clean import clean
from loaders.contract import extraction_json
from loaders.extract import Reading, extract
from loaders.mentions.deadlines import find_deadlines, read_deadline
from loaders.mentions.limits import FORMS
from loaders.mentions.points import later
from loaders.model import Deadline
from loaders.records.assemble import records_of
from loaders.text import RawDocument, Span
from tests.loaders.seed import is_independent, prose

WRITTEN = date(2018, 4, 20)

# The corpus was annotated before the review of the domain (research, B14); where the two differ, the review holds.
KINDS = {"effective_from": "start", "date": "due"}
EVERY = {"year": "P1Y", "季度": "P3M"}
ALSO = {
    "一季度末": {"past": True},
    "到2020年": {"earliest": "2020-01-01"},
    "2020年前": {"earliest": "2019-12-31"},
}


def found(text: str, issued: date | None = WRITTEN) -> list[tuple[str, Deadline]]:
    """Words and meaning of the deadlines in a stretch of prose."""
    return [(text[m.span.start : m.span.end], m.deadline) for m in find_deadlines(text, Span(0, len(text)), issued)]


def said(text: str, issued: date | None = WRITTEN) -> Deadline:
    """What words say that are known to be a time limit."""
    deadline = read_deadline(text, issued)
    assert deadline is not None, text
    return deadline


# ---- the corpus -----------------------------------------------------------------------------------------------------


def test_every_case_of_the_corpus(corpus: Path) -> None:
    cases = json.loads((corpus / "deadlines.json").read_text(encoding="utf-8"))
    assert len(cases) == 34
    for case in cases:
        got = read_deadline(case["text"], date.fromisoformat(case["issued"]))
        want = case["expected"]
        if want is None:
            assert got is None, case
            continue
        assert got is not None, case
        assert got.kind == KINDS.get(want["kind"], want["kind"]), case
        days = {name: want[name] for name in ("end", "month", "day") if name in want}
        days |= {"start": want["start"]} if "start" in want else {}
        days |= {"every": EVERY[want["freq"]]} if "freq" in want else {}
        for name, value in (days | ALSO.get(case["text"], {})).items():
            assert getattr(got, name) == value, (case, name)
        assert bool(got.earliest) == want.get("ambiguous", False), case


def test_in_prose_a_bare_date_is_none(corpus: Path) -> None:
    """The cases of kind date are dates of something, and nothing is due on them."""
    cases = json.loads((corpus / "deadlines.json").read_text(encoding="utf-8"))
    dates = [c["text"].replace(" ", "") for c in cases if c["expected"] and c["expected"]["kind"] == "date"]
    assert dates
    assert [found(text) for text in dates] == [[] for _ in dates]


def test_the_sample_plan_has_none(corpus: Path) -> None:
    """Its years are those of titles, of campaigns and of what was."""
    text = clean((corpus / "texts" / "gbf-2014-18.txt").read_text(encoding="utf-8")).text
    assert found(text, date(2014, 4, 21)) == []


# ---- where a time limit is expected ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2018年底前", "due", "", "2018-12-31"),
        ("2018年12月底前完成", "due", "", "2018-12-31"),
        ("2025年年底前", "due", "", "2025-12-31"),
        ("12月底前", "due", "", "2018-12-31"),
        ("2020年2月底", "due", "", "2020-02-29"),
        ("明年6月底前", "due", "", "2019-06-30"),
        ("今年底前", "due", "", "2018-12-31"),
        ("本月底前", "due", "", "2018-04-30"),
        ("年内", "due", "", "2018-12-31"),
        ("2019年内", "due", "", "2019-12-31"),
        ("上半年", "due", "2018-01-01", "2018-06-30"),
        ("2018年第三季度", "due", "2018-07-01", "2018-09-30"),
        ("四季度", "due", "2018-10-01", "2018-12-31"),
        ("6月中旬", "due", "2018-06-11", "2018-06-20"),
        ("2018年12月", "due", "", "2018-12-31"),
        ("2018.12.31", "due", "", "2018-12-31"),
        ("2018-6", "due", "", "2018-06-30"),
        ("６月３０日", "due", "", "2018-06-30"),
        ("十二月三十一日前", "due", "", "2018-12-31"),
        ("两年内", "due", "", "2020-04-20"),
        ("半年内", "due", "", "2018-10-20"),
        ("一年半内", "due", "", "2019-10-20"),
        ("10个工作日", "due", "", "2018-05-04"),
        ("2018年1月1日至12月31日", "period", "2018-01-01", "2018-12-31"),
        ("2018年7—9月", "period", "2018-07-01", "2018-09-30"),
        ("2018年7月至2019年6月", "period", "2018-07-01", "2019-06-30"),
        ("2018-2020年", "period", "2018-01-01", "2020-12-31"),
        ("即日起至2018年12月", "period", "2018-04-20", "2018-12-31"),
        ("全年", "period", "2018-01-01", "2018-12-31"),
        ("“十三五”期间", "period", "2016-01-01", "2020-12-31"),
        ("十四五末", "due", "", "2025-12-31"),
        ("中期（2021—2025年）", "period", "2021-01-01", "2025-12-31"),
        ("2019年起", "start", "2019-01-01", ""),
        ("印发之日起", "start", "2018-04-20", ""),
        ("印发之日起30日内", "relative", "", "2018-05-20"),
        ("自本通知印发之日起3个月内", "relative", "", "2018-07-20"),
        ("本方案印发后20个工作日内", "relative", "", "2018-05-18"),
        ("长期坚持", "ongoing", "", ""),
        ("常态化推进", "ongoing", "", ""),
        ("年内持续推进", "ongoing", "", "2018-12-31"),
        ("2018年启动", "milestone", "", "2018-12-31"),
        ("6月底前启动", "milestone", "", "2018-06-30"),
        ("2018年底前取得阶段性成果", "milestone", "", "2018-12-31"),
        ("6月底前启动，2020年基本完成", "due", "", "2020-12-31"),
        ("6月底前出台方案，年底前完成", "due", "", "2018-12-31"),
    ],
)
def test_time_limits(text: str, kind: str, start: str, end: str) -> None:
    got = said(text)
    assert (got.kind, got.start, got.end) == (kind, start, end)


@pytest.mark.parametrize(
    "text", ["", "按时间节点推进", "分阶段推进", "二月兰", "第三方机构", "2018年2月30日前", "“五小”活动"]
)
def test_words_without_a_time(text: str) -> None:
    assert read_deadline(text, WRITTEN) is None


def test_both_ends_are_kept_where_the_words_leave_them_open() -> None:
    assert (said("2020年以前").end, said("2020年以前").earliest) == ("2020-12-31", "2019-12-31")
    assert (said("2018年9月前").end, said("2018年9月前").earliest) == ("2018-09-30", "2018-08-31")
    assert (said("3至5年内").end, said("3至5年内").earliest) == ("2023-04-20", "2021-04-20")
    assert said("2018年9月10日前").earliest == said("2018年9月底前").earliest == ""


def test_done_and_going_on() -> None:
    got = said("2018年底前完成并长期坚持")
    assert (got.kind, got.end, got.continues) == ("due", "2018-12-31", True)
    assert said("2018年底前完成，持续推进").continues
    assert not said("2018年底前完成").continues


def test_what_lies_past_is_flagged_and_not_moved() -> None:
    got = said("一季度末")
    assert (got.end, got.past) == ("2018-03-31", True)
    assert said("3月底前").past
    assert not said("4月20日前").past


@pytest.mark.parametrize(
    ("text", "event"),
    [("汛期前", "汛期"), ("2018年春节前", "春节"), ("全国“两会”召开前", "全国两会"), ("“两节”期间", "两节")],
)
def test_events_get_no_day(text: str, event: str) -> None:
    got = said(text)
    assert (got.kind, got.event, got.start, got.end) == ("event", event, "", "")


def test_counted_from_something_else_gets_no_day() -> None:
    got = said("自批准之日起60日内")
    assert (got.kind, got.event, got.end) == ("relative", "批准", "")


@pytest.mark.parametrize(
    ("text", "every", "month", "day"),
    [
        ("每年6月底前", "P1Y", 6, 0),
        ("每年12月31日前、6月30日前", "P1Y", 12, 31),
        ("每年年底前", "P1Y", 12, 0),
        ("每两年", "P2Y", 0, 0),
        ("每半年", "P6M", 0, 0),
        ("每季度末", "P3M", 0, 0),
        ("每月5日前", "P1M", 0, 5),
    ],
)
def test_recurring(text: str, every: str, month: int, day: int) -> None:
    got = said(text)
    assert (got.kind, got.every, got.month, got.day, got.end) == ("recurring", every, month, day, "")


@pytest.mark.parametrize(
    "text", ["年内", "6月底前", "3年内", "印发之日起30日内", "即日起", "明年底前", "上半年", "全年"]
)
def test_without_a_date_nothing_is_counted_from_it(text: str) -> None:
    got = said(text, None)
    assert (got.start, got.end, got.earliest, got.past) == ("", "", "", False)


def test_without_a_date_printed_years_stand() -> None:
    assert said("2018年底前", None).end == "2018-12-31"
    assert said("2018年6月底前启动，12月底前完成", None).end == "2018-12-31"


def test_the_year_of_an_assessment_begins_when_it_says() -> None:
    """质量工作考核办法 (国办发〔2013〕47号), article 3: from 1 July to 30 June."""
    got = said("2013-2014年度省级人民政府质量工作考核", None)
    assert (got.kind, got.start, got.end) == ("period", "2013-07-01", "2014-06-30")
    assert said("2013-2014年度", None).start == "2013-01-01"
    assert said("2013-2014年度粮食安全考核", None).start == "2013-01-01"
    assert said("2013-2015年度质量工作考核", None).start == "2013-01-01"


# ---- in prose -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("力争在2021年12月底前完成并公布实施。", ["2021年12月底前"]),
        ("2022年6月30日前，每个设区市建立1—2个示范点。", ["2022年6月30日前"]),
        ("各有关部门于每年2月底前，根据上一年度工作成效，提出名单。", ["每年2月底前"]),
        ("到2025年，总规模达到2万亿元。", ["到2025年"]),
        ("用5年时间培养人才，力争3年内见效。", ["用5年时间", "3年内"]),
        ("2018—2020年，每年培训1万人。", ["2018—2020年", "每年"]),
        ("2018年启动试点，2020年全面建成体系。", ["2018年启动", "2020年"]),
        ("年内出台实施方案，并长期坚持。", ["年内", "长期坚持"]),
        ("春节前开展检查，汛期前完成排查。", ["春节前", "汛期前"]),
        ("2018年10月至2019年3月，开展专项行动。", ["2018年10月至2019年3月"]),
        ("自2018年7月1日起施行。", ["自2018年7月1日起"]),
        ("2000年底前建成的老旧小区，2020年底前完成改造。", ["2020年底前"]),
        ("在2020年底前建成一批高标准的示范区。", ["2020年底前"]),
    ],
)
def test_deadlines_in_prose(text: str, words: list[str]) -> None:
    assert [w for w, _ in found(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "根据2013年国务院印发的文件，总结2017年工作。",
        "落实《质量发展纲要（2011-2020年）》和《2018-2020年行动计划》。",
        "国发〔2018〕42号文件自印发以来，2014年中央财政已安排资金。",
        "比2017年底提高5个百分点，较2020年底减少。",
        "截至2017年底，全省共有企业100家；2017年上半年增长7%。",
        "连续3年内未受到行政处罚，近3年内有记录的，3年内不得参加。",
        "企业开办时间压缩至5个工作日内，在受理后30日内办结。",
        "第三方机构、第三次会议、二季度以来的情况。",
        "政策有效期至2027年12月31日，期限延长至2020年。",
        "到2020年的目标，2018年12月31日前登记的企业。",
        "目前，日前，以前，此前，3年前，近年内，几年内。",
        "持续推进农村改革，长期坚持绿色发展。",
        "（十八）持续推进“放管服”改革。",
        "制定2018—2020年行动计划，组织2018年全国“质量月”活动。",
    ],
)
def test_times_that_are_no_deadlines(text: str) -> None:
    assert found(text) == []


def test_a_year_is_carried_within_its_sentence_only() -> None:
    text = "2019年6月底前启动编制，12月底前印发；年底前报送。12月底前总结。"
    assert [d.end for _, d in found(text)] == ["2019-06-30", "2019-12-31", "2019-12-31", "2018-12-31"]
    assert [d.end for _, d in found("落实《纲要（2011-2020年）》，6月底前制定方案。")] == ["2018-06-30"]


# ---- properties -----------------------------------------------------------------------------------------------------

years = st.integers(1990, 2060)
months = st.integers(1, 12)


@given(
    years,
    months,
    st.sampled_from(["底前", "底", "末", "底之前", "底以前", "内"]),
    st.sampled_from(["", "完成", "到位"]),
)
def test_months_read_back(year: int, month: int, limit: str, deed: str) -> None:
    want = date(year, month, monthrange(year, month)[1]).isoformat()
    words = f"{year}年{month}月{limit}"
    assert said(words + deed).end == want
    assert [d.end for _, d in found(f"各地要在{words}{deed}，抓好落实。", None)] == [want]


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.sampled_from(["前", "之前", "以前", ""]))
def test_days_read_back(day: date, limit: str) -> None:
    assert said(f"{day.year}年{day.month}月{day.day}日{limit}").end == day.isoformat()


@given(years, st.integers(1, 40), st.sampled_from("-—–~至到－"))
def test_runs_of_years_read_back(year: int, length: int, dash: str) -> None:
    got = said(f"{year}{dash}{year + length}年")
    assert (got.kind, got.start, got.end) == ("period", f"{year}-01-01", f"{year + length}-12-31")


@given(
    st.dates(date(1990, 1, 1), date(2060, 12, 31)),
    st.integers(1, 99),
    st.sampled_from(["年", "个月", "日", "个工作日"]),
)
def test_amounts_are_counted_from_the_issue(issued: date, number: int, unit: str) -> None:
    code = {"年": "year", "个月": "month", "日": "day", "个工作日": "workday"}[unit]
    want = later(issued, number, code)
    assert said(f"{number}{unit}内", issued).end == want.isoformat()
    assert said(f"印发之日起{number}{unit}内", issued).end == want.isoformat()
    assert want > issued


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(1, 200))
def test_working_days_are_counted_one_by_one(day: date, number: int) -> None:
    want = day
    for _ in range(number):
        want += timedelta(days=1)
        while want.weekday() >= 5:
            want += timedelta(days=1)
    assert later(day, number, "workday") == want


def test_a_month_later_is_the_same_day_or_the_last_one() -> None:
    assert later(date(2014, 1, 30), 2, "month") == date(2014, 3, 30)
    assert later(date(2014, 1, 31), 1, "month") == date(2014, 2, 28)
    assert later(date(2016, 2, 29), 1, "year") == date(2017, 2, 28)


times = st.text(
    alphabet="0123456789一二十两年月日季度半上下底末前内到至自起每“”五期间之以完成启动持续推进，。；《》（）-—个工作 ",
    max_size=60,
)
dates = st.none() | st.dates(date(1990, 1, 1), date(2060, 12, 31))


@given(times | prose, dates)
def test_any_text_is_read(text: str, issued: date | None) -> None:
    """No exception; spans in order, without overlaps; known kinds; days that exist, in order."""
    mentions = list(find_deadlines(text, Span(0, len(text)), issued))
    for before, after in pairwise(mentions):
        assert before.span.end <= after.span.start
    read = read_deadline(text, issued)
    for deadline in [m.deadline for m in mentions] + ([read] if read else []):
        assert deadline.kind in DUE_KINDS
        days = [date.fromisoformat(d) for d in (deadline.earliest or deadline.start, deadline.end) if d]
        assert days == sorted(days)
        assert deadline.past == bool(issued and deadline.end and date.fromisoformat(deadline.end) < issued)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in mentions)


@given(prose, prose)
def test_neighbours_do_not_matter(text: str, before: str) -> None:
    assert is_independent(lambda t, s: tuple(find_deadlines(t, s, WRITTEN)), text, before)


def test_every_form_is_named_once() -> None:
    assert len({form.name for form in FORMS}) == len(FORMS)


# ---- in a plan ------------------------------------------------------------------------------------------------------

PLAN = """国务院关于落实重点工作部门分工的意见
国发〔2018〕99号
国务院各部委、各直属机构：
一、重点工作
（一）推进减税。2018年6月底前出台实施细则，完善增值税制度。（财政部牵头，税务总局参加，3月底前出台政策，年内持续推进）
（二）建立健全考核制度，自2019年起。每年12月底前，报送进展情况。（发展改革委负责，2018年底前完成并长期坚持）
（三）汛期前完成排查。（水利部负责）
（四）2020年前建立体系。（水利部负责）
国务院
2018年4月20日
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    raw = RawDocument("plan.txt", hashlib.sha256(PLAN.encode()).hexdigest(), "utf-8", PLAN)
    return extract(raw, registry())


def test_deadlines_of_tasks_and_notations_reach_the_records(reading: Reading) -> None:
    batch = records_of(reading)
    names = ("deadline", "due", "due_from", "due_kind")
    tasks = [tuple(n.properties.get(name) for name in names) for n in batch.nodes if n.label == "Task"]
    assert ("2018年6月底前", "2018-06-30", None, "due") in tasks
    assert ("每年12月底前", None, None, "recurring") in tasks
    assert ("汛期前", None, None, "event") in tasks
    assert ("2020年前", "2020-12-31", "2019-12-31", "due") in tasks
    duties = {e.properties["as_named"]: e.properties for e in batch.edges if e.properties.get("deadline")}
    assert {name: tuple(row.get(n) for n in names[1:]) for name, row in duties.items()} == {
        "财政部": ("2018-03-31", None, "due"),
        "税务总局": ("2018-03-31", None, "due"),
        "发展改革委": ("2018-12-31", None, "due"),
    }
    assert duties["发展改革委"]["deadline"] == "2018年底前完成并长期坚持"
    known = frozenset((n.label, n.id) for n in registry_batch().nodes)
    assert validate(batch, PLAN, reading.raw.sha256, known) == []


def test_deadlines_in_the_contract(reading: Reading) -> None:
    first, second, third, fourth = extraction_json(reading)["measures"]
    (duty,) = second["responsibilities"]
    assert duty["deadline"] == "2018年底前完成并长期坚持"
    assert duty["due"] == {"kind": "due", "due_from": None, "due": "2018-12-31", "continues": True}
    (given,) = [t["deadline"] for t in first["tasks"] if t["deadline"]]
    assert PLAN[given["start"] : given["end"]] == given["as_named"] == "2018年6月底前"
    assert (given["kind"], given["due"]) == ("due", "2018-06-30")
    assert [t["deadline"]["event"] for t in third["tasks"]] == ["汛期"]
    assert [t["deadline"].get("ambiguous", False) for t in (*third["tasks"], *fourth["tasks"])] == [False, True]
    assert (first["deadline"], third["deadline"]) == (None, None)
    assert (second["deadline"]["as_named"], second["deadline"]["due_from"]) == ("自2019年起", "2019-01-01")


def test_a_deadline_before_the_date_of_the_document_is_an_issue(reading: Reading) -> None:
    (issue,) = [i for i in reading.found.issues if i.kind == "deadline_past"]
    assert (issue.severity, issue.measure) == ("warning", 1)
    assert "3月底前" in issue.text and "2018-03-31" in issue.text
    assert reading.clean.slice(issue.span).startswith("3月底前出台政策")


def test_a_deadline_outside_of_tasks_stands_on_the_measure() -> None:
    text = PLAN.replace("（三）汛期前完成排查。", "（三）2019年6月底前\n开展排查。")
    raw = RawDocument("plan.txt", "x", "utf-8", text)
    measure = extract(raw, registry()).found.measures[2]
    assert measure.deadline is not None
    assert (measure.deadline.deadline.end, [t.deadline for t in measure.tasks]) == ("2019-06-30", [None])
