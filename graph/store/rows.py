"""What goes into a store and what comes out: steps, rows and counters, free of any driver's types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from graph.errors import UsageError


@dataclass(frozen=True)
class Step:
    """One writing statement with its parameters."""

    cypher: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Rows:
    """The answer to a reading statement: column names in order, one mapping a row, whether more rows were left out.

    The embedded engine names no columns if there are no rows: go by the columns that the query declares.
    """

    columns: tuple[str, ...]
    rows: list[dict[str, object]]
    truncated: bool


@dataclass(frozen=True)
class Counters:
    """What a transaction changed, as the server counts it; a property set to its old value counts on some servers."""

    nodes_created: int = 0
    nodes_deleted: int = 0
    relationships_created: int = 0
    relationships_deleted: int = 0
    properties_set: int = 0

    @classmethod
    def of(cls, summary: object) -> Counters:
        """The figures of the same names in ``summary``."""
        return cls(**{name: int(getattr(summary, name)) for name in _NAMES})

    def __add__(self, other: Counters) -> Counters:
        return Counters(**{name: getattr(self, name) + getattr(other, name) for name in _NAMES})


_NAMES = tuple(item.name for item in fields(Counters))


def plain(value: object) -> object:
    """A value of an answer in plain Python types; temporal values become ISO 8601 text.

    Raises:
        UsageError: nodes, edges, paths and points, which mean different things on different servers.
    """
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    iso = getattr(value, "iso_format", None)
    if iso is not None:
        return str(iso())
    raise UsageError(
        f"the statement returns a {type(value).__name__}",
        hint="return columns or maps made of properties",
    )
