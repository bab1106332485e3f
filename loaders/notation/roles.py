"""From a notation to roles: the role table of DESIGN §5, under the strict and the broad reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from loaders.notation.duties import Duty
from loaders.notation.notation import Item, Notation

LEAD, PARTICIPANT, SHARED = "lead", "participant", "shared"


@dataclass(frozen=True)
class Assigned:
    """One name with its role and basis under both readings, and the duty word it stood under."""

    item: Item
    role: str
    basis: str
    broad_role: str
    broad_basis: str
    wording: str
    rule: str


@dataclass(frozen=True)
class _Block:
    """Names under one duty, whether a label or a duty word says it."""

    duty: Duty | None
    items: tuple[Item, ...]
    wording: str
    labelled: bool
    open_list: bool


_Verdict = tuple[Item, str, str, str, str]  # item, role, basis, wording, rule


_NO_LEGEND: Mapping[str, Duty] = {}


def assign(
    notation: Notation, *, ruled: bool, legend: Mapping[str, Duty] = _NO_LEGEND, divided_too: bool = False
) -> list[Assigned]:
    """Roles of all names, in printed order, each name once (where it leads, else its first mention counts).

    Args:
        notation: as parsed; every name explained.
        ruled: a document-wide lead rule (列第一位者为牵头部门，下同) covers this notation.
        legend: what marks mean in the document (标★的为牵头单位); a mark without a legend makes a lead.
        divided_too: the rule also covers 按职责分工负责, as it does where both stand in one bracket.
    """
    blocks = _taken_together([b for b in _blocks(notation, legend) if b.items])
    own_rule = notation.rule is not None or divided_too
    strict = _verdicts(blocks, ruled and not notation.no_order, own_rule)
    strict += [(item, PARTICIPANT, "explicit", "", "later_too") for item in notation.later_too]
    broad = _broad(strict) if ruled and not notation.no_order else strict
    named: dict[str, Assigned] = {}
    for (item, role, basis, wording, rule), (_, b_role, b_basis, _, _) in zip(strict, broad, strict=True):
        known = named.get(item.text)
        if known is None or (role == LEAD and known.role != LEAD):
            place = known.item if known else item
            named[item.text] = Assigned(place, role, basis, b_role, b_basis, wording, rule)
    return list(named.values())


def _blocks(notation: Notation, legend: Mapping[str, Duty]) -> Iterator[_Block]:
    marks = _telling_marks(notation, legend)
    led = any(g.duty is Duty.LEAD for g in notation.groups)
    for segment in notation.segments:
        for group in segment.groups:
            if group.duty is Duty.JOINT:
                yield _Block(Duty.DO if led else Duty.LEAD, tuple(group.items), group.wording, False, False)
                yield _Block(Duty.TAKE_PART, tuple(group.partners), "会同", False, group.open_list)
                continue
            labelled = bool(segment.label) and (group.duty is None or _outweighs(segment.label, group.duty))
            duty, wording = (segment.label, segment.wording) if labelled else (group.duty, group.wording)
            for (own, own_wording), items in groupby(group.items, key=lambda i: _own_duty(i, marks)):
                if own:
                    yield _Block(own, tuple(items), own_wording, True, group.open_list)
                else:
                    yield _Block(duty, tuple(items), wording, labelled, group.open_list)


def _outweighs(label: Duty | None, duty: Duty) -> bool:
    """牵头单位：A、B按职责分工负责: the label says who leads, the word only how."""
    return label in (Duty.LEAD, Duty.TAKE_PART) and duty in (Duty.DIVIDE, Duty.DO)


def _telling_marks(notation: Notation, legend: Mapping[str, Duty]) -> dict[str, Duty]:
    """What the marks of a notation say; one that every name carries says nothing, unless the document explains it."""
    known = {**legend, **notation.legend}
    marks = {item.mark for item in notation.items if item.mark}
    some = any(not item.mark for item in notation.items)
    return {mark: known.get(mark, Duty.LEAD) for mark in marks if mark in known or some}


def _own_duty(item: Item, marks: Mapping[str, Duty]) -> tuple[Duty | None, str]:
    """What only this name's tag or mark says."""
    if item.duty:
        return item.duty, item.wording
    return (marks[item.mark], item.mark) if item.mark in marks else (None, "")


def _taken_together(blocks: list[_Block]) -> list[_Block]:
    """Two runs of one label (责任单位：A、B；Z) are one block."""
    out: list[_Block] = []
    for block in blocks:
        last = out[-1] if out else None
        if last and last.labelled and block.labelled and last.duty is block.duty and last.wording == block.wording:
            out[-1] = _Block(last.duty, last.items + block.items, last.wording, True, last.open_list or block.open_list)
        else:
            out.append(block)
    return out


