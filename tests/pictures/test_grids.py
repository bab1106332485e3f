"""Heat map and matrix: every number is the one that the records give, on the page, in the file, behind the link."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote, unquote

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from api.pictures.grid import STEPS, matrix, step
from graph.catalogue.result import Row
from tests.pictures.counting import COUNTED, PLAN, Facts

OF_PLAN = f"document={quote(PLAN)}"


def table(page: str, kind: str) -> LexborNode:
    (found,) = LexborHTMLParser(page).css(f"table.{kind}")
    return found


def agency(head: LexborNode) -> str:
    """The id of the agency that the head of a row links to."""
    href = head.css_first("a").attributes["href"] or ""
    return unquote(href.partition("?")[0].removeprefix("/agencies/"))


def section(head: LexborNode) -> str:
    href = head.css_first("a").attributes["href"] or ""
    return unquote(href.partition("section=")[2].partition("&")[0])


def lines(found: LexborNode) -> list[tuple[LexborNode, list[LexborNode]]]:
    return [(row.css("th")[0], row.css("td")) for row in found.css("tbody tr")]


@pytest.mark.parametrize("count", list(COUNTED))
@pytest.mark.parametrize("reading", ["strict", "broad"])
def test_the_heat_map_is_a_plain_count(site: httpx.Client, facts: Facts, reading: str, count: str) -> None:
    asked = f"{OF_PLAN}&reading={reading}&count={count}"
    wanted = facts.cells(reading, count)
    page = site.get(f"/pictures/heat-map?{asked}").text
    if not wanted:
        assert "没有这样的责任标注" in page
        return
    found = table(page, "heat")
    columns = [section(head) for head in found.css("thead th")[1:-1]]
    assert columns == list(dict.fromkeys(facts.section.values()))
    shown = {
        (agency(head), column): int(cell.text())
        for head, cells in lines(found)
        for column, cell in zip(columns, cells[:-1], strict=True)
    }
    assert {place: number for place, number in shown.items() if number} == wanted
    for head, cells in lines(found):
        assert int(cells[-1].text()) == sum(n for (a, _), n in wanted.items() if a == agency(head)) > 0


def test_the_matrix_is_a_plain_count(site: httpx.Client, facts: Facts) -> None:
    found = table(site.get(f"/pictures/matrix?{OF_PLAN}").text, "square")
    rows, wanted = lines(found), facts.shared()
    ids = [agency(head) for head, _ in rows]
    shown = {
        frozenset((one, other)): int(cell.text())
        for one, (_, cells) in zip(ids, rows, strict=True)
        for other, cell in zip(ids, cells, strict=True)
    }
    assert {pair: number for pair, number in shown.items() if number} == wanted
    mirrored = [[int(cell.text()) for cell in cells] for _, cells in rows]
    assert mirrored == [list(column) for column in zip(*mirrored, strict=True)]


@pytest.mark.parametrize("kind", ["heat-map", "matrix"])
@pytest.mark.parametrize("reading", ["strict", "broad"])
def test_the_file_holds_what_the_page_shows(site: httpx.Client, kind: str, reading: str) -> None:
    asked = f"{OF_PLAN}&reading={reading}"
    found = table(site.get(f"/pictures/{kind}?{asked}").text, "grid")
    answer = site.get(f"/pictures/{kind}.csv?{asked}")
    assert answer.content == site.get(f"/pictures/{kind}.csv?{asked}").content
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, *rest = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    shown = [[head.text(), *(cell.text() for cell in cells)] for head, cells in lines(found)]
    assert [row[: len(shown[0])] for row in rest] == shown
    assert head[1:-1] == [cell.text() for cell in found.css("thead th")[1:]][: len(head) - 2]


@pytest.mark.parametrize(
    "address", [f"/pictures/heat-map?{OF_PLAN}&count=leads&reading=broad", f"/pictures/matrix?{OF_PLAN}"]
)
def test_behind_every_number_is_a_list_of_as_many(site: httpx.Client, address: str) -> None:
    """Of the largest, the smallest, and one of the diagonal: the page behind a number holds that many measures."""
    cells = table(site.get(address).text, "grid").css("tbody td a")
    numbers = sorted(cells, key=lambda a: int(a.text()))
    for cell in (numbers[0], numbers[len(numbers) // 2], numbers[-1]):
        page = LexborHTMLParser(site.get(cell.attributes["href"] or "").text)
        data = page.css_first("link[type='application/json']").attributes["href"] or ""
        rows = site.get(data).json()["rows"]
        assert len({row["measure"] for row in rows}) == int(cell.text())


def test_steps_of_colour(site: httpx.Client) -> None:
    assert [step(n, 10) for n in (0, 1, 2, 3, 10)] == [0, 1, 1, 2, STEPS]
    found = table(site.get(f"/pictures/heat-map?{OF_PLAN}").text, "heat")
    cells = [(int(c.text()), int((c.attributes["class"] or "s0")[1:])) for _, row in lines(found) for c in row[:-1]]
    assert {s for n, s in cells if not n} == {0}
    assert all(a[1] <= b[1] for a, b in zip(sorted(cells), sorted(cells)[1:], strict=False))
    assert max(cells)[1] == STEPS


def test_a_large_matrix_is_cut_to_the_busiest_and_says_so() -> None:
    work: list[Row] = [{"agency": f"a{n}", "name": f"n{n}", "short": "", "measures": 50 - n} for n in range(50)]
    pair: Row = {"first": "a0", "second": "a1", "measures": 3}
    grid = matrix(work, [pair], "d", "strict", 4)
    assert ({line.head.id for line in grid.lines}, grid.rows_in_all) == ({"a0", "a1", "a2", "a3"}, 50)
    assert sum(cell.number for line in grid.lines for cell in line.cells if not cell.own) == 6


def test_formulas_in_names_are_guarded() -> None:
    work: list[Row] = [{"agency": "a", "name": "=1+1", "short": "=1+1", "measures": 1}]
    text = matrix(work, [], "d", "strict", 4).to_csv("部门", "合计").decode("utf-8-sig")
    assert text.splitlines() == ["部门,'=1+1,合计", "'=1+1,1,1"]
