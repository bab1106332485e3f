"""A query: everything that a query file says, as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Scalar: TypeAlias = str | int | bool | None

SHAPES = ("rows", "one", "value", "graph")
PARAMETER_TYPES = ("str", "int", "bool", "date", "enum", "node")
COLUMN_TYPES = ("str", "int", "bool", "date", "node")
READINGS = ("strict", "broad")
GRAPH_COLUMNS = ("source", "type", "target")  # what every row of shape graph says: one edge

_TYPE = re.compile(r"(?P<many>list\[)?(?P<base>[a-z]+)(?::(?P<label>[A-Za-z]+))?(?(many)\])")


@dataclass(frozen=True)
class Words:
    """The same words in the two languages of the project; Chinese is what users see first."""

    zh: str
    en: str


@dataclass(frozen=True)
class ValueType:
    """Type of a parameter or column: ``str``, ``node:Agency``, ``list[node:Agency]`` …

    A value of ``node:Label`` is the id of a node with that label.
    """

    base: str
    label: str = ""
    many: bool = False

    def __str__(self) -> str:
        inner = f"{self.base}:{self.label}" if self.label else self.base
        return f"list[{inner}]" if self.many else inner


def parse_type(text: str) -> ValueType:
    """The type that a query file spells. Raises ValueError if it is spelt otherwise than shown in ValueType."""
    match = _TYPE.fullmatch(text)
    if match is None or (match["base"] == "node") != bool(match["label"]):
        raise ValueError(f"{text!r} is no type")
    return ValueType(match["base"], match["label"] or "", bool(match["many"]))


@dataclass(frozen=True)
class Parameter:
    """One parameter of a query.

    ``minimum`` and ``maximum`` bound an int, or the length of a str. Not required and without default
    (``default is None``) means an optional filter: null, no filter.
    """

    name: str
    type: ValueType
    doc: Words
    required: bool = False
    default: Scalar = None
    values: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    example: Scalar = None
    line: int = 0


@dataclass(frozen=True)
class Column:
    """One column of the answer; ``title`` is what a table prints over it."""

    name: str
    type: ValueType
    title: Words
    line: int = 0


@dataclass(frozen=True)
class Example:
    """One call that every store must answer alike; a golden one is also compared with its stored rows."""

    params: Mapping[str, Scalar]
    golden: bool = False
    line: int = 0


@dataclass(frozen=True)
class Query:
    """One query file. ``line`` is the line of the file on which ``cypher`` begins, from 1."""

    name: str
    title: Words
    description: Words
    params: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    shape: str
    examples: tuple[Example, ...]
    cypher: str
    path: Path
    line: int

    @property
    def topic(self) -> str:
        """The folder of the file: agency, measure …"""
        return self.name.partition("/")[0]

    def param(self, name: str) -> Parameter | None:
        """The parameter of that name, None if there is none."""
        return next((p for p in self.params if p.name == name), None)

    @property
    def reads_roles(self) -> bool:
        """Whether the answer depends on how the lead rule is read."""
        return self.param("reading") is not None
