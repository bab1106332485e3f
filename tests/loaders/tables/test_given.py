"""Task tables as the formats give them: columns, merges, notations in cells, notes, and what is no task table."""

from __future__ import annotations

import pytest

from loaders.records.assemble import records_of
from tests.loaders.tables.given import ABOVE, LEFT, NOTICE, Built, kinds, parties, roles, table_of

HEAD = ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"]


def built(*rows: list[str], before: str = NOTICE, after: str = "", bold: str = "") -> Built:
    return Built().say(before).table(rows, bold).say(after)


def test_each_row_is_a_measure_with_its_parties_and_deadline() -> None:
    reading = built(
        HEAD,
        ["1", "加强食品安全监管。开展专项整治。", "省市场监管局", "省教育厅、省财政厅，各市、州人民政府", "2023年底前"],
        ["2", "推进质量认证", "省市场监管局、省商务厅", "/", "持续推进"],
        ["3", "保护知识产权。", "省知识产权局", "省公安厅等", "—"],
    ).read()
    assert table_of(reading) == [
        ("1", "加强食品安全监管", {"省市场监管局": "L", "省教育厅": "P", "省财政厅": "P", "各市、州人民政府": "P"}),
        ("2", "推进质量认证", {"省市场监管局": "L", "省商务厅": "L"}),
        ("3", "保护知识产权", {"省知识产权局": "L", "省公安厅": "P"}),
    ]
    duties = [m.responsibilities[0] for m in reading.found.measures]
    assert [reading.clean.printed(d.deadline) if d.deadline else None for d in duties] == [
        "2023年底前",
        "持续推进",
        None,
    ]
    assert [d.open_list for d in duties] == [False, False, True]
    assert [p.wording for p in parties(reading.found.measures[0])] == ["牵头单位", "配合单位", "配合单位", "配合单位"]
    assert [t.verb for t in reading.found.measures[0].tasks] == ["开展"]
    assert kinds(reading) == []


@pytest.mark.parametrize(
    ("label", "cell", "expected"),
    [
        ("责任单位", "省财政厅", {"省财政厅": "O"}),
        ("责任单位", "省教育厅、省财政厅", {"省教育厅": "N", "省财政厅": "N"}),
        ("责任部门", "省教育厅 省财政厅", {"省教育厅": "N", "省财政厅": "N"}),
        ("责任单位", "省教育厅\v省财政厅", {"省教育厅": "N", "省财政厅": "N"}),
        ("责任单位", "省教\v育厅、省财政厅", {"省教育厅": "N", "省财政厅": "N"}),
        ("责任单位", "省教 育厅；省 财 政 厅", {"省教育厅": "N", "省财政厅": "N"}),
        ("责任单位", "1.省教育厅\v2.省财政厅", {"省教育厅": "N", "省财政厅": "N"}),
        ("责任单位", "1.省教育厅2.省财政厅", {"省教育厅": "N", "省财政厅": "N"}),
        ("责任单位", "省教育厅牵头，省财政厅配合", {"省教育厅": "L", "省财政厅": "P"}),
        ("责任单位", "（省教育厅牵头，省财政厅按职责分工负责）", {"省教育厅": "L", "省财政厅": "D"}),
        ("责任单位", "省教育厅、省财政厅按职责分工负责", {"省教育厅": "S", "省财政厅": "S"}),
        ("责任单位", "牵头单位：省教育厅\v配合单位：省财政厅", {"省教育厅": "L", "省财政厅": "P"}),
        ("责任单位", "省教育厅（牵头）、省财政厅", {"省教育厅": "L", "省财政厅": "P"}),
        ("责任单位", "各市、州、县人民政府", {"各市、州、县人民政府": "O"}),
        ("牵头单位", "省教育厅、省财政厅", {"省教育厅": "L", "省财政厅": "L"}),
        ("牵头及配合单位", "省教育厅、省财政厅", {"省教育厅": "N", "省财政厅": "N"}),
        ("主办单位", "省教育厅", {"省教育厅": "L"}),
        ("责任单位（列第一位的为牵头单位）", "省教育厅、省财政厅", {"省教育厅": "F", "省财政厅": "f"}),
        ("责任单位（排名不分先后）", "省教育厅、省财政厅", {"省教育厅": "N", "省财政厅": "N"}),
        ("责 任\v单 位", "省教育厅", {"省教育厅": "O"}),
        ("分工", "省教育厅、省财政厅", {"省教育厅": "N", "省财政厅": "N"}),
        ("单位", "省教育厅、省财政厅", {"省教育厅": "N", "省财政厅": "N"}),
    ],
)
def test_one_duty_column(label: str, cell: str, expected: dict[str, str]) -> None:
    reading = built(["序号", "工作任务", label], ["1", "加强监管。", cell], ["2", "推进认证。", "省商务厅"]).read()
    assert roles(reading, reading.found.measures[0]) == expected
    assert roles(reading, reading.found.measures[1]) == {"省商务厅": "L" if label in ("牵头单位", "主办单位") else "O"}
    assert kinds(reading) == []


