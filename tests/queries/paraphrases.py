"""Paraphrases: questions made of the templates of ask_paraphrases.yaml, each with what is meant by it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import yaml

_CHOICE = re.compile(r"\(([^()]*)\)")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Paraphrase:
    """A question with the query and parameters that are meant."""

    text: str
    query: str
    params: Mapping[str, str]


def paraphrases(path: Path) -> list[Paraphrase]:
    """Every choice of words of every template once, with values, openers and closers taken in turn."""
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    found: dict[str, Paraphrase] = {}
    for key, templates in data["templates"].items():
        query, _, fixed = key.partition("?")
        for text in (text for template in templates for text in _choices(template)):
            made = _made(data, text, query, dict(parse_qsl(fixed)), len(found))
            found.setdefault(made.text, made)
    return list(found.values())


def _choices(template: str) -> Iterator[str]:
    parts = [part.split("|") if n % 2 else [part] for n, part in enumerate(_CHOICE.split(template))]
    return map("".join, itertools.product(*parts))


def _made(data: dict[str, Any], text: str, query: str, fixed: dict[str, str], turn: int) -> Paraphrase:
    params = dict(fixed)
    for slot in _SLOT.findall(text):
        values = data["values"][slot]
        value = values[turn % len(values)]
        params[data["params"].get(slot, slot)] = value
        text = text.replace(f"{{{slot}}}", data["said"].get(slot, {}).get(value, value))
    opener, closer = data["openers"][turn % len(data["openers"])], data["closers"][turn % len(data["closers"])]
    return Paraphrase(f"{opener}{text}{closer}", query, params)
