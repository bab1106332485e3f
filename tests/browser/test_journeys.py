"""Three people, from the home page to what they came for."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
PLAN = "国办发〔2014〕18号"
LEADS = ["（九）", "（十）", "（十一）", "（十二）", "（十三）"]


@pytest.fixture(params=[1280, 390])
def page_of_width(request: pytest.FixtureRequest, browser: Browser, base_url: str) -> Page:
    """A window as on a desk, and as on a telephone."""
    size = {"width": request.param, "height": 900}
    return browser.new_context(base_url=base_url, viewport=size, accept_downloads=True).new_page()


def saved(page: Page, name: str) -> bytes:
    """What the link of that name downloads."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).first.click()
    return Path(waiting.value.path()).read_bytes()


def test_researcher_from_question_to_clause(page_of_width: Page) -> None:
    page = page_of_width
    page.goto("/")
    page.get_by_role("textbox", name="提问").fill("质检总局牵头哪些任务？")
    page.get_by_role("button", name="提问").click()
    expect(page.locator("#choice")).to_contain_text("理解为")
    rows = page.locator("main tbody tr")
    texts = rows.all_inner_texts()
    assert [number for number in LEADS if any(number in text for text in texts)] == LEADS
    page.locator("main tbody a[href*='at=']").first.click()
    page.wait_for_url("**/documents/**")
    expect(page.locator("mark#at")).to_be_in_viewport()
    assert "质检总局" in "".join(page.locator("mark").all_inner_texts())


def test_staff_from_agency_to_printed_table(page_of_width: Page) -> None:
    page = page_of_width
    page.goto(f"/agencies?document={PLAN}")
    page.get_by_role("link", name="国家质量监督检验检疫总局").or_(
        page.get_by_role("link", name="质检总局")
    ).first.click()
    expect(page.locator("h1")).to_have_text("国家质量监督检验检疫总局")
    expect(page.locator(".figures .lead b").first).to_have_text("5")
    page.goto(f"/?document={PLAN}")
    page.get_by_label("单位").select_option(label="质检总局")
    page.get_by_label("角色").select_option(label="牵头")
    page.get_by_role("button", name="筛选").click()
    shown = [
        text.strip() for text in page.locator("#table tbody td.number, #table tbody td:first-child").all_inner_texts()
    ]
    assert [number for number in shown if number in LEADS] == LEADS
    rows = list(csv.DictReader(io.StringIO(saved(page, "CSV").decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(saved(page, "XLSX"))).worksheets[0]
    assert [row["序号"] for row in rows] == LEADS
    assert [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell in LEADS] == LEADS
    page.emulate_media(media="print")
    expect(page.locator("#filters")).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_analyst_from_explorer_to_file(page_of_width: Page) -> None:
    page = page_of_width
    page.goto(f"/explorer?document={PLAN}")
    expect(page.locator("#graph canvas").first).to_be_visible()
    page.get_by_label("一个部门", exact=True).fill("质检总局")
    page.get_by_label("另一个部门").fill("公安部")
    page.get_by_role("button", name="查找联系").click()
    expect(page.locator("h1")).to_contain_text("公安部")
    ways = page.locator(".routes > li")
    assert ways.count() >= 1
    expect(ways.first.locator("a.quote").first).to_contain_text("公安部")
    data = saved(page, "下载 GraphML")
    graph = nx.parse_graphml(data.decode())
    assert ET.fromstring(data).tag.endswith("graphml")  # noqa: S314
    assert {"质检总局", "公安部"} <= {told.get("short") or told.get("name") for _, told in graph.nodes(data=True)}
    assert graph.number_of_edges() >= 2