@pytest.mark.parametrize(
    "labels",
    [
        ("牵头单位", "责任单位"),
        ("牵头部门", "参与部门"),
        ("主办单位", "协办单位"),
        ("牵头", "配合"),
        ("牵头组织实施单位", "支持单位"),
    ],
)
def test_beside_a_lead_column_everybody_takes_part(labels: tuple[str, str]) -> None:
    reading = built(["任务", *labels], ["加强监管。", "省教育厅", "省财政厅、省商务厅"]).read()
    assert roles(reading, reading.found.measures[0]) == {"省教育厅": "L", "省财政厅": "P", "省商务厅": "P"}


def test_a_list_of_those_responsible_stands_for_itself_where_no_lead_is_named() -> None:
    reading = built(["任务", "牵头单位", "责任单位"], ["加强监管。", "/", "省教育厅、省财政厅"]).read()
    assert roles(reading, reading.found.measures[0]) == {"省教育厅": "N", "省财政厅": "N"}


@pytest.mark.parametrize("where", ["notice", "below", "row", "body"])
def test_the_first_of_a_list_leads_by_a_rule(where: str) -> None:
    rule = "排在第一位的为牵头单位。"
    rows = [["任务", "责任单位"], ["加强监管。", "省教育厅、省财政厅"], ["推进认证。", "省商务厅"]]
    rows += [[f"注：{rule}", LEFT]] if where == "row" else []
    before = NOTICE.replace("请认真", f"各项任务{rule}请认真") if where == "notice" else NOTICE
    before += f"一、总体\n（一）制定方案。（省商务厅、省教育厅负责，{rule[:-1]}，下同）\n" if where == "body" else ""
    reading = built(*rows, before=before, after=f"注：{rule}\n" if where == "below" else "").read()
    assert roles(reading, reading.found.measures[-2]) == {"省教育厅": "F", "省财政厅": "f"}
    assert roles(reading, reading.found.measures[-1]) == {"省商务厅": "O"}


def test_a_rule_of_one_table_is_not_that_of_the_text() -> None:
    before = "某省工作方案\n一、总体\n（一）制定方案。（省商务厅、省教育厅负责）\n附件\n任务分工表\n"
    reading = built(
        ["任务", "责任单位（列第一位的为牵头单位）"], ["加强监管。", "省教育厅、省财政厅"], before=before
    ).read()
    assert [roles(reading, m) for m in reading.found.measures] == [
        {"省商务厅": "N", "省教育厅": "N"},
        {"省教育厅": "F", "省财政厅": "f"},
    ]


@pytest.mark.parametrize("legend", ["below", "header"])
def test_marked_names_lead(legend: str) -> None:
    label = "责任单位（标★的为牵头单位）" if legend == "header" else "责任单位"
    after = "注：★为牵头单位。\n" if legend == "below" else ""
    reading = built(["任务", label], ["加强监管。", "省教育厅、★省财政厅"], after=after).read()
    assert roles(reading, reading.found.measures[0]) == {"省教育厅": "P", "省财政厅": "L"}


