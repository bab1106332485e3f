"""Remarks on a raw text as issues of its document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from loaders.model import Issue
from loaders.text import CleanText, Remark, Span


def issues_of(remarks: Iterable[Remark], text: CleanText) -> Iterator[Issue]:
    """An issue for each remark, at its words in the clean text, or at the next ones where cleaning took them out."""
    for remark in remarks:
        span = text.clean_span(remark.span)
        if span is None:
            at = min((clean for clean, raw in text.runs if raw >= remark.span.start), default=len(text.text))
            span = Span(at, at)
        yield Issue(remark.kind, remark.severity, remark.text, span, remark.suggestion)
