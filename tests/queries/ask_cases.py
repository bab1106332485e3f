"""The questions of ask_questions.yaml and ask_readers.yaml, and how an understanding is judged by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.asking import Understanding
from graph.catalogue import Catalogue
from graph.catalogue.names import Reader, resolve

QUESTIONS, TEMPLATES, READERS = (
    Path(__file__).parent / name for name in ("ask_questions.yaml", "ask_paraphrases.yaml", "ask_readers.yaml")
)


@dataclass(frozen=True)
class Case:
    """A question with what is meant; no query where it must not be answered as if it were understood."""

    text: str
    query: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    split: str = ""


@cache
def cases(part: str, file: Path = QUESTIONS) -> tuple[Case, ...]:
    """The questions of a file under ``right`` or ``unsure``."""
    found = yaml.safe_load(file.read_text(encoding="utf-8"))[part]
    return tuple(
        Case(c["ask"], c.get("query", ""), c.get("params", {}), tuple(c.get("or", ())), c["split"]) for c in found
    )


def is_right(store: Reader, catalogue: Catalogue, case: Case, understood: Understanding) -> bool:
    """Whether query and parameters are those that are meant. The only document need not be named."""
    if understood.query in case.others:
        return True
    given = dict(understood.params)
    if "document" not in case.params:
        given.pop("document", None)
    return understood.query == case.query and given == _resolved(store, catalogue, case)


def _resolved(store: Reader, catalogue: Catalogue, case: Case) -> dict[str, Any]:
    found = {}
    for name, value in case.params.items():
        parameter = catalogue[case.query].param(name)
        assert parameter is not None, (case.query, name)
        is_node = parameter.type.base == "node"
        found[name] = resolve(store, parameter.type.label, str(value)).id if is_node else value
    return found