def test_bold_names_lead_where_the_note_says_so() -> None:
    rows = (["任务", "责任单位"], ["加强监管。", "省教育厅、省财政厅"])
    reading = built(*rows, after="注：加粗的为牵头单位。\n", bold="省财政厅").read()
    assert roles(reading, reading.found.measures[0]) == {"省教育厅": "P", "省财政厅": "L"}
    silent = built(*rows, bold="省财政厅").read()
    assert roles(silent, silent.found.measures[0]) == {"省教育厅": "N", "省财政厅": "N"}


# ---- headers ----------------------------------------------------------------------------------------------------


def test_a_header_of_two_rows_under_a_title_and_repeated_on_each_page() -> None:
    deep = [
        ["序号", "重点任务", "责任分工", LEFT, "完成时限"],
        [ABOVE, ABOVE, "牵头单位", "配合单位", ABOVE],
    ]
    reading = built(
        ["2023年重点任务分工表", LEFT, LEFT, LEFT, LEFT],
        *deep,
        ["1", "加强监管。", "省教育厅", "省财政厅", "6月底"],
        *deep,
        ["2", "推进认证。", "省商务厅", "无", "年底"],
    ).read()
    assert table_of(reading) == [
        ("1", "加强监管", {"省教育厅": "L", "省财政厅": "P"}),
        ("2", "推进认证", {"省商务厅": "L"}),
    ]


def test_a_table_without_header_must_explain_itself() -> None:
    reading = built(["1", "加强食品安全监管。", "省教育厅、省财政厅"], ["2", "推进质量认证。", "省商务厅"]).read()
    assert [r for _, _, r in table_of(reading)] == [{"省教育厅": "N", "省财政厅": "N"}, {"省商务厅": "O"}]


def test_a_second_table_without_header_goes_on_with_the_first() -> None:
    document = built(HEAD, ["1", "加强监管。", "省教育厅", "省财政厅", "6月底"])
    document.table([["2", "推进认证。", "省商务厅", "省财政厅", "年底"], ["3", "做好服务。", "省商务厅", "/", "年底"]])
    assert table_of(document.read())[1:] == [
        ("2", "推进认证", {"省商务厅": "L", "省财政厅": "P"}),
        ("3", "做好服务", {"省商务厅": "L"}),
    ]


def test_a_row_parted_by_a_page_break_is_one_measure() -> None:
    document = built(HEAD, ["1", "加强监管，完善", "省教育厅", "省财政厅、省市", "2023年6"])
    document.table([["", "制度。", "", "场监管局", "月底"], ["2", "推进认证。", "省商务厅", "/", "年底"]])
    reading = document.read()
    assert table_of(reading) == [
        ("1", "加强监管，完善制度", {"省教育厅": "L", "省财政厅": "P", "省市场监管局": "P"}),
        ("2", "推进认证", {"省商务厅": "L"}),
    ]
    deadline = reading.found.measures[0].responsibilities[0].deadline
    assert deadline and reading.clean.printed(deadline) == "2023年6月底"


# ---- merged cells, headings -------------------------------------------------------------------------------------


def test_a_merged_lead_holds_for_each_row_and_is_cited_where_it_is_printed() -> None:
    document = built(
        HEAD,
        ["1", "加强监管。", "省市场监管局", "省财政厅", "6月底"],
        ["2", "推进认证。", ABOVE, "省商务厅", ABOVE],
        ["3", "做好服务。", "省商务厅", "/", "年底"],
    )
    reading = document.read()
    assert [r for _, _, r in table_of(reading)] == [
        {"省市场监管局": "L", "省财政厅": "P"},
        {"省市场监管局": "L", "省商务厅": "P"},
        {"省商务厅": "L"},
    ]
    leads = [e.properties for e in records_of(reading).edges if e.type == "LEADS"]
    inherited = next(e for e in leads if "inherited" in str(e["rule"]))
    assert inherited["quote"] == "省市场监管局"
    assert inherited["start"] == document.text.index("省市场监管局")
    assert inherited["deadline"] == "6月底"
    assert [e["rule"] for e in leads].count("lead_named") == 2
    part = next(e.properties for e in records_of(reading).edges if e.properties.get("as_named") == "省商务厅")
    assert part["quote"] == "省商务厅"


