"""Pages for what goes wrong: plain words, the right status, a way on."""

from __future__ import annotations

from urllib.parse import quote

import httpx
import pytest

from tests.web.reading import Page


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/agencies/" + quote("质监总局"), 404, "没有找到名为“质监总局”的部门"),
        ("/measures/none", 404, "没有找到名为“none”的任务"),
        ("/documents/none", 404, "没有找到名为“none”的文件"),
        ("/?document=none", 404, "没有找到名为“none”的文件"),
        ("/queries/agency/leeds", 404, "没有这个问题"),
        ("/no/such/page", 404, "没有这一页"),
        ("/static/none.js", 404, "没有这一页"),
        ("/?reading=other", 422, "“牵头规则的读法”应为strict（严格）或broad（宽泛），收到的是“other”"),
        ("/agencies/" + quote("药监局"), 422, "可以指几个部门"),
        ("/queries/agency/leads?agency=" + quote("质监总局"), 422, "没有找到名为“质监总局”的部门"),
        ("/queries/agency/leads?agency=" + quote("药监局"), 422, "名称不唯一"),
        ("/queries/agency/leads?agency=", 422, "请填写“部门的标识、全称、简称或曾用名”"),
        (
            "/queries/agency/pairs?least=many",
            422,
            "“至少共同承担的任务数”应为整数，不小于 1，不大于 1000，收到的是“many”",
        ),
        ("/queries/agency/pairs?leest=1", 422, "不认识的参数"),
    ],
)
def test_what_is_asked_wrongly(web: httpx.Client, address: str, status: int, words: str) -> None:
    response = web.get(address)
    assert response.status_code == status
    assert words in " ".join(e.text for e in Page(response.text).all("main"))


@pytest.mark.parametrize(
    ("address", "candidate"),
    [
        ("/agencies/" + quote("质监总局"), "/agencies/" + quote("质检总局")),
        ("/agencies/" + quote("药监局") + "?reading=broad", "/agencies/nmpa?reading=broad"),
        ("/queries/agency/leads?limit=3&agency=" + quote("药监局"), "/queries/agency/leads?limit=3&agency=sfda"),
        ("/queries/agency/leeds", "/queries/agency/leads"),
    ],
)
def test_candidates_are_links_that_work(web: httpx.Client, address: str, candidate: str) -> None:
    assert candidate in Page(web.get(address).text).addresses()
    assert web.get(candidate).status_code in (200, 307)


def test_the_form_keeps_what_was_typed(web: httpx.Client) -> None:
    page = Page(web.get("/queries/agency/pairs?least=many&agency=aqsiq").text)
    assert page.one("least").attributes["value"] == "many"
    assert page.one("least").attributes["aria-invalid"] == "true"
    assert page.one("agency").attributes["value"] == "aqsiq"


@pytest.mark.parametrize(
    "address", ["/", "/agencies?reading=broad", "/agencies/aqsiq", "/queries/agency/workload?limit=3"]
)
def test_a_store_that_is_gone(down: httpx.Client, address: str) -> None:
    response = down.get(address)
    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0
    assert "暂时连不上数据库" in response.text
    assert address in Page(response.text).addresses()
    assert "secret" not in response.text
    assert "10.0.0.7" not in response.text


def test_the_catalogue_needs_no_store(down: httpx.Client) -> None:
    assert down.get("/queries").status_code == 200
    assert down.get("/queries/agency/leads").status_code == 200


def test_programs_get_no_pages(web: httpx.Client) -> None:
    response = web.get("/api/v1/queries/agency/leads?agency=nobody")
    assert response.headers["content-type"].startswith("application/problem+json")
