"""Fitting: which spots a parameter takes, and what it is given for them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from graph.asking.dates import AFTER, BEFORE, Period
from graph.asking.spots import COUNT, DATE, PLACE, WORDS, Spot
from graph.catalogue import Parameter, Query
from graph.catalogue.query import Scalar

_COUNTS = ("least", "year")  # parameters that take a number wherever it stands


@dataclass(frozen=True)
class Taken:
    """A spot with the parameter that it fills and what the parameter is given."""

    parameter: str
    spot: Spot
    value: Scalar


def fitting(
    query: Query, parameter: Parameter, spots: Iterable[Spot], more: tuple[str, ...] = (), *, scoped: bool = False
) -> list[Taken]:
    """The spots that a parameter takes, each with the value.

    Args:
        more: further kinds of spots that it takes.
        scoped: whether words for its values are those of this query alone.
    """
    kinds = (*_kinds(query, parameter, scoped=scoped), *more)
    valued = ((spot, _value(query, parameter, spot)) for spot in spots if spot.kind in kinds and not spot.near)
    return [Taken(parameter.name, spot, value) for spot, value in valued if value is not None]


def suits_beside(taken: Taken, parameter: Parameter) -> bool:
    """Whether a spot may fill a parameter that no phrase leads to: not any number, nor any quoted words."""
    kind = taken.spot.kind
    if kind == COUNT or (kind == DATE and parameter.type.base == "int"):
        return parameter.name in _COUNTS
    return kind != WORDS or parameter.name == WORDS


def _kinds(query: Query, parameter: Parameter, *, scoped: bool) -> tuple[str, ...]:
    base, name = parameter.type.base, parameter.name
    if base == "node":
        return (parameter.type.label,)
    own = f"{query.name}.{name}=" if scoped else f"{name}="
    if base == "str":
        return (own, PLACE) if name == PLACE else (own,)
    return (own, *{"date": (DATE,), "int": (COUNT, DATE)}.get(base, ()))


def _value(query: Query, parameter: Parameter, spot: Spot) -> Scalar:
    """What a parameter is given for a spot; None if it does not take it."""
    base = parameter.type.base
    if spot.period is not None:
        return _date(query, parameter.name, spot.period) if base == "date" else _year(parameter, spot.period)
    if base == "enum" and spot.value not in parameter.values:
        return None
    return spot.value == "true" if base == "bool" else spot.value


def _year(parameter: Parameter, period: Period) -> int | None:
    low, high, year = parameter.minimum, parameter.maximum, period.year
    within = year is not None and (low is None or low <= year) and (high is None or year <= high)
    return year if within and not period.way else None


def _date(query: Query, name: str, period: Period) -> str | None:
    """The bound that a period gives to ``before`` or ``after``, or the day for any other parameter.

    Bounds include their day. What is before a year or a month ends on the day before it; after it says no day.
    """
    whole = not period.way and query.param(BEFORE) is not None and query.param(AFTER) is not None
    if name == BEFORE and period.way == BEFORE:
        day = period.first if period.day else period.first - datetime.timedelta(days=1)
    elif name == AFTER and period.way == AFTER and period.day:
        day = period.day
    elif name in (BEFORE, AFTER):
        if not whole:
            return None
        day = period.last if name == BEFORE else period.first
    elif period.day is None or period.way:
        return None
    else:
        day = period.day
    return day.isoformat()
