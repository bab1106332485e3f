"""Tasks: the clauses of a measure that say what is to be done, each with its adjuncts and what it governs.

The unit is the clause with a verb of government action. A phrase before it (以…为重点, 结合…, 在…前提下, 到2025年)
belongs to the clause that follows; a clause governed by 鼓励企业…, a purpose (为…提供…) and a noun phrase that stands
alone belong to the one before. Objects joined by 、 or 和 stay in one task. A clause that states the hoped-for effect
of the action before it (推动…提升, 促进…融合, 确保…) is a task of kind ``goal``, and so is a target for a year
(到2025年，…达到…).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from loaders.mentions.clauses import Clause, Sentence, read
from loaders.mentions.heads import Head, is_causative_chain, verb_inside
from loaders.mentions.vocabulary import verbs
from loaders.mentions.vocabulary.tables import alternatives
from loaders.model import Task
from loaders.text import Span

ACTION, GOAL = "action", "goal"


@dataclass
class _Draft:
    """A task in the making."""

    start: int
    end: int
    head: Head
    kind: str
    actor: Span | None
    causes: bool  # somebody else is to do something: what follows may still be governed
    waits: bool  # … and what he is to do has not been said yet
    unclosed: bool  # ends in 以…为核心, the noun is still to come
    governs: bool = False  # a clause was governed already

    def task(self) -> Task:
        return Task(Span(self.start, self.end), self.head.verb, self.head.modifier, self.kind, self.actor)


@lru_cache(maxsize=128)
def find_tasks(text: str, span: Span) -> tuple[Task, ...]:
    """The tasks of a stretch of clean text in order. Never raises.

    Pass the body without its heading (a heading is no task) and without responsibility notations; where a measure has
    no heading, its first sentence belongs to the body. Spans are without the closing full stop.
    """
    return tuple(draft.task() for sentence in read(text, span).sentences for draft in _drafts(sentence))


def _drafts(sentence: Sentence) -> list[_Draft]:
    drafts: list[_Draft] = []
    pending: Clause | None = None  # the first of the phrases that wait for their clause
    actor: Span | None = None
    target = bool(_TARGET.match(sentence.clauses[0].shown))
    for clause in sentence.clauses:
        actor = clause.actor or actor
        last = drafts[-1] if drafts and pending is None else None
        if last and _is_completed_by(last, clause):
            _complete(last, clause)
        elif clause.head and not _looks_forward(clause, pending):
            if last and (
                _TAIL.match(clause.shown) or _is_governed(clause, clause.head, last) or _is_limit(clause, target)
            ):
                last.end, last.governs = clause.span.end, last.causes
                continue
            start = (pending or clause).span.start
            drafts.append(_draft(clause, clause.head, start, actor, target, first=not drafts))
            pending = None
        elif last and not _is_phrase(clause):
            last.end = clause.span.end
        elif pending is None:
            pending = clause
    if drafts and pending is not None:
        drafts[-1].end = sentence.span.end
    return drafts


def _draft(clause: Clause, head: Head, start: int, actor: Span | None, target: bool, *, first: bool) -> _Draft:
    causes = head.verb in verbs.CAUSATIVE
    waits = causes and is_causative_chain(clause.rest)
    goal = target or _is_goal(clause, head, first=first)
    unclosed = "以" in clause.rest and bool(_UNCLOSED.search(clause.rest))
    return _Draft(start, clause.span.end, head, GOAL if goal else ACTION, actor, causes, waits, unclosed)


def _is_completed_by(last: _Draft, clause: Clause) -> bool:
    """Whether the last task cannot end yet: its 鼓励某人 has no verb, or its 以…为… no noun."""
    return (last.waits and not _TARGET.match(clause.shown)) or last.unclosed


def _complete(last: _Draft, clause: Clause) -> None:
    last.end = clause.span.end
    last.unclosed = last.unclosed and "的" not in clause.shown
    if clause.head and not _is_phrase(clause):
        last.waits, last.governs = False, last.causes


# ---- what a clause is -------------------------------------------------------------------------------------------

_FRAME = re.compile(r"(?:紧紧|坚持)?以.{2,}为([^为]{1,8})$")
_CONDITION = re.compile(r"(?:的|[^及同课工小临随适]时|之?后|[^提目以]前|期间|之际|以来)$")
_WITHIN = re.compile(r"(?:自|从).*起$|除.*外$|(?:在|于|从|对).*(?:下|中|上|内|方面|领域|过程|环节)$")
_CONDITION_ENDS = frozenset("的时后前间际来")
_WITHIN_HEADS = frozenset("自从除在于对")
_PHRASE = re.compile(
    "(?:紧紧|密切|充分|综合|积极|灵活|合理|有效|科学|依法|并|以及|可|应|要|重点|同时)*(?:"
    "对照|按照|依照|依据|根据|参照|结合|围绕|针对|依托|会同|联合|通过|利用|运用|借助|借鉴|聚焦|紧扣|瞄准|立足|面向|随着|本着|适应|顺应|"
    "遵循|基于|对标|凭借|鉴于|因|除|经|如|若|凡|当|只要|在|对|自|从|由|向|与|同|将|把|按|到|至|截至|为)"
)
_TAIL = re.compile(
    r"(?:有效|切实|更好|以)?(?:为.+(?:提供|创造|打下|奠定|贡献|增添|注入|营造)|使(?!用)|让|以(?:满足|便|利|免|期|此)|从而|进而|并?由此)"
)
_UNCLOSED = re.compile(r"以[^的]{2,}为[^的等]{1,6}$")
_CAUSE = re.compile(
    r"(?:因(?!地制宜|此|势)|由于|如(?!期|实)|若|凡|只要|除|为了?(?!.*(?:提供|创造|营造|打下|奠定|配备|开展|办理)))"
)
_TARGET = re.compile(r"(?:到|力争到|争取到|至|截至)(?:\d{4}年|本世纪)")
_ONLY_TARGET = re.compile(r"(?:力争|争取|努力)?(?:到|用|在)?[^，]{0,8}\d{4}年[^，]{0,4}$")
_PLACE_END = re.compile(r"的[^的]{0,12}(?:省|市|县|区|地方|地区|企业|机构|个人|单位|城市|项目|基地|□)□*$")
_NEUTRAL_BREAK = re.compile(alternatives(verbs.GOVERNING))


def _looks_forward(clause: Clause, pending: Clause | None) -> bool:
    """Whether the clause, although it has a verb, is a phrase that belongs to the next one."""
    shown = clause.shown
    if _is_frame(shown) or _CAUSE.match(shown) or _is_circumstance(shown):
        return True
    described = (
        pending is not None and pending.shown.startswith("对") and clause.head is not None and clause.head.initial
    )
    return described and bool(_PLACE_END.search(shown))


def _is_frame(shown: str) -> bool:
    """以…为重点 and the like."""
    frame = _FRAME.match(shown) if "为" in shown else None
    return frame is not None and not verb_inside(frame[1])


def _is_circumstance(shown: str) -> bool:
    """A condition, a time or a place: …的, …时, 在…中, 到2025年."""
    year = "年" in shown and _ONLY_TARGET.match(shown)
    condition = shown[-1:] in _CONDITION_ENDS and _CONDITION.search(shown[-3:])
    return bool(year or condition or (shown[:1] in _WITHIN_HEADS and _WITHIN.match(shown)))


def _is_phrase(clause: Clause) -> bool:
    """Whether a clause without a verb of its own looks forward: a phrase with a preposition, a time, a condition."""
    return _is_frame(clause.shown) or bool(_PHRASE.match(clause.shown)) or _is_circumstance(clause.shown)


def _is_goal(clause: Clause, head: Head, *, first: bool) -> bool:
    if head.verb in verbs.GOALS or head.modifier.startswith(("力争", "争取")):
        return True
    return not first and head.verb in verbs.EFFECTS and clause.rest.endswith(verbs.CHANGES)


def _is_limit(clause: Clause, target: bool) -> bool:
    """An amount that only limits what stands before it (最高不超过500万元), not a target for a year."""
    return clause.head is not None and clause.head.amount and not target


def _is_governed(clause: Clause, head: Head, last: _Draft) -> bool:
    """Whether the clause is part of what 鼓励企业… governs: a company's verb, or a neutral one in a chain of them."""
    if not last.causes or clause.actor:
        return False
    if last.waits:
        return True
    if head.modifier.startswith("牵头") or head.verb.startswith(verbs.FIRM):
        return True
    return last.governs and not _NEUTRAL_BREAK.match(head.verb) and not _is_goal(clause, head, first=False)
