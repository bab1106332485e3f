"""Reads one query file: front matter in a comment, then Cypher, so that the file itself can be pasted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from graph.catalogue.front_matter import FrontMatter, split
from graph.catalogue.glossary import Glossary
from graph.catalogue.query import (
    COLUMN_TYPES,
    PARAMETER_TYPES,
    SHAPES,
    Column,
    Example,
    Parameter,
    Query,
    Scalar,
    ValueType,
    Words,
    parse_type,
)
from graph.errors import InvalidQueryFile
from graph.schema import SCHEMA

FIELDS = ("title", "description", "params", "columns", "shape", "examples")
PARAMETER_FIELDS = ("values", "default", "required", "min", "max", "example", "doc")
_NAME = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")
_WORD = re.compile(r"[a-z][a-z0-9_]*")
# the blank that folding leaves between two lines of Chinese
_FOLD = re.compile("(?<=[\u2014-\u201d\u3000-\u9fff\uff00-\uffef]) (?=[\u2014-\u201d\u3000-\u9fff\uff00-\uffef])")


def read_query(path: Path, name: str, glossary: Glossary | None = None) -> Query:
    """The query of a file. Raises InvalidQueryFile with every fault of the format."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidQueryFile([f"{path}:1: cannot be read as UTF-8: {error}"]) from error
    return parse_query(text, name, path, glossary)


def parse_query(text: str, name: str, path: Path, glossary: Glossary | None = None) -> Query:
    """The query that a text spells. ``name`` is topic/name, ``path`` is for messages.

    Raises InvalidQueryFile with every fault of the format, as file:line: text.
    """
    reader = FrontMatter()
    if not _NAME.fullmatch(name):
        reader.problems.append((1, f"{name!r} is no topic/name of lower-case letters, digits and _"))
    try:
        parts = split(text)
    except ValueError as error:
        raise _invalid(path, [*reader.problems, (1, str(error))]) from error
    head = reader.compose(parts.head)
    fields = reader.fields(head, "front matter", FIELDS) if head is not None else {}
    if head is None and not reader.problems:
        reader.problems.append((reader.offset, "the front matter is empty"))
    parsed = _QueryReader(reader, glossary or Glossary(), fields)
    query = Query(
        name,
        parsed.words("title"),
        parsed.words("description"),
        parsed.params(),
        parsed.columns(),
        parsed.shape(),
        parsed.examples(),
        parts.cypher,
        path,
        parts.line,
    )
    if reader.problems:
        raise _invalid(path, reader.problems)
    return query


def _invalid(path: Path, problems: list[tuple[int, str]]) -> InvalidQueryFile:
    return InvalidQueryFile([f"{path}:{line}: {text}" for line, text in sorted(problems)])


