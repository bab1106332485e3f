"""Searching by name and pinyin, asking in words, the pages of objects, laws, issues and loads, and the languages."""

from __future__ import annotations

import gzip
from urllib.parse import quote

import httpx
import pytest

from api.pages.pinyin import sounds_like, wanted
from tests.web.test_pages import PLAN, see

HERE = quote(PLAN, safe="")


def hits(web: httpx.Client, words: str) -> dict[str, str]:
    return {
        e.attributes["href"]: e.text
        for e in see(web, f"/search?q={quote(words)}").all("a")
        if "class" not in e.attributes
    }


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("质检总局", "/agencies/aqsiq"),
        ("国家质检总局", "/agencies/aqsiq"),
        ("zjzj", "/agencies/aqsiq"),
        ("zhijianzongju", "/agencies/aqsiq"),
        ("zhi jian zong", "/agencies/aqsiq"),
        ("gonganbu", "/agencies/mps"),
        ("标准化法", "/laws/l_std"),
        ("食品", f"/objects/{quote('食品')}"),
        ("质量法治", f"/measures/{HERE}%23m12"),
        ("2014年行动计划", f"/documents/{HERE}"),
    ],
)
def test_search_finds_by_any_name_and_by_pinyin(web: httpx.Client, words: str, address: str) -> None:
    assert address in hits(web, words)


def test_search_says_when_nothing_is_found(web: httpx.Client) -> None:
    assert "没有找到" in web.get(f"/search?q={quote('没有这样的名称')}").text
    assert "不超过 50 个字" in web.get(f"/search?q={'字' * 60}").text
    assert web.get("/search").status_code == 200


@pytest.mark.parametrize(
    ("name", "letters", "fit"),
    [("质检总局", "zjzj", 0), ("质检总局", "zhijian", 1), ("质检总局", "zongju", 2), ("质检总局", "zj", 1), ("质检总局", "jz", 2),
     ("质检总局", "x", -1), ("质检总局", "hijian", -1), ("商务部", "shangwubu", 0)],
)  # fmt: skip
def test_how_well_letters_fit_a_name(name: str, letters: str, fit: int) -> None:
    assert sounds_like(name, letters) == fit


def test_what_is_taken_for_pinyin() -> None:
    assert [wanted(words) for words in ("Zhi Jian", "xi'an", "质检", "zj1", "")] == ["zhijian", "xian", "", "", ""]


def test_a_question_in_words_is_answered_with_what_it_was_taken_for(web: httpx.Client) -> None:
    page = see(web, f"/ask?q={quote('质检总局牵头哪些任务？')}")
    assert "某部门牵头的任务" in page.one("choice").text
    assert "国家质量监督检验检疫总局" in page.one("choice").text
    assert [row[3] for row in page.rows(after="answer")[1:]] == ["（九）", "（十）", "（十一）", "（十二）", "（十三）"]
    assert any(e.attributes.get("href", "").startswith("/queries/agency/leads?agency=aqsiq") for e in page.all("a"))
    assert page.one("q").attributes["value"] == "质检总局牵头哪些任务？"


def test_a_question_that_is_not_understood_gets_no_answer_but_a_way_on(web: httpx.Client) -> None:
    page = see(web, f"/ask?q={quote('明天下雨吗')}")
    assert not any(e.attributes.get("id") == "answer" for e in page.elements)
    assert web.get("/ask").status_code == 200
    assert "不超过 200 个字" in web.get(f"/ask?q={'字' * 201}").text


def test_the_same_question_elsewhere(web: httpx.Client) -> None:
    page = see(web, f"/queries/agency/leads?agency={quote('质检总局')}&reading=broad")
    copies = {e.text for e in page.all("code")}
    base = str(web.base_url).rstrip("/")
    assert f"{base}/api/v1/queries/agency/leads?agency=aqsiq&reading=broad" in copies
    assert "policygraph query agency/leads -p agency=aqsiq -p reading=broad" in copies
    assert "import graph\n\ngraph.run(\"agency/leads\", agency='aqsiq', reading='broad')" in copies
    address = next(text for text in copies if text.startswith(f"{base}/api/"))
    assert len(web.get(address, headers={"accept": "application/json"}).json()["rows"]) == 5


def test_forms_offer_names_and_every_format(web: httpx.Client) -> None:
    page = see(web, f"/queries/graph/duties?document={HERE}")
    assert page.one("document").attributes["list"] == "picks-document"
    assert PLAN in [e.attributes["value"] for e in page.all("option")]
    assert {"JSON", "CSV", "JSONL", "GRAPHML", "GEXF", "看图"} <= {e.text for e in page.all("a")}
    assert "质检总局" in [e.attributes["value"] for e in see(web, "/queries/agency/leads").all("option")]


