"""Places: the text of a document in paragraphs, with every mention where it stands and the words that were asked for.

Places are code points of the decoded text, as edges have them. Words that a page break parts are marked on both of its
sides; the number of the page between them is not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from graph.catalogue.result import Row
from graph.errors import InvalidParameter
from graph.evidence import places, printed

Range: TypeAlias = tuple[int, int]
PART = 20_000  # characters of a text on one page, about
_RANGES = re.compile(r"\d{1,9}-\d{1,9}(,\d{1,9}-\d{1,9}){0,49}")
_BREAK = re.compile(r"[\n\r\f\v\u2028]+")
_KINDS = (  # column that names the node, and the class of the mark; the first that is not empty counts
    ("agency", "agency"),
    ("law", "law"),
    ("named_document", "law"),
    ("object", "object"),
    ("instrument", "instrument"),
    ("programme", "programme"),
)
_LABELS = {"agency": "Agency", "law": "Law", "named_document": "Document", "object": "Object"}


@dataclass(frozen=True)
class Mention:
    """Words that name a node: ``kind`` is the class of the mark; ``role`` of an agency that has a duty here."""

    start: int
    end: int
    kind: str
    role: str
    label: str
    id: str
    name: str


@dataclass(frozen=True)
class Run:
    """A run of text that belongs to the same mention, or to none; ``first`` where the mention begins."""

    start: int
    text: str
    mention: Mention | None
    first: bool
    asked: bool


@dataclass(frozen=True)
class Paragraph:
    """A line of the text; ``furniture`` is what belongs to the page and not to the text, such as its number."""

    start: int
    runs: tuple[Run, ...]
    furniture: bool


def asked_ranges(given: str, rows: Iterable[Row]) -> list[Range]:
    """The places that a link asks for. Raises InvalidParameter if it is no list of places.

    A quote of a table's cell stands in pieces, with other words between its lines; the link may name the whole.
    """
    if not given:
        return []
    if not _RANGES.fullmatch(given):
        raise InvalidParameter(f"{given[:60]!r} is no place of a text", where="documents, parameter at")
    wanted = places(given.replace(",", " "))
    known = {(row["start"], row["end"]): str(row["pieces"]) for row in rows if row["pieces"]}
    known |= {(row["name_start"], row["name_end"]): str(row["name_pieces"]) for row in rows if row["name_pieces"]}
    return [place for whole in wanted for place in (places(known[whole]) if whole in known else [whole])]


def mentions(rows: Iterable[Row]) -> list[Mention]:
    """The names in rows of document/mentions, in order; each place of a node once, with its duty if it has one."""
    found: dict[tuple[int, int, str, str], Mention] = {}
    for row in sorted(rows, key=lambda r: r["role"] is None):
        column, kind = next((pair for pair in _KINDS if row[pair[0]]), ("", ""))
        for start, end in _name(row) if column else ():
            mention = Mention(
                start,
                end,
                kind,
                str(row["role"] or ""),
                _LABELS.get(column, ""),
                str(row[column]),
                str(row["name"] or row["as_named"]),
            )
            found.setdefault((start, end, kind, mention.id), mention)
    return sorted(found.values(), key=lambda m: (m.start, m.end, m.kind, m.id))


def _name(row: Row) -> list[Range]:
    if row["name_pieces"]:
        return places(str(row["name_pieces"]))
    return [(int(str(row["name_start"])), int(str(row["name_end"])))]


def parts(text: str) -> list[Range]:
    """The text in parts that end with a line; a line that is too long is cut."""
    found, start = list[Range](), 0
    while len(text) - start > PART * 3 // 2:
        line = _BREAK.search(text, start + PART)
        end = line.end() if line and line.end() - start < 2 * PART else start + PART
        found.append((start, end))
        start = end
    return [*found, (start, len(text))]


def part_of(found: Sequence[Range], place: int) -> int:
    """The number of the part in which a place is, from 0."""
    return max(0, min(bisect_right([start for start, _ in found], place) - 1, len(found) - 1))


class Named:
    """Mentions in order, of which those near a line are found quickly."""

    def __init__(self, found: Sequence[Mention]) -> None:
        self._found, self._starts = found, [mention.start for mention in found]
        self._longest = max((mention.end - mention.start for mention in found), default=0)

    def within(self, start: int, end: int) -> list[Mention]:
        """Those that have a part between two places."""
        first, last = bisect_left(self._starts, start - self._longest), bisect_left(self._starts, end)
        return [mention for mention in self._found[first:last] if mention.end > start]


def paragraphs(text: str, part: Range, cuts: Iterable[int], named: Named, asked: Sequence[Range]) -> list[Paragraph]:
    """The lines of a part of the text, blank ones left out, with their marks.

    Args:
        cuts: places at which a line begins, broken there or not: of sections and measures.
        asked: from :func:`asked_ranges`.
    """
    bounds = sorted({part[0], *(cut for cut in cuts if part[0] < cut < part[1])})
    found = []
    for start, end in zip(bounds, [*bounds[1:], part[1]], strict=True):
        for first, last in _lines(text, start, end):
            furniture = not printed(text, first, last)
            marks = () if furniture else tuple(_runs(text, first, last, named, asked))
            found.append(Paragraph(first, marks or (Run(first, text[first:last], None, False, False),), furniture))
    return found


def _lines(text: str, start: int, end: int) -> Iterator[Range]:
    """The lines between two places, without white space at their ends."""
    at = start
    while at < end:
        match = _BREAK.search(text, at, end)
        last = match.start() if match else end
        line = text[at:last]
        if line.strip():
            yield at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        at = match.end() if match else end


def _runs(text: str, start: int, end: int, named: Named, asked: Sequence[Range]) -> Iterator[Run]:
    """One line cut wherever a mention or what is asked for begins or ends; of several mentions the shortest counts."""
    here = named.within(start, end)
    wanted = [(first, last) for first, last in asked if first < end and last > start]
    edges = {start, end, *(m.start for m in here), *(m.end for m in here), *(edge for pair in wanted for edge in pair)}
    bounds = sorted(edge for edge in edges if start <= edge <= end)
    for first, last in pairwise(bounds):
        over = [m for m in here if m.start <= first and m.end >= last]
        mention = min(over, key=lambda m: (m.end - m.start, m.kind != "agency", m.id), default=None)
        inside = any(a <= first and b >= last for a, b in wanted)
        yield Run(first, text[first:last], mention, mention is not None and first == mention.start, inside)


def counts(named: Iterable[Mention]) -> Mapping[str, int]:
    """How many places each kind of mark has."""
    found: dict[str, int] = {}
    for mention in named:
        found[mention.kind] = found.get(mention.kind, 0) + 1
    return found
