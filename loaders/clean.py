"""Raw text to clean text: lines become paragraphs, layout goes, every code point keeps its place.

What is undone, and nothing else: page-number lines and rules of ornaments, page breaks in the middle of a word,
hard-wrapped lines (text copies of PDFs), whole documents on one line, white space inside Chinese words, full-width
digits and letters, half-width brackets and commas beside Chinese.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.crammed import HAN, cuts
from loaders.numerals import DATE_WORDS
from loaders.text import CleanText, Inset, Span

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

_NUMERAL = "一二三四五六七八九十百零〇○"
_HEADING = re.compile(
    rf"[（(〔]\s*[{_NUMERAL}\d]{{1,4}}\s*[）)〕]|[{_NUMERAL}]{{1,4}}\s*[、.．，]|\d{{1,3}}\s*[、.．](?!\d)"
    rf"|\d{{1,3}}[ \u3000]+(?![年月日个家项万亿级种条类处所名人次天号期批米元倍成层座公千百台套吨户亩])(?=[{HAN}])"
    rf"|第[{_NUMERAL}\d]+[章节条部]|附件|附：|抄送[：:]|[{HAN}]{{1,8}}〔\d{{4}}〕"
    r"|(?:牵头|责任|配合|参与|参加|落实|完成|实施)[^，。：:]{0,8}[：:]"
    r"|(?:索\s*引\s*号|发布(?:机构|日期|时间)|(?:成文|生成|发文)日期|发文(?:机关|字号)|名\s*称|文\s*号|标\s*题|来源|主题(?:词|分类)"
    r"|(?:信息)?分类|有效性|所在位置|当前位置)\s*[：:]"
)
_DATE_LINE = re.compile(rf"{DATE_WORDS}$")
_ENDED = "。！？；：”》」…!?;:"
_CLOSED = "）)〕】]"
_CENTRED = 5  # columns from the left edge of the text; the first line of a paragraph is indented by four
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
    scattered: bool = False  # of a table whose cells do not stand one after the other in the raw text


def clean(raw: str, insets: Sequence[Inset] = ()) -> CleanText:
    """The clean text of a raw one, with the exact map back. Pure; linear in the length of the text.

    Args:
        raw: the text as decoded.
        insets: stretches of it that are not prose (tables), in order; the paragraphs that each of them gives stand in
            their place, and never run together with each other or with the text around.
    """
    outside = list(_outside(raw, insets))
    lines = [[line for match in _LINE.finditer(raw, *part) for line in _lines(raw, match)] for part in outside]
    every = [line for part in lines for line in part]
    wrap, body_left = _wrap_width(every), 0
    if wrap:
        left = Counter(line.indent for line in every if line.width >= wrap).most_common(1)
        body_left = left[0][0] if left else 0
    paragraphs: list[_Paragraph] = []
    for i, part in enumerate(lines):
        paragraphs += _explode(raw, _join(part, wrap, body_left))
        if i < len(insets):
            paragraphs += _cells(raw, insets[i])
    return _assemble(raw, paragraphs)


def _outside(raw: str, insets: Sequence[Inset]) -> Iterator[tuple[int, int]]:
    """What stands before, between and after the insets."""
    at = 0
    for inset in insets:
        yield at, max(inset.span.start, at)
        at = max(inset.span.end, at)
    yield at, len(raw)


def _cells(raw: str, inset: Inset) -> Iterator[_Paragraph]:
    pieces = [piece for paragraph in inset.paragraphs for piece in paragraph]
    in_order = all(b.start >= a.end for a, b in pairwise(pieces))
    whole = all(not raw[a.end : b.start].strip() for p in inset.paragraphs for a, b in pairwise(p))
    for paragraph in inset.paragraphs:
        yield _Paragraph([(s.start, s.end) for s in paragraph], scattered=not (in_order and whole))


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


def _lines(raw: str, match: re.Match[str]) -> Iterator[_Line]:
    """Lines with text, without page numbers and ornaments; a long line is parted at gaps of two U+3000."""
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


def _join(lines: list[_Line], wrap: int, body_left: int) -> list[_Paragraph]:
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
    buckets = Counter(line.width // 4 for line in lines if line.text[-1] not in _ENDED + _CLOSED)
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
        if previous.indent > body_left + _CENTRED and line.indent <= body_left + 1 and last not in "，、":
            return False  # a centred title, then the salutation
        if previous.width >= wrap and not indented:
            return True
        return last in "，、" or ("。" in paragraph and last not in _ENDED + _CLOSED and not indented)
    return last in "，、" or ("。" in paragraph and last not in _ENDED + _CLOSED)


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


def _explode(raw: str, paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """Parts a paragraph that holds a whole document at its numbered headings, number line and signature."""
    out: list[_Paragraph] = []
    for paragraph in paragraphs:
        start, end = paragraph.pieces[0][0], paragraph.pieces[-1][1]
        if len(paragraph.pieces) > 1 or end - start < _LONG_PARAGRAPH:
            out.append(paragraph)
            continue
        bounds = sorted({start, end, *cuts(raw, start, end)})
        out += [_Paragraph([(a, b)], raw[a:b]) for a, b in pairwise(bounds) if raw[a:b].strip(_BLANK)]
    return out


# ---- assembling -------------------------------------------------------------------------------------------------


def _assemble(raw: str, paragraphs: list[_Paragraph]) -> CleanText:
    parts: list[str] = []
    runs: list[tuple[int, int]] = []
    scattered: list[Span] = []
    at = 0
    for paragraph in paragraphs:
        if parts:
            parts.append("\n")
            at += 1
        first = at
        for start, end in _kept(raw, paragraph.pieces):
            runs.append((at, start))
            parts.append(raw[start:end])
            at += end - start
        if paragraph.scattered:
            joined = scattered and scattered[-1].end == first - 1
            scattered.append(Span(scattered.pop().start if joined else first, at))
    text = "".join(parts).translate(_FOLD)
    text = _BESIDE_HAN.sub(lambda m: m[0].translate(_WIDE), text)
    text = _NUMBER_COMMA.sub(lambda m: "," if m[0] == "，" else ":", text)
    return CleanText(text, raw, tuple(runs) or ((0, 0),), scattered=tuple(scattered))


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
