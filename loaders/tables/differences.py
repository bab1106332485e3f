"""Where a task table and the text above it name other bodies for the same task: both are kept, and it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.evidence import fold
from loaders.model import Issue, Measure
from loaders.tables.rows import RowMeasure
from loaders.text import CleanText, Span

_SAME_TITLE = 6  # characters from which one title may be the beginning of another
_SAME_WORDS = 12  # characters of a row's task that, found in a measure, make it the same
_ROLES = {"lead": "牵头", "participant": "参与", "shared": "共同负责"}

_Parties = dict[str, tuple[str, str]]  # agency: name, role


def differences(text: CleanText, measures: Sequence[Measure], rows: Sequence[RowMeasure | None]) -> Iterator[Issue]:
    """An issue for each row whose bodies or roles are not those of the measure of the text with the same task.

    Args:
        text: the clean text.
        measures: of the document.
        rows: parallel to the measures; None for those of the text.
    """
    body = [m for m, row in zip(measures, rows, strict=True) if row is None and m.responsibilities]
    known = [(m, _plain(text, m.unit.title_span), _plain(text, m.unit.span)) for m in body]
    for measure, row in zip(measures, rows, strict=True):
        if row is None or not measure.responsibilities:
            continue
        title = _plain(text, measure.unit.title_span)
        twin = next((m for m, head, words in known if _is_same(title, head, words)), None)
        if twin and (said := _difference(_parties(text, twin), _parties(text, measure))):
            yield Issue(
                "table_differs",
                "warning",
                f"分工表与正文“{twin.unit.number}{text.words(twin.unit.title_span)}”的责任单位不一致：{said}",
                measure.responsibilities[0].span,
                "两处都已保留；不一致时以分工表为准，请对照原文核实",
                measure.ordinal,
            )


def _plain(text: CleanText, span: Span) -> str:
    return re.sub(r"[\W_]", "", fold(text.slice(span)))


def _is_same(title: str, head: str, words: str) -> bool:
    short, long = sorted((title, head), key=len)
    if short and (short == long or (len(short) >= _SAME_TITLE and long.startswith(short))):
        return True
    return len(title) >= _SAME_WORDS and title in words


def _parties(text: CleanText, measure: Measure) -> _Parties:
    """The parties of a measure, each with the first role it has; a lead before all else."""
    out: _Parties = {}
    parties = [p for duty in measure.responsibilities for p in duty.parties]
    for party in sorted(parties, key=lambda p: p.role != "lead"):
        out.setdefault(party.agency, (text.words(party.span), party.role))
    return out


def _difference(body: _Parties, table: _Parties) -> str:
    """What differs, in words; empty if nothing does."""
    only_body = [_name(body[a]) for a in body if a not in table]
    only_table = [_name(table[a]) for a in table if a not in body]
    other = [
        f"{body[a][0]}（正文{_ROLES[body[a][1]]}，分工表{_ROLES[table[a][1]]}）"
        for a in body
        if _turned(a, body, table)
    ]
    parts = ((only_body, "仅正文有"), (only_table, "仅分工表有"), (other, "角色不同："))
    return "；".join(f"{what}{'、'.join(names)}" for names, what in parts if names)


def _turned(agency: str, body: _Parties, table: _Parties) -> bool:
    return agency in table and body[agency][1] != table[agency][1]


def _name(party: tuple[str, str]) -> str:
    return f"{party[0]}（{_ROLES[party[1]]}）"
