"""Links: the address of every page, and of the data behind it. The only place where addresses are put together."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

DEFAULT_READING = "strict"
ASKED = "at"  # parameter and anchor of the words that a link into a document leads to
_PAGES = {
    "Agency": "/agencies",
    "Measure": "/measures",
    "Document": "/documents",
    "Object": "/objects",
    "Law": "/laws",
}


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


def object_(id_: str, reading: str | None = None) -> str:
    """The page of an object; its name will do."""
    return address(f"/objects/{quote(id_, safe='')}", _reading(reading))


def law(id_: str, reading: str | None = None) -> str:
    """The page of a law, regulation, plan or standard."""
    return address(f"/laws/{quote(id_, safe='')}", _reading(reading))


def quoted(id_: str, start: object, end: object, reading: str | None = None) -> str:
    """Where words stand in the text of a document: the page that marks them, at their place.

    Args:
        start, end: code points in the decoded text, as edges have them.
    """
    return address(f"/documents/{quote(id_, safe='')}", {ASKED: f"{start}-{end}", **_reading(reading)}) + f"#{ASKED}"


def task_table(params: Mapping[str, object], format_: str = "") -> str:
    """The task table with its filters, or the same as a file: csv or xlsx."""
    return address(f"/task-table.{format_}" if format_ else "/", params)


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
