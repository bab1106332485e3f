"""The catalogue: the query files of one or more folders, read and checked when they are first needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from graph.catalogue.glossary import Glossary, read_glossary
from graph.catalogue.lint import lint
from graph.catalogue.query import Query
from graph.catalogue.query_file import read_query
from graph.catalogue.spelling import near
from graph.errors import InvalidQueryFile, UnknownName

VARIABLE = "POLICYGRAPH_QUERIES"  # folders of the user's own query files, parted like PATH
SUFFIX = ".cypher"


def own_folder() -> Path:
    """The folder of the project's query files: beside the package, in a checkout and where it is installed alike.

    It is found from the package and not by its own name: ``queries`` holds data only and is no regular package, so
    any other folder of that name on the search path would become a part of it.
    """
    return Path(str(files("graph"))).parent / "queries"


def user_folders() -> tuple[Path, ...]:
    """The folders that the environment names."""
    return tuple(Path(part).expanduser() for part in os.environ.get(VARIABLE, "").split(os.pathsep) if part)


class Catalogue:
    """Queries by name, ``catalogue["agency/leads"]``.

    A file that breaks the format or the lint keeps its name and is refused when it is asked for; the others work.

    Args:
        folders: where to look; by default the project's own folder, then those that POLICYGRAPH_QUERIES names.
    """

    def __init__(self, *folders: Path) -> None:
        self.folders = folders or (own_folder(), *user_folders())
        self._known: dict[str, Query | tuple[str, ...]] = {}  # what was read so far

    @property
    def glossary(self) -> Glossary:
        """The words of all folders; those of an earlier folder stand. A faulty file of words is one of the problems."""
        return self._words[0]

    @cached_property
    def _words(self) -> tuple[Glossary, tuple[str, ...]]:
        glossary, problems = Glossary(), tuple[str, ...]()
        for folder in self.folders:
            try:
                glossary = glossary.over(read_glossary(folder))
            except InvalidQueryFile as error:
                problems += error.problems
        return glossary, problems

    @cached_property
    def _files(self) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for folder in self.folders:
            if not folder.is_dir():
                raise InvalidQueryFile([f"{folder}:1: no such folder of query files ({VARIABLE})"])
            for path in sorted(folder.rglob(f"*{SUFFIX}")):
                found.setdefault(path.relative_to(folder).with_suffix("").as_posix(), []).append(path)
        return dict(sorted(found.items()))

    def _all(self) -> Iterator[Query | tuple[str, ...]]:
        return (self._one(name) for name in self._files)

    def _one(self, name: str) -> Query | tuple[str, ...]:
        if name not in self._known:
            self._known[name] = self._read(name, self._files[name])
        return self._known[name]

    def _read(self, name: str, paths: list[Path]) -> Query | tuple[str, ...]:
        """The query, or what is wrong with its file. An earlier folder's query is not replaced by a later one's."""
        if len(paths) > 1:
            return tuple(f"{path}:1: {name} is also {paths[0]}; give it another name" for path in paths[1:])
        try:
            query = read_query(paths[0], name, self.glossary)
        except InvalidQueryFile as error:
            return error.problems
        return tuple(lint(query)) or query

    def __getitem__(self, name: str) -> Query:
        """The query of that name. Raises UnknownName with near names, InvalidQueryFile if its file is faulty."""
        if name not in self._files:
            raise UnknownName(f"no query {name!r}", candidates=near(name, self._files, 5))
        found = self._one(name)
        if isinstance(found, tuple):
            raise InvalidQueryFile(found)
        return found

    def __contains__(self, name: object) -> bool:
        return name in self._files

    def __iter__(self) -> Iterator[Query]:
        """The queries that may be run, by name."""
        return (query for query in self._all() if isinstance(query, Query))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the files, as file:line: text."""
        faulty = (found for found in self._all() if isinstance(found, tuple))
        return (*self._words[1], *(text for problems in faulty for text in problems))

    def check(self) -> None:
        """Raises InvalidQueryFile with every problem of every file, if there is any."""
        if self.problems:
            raise InvalidQueryFile(self.problems)
