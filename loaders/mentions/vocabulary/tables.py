"""Word tables: text files of sections, ``[name]`` and then words, or ``key: words`` with indented continuations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

Words = tuple[str, ...]


def words(file: str, section: str) -> Words:
    """The words of a section in order.

    Raises:
        KeyError: the file has no such section.
    """
    return tuple(word for line in _sections(file)[section] for word in line.split())


def mapping(file: str, section: str) -> dict[str, Words]:
    """The keys of a section with their words.

    Raises:
        KeyError: the file has no such section.
    """
    found: dict[str, list[str]] = {}
    key = ""
    for line in _sections(file)[section]:
        if not line.startswith(" "):
            key, line = line.split(":", 1)
        found.setdefault(key, []).extend(line.split())
    return {key: tuple(values) for key, values in found.items()}


def alternatives(choices: Iterable[str]) -> str:
    """A pattern, without its group, that matches any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(choices, key=len, reverse=True)))


@cache
def _sections(file: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    section: list[str] = []
    for line in files(__package__).joinpath(f"{file}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            section.append(line)
    return found