class _QueryReader:
    """Front-matter nodes -> the fields of a query. Faults gather in the reader; a faulty field gets an empty value."""

    def __init__(self, reader: FrontMatter, glossary: Glossary, fields: Mapping[str, yaml.Node]) -> None:
        self.reader, self.glossary, self.fields = reader, glossary, fields

    def words(self, name: str) -> Words:
        return self._words(self.fields[name], name) if name in self.fields else Words("", "")

    def params(self) -> tuple[Parameter, ...]:
        entries = self.reader.entries(self.fields["params"], "params") if "params" in self.fields else {}
        return tuple(self._param(name, node) for name, node in entries.items())

    def columns(self) -> tuple[Column, ...]:
        if "columns" not in self.fields:
            return ()
        entries = self.reader.entries(self.fields["columns"], "columns")
        if not entries and isinstance(self.fields["columns"], yaml.MappingNode):
            self.reader.fault(self.fields["columns"], "columns: at least one is needed")
        return tuple(self._column(name, node) for name, node in entries.items())

    def shape(self) -> str:
        if "shape" not in self.fields:
            return ""
        shape = self.reader.text(self.fields["shape"], "shape")
        if shape not in SHAPES:
            self.reader.fault(self.fields["shape"], f"shape must be one of {', '.join(SHAPES)}, not {shape!r}")
        return shape

    def examples(self) -> tuple[Example, ...]:
        if "examples" not in self.fields:
            return ()
        items = self.reader.items(self.fields["examples"], "examples")
        if not items and isinstance(self.fields["examples"], yaml.SequenceNode):
            self.reader.fault(self.fields["examples"], "examples: at least one is needed")
        return tuple(self._example(node) for node in items)

    def _words(self, node: yaml.Node, what: str) -> Words:
        fields = self.reader.fields(node, what, ("zh", "en"))
        zh, en = (self.reader.text(fields[k], f"{what}.{k}") if k in fields else "" for k in ("zh", "en"))
        return Words(_FOLD.sub("", zh), en)

    def _type(self, node: yaml.Node, what: str, allowed: tuple[str, ...]) -> ValueType:
        text = self.reader.text(node, what)
        try:
            type_ = parse_type(text)
        except ValueError:
            type_ = ValueType("")
        if type_.base not in allowed:
            self.reader.fault(node, f"{what}: {text!r} is no type; types are {', '.join(allowed)} (node:Label)")
        elif type_.label and type_.label not in SCHEMA.nodes:
            self.reader.fault(node, f"{what}: no label {type_.label!r} in the schema")
        return type_

    def _param(self, name: str, node: yaml.Node) -> Parameter:
        what = f"params.{name}"
        if not _WORD.fullmatch(name):
            self.reader.fault(node, f"{what}: a name is made of lower-case letters, digits and _")
        fields = self.reader.fields(node, what, ("type",), PARAMETER_FIELDS)
        type_ = self._type(fields["type"], f"{what}.type", PARAMETER_TYPES) if "type" in fields else ValueType("")
        if type_.many:
            self.reader.fault(node, f"{what}: a parameter takes one value, no list")
        values = self._values(fields, what, type_, node)
        required = self._required(fields, what)
        return Parameter(
            name,
            type_,
            self._words(fields["doc"], f"{what}.doc") if "doc" in fields else self.glossary.param(name),
            required,
            self._scalar(fields, what, "default"),
            values,
            self.reader.number(fields["min"], f"{what}.min") if "min" in fields else None,
            self.reader.number(fields["max"], f"{what}.max") if "max" in fields else None,
            self._scalar(fields, what, "example"),
            self.reader.line(node),
        )

    def _values(self, fields: Mapping[str, yaml.Node], what: str, type_: ValueType, node: yaml.Node) -> tuple[str, ...]:
        if (type_.base == "enum") != ("values" in fields):
            self.reader.fault(node, f"{what}: values go with the type enum, and only with it")
        if "values" not in fields:
            return ()
        what = f"{what}.values"
        return tuple(self.reader.text(value, what) for value in self.reader.items(fields["values"], what))

    def _required(self, fields: Mapping[str, yaml.Node], what: str) -> bool:
        said = self.reader.flag(fields["required"], f"{what}.required") if "required" in fields else None
        if said and "default" in fields:
            self.reader.fault(fields["required"], f"{what}: a required parameter has no default")
        return said if said is not None else "default" not in fields

    def _scalar(self, fields: Mapping[str, yaml.Node], what: str, field: str) -> Scalar:
        return self.reader.scalar(fields[field], f"{what}.{field}") if field in fields else None

    def _column(self, name: str, node: yaml.Node) -> Column:
        if not _WORD.fullmatch(name):
            self.reader.fault(node, f"columns.{name}: a name is made of lower-case letters, digits and _")
        type_ = self._type(node, f"columns.{name}", COLUMN_TYPES)
        return Column(name, type_, self.glossary.column(name), self.reader.line(node))

    def _example(self, node: yaml.Node) -> Example:
        fields = self.reader.fields(node, "examples", ("params",), ("golden",))
        params = self.reader.entries(fields["params"], "examples.params") if "params" in fields else {}
        return Example(
            {name: self.reader.scalar(value, f"examples.params.{name}") for name, value in params.items()},
            self.reader.flag(fields["golden"], "examples.golden") if "golden" in fields else False,
            self.reader.line(node),
        )
