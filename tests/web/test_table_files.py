"""The task table as page, JSON, CSV and XLSX: the same rows under whatever filters."""

from __future__ import annotations

import csv
import io
import random
from typing import TypeAlias

import httpx
import openpyxl
import pytest

from api.pages.sheet import csv_file, sheet_of, xlsx_file
from api.pages.task_table import Line
from tests.web.reading import Page

Rows: TypeAlias = list[tuple[str, ...]]
COLUMNS = ("序号", "任务", "牵头单位", "责任单位（参加）", "分工负责", "完成时限")
FILTERS = ("agency", "role", "section", "object", "law")
EMPTY = ("", "—")


def generated(client: httpx.Client, count: int, seed: int) -> list[dict[str, str]]:
    """Filters made of what the page of each plan offers, of one to three at once."""
    chance = random.Random(seed)
    documents = [row["document"] for row in client.get("/api/v1/queries/document/list?format=json").json()["rows"]]
    offered = {}
    for document in documents:
        page = Page(client.get("/", params={"document": document}).text)
        values: dict[str, list[str]] = {name: [] for name in FILTERS}
        for element in page.elements:
            if element.tag == "select":
                current = element.attributes["name"]
            elif element.tag == "option" and current in values and element.attributes["value"]:
                values[current].append(element.attributes["value"])
        offered[document] = values
    found = []
    for _ in range(count):
        document = chance.choice(documents)
        names = [name for name in chance.sample(FILTERS, chance.randint(1, 3)) if offered[document][name]]
        words = {"words": chance.choice(["质量", "企业", "安全", "的"])} if chance.random() < 0.2 else {}
        chosen = {name: chance.choice(offered[document][name]) for name in names}
        found.append({"document": document, "reading": chance.choice(["strict", "broad"]), **chosen, **words})
    return found


def of_page(client: httpx.Client, filters: dict[str, str]) -> Rows:
    rows = Page(client.get("/", params=filters).text).rows()
    return [tuple("" if cell in EMPTY else cell for cell in row) for row in rows if len(row) == 6][1:]


def of_json(client: httpx.Client, filters: dict[str, str]) -> Rows:
    rows = client.get("/api/v1/queries/document/task_table", params={**filters, "format": "json"}).json()["rows"]
    return [(row["number"] or "", row["title"], *bodies_of(row), "；".join(row["deadlines"] or [])) for row in rows]


def bodies_of(row: dict[str, list[str]]) -> tuple[str, ...]:
    lists = [row[name] for name in ("leads", "participants", "sharing")]
    last = max((at for at, names in enumerate(lists) if names), default=-1)
    return tuple("、".join(names) + ("等" if row["open_list"] and at == last else "") for at, names in enumerate(lists))


def of_csv(client: httpx.Client, filters: dict[str, str]) -> Rows:
    response = client.get("/task-table.csv", params=filters)
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    return [tuple(row[name] for name in COLUMNS) for row in rows]


def of_xlsx(client: httpx.Client, filters: dict[str, str]) -> Rows:
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/task-table.xlsx", params=filters).content)).active
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    head = next(at for at, row in enumerate(rows) if "序号" in row)
    places = [rows[head].index(name) for name in COLUMNS]
    return [tuple(row[place] for place in places) for row in rows[head + 1 :]]


def plain(rows: Rows) -> Rows:
    """Without the remark on corrections that the page prints under a title."""
    return [tuple("".join(cell.split()) for cell in row) for row in rows]


@pytest.mark.parametrize(("fixture", "count"), [("web", 20), ("plans", 30)])
def test_page_json_csv_and_xlsx_hold_the_same_rows(request: pytest.FixtureRequest, fixture: str, count: int) -> None:
    client: httpx.Client = request.getfixturevalue(fixture)
    shown = 0
    for filters in generated(client, count, seed=count):
        wanted = plain(of_json(client, filters))
        assert plain(of_page(client, filters)) == wanted, filters
        assert plain(of_csv(client, filters)) == wanted, filters
        assert plain(of_xlsx(client, filters)) == wanted, filters
        shown += len(wanted)
    assert shown > count


def test_files_are_named_after_the_plan_and_never_differ(web: httpx.Client) -> None:
    first, again = web.get("/task-table.xlsx?agency=aqsiq"), web.get("/task-table.xlsx?agency=aqsiq")
    assert first.content == again.content
    assert "filename*=UTF-8''%E4%BB%BB%E5%8A%A1" in first.headers["content-disposition"]
    assert "2014" in first.headers["content-disposition"]
    assert web.get("/task-table.csv?agency=nobody").status_code == 404
    assert web.get("/task-table.csv?colour=red").status_code == 422


def test_no_cell_of_a_file_is_a_formula() -> None:
    hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "http://a.example"]
    lines = [("=1", Line("m", text, text, (), (), (), False, (text,))) for text in hostile]
    sheet = sheet_of(
        lines,
        dict.fromkeys(
            ("section", "number", "title", "leads", "participants", "sharing", "deadlines", "corrections"), "=2"
        ),
    )
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(sheet, ["=3", "=4", "=5"], "2026-01-01T00:00:00+00:00")))
    cells = [cell for row in book.active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    rows = list(csv.reader(io.StringIO(csv_file(sheet).decode("utf-8-sig"))))
    assert all(row[2].startswith("'") for row in rows[1:-1])
    assert rows[-1][2] == "http://a.example"
