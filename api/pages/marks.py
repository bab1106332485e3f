"""Marks: where the notations of a measure and the parties named in them stand in its text.

Offsets of evidence count in the decoded text of the document; the text of a measure has its page breaks healed. What
both have in common is the text without white space, so places are looked for there and counted back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.catalogue.result import Row

_Place = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A run of text; ``mark`` is the key of the party that it names, empty for other words."""

    text: str
    mark: str = ""
    role: str = ""


@dataclass(frozen=True)
class Passage:
    """Pieces that stand inside one notation, or outside of all (``notation`` 0)."""

    notation: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Squeezed:
    """A text without white space, and where each of its characters stood."""

    text: str
    places: tuple[int, ...]

    def back(self, start: int, end: int) -> _Place:
        """The place in the whole text of a run of the squeezed one that is not empty."""
        return self.places[start], self.places[end - 1] + 1


def squeeze(text: str) -> Squeezed:
    """The text without white space."""
    kept = [(at, char) for at, char in enumerate(text) if not char.isspace()]
    return Squeezed("".join(char for _, char in kept), tuple(at for at, _ in kept))


def key(party: Row) -> str:
    """The key of a party within its measure: its notation and its place there."""
    return f"p{party['notation']}-{party['position']}"


def passages(text: str, start: int, end: int, parties: Sequence[Row]) -> list[Passage]:
    """The text of a measure in order, notations and names set off; put together again it is the text.

    Args:
        text: the measure's text.
        start, end: of the measure in the decoded text of its document.
        parties: rows of measure/parties. What is not found in the text is not marked.
    """
    bare = squeeze(text)
    found: list[Passage] = []
    at = 0
    for number, rows in _notations(parties):
        place = _locate(bare.text, str(rows[0]["quote"]), _window(len(bare.text), start, end, rows[0], "start"))
        if place is None:
            continue
        first, last = bare.back(*place)
        if first < at:
            continue
        found += [Passage(0, (Piece(text[at:first]),))] if first > at else []
        found.append(Passage(number, tuple(_pieces(text, bare, place, rows))))
        at = last
    return [*found, Passage(0, (Piece(text[at:]),))] if at < len(text) else found


def _notations(parties: Iterable[Row]) -> list[tuple[int, list[Row]]]:
    """Parties by notation, in the order of the document."""
    groups: dict[tuple[int, int], list[Row]] = {}
    for row in parties:
        groups.setdefault((_int(row["start"]), _int(row["notation"])), []).append(row)
    return [(number, rows) for (_, number), rows in sorted(groups.items(), key=lambda item: item[0])]


def _pieces(text: str, bare: Squeezed, notation: _Place, parties: list[Row]) -> Iterable[Piece]:
    """The pieces of one notation."""
    quote = bare.text[notation[0] : notation[1]]
    at, last = bare.back(*notation)
    for row in sorted(parties, key=lambda r: (_int(r["name_start"]), _int(r["position"]))):
        window = _window(len(quote), _int(row["start"]), _int(row["end"]), row, "name_start")
        place = _locate(quote, str(row["as_named"]), window)
        if place is None:
            continue
        name_start, name_end = bare.back(notation[0] + place[0], notation[0] + place[1])
        if name_start < at:
            continue  # two parties of the same words: the first is marked
        if name_start > at:
            yield Piece(text[at:name_start])
        yield Piece(text[name_start:name_end], key(row), str(row["role"]))
        at = name_end
    if at < last:
        yield Piece(text[at:last])


def _window(length: int, start: int, end: int, row: Row, name: str) -> _Place:
    """Where, in a squeezed text of that length, a place of the raw text can be.

    Squeezing only takes away: before the place at most as many characters are left as stood there, and after it too.
    """
    place = _int(row[name])
    return max(0, length - (end - place)), max(0, place - start)


def _locate(text: str, words: str, window: _Place) -> _Place | None:
    """The last place in the window at which the words begin, else the only one in the whole text."""
    wanted = squeeze(words).text
    if not wanted:
        return None
    first, last = window
    at = text.rfind(wanted, first, last + len(wanted))
    if at < 0 and text.count(wanted) == 1:
        at = text.find(wanted)
    return None if at < 0 else (at, at + len(wanted))


def _int(cell: object) -> int:
    return int(str(cell))
