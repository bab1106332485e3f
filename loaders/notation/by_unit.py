"""Duties listed unit by unit: 1.市财政局：保障资金。2.市教育局：… The unit in the heading is the party of its item.

Only where a whole list has that shape: every heading of at least three on one level is a name (or a list of names)
before a colon, somebody in the list is known, and no other notation stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from loaders.model import Unit
from loaders.notation.find import Found
from loaders.notation.notation import Judge
from loaders.notation.parse import parse

_LEAST = 3


def duties_by_unit(
    text: str, lists: Iterable[Sequence[Unit]], notations: Sequence[Found], judge: Judge
) -> Iterator[Found]:
    """Notations made of headings.

    Args:
        text: clean text.
        lists: units that stand side by side.
        notations: those found otherwise.
        judge: who knows names.
    """
    for units in lists:
        if len(units) < _LEAST or any(u.span.overlaps(n.outer) for u in units for n in notations):
            continue
        if all(text[u.title_span.end : u.title_span.end + 1] == "：" for u in units):
            found = [Found(u.title_span, parse(text, u.title_span, judge)) for u in units]
            if all(f.notation.items and not f.notation.unexplained for f in found) and _some_known(found, judge):
                yield from found


def _some_known(found: Sequence[Found], judge: Judge) -> bool:
    return any(not i.collective and judge.is_known(i.text) for f in found for i in f.notation.items)
