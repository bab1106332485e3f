"""Chinese words for coded values, as users read them: the catalogue's glossary, and what a load did."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.catalogue import Glossary

LOADS = {"created": "新载入", "replaced": "已更新", "unchanged": "无变化", "deleted": "已删除"}
CODED = frozenset(
    {"basis", "role", "severity", "standing", "stage", "kind", "level", "type", "due_kind"}
)  # columns of coded values


@cache
def _glossary() -> Glossary:
    from graph.catalogue import Catalogue

    return Catalogue().glossary


def word(value: object) -> str:
    """The Chinese word for a coded value (``first_listed``); the value itself where there is none."""
    return _glossary().value(str(value)).zh


def shown(column: str, cell: object) -> object:
    """A cell as people read it: coded values in words, everything else as it is."""
    return word(cell) if column in CODED and isinstance(cell, str) else cell
