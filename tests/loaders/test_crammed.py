"""Documents on one line: title, number, chapters and steps are parted where their order says so."""

from __future__ import annotations

import re

from loaders.clean import clean
from loaders.header import read_header

NOTICE = "首页 > 信息公开 > 文件 甲市人民政府办公室关于印发甲市2022年工作要点的通知 甲政办发〔2022〕44号 各县人民政府，市有关部门： 现印发给你们，请认真落实。 甲市人民政府办公室 2022年5月26日 甲市2022年工作要点 为做好工作，制定本要点。 "
STEPS = "".join(
    f"{chapter}、推动第{chapter}方面 "
    + "".join(f"{n}.做好第{n}件事。{'完善制度，' * 30}增长3.5个百分点。" for n in numbers)
    for chapter, numbers in (("一", range(1, 5)), ("二", range(5, 9)), ("三", range(9, 13)))
)


def test_chapters_and_steps_that_count_on_begin_paragraphs() -> None:
    lines = clean(NOTICE + STEPS).text.split("\n")
    assert [line.split("。")[0] for line in lines if re.match(r"\d+\.", line)] == [
        f"{n}.做好第{n}件事" for n in range(1, 13)
    ]
    assert [line for line in lines if line[1:2] == "、"] == ["一、推动第一方面", "二、推动第二方面", "三、推动第三方面"]


def test_the_notice_before_them_is_parted_too() -> None:
    header = read_header(clean(NOTICE + STEPS).text)
    assert header.title == "甲市人民政府办公室关于印发甲市2022年工作要点的通知"
    assert header.plan_title == "甲市2022年工作要点"
    assert (header.number_id, header.issued) == ("甲政办发〔2022〕44号", "2022-05-26")


def test_numbers_out_of_sequence_are_no_headings() -> None:
    text = NOTICE + STEPS.replace("完善制度，", "见表7.附注，", 1)
    assert not any(line.startswith("7.附注") for line in clean(text).text.split("\n"))
