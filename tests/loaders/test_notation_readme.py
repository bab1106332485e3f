"""The page on notations tells the truth: every example of it is read as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.registry import registry
from loaders.clean import clean
from loaders.notation.document import DocumentRules, document_rules
from loaders.notation.find import Found, find_notations
from loaders.notation.gaps import name_gaps
from loaders.notation.judge import RegistryJudge
from loaders.text import Span

PAGE = Path(__file__).parents[2] / "loaders" / "notation" / "README.md"
JUDGE = RegistryJudge(registry())
ROW = re.compile(r"^\| (.+?) \| (.+) \|$")


def examples() -> list[tuple[str, str]]:
    """Rows of the tables whose columns are what is printed and how it is read."""
    rows: list[tuple[str, str]] = []
    wanted = False
    for line in PAGE.read_text("utf-8").splitlines():
        match = ROW.match(line)
        if line == "| printed | reading |":
            wanted = True
        elif not match:
            wanted = False
        elif wanted and not line.startswith("| ---"):
            rows.append((match[1], match[2]))
    return rows


def say(printed: str) -> str:
    """How an example is read, in the words of the page."""
    raw = printed.replace("⏎", "\n")
    text = clean(f"某事。{raw}" if raw[0] in "（〔【(" else raw)
    found, refused = find_notations(text.text, Span(0, len(text.text)), JUDGE, name_gaps(text))
    rules = document_rules(text.text, found)
    said = [_notation(text.text, notation, rules) for notation in found]
    said += ["refused: " + "、".join(text.slice(u) for u in item.unexplained) for item in refused]
    return " · ".join(said) or "none"


def _notation(text: str, found: Found, rules: DocumentRules) -> str:
    notation = found.notation
    parties = "; ".join(
        f"{a.item.text}{'*' if a.item.collective else ''}{f'<{a.item.scope}>' if a.item.scope else ''} {a.role} {a.basis}"
        for a in rules.assign(found)
    )
    deadline = text[notation.deadline.start : notation.deadline.end] if notation.deadline else ""
    facts = (
        "open" if notation.open_list else "",
        f"until {deadline}" if deadline else "",
        "rule" if notation.rule else "",
        "no order" if notation.no_order else "",
        *(f"later {item.text}" for item in notation.later_too),
    )
    return parties + "".join(f" [{fact}]" for fact in facts if fact)


@pytest.mark.parametrize(("printed", "reading"), examples(), ids=[printed for printed, _ in examples()])
def test_every_example_is_read_as_the_page_says(printed: str, reading: str) -> None:
    assert say(printed) == reading


def test_the_page_has_an_example_of_every_family() -> None:
    headings = re.findall(r"^## (.+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert [h[0] for h in headings if re.match(r"[A-Z][.,]", h)] == list("ABCDEFG")
    assert len(examples()) > 80


def test_the_grammar_on_the_page_is_that_of_the_machine() -> None:
    """The page prints the grammar that stands in the machine's docstring, with the two terminals spelt out."""
    machine = (PAGE.parent / "parse.py").read_text("utf-8")
    inside = re.search(r"```ebnf\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert inside
    for line in inside[1].splitlines():
        name = line.split("=")[0].strip()
        assert name in ("DUTY", "REMARK") or f"    {line}" in machine.splitlines()
