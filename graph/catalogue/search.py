"""Search: nodes of every label whose names or texts hold some words, and bodies that go, or went, by a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.catalogue.names import NAMING, SHOWN, Reader
from graph.errors import InvalidParameter
from graph.registry import registry
from graph.schema import SCHEMA

LABELS = ("Agency", "Document", "Measure", "Law", "Object", "Programme", "Instrument")
MAX_WORDS, MAX_EACH = 50, 50  # characters; hits of one label


@dataclass(frozen=True)
class Hit:
    """A node that was found; ``detail`` says which document it stands in, or by which other name it was found."""

    label: str
    id: str
    name: str
    detail: str = ""


def search(store: Reader, words: str, each: int = 10) -> list[Hit]:
    """Hits by label; within a label those named exactly so come first, then the shorter names.

    Args:
        store: where to look.
        words: one stretch of text, as it is printed.
        each: most hits of one label.

    Raises:
        InvalidParameter: no words, too many, or a number out of bounds.
        StoreUnreachable, StoreTimeout: from the store.
    """
    words = words.strip()
    if not 1 <= len(words) <= MAX_WORDS:
        raise InvalidParameter(
            f"search takes 1 to {MAX_WORDS} characters", where="search", hint="give a name or a word"
        )
    if not 1 <= each <= MAX_EACH:
        raise InvalidParameter(f"search gives 1 to {MAX_EACH} hits of each kind", where="search")
    found = dict.fromkeys(_by_name(words))
    known = {(hit.label, hit.id) for hit in found}
    for label in LABELS:
        for hit in _by_text(store, label, words, each):
            if (hit.label, hit.id) not in known:
                found[hit] = None
    counts: dict[str, int] = {}
    kept = []
    for hit in sorted(found, key=lambda h: (LABELS.index(h.label), h.name != words, len(h.name), h.name, h.id)):
        counts[hit.label] = counts.get(hit.label, 0) + 1
        if counts[hit.label] <= each:
            kept.append(hit)
    return kept


def _by_name(words: str) -> Iterator[Hit]:
    """Bodies that the registry finds by any name that they ever had."""
    answer = registry().resolve(words)
    for agency in [answer.agency] if answer.agency else answer.candidates:
        yield Hit("Agency", agency.id, agency.name, "" if agency.name == words else words)


def _by_text(store: Reader, label: str, words: str, each: int) -> Iterator[Hit]:
    declared = {p.name for p in SCHEMA.nodes[label].properties}
    texts = [p for p in (*NAMING, "text") if p in declared and p != "names"]
    tests = [f"n.{name} CONTAINS $words" for name in texts]
    if "names" in declared:
        tests.append("any(name IN n.names WHERE name CONTAINS $words)")
    shown = next(name for name in SHOWN if name in declared)
    detail = "n.document" if "document" in declared else "n.number" if "number" in declared else "''"
    cypher = (
        f"MATCH (n:{label}) WHERE {' OR '.join(tests)} RETURN n.id AS id, n.{shown} AS name, {detail} AS detail "
        "ORDER BY size(name), name, id LIMIT $limit"
    )
    for row in store.read(cypher, {"words": words, "limit": each}).rows:
        yield Hit(label, str(row["id"]), str(row["name"]), str(row["detail"] or ""))
