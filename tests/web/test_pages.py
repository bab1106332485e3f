"""What the pages say about the sample plan."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

import httpx
import pytest

from graph.catalogue import run
from graph.catalogue.catalogue import Catalogue, own_folder
from graph.store.bolt import BoltStore
from tests.web.reading import Page

PLAN = "国办发〔2014〕18号"


def see(web: httpx.Client, address: str) -> Page:
    response = web.get(address)
    assert response.status_code == 200, address
    return Page(response.text)


def cells(page: Page, number: str) -> list[str]:
    """The row of the task table with that number."""
    return next(row for row in page.rows() if row and row[0] == number)


# ---- the task table ---------------------------------------------------------------------------------------------


def test_home_is_the_task_table_by_section(web: httpx.Client) -> None:
    page = see(web, "/")
    assert [e.text for e in page.all("h1")] == ["任务分解表"]
    sections = [row[0] for row in page.rows() if len(row) == 1]
    assert [text[:2] for text in sections] == ["一、", "二、", "三、", "四、"]
    assert len([row for row in page.rows() if len(row) == 6]) == 1 + 15
    assert cells(page, "（一）")[2:5] == [
        "食品药品监管总局",
        "教育部、公安部、农业部、商务部、人力资源社会保障部、卫生计生委、海关总署、质检总局",
        "—",
    ]
    assert cells(page, "（六）")[2:5] == [
        "—",
        "—",
        "发展改革委、商务部、工商总局、质检总局、食品药品监管总局、旅游局等",
    ]


@pytest.mark.parametrize(
    ("reading", "leads"),
    [
        ("strict", {"食品药品监管总局": 1, "质检总局": 5}),
        (
            "broad",
            {"食品药品监管总局": 1, "质检总局": 5, "工业和信息化部": 4, "发展改革委": 3, "公安部": 1, "中央组织部": 1},
        ),
    ],
)
def test_the_reading_switch_changes_who_leads(web: httpx.Client, reading: str, leads: dict[str, int]) -> None:
    page = see(web, f"/?reading={reading}")
    found = [row[2] for row in page.rows() if len(row) == 6][1:]
    assert {name: found.count(name) for name in set(found) - {"—"}} == leads
    (current,) = (e for e in page.all("a") if e.attributes.get("aria-current") == "true")
    assert current.text == {"strict": "严格", "broad": "宽泛"}[reading]


def test_links_carry_the_reading_on(web: httpx.Client) -> None:
    assert "/agencies/aqsiq?reading=broad" in see(web, "/?reading=broad").addresses()
    assert "/agencies/aqsiq" in see(web, "/").addresses()


def test_filter_by_agency(web: httpx.Client) -> None:
    page = see(web, "/?agency=cfda&reading=broad")
    numbers = [row[0] for row in page.rows() if len(row) == 6][1:]
    assert numbers == ["（一）", "（六）", "（七）", "（八）", "（十二）"]
    assert [e.text for e in page.all("option") if "selected" in e.attributes] == ["食品药品监管总局"]
    assert any(e.attributes == {"type": "hidden", "name": "reading", "value": "broad"} for e in page.all("input"))
    assert "没有符合条件的任务" in web.get("/?agency=samr").text
    assert web.get("/?agency=nobody").status_code == 404


def test_home_without_a_plan_says_what_to_do(empty: httpx.Client) -> None:
    page = see(empty, "/")
    assert "policygraph demo" in " ".join(e.text for e in page.all("pre"))
    assert page.all("table") == []
    assert see(empty, "/agencies").all("table") == []


def test_with_several_plans_one_can_be_chosen(plans: httpx.Client) -> None:
    page, loaded = see(plans, "/"), loaded_documents(plans)
    offered = [e for e in page.all("option") if e.attributes["value"] in loaded]
    assert [e.attributes["value"] for e in offered] == loaded
    assert [e.attributes["value"] for e in offered if "selected" in e.attributes] == loaded[:1]
    chosen = see(plans, f"/?document={quote(loaded[1])}")
    assert [e.attributes["value"] for e in chosen.all("option") if "selected" in e.attributes][:1] == loaded[1:2]
    assert chosen.rows() != page.rows()


def test_every_measure_of_other_plans_has_its_page(plans: httpx.Client) -> None:
    count = 0
    for document in loaded_documents(plans):
        page = see(plans, f"/documents/{quote(document, safe='')}")
        for address in {a for a in page.addresses() if a.startswith("/measures/")}:
            measure = see(plans, address)
            names = {e.attributes["href"]: e.text for e in measure.all("a") if e.attributes["href"].startswith("#p")}
            assert {f"#{e.attributes['id']}": e.text for e in measure.all("mark")} == names
            count += len(names)
    assert count > 100


def loaded_documents(client: httpx.Client) -> list[str]:
    rows = client.get("/api/v1/queries/document/loaded", params={"format": "json"}).json()["rows"]
    return [row["document"] for row in rows]


# ---- agencies ---------------------------------------------------------------------------------------------------


def test_agencies_by_workload(web: httpx.Client) -> None:
    rows = see(web, "/agencies?order=workload").rows()[1:]
    assert len(rows) == 24
    assert rows[0][:5] == ["质检总局 国家质量监督检验检疫总局", "5", "1", "9", "15"]
    broad = see(web, "/agencies?reading=broad").rows()[1:]
    assert [row[1] for row in broad if row[0] == "工业和信息化部"] == ["4"]


def test_agencies_in_official_order_and_by_pinyin(web: httpx.Client) -> None:
    official = [row[0].split(" ")[0] for row in see(web, "/agencies").rows()[1:]]
    assert official[:5] == ["中央组织部", "发展改革委", "教育部", "科技部", "工业和信息化部"]
    assert official[-1] == "国务院有关部门"
    by_sound = [row[0].split(" ")[0] for row in see(web, "/agencies?order=pinyin").rows()[1:]]
    assert by_sound[:4] == ["财政部", "发展改革委", "公安部", "工商总局"]
    assert set(by_sound) == set(official)
    assert web.get("/agencies?order=size").status_code == 422


def test_agency_leads_five(web: httpx.Client) -> None:
    page = see(web, "/agencies/aqsiq")
    assert [e.text for e in page.all("h1")] == ["国家质量监督检验检疫总局"]
    assert [e.text for e in page.all("li") if e.text.endswith("项牵头")] == ["5 项牵头"]
    leads = page.rows(after="leads")[1:]
    assert [row[0] for row in leads] == ["（九）", "（十）", "（十一）", "（十二）", "（十三）"]
    assert leads[0][2] == "列第一位者牵头文中规定列第一位者牵头，其余参加"
    assert leads[4][2:4] == ["原文写明写明牵头单位，其余参加", "（质检总局牵头，国务院有关部门参加）"]
    assert [row[0] for row in page.rows(after="takes_part")[1:]] == ["（一）"]
    assert len(page.rows(after="shares")[1:]) == 9
    assert page.rows(after="partners")[1][:2] == ["商务部", "9"]
    assert "国家市场监督管理总局" in page.rows(after="successors")[1][0]


def test_agency_under_the_broad_reading(web: httpx.Client) -> None:
    leads = see(web, "/agencies/miit?reading=broad").rows(after="leads")[1:]
    assert [row[0] for row in leads] == ["（二）", "（五）", "（八）", "（十四）"]
    assert "宽泛读法" in leads[0][2]
    assert "没有牵头的任务" in web.get("/agencies/miit").text


def test_every_list_has_its_own_csv(web: httpx.Client) -> None:
    addresses = see(web, "/agencies/aqsiq?reading=broad").addresses()
    for name in ("leads", "takes_part", "shares", "pairs", "successors", "roles", "sections", "detail"):
        (own,) = {a for a in addresses if a.startswith(f"/api/v1/queries/agency/{name}?") and "format=csv" in a}
        assert "agency=aqsiq" in own
        assert web.get(own).headers["content-type"].startswith("text/csv")
        assert ("reading=broad" in own) is (name not in ("pairs", "successors", "detail"))


def test_a_name_leads_to_the_page_of_the_id(web: httpx.Client) -> None:
    response = web.get(f"/agencies/{quote('质检总局')}?reading=broad")
    assert (response.status_code, response.headers["location"]) == (307, "/agencies/aqsiq?reading=broad")
    response = web.get(f"/measures/{quote(PLAN + '（九）')}")
    assert (response.status_code, response.headers["location"]) == (307, f"/measures/{quote(PLAN + '#m9', safe='')}")
    response = web.get("/documents/" + quote("国办发(2014)18号"))
    assert (response.status_code, response.headers["location"]) == (307, f"/documents/{quote(PLAN, safe='')}")


def test_a_body_without_duties_has_a_page(web: httpx.Client) -> None:
    assert "没有这个单位的任务" in web.get("/agencies/samr").text


# ---- measures ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reading", ["strict", "broad"])
def test_marks_are_the_names_as_printed_in_every_measure(
    web: httpx.Client, sample_store: BoltStore, reading: str
) -> None:
    catalogue = Catalogue(own_folder())
    total = 0
    for number in range(1, 16):
        id_ = f"{PLAN}#m{number}"
        page = see(web, f"/measures/{quote(id_, safe='')}?reading={reading}")
        parties = run(sample_store, catalogue, "measure/parties", {"measure": id_, "reading": reading}).rows
        wanted = {f"p{p['notation']}-{p['position']}": (p["as_named"], p["role"]) for p in parties}
        assert {e.attributes["id"]: (e.text, e.attributes["class"]) for e in page.all("mark")} == wanted
        detail = run(sample_store, catalogue, "measure/detail", {"measure": id_}).rows[0]
        (clause,) = (e for e in page.all("div") if e.attributes.get("class") == "clause")
        assert clause.text == detail["text"]
        total += len(wanted)
    assert total == 88


def test_measure_shows_parties_tasks_and_laws(web: httpx.Client) -> None:
    page = see(web, f"/measures/{quote(PLAN + '#m9', safe='')}")
    assert [e.text for e in page.all("h1")] == ["（九）加快制造业、服务业质量升级"]
    assert page.rows(after="parties")[1][:5] == [
        "国家质量监督检验检疫总局", "质检总局", "牵头", "列第一位者牵头", "文中规定列第一位者牵头，其余参加",
    ]  # fmt: skip
    assert len(page.rows(after="tasks")[1:]) == 13
    assert page.rows(after="laws")[1][2] == "制定"


# ---- documents and questions ------------------------------------------------------------------------------------


def test_document(web: httpx.Client) -> None:
    page = see(web, f"/documents/{quote(PLAN, safe='')}")
    assert [e.text for e in page.all("h1")] == ["贯彻实施质量发展纲要2014年行动计划"]
    facts = [e.text for e in page.all("dd")]
    assert {"国务院办公厅", "2014-04-21", "列第一位者为牵头部门，下同"} <= set(facts)
    outline = [e.text for e in page.all("a") if e.attributes["href"].startswith("#c") and "class" not in e.attributes]
    assert [text[:2] for text in outline if text[1] == "、"] == ["一、", "二、", "三、", "四、"]
    assert len(outline) == 4 + 15
    assert page.rows(after="issues")[1][:2] == ["提示", "标题在文种之前中断"]


def test_a_document_that_is_only_named(plans: httpx.Client) -> None:
    rows = plans.get("/api/v1/queries/law/by_action", params={"format": "json"}).json()["rows"]
    named = {row["named_document"] for row in rows} - {None} - set(loaded_documents(plans))
    assert named
    for id_ in named:
        page = see(plans, f"/documents/{quote(id_, safe='')}")
        assert "全文没有载入" in page.one("content").text
        assert page.all("table") == []


def test_catalogue_lists_every_question(web: httpx.Client) -> None:
    catalogue = Catalogue(own_folder())
    addresses = see(web, "/queries").addresses()
    assert {f"/queries/{query.name}" for query in catalogue} <= set(addresses)


@pytest.mark.parametrize("name", [query.name for query in Catalogue(own_folder())])
def test_every_question_has_a_form_and_answers_its_examples(web: httpx.Client, name: str) -> None:
    query = Catalogue(own_folder())[name]
    page = see(web, f"/queries/{name}")
    controls = {e.attributes["name"] for e in page.all("input", "select")} - {"q"}
    assert controls == {parameter.name for parameter in query.params}
    assert query.cypher in [e.text for e in page.all("code")]
    for example in query.examples:
        given = {key: str(value).lower() if isinstance(value, bool) else value for key, value in example.params.items()}
        answer = web.get(f"/queries/{name}", params=given)
        data = web.get(f"/api/v1/queries/{name}", params={**given, "format": "json"})
        assert answer.status_code == data.status_code  # examples of other plans name bodies that this one has not
        if answer.status_code == 200:
            rows, answered = Page(answer.text).rows(), data.json()["rows"]
            head = len(query.columns) if query.shape in ("one", "value") else len(answered) + bool(answered)
            assert len(rows) == head


def test_form_controls_fit_their_parameters(web: httpx.Client) -> None:
    page = see(web, "/queries/agency/pairs?least=3")
    least, words = page.one("least").attributes, page.one("collectives")
    assert (least["type"], least["value"], least["min"], least["max"]) == ("number", "3", "1", "1000")
    assert words.tag == "select"
    assert "required" in see(web, "/queries/agency/leads").one("agency").attributes
    assert see(web, "/queries/agency/leads").one("agency").attributes["placeholder"] == "例如 质检总局"


def test_pages_of_an_answer(web: httpx.Client) -> None:
    first = see(web, "/queries/agency/workload?limit=10")
    following = next(e.attributes["href"] for e in first.all("a") if e.attributes.get("rel") == "next")
    second = see(web, following)
    assert first.rows()[1:] != second.rows()[1:]
    previous = next(e.attributes["href"] for e in second.all("a") if e.attributes.get("rel") == "prev")
    assert see(web, previous).rows() == first.rows()


def test_the_foot_says_version_and_reading(web: httpx.Client) -> None:
    version = web.get("/api/v1/queries/agency/workload?format=json").json()["data_version"]
    words = " ".join(e.text for e in see(web, "/agencies?reading=broad&lang=zh").all("dl"))
    assert version in words
    assert "宽泛（broad）" in words
    assert "/agencies?reading=broad" in words  # the address to cite, without the language
    assert datetime.now(UTC).date().isoformat() in words
