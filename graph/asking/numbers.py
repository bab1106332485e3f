"""Numbers in questions: official numbers of documents, printed numbers of measures and sections, least counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.asking.gazetteer import DOCUMENT, Gazetteer, Numbered
from graph.asking.spots import COUNT, Spot

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMERAL = r"[一二三四五六七八九十百]{1,5}|\d{1,3}"
_OFFICIAL = re.compile(r"\(?(?P<year>(?:19|20)\d\d)\)?年?第?(?P<number>\d{1,4})号(?:文件?)?")
_BARE = re.compile(r"(?<![\d)年第])(?P<number>\d{1,4})号(?:文件?)")
_LETTERS = re.compile(r"[一-鿿]{1,5}?(?:[发函字规令通]|办)+$")
_MEASURE = re.compile(
    rf"(?:任务|措施)?\((?P<a>{_NUMERAL})\)(?:这?[项条](?:任务|措施|工作)?)?"
    rf"|第\(?(?P<b>{_NUMERAL})\)?(?:项|条|个)?(?:任务|措施|工作|项|条)"
)
_SECTION = re.compile(rf"第(?P<a>{_NUMERAL})(?:章节?|部分|节)")
_LEAST = re.compile(rf"(?:至少|不少于)(?:有)?(?P<a>{_NUMERAL}|两)[个项家次]?|(?P<b>{_NUMERAL}|两)[个项家次]以上")
_BETWEEN = re.compile(r"(?:文件)?(?:里面|里|中|当中)?的?")  # between a document and one of its parts


def numeral(text: str) -> int | None:
    """Value of an Arabic or Chinese number below 1,000; None if it is none."""
    if text.isascii() and text.isdigit():
        return int(text)
    total = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            return None
    return (total + digit) if text else None


def official_numbers(text: str, known: Gazetteer) -> Iterator[Spot]:
    """Numbers of documents in any spelling of their brackets; 18号文 if only one document has such a number."""
    for match in _OFFICIAL.finditer(text):
        start, value = _document(text, match, known)
        if value:
            yield Spot(start, match.end(), DOCUMENT, value)
    for match in _BARE.finditer(text):
        owners = {id_ for (_, _, number), id_ in known.official.items() if number == match["number"]}
        if len(owners) == 1:
            yield Spot(match.start(), match.end(), DOCUMENT, owners.pop())


def _document(text: str, match: re.Match[str], known: Gazetteer) -> tuple[int, str]:
    """Where the number begins and what it is: a known document's, or letters that look like those of a number."""
    year, number = match["year"], match["number"]
    for size in range(min(match.start(), 12), 0, -1):
        letters = text[match.start() - size : match.start()]
        if (letters, year, number) in known.official:
            return match.start() - size, known.official[letters, year, number]
    looks = _LETTERS.search(text[max(match.start() - 6, 0) : match.start()])
    if looks is None:
        return match.start(), ""
    return match.start() - len(looks[0]), f"{looks[0]}〔{year}〕{number}号"


def parts(text: str, documents: Iterable[Spot], known: Gazetteer) -> Iterator[Spot]:
    """Measures and sections by their printed numbers, with the document if it stands before them."""
    before = [spot for spot in documents if spot.kind == DOCUMENT]
    for label, pattern in (("Measure", _MEASURE), ("Section", _SECTION)):
        for match in pattern.finditer(text):
            asked = next(group for group in match.groups() if group)
            start, document = match.start(), _document_before(text, match.start(), before)
            if document is not None:
                yield Spot(document.start, match.end(), label, _part(asked, known.parts.get(label, ()), document))
            yield Spot(start, match.end(), label, _part(asked, known.parts.get(label, ()), None))


def _document_before(text: str, start: int, documents: Iterable[Spot]) -> Spot | None:
    near = (d for d in documents if d.end <= start and _BETWEEN.fullmatch(text, d.end, start))
    return max(near, key=lambda d: d.size, default=None)


def _part(asked: str, everything: Iterable[Numbered], document: Spot | None) -> str:
    """What a parameter is given for a part: as it is printed where that says which, else its id or what was asked."""
    wanted = numeral(asked)
    owners = [p for p in everything if wanted is not None and wanted == _value(p.printed)]
    owners = [p for p in owners if document is None or p.document == document.value]
    if len(owners) == 1:
        return owners[0].id
    printed = {p.printed for p in owners}
    return f"{document.value if document else ''}{printed.pop() if len(printed) == 1 else f'（{asked}）'}"


def _value(printed: str) -> int | None:
    """The number of 一、, （九）, 3. or 第五条; None of 1.2 and of words."""
    match = re.fullmatch(rf"\W?第?({_NUMERAL})[章节条项部分]*\W?", printed)
    return numeral(match[1]) if match else None


def least(text: str) -> Iterator[Spot]:
    """至少三项, 3个以上."""
    for match in _LEAST.finditer(text):
        value = numeral(match["a"] or match["b"])
        if value is not None:
            yield Spot(match.start(), match.end(), COUNT, value)
