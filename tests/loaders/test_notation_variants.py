"""Every family of notations with other names, other punctuation, other places: as real plans print them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.registry import registry
from loaders.clean import clean
from loaders.notation.document import DocumentRules, document_rules
from loaders.notation.find import Found, find_notations
from loaders.notation.gaps import name_gaps
from loaders.notation.judge import RegistryJudge
from loaders.notation.notation import Notation
from loaders.notation.roles import Assigned
from loaders.text import Span

JUDGE = RegistryJudge(registry())
LETTERS = {
    ("lead", "explicit"): "L",
    ("participant", "explicit"): "P",
    ("participant", "division_of_duties"): "D",
    ("shared", "division_of_duties"): "S",
    ("shared", "no_lead_named"): "N",
    ("lead", "sole"): "O",
    ("lead", "first_listed"): "F",
    ("participant", "first_listed"): "f",
}
LINES = (Path(__file__).parent / "notations.txt").read_text("utf-8").splitlines()
ROWS = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


def found(printed: str) -> tuple[str, list[Found]]:
    """The clean text of a notation as a paragraph behind a sentence, and what is found in it."""
    raw = printed.replace("⏎", "\n")
    text = clean(f"某事。{raw}" if raw[0] in "（〔【([" else raw)
    notations, _ = find_notations(text.text, Span(0, len(text.text)), JUDGE, name_gaps(text))
    return text.text, notations


def party(assigned: Assigned) -> str:
    item = assigned.item
    scope = f"<{item.scope}>" if item.scope else ""
    return f"{item.text}{'*' if item.collective else ''}{scope}:{LETTERS[assigned.role, assigned.basis]}"


def facts(text: str, notation: Notation) -> list[str]:
    deadline = notation.deadline
    return [
        *(["OPEN"] if notation.open_list else []),
        *(["RULE"] if notation.rule else []),
        *([f"DL[{text[deadline.start : deadline.end]}]"] if deadline else []),
        *(f"LATER[{item.text}]" for item in notation.later_too),
        *(["NOORDER"] if notation.no_order else []),
    ]


def reading(text: str, item: Found, rules: DocumentRules) -> str:
    return " ".join([*(party(a) for a in rules.assign(item)), *facts(text, item.notation)])


@pytest.mark.parametrize(("printed", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_variant(printed: str, expected: str) -> None:
    text, notations = found(printed)
    assert [reading(text, n, document_rules(text, notations)) for n in notations] == [expected]


def test_there_are_many_variants() -> None:
    assert len({printed for printed, _ in ROWS}) == len(ROWS) >= 350


@pytest.mark.parametrize("printed", [row[0] for row in ROWS])
def test_names_stand_where_the_evidence_says(printed: str) -> None:
    text, notations = found(printed)
    for item in (i for n in notations for i in (*n.notation.items, *n.notation.later_too)):
        assert text[item.span.start : item.span.end] == item.text
        assert item.explained
