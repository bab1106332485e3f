"""The data version: which loads the rows of an answer come from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.catalogue.names import Reader

LOADS = """
MATCH (l:Load)
RETURN l.id AS load, l.document AS document, l.records_sha256 AS records, l.rules_version AS rules,
  l.finished AS finished
ORDER BY l.id
"""


# Every change of the store moves the time in the registry's entry (graph/transaction.py), so that one node tells.
STAMP = "MATCH (l:Load {id: 'load:'}) RETURN l.finished AS finished, l.sha256 AS sha256, l.records_sha256 AS records"


@dataclass(frozen=True)
class DataVersion:
    """What was loaded.

    ``version`` is a hash of what was written, not of when: the same loads give the same version in every store.
    ``finished`` is the ISO time of the newest load, ``rules`` the versions of the rules that made the documents'
    records, ``registry`` the version of the registry. All are empty in an empty store.
    """

    version: str
    finished: str
    rules: tuple[str, ...]
    registry: str


def data_version(store: Reader) -> DataVersion:
    """The version of what the store holds now; one statement."""
    return version_of(store.read(LOADS, {}).rows)


def version_of(rows: Sequence[Mapping[str, object]]) -> DataVersion:
    """The version that the rows of ``LOADS`` make."""
    lines = "".join(f"{row['load']}\t{row['records']}\n" for row in rows)
    return DataVersion(
        hashlib.sha256(lines.encode()).hexdigest()[:16] if rows else "",
        max((str(row["finished"]) for row in rows), default=""),
        tuple(sorted({str(row["rules"]) for row in rows if row["document"]})),
        next((str(row["rules"]) for row in rows if not row["document"]), ""),
    )
