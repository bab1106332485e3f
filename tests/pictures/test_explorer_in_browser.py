"""The explorer in Chromium: it draws under the strict policy without a complaint, tells what is chosen, and does
without JavaScript."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.pictures.counting import PLAN

pytestmark = pytest.mark.browser
EXPLORED, RELATION = f"/explorer?document={quote(PLAN)}&reading=broad", "/explorer?agency=aqsiq&other=mps"
ADDRESSES = (RELATION, *(f"/pictures/{kind}?document={quote(PLAN)}" for kind in ("document", "heat-map", "matrix")))


def opened(browser: Browser, base_url: str, said: list[str], **more: Any) -> Page:
    """A page; what its console says, what fails and what is asked of others goes to ``said``."""
    page = browser.new_context(base_url=base_url, **more).new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith((base_url, "data:")) else said.append(r.url))
    return page


def test_it_draws_and_tells_under_the_policy(browser: Browser, base_url: str) -> None:
    said: list[str] = []
    page = opened(browser, base_url, said, viewport={"width": 1280, "height": 900})
    page.goto(EXPLORED, wait_until="networkidle")
    assert page.locator("#graph canvas").count() == 3
    drawn = page.evaluate(_DRAWN)
    assert drawn["nodes"] == 39
    assert drawn["inked"] > 2000
    page.mouse.click(*page.evaluate(_PLACE, "Agency:aqsiq"))
    assert page.locator("#panel h2").inner_text() == "国家质量监督检验检疫总局"
    assert page.locator("#panel li").count() == 15
    page.locator("#panel a.quote").first.click()
    assert page.url.startswith(f"{base_url}/documents/")
    assert said == []


_DRAWN = """() => {
  const cy = document.getElementById("stage").cy;
  const inked = [...document.querySelectorAll("#graph canvas")].map(canvas =>
    canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.filter((v, i) => i % 4 === 3 && v).length);
  return {nodes: cy.nodes().length, inked: Math.max(...inked)};
}"""
_PLACE = """id => {
  const box = document.getElementById("graph").getBoundingClientRect();
  const at = document.getElementById("stage").cy.getElementById(id).renderedPosition();
  return [box.x + at.x, box.y + at.y];
}"""


def test_pictures_are_accessible_and_fit_a_telephone(browser: Browser, base_url: str) -> None:
    said: list[str] = []
    page = opened(browser, base_url, said, viewport={"width": 390, "height": 844})
    for address in ADDRESSES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
        assert [violation["id"] for violation in Axe().run(page).response["violations"]] == [], address
    assert said == []


def test_without_javascript_the_picture_and_the_words_are_there(browser: Browser, base_url: str) -> None:
    page = opened(browser, base_url, [], java_script_enabled=False)
    page.goto(RELATION)
    assert not page.locator("#stage").is_visible()
    assert page.locator("svg.two-columns a").count() == 5
    assert page.locator(".routes > li").count() == 3
    page.locator("svg.two-columns a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/agencies/aqsiq*")
