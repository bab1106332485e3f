"""What holds on every page: accessible, readable, from this host alone, quick, and whole without JavaScript."""

from __future__ import annotations

import statistics
import time

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response

pytestmark = pytest.mark.browser
WIDTHS = (1280, 390)  # CSS pixels
MOST_BYTES = 150_000
MEDIAN_MS = 100


@pytest.fixture
def wide(browser: Browser, base_url: str) -> Page:
    return browser.new_context(base_url=base_url, viewport={"width": 1280, "height": 900}).new_page()


def test_the_crawl_finds_the_pages(pages: dict[str, str]) -> None:
    assert {"/", "/agencies", "/agencies/{}", "/documents/{}", "/objects/{}", "/laws/{}", "/explorer"} <= set(pages)
    assert len(pages) >= 12


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(browser: Browser, base_url: str, pages: dict[str, str], width: int) -> None:
    page = browser.new_context(base_url=base_url, viewport={"width": width, "height": 900}).new_page()
    broken = []
    for address in pages.values():
        page.goto(address)
        broken += [
            f"{address}: {v['id']}: {v['nodes'][0]['html'][:200]}" for v in Axe().run(page).response["violations"]
        ]
    assert broken == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(browser: Browser, base_url: str, pages: dict[str, str], width: int) -> None:
    page = browser.new_context(base_url=base_url, viewport={"width": width, "height": 900}).new_page()
    wider = {}
    for address in pages.values():
        page.goto(address)
        if (needs := page.evaluate("document.documentElement.scrollWidth")) > width:
            wider[address] = needs
    assert wider == {}


def test_only_this_host_and_few_bytes_and_no_complaint(wide: Page, base_url: str, pages: dict[str, str]) -> None:
    complaints: list[str] = []
    answers: list[Response] = []
    wide.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    wide.on("pageerror", lambda error: complaints.append(str(error)))
    wide.on("response", lambda answer: answers.append(answer))
    for kind, address in pages.items():
        answers.clear()
        wide.goto(address, wait_until="networkidle")
        assert all(a.url.startswith((base_url, "data:")) for a in answers), address
        size = sum(int(a.request.sizes()["responseBodySize"]) for a in answers)
        assert size <= MOST_BYTES or kind.startswith("/explorer"), (address, size)
    assert complaints == []


def test_every_page_is_whole_without_javascript(browser: Browser, base_url: str, pages: dict[str, str]) -> None:
    page = browser.new_context(base_url=base_url, java_script_enabled=False).new_page()
    for address in pages.values():
        page.goto(address)
        assert page.locator("h1").count() == 1, address
        assert len(page.locator("main").inner_text()) > 40, address
        assert page.locator("html").get_attribute("lang") in ("zh-CN", "en"), address


def test_no_glyph_is_missing(wide: Page, pages: dict[str, str]) -> None:
    """Characters that no font has are drawn as the same box as one that cannot be in any font."""
    missing = {}
    for address in pages.values():
        wide.goto(address)
        characters = sorted({c for c in wide.locator("body").inner_text() if not c.isspace() and ord(c) > 0x7F})
        boxes = wide.evaluate(_BOXES, ["\U000effff", *characters])
        if boxes:
            missing[address] = boxes
    assert missing == {}


_BOXES = """([nowhere, ...characters]) => {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", {willReadFrequently: true});
  const family = getComputedStyle(document.body).fontFamily;
  const drawn = c => {
    canvas.width = canvas.height = 32; pen.font = `24px ${family}`; pen.fillText(c, 2, 26);
    return pen.getImageData(0, 0, 32, 32).data.join();
  };
  const box = drawn(nowhere);
  return characters.filter(c => drawn(c) === box);
}"""


def test_the_glyph_check_sees_a_missing_one(wide: Page) -> None:
    wide.goto("/")
    assert wide.evaluate(_BOXES, ["\U000effff", "质", "\U000efffe"]) == ["\U000efffe"]


def test_first_bytes_come_soon(site: httpx.Client, pages: dict[str, str]) -> None:
    slow = {}
    for address in pages.values():
        took = []
        for _ in range(5):
            began = time.perf_counter()
            site.get(address, headers={"accept": "text/html"})
            took.append((time.perf_counter() - began) * 1000)
        if (median := statistics.median(took)) > MEDIAN_MS:
            slow[address] = round(median)
    assert slow == {}
