"""Addresses of the pictures. Parameters that have their usual value are left out."""

from __future__ import annotations

from api.pages import links

EXPLORER = "/explorer"


def document(id_: str, reading: str | None = None, suffix: str = "") -> str:
    """The two columns of a document; ``suffix`` is .svg for the file."""
    return links.address(f"/pictures/document{suffix}", {"document": id_, **_reading(reading)})


def agency(id_: str, document: str | None = None, reading: str | None = None, suffix: str = "") -> str:
    """The two columns around an agency."""
    return links.address(f"/pictures/agency{suffix}", {"agency": id_, "document": document, **_reading(reading)})


def heat_map(id_: str, reading: str | None = None, count: str | None = None, suffix: str = "") -> str:
    """Agencies by sections of a document; ``suffix`` is .csv for the file."""
    count = None if count == "measures" else count
    return links.address(f"/pictures/heat-map{suffix}", {"document": id_, "count": count, **_reading(reading)})


def matrix(id_: str, reading: str | None = None, suffix: str = "") -> str:
    """Agencies by agencies of a document."""
    return links.address(f"/pictures/matrix{suffix}", {"document": id_, **_reading(reading)})


def explorer(reading: str | None = None, suffix: str = "", **params: object) -> str:
    """The explorer: of a document, around an agency, or between an agency and another."""
    return links.address(EXPLORER + suffix, {**params, **_reading(reading)})


def _reading(reading: str | None) -> dict[str, object]:
    return {} if reading in (None, links.DEFAULT_READING) else {"reading": reading}