def test_where_other_columns_stand_between_each_party_is_cited_by_its_own_cell() -> None:
    reading = built(
        ["任务", "牵头单位", "完成时限", "配合单位"], ["加强监管。", "省市场监管局", "6月底", "省财政厅、省商务厅"]
    ).read()
    quotes = {
        str(e.properties["as_named"]): e.properties["quote"]
        for e in records_of(reading).edges
        if "basis" in e.properties
    }
    assert quotes == {
        "省市场监管局": "省市场监管局",
        "省财政厅": "省财政厅、省商务厅",
        "省商务厅": "省财政厅、省商务厅",
    }


def test_sections_are_headings_across_or_merged_cells_or_the_title() -> None:
    def sections(reading_of: Built) -> list[str]:
        reading = reading_of.read()
        named = [s.number + reading.clean.slice(s.title_span) for s in reading.found.sections]
        return [named[m.section - 1] if m.section else "" for m in reading.found.measures]

    rows = [["加强监管。", "省市场监管局"], ["推进认证。", "省商务厅"]]
    across = built(["任务", "责任单位"], ["一、质量提升", LEFT], rows[0], ["二、保障", LEFT], rows[1])
    assert sections(across) == ["一、质量提升", "二、保障"]
    merged = built(
        ["领域", "任务", "责任单位"], ["质量", *rows[0]], [ABOVE, "做好服务。", "省商务厅"], ["保障", *rows[1]]
    )
    assert sections(merged) == ["质量", "质量", "保障"]
    tasks = built(
        ["重点任务", "具体措施", "责任单位"],
        ["质量提升。", *rows[0]],
        [ABOVE, "做好服务。", "省商务厅"],
        ["保障", *rows[1]],
    )
    assert sections(tasks) == ["质量提升", "质量提升", "保障"]
    assert [t for _, t, _ in table_of(tasks.read())] == ["加强监管", "做好服务", "推进认证"]
    titled = built(["任务", "责任单位"], *rows, before=f"{NOTICE}附件\n2023年任务分工表\n")
    assert sections(titled) == ["2023年任务分工表"] * 2


def test_a_heading_with_a_lead_lends_it_to_its_rows() -> None:
    reading = built(
        ["任务", "责任单位"],
        ["一、质量提升（省市场监管局牵头）", LEFT],
        ["加强监管。", "省教育厅、省财政厅"],
        ["二、保障", LEFT],
        ["推进认证。", "省商务厅"],
    ).read()
    assert [r for _, _, r in table_of(reading)] == [
        {"省市场监管局": "L", "省教育厅": "P", "省财政厅": "P"},
        {"省商务厅": "O"},
    ]
    assert reading.clean.slice(reading.found.sections[0].title_span) == "质量提升"


def test_rows_of_one_merged_task_are_one_measure_with_several_notations() -> None:
    reading = built(
        ["序号", "任务", "责任单位", "完成时限"],
        ["1", "加强监管。", "省教育厅", "6月底"],
        [ABOVE, ABOVE, "省财政厅", "年底"],
        ["2", "推进认证。", "省商务厅", "年底"],
    ).read()
    assert [(n, t) for n, t, _ in table_of(reading)] == [("1", "加强监管"), ("2", "推进认证")]
    duties = reading.found.measures[0].responsibilities
    assert [reading.clean.printed(d.deadline) for d in duties if d.deadline] == ["6月底", "年底"]
    assert roles(reading, reading.found.measures[0]) == {"省教育厅": "O", "省财政厅": "O"}


def test_one_cell_under_two_labels_leaves_the_lead_open() -> None:
    reading = built(
        ["任务", "牵头单位", "配合单位"],
        ["加强监管。", "省教育厅、省财政厅", LEFT],
        ["推进认证。", "省教育厅牵头，省财政厅配合", LEFT],
        ["做好服务。", "省商务厅", LEFT],
    ).read()
    assert [r for _, _, r in table_of(reading)] == [
        {"省教育厅": "N", "省财政厅": "N"},
        {"省教育厅": "L", "省财政厅": "P"},
        {"省商务厅": "O"},
    ]
    assert kinds(reading) == ["unexplained_notation"]


