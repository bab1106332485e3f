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
