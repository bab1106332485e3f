"""Links: the address of every page, and of the data behind it. The only place where addresses are put together."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

DEFAULT_READING = "strict"
_PAGES = {"Agency": "/agencies", "Measure": "/measures", "Document": "/documents"}


def address(path: str, params: Mapping[str, object] | None = None) -> str:
    """A path with the parameters that have a value; booleans are spelt true and false."""
    given = {name: _text(value) for name, value in (params or {}).items() if value is not None and value != ""}
    return f"{path}?{urlencode(given, quote_via=quote)}" if given else path


def node(label: str, id_: str, reading: str | None = None) -> str | None:
    """The page of a node, None if nodes of the label have none. ``#`` and ``/`` in ids are escaped."""
    folder = _PAGES.get(label)
    return None if folder is None else address(f"{folder}/{quote(id_, safe='')}", _reading(reading))


def agency(id_: str, reading: str | None = None) -> str:
    """The page of a body."""
    return address(f"/agencies/{quote(id_, safe='')}", _reading(reading))


def measure(id_: str, reading: str | None = None) -> str:
    """The page of a measure."""
    return address(f"/measures/{quote(id_, safe='')}", _reading(reading))


def document(id_: str, reading: str | None = None) -> str:
    """The page of a document."""
    return address(f"/documents/{quote(id_, safe='')}", _reading(reading))


def question(name: str, params: Mapping[str, object] | None = None) -> str:
    """The page of a query, answered if the parameters suffice."""
    return address(f"/queries/{quote(name)}", params)


def data(name: str, params: Mapping[str, object], format_: str) -> str:
    """The answer of a query as data; ``format_`` is json or csv."""
    return address(f"/api/v1/queries/{quote(name)}", {**params, "format": format_})


def _reading(reading: str | None) -> dict[str, object]:
    """Links carry on a reading that is not the default one."""
    return {} if reading in (None, DEFAULT_READING) else {"reading": reading}


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
