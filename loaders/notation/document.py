"""What a document says about all of its notations: the lead rule, the legend of marks, the reach of 按职责分工负责."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.notation.duties import Duty
from loaders.notation.find import Found
from loaders.notation.holes import first_leads, legends
from loaders.notation.notation import Group, Item, Notation
from loaders.notation.remarks import BOLD, NO_ORDER
from loaders.notation.roles import Assigned, assign
from loaders.text import CleanText, Span


@dataclass(frozen=True)
class DocumentRules:
    """``rule``: the clause that makes the first of each list its lead, from the offset ``holds_from`` on.

    ``reaches_divided``: every list of the document ends in 按职责分工负责, so the rule can only be meant for them.
    """

    rule: Span | None = None
    holds_from: int = 0
    legend: Mapping[str, Duty] = field(default_factory=dict)
    reaches_divided: bool = False

    def covers(self, found: Found) -> bool:
        """Whether the lead rule holds for a notation."""
        return self.rule is not None and found.outer.start >= self.holds_from

    def assign(self, found: Found) -> list[Assigned]:
        """Roles of a notation's names under the rules of the document."""
        ruled = self.covers(found)
        return assign(found.notation, ruled=ruled, legend=self.legend, divided_too=ruled and self.reaches_divided)


def document_rules(text: str, notations: Sequence[Found]) -> DocumentRules:
    """The rules, wherever they stand.

    In a notation the lead rule holds from there on (下同); in the notice, a list or a closing note, everywhere.
    """
    legend = {hole.mark: Duty.LEAD if hole.leads else Duty.TAKE_PART for hole in legends(text, 0, len(text))}
    for found in notations:
        if found.notation.rule:
            return DocumentRules(found.notation.rule, found.outer.start, legend, _all_divided(notations))
    rule = next(first_leads(text, 0, len(text)), None)
    if rule and not NO_ORDER.search(text, max(rule.start - 60, 0), rule.end + 60):
        return DocumentRules(rule, 0, legend, _all_divided(notations))
    return DocumentRules(legend=legend)


def _all_divided(notations: Sequence[Found]) -> bool:
    """Whether every list that such a rule could cover is shared out by 按职责分工负责."""
    lists = [f.notation for f in notations if _is_open_to_a_rule(f.notation)]
    return bool(lists) and all(_is_divided(notation) for notation in lists)


def _is_open_to_a_rule(notation: Notation) -> bool:
    strict = assign(notation, ruled=False)
    return len(strict) > 1 and all(a.role == "shared" or a.rule == "beside_the_first" for a in strict)


def _is_divided(notation: Notation) -> bool:
    return any(group.duty is Duty.DIVIDE for group in notation.groups)


# ---- bold names -------------------------------------------------------------------------------------------------


def with_bold(notations: list[Found], text: CleanText, emphasis: Sequence[Span], rules: DocumentRules) -> list[Found]:
    """The notations with bold names marked, where the document says what bold means (黑体为牵头单位)."""
    if BOLD not in rules.legend or not emphasis:
        return notations
    return [replace(f, notation=_bold(f.notation, text, emphasis)) for f in notations]


def _bold(notation: Notation, text: CleanText, emphasis: Sequence[Span]) -> Notation:
    def marked(item: Item) -> Item:
        raw = text.raw_span(item.span)
        return replace(item, mark=BOLD) if any(span.holds(raw) for span in emphasis) else item

    def of(group: Group) -> Group:
        return replace(group, items=[marked(i) for i in group.items])

    segments = [replace(s, groups=[of(g) for g in s.groups]) for s in notation.segments]
    return replace(notation, segments=segments)