def test_numbers_and_titles_of_tasks_without_a_number_column() -> None:
    reading = built(
        ["工作任务", "责任单位"], ["（一）加强监管。做事。", "省教育厅"], ["2.推进认证（含复评）；做事", "省商务厅"]
    ).read()
    assert [(n, t) for n, t, _ in table_of(reading)] == [("（一）", "加强监管"), ("2.", "推进认证（含复评）")]


def test_notations_inside_the_tasks_of_a_table_without_duty_columns() -> None:
    reading = built(
        ["序号", "工作任务"], ["1", "加强监管。（省教育厅牵头，省财政厅配合）"], ["2", "推进认证（省商务厅负责）"]
    ).read()
    assert table_of(reading) == [
        ("1", "加强监管", {"省教育厅": "L", "省财政厅": "P"}),
        ("2", "推进认证", {"省商务厅": "O"}),
    ]


def test_same_as_above() -> None:
    reading = built(
        HEAD, ["1", "加强监管。", "省教育厅", "省财政厅", "6月底"], ["2", "推进认证。", "同上", "/", "同上"]
    ).read()
    assert roles(reading, reading.found.measures[1]) == {"省教育厅": "L"}
    deadline = reading.found.measures[1].responsibilities[0].deadline
    assert deadline and reading.clean.printed(deadline) == "6月底"


# ---- persons, what is not read ----------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["分管领导", "责任人", "联系人及电话", "牵头领导", "责任县领导"])
def test_persons_are_neither_parties_nor_kept(label: str) -> None:
    reading = built(
        ["任务", label, "责任单位"],
        ["加强监管。", "王建国", "省教育厅"],
        ["推进认证。", "李爱华 13800000000", "省商务厅"],
    ).read()
    assert [r for _, _, r in table_of(reading)] == [{"省教育厅": "O"}, {"省商务厅": "O"}]
    assert "王建国" not in reading.clean.text
    assert "王建国" not in repr(records_of(reading))
    assert kinds(reading) == []


def test_bodies_and_persons_in_one_column() -> None:
    reading = built(
        ["任务", "责任单位及责任人"], ["加强监管。", "省教育厅\v王建国"], ["推进认证。", "省商务厅 李爱华"]
    ).read()
    assert [r for _, _, r in table_of(reading)] == [{"省教育厅": "O"}, {"省商务厅": "O"}]
    assert "王建国" not in repr(records_of(reading))


def test_an_unread_cell_is_an_issue_and_nobody_is_taken_for_the_lead() -> None:
    reading = built(
        ["任务", "牵头单位", "责任单位"],
        ["加强监管。", "若干措施", "省教育厅、省财政厅"],
        ["推进认证。", "省商务厅", "若干措施"],
    ).read()
    assert [r for _, _, r in table_of(reading)] == [{"省教育厅": "P", "省财政厅": "P"}, {"省商务厅": "L"}]
    issues = [i for i in reading.found.issues if i.kind == "unexplained_notation"]
    assert [(i.measure, reading.clean.slice(i.span)) for i in issues] == [(1, "若干措施"), (2, "若干措施")]
    assert "牵头单位" in issues[0].text


# ---- around the table -------------------------------------------------------------------------------------------

BODY = """某省质量工作方案
鄂政办发〔2023〕5号
各市、州人民政府：
现印发给你们。
一、重点任务
（一）加强食品安全监管。开展整治。（省市场监管局牵头，省教育厅配合）
（二）推进质量认证。做好服务。（省商务厅负责）
湖北省人民政府办公厅
2023年3月1日
"""