# ---- strict reading ---------------------------------------------------------------------------------------------


def _verdicts(blocks: list[_Block], ruled: bool, own_rule: bool) -> list[_Verdict]:
    if any(b.duty is Duty.LEAD for b in blocks):
        return _with_lead(blocks)
    doers = [b for b in blocks if b.duty not in (Duty.TAKE_PART, Duty.GUIDE)]
    if len(doers) == 1 and len(blocks) == 1:
        return _one_list(doers[0], ruled, own_rule)
    return [v for b in blocks for v in _beside(b, blocks, doers, ruled, own_rule)]


def _with_lead(blocks: list[_Block]) -> list[_Verdict]:
    """A牵头，…: whoever stands under the lead word leads, everybody else takes part."""
    out = []
    for block in blocks:
        role = LEAD if block.duty is Duty.LEAD else PARTICIPANT
        divided = block.duty is Duty.DIVIDE and not block.labelled
        out += _all(block, role, "division_of_duties" if divided else "explicit", "lead_named")
    return out


def _one_list(block: _Block, ruled: bool, own_rule: bool) -> list[_Verdict]:
    """One list without a lead: shared out, by the rule, a sole actor, or nobody named."""
    if block.duty is Duty.DIVIDE and not block.labelled and not own_rule:
        return _all(block, SHARED, "division_of_duties", "division_of_duties")
    if len(block.items) == 1 and not block.open_list:
        return _all(block, LEAD, "sole", "sole_actor")
    if all(item.scope for item in block.items):
        return _all(block, SHARED, "division_of_duties", "scoped_duties")
    if ruled:
        return _first_listed(block)
    return _all(block, SHARED, "no_lead_named", "no_lead_named")


def _first_listed(block: _Block) -> list[_Verdict]:
    return [
        (item, LEAD if i == 0 else PARTICIPANT, "first_listed", block.wording, "first_listed")
        for i, item in enumerate(block.items)
    ]


def _beside(block: _Block, blocks: list[_Block], doers: list[_Block], ruled: bool, own_rule: bool) -> list[_Verdict]:
    """One of several lists, none under a lead word."""
    if block.duty in (Duty.TAKE_PART, Duty.GUIDE):
        return _all(block, PARTICIPANT, "explicit", "guides" if block.duty is Duty.GUIDE else "takes_part")
    if any(item.scope for b in doers for item in b.items):
        return _all(block, SHARED, "division_of_duties", "scoped_duties")
    if block is not doers[0]:
        divided = block.duty is Duty.DIVIDE and not block.labelled
        return _all(block, PARTICIPANT, "division_of_duties" if divided else "explicit", "beside_the_first")
    guided = any(b.duty is Duty.GUIDE for b in blocks)
    if guided and all(item.collective for item in block.items):
        return _all(block, PARTICIPANT, "explicit", "does_under_guidance")
    if block.duty is Duty.DIVIDE and not block.labelled and not own_rule:
        return _all(block, SHARED, "division_of_duties", "division_of_duties")
    return _first_of_several(block, doers, ruled)


def _first_of_several(block: _Block, doers: list[_Block], ruled: bool) -> list[_Verdict]:
    """A负责，B配合 / A负责，B按职责分工负责: the first list answers for the measure."""
    followed_by_division = any(b.duty is Duty.DIVIDE and not b.labelled for b in doers[1:])
    if followed_by_division or (len(block.items) == 1 and not block.open_list):
        return _all(block, LEAD, "explicit", "answers_for_it")
    return _first_listed(block) if ruled else _all(block, SHARED, "no_lead_named", "no_lead_named")


def _all(block: _Block, role: str, basis: str, rule: str) -> list[_Verdict]:
    return [(item, role, basis, block.wording, rule) for item in block.items]


# ---- broad reading ----------------------------------------------------------------------------------------------


def _broad(strict: list[_Verdict]) -> list[_Verdict]:
    """下同 covers every list: where duties are shared out, the first of the list leads, the others take part."""
    if any(role == LEAD for _, role, _, _, _ in strict) or not any(r == SHARED for _, r, _, _, _ in strict):
        return strict
    first = next(i for i, (_, role, _, _, _) in enumerate(strict) if role == SHARED)
    return [
        (item, LEAD if i == first else PARTICIPANT, "first_listed_broad", wording, rule)
        for i, (item, _, _, wording, rule) in enumerate(strict)
    ]
