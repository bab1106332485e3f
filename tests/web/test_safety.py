"""What no page may do, and how every page is built: no script, nothing from elsewhere, nothing unescaped."""

from __future__ import annotations

import re
from collections import Counter, deque
from urllib.parse import parse_qsl, quote, urljoin, urlsplit

import httpx
import pytest

from api.pages.rendering import static
from tests.web.reading import Page

PLAN = quote("国办发〔2014〕18号", safe="")
PAGES = [
    "/",
    "/?reading=broad",
    "/agencies",
    "/agencies/aqsiq",
    f"/measures/{PLAN}%23m9",
    f"/documents/{PLAN}",
    f"/documents/{PLAN}?at=1200-1260",
    "/documents",
    "/objects",
    f"/objects/{quote('食品')}",
    "/laws?law_kind=law",
    "/laws/l_std",
    "/issues",
    "/loads",
    "/queries",
    "/queries/agency/leads",
    "/queries/agency/leads?agency=aqsiq",
    f"/ask?q={quote('质检总局牵头哪些任务？')}",
    f"/ask?q={quote('明天下雨吗')}",
    "/search?q=zjzj",
    "/docs",
    "/stability",
    "/?lang=en",
    "/agencies/aqsiq?lang=en",
]
WITHOUT_DATA = (
    "/queries",
    "/queries/agency/leads",
    "/docs",
    "/stability",
    "/search?q=zjzj",
    f"/ask?q={quote('明天下雨吗')}",
)
FAILURES = [
    "/agencies/nobody",
    "/?reading=other",
    "/queries/agency/leads?agency=nobody",
    "/queries/no/such",
    "/no/such",
]
OF_EACH = 12
HOSTILE = "\"><script>alert(1)</script>'{{7*7}}"


@pytest.mark.parametrize("address", PAGES + FAILURES)
def test_headers(web: httpx.Client, address: str) -> None:
    headers = web.get(address).headers
    assert headers["content-type"] == "text/html; charset=utf-8"
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy == {
        "default-src": "'none'", "style-src": "'self'", "img-src": "'self'", "form-action": "'self'",
        "base-uri": "'none'", "frame-ancestors": "'none'",
    }  # fmt: skip
    assert headers["x-content-type-options"] == "nosniff"
    assert {"Accept", "Accept-Encoding", "Cookie"} <= set(headers["vary"].split(", "))


@pytest.mark.parametrize("address", PAGES + FAILURES)
def test_no_script_no_style_and_nothing_from_elsewhere(web: httpx.Client, address: str) -> None:
    text = web.get(address).text
    page = Page(text)
    assert page.all("script", "iframe", "object", "embed", "base", "style", "img") == []
    assert [e for e in page.elements if any(name == "style" or name.startswith("on") for name in e.attributes)] == []
    assert [a for a in page.addresses() if not a.startswith(("/", "#")) or a.startswith("//")] == []


def test_the_style_sheet_loads_nothing() -> None:
    css = static("style.css").decode()
    assert re.findall(r"url\(|@import|@font-face|expression|http", css) == []
    assert re.findall(r"(?:href|src|url)\s*[=(]", static("icon.svg").decode()) == []


