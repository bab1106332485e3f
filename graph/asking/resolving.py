"""Resolving: the names in a match, each to the node that it stands for, so that what is ambiguous is never sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from graph.asking.fitting import Taken
from graph.asking.matching import Match
from graph.asking.understanding import Choice, Given
from graph.catalogue import Words
from graph.catalogue.names import Named, Reader, resolve
from graph.errors import AmbiguousName, UnknownName

Names: TypeAlias = dict[tuple[str, str], "Named | Words"]  # by label and name: the node, or why there is none
_MOST = 10_000  # names that are kept
_SHOWN = 4  # candidates in a doubt


@dataclass(frozen=True)
class Resolved:
    """A match as a choice, and what is doubtful about its names."""

    choice: Choice
    doubts: tuple[Words, ...]


def resolved(store: Reader, names: Names, text: str, match: Match) -> Resolved:
    """The choice that a match is; ``names`` are kept for the next one. Raises what the store raises."""
    filling, query = match.filling, match.query
    given: list[Given] = []
    doubts: list[Words] = []
    for taken in (*filling.slots, *filling.aside, *filling.only):
        found = _found(store, names, match, taken)
        if isinstance(found, Words):
            doubts.append(found)
        else:
            words = text[taken.spot.start : taken.spot.end]
            given.append(Given(taken.parameter, found.id if found else taken.value, _shown(found, taken), words))
    lost = {taken.parameter for taken in (*filling.slots, *filling.aside)} - {g.name for g in given}
    missing = (*filling.missing, *(p.name for p in query.params if p.required and p.name in lost))
    return Resolved(Choice(query.name, query.title, tuple(given), match.score, missing), tuple(doubts))


def _shown(found: Named | None, taken: Taken) -> str:
    return found.name if found is not None else str(taken.value)


def _found(store: Reader, names: Names, match: Match, taken: Taken) -> Named | Words | None:
    """The node of a name, why there is none, or None for what is no name."""
    parameter = match.query.param(taken.parameter)
    if parameter is None or parameter.type.base != "node":
        return None
    key = (parameter.type.label, str(taken.value))
    if key not in names:
        if len(names) >= _MOST:
            names.clear()
        names[key] = _looked_up(store, *key)
    return names[key]


def _looked_up(store: Reader, label: str, name: str) -> Named | Words:
    try:
        return resolve(store, label, name)
    except AmbiguousName as error:
        said = "、".join(error.candidates[:_SHOWN])
        return Words(f"“{name}”有几个，要说是哪一个：{said}", f"{name} may be several: {said}")
    except UnknownName as error:
        said = "、".join(error.candidates[:_SHOWN])
        near_zh, near_en = (f"，是不是{said}", f"; did you mean {said}") if said else ("", "")
        return Words(f"没有叫“{name}”的{near_zh}", f"nothing is called {name}{near_en}")
