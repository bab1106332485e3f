"""The explorer: its data, its bounds, ways between two agencies, its files, and what it may load."""

from __future__ import annotations

import hashlib
import io
import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import httpx
import networkx as nx
import pytest
from selectolax.lexbor import LexborHTMLParser

from api.pictures.files import STATIC
from api.pictures.layout import circle
from api.pictures.network import Body, Item, Network, Tie
from api.pictures.relation import ways
from api.pictures.view import MOST_NODES, NODES, bounded
from tests.pictures.counting import PLAN, Facts

VENDOR = STATIC / "vendor"
HOSTILE = "\"><script>alert(1)</script>'{{7*7}}"


def graph(site: httpx.Client, asked: str) -> Any:
    answer = site.get(f"/explorer/graph.json?{asked}")
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("reading", ["strict", "broad"])
def test_the_data_are_the_records(site: httpx.Client, facts: Facts, reading: str) -> None:
    data = graph(site, f"document={quote(PLAN)}&reading={reading}")
    names = {e["id"] for e in data["nodes"]}
    ties = {(e["source"].partition(":")[2], e["target"].partition(":")[2], e["role"]) for e in data["edges"]}
    assert ties == facts.ties(reading)
    assert names == {f"Agency:{a}" for a, _, _ in ties} | {f"Measure:{m}" for _, m, _ in ties}
    assert data["complete"] is True
    assert data["shown"] == data["total"]
    assert len({(n["x"], n["y"]) for n in data["nodes"]}) == len(names)
    assert {site.get(n["href"]).status_code for n in data["nodes"][::9]} == {200}


def test_the_quote_behind_a_line_is_marked_where_the_link_leads(site: httpx.Client) -> None:
    for edge in graph(site, "agency=aqsiq")["edges"][::40]:
        start, end = re.search(r"at=(\d+)-(\d+)#at", edge["href"]).groups()  # type: ignore[union-attr]
        assert int(end) - int(start) >= len(edge["quote"])


@pytest.mark.parametrize("limit", [2, 10, 30])
def test_a_limit_holds_and_is_said(site: httpx.Client, limit: int) -> None:
    data = graph(site, f"agency=aqsiq&limit={limit}")
    assert 0 < len(data["nodes"]) <= limit
    assert data["complete"] is False
    assert data["total"] == {"agencies": 24, "measures": 15, "ties": 88}
    assert sum(data["shown"][kind] for kind in ("agencies", "measures")) == len(data["nodes"])
    assert "Agency:aqsiq" in {node["id"] for node in data["nodes"]}
    page = site.get(f"/explorer?agency=aqsiq&limit={limit}").text
    assert f"{data['shown']['agencies']}/24 个部门" in page
    assert f"limit={limit}" in LexborHTMLParser(page).css_first("#stage").attributes["data-src"]


def test_no_more_nodes_than_asked_for_however_many_there_are() -> None:
    many = Network(
        tuple(Body(f"b{n}", "", "", False) for n in range(900)),
        tuple(Item(f"m{n}", "", "", "d", "") for n in range(700)),
        tuple(Tie(f"b{(n * 7) % 900}", f"m{n % 700}", "lead", False, "", "", "d", 0, 1) for n in range(3000)),
        (900, 700, 3000),
        False,
    )
    small = bounded(many, NODES, "b6")
    assert sum(small.shown[:2]) <= NODES
    assert len(circle(small, "b6")) == sum(small.shown[:2])


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("agency=nobody", 404), ("document=none", 404), ("agency=aqsiq&other=nobody", 404), ("other=aqsiq", 422),
        ("limit=0", 422), (f"limit={MOST_NODES + 1}", 422), ("limit=many", 422), ("limit=-1", 422), ("colour=red", 422),
        ("reading=other", 422), (f"agency={quote(HOSTILE)}", 404), (f"{quote(HOSTILE)}=1", 422),
    ],
)  # fmt: skip
def test_what_is_asked_wrongly(site: httpx.Client, asked: str, status: int) -> None:
    for suffix, kind in (
        ("", "text/html"),
        ("/graph.json", "application/problem"),
        ("/graph.graphml", "application/problem"),
    ):
        answer = site.get(f"/explorer{suffix}?{asked}", headers={"accept": "text/html" if not suffix else "*/*"})
        assert answer.status_code == status, suffix
        assert answer.headers["content-type"].startswith(kind)
        assert suffix or "<script>" not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/pictures/document?document=none", "/pictures/agency?agency=nobody", "/pictures/matrix?document=none",
        "/pictures/heat-map.csv?document=none", "/pictures/static/../files.py", "/pictures/static/vendor/manifest.json",
        f"/pictures/document.svg?document={quote(HOSTILE)}",
    ],
)  # fmt: skip
def test_what_is_not_there(site: httpx.Client, address: str) -> None:
    answer = site.get(address)
    assert answer.status_code == 404
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    "address", ["/pictures/agency", "/pictures/heat-map?count=all", "/pictures/document?colour=red"]
)
def test_what_a_picture_does_not_take(site: httpx.Client, address: str) -> None:
    assert site.get(address).status_code == 422


# ---- two agencies ---------------------------------------------------------------------------------------------------


def routes(site: httpx.Client, one: str, other: str) -> list[list[str]]:
    """The addresses of each way, as the page lists them."""
    page = LexborHTMLParser(site.get(f"/explorer?agency={one}&other={other}").text)
    return [[a.attributes["href"] or "" for a in route.css("a")] for route in page.css(".routes .route")]