def test_quotes_lead_to_their_place_in_the_text(web: httpx.Client) -> None:
    """From every page with quotes to the document: the words are marked there, and the first of them has the anchor."""
    count = 0
    for address in ("/agencies/aqsiq", f"/objects/{quote('食品')}", "/laws/l_std", f"/measures/{HERE}%23m9"):
        links = {
            e.attributes["href"]: e.text for e in see(web, address).all("a") if e.attributes.get("class") == "quote"
        }
        for href, words in list(links.items())[:8]:
            page = see(web, href)
            assert page.one("at").tag == "mark"
            assert "".join("".join(e.text for e in page.all("mark")).split()) == "".join(words.split())
            count += 1
    assert count > 15


def test_the_text_of_a_document_has_its_mentions_in_place(web: httpx.Client) -> None:
    page = see(web, f"/documents/{HERE}")
    leads = [e.text for e in page.all("a") if e.attributes.get("class") == "m agency lead"]
    assert "质检总局" in leads
    assert leads.count("食品药品监管总局") == 1
    assert page.all("mark") == []
    assert "2430" not in page.one("content").text
    broad = see(web, f"/documents/{HERE}?reading=broad")
    assert len([e for e in broad.all("a") if e.attributes.get("class") == "m agency lead"]) > len(leads)


def test_a_text_that_is_not_here_leaves_the_rest_of_the_page(mini_pages: httpx.Client) -> None:
    document = mini_pages.get("/api/v1/queries/document/list?format=json").json()["rows"][0]["document"]
    page = see(mini_pages, f"/documents/{quote(document, safe='')}")
    assert "不在本服务的数据文件夹中" in page.one("content").text
    assert any(e.attributes.get("href", "").startswith("/measures/") for e in page.all("a"))


def test_issues_by_kind_and_document(plans: httpx.Client) -> None:
    rows = plans.get("/api/v1/queries/issue/list?format=json").json()["rows"]
    page = see(plans, "/issues")
    assert len(page.rows()) == 1 + len(rows)
    kind = rows[0]["kind"]
    chosen = see(plans, f"/issues?issue_kind={kind}")
    assert len(chosen.rows()) == 1 + sum(row["kind"] == kind for row in rows)
    assert f"/issues?issue_kind={kind}" in page.addresses()


def test_loads_say_when_and_by_which_rules(plans: httpx.Client) -> None:
    rows = plans.get("/api/v1/queries/document/loaded?format=json").json()["rows"]
    shown = see(plans, "/loads").rows()[1:]
    assert [row[-1] for row in shown] == [row["rules_version"] for row in rows]


def test_the_interface_is_told_operation_by_operation(web: httpx.Client) -> None:
    page, paths = see(web, "/docs"), web.get("/openapi.json").json()["paths"]
    told = [e.text for e in page.all("code")]
    assert {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods} <= set(told)


# ---- languages, and how pages travel ----------------------------------------------------------------------------


def test_labels_in_english_and_names_as_they_are(web: httpx.Client) -> None:
    page = see(web, "/?lang=en")
    assert [e.text for e in page.all("h1")] == ["Task table"]
    assert "加强食品农产品质量安全监管" in page.one("content").text
    response = web.get("/?lang=en")
    assert response.headers["set-cookie"].startswith("lang=en;")
    assert response.headers["cache-control"].startswith("private")
    assert "set-cookie" not in web.get("/").headers
    assert "Task table" in web.get("/", headers={"cookie": "lang=en"}).text
    assert "任务分解表" in web.get("/?lang=zh", headers={"cookie": "lang=en"}).text


def test_pages_travel_compressed_to_those_who_take_it(web: httpx.Client) -> None:
    with web.stream("GET", "/", headers={"accept-encoding": "gzip"}) as response:
        sent = b"".join(response.iter_raw())
    plain = web.get("/", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(sent) == plain.content
    assert len(sent) < len(plain.content) / 3
    assert "content-encoding" not in web.get("/", headers={"accept-encoding": "gzip;q=0"}).headers


@pytest.mark.parametrize(
    "address", ["/", "/agencies/aqsiq", f"/documents/{HERE}", "/docs", "/queries", "/laws", "/objects"]
)
def test_no_page_is_heavy(web: httpx.Client, address: str) -> None:
    with web.stream("GET", address, headers={"accept-encoding": "gzip"}) as response:
        sent = b"".join(response.iter_raw())
    with web.stream("GET", "/static/style.css", headers={"accept-encoding": "gzip"}) as response:
        sent += b"".join(response.iter_raw())
    assert len(sent) < 150_000
