"""A result: what every face shows, in one shape."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from graph.catalogue.query import Column, Query, Scalar
from graph.catalogue.version import DataVersion
from graph.errors import UsageError

if TYPE_CHECKING:
    import networkx
    import pandas

Cell: TypeAlias = str | int | bool | list[str] | list[int] | list[bool] | None
Row: TypeAlias = dict[str, Cell]

SEPARATOR = "；"  # between the items of a list in one CSV cell
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # what a spreadsheet may take for a formula
_ENDS = ("source", "target")  # the ends of the edge that a row of shape graph is
_BOM = "\ufeff"


@dataclass(frozen=True)
class Bound:
    """A parameter as it was used; ``shown`` is the name of the node behind an id, else the value as text."""

    name: str
    value: Scalar
    shown: str


@dataclass(frozen=True)
class Result:
    """The answer to one query.

    ``truncated``: more rows exist than are here. ``total``: how many there are in all, those before the ``offset``
    included. ``next``: the ``offset`` at which more begin, None if there are none or the query has no offset. ``data``
    is read before the rows: they are of this version, or newer if a load finished in between.
    """

    query: Query
    params: tuple[Bound, ...]
    rows: tuple[Row, ...]
    truncated: bool
    next: int | None
    total: int
    data: DataVersion

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in order."""
        return self.query.columns

    @property
    def reading(self) -> str | None:
        """How the lead rule was read: strict or broad; None where it does not matter."""
        return next((str(p.value) for p in self.params if p.name == "reading"), None)

    @property
    def cypher(self) -> str:
        """The statement that was run."""
        return self.query.cypher

    def column(self, name: str) -> list[Cell]:
        """The cells of one column."""
        return [row[name] for row in self.rows]

    def to_dict(self) -> dict[str, object]:
        """Plain data for JSON; the order of the names is fixed."""
        title = self.query.title
        return {
            "query": self.query.name,
            "title": {"zh": title.zh, "en": title.en},
            "params": {p.name: p.value for p in self.params},
            "names": {p.name: p.shown for p in self.params if p.value is not None and p.shown != _text(p.value)},
            "reading": self.reading,
            "shape": self.query.shape,
            "columns": [{"name": c.name, "type": str(c.type)} for c in self.columns],
            "rows": [dict(row) for row in self.rows],
            "truncated": self.truncated,
            "next": self.next,
            "total": self.total,
            "data_version": self.data.version,
            "data_finished": self.data.finished,
            "rules": list(self.data.rules),
            "registry_version": self.data.registry,
            "cypher": self.cypher,
        }

    def to_csv(self, *, bom: bool = False) -> str:
        """RFC 4180 text with the column names as header; lists joined by ；, booleans true and false.

        Args:
            bom: put a byte order mark first, by which spreadsheets know UTF-8.
        """
        out = io.StringIO()
        writer = csv.writer(out)
        names = [c.name for c in self.columns]
        writer.writerow(names)
        writer.writerows([csv_cell(row[name]) for name in names] for row in self.rows)
        return (_BOM if bom else "") + out.getvalue()

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a data frame, one column a column; lists stay lists, numbers without value are ``<NA>``.

        What the answer says of itself is in ``attrs``: query, reading, data_version, truncated.

        Raises:
            UsageError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise UsageError("pandas is not installed", hint="pip install 'policygraph[frames]'") from error
        frame = pd.DataFrame({c.name: pd.Series(self.column(c.name), dtype=_dtype(c)) for c in self.columns})
        frame.attrs = {"query": self.query.name, "reading": self.reading, "data_version": self.data.version}
        frame.attrs["truncated"] = self.truncated
        return frame

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """An answer of shape graph: one edge a row; ``source_…`` and ``target_…`` columns describe the nodes.

        Raises:
            UsageError: the query is of another shape.
        """
        import networkx as nx

        if self.query.shape != "graph":
            raise UsageError(f"{self.query.name} gives {self.query.shape}, no graph", hint="ask graph/duties, say")
        labels = {c.name: c.type.label for c in self.columns if c.name in _ENDS}
        graph: Any = nx.MultiDiGraph()
        graph.graph.update(reading=self.reading or "", data_version=self.data.version, query=self.query.name)
        for row in self.rows:
            for end in _ENDS:
                told = {k.removeprefix(f"{end}_"): v for k, v in row.items() if k.startswith(f"{end}_")}
                graph.add_node(row[end], label=labels[end], **told)
            graph.add_edge(row["source"], row["target"], **_edge(row))
        return cast("networkx.MultiDiGraph[str]", graph)


def _edge(row: Row) -> Row:
    """What a row says of the edge itself."""
    return {k: v for k, v in row.items() if k not in _ENDS and not k.startswith(("source_", "target_"))}


def _dtype(column: Column) -> str:
    kinds = {"int": "Int64", "bool": "boolean"}
    return "object" if column.type.many else kinds.get(column.type.base, "object")


def csv_cell(cell: Cell) -> str:
    """One cell of a CSV file; text that a spreadsheet could take for a formula gets a ``'`` in front."""
    text = SEPARATOR.join(_text(item) for item in cell) if isinstance(cell, list) else _text(cell)
    return f"'{text}" if not isinstance(cell, bool | int) and text.startswith(_FORMULA) else text


def _text(cell: str | int | bool | None) -> str:
    return str(cell).lower() if isinstance(cell, bool) else "" if cell is None else str(cell)


def check_cells(values: Sequence[object], column: Column) -> None:
    """Raises ValueError if a value of a store is of another type than the column is declared to have.

    By type, since a truth value is no number; the types of a whole column are compared at once, which is much faster.
    """
    if not _fit(values, column):
        found = next(value for value in values if not _fit([value], column))
        raise ValueError(f"column {column.name} is {column.type}, but {found!r:.60} came")


def _fit(values: Sequence[object], column: Column) -> bool:
    kinds = {_KINDS.get(column.type.base, str)}
    if not column.type.many:
        return (kinds | {NoneType}).issuperset(map(type, values))
    lists = [value for value in values if isinstance(value, list)]
    return len(lists) == len(values) - values.count(None) and kinds.issuperset(map(type, chain.from_iterable(lists)))


_KINDS: dict[str, type] = {"int": int, "bool": bool}
