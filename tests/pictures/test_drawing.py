"""The two columns: what is drawn is what the records say, in few crossings, safely, and always in the same bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from itertools import combinations, permutations
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import quote, unquote

import httpx
import pytest
from lxml import etree

from api.pages.language import speaker
from api.pictures.network import Body, Item, Network, Tie, cut, network_of
from api.pictures.ordering import crossings, ordered, places_of
from api.pictures.svg import Drawing, two_columns
from tests.pictures.counting import PLAN, Facts

READINGS = ("strict", "broad")
OF_PLAN = f"/pictures/document.svg?document={quote(PLAN)}"
COLOURS = {"#9b2423": "lead", "#0072b2": "participant", "#767b82": "shared"}
HOSTILE = "\"><script>alert(1)</script>&'\x00\ud800"


def network(bodies: int, items: int, *ties: tuple[int, int, str]) -> Network:
    """A made network; ties are agency, measure, role."""
    return Network(
        tuple(Body(f"b{n}", f"body {n}", f"b{n}", False) for n in range(bodies)),
        tuple(Item(f"m{n}", f"{n}.", f"measure {n}", "d", "") for n in range(items)),
        tuple(Tie(f"b{b}", f"m{m}", role, False, "explicit", "words", "d", 0, 5) for b, m, role in ties),
        (bodies, items, len(ties)),
        True,
    )


def drawing(**more: Any) -> Drawing:
    return Drawing("title", "text", speaker("zh"), lambda i: f"/agencies/{i}", lambda i: f"/measures/{i}", **more)


def parsed(svg: str | bytes) -> etree._Element:
    return etree.fromstring(svg.encode() if isinstance(svg, str) else svg)


def lines_of(picture: etree._Element) -> list[etree._Element]:
    """The lines between the columns."""
    return cast("list[etree._Element]", picture.xpath("//*[local-name()='g'][@aria-hidden]/*[local-name()='path']"))


def addresses(picture: etree._Element, folder: str) -> list[str]:
    found = [unquote(str(a.get("href")).partition("?")[0]) for a in picture.iter("{*}a")]
    return [href.partition(folder)[2] for href in found if folder in href]


@pytest.mark.parametrize("reading", READINGS)
def test_the_picture_of_a_document_is_what_its_records_say(site: httpx.Client, facts: Facts, reading: str) -> None:
    answer = site.get(f"{OF_PLAN}&reading={reading}")
    assert answer.headers["content-type"] == "image/svg+xml"
    picture, ties = parsed(answer.content), facts.ties(reading)
    assert sorted(addresses(picture, "/agencies/")) == sorted({agency for agency, _, _ in ties})
    assert addresses(picture, "/measures/") == [m for m in facts.section if m in {measure for _, measure, _ in ties}]
    drawn = Counter(COLOURS[str(line.get("stroke"))] for line in lines_of(picture))
    assert drawn == Counter(role for _, _, role in ties)
    strict = facts.ties("strict")
    assert sum(line.get("stroke-dasharray") is not None for line in lines_of(picture)) == len(ties - strict)
    assert (reading == "broad") == bool(ties - strict)


@pytest.mark.parametrize("agency", ["质检总局", "公安部"])
def test_the_picture_around_an_agency_holds_its_measures_and_all_in_them(
    site: httpx.Client, facts: Facts, agency: str
) -> None:
    picture = parsed(site.get(f"/pictures/agency.svg?agency={quote(agency)}").content)
    own = addresses(picture, "/agencies/")[0]
    measures = {m for a, m, _ in facts.ties("strict") if a == own}
    ties = {tie for tie in facts.ties("strict") if tie[1] in measures}
    assert measures
    assert set(addresses(picture, "/measures/")) == measures
    assert set(addresses(picture, "/agencies/")) == {a for a, _, _ in ties}
    assert len(lines_of(picture)) == len(ties)


def test_each_line_ends_at_a_place_of_its_own(site: httpx.Client) -> None:
    ends = [str(line.get("d")).split()[-1] for line in lines_of(parsed(site.get(OF_PLAN).content))]
    assert len(set(ends)) == len(ends) > 50


def test_it_can_be_read_out_and_needs_no_style(site: httpx.Client) -> None:
    """Title and description first; every link has a name; nothing that the policy of the pages forbids."""
    picture = parsed(site.get(OF_PLAN).content)
    title, description = list(picture)[:2]
    assert str(picture.get("aria-labelledby")).split() == [title.get("id"), description.get("id")]
    assert "贯彻实施质量发展纲要2014年行动计划" in str(title.text)
    assert "24 个部门" in str(description.text)
    assert all(a[0].tag.endswith("title") and a[0].text for a in picture.iter("{*}a"))
    attributes = {name for element in picture.iter() for name in element.attrib}
    assert not [name for name in attributes if name == "style" or name.startswith("on")]
    assert {etree.QName(e).localname for e in picture.iter()} == {
        "svg", "title", "desc", "rect", "g", "path", "circle", "text", "a",
    }  # fmt: skip
    page = site.get(f"/pictures/document?document={quote(PLAN)}").text
    assert page.count("<svg") == page.count("</svg>") == 1
    assert 'href="/agencies/aqsiq"' in page


# ---- bounds and order -----------------------------------------------------------------------------------------------


def test_what_is_too_much_is_cut_and_said() -> None:
    whole = network(9, 5, *((b, m, "shared") for b in range(9) for m in range(5) if (b + m) % 3), (8, 0, "lead"))
    small = cut(whole, 3, 2, ("b5",))
    assert small.shown[:2] == (3, 2)
    assert not small.complete
    assert small.total == whole.total == whole.shown
    assert "b5" in {body.id for body in small.bodies}
    assert [item.id for item in small.items] == ["m0", "m1"]
    assert {tie.key for tie in small.ties} <= {tie.key for tie in whole.ties}
    assert all(tie.body in {b.id for b in small.bodies} for tie in small.ties)
    assert cut(whole, 9, 5).complete


def test_a_measure_of_which_the_answer_may_lack_agencies_is_left_out(site: httpx.Client) -> None:
    rows = site.get(f"/api/v1/queries/graph/document?document={quote(PLAN)}&limit=12&format=json").json()["rows"]
    part = network_of(cast(Any, SimpleNamespace(rows=rows, truncated=True)))
    assert [item.number for item in part.items] == ["（一）"]
    assert part.shown == (9, 1, 9)
    assert not part.complete


def test_the_order_has_few_crossings() -> None:
    """Against all orders of a small network, and against the order of the answer for the sample plan."""
    small = network(
        5, 4, (0, 3, "lead"), (1, 0, "lead"), (1, 3, "shared"), (2, 1, "shared"), (3, 0, "lead"), (4, 2, "lead")
    )
    places = places_of(small)
    best = min(crossings(order, places) for order in permutations(small.bodies))
    assert crossings(ordered(small), places) == best < crossings(small.bodies, places)
    assert ordered(small, ("b0",))[0].id == "b0"


def test_the_sample_plan_crosses_little_more_than_any_order_must(site: httpx.Client) -> None:
    """Of each pair of agencies the better order at least crosses; no order of all can do better than that."""
    rows = site.get(f"/api/v1/queries/graph/document?document={quote(PLAN)}&limit=1000&format=json").json()["rows"]
    whole = network_of(cast(Any, SimpleNamespace(rows=rows, truncated=False)))
    places = places_of(whole)
    least = sum(min(crossings(pair, places), crossings(pair[::-1], places)) for pair in combinations(whole.bodies, 2))
    assert least <= crossings(ordered(whole), places) < min(1.05 * least, crossings(whole.bodies, places))


# ---- safety and sameness --------------------------------------------------------------------------------------------


def test_hostile_names_stay_text() -> None:
    bad = Network(
        (Body("x\"'<&", HOSTILE, HOSTILE, False),),
        (Item("y'\"<&", HOSTILE, HOSTILE, "d", HOSTILE),),
        (Tie("x\"'<&", "y'\"<&", "lead", True, "explicit", HOSTILE, "d", 0, 5),),
        (1, 1, 1),
        True,
    )
    svg = two_columns(bad, Drawing(HOSTILE, HOSTILE, speaker("zh"), lambda i: f"/a/{i}", lambda i: f"/m/{i}"))
    picture = parsed(svg)
    assert not list(picture.iter("{*}script"))
    assert [a.get("href") for a in picture.iter("{*}a")] == ["/a/x\"'<&", "/m/y'\"<&"]
    assert any("<script>alert(1)</script>" in str(t.text) for t in picture.iter("{*}title"))


@pytest.mark.parametrize(
    "address", [OF_PLAN, "/pictures/agency.svg?agency=aqsiq&reading=broad", "/explorer/graph.json"]
)
def test_equal_bytes_twice(site: httpx.Client, address: str) -> None:
    first, again = site.get(address), site.get(address)
    assert first.status_code == 200
    assert first.content == again.content


_SCRIPT = """
import hashlib, json, sys
from types import SimpleNamespace
from api.pages.language import speaker
from api.pictures.layout import circle
from api.pictures.network import cut, network_of
from api.pictures.svg import Drawing, two_columns
whole = network_of(SimpleNamespace(rows=json.load(sys.stdin), truncated=False))
small = cut(whole, 12, 10, ("aqsiq",))
for network in (whole, small):
    drawing = Drawing("t", "d", speaker("zh"), lambda i: "/a/" + i, lambda i: "/m/" + i, ("aqsiq",))
    print(hashlib.sha256(two_columns(network, drawing).encode()).hexdigest())
    print(hashlib.sha256(json.dumps(circle(network, "aqsiq")).encode()).hexdigest())
"""


def test_equal_bytes_in_two_processes(site: httpx.Client, root: Path) -> None:
    """Whatever the order of sets and hashes."""
    rows = site.get("/api/v1/queries/graph/ego?agency=aqsiq&limit=1000&format=json").json()["rows"]
    said = {
        subprocess.run(
            [sys.executable, "-c", _SCRIPT],
            input=json.dumps(rows), capture_output=True, check=True, text=True, cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
        ).stdout
        for seed in ("1", "4242")
    }  # fmt: skip
    assert len(said) == 1
    assert len(set(said.pop().split())) == 4
