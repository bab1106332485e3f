"""Cells of tables: their words, what says that nobody is meant, and where one paragraph of a cell ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from loaders.notation.labels import LABEL
from loaders.notation.names import Names
from loaders.notation.notation import Judge
from loaders.notation.parse import parse
from loaders.text import Span, Table

Paragraph = tuple[Span, ...]  # the raw pieces of one paragraph

_NOBODY = re.compile(r"(?:[/／\\|—–\-－─_·.…*×\s]|(?<!\S)[、，])*(?:无|暂无|没有|N/?A|不涉及|略)?[/／—–\-－─。\s]*")
_DITTO = re.compile(r"同上|同前|[〃″”\"]")
_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_WORD = re.compile(r"[^\s\u3000\ufeff\u200b]+")
_NUMBERED = re.compile(
    r"\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[①-⑳]|[●◆■▲△★※]|第[一二三四五六七八九十]+"
)
_TELEPHONE = re.compile(r"[\s（(]*\d[\d\-—\s]{5,}\d[）)]*")
# What the end of a broken name looks like: a noun for bodies with nothing before it.
_ENDING = re.compile(
    "(?:有限)?(?:责任)?公司|集团(?:公司)?|委员会|办公室|办公厅|[监督管理]{2,6}局|总局|总署|人民政府|政府|管委会|部门|单位|中心|协会|学会|"
    "联合会|大学|学院|研究院|分行|银行|法院|检察院|[支总大]队|[部厅局委办署处]"
)
_SEPARATORS = "、，,；;。．:：\n"
_ENDS = "。；;！？!?："


def words(text: str, table: Table, cell: Span) -> str:
    """The words of a cell on one line, without white space."""
    return re.sub(r"[\s\u3000]+", "", "".join(text[p.start : p.end] for p in table.pieces(cell)))


def is_nobody(said: str) -> bool:
    """Whether a cell names nobody: empty, /, —, 无."""
    return _NOBODY.fullmatch(said) is not None


def is_ditto(said: str) -> bool:
    """Whether a cell says what the one above it says."""
    return _DITTO.fullmatch(said) is not None


def text_paragraphs(text: str, table: Table, cell: Span) -> Iterator[Paragraph]:
    """Paragraphs of a cell of prose: its lines as they are; those of a wrapped cell read on up to a list number."""
    lines = list(_lines(text, table, cell))
    if len(table.pieces(cell)) == 1:
        yield from ((line,) for line in lines)
        return
    paragraph: list[Span] = []
    for line in lines:
        ended = paragraph and text[paragraph[-1].end - 1] in _ENDS
        if ended and _NUMBERED.match(text, line.start, line.end):
            yield tuple(paragraph)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield tuple(paragraph)


def name_paragraphs(text: str, table: Table, cell: Span, judge: Judge) -> Iterator[Paragraph]:
    """Paragraphs of a cell of names.

    White space and line ends part names only where what stands on either side of them is complete: 省财政厅 省教育厅
    are two, 省发展 改革委 is one, and so is a name that was broken for want of room.
    """
    pieces = table.pieces(cell)
    room = max(p.end - p.start for p in pieces) if len(pieces) > 1 else 0
    paragraph: list[Span] = []
    for word, full in _words(text, pieces, room):
        if paragraph and _parted(text, paragraph, word, judge, full=full):
            yield tuple(paragraph)
            paragraph = []
        paragraph.append(word)
    if paragraph:
        yield tuple(paragraph)


def _lines(text: str, table: Table, cell: Span) -> Iterator[Span]:
    """Lines of a cell with words in them, without white space at their ends."""
    for piece in table.pieces(cell):
        for match in _LINE.finditer(text, piece.start, piece.end):
            words_ = list(_WORD.finditer(text, *match.span()))
            if words_:
                yield Span(words_[0].start(), words_[-1].end())


def _words(text: str, pieces: Sequence[Span], room: int) -> Iterator[tuple[Span, bool]]:
    """The words of a cell between white space, and whether the line before each had no room left."""
    full = False
    for piece in pieces:
        for match in _WORD.finditer(text, piece.start, piece.end):
            yield Span(*match.span()), full
            full = False
        full = room > 0 and piece.end - piece.start >= room - 1


def _parted(text: str, paragraph: list[Span], word: Span, judge: Judge, *, full: bool) -> bool:
    """Whether a new name begins with the word."""
    before = "".join(text[p.start : p.end] for p in paragraph)
    after = text[word.start : word.end]
    if LABEL.match(after) or _NUMBERED.match(after):
        return True
    left = re.split(rf"[{re.escape(_SEPARATORS)}]", before)[-1]
    right = re.split(rf"[{re.escape(_SEPARATORS)}]", after)[0]
    if not left:
        return is_person(right, judge)
    if not right or not _is_balanced(left) or _is_one(left, right, judge) or _ENDING.fullmatch(right):
        return False
    if full and not (judge.is_known(left) and judge.is_known(right)):
        return False  # broken for want of room, as far as anybody knows
    return all(is_person(said, judge) or explained(said, judge) for said in (left, right))


def _is_one(left: str, right: str, judge: Judge) -> bool:
    """Whether two stretches are one known name, with a duty word behind it or not."""
    items = parse(left + right, Span(0, len(left + right)), judge).items
    return any(i.span.start < len(left) < i.span.end and judge.is_known(i.text) for i in items)


def _is_balanced(text: str) -> bool:
    return text.count("（") + text.count("(") == text.count("）") + text.count(")")


def is_person(said: str, judge: Judge) -> bool:
    """Whether words are the name of a person, with a telephone number or without."""
    return Names(judge).is_person(_TELEPHONE.sub("", said)) or _TELEPHONE.fullmatch(said) is not None


def explained(said: str, judge: Judge) -> bool:
    """Whether words are read as names or as a notation, to the last character."""
    notation = parse(said, Span(0, len(said)), judge)
    return bool(notation.items) and not notation.unexplained


def apart(pieces: tuple[Span, ...], text: str) -> bool:
    """Whether other words stand between the pieces."""
    return any(text[a.end : b.start].strip() for a, b in pairwise(pieces))
