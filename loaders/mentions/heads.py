"""The verb that heads a clause of policy prose, with its adverbs, and the subject before it.

A clause usually begins with adverbs and a verb (进一步推动…). Before them may stand a subject, often with a modal
(各省要…), a time (到2025年…), or a phrase with a preposition (对…, 在…中, 按…); then the verb is looked for among
those that are hardly ever nouns. Clauses come with brackets and quotes hidden behind □.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from loaders.mentions.vocabulary import verbs
from loaders.mentions.vocabulary.wordlist import WordList

_ANY = WordList(verbs.VERBS, verbs.BLOCKED)
_UNGUARDED = WordList(verbs.VERBS)
_STRONG = WordList(verbs.STRONG, verbs.BLOCKED)
_SECOND = WordList(verbs.SECOND, verbs.BLOCKED)
_INNER = WordList(verbs.INNER, verbs.BLOCKED)
_NOMINAL = WordList(verbs.NOMINAL, verbs.BLOCKED)
_CLOSING = WordList(verbs.CLOSING)
_TRYING = WordList(("探索", "研究", "组织", "筹备", "谋划", "尝试", "鼓励", "支持", "推动"))
_ADVERBS = WordList(verbs.ADVERBS)
_MODALS = WordList(verbs.MODALS)
_LEADS = WordList(verbs.LEADS)
_PREPOSITIONS = WordList(verbs.PREPOSITIONS, verbs.PREPOSITION_BLOCKED)
_NOUN_JOINTS = ("和", "及", "、", "以及")  # no verb after it: what stood before was a noun
_JOINTS = WordList(("和", "与", "及", "或", "并", "、", "或者", "以及"))
_JOINT_HEADS = frozenset("和与及或并、以")

_TIME = re.compile(
    r"(?:到|至|自|从|力争到|截至|争取到)?"
    r"(?:\d{4}(?:[—–-]\d{4})?年(?:\d{1,2}月)?(?:\d{1,2}日)?|每年|当年|今年|明年|年内|年底|每半年|每季度|\d{1,2}月)"
    r"(?:年?底前|年?底|末|前|之前|以前|上半年|下半年|中期|初|内|起|以来|期间|开始)*"
)
_AMOUNT = re.compile(  # 电动化率不得低于50%
    r"[^，]{2,40}?(?:率|比例|占比|比重|规模|总量|数量|面积|产值|收入|额|力|量|数|值|者|社|场|家|织|业|长)"
    r"(?:均|分别|总体|基本|年均)?(达到|突破|超过|不得?低于|不得?少于|不得?超过|控制在|稳定在|保持在|"
    r"(?:提高|提升|下降|降低|增加|扩大|增长|压减|缩小)(?:到|至))(?=约?\d)"
)
_DIGIT = re.compile(r"\d")
_ORDERED = re.compile(rf"([^，]{{1,60}}?(?:{verbs.ACTORS})□*)(?:要|应当|应|须|必须|不得|负责)")
_NOT_AFTER = ("的", "者", "率")  # a verb before these is part of a noun
_BY = ("按照", "依照", "遵照", "根据", "参照", "对照")  # 严格按照…: no verb yet
_NOT_BEFORE = "对以为将把从由向与和及、或于用经按的被所未"  # a verb after these is part of a phrase
_FRAME_END = re.compile(
    r"的(?:要求|原则|目标|方向|思路|需要|规定|部署|标准|情况|特点|优势|方式|形式|模式|基础|前提|条件|过程|结果|安排|精神|决定)$"
)
_PEOPLE_END = re.compile(rf"的[^的]{{0,14}}(?:{verbs.ACTORS}|项目|人员|个人|□)□*$")
_FRAME_BEFORE = re.compile(
    r"(?:[中上内下时后前□]|领域|方面|环节|地区|城市|全市|全省|全县|平台|保税区|手段|方式|形式|途径|渠道)$"
)
_LIGHT_OBJECT = re.compile(r"[^的□、，]{2,6}$")


class Head(NamedTuple):
    """The verb of a clause; offsets count from the start of the clause, ``start`` is where its adverbs begin."""

    start: int
    end: int
    verb: str
    modifier: str
    initial: bool  # nothing but connectives, modals and times stands before it
    amount: bool = False  # a figure is reached or limited (达到, 不低于)


def head_of(clause: str) -> Head | None:
    """The head of a clause; None if it has no verb that is known, or only says what is (是…)."""
    amount = _AMOUNT.match(clause) if _DIGIT.search(clause) else None
    if amount:
        return Head(amount.start(1), amount.end(1), amount[1], "", initial=False, amount=True)
    at = _begin(clause)
    if at >= len(clause) or clause.startswith("是", at):
        return None
    head = _verb_phrase(clause, at, _ANY)
    if head:
        return head
    ordered = _ORDERED.match(clause, at) if not _PREPOSITIONS.at(clause, at) else None
    if ordered:
        head = _verb_phrase(clause, ordered.end(), _ANY) or _inner(clause, ordered.end())
        return head._replace(initial=False) if head else None
    return _inner(clause, at) or _verb_phrase(clause, at, _UNGUARDED)


def _begin(clause: str) -> int:
    """Where the clause begins in earnest: after connectives, times and modals."""
    if _ANY.at(clause, 0) or _ADVERBS.at(clause, 0):
        return 0
    at, before = 0, -1
    while at != before and at < len(clause):
        before = at
        if not (_ADVERBS.at(clause, at) or _ANY.at(clause, at)):
            at += len(_LEADS.at(clause, at))
        if not (_ADVERBS.at(clause, at) or _ANY.at(clause, at)):
            at += _modal(clause, at)
        time = _TIME.match(clause, at)
        at = time.end() if time else at
    return at


def _modal(clause: str, at: int) -> int:
    """The length of the modal at this place; 将 before a noun is none."""
    modal = _MODALS.at(clause, at)
    end = at + len(modal)
    return 0 if modal == "将" and not (_ADVERBS.at(clause, end) or _ANY.at(clause, end)) else len(modal)


def _verb_phrase(clause: str, at: int, words: WordList) -> Head | None:
    """Adverbs and a verb at this place: as many words as possible are adverbs, the last must be a verb."""
    starts = [at]
    while len(starts) < 6 and (adverb := _ADVERBS.at(clause, starts[-1])):
        end = starts[-1] + len(adverb)
        starts.append(end + clause.startswith("地", end))
    for start in reversed(starts):
        end = _verb_end(clause, start, words)
        if end > start:
            return _head(clause, at, start, end, initial=True)
    return None


def _verb_end(clause: str, at: int, first: WordList) -> int:
    """The end of the verb at this place with those joined to it (研究制定, 保护和传承); ``at`` if there is none."""
    verb = first.at(clause, at)
    end = at + len(verb)
    if not verb or clause.startswith(_NOT_AFTER, end) or clause.startswith(_BY, end):
        return at
    for _ in range(3):
        joint = _JOINTS.at(clause, end) if clause[end : end + 1] in _JOINT_HEADS else ""
        start = end + len(joint)
        second = _ANY.at(clause, start) if joint else _SECOND.at(clause, start) if verb in verbs.SERIAL else ""
        after = start + len(second)
        noun = clause.startswith(_NOT_AFTER, after) or (joint and (after == len(clause) or clause[after] in "等力"))
        if not second or noun:
            return at if joint in _NOUN_JOINTS else end
        verb, end = second, after
    return end


def _head(clause: str, start: int, verb: int, end: int, *, initial: bool) -> Head:
    if clause[verb:end] in verbs.LIGHT and _LIGHT_OBJECT.match(clause, end):
        end = len(clause)
    return Head(start, end, clause[verb:end], clause[start:verb], initial)


# ---- verbs in the middle of a clause ----------------------------------------------------------------------------


def _inner(clause: str, at: int) -> Head | None:
    """The head behind a subject or a phrase with a preposition."""
    while adverb := _ADVERBS.at(clause, at):
        at += len(adverb)
        at += clause.startswith("地", at)
    preposition = _PREPOSITIONS.at(clause, at)
    first = at + len(preposition)
    places = _candidates(clause, first, preposition)
    if not places:
        return None
    place = _best(clause, places)
    if preposition and _is_phrase(clause, place, preposition):
        return None
    place -= len(_TRYING.before(clause, place))
    start = _adverbs_before(clause, place, first)
    phrase = _verb_phrase(clause, start, _ANY) or _verb_phrase(clause, start, _UNGUARDED)
    return phrase._replace(initial=False) if phrase else _head(clause, start, place, len(clause), initial=False)


def _best(clause: str, places: list[int]) -> int:
    """给予 and the like; else the first verb behind the end of the phrase (…中, …方面) or behind a 的."""
    light = [place for place in places if clause.startswith(verbs.LIGHT, place)]
    if light:
        return light[-1]
    best = places[0]
    for later in places[1:]:
        framed = _FRAME_BEFORE.search(clause, 0, _adverbs_before(clause, later, 0))
        if "的" in clause[best:later] or (framed and not _FRAME_BEFORE.search(clause, 0, best)):
            best = later
    return best


def _candidates(clause: str, first: int, preposition: str) -> list[int]:
    """Places where the head may begin, the most certain kind of verb first."""
    if preposition in ("对", "对于"):
        return _places(clause, first, _NOMINAL) or _closing(clause, first)
    strong = _places(clause, first, _INNER)
    return (
        strong or [p for p in _places(clause, first, _ANY) if _after_frame(clause, p, first)] or _closing(clause, first)
    )


def _closing(clause: str, first: int) -> list[int]:
    """A verb that ends the clause after 按…, 向… or 由…: 按照国家规定执行."""
    verb = _CLOSING.before(clause, len(clause))
    phrase = re.search("[按照向由将把]", clause[max(first - 2, 0) :])
    return [len(clause) - len(verb)] if verb and phrase else []


def _places(clause: str, first: int, words: WordList) -> list[int]:
    """Places of verbs that may head the clause: not the object of the preposition at ``first``, no part of a noun."""
    return [p for p, verb in words.find(clause, first, len(clause)) if _is_head(clause, p, first, words, verb)]


def _is_head(clause: str, at: int, first: int, words: WordList, verb: str) -> bool:
    start = _adverbs_before(clause, at, first)
    end = _verb_end(clause, at, words)
    if start == first or end == at or clause.startswith("等", end):
        return False
    if end == len(clause) and verb not in _CLOSING and verb not in verbs.LIGHT:
        return False
    return clause[start - 1] not in _NOT_BEFORE and not _PREPOSITIONS.before(clause, start)[1:]


def _after_frame(clause: str, at: int, first: int) -> bool:
    """Whether a verb that is often a noun stands where only a verb can: after adverbs or at the end of 在…中."""
    start = _adverbs_before(clause, at, first)
    return start < at or (bool(_FRAME_BEFORE.search(clause, 0, start)) and not clause.startswith("管理", at))


def _adverbs_before(clause: str, at: int, first: int) -> int:
    """Where the adverbs that end at ``at`` begin, not before ``first``."""
    while (adverb := _ADVERBS.before(clause, at)) and at - len(adverb) >= first:
        at -= len(adverb)
    return at


def _is_phrase(clause: str, verb: int, preposition: str) -> bool:
    """Whether the verb only describes the object of the preposition (对落实…得力的省, 按照统筹…的要求)."""
    end = (_PEOPLE_END if preposition in ("对", "对于") else _FRAME_END).search(clause)
    return end is not None and end.start() > verb


# ---- subjects ---------------------------------------------------------------------------------------------------

_ACTOR = re.compile(rf"(?:{verbs.ACTORS})□*")


def actor_of(clause: str, head: Head | None) -> tuple[int, int] | None:
    """The subject that is to act, as offsets in the clause; None if none is printed."""
    if head and (head.initial or head.amount):
        return None
    first = _begin(clause)
    first += clause.startswith("由", first)
    if not clause.startswith("由", first - 1) and (_PREPOSITIONS.at(clause, first) or _ADVERBS.at(clause, first)):
        return None
    ordered = _ORDERED.match(clause, first)
    if ordered:
        return _plain_subject(clause, first, ordered.end(1))
    for match in reversed(list(_ACTOR.finditer(clause, first, head.start if head else first))):
        if head and _may_follow_subject(clause[match.end() : head.start]):
            subject = _plain_subject(clause, first, match.end())
            return None if subject and verb_inside(clause[slice(*subject)]) else subject
    return None


def _plain_subject(clause: str, start: int, end: int) -> tuple[int, int] | None:
    """The subject without a topic before 由; None if it contains another phrase."""
    by = clause.rfind("由", start, end)
    start = by + 1 if by >= 0 else start
    words = clause[start:end]
    phrase = words.startswith("是") or bool(set("在向从对将把按") & set(words))
    return (start, end) if words and not phrase else None


def _may_follow_subject(between: str) -> bool:
    """Whether what stands between subject and verb is nothing, a modal, or the beginning of a phrase."""
    rest = between[len(_MODALS.at(between, 0)) :]
    known = _PREPOSITIONS.at(rest, 0) or _ADVERBS.at(rest, 0) or _MODALS.at(rest, 0)
    return not rest or bool(known or _TIME.match(rest))


# ---- what a causative verb governs ------------------------------------------------------------------------------

_PEOPLE = f"(?:{verbs.PEOPLE})□*(?:等)?"
_MEANS = re.compile(
    rf"(?:通过|以|按照|按|根据|依托|在)|[^，]{{0,30}}?{_PEOPLE}(?:通过|以|按照|按|根据|依托|在|围绕|利用|结合|对|采取|采用|"
    r"聚焦|面向|针对|运用|借助|参照|立足)"
)
_SOMEBODY = re.compile(rf"[^，]{{0,60}}{_PEOPLE}$")


def verb_inside(words: str) -> bool:
    """Whether a verb that is hardly ever a noun stands in the words."""
    return any(True for _ in _STRONG.find(words, 0, len(words)))


def is_causative_chain(rest: str) -> bool:
    """Whether what follows 鼓励, 支持 … names somebody and his means, but not yet what he is to do.

    鼓励农机服务主体通过跨区作业等多种形式，开展… : the next clause completes the first.
    """
    means = _MEANS.match(rest)
    if means:
        return not verb_inside(rest[means.end() + 1 :])
    return bool(_SOMEBODY.match(rest)) and not any(True for _ in _ANY.find(rest, 1, len(rest)))
