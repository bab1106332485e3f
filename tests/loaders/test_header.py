"""Headers: what a notice says about itself, in the layouts that government sites and copies use."""

from __future__ import annotations

import pytest

from loaders.clean import clean
from loaders.header import read_header
from loaders.model import Header
from loaders.text import CleanText, Span

BODY = "一、总体要求\n（一）推进改革。完善制度。（财政部负责）\n"


def read(raw: str) -> tuple[CleanText, Header]:
    text = clean(raw)
    return text, read_header(text.text)


def said(text: CleanText, span: Span | None) -> str | None:
    return text.slice(span) if span else None


def test_notice_with_an_attached_plan() -> None:
    text, header = read(
        "国务院办公厅关于印发 某某行动计划的通知\n国办发〔2014〕18 号\n\n各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n\n"
        "《某某行动计划》已经国务院同意，现印发给你们，请认真贯彻执行。\n国务院办公厅\n2014 年 4 月 21 日\n（此件公开发布）\n"
        "某某行动计划\n为贯彻实施《质量发展纲要（2011-2020 年）》，制定本计划。\n" + BODY
    )
    assert header.title == "国务院办公厅关于印发某某行动计划的通知"
    assert header.plan_title == "某某行动计划"
    assert header.number_id == "国办发〔2014〕18号"
    assert said(text, header.number) == "国办发〔2014〕18号"
    assert said(text, header.issuer) == "国务院办公厅"
    assert (header.issued, said(text, header.approved_by), header.kind) == ("2014-04-21", "国务院", "行动计划")
    assert [text.slice(a) for a in header.addressees] == ["各省、自治区、直辖市人民政府", "国务院各部委", "各直属机构"]
    assert [text.slice(name) for name, _ in header.implements] == ["质量发展纲要（2011-2020年）"]
    assert text.text[header.end :].startswith("一、总体要求")


def test_opinion_signed_at_the_end_with_its_title_on_two_lines() -> None:
    text, header = read(
        "国务院关于加快推进农业机械化和\n农机装备产业转型升级的指导意见\n国发〔2018〕42号\n各省人民政府：\n现提出以下意见。\n"
        + BODY
        + "国务院\n2018年12月21日\n（此件公开发布）"
    )
    assert header.title == "国务院关于加快推进农业机械化和农机装备产业转型升级的指导意见"
    assert (said(text, header.issuer), header.issued, header.kind) == ("国务院", "2018-12-21", "指导意见")
    assert text.text[header.tail :] == "国务院\n2018年12月21日\n（此件公开发布）"


def test_letterhead_before_the_number_is_no_title() -> None:
    _, header = read("浙江省人民政府文件\n浙政发〔2025〕10号\n浙江省人民政府关于某事的意见\n各市人民政府：\n" + BODY)
    assert header.title == "浙江省人民政府关于某事的意见"
    assert header.number_id == "浙政发〔2025〕10号"


def test_the_number_of_another_document_in_a_sentence_is_not_ours() -> None:
    _, header = read("某县行动方案\n根据《通知》（国办发〔2016〕82号）精神，制定本方案。\n" + BODY)
    assert header.number_id == ""
    assert header.title == "某县行动方案"


def test_a_long_line_that_mentions_a_number_is_not_the_number_line() -> None:
    line = "为落实国办发〔2016〕82号文件精神结合我省实际情况现就有关事项说明如下"
    assert read(f"某省行动方案\n{line}\n{BODY}")[1].number_id == ""


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("国办发〔2014〕18号", "国办发〔2014〕18号"),
        ("国办发[2014]18号", "国办发〔2014〕18号"),
        ("国办发（2014）18 号", "国办发〔2014〕18号"),
        ("渝府办发〔2017〕132号", "渝府办发〔2017〕132号"),
        ("京政办发〔2016〕026号", "京政办发〔2016〕26号"),
        ("鄂农发【2021】43号", "鄂农发〔2021〕43号"),
    ],
)
def test_numbers_are_normalised(printed: str, number: str) -> None:
    assert read(f"某省关于某事的通知\n{printed}\n各市：\n{BODY}")[1].number_id == number


@pytest.mark.parametrize(
    ("line", "issued"),
    [("2013年5月17日", "2013-05-17"), ("二〇一三年五月十七日", "2013-05-17"), ("2013年5月17日印发", "")],
)
def test_dates_of_writing(line: str, issued: str) -> None:
    assert read(f"某省关于某事的通知\n各市：\n请执行。\n某省人民政府\n{line}\n{BODY}")[1].issued == issued


