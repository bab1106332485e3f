"""The glossary: Chinese and English words for columns, parameters, topics and coded values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from graph.catalogue.front_matter import LOADER
from graph.catalogue.query import Words
from graph.errors import InvalidQueryFile

FILE = "words.yaml"  # beside the topics, in the folder of the query files
PARTS = ("topics", "params", "columns", "values")


@dataclass(frozen=True)
class Glossary:
    """Words by name. What has no entry is called by its own name, so nothing fails for want of a translation."""

    topics: Mapping[str, Words] = field(default_factory=dict)
    params: Mapping[str, Words] = field(default_factory=dict)
    columns: Mapping[str, Words] = field(default_factory=dict)
    values: Mapping[str, Words] = field(default_factory=dict)

    def topic(self, name: str) -> Words:
        """What a folder of queries is called."""
        return self.topics.get(name, Words(name, name))

    def param(self, name: str) -> Words:
        """What a parameter means."""
        return self.params.get(name, Words(name, name))

    def column(self, name: str) -> Words:
        """What a table prints over a column."""
        return self.columns.get(name, Words(name, name))

    def value(self, text: str) -> Words:
        """What a coded value (``first_listed``) is called."""
        return self.values.get(text, Words(text, text))

    def over(self, other: Glossary) -> Glossary:
        """Both glossaries in one; this one's words stand where both have some."""
        return Glossary(*({**getattr(other, part), **getattr(self, part)} for part in PARTS))


def read_glossary(folder: Path) -> Glossary:
    """The glossary of a folder of query files, an empty one if there is no such file.

    Raises InvalidQueryFile if the file is not a mapping of the four parts to ``{zh, en}``.
    """
    path = folder / FILE
    if not path.is_file():
        return Glossary()
    try:
        status = path.stat()
        return _parsed(path, status.st_mtime_ns, status.st_size)
    except (OSError, ValueError, TypeError, yaml.YAMLError) as error:
        raise InvalidQueryFile([f"{path}:{_line(error)}: {error}"]) from error


@lru_cache(maxsize=8)
def _parsed(path: Path, _: int, __: int) -> Glossary:
    """The file as it was at that time and size: programs make many catalogues, and reading it is most of that."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER) or {}  # noqa: S506 (a safe loader)
    unknown = sorted(set(data) - set(PARTS))
    if unknown:
        raise ValueError(f"unknown part {unknown[0]!r}; parts are {', '.join(PARTS)}")
    return Glossary(*(_words(part, data.get(part) or {}) for part in PARTS))


def _words(part: str, entries: object) -> dict[str, Words]:
    if not isinstance(entries, dict):
        raise TypeError(f"{part} must be a mapping")
    for name, words in entries.items():
        if not isinstance(words, dict) or set(words) != {"zh", "en"}:
            raise ValueError(f"{part}.{name} must be {{zh: …, en: …}}")
    return {str(name): Words(str(words["zh"]), str(words["en"])) for name, words in entries.items()}


def _line(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark is not None else 1
