"""New lines in the table of terms: candidates for review. Lines that are there stay as they are, byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph.errors import UnreadableFile
from graph.store.home import write_atomic
from loaders.mine.candidates import Candidate
from loaders.terms import COLUMNS, Decision, read_decisions, row_of

_HEAD = (
    "# Terms for review: write accept or reject in the column decision. An accepted term needs a kind; canonical is\n"
    "# the name of the object that it is another name of. An empty decision leaves a term open.\n"
)


def add_candidates(path: Path, candidates: Sequence[Candidate]) -> int:
    """Appends the candidates that the table does not have yet, and gives their number; makes the table if need be.

    Raises:
        UnreadableFile: the table cannot be read or written.
        UsageError: a line of it is not as it should be.
    """
    have = {decision.term for decision in read_decisions(path)}
    rows = [row_of(_open(candidate)) for candidate in candidates if candidate.term not in have]
    if rows:
        _append(path, "".join(row.rstrip("\t") + "\n" for row in rows))
    return len(rows)


def _open(candidate: Candidate) -> Decision:
    """A line for a person to decide on: the count and a context stand where the reason will."""
    context = candidate.contexts[0].text if candidate.contexts else ""
    reason = f"{candidate.count}×/{candidate.documents}: {context}"
    return Decision(candidate.term, kind=candidate.kind, reason=reason)


def _append(path: Path, rows: str) -> None:
    try:
        old = path.read_bytes() if path.exists() else (_HEAD + "\t".join(COLUMNS) + "\n").encode()
        path.parent.mkdir(parents=True, exist_ok=True)
        gap = b"" if old.endswith(b"\n") or not old else b"\n"
        write_atomic(path, old + gap + rows.encode())
    except OSError as error:
        raise UnreadableFile(
            f"the table of terms cannot be written: {error.strerror or error}", where=str(path)
        ) from error