def test_rows_follow_the_measures_of_the_text_and_differences_are_said() -> None:
    reading = built(
        ["序号", "任务", "牵头单位", "配合单位"],
        ["1", "加强食品安全监管", "省市场监管局", "省财政厅"],
        ["2", "推进质量认证", "省商务厅", "/"],
        before=f"{BODY}附件\n重点任务分工表\n",
    ).read()
    assert [(n, t) for n, t, _ in table_of(reading)] == [
        ("（一）", "加强食品安全监管"),
        ("（二）", "推进质量认证"),
        ("1", "加强食品安全监管"),
        ("2", "推进质量认证"),
    ]
    assert [m.ordinal for m in reading.found.measures] == [1, 2, 3, 4]
    assert reading.found.header.issued == "2023-03-01"
    differs = [i for i in reading.found.issues if i.kind == "table_differs"]
    assert [(i.measure, "省教育厅" in i.text, "省财政厅" in i.text) for i in differs] == [(3, True, True)]
    assert "以分工表为准" in differs[0].suggestion
    assert reading.clean.slice(reading.found.measures[1].unit.span).endswith("（省商务厅负责）")


def test_a_heading_that_only_introduces_the_table_is_its_section() -> None:
    document = Built().say("某省工作方案\n一、总体要求\n做好工作。\n二、重点任务（见下表）\n")
    document.table([["序号", "任务", "责任单位"], ["1", "加强监管。", "省教育厅"], ["2", "推进认证。", "省商务厅"]])
    document.say("三、工作要求\n（一）加强领导。各地要落实。\n（二）强化督查。\n")
    reading = document.read()
    assert [(n, t) for n, t, _ in table_of(reading)] == [
        ("1", "加强监管"),
        ("2", "推进认证"),
        ("（一）", "加强领导"),
        ("（二）", "强化督查"),
    ]
    assert [reading.clean.slice(s.title_span) for s in reading.found.sections] == [
        "总体要求",
        "重点任务（见下表）",
        "工作要求",
    ]
    assert [m.section for m in reading.found.measures] == [2, 2, 3, 3]


def test_numbers_restart_in_a_second_table_and_ordinals_go_on() -> None:
    document = built(HEAD, ["1", "加强监管。", "省教育厅", "/", "6月底"], before=f"{NOTICE}附件1\n甲类任务清单\n")
    document.say("附件2\n乙类任务清单\n").table([["序号", "任务", "责任单位"], ["1", "推进认证。", "省商务厅"]])
    reading = document.read()
    assert [(m.ordinal, m.unit.number, m.section) for m in reading.found.measures] == [(1, "1", 1), (2, "1", 2)]


def test_a_table_of_data_is_no_prose_and_names_nobody() -> None:
    rows = [
        ["序号", "单位", "一、产量", "2022年"],
        ["1", "万吨", "（一）粮食", "2600"],
        ["2", "亿元", "省财政厅负责", "310"],
    ]
    first, second = BODY.split("（二）")
    document = Built().say(f"{first}产量见下表。\n").table(rows).say(f"（二）{second}")
    reading = document.read()
    assert [n for n, _, _ in table_of(reading)] == ["（一）", "（二）"]
    assert table_of(reading)[0][2] == {"省市场监管局": "L", "省教育厅": "P"}
    assert "万吨" in reading.clean.text
    assert not any("粮食" in reading.clean.slice(t.span) for m in reading.found.measures for t in m.tasks)


@pytest.mark.parametrize(
    "rows",
    [
        [["一、总体要求\v做好工作。\v（一）加强监管。（省教育厅牵头）\v（二）推进认证。（省商务厅负责）"]],
        [["重点任务", LEFT], ["（一）加强监管。（省教育厅牵头）\v（二）推进认证。（省商务厅负责）", LEFT]],
    ],
)
def test_a_box_around_text_is_read_as_text(rows: list[list[str]]) -> None:
    reading = built(*rows, before="某省工作方案\n").read()
    assert [r for _, _, r in table_of(reading)] == [{"省教育厅": "L"}, {"省商务厅": "O"}]


def test_cells_never_run_together() -> None:
    reading = built(
        ["任务", "责任单位"], ["加强监管，", "省教育厅"], ["推进（认证", "省商务厅"], after="各地要落实。\n"
    ).read()
    lines = reading.clean.text.split("\n")
    assert lines[lines.index("任务") :] == [
        "任务",
        "责任单位",
        "加强监管，",
        "省教育厅",
        "推进（认证",
        "省商务厅",
        "各地要落实。",
    ]
