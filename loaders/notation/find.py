"""Finding notations: brackets, label lines, unbracketed last sentences. Parsed ones only; doubtful ones are issues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.clean import is_open
from loaders.notation import lexicon as words
from loaders.notation.notation import Judge, Notation
from loaders.notation.parse import parse
from loaders.notation.stretches import past_bracket
from loaders.text import Span

_OPENING = frozenset("（(〔【")
_SENTENCE_END = "。！？；：;”）》"
_NO_NOTATION = re.compile(
    r"以下|含|包括|不含|简称|即|如|详见|见|附|试行|暂行|略|此件|注|共\d|\d|[A-Za-z]|第[一二三四五六七八九十\d]+|修订|征求意见"
)
_LONGEST = 1200
_SENTENCE = re.compile(r"[^。！？\n]+")
# Verbs of prose: a sentence with one of them is a measure's sentence, not a notation.
_PROSE = re.compile(
    r"[要应须将可]|不得|通过|对于|按照(?!职责|各自|分工)|根据(?!职责|分工)|以[^及]|为了?|进行|建立|健全|加强|推动|促进|做好|开展|的"
)


@dataclass(frozen=True)
class Found:
    """A notation with the span of its outer brackets or line(s)."""

    outer: Span
    notation: Notation


@dataclass(frozen=True)
class Refused:
    """Words that look like a notation but were not fully explained."""

    outer: Span
    unexplained: tuple[Span, ...]


def find_notations(text: str, span: Span, judge: Judge) -> tuple[list[Found], list[Refused]]:
    """All notations of a stretch of clean text in order, and those that were refused.

    Args:
        text: clean text, one paragraph a line.
        span: where to look.
        judge: who knows names.
    """
    found: list[Found] = []
    refused: list[Refused] = []
    taken: list[Span] = []
    for outer, inner, closes in (*_label_lines(text, span), *_brackets(text, span), *_sentences(text, span)):
        if any(outer.overlaps(t) for t in taken):
            continue
        notation = parse(text, inner, judge)
        verdict = _accept(text, notation, closes, judge)
        if verdict:
            found.append(Found(outer, notation))
            taken.append(outer)
        elif verdict is None:
            refused.append(Refused(outer, tuple(notation.unexplained)))
    return sorted(found, key=lambda f: f.outer.start), list(_outermost(refused, taken))


def _outermost(refused: list[Refused], taken: list[Span]) -> Iterator[Refused]:
    """Each refused stretch once, as read with the least that was left unexplained; nothing that was read otherwise."""
    taken = list(taken)
    for item in sorted(refused, key=lambda r: (sum(u.end - u.start for u in r.unexplained), r.outer.start)):
        if not any(item.outer.overlaps(t) for t in taken):
            taken.append(item.outer)
            yield item


# ---- candidates: (outer span, inner span, whether it closes a sentence) -----------------------------------------


def _brackets(text: str, span: Span) -> Iterator[tuple[Span, Span, bool]]:
    at = span.start
    while at < span.end:
        end = _matching(text, at, span.end) if text[at] in _OPENING else 0
        if not end:
            at += 1
            continue
        inner = Span(at + 1, end - 1)
        if 2 <= inner.end - inner.start <= _LONGEST and not _NO_NOTATION.match(text, inner.start):
            before = text[at - 1] if at > span.start else "\n"
            after = text[end] if end < len(text) else "\n"
            yield Span(at, end), inner, before in _SENTENCE_END + "\n" or after in "\n。"
        at = end if end - at > 2 else at + 1


def _matching(text: str, at: int, end: int) -> int:
    """Past the bracket that closes the one at ``at`` within its paragraph; 0 if none does."""
    end = min(end, at + _LONGEST)
    line = text.find("\n", at, end)
    return past_bracket(text, at, end if line < 0 else line)


_LABEL_LINE = re.compile(rf"(?m)^(?:{words.LABEL_LINE.pattern})")


def _label_lines(text: str, span: Span) -> Iterator[tuple[Span, Span, bool]]:
    """Paragraphs that begin with a label, consecutive ones together; and labels that run on after a sentence."""
    lines = [m for m in re.finditer(r"[^\n]+", text[: span.end]) if m.start() >= span.start]
    run: list[re.Match[str]] = []
    for line in lines:
        if words.LABEL_LINE.match(line[0]):
            run.append(line)
            continue
        yield from _run(run)
        run = []
        for label in words.LABEL.finditer(text, line.start(), line.end()):
            if text[label.start() - 1] in "。；！？" and not is_open(text[line.start() : label.start()]):
                stop = _stop(text, label.end(), line.end())
                yield Span(label.start(), stop), Span(label.start(), stop), True
                break
    yield from _run(run)


def _run(run: list[re.Match[str]]) -> Iterator[tuple[Span, Span, bool]]:
    if run:
        span = Span(run[0].start(), run[-1].end())
        yield span, span, True


def _stop(text: str, at: int, end: int) -> int:
    """Past the last full stop after which no further label follows."""
    while True:
        stop = text.find("。", at, end)
        if stop < 0:
            return end
        if not words.LABEL_LINE.match(text, stop + 1) and not words.LEAD_RULE.match(text, stop + 1):
            return stop + 1
        at = stop + 1


def _sentences(text: str, span: Span) -> Iterator[tuple[Span, Span, bool]]:
    """The last sentence of each paragraph (or the whole of it) that could be A、B按职责分工负责 without brackets."""
    for line in re.finditer(r"[^\n]+", text[: span.end]):
        if line.end() <= span.start:
            continue
        sentences = list(_SENTENCE.finditer(text, max(line.start(), span.start), line.end()))
        for first in range(max(len(sentences) - 2, 0), len(sentences)):
            start = sentences[first].start()
            inner = Span(start, sentences[-1].end())
            words_ = text[start : inner.end]
            if len(words_) <= 400 and not _PROSE.search(words_.split("列第")[0].split("排")[0]):
                yield Span(start, line.end()), inner, True


# ---- verdict ----------------------------------------------------------------------------------------------------


def _accept(text: str, notation: Notation, closes: bool, judge: Judge) -> bool | None:
    """True: a notation. False: something else. None: says a duty but is not fully explained, so it is an issue."""
    if not notation.items:
        return False
    bracketed = text[notation.span.start - 1 : notation.span.start] in _OPENING
    labelled = any(s.label for s in notation.segments)
    if notation.unexplained:
        explained = [i for i in notation.items if i.explained]
        return None if (labelled or (bracketed and notation.says_duty and explained)) else False
    if not bracketed and not notation.says_duty:
        return False
    if not bracketed and not labelled:
        return any(g.duty for g in notation.groups) and _some_known(notation, judge)
    return notation.says_duty or (closes and _is_bare_list(notation, judge))


def _some_known(notation: Notation, judge: Judge) -> bool:
    return any(i.collective or judge.is_known(i.text) for i in notation.items)


def _is_bare_list(notation: Notation, judge: Judge) -> bool:
    """A bracketed list without any duty word: several bodies, or one that the registry knows."""
    return _some_known(notation, judge) or len(notation.items) >= 2