@pytest.mark.parametrize("address", PAGES + FAILURES)
def test_structure(web: httpx.Client, address: str) -> None:
    page = Page(web.get(address).text)
    (html,) = page.all("html")
    assert html.attributes["lang"] == ("en" if "lang=en" in address else "zh-CN")
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1
    assert page.all("a")[0].attributes == {"class": "skip", "href": "#content"}
    levels = [int(e.tag[1]) for e in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert max(levels) <= 2
    assert len(page.all("caption")) == len(page.all("table"))
    assert all("scope" in e.attributes for e in page.all("th"))
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    labelled = {e.attributes["for"] for e in page.all("label")}
    visible = [e for e in page.all("input", "select") if e.attributes.get("type") != "hidden"]
    assert {e.attributes["id"] for e in visible} == labelled


@pytest.mark.parametrize("address", [a for a in PAGES if a not in WITHOUT_DATA])
def test_every_page_links_to_its_own_data(web: httpx.Client, address: str) -> None:
    page = Page(web.get(address).text)
    (own,) = (e for e in page.all("link") if e.attributes.get("type") == "application/json")
    assert web.get(own.attributes["href"]).json()["rows"]


@pytest.mark.parametrize(
    "address",
    [
        f"/?document={quote(HOSTILE)}",
        f"/?agency={quote(HOSTILE)}",
        f"/?reading={quote(HOSTILE)}",
        f"/?{quote(HOSTILE)}=1",
        f"/agencies/{quote(HOSTILE, safe='')}",
        f"/measures/{quote(HOSTILE, safe='')}",
        f"/documents/{quote(HOSTILE, safe='')}",
        f"/queries/agency/{quote(HOSTILE, safe='')}",
        f"/queries/agency/leads?agency={quote(HOSTILE)}",
        f"/queries/agency/leads?{quote(HOSTILE)}=1",
        f"/queries/measure/search?words={quote(HOSTILE)}",
        f"/queries/agency/pairs?least={quote(HOSTILE)}",
        f"/?words={quote(HOSTILE)}",
        f"/documents/{PLAN}?at={quote(HOSTILE)}",
        f"/documents/{PLAN}?part={quote(HOSTILE)}",
        f"/documents?words={quote(HOSTILE)}",
        f"/objects/{quote(HOSTILE, safe='')}",
        f"/laws?words={quote(HOSTILE)}",
        f"/laws?offset={quote(HOSTILE)}",
        f"/search?q={quote(HOSTILE)}",
        f"/ask?q={quote(HOSTILE)}",
        f"/issues?issue_kind={quote(HOSTILE)}",
        f"/?lang={quote(HOSTILE)}",
        f"/agencies?reading=broad&document={quote(HOSTILE)}",
        f"/static/{quote(HOSTILE, safe='')}",
        "/static/..%2Frouter.py",
        "/static/%2e%2e/router.py",
    ],
)
def test_hostile_input_stays_text(web: httpx.Client, address: str) -> None:
    response = web.get(address)
    assert response.status_code in (200, 404, 422)
    assert "<script" not in response.text
    assert "49" not in re.findall(r"\b49\b", response.text)
    page = Page(response.text)
    assert [e for e in page.elements if any(name.startswith("on") for name in e.attributes)] == []


def test_an_unchanged_page_is_not_sent_again(web: httpx.Client) -> None:
    first = web.get("/agencies")
    again = web.get("/agencies", headers={"if-none-match": f"W/{first.headers['etag']}"})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert web.get("/agencies?reading=broad").headers["etag"] != first.headers["etag"]


def test_what_may_be_kept(web: httpx.Client, down: httpx.Client) -> None:
    """The style sheet for long, since its address changes with it; a failure never."""
    (sheet,) = (
        e.attributes["href"] for e in Page(web.get("/").text).all("link") if e.attributes["rel"] == "stylesheet"
    )
    assert web.get(sheet).headers["cache-control"] == "public, max-age=86400"
    assert "must-revalidate" in web.get("/").headers["cache-control"]
    assert {client.get("/agencies/nobody").headers["cache-control"] for client in (web, down)} == {"no-store"}


def test_every_link_resolves(web: httpx.Client) -> None:
    """From the home page on, every address within the application answers, and every fragment is there.

    Of pages of one kind of thing so many are asked as are needed to meet each form of them.
    """
    waiting, seen, pages = deque(["/"]), {sort_of("/")}, 0
    asked: Counter[str] = Counter()
    while waiting:
        address = waiting.popleft()
        asked[folder := urlsplit(address).path.split("/")[1]] += 1
        if asked[folder] > (8 * OF_EACH if folder in ("queries", "api") else OF_EACH):
            continue
        response = web.get(address, follow_redirects=True)
        assert response.status_code == 200, address
        if not response.headers["content-type"].startswith("text/html"):
            continue
        pages += 1
        page = Page(response.text)
        ids = {e.attributes.get("id") for e in page.elements}
        assert [a for a in page.addresses() if a.startswith("#") and a[1:] not in ids] == [], address
        for target in (urljoin(address, found) for found in page.addresses() if not found.startswith("#")):
            if sort_of(target) not in seen:
                seen.add(sort_of(target))
                waiting.append(target)
    assert 80 < pages < 1000


def sort_of(target: str) -> tuple[str, ...]:
    """Addresses that are asked once: all pages of things, but of those with parameters one of each kind."""
    parts = urlsplit(target)
    if not parts.query:
        return (parts.path,)
    given = dict(parse_qsl(parts.query))
    if parts.path.startswith(("/queries/", "/api/")):
        return (parts.path, "asked", given.get("format", ""))
    folder = parts.path.split("/")[1]
    return (folder, *sorted(given), given.get("format", ""), given.get("reading", ""))


def test_contrast_of_every_text_colour() -> None:
    """WCAG 2 AA: 4.5 to 1 on white, on the grey of notices, and white on the accent."""
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", static("style.css").decode()))
    for text in ("ink", "soft", "faint", "accent"):
        for ground in ("paper", "wash"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