def test_a_text_without_any_of_it() -> None:
    _, header = read(BODY)
    assert (header.title, header.number_id, header.issuer, header.issued) == ("", "", None, "")
    assert header.end == 0


def test_copies_and_web_furniture_are_no_body() -> None:
    text, header = read(BODY + "抄送：省委各部门，省军区。\n浙江省人民政府办公厅2025年4月17日印发\n责任编辑：甲")
    assert text.text[header.tail :].startswith("抄送")


# ---- labelled metadata ------------------------------------------------------------------------------------------

TITLE = "国务院办公厅关于印发某某行动计划的通知"
NOTICE = "各省、自治区、直辖市人民政府：\n《某某行动计划》已经国务院同意，现印发给你们。\n某某行动计划\n"
BLOCKS = {
    "pairs on a line": f"索 引 号：\t000014349/2014-00043\t主题分类：\t市场监管\\质量监督\n发文机关：\t国务院办公厅\t成文日期：\t2014年04月21日\n标　　题：\t{TITLE}\n发文字号：\t国办发〔2014〕18号\t发布日期：\t2014年05月15日\n",
    "one a line": f"索引号: 000014349\n主题分类: 市场监管\n发文机关: 国务院办公厅\n成文日期: 2014-04-21\n标题: {TITLE}\n文号: 国办发[2014]18号\n发布日期: 2014-05-15\n",
    "all on a line": f"索引号：000014349 发文机关：国务院办公厅 成文日期：2014年4月21日 标题：{TITLE} 发文字号：国办发〔2014〕18号 发布日期：2014年5月15日\n",
    "value on the next line": f"发文机关：\n国务院办公厅\n成文日期：\n2014年04月21日\n标题：\n{TITLE}\n发文字号：\n国办发〔2014〕18号\n发布日期：\n2014年05月15日\n",
    "no colons": f"索引号\n000014349\n发文机关\n国务院办公厅\n成文日期\n2014年04月21日\n标题\n{TITLE}\n发文字号\n国办发〔2014〕18号\n发布日期\n2014年05月15日\n",
    "cells run together": f"索引号 000014349 主题分类 市场监管\n发文机关 国务院办公厅 成文日期 2014年04月21日\n标题 {TITLE}\n发文字号 国办发〔2014〕18号 发布日期 2014年05月15日\n",
    "brackets": f"【发文机关】国务院办公厅\n【成文日期】20140421\n【标题】{TITLE}\n【发文字号】国办发〔2014〕18号\n【发布日期】2014.05.15\n",
}


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("notice", ["", NOTICE])
def test_labelled_fields_fill_what_the_text_does_not_state(block: str, notice: str) -> None:
    text, header = read(BLOCKS[block] + notice + BODY)
    assert (header.title, header.plan_title) == (TITLE, "某某行动计划" if notice else "")
    assert said(text, header.title_span) == TITLE
    assert header.number_id == "国办发〔2014〕18号"
    assert str(said(text, header.number)).startswith("国办发")
    assert (said(text, header.issuer), header.issued) == ("国务院办公厅", "2014-04-21")
    assert text.text[header.end :].startswith("一、总体要求")


@pytest.mark.parametrize("block", BLOCKS)
def test_the_notice_comes_before_its_labels(block: str) -> None:
    """What the text itself states is taken, with the place where it states it."""
    own = f"某省人民政府关于某事的意见\n某政发〔2015〕7号\n各市：\n请执行。\n某省人民政府\n2015年1月2日\n{BODY}"
    text, header = read(BLOCKS[block] + own)
    assert (header.title, header.number_id, header.issued) == (
        "某省人民政府关于某事的意见",
        "某政发〔2015〕7号",
        "2015-01-02",
    )
    assert said(text, header.issuer) == "某省人民政府"


def test_a_labelled_title_completes_a_truncated_one() -> None:
    text, header = read(f"标题：{TITLE}\n\n国务院办公厅关于印发某某行动计划的\n国办发〔2014〕18号\n{NOTICE}{BODY}")
    assert (header.title, said(text, header.title_span)) == (TITLE, TITLE)
    assert header.title_span.start == len("标题：")


@pytest.mark.parametrize("labelled", ["国务院办公厅关于印发某某行动…", "某某行动计划解读", "国务院办公厅关于印发"])
def test_a_labelled_title_does_not_replace_a_whole_one(labelled: str) -> None:
    assert read(f"标题：{labelled}\n{TITLE}\n国办发〔2014〕18号\n{NOTICE}{BODY}")[1].title == TITLE


