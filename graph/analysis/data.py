"""Data: all rows of questions of the catalogue, of one data version however many pages they take."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.catalogue import Catalogue, run
from graph.errors import StoreUnreachable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.catalogue.names import Reader
    from graph.catalogue.query import Scalar
    from graph.catalogue.result import Row
    from graph.workspace import Workspace

TIMEOUT = 120.0  # seconds for one page


@dataclass(frozen=True)
class Rows:
    """All rows of one question, with the data version that they are of and the parameters as they were resolved."""

    rows: tuple[Row, ...]
    data_version: str
    params: Mapping[str, Scalar]


@dataclass(frozen=True)
class Data:
    """Where networks take their data from: a store and the questions that may be asked."""

    store: Reader
    catalogue: Catalogue = field(default_factory=Catalogue)

    @classmethod
    def of(cls, workspace: Workspace) -> Data:
        """The data of a workspace."""
        return cls(workspace.library.store, workspace.catalogue)

    def rows(self, name: str, **params: object) -> Rows:
        """Every row of a question of the catalogue.

        Raises:
            UnknownName, AmbiguousName, InvalidParameter: of the question, a name or a parameter.
            StoreUnreachable: the data changed between two pages; or the store is gone.
            StoreTimeout: a page took longer than ``TIMEOUT``.
        """
        answer = run(self.store, self.catalogue, name, params, TIMEOUT, all_rows=True)
        rows, version = list(answer.rows), answer.data.version
        while answer.truncated:
            page = {**params, "offset": len(rows)}
            answer = run(self.store, self.catalogue, name, page, TIMEOUT, all_rows=True)
            rows += answer.rows
            check_same(version, answer.data.version)
        return Rows(tuple(rows), version, {p.name: p.value for p in answer.params})


def check_same(version: str, other: str) -> None:
    """Raise StoreUnreachable unless both data versions are the same: numbers of two states of the data mean nothing."""
    if version != other:
        raise StoreUnreachable("the data changed while it was read", hint="do it again once the load has finished")
