"""The task table, its addresses and its words: the parts of pages that need no store."""

from __future__ import annotations

import ast

import pytest

from api.pages import links
from api.pages.task_table import Body, bodies, groups, lines
from api.pages.wording import CODED, RULES, accepts, rule_words
from graph.catalogue.catalogue import Catalogue, own_folder
from graph.catalogue.result import Row
from loaders.corrections.marks import BY_HAND
from tests.conftest import ROOT


def row(number: str, section: str | None, **ids: list[str]) -> Row:
    """A row of document/task_table in which every body is named like its id."""
    found: Row = {
        "measure": f"d#{number}",
        "number": number,
        "title": "t",
        "open_list": True,
        "deadlines": ["2014年底"],
        "corrections": [],
    }
    found |= {"section_number": section and "一、", "section_title": section}
    for names, key in (("leads", "lead_ids"), ("participants", "participant_ids"), ("sharing", "sharing_ids")):
        found |= {key: ids.get(key, []), names: [f"{id_}局" for id_ in ids.get(key, [])]}
    return found


ROWS = [
    row("（一）", "甲", lead_ids=["a"], participant_ids=["b", "c"]),
    row("（二）", "甲", sharing_ids=["b", "d"]),
    row("（三）", None, lead_ids=["a"]),
]


def test_rows_are_grouped_by_section_in_order() -> None:
    found = groups(lines(ROWS))
    assert [(g.heading, [line.number for line in g.lines]) for g in found] == [
        ("一、甲", ["（一）", "（二）"]),
        ("", ["（三）"]),
    ]


def test_only_the_lines_of_a_body() -> None:
    kept = [line.number for group in groups(lines(ROWS), "b") for line in group.lines]
    assert kept == ["（一）", "（二）"]
    assert groups(lines(ROWS), "nobody") == []


def test_each_body_once() -> None:
    assert bodies(lines(ROWS)) == [Body("a", "a局"), Body("b", "b局"), Body("c", "c局"), Body("d", "d局")]


def test_an_open_list_ends_in_its_last_column() -> None:
    assert [line.open_column for _, line in lines(ROWS)] == ["participants", "sharing", "leads"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (links.measure("国〔1〕#m/1?"), "/measures/%E5%9B%BD%E3%80%941%E3%80%95%23m%2F1%3F"),
        (links.agency("a b", "broad"), "/agencies/a%20b?reading=broad"),
        (links.document("d", "strict"), "/documents/d"),
        (links.data("agency/pairs", {"agency": "a&b", "document": None, "collectives": False}, "csv"),
         "/api/v1/queries/agency/pairs?agency=a%26b&collectives=false&format=csv"),
        (links.question("agency/pairs"), "/queries/agency/pairs"),
        (links.node("Agency", "a"), "/agencies/a"),
        (links.node("Law", "l"), "/laws/l"),
        (links.object_("a/b", "broad"), "/objects/a%2Fb?reading=broad"),
        (links.node("Instrument", "i"), None),
        (links.quoted("d", 3, 9), "/documents/d?at=3-9#at"),
    ],
)  # fmt: skip
def test_addresses(address: str | None, expected: str | None) -> None:
    assert address == expected


def test_every_rule_of_the_grammar_has_words() -> None:
    """The codes are the last strings of the verdicts in the role table of the loaders."""
    tree = ast.parse((ROOT / "loaders/notation/roles.py").read_text("utf-8"))
    strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert set(RULES) - {BY_HAND} <= strings
    codes = {text for text in strings if text.isascii() and "_" in text and text.islower() and " " not in text}
    assert codes - {"first_listed_broad"} <= set(RULES)


def test_the_broad_reading_says_what_the_strict_one_goes_by() -> None:
    words = rule_words("division_of_duties", "first_listed_broad")
    assert RULES["division_of_duties"] in words
    assert "宽泛读法" in words
    assert rule_words("new_rule", "explicit") == "new_rule"


def test_words_of_what_parameters_accept() -> None:
    catalogue = Catalogue(own_folder())
    least = catalogue["agency/pairs"].param("least")
    agency = catalogue["agency/leads"].param("agency")
    assert least
    assert agency
    assert accepts(least, catalogue.glossary) == "整数，不小于 1，不大于 1000"
    assert accepts(agency, catalogue.glossary) == "一个部门的名称或标识"


def test_coded_columns_exist() -> None:
    catalogue = Catalogue(own_folder())
    assert {column.name for query in catalogue for column in query.columns} >= CODED
