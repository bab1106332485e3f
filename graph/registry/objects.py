"""What measures are aimed at: the terms of the registry, each with its kind and codes, and how it must not be read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from graph.registry.tables import Row, rows, split

SCHEME = "GB/T 4754-2017"


@dataclass(frozen=True)
class ObjectTerm:
    """A term: ``surface`` as texts write it, ``name`` normalised (several surfaces may share one ``id``).

    ``codes`` are of :data:`SCHEME`. ``negative`` are longer words in which the surface is no object (食品 in
    食品药品监管总局 is masked with the agency names). ``broader`` are ids of broader objects.
    """

    surface: str
    id: str
    name: str
    kind: str
    subkind: str = ""
    codes: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class CodeEntry:
    """A heading of the classification."""

    id: str
    scheme: str
    code: str
    name: str
    level: str


def load_objects() -> tuple[ObjectTerm, ...]:
    """All terms, longest surface first, so that the first match is the longest."""
    terms = [_term(row) for row in rows("objects")]
    return tuple(sorted(terms, key=lambda term: (-len(term.surface), term.surface)))


def load_codes() -> dict[str, CodeEntry]:
    """The sections and divisions of the classification, and the finer headings that the objects use, by code."""
    return {row["code"]: _code(row) for row in rows("gbt4754_2017")}


def surfaces(terms: tuple[ObjectTerm, ...]) -> dict[str, tuple[str, ...]]:
    """All surfaces of each object, by id, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for term in terms:
        found[term.id].append(term.surface)
    return {id_: tuple(sorted(names)) for id_, names in found.items()}


def _term(row: Row) -> ObjectTerm:
    return ObjectTerm(
        surface=row["surface"],
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        subkind=row["subkind"],
        codes=split(row["codes"]),
        negative=split(row["negative"]),
        broader=split(row["broader"]),
        note=row["note"],
    )


def _code(row: Row) -> CodeEntry:
    return CodeEntry(f"{SCHEME}:{row['code']}", SCHEME, row["code"], row["name"], row["level"])
