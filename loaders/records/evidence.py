"""Evidence of extracted edges: quote, place and rule, in offsets of the decoded text."""

from __future__ import annotations

from dataclasses import dataclass

from graph.records import Value
from loaders.extract import Reading
from loaders.text import Span


@dataclass(frozen=True)
class Evidence:
    """Makes the evidence properties of a document's edges."""

    reading: Reading
    document: str

    def of(self, quote: Span, name: Span, rule: str) -> dict[str, Value]:
        """Properties for a clean quote and the clean name in it; the quote is widened to hold the name."""
        quote = Span(min(quote.start, name.start), max(quote.end, name.end))
        text = self.reading.clean
        whole, part = text.raw_span(quote), text.raw_span(name)
        return {
            "document": self.document,
            "quote": text.printed(quote),
            "start": whole.start,
            "end": whole.end,
            "as_named": text.printed(name),
            "name_start": part.start,
            "name_end": part.end,
            "rule": rule,
            "sha256": self.reading.raw.sha256,
            "page": self.reading.raw.page(whole.start),
            "paragraph": self.reading.raw.paragraph(whole.start),
            "pieces": _places(text.pieces(quote)),
            "name_pieces": _places(text.pieces(name)),
        }


def _places(pieces: tuple[Span, ...]) -> str | None:
    """Where the pieces stand, if there are several (a cell that wraps beside others)."""
    return " ".join(f"{p.start}-{p.end}" for p in pieces) if len(pieces) > 1 else None
