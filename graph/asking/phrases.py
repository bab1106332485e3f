"""Phrases: how people put the questions of the catalogue, from the file asks.yaml of each folder of query files."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from graph.asking.wording import plain
from graph.catalogue.front_matter import FrontMatter

FILE = "asks.yaml"  # beside the topics, in the folder of the query files
PARTS = ("phrases", "values", "same", "this", "idle", "mild", "turning", "asking")
MOST = 1_000  # readings of one text: more are a slip of the pen, or would take the memory
_CHOICE = re.compile(r"\(([^()]*)\)")
_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def choices(text: str) -> list[str]:
    """Every reading of a text in which (a|b) stands for a or b."""
    parts = [part.split("|") if n % 2 else [part] for n, part in enumerate(_CHOICE.split(text))]
    return list(dict.fromkeys(map("".join, itertools.product(*parts)))) if text else []


@dataclass(frozen=True)
class Phrase:
    """One way to put a question: words, and slots named like parameters of the query."""

    query: str
    text: str
    path: Path = Path()
    line: int = 0

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Words and names of slots in turn; words first and last, which may be empty."""
        return tuple(part if n % 2 else plain(part) for n, part in enumerate(_SLOT.split(self.text)))

    @property
    def slots(self) -> tuple[str, ...]:
        """The parameters that the phrase names, in its order."""
        return self.parts[1::2]

    @cached_property
    def words(self) -> str:
        """The words without the slots, a slot being a line break."""
        return "\n".join(self.parts[::2])


@dataclass(frozen=True)
class Said:
    """A value of a parameter and the words that say it; ``scope`` is a query, or empty for all of them."""

    scope: str
    parameter: str
    value: str
    words: tuple[str, ...]
    path: Path = Path()
    line: int = 0


@dataclass(frozen=True)
class Phrasebook:
    """The phrases and word lists of one or more folders. ``problems`` are faults of the format, file:line: text."""

    phrases: tuple[Phrase, ...] = ()
    said: tuple[Said, ...] = ()
    same: tuple[tuple[str, ...], ...] = ()
    this: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    mild: tuple[str, ...] = ()
    turning: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    problems: tuple[str, ...] = field(default=())

    def __add__(self, other: Phrasebook) -> Phrasebook:
        """Both in one."""
        return Phrasebook(
            self.phrases + other.phrases,
            self.said + other.said,
            self.same + other.same,
            self.this + other.this,
            self.idle + other.idle,
            self.mild + other.mild,
            self.turning + other.turning,
            self.asking + other.asking,
            self.problems + other.problems,
        )


def read_phrases(folder: Path) -> Phrasebook:
    """The phrases of a folder of query files; none if it has no such file. What is faulty is left out and a problem."""
    path = folder / FILE
    if not path.is_file():
        return Phrasebook()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return Phrasebook(problems=(f"{path}:1: cannot be read as UTF-8: {error}",))
    reader = FrontMatter(offset=1)
    node = reader.compose(text)
    book = _Reader(reader, path).book(node) if node is not None else Phrasebook()
    found = tuple(f"{path}:{line}: {problem}" for line, problem in sorted(reader.problems))
    return book + Phrasebook(problems=found)


class _Reader:
    """YAML nodes -> a phrasebook."""

    def __init__(self, reader: FrontMatter, path: Path) -> None:
        self.reader, self.path = reader, path

    def book(self, node: yaml.Node) -> Phrasebook:
        parts = self.reader.fields(node, FILE, (), PARTS)
        return Phrasebook(
            tuple(self._phrases(parts)),
            tuple(self._said(parts)),
            tuple(self._texts(group, "same") for group in self._list(parts, "same")),
            *(self._texts(parts[name], name) if name in parts else () for name in PARTS[3:]),
        )

    def _list(self, parts: Mapping[str, yaml.Node], name: str) -> list[yaml.Node]:
        return self.reader.items(parts[name], name) if name in parts else []

    def _entries(self, parts: Mapping[str, yaml.Node], name: str) -> dict[str, yaml.Node]:
        return self.reader.entries(parts[name], name) if name in parts else {}

    def _texts(self, node: yaml.Node, what: str) -> tuple[str, ...]:
        """The words of a list, or of lists in a list."""
        found: dict[str, None] = {}
        for item in self.reader.items(node, what):
            inner = isinstance(item, yaml.SequenceNode)
            texts = self._texts(item, what) if inner else choices(self._readable(item, what))
            found |= dict.fromkeys(text for text in texts if plain(text))
        return tuple(found)

    def _readable(self, node: yaml.Node, what: str) -> str:
        """A text that stands for at most ``MOST`` readings, else an empty one."""
        text = self.reader.text(node, what)
        readings = math.prod(part.count("|") + 1 for part in _CHOICE.findall(text))
        if readings > MOST:
            self.reader.fault(node, f"{what}: {readings} readings in one text, at most {MOST}")
        return text if readings <= MOST else ""

    def _phrases(self, parts: Mapping[str, yaml.Node]) -> list[Phrase]:
        found = []
        for query, node in self._entries(parts, "phrases").items():
            for item in self.reader.items(node, f"phrases.{query}"):
                text = self._readable(item, f"phrases.{query}")
                found += [Phrase(query, choice, self.path, self.reader.line(item)) for choice in choices(text)]
        return found

    def _said(self, parts: Mapping[str, yaml.Node]) -> list[Said]:
        found = []
        for key, node in self._entries(parts, "values").items():
            scope, _, parameter = key.rpartition(".")
            for value, words in self.reader.entries(node, f"values.{key}").items():
                texts = self._texts(words, f"values.{key}.{value}")
                found.append(Said(scope, parameter, value, texts, self.path, self.reader.line(words)))
        return found
