"""Parameters: what a caller gives, as text or typed, made into what a query takes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import NoReturn

from graph.catalogue.query import Parameter, Query, Scalar
from graph.catalogue.spelling import near
from graph.errors import InvalidParameter

MAX_TEXT = 200  # characters, where a parameter says nothing else
_INT = re.compile(r"[+-]?[0-9]{1,18}")
_TRUE, _FALSE = ("true", "1", "yes", "是"), ("false", "0", "no", "否")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def bind(query: Query, given: Mapping[str, object]) -> dict[str, Scalar]:
    """Every parameter of the query with its value; what was not given (or null, or empty) has its default.

    A value of a ``node:`` parameter stays the name that was given. Raises InvalidParameter.
    """
    for name in given:
        if query.param(name) is None:
            known = [p.name for p in query.params]
            raise InvalidParameter(
                f"there is no parameter {name!r}",
                where=query.name,
                hint=f"did you mean {', '.join(near(name, known) or known)}?" if known else "it takes none",
            )
    return {p.name: _bound(query, p, given.get(p.name)) for p in query.params}


def _bound(query: Query, parameter: Parameter, given: object) -> Scalar:
    if isinstance(given, str) and parameter.type.base in ("str", "node") and len(given) > _longest(parameter):
        _refuse(query, parameter, given)  # blanks at its ends included, so that a text is too long on every face alike
    if given is None or (isinstance(given, str) and not given.strip()):
        if parameter.required:
            raise InvalidParameter(
                "a value is needed", where=_where(query, parameter), hint=f"give {accepts(parameter)}"
            )
        return parameter.default
    return coerce(query, parameter, given)


def coerce(query: Query, parameter: Parameter, given: object) -> Scalar:
    """The value in the type of the parameter. Raises InvalidParameter with what was given and what is accepted."""
    value = given.strip() if isinstance(given, str) else given
    try:
        return _COERCERS[parameter.type.base](parameter, value)
    except ValueError:
        _refuse(query, parameter, given)


def accepts(parameter: Parameter) -> str:
    """What the parameter accepts, in words for a message."""
    base = parameter.type.base
    if base == "int":
        return "a whole number" + _bounds(parameter)
    if base == "enum":
        return "one of " + ", ".join(parameter.values)
    if base == "node":
        return f"an id or a name of {parameter.type.label}"
    return {"bool": "true or false", "date": "a date as YYYY-MM-DD"}.get(base, f"text of at most {_longest(parameter)}")


def _bounds(parameter: Parameter) -> str:
    low, high = parameter.minimum, parameter.maximum
    if low is None:
        return "" if high is None else f" up to {high}"
    return f" from {low}" if high is None else f" from {low} to {high}"


def _where(query: Query, parameter: Parameter) -> str:
    return f"{query.name}, parameter {parameter.name}"


def _refuse(query: Query, parameter: Parameter, given: object) -> NoReturn:
    shown = repr(given) if len(repr(given)) <= 60 else repr(given)[:60] + "…"
    raise InvalidParameter(
        f"{shown} is not {accepts(parameter)}", where=_where(query, parameter), hint=f"give {accepts(parameter)}"
    ) from None


def _longest(parameter: Parameter) -> int:
    return MAX_TEXT if parameter.maximum is None else parameter.maximum


def _text(parameter: Parameter, value: object) -> str:
    if not isinstance(value, str) or _CONTROL.search(value):
        raise ValueError
    if not (parameter.minimum or 0) <= len(value) <= _longest(parameter):
        raise ValueError
    value.encode()  # a lone surrogate is no text
    return value


def _int(parameter: Parameter, value: object) -> int:
    if isinstance(value, str) and _INT.fullmatch(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError
    low = -(2**63) if parameter.minimum is None else parameter.minimum
    high = 2**63 - 1 if parameter.maximum is None else parameter.maximum
    if not low <= value <= high:
        raise ValueError
    return value


def _bool(parameter: Parameter, value: object) -> bool:
    text = str(value).lower()
    if text not in (*_TRUE, *_FALSE):
        raise ValueError
    return text in _TRUE


def _date(parameter: Parameter, value: object) -> str:
    if isinstance(value, datetime.datetime):
        raise ValueError
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str) or len(value) != len("YYYY-MM-DD"):
        raise ValueError
    return datetime.date.fromisoformat(value).isoformat()


def _enum(parameter: Parameter, value: object) -> str:
    if value not in parameter.values:
        raise ValueError
    return str(value)


_COERCERS: dict[str, Callable[[Parameter, object], Scalar]] = {
    "str": _text,
    "int": _int,
    "bool": _bool,
    "date": _date,
    "enum": _enum,
    "node": _text,
}
