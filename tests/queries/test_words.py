"""Every code that an answer can hold is called something in both languages."""

from __future__ import annotations

import re
from pathlib import Path

from graph.catalogue import Catalogue
from graph.declaration import BROAD_BASES, DUE_KINDS, ROLES
from graph.registry import registry

_MADE = re.compile(r"(?:THEN|ELSE) '([a-z_]+)'|UNWIND \[('[a-z_]+'(?:, '[a-z_]+')*)\]")
# what stands beside a severity, or opens a sign of damage, is the kind of an issue
_ISSUE = re.compile(r'"([a-z_]+)",\s*"(?:info|warning|error)"|_Sign\(\s*"([a-z_]+)"')


def made_by_queries(catalogue: Catalogue) -> set[str]:
    """The codes that the Cypher itself makes: roles of a list, outcomes, places …"""
    found = (match for query in catalogue for match in _MADE.finditer(query.cypher))
    codes = {code.strip("' ") for match in found for code in (match[1] or match[2]).split(",")}
    return codes - {"broad", "strict"}


def issue_kinds(root: Path) -> set[str]:
    """The kinds of issues in the source of the loaders."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((root / "loaders").rglob("*.py")))
    return {match[1] or match[2] for text in texts for match in _ISSUE.finditer(text)}


def test_what_queries_make_has_words(catalogue: Catalogue) -> None:
    codes = made_by_queries(catalogue)
    assert {"co_listed", "none_known", "in_notation", "itself", "armed_forces", "branch"} <= codes
    inner = {"before", "itself", "after"}  # the sides of agency/names do not leave it
    assert codes - inner - set(catalogue.glossary.values) == set()


def test_kinds_of_issues_have_words(catalogue: Catalogue, root: Path) -> None:
    kinds = issue_kinds(root)
    assert {"unknown_agency", "shared_list_out_of_order", "missing_field"} <= kinds
    assert kinds - set(catalogue.glossary.values) == set()


def test_coded_properties_have_words(catalogue: Catalogue) -> None:
    reforms = {event.kind for event in registry().events}
    assert {*ROLES, *BROAD_BASES, *DUE_KINDS, *reforms} - set(catalogue.glossary.values) == set()