def test_each_shared_measure_is_a_way(site: httpx.Client, facts: Facts) -> None:
    shared = {m for a, m, _ in facts.ties("strict") if a == "aqsiq"} & {
        m for a, m, _ in facts.ties("strict") if a == "mps"
    }
    assert len(shared) == 3
    assert sorted(routes(site, "aqsiq", "mps")) == sorted(
        ["/agencies/aqsiq", f"/measures/{quote(m, safe='')}", "/agencies/mps"] for m in shared
    )


def test_a_third_body_stands_between_those_that_share_nothing(site: httpx.Client, facts: Facts) -> None:
    """Of all pairs the first without a shared measure: each way of four steps, by loops over the records."""
    of: dict[str, set[str]] = {}
    for agency, measure, _ in facts.ties("strict"):
        of.setdefault(agency, set()).add(measure)
    one, other = next((a, b) for a in sorted(of) for b in sorted(of) if a < b and not of[a] & of[b])
    wanted = {(m, c, n) for c in of if c not in (one, other) for m in of[one] & of[c] for n in of[other] & of[c]}
    found = routes(site, one, other)
    assert wanted
    assert {(len(way), way[0], way[-1]) for way in found} == {(5, f"/agencies/{one}", f"/agencies/{other}")}
    short = {
        (f"/measures/{quote(m, safe='')}", f"/agencies/{c}", f"/measures/{quote(n, safe='')}") for m, c, n in wanted
    }
    ways = {(way[1], way[2], way[3]) for way in found}
    assert ways == short if len(short) <= 30 else ways < short
    data = graph(site, f"agency={one}&other={other}")
    assert len({node["x"] for node in data["nodes"]}) == 5


def test_notations_that_say_the_same_are_one_way_and_ways_are_bounded() -> None:
    """Twice named in one measure, the first agency still goes there once; the first notation's words are shown."""
    rows = [
        {"step": step, "source": source, "target": "m", "notation": notation}
        for step, source, notation in ((1, "a", 1), (1, "a", 2), (2, "b", 1))
    ]
    rows += [{"step": step, "source": source, "target": "n", "notation": 1} for step, source in ((1, "a"), (2, "b"))]
    result: Any = SimpleNamespace(rows=rows, params=[SimpleNamespace(value="a")])
    found = ways(result, 9)
    assert [[leg.here["target"] for leg in way] for way in found] == [["m"], ["n"]]
    assert found[0][0].here["notation"] == 1
    assert len(ways(result, 1)) == 1


def test_two_that_have_nothing_to_do_with_each_other(site: httpx.Client) -> None:
    page = site.get("/explorer?agency=aqsiq&other=samr")
    assert page.status_code == 200
    assert "没有共同任务" in page.text
    assert graph(site, "agency=aqsiq&other=samr")["nodes"] == []
    assert routes(site, "aqsiq", "aqsiq") == []


# ---- files ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked", ["document=" + quote(PLAN), "agency=aqsiq&limit=20&reading=broad", "agency=aqsiq&other=mps"]
)
def test_graphml_holds_what_is_shown(site: httpx.Client, asked: str) -> None:
    answer = site.get(f"/explorer/graph.graphml?{asked}")
    assert answer.content == site.get(f"/explorer/graph.graphml?{asked}").content
    data, read = graph(site, asked), nx.read_graphml(io.BytesIO(answer.content), force_multigraph=True)
    assert set(read.nodes) == {node["id"] for node in data["nodes"]}
    assert {name: (told["x"], told["y"]) for name, told in read.nodes(data=True)} == {
        node["id"]: (node["x"], node["y"]) for node in data["nodes"]
    }
    assert sorted((a, b, t["role"], t["quote"]) for a, b, t in read.edges(data=True)) == sorted(
        (e["source"], e["target"], e["role"], e["quote"]) for e in data["edges"]
    )


def test_vendored_files_are_those_of_the_manifest() -> None:
    manifest = json.loads((VENDOR / "manifest.json").read_text("utf-8"))
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.iterdir()}
    found.pop("manifest.json")
    assert found == manifest["sha256"]
    assert "Permission is hereby granted, free of charge" in (VENDOR / "cytoscape.LICENSE.txt").read_text("utf-8")
    assert manifest["version"] in (VENDOR / "cytoscape.min.js").read_text("utf-8")


@pytest.mark.parametrize("name", ["pictures.css", "explorer.js"])
def test_own_files_load_nothing_from_elsewhere(name: str) -> None:
    text = Path(STATIC, name).read_text("utf-8")
    assert re.findall(r"url\(|@import|@font-face|https?:|//[a-z]|eval|innerHTML|new Function|\.style\b", text) == []


def test_scripts_run_on_the_explorer_only_and_from_here_only(site: httpx.Client) -> None:
    policy = site.get("/explorer").headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    for address in ("/pictures/document", "/pictures/heat-map", "/pictures/matrix", "/pictures/agency?agency=aqsiq"):
        assert "script-src" not in site.get(address).headers["content-security-policy"]
    page = LexborHTMLParser(site.get("/explorer").text)
    scripts = [script.attributes["src"] or "" for script in page.css("script")]
    assert len(scripts) == 2
    assert all(src.startswith("/pictures/static/") and site.get(src).status_code == 200 for src in scripts)
    assert not page.css("[style]")
    again = site.get("/explorer", headers={"if-none-match": site.get("/explorer").headers["etag"]})
    assert (again.status_code, again.headers["content-security-policy"]) == (304, policy)
