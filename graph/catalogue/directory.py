"""A directory: the nodes of one label with all their names, looked up in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graph.catalogue.spelling import Alike
from graph.evidence import fold

MOST_NAMES = 10_000  # single names that are kept; beyond that all are forgotten


@dataclass(frozen=True)
class Named:
    """A node by its id, with the name that is shown for it."""

    id: str
    name: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.id} {self.name}{self.detail}"


@dataclass(frozen=True)
class Directory:
    """Nodes by id, each with its names; ``whole`` is false where there were too many to read them all."""

    entries: Sequence[tuple[Named, Sequence[str]]]
    whole: bool = True

    @property
    def nodes(self) -> list[Named]:
        """The nodes, by id."""
        return [named for named, _ in self.entries]

    def with_id(self, given: str) -> list[Named]:
        """The node of that id."""
        return self._ids.get(given, [])

    def spelt(self, spellings: Iterable[str]) -> list[Named]:
        """The nodes that have one of the names exactly so."""
        found = {named for spelling in spellings for named in self._names.get(spelling, ())}
        return sorted(found, key=lambda named: named.id)

    def folded(self, given: str) -> list[Named]:
        """The nodes that have the name in another spelling."""
        return self._folded.get(fold(given), [])

    def alike(self, given: str, count: int) -> tuple[str, ...]:
        """The names nearest to the given one, best first."""
        return self._alike.near(given, count)

    @cached_property
    def _ids(self) -> dict[str, list[Named]]:
        return {named.id: [named] for named, _ in self.entries}

    @cached_property
    def _names(self) -> dict[str, list[Named]]:
        return _grouped((name, named) for named, names in self.entries for name in names)

    @cached_property
    def _folded(self) -> dict[str, list[Named]]:
        return _grouped((fold(name), named) for named, names in self.entries for name in names)

    @cached_property
    def _alike(self) -> Alike:
        return Alike(name for _, names in self.entries for name in names)


@dataclass
class Shelf:
    """What was looked up in the store in one version of the data: whole labels, and single names."""

    directories: dict[str, Directory] = field(default_factory=dict)
    names: dict[tuple[str, str], Named] = field(default_factory=dict)

    def keep(self, label: str, given: str, found: Named) -> None:
        """Remembers whom a name stands for."""
        if len(self.names) >= MOST_NAMES:
            self.names.clear()
        self.names[label, given] = found


def _grouped(pairs: Iterable[tuple[str, Named]]) -> dict[str, list[Named]]:
    groups: dict[str, dict[Named, None]] = defaultdict(dict)
    for name, named in pairs:
        groups[name][named] = None
    return {name: list(found) for name, found in groups.items()}
