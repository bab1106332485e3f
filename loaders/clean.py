"""Raw text to clean text: lines become paragraphs, layout goes, every code point keeps its place.

What is undone, and nothing else: page-number lines and rules of ornaments, page breaks in the middle of a word,
hard-wrapped lines (text copies of PDFs), whole documents on one line, white space inside Chinese words, full-width
digits and letters, half-width brackets and commas beside Chinese.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.numerals import DATE_WORDS, numeral
from loaders.text import CleanText

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_BLANK = " \t\u3000\xa0\u2002\u2003\ufeff\u200b"
_PAGE = re.compile(
    r"[—–\-－─]+ *[0-9０-９]+(?: *[0-9０-９])* *[—–\-－─]+|[0-9０-９]{1,3}"
    r"|第 ?[0-9０-９]+ ?页(?:[，,/ ]*共 ?[0-9０-９]+ ?页)?"
)
_ORNAMENT = re.compile(r"(\S)(?:\s*\1){7,}")
_WIDE_GAP = re.compile(r"[ \xa0]*\u3000[ \xa0]*\u3000[\s\u3000]*")
_INNER_SPACE = re.compile(r"[\s\u3000\ufeff\u200b]+")
_LONG_LINE = 120  # from here on a gap of two U+3000 inside a line parts paragraphs

HAN = r"\u3400-\u9fff\uf900-\ufaff"
_NUMERAL = "一二三四五六七八九十百零〇○"
_HEADING = re.compile(
    rf"[（(〔]\s*[{_NUMERAL}\d]{{1,4}}\s*[）)〕]|[{_NUMERAL}]{{1,4}}\s*[、.．，]|\d{{1,3}}\s*[、.．](?!\d)"
    rf"|第[{_NUMERAL}\d]+[章节条部]|附件|附：|抄送[：:]|[{HAN}]{{1,8}}〔\d{{4}}〕"
    r"|(?:牵头|责任|配合|参与|参加|落实|完成|实施)[^，。：:]{0,8}[：:]"
)
_DATE_LINE = re.compile(rf"{DATE_WORDS}$")
_ENDED = "。！？；：”》」…!?;:"
_OPEN = dict(zip("（〔“《【「(", "）〕”》】」)", strict=True))

_FOLD = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05)
}
_WIDE = str.maketrans("(),:;!?", "（），：；！？")
_BESIDE_HAN = re.compile(rf"(?<=[{HAN}（）〔〕《》“”，。、；：\d])[(),:;!?]|[(),:;!?](?=[{HAN}（《“〔])")
_NUMBER_COMMA = re.compile(r"(?<=\d)[，：](?=\d)")


@dataclass
class _Paragraph:
    """Raw ranges that read on as one paragraph."""

    pieces: list[tuple[int, int]]
    text: str = field(default="")


def clean(raw: str) -> CleanText:
    """The clean text of a raw one, with the exact map back. Pure; linear in the length of the text."""
    paragraphs = _explode(raw, _join(raw, list(_lines(raw))))
    return _assemble(raw, paragraphs)


# ---- lines ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    indent: int
    text: str

    @property
    def width(self) -> int:
        """Columns from the left edge of the page, Chinese characters counting two."""
        return self.indent + _columns(self.text)


def _columns(text: str) -> int:
    return sum(1 if c < "\u1100" else 2 for c in text)


def _lines(raw: str) -> Iterator[_Line]:
    """Lines with text, without page numbers and ornaments; a long line is parted at gaps of two U+3000."""
    for match in _LINE.finditer(raw):
        for start, end in _gaps(raw, match.start(), match.end()):
            text = raw[start:end]
            body = text.strip(_BLANK)
            if body and not _PAGE.fullmatch(body) and not _ORNAMENT.fullmatch(body):
                first = start + text.index(body)
                yield _Line(first, first + len(body), _columns(text[: text.index(body)]), body)


def _gaps(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start > _LONG_LINE:
        for gap in _WIDE_GAP.finditer(raw, start, end):
            yield start, gap.start()
            start = gap.end()
    yield start, end


# ---- paragraphs -------------------------------------------------------------------------------------------------


def _join(raw: str, lines: list[_Line]) -> list[_Paragraph]:
    wrap = _wrap_width(lines)
    left = Counter(line.indent for line in lines if wrap and line.width >= wrap).most_common(1)
    body_left = left[0][0] if left else 0
    paragraphs: list[_Paragraph] = []
    previous: _Line | None = None
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        signs = _DATE_LINE.match(line.text) or (following and len(line.text) < 40 and _DATE_LINE.match(following.text))
        if previous and not signs and _reads_on(paragraphs[-1].text, previous, line, wrap, body_left):
            paragraphs[-1].pieces.append((line.start, line.end))
            paragraphs[-1].text += line.text
        else:
            paragraphs.append(_Paragraph([(line.start, line.end)], line.text))
        previous = line
    return paragraphs


def _wrap_width(lines: list[_Line]) -> int:
    """Columns from which a line of hard-wrapped text counts as full; 0 if the text has one paragraph a line.

    Hard-wrapped text has many lines of nearly one width that do not end a sentence.
    """
    buckets = Counter(line.width // 4 for line in lines if line.text[-1] not in _ENDED + "）)")
    if len(lines) < 8 or not buckets:
        return 0
    near = {b: sum(buckets[b + d] for d in (-1, 0, 1)) for b in buckets}
    mode = max(near, key=lambda b: (near[b], b))
    return 4 * mode - 8 if near[mode] >= max(6, 0.4 * len(lines)) and 6 <= mode <= 50 else 0


def _reads_on(paragraph: str, previous: _Line, line: _Line, wrap: int, body_left: int) -> bool:
    """Whether ``line`` goes on with the paragraph: an open bracket, an unfinished sentence, or a full wrapped line."""
    if _HEADING.match(line.text) and not is_open(paragraph[-150:]):
        return False
    if is_open(paragraph[-400:]):
        return True
    last = paragraph[-1]
    if wrap:
        indented = line.indent > body_left + 1
        if previous.width >= wrap and not indented:
            return True
        return last in "，、" or ("。" in paragraph and last not in _ENDED + "）)" and not indented)
    return last in "，、" or ("。" in paragraph and last not in _ENDED + "）)")


def is_open(text: str) -> bool:
    """Whether a bracket or quotation mark is open at the end of the text."""
    stack: list[str] = []
    for char in text:
        if char in _OPEN:
            stack.append(_OPEN[char])
        elif stack and char == stack[-1]:
            stack.pop()
    return bool(stack)


# ---- documents on one line --------------------------------------------------------------------------------------

_LONG_PARAGRAPH = 1500
_NUMBERED = re.compile(rf"([{_NUMERAL}]{{1,4}})、|[（(]([{_NUMERAL}]{{1,4}})[）)]")
_NUMBER_LINE = re.compile(rf"[{HAN}]{{1,7}}[〔\[（(]\s*\d{{4}}\s*[〕\]）)]\s*第?\d+\s*号")
_KIND = re.compile(r"(?:通知|意见|方案|办法|决定|规划|纲要|计划|措施|通报|公告|函)(?=\S)")
_SIGNATURE = re.compile(rf"(?<=[。）])\s*([{HAN}]{{4,30}}?)\s*(?=\d{{4}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日)")


def _explode(raw: str, paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """Parts a paragraph that holds a whole document at its numbered headings, number line and signature."""
    out: list[_Paragraph] = []
    for paragraph in paragraphs:
        start, end = paragraph.pieces[0][0], paragraph.pieces[-1][1]
        if len(paragraph.pieces) > 1 or end - start < _LONG_PARAGRAPH:
            out.append(paragraph)
            continue
        cuts = sorted({start, end, *_cuts(raw, start, end)})
        out += [_Paragraph([(a, b)], raw[a:b]) for a, b in pairwise(cuts) if raw[a:b].strip(_BLANK)]
    return out


def _cuts(raw: str, start: int, end: int) -> Iterator[int]:
    headings = list(_heading_cuts(raw, start, end))
    if len(headings) < 3:
        return
    yield from headings
    number = _NUMBER_LINE.search(raw, start, headings[0])
    if number:
        kinds = [m.end() for m in _KIND.finditer(raw, start, number.end())]
        yield from (kinds[-1] if kinds else number.start(), number.end())
        colon = re.compile("[：:]").search(raw, number.end(), headings[0])
        if colon:
            yield colon.end()
    for signature in _SIGNATURE.finditer(raw, headings[-1], end):
        yield from (signature.start(), signature.end(1))
        day = raw.find("日", signature.end())
        yield day + 1


def _heading_cuts(raw: str, start: int, end: int) -> Iterator[int]:
    """Places of 一、二、… and （一）（二）… that count on: a number out of sequence is no heading."""
    chapter = step = 0
    for match in _NUMBERED.finditer(raw, start, end):
        before = raw[match.start() - 1] if match.start() > start else "。"
        if match[1]:
            if numeral(match[1]) == chapter + 1 and (before in "。；：！？）)”" or before in _BLANK):
                chapter, step = chapter + 1, 0
                yield match.start()
        elif numeral(match[2]) in (step + 1, 1) and before not in "第项款条及和、至到":
            step = numeral(match[2])
            yield match.start()


# ---- assembling -------------------------------------------------------------------------------------------------


def _assemble(raw: str, paragraphs: list[_Paragraph]) -> CleanText:
    parts: list[str] = []
    runs: list[tuple[int, int]] = []
    at = 0
    for paragraph in paragraphs:
        if parts:
            parts.append("\n")
            at += 1
        for start, end in _kept(raw, paragraph.pieces):
            runs.append((at, start))
            parts.append(raw[start:end])
            at += end - start
    text = "".join(parts).translate(_FOLD)
    text = _BESIDE_HAN.sub(lambda m: m[0].translate(_WIDE), text)
    text = _NUMBER_COMMA.sub(lambda m: "," if m[0] == "，" else ":", text)
    return CleanText(text, raw, tuple(runs) or ((0, 0),))


def _kept(raw: str, pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Raw ranges without white space; one space stays between two Latin words or numbers of one piece."""
    for start, end in pieces:
        for gap in _INNER_SPACE.finditer(raw, start, end):
            if gap.start() > start:
                latin = gap.end() < end and _is_latin(raw[gap.start() - 1]) and _is_latin(raw[gap.end()])
                yield start, gap.start() + 1 if latin else gap.start()
            start = gap.end()
        if end > start:
            yield start, end


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
