"""What a person decided about terms: accepted ones are objects, rejected ones are none. A reviewable table of lines.

The table has tab-separated columns ``term decision kind canonical reason by date`` with a header; ``decision`` is
``accept``, ``reject`` or empty (not yet decided). Lines of the table are kept as they are; only new ones are added.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from graph.declaration import OBJECT_KINDS
from graph.errors import UnreadableFile, UsageError

COLUMNS = ("term", "decision", "kind", "canonical", "reason", "by", "date")
ACCEPT, REJECT, OPEN = "accept", "reject", ""


class Decision(NamedTuple):
    """One line of the table. ``canonical`` is the name of the object that the term is another name of, if it is."""

    term: str
    decision: str = OPEN
    kind: str = ""
    canonical: str = ""
    reason: str = ""
    by: str = ""
    date: str = ""


@dataclass(frozen=True)
class Terms:
    """The decisions that extraction goes by. Equal decisions are equal, whatever else the table says."""

    accepted: tuple[tuple[str, str, str], ...] = ()  # term, kind, canonical
    rejected: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """Eight hexadecimal digits that change with the decisions; empty if there are none."""
        if not self.accepted and not self.rejected:
            return ""
        return hashlib.sha256(repr((self.accepted, self.rejected)).encode()).hexdigest()[:8]


NO_TERMS = Terms()


def terms_of(decisions: Iterable[Decision]) -> Terms:
    """The decisions without the lines that are still open, in canonical order."""
    rows = list(decisions)
    accepted = sorted({(d.term, d.kind, d.canonical) for d in rows if d.decision == ACCEPT})
    return Terms(tuple(accepted), tuple(sorted({d.term for d in rows if d.decision == REJECT})))


def read_terms(path: Path) -> Terms:
    """The decisions of a table; none if there is no such file.

    Raises:
        UnreadableFile: it cannot be read or is not UTF-8.
        UsageError: a line is not as it should be.
    """
    return terms_of(read_decisions(path))


def read_decisions(path: Path) -> list[Decision]:
    """The lines of a table in order, open ones too; none if there is no such file. Raises as :func:`read_terms`."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):  # what is wrong with a data folder, the store says
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(
            f"the table of terms cannot be read: {error}", where=str(path), hint="it is a text file in UTF-8"
        ) from error
    rows = [
        _decision(line, f"{path}, line {number}")
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.startswith("#") and line.split("\t")[0].strip() != COLUMNS[0]
    ]
    _check(rows, path)
    return rows


def _decision(line: str, where: str) -> Decision:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) > len(COLUMNS) or not cells[0]:
        raise UsageError(
            f"a line of the table of terms has {len(cells)} columns",
            where=where,
            hint=f"columns, with tabs between them: {' '.join(COLUMNS)}",
        )
    row = Decision(*cells)
    if row.decision not in (ACCEPT, REJECT, OPEN):
        raise UsageError(f"unknown decision: {row.decision}", where=where, hint=f"{ACCEPT}, {REJECT} or nothing")
    if row.decision == ACCEPT and (row.kind not in OBJECT_KINDS or len(row.term) < 2):
        raise UsageError(
            f"{row.term} is accepted as {row.kind or 'nothing'}",
            where=where,
            hint=f"a term of two characters or more, as one of: {', '.join(OBJECT_KINDS)}",
        )
    return row


def _check(rows: list[Decision], path: Path) -> None:
    """One decision a term."""
    seen: dict[str, Decision] = {}
    for row in rows:
        if seen.setdefault(row.term, row) != row:
            raise UsageError(f"two lines for one term: {row.term}", where=str(path), hint="keep one of them")


def row_of(decision: Decision) -> str:
    """The line of a decision, without the line end."""
    return "\t".join(" ".join(cell.split()) for cell in decision)
