"""Corrections by hand on the pages: a mark with the reason beside what a person changed, and nowhere else."""

from __future__ import annotations

import httpx

from tests.queries.mini_plan import FIRST, REASON
from tests.web.reading import Page

MARK = "人工更正"


def rows(client: httpx.Client, address: str, **asked: str) -> list[str]:
    response = client.get(address, params=asked)
    assert response.status_code == 200, response.text
    return ["|".join(row) for row in Page(response.text).rows()]


def test_the_task_table_marks_measures(mini_pages: httpx.Client) -> None:
    marked = [row.partition("|")[0] for row in rows(mini_pages, "/", document=FIRST) if MARK in row]
    assert marked == ["（二）", "（三）"]
    (row,) = (row for row in rows(mini_pages, "/", document=FIRST) if row.startswith("（二）"))
    assert REASON in row


def test_the_page_of_an_agency_marks_its_duties(mini_pages: httpx.Client) -> None:
    marked = [row for row in rows(mini_pages, "/agencies/aqsiq") if MARK in row]
    assert len(marked) == 1 and REASON in marked[0] and marked[0].startswith("（三）")


def test_the_page_of_a_measure_says_what_was_and_who_says_so(mini_pages: httpx.Client) -> None:
    text = mini_pages.get(f"/measures/{FIRST}/m2").text
    assert f"{REASON}；更正前：mii（张三，2026-01-05）" in "".join(text.split("</span> "))
    assert text.count(MARK) == 2  # the party and the object of its task
    other = mini_pages.get(f"/measures/{FIRST}/m3").text
    assert "已从提取结果中删去" in other
    assert "更正前：参加，原文写明 宣传部门" in other