def test_the_title_of_the_plan_is_not_that_of_its_notice() -> None:
    """Sites print the notice's title beside a text that begins with the plan's."""
    title = "省农业农村厅关于印发《支持若干措施》的通知"
    _, header = read(f"标题：{title}\n支持若干措施\n为推进改革，制定如下措施。\n{BODY}")
    assert (header.title, header.plan_title, header.kind) == (title, "支持若干措施", "若干措施")
    _, header = read(f"标题：支持若干措施\n支持若干措施\n为推进改革，制定如下措施。\n{BODY}")
    assert (header.title, header.plan_title) == ("支持若干措施", "")


def test_the_day_of_the_web_page_is_not_that_of_the_document() -> None:
    _, header = read(f"发布日期：2014年05月15日\n来源：中国政府网 字号：大 中 小\n{TITLE}\n{NOTICE}{BODY}")
    assert (header.title, header.issued, header.number_id) == (TITLE, "", "")


def test_what_stands_above_a_document_on_a_page_is_no_title() -> None:
    head = "首页 > 政务公开 > 通知公告\n当前位置：首页 > 通知\n"
    _, header = read(f"{head}{TITLE}\n时间：2014-05-15 来源：中国政府网\n国办发〔2014〕18号\n{NOTICE}{BODY}")
    assert (header.title, header.number_id) == (TITLE, "国办发〔2014〕18号")


def test_labels_in_the_body_are_text() -> None:
    text, header = read(f"{TITLE}\n{NOTICE}{BODY}标题：某某\n发文字号：某发〔2020〕1号\n成文日期：2020年1月1日\n")
    assert (header.title, header.number_id, header.issued) == (TITLE, "", "")
    assert "标题：某某" in text.text[header.end :]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        (f"{TITLE} 国办发〔2014〕18号", "国办发〔2014〕18号"),
        (f"{TITLE}（国办发〔2014〕18号）", "国办发〔2014〕18号"),
        (f"{TITLE}\n（国办发〔2014〕18号）", "国办发〔2014〕18号"),
        (f"国办发〔2014〕18号 {TITLE}", "国办发〔2014〕18号"),
        (f"{TITLE}建办规划函〔2014〕18号", "建办规划函〔2014〕18号"),
        (f"{TITLE}（国办函〔2014〕18号）", "国办函〔2014〕18号"),
    ],
)
def test_title_and_number_on_one_line(line: str, number: str) -> None:
    text, header = read(f"{line}\n{NOTICE}{BODY}")
    assert (header.title, header.number_id) == (TITLE, number)
    assert (said(text, header.title_span), said(text, header.number)) == (TITLE, number)


def test_a_number_behind_a_cited_title_is_not_ours() -> None:
    _, header = read(f"某县行动方案\n根据《{TITLE}》（国办发〔2014〕18号）\n{BODY}")
    assert (header.title, header.number_id) == ("某县行动方案", "")


def test_a_notice_with_demands_of_its_own_is_read_up_to_its_signature() -> None:
    text = (
        "返回\n所在位置：甲网>热点专题\n甲市人民政府办公厅关于印发重点工作责任分解的通知\n甲政办函〔2020〕22号\n各区人民政府：\n"
        "现印发给你们，请认真执行。\n一、各部门要倒排时间。\n二、列第一位的责任单位为牵头单位。\n甲市人民政府办公厅\n2020年5月20日\n"
        "2020年重点工作责任分解\n一、推进发展\n1.落实政策。（市发改委、市财政局）\n"
    )
    header = read_header(text)
    assert header.title == "甲市人民政府办公厅关于印发重点工作责任分解的通知"
    assert (header.plan_title, header.issued) == ("2020年重点工作责任分解", "2020-05-20")
    assert text[header.end :].startswith("一、推进发展")


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["甲省人民政府办公厅", "关于印发甲行动方案（2021—2025年）", "重点任务分工的通知"], "甲省人民政府办公厅关于印发甲行动方案（2021—2025年）重点任务分工的通知"),
        (["甲规划实施方案", "（2016—2020年）", "来源：新华社", "国务院办公厅关于印发甲规划", "实施方案（2016—2020年）的通知"], "国务院办公厅关于印发甲规划实施方案（2016—2020年）的通知"),
        (["政府信息公开", "甲市人民政府关于印发《2011年", "改革计划》的通知"], "甲市人民政府关于印发《2011年改革计划》的通知"),
    ],
)  # fmt: skip
def test_titles_over_several_lines(lines: list[str], title: str) -> None:
    head = "\n".join([*lines, "甲政办发〔2021〕55号", "各市人民政府：", "现印发给你们。", "一、总体要求"])
    assert read_header(head).title == title
