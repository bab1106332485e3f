"""Finding notations: brackets, label lines, unbracketed last sentences. Parsed ones only; doubtful ones are issues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.notation.duties import Duty
from loaders.notation.holes import first_leads
from loaders.notation.labels import BARE_LABEL, LABEL, find_labels, label_duty
from loaders.notation.notation import Judge, Notation
from loaders.notation.parse import parse
from loaders.notation.stretches import is_inside, past_bracket
from loaders.text import Span

_OPENING = frozenset("（(〔【[［")
_OPENS = re.compile(r"[（(〔【\[［]")
_BEFORE = "。！？；：;\n.．、"  # what stands before a notation that follows a sentence or a number
_AFTER = "\n。；，、！？：（〔【;,"
_NO_NOTATION = re.compile(
    r"以下(?![各均]|任务|所有|措施|工作|需)|含(?!山)|包括|不含|简称|即(?!墨)|如(?!皋|东)|详见|见|附|试行|暂行|略(?!阳)|此件|注[：:明]|共\d|[A-Za-z]"
    r"|第[一二三四五六七八九十\d]+(?!责任|牵头|主办|承办)|修订|征求意见|原(?!子)|其中"
)
_LONGEST = 1200
_LONGEST_SENTENCE = 400
_SENTENCE = re.compile(r"[^。！？\n]+")
_DEED = re.compile(r"负责|牵头|落实|配合|参[与加]|实施|承办|协[助办]|主办|指导|分工|督[导促]|推进|办理|完成")
_DUTIFUL = re.compile(rf"{_DEED.pattern}|责任单位|责任部门")
# Verbs of prose: a sentence with one of them is a measure's sentence, not a notation.
_PROSE = re.compile(
    r"要(?!素)|应(?!急|对)|须|将(?!乐)|可(?!再)|不得|通过|对于|按照(?!职责|各自|分工|任务|工作)|根据(?!职责|分工)|以[^及下]|为了?(?!牵头|责任|配合|主)"
    r"|进行|建立|健全|加强|推动|促进|做好|开展|的"
)
_COUNT = r"[一二三四五六七八九十百\d]"
_NUMBERED = re.compile(rf"\d{{1,3}}[\u4e00-\u9fff]|[（(]?{_COUNT}{{1,4}}[、.．）)]|第{_COUNT}+[条章节]|[①-⑳]")
_BULLET = re.compile(r"[●◆◎·■▪•※\-—–○►▶*]{0,3}")
_OF_DUTY = re.compile("牵头|责任|配合|参与|参加|主办|承办|协办|落实|实施|分工")
_OF_ACTORS = re.compile("时限|期限|时间|进度|日期|时点|人|领导|电话|方式|同志|员")


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


def find_notations(
    text: str, span: Span, judge: Judge, gaps: frozenset[int] = frozenset()
) -> tuple[list[Found], list[Refused]]:
    """All notations of a stretch of clean text in order, and those that were refused.

    Args:
        text: clean text, one paragraph a line.
        span: where to look.
        judge: who knows names.
        gaps: offsets before which white space stood in the original.
    """
    found: list[Found] = []
    refused: list[Refused] = []
    doubtful: list[Found] = []
    taken: list[Span] = []
    lines = [Span(*m.span()) for m in re.finditer(r"[^\n]+", text[: span.end]) if m.end() > span.start]
    for outer, inner, closes in (
        *_label_lines(text, lines, gaps),
        *_brackets(text, span),
        *_sentences(text, span, lines),
    ):
        if any(outer.overlaps(t) for t in taken):
            continue
        notation = parse(text, inner, judge, gaps)
        verdict = _accept(text, notation, closes, judge)
        if verdict:
            found.append(Found(outer, notation))
            taken.append(outer)
        elif verdict is None:
            refused.append(Refused(outer, tuple(notation.unexplained)))
        elif _is_doubtful(text, notation, outer, judge):
            doubtful.append(Found(outer, notation))
    found = _with_likes(found, doubtful)
    found = _without_examples(text, sorted(found, key=lambda f: f.outer.start))
    return found, list(_outermost(refused, taken))


def _outermost(refused: list[Refused], taken: list[Span]) -> Iterator[Refused]:
    """Each refused stretch once, as read with the least that was left unexplained; nothing that was read otherwise."""
    taken = list(taken)
    for item in sorted(refused, key=lambda r: (sum(u.end - u.start for u in r.unexplained), r.outer.start)):
        if not any(item.outer.overlaps(t) for t in taken):
            taken.append(item.outer)
            yield item


def _is_doubtful(text: str, notation: Notation, outer: Span, judge: Judge) -> bool:
    """A bracket at the end of a sentence with nothing but names of bodies, none of them known: （资质中心）."""
    if notation.unexplained or not notation.items or text[outer.start] not in _OPENING:
        return False
    ends = text[outer.start - 1 : outer.start] in "。；" or text[outer.end : outer.end + 1] in "\n。"
    return ends and all(i.explained and judge.is_body(i.text) for i in notation.items)


def _with_likes(found: list[Found], doubtful: list[Found]) -> list[Found]:
    """In a document whose measures end in bare lists, a list of unknown bodies in the same place is one too."""
    bare = [f for f in found if not f.notation.says_duty]
    return [*found, *doubtful] if len(bare) >= 3 and len(bare) > len(doubtful) else found


def _without_examples(text: str, found: list[Found]) -> list[Found]:
    """Where a document says its duties in words, a rare bare list inside a sentence is none: 部委（财政部、水利部）."""
    bare = [f for f in found if not f.notation.says_duty and text[f.outer.start - 1 : f.outer.start] not in _BEFORE]
    if len(found) - len(bare) < 3 or len(bare) * 4 > len(found):
        return found
    return [f for f in found if f not in bare]


# ---- candidates: (outer span, inner span, whether it stands where a sentence ends) --------------------------------

_Candidate = tuple[Span, Span, bool]


def _brackets(text: str, span: Span) -> Iterator[_Candidate]:
    at = span.start
    while opening := _OPENS.search(text, at, span.end):
        at = opening.start()
        end = _matching(text, at, span.end)
        if not end:
            at += 1
            continue
        inner = Span(at + 1, end - 1)
        if 2 <= inner.end - inner.start <= _LONGEST and not _is_aside(text, inner):
            before = text[at - 1] if at > span.start else "\n"
            after = text[end] if end < len(text) else "\n"
            yield Span(at, end), inner, before in _BEFORE or after in _AFTER
        at = end if end - at > 2 else at + 1


def _is_aside(text: str, inner: Span) -> bool:
    """以下简称…, 含…, a year or a count: no notation, unless a duty word or a label stands after the date."""
    if text[inner.start].isdigit():
        return _DEED.search(text, inner.start, inner.end) is None and "：" not in text[inner.start : inner.end]
    return _NO_NOTATION.match(text, inner.start, inner.end) is not None


def _matching(text: str, at: int, end: int) -> int:
    """Past the bracket that closes the one at ``at`` within its paragraph; 0 if none does."""
    end = min(end, at + _LONGEST)
    line = text.find("\n", at, end)
    return past_bracket(text, at, end if line < 0 else line)


def _label_lines(text: str, lines: list[Span], gaps: frozenset[int]) -> Iterator[_Candidate]:
    """Paragraphs that begin with a label, consecutive ones together; and labels that run on after a sentence."""
    run: list[Span] = []
    for line in lines:
        start = _begins_with_label(text, line, gaps)
        if start is not None:
            run.append(Span(start, line.end))
            continue
        if run and _goes_on(text, run[-1], line):
            yield _whole(Span(run[0].start, line.end))
        yield from _run(run)
        run = []
        yield from _running_on(text, line, gaps)
    yield from _run(run)


def _begins_with_label(text: str, line: Span, gaps: frozenset[int]) -> int | None:
    """Where a label of actors (or of a time limit beside them) begins the line; None if none does."""
    start = line.start + len(_BULLET.match(text, line.start, line.end)[0])  # type: ignore[index]
    label = LABEL.match(text, start, line.end)
    bare = None if label else BARE_LABEL.match(text, start, line.end)
    if bare and bare.end() in gaps:  # 责任单位 A、B
        return start
    if not label or (label_duty(label) is Duty.OTHER and not _OF_ACTORS.search(label[0])):
        return None
    return start


def _goes_on(text: str, last: Span, line: Span) -> bool:
    """Whether the list of the label line may go on in the next line: names only, no number, no sentence."""
    label = LABEL.match(text, last.start, last.end)
    if (label and label_duty(label) is Duty.OTHER) or line.end - line.start > 120:
        return False
    return _NUMBERED.match(text, line.start) is None and "。" not in text[line.start : line.end - 1]


def _run(run: list[Span]) -> Iterator[_Candidate]:
    if run:
        yield _whole(Span(run[0].start, run[-1].end))


def _whole(span: Span) -> _Candidate:
    return span, span, True


def _running_on(text: str, line: Span, gaps: frozenset[int]) -> Iterator[_Candidate]:
    """Labels inside a paragraph, outside of brackets, each up to the stop after its list."""
    if "：" not in text[line.start : line.end] and "】" not in text[line.start : line.end]:
        return
    past = line.start
    for label in find_labels(text, line.start, line.end, gaps):
        if label.start() >= past and not is_inside(text, line.start, label.start(), line.end):
            past = _stop(text, label.end(), line.end)
            yield _whole(Span(label.start(), past))


def _stop(text: str, at: int, end: int) -> int:
    """Past the last full stop after which no further label or rule follows."""
    while True:
        stop = text.find("。", at, end)
        if stop < 0:
            return end
        next_stop = text.find("。", stop + 1, end)
        rule = next(first_leads(text, stop + 1, end if next_stop < 0 else next_stop), None)
        if not LABEL.match(text, stop + 1) and rule is None:
            return stop + 1
        at = stop + 1


def _sentences(text: str, span: Span, lines: list[Span]) -> Iterator[_Candidate]:
    """The last sentence of each paragraph (or the whole of it) that could be A、B按职责分工负责 without brackets."""
    for line in lines:
        if not _DUTIFUL.search(text, max(line.start, line.end - _LONGEST_SENTENCE), line.end):
            continue
        sentences = list(_SENTENCE.finditer(text, max(line.start, span.start), line.end))
        for first in range(max(len(sentences) - 2, 0), len(sentences)):
            inner = Span(sentences[first].start(), sentences[-1].end())
            labelled = BARE_LABEL.match(text, inner.start, inner.end)  # 牵头部门为A，参加部门为B
            if inner.end - inner.start <= _LONGEST_SENTENCE and (labelled or not _is_prose(text, inner)):
                yield Span(inner.start, line.end), inner, True


def _is_prose(text: str, span: Span) -> bool:
    rule = next(first_leads(text, span.start, span.end), None)
    return _PROSE.search(text, span.start, rule.start if rule else span.end) is not None


# ---- verdict ----------------------------------------------------------------------------------------------------


def _accept(text: str, notation: Notation, closes: bool, judge: Judge) -> bool | None:
    """True: a notation. False: something else. None: says a duty but is not fully explained, so it is an issue."""
    if not notation.items and not notation.later_too:
        return None if any(_OF_DUTY.search(wording) for wording in notation.labels) else False
    bracketed = text[notation.span.start - 1 : notation.span.start] in _OPENING
    labelled = any(s.label for s in notation.segments)
    if notation.unexplained:
        explained = [i for i in notation.items if i.explained]
        says = any(_OF_DUTY.search(wording) for wording in notation.labels)
        return None if (says or (bracketed and notation.says_duty and explained)) else False
    if not bracketed:
        return labelled or _is_sentence_of_duty(text, notation, judge)
    if notation.says_duty:
        return labelled or closes
    follows = text[max(notation.span.start - 2, 0)] in "。；！？"
    return bool(notation.later_too) or (closes and _is_bare_list(notation, judge, follows=follows))


def _is_sentence_of_duty(text: str, notation: Notation, judge: Judge) -> bool:
    """A、B负责 as a sentence of its own: names that are known, and not 日常工作由A承担."""
    if not any(g.duty for g in notation.groups) or any(i.scope for i in notation.items):
        return False
    if any(not i.collective and judge.is_known(i.text) for i in notation.items):
        return True
    if text[notation.span.start - 1 : notation.span.start] in "\n" and all(
        i.explained and judge.is_body(i.text) and judge.is_placed(i.text) for i in notation.items
    ):  # a paragraph of its own
        return True
    words = "".join(g.wording for g in notation.groups)
    return any(i.collective for i in notation.items) and re.search("负责|牵头|分工", words) is not None


def _is_bare_list(notation: Notation, judge: Judge, *, follows: bool) -> bool:
    """A bracketed list without any duty word: organs, one of them known, or a class of governments or departments.

    ``follows``: it stands behind a full stop.
    """
    if len(notation.items) == 1 and notation.items[0].collective and follows:
        return True
    organs = [i for i in notation.items if judge.is_organ(i.text)]
    return any(i.collective or judge.is_known(i.text) for i in organs) or len(organs) >= 2
