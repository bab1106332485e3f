"""The pipeline: a raw document in, everything that it says out. Pure: no database, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from graph.errors import StructureNotFound
from graph.registry.agency import Place
from graph.registry.registry import Registry
from loaders.clean import clean
from loaders.header import read_header
from loaders.mentions.instruments import find_instruments
from loaders.mentions.laws import find_laws
from loaders.mentions.objects import find_objects
from loaders.mentions.programmes import find_programmes
from loaders.mentions.tasks import find_tasks
from loaders.model import Extraction, Header, Issue, LawMention, Measure, Unit
from loaders.notation import lexicon as words
from loaders.notation.find import Found, Refused, find_notations
from loaders.notation.judge import RegistryJudge
from loaders.outline import Outline, read_outline
from loaders.parties import Setting, responsibility
from loaders.text import CleanText, RawDocument, Span

RULES_VERSION = "1"  # raised whenever the same text may give other records


@dataclass(frozen=True)
class Reading:
    """A document with its clean text and what was found in it (spans are clean offsets)."""

    raw: RawDocument
    clean: CleanText
    found: Extraction
    setting: Setting


def extract(raw: RawDocument, registry: Registry) -> Reading:
    """Reads one document.

    Raises:
        StructureNotFound: no measure was found: an error with a name, never an empty graph.
    """
    text = clean(raw.text)
    header = read_header(text.text)
    body = Span(header.end, header.tail)
    notations, refused = find_notations(text.text, body, RegistryJudge(registry))
    outline = read_outline(text.text, body, [n.outer for n in notations])
    if not outline.measures:
        raise StructureNotFound(
            "no measures were found: neither numbered headings nor responsibility notations",
            where=raw.name,
            hint="is it a policy plan, and complete? it needs headings 一、（一） 1. or notations （A牵头，B参加）",
        )
    setting = Setting(registry, _day(header), _place(registry, text, header))
    rule = _rule(text.text, header, notations)
    issues = [*_header_issues(header, raw), *_refusals(text, refused, outline)]
    measures = []
    for ordinal, (unit, section) in enumerate(zip(outline.measures, outline.section_of, strict=True), 1):
        own = [n for n in notations if unit.span.holds(n.outer)]
        measure, doubts = _measure(text, ordinal, unit, section, own, header, setting, rule)
        measures.append(measure)
        issues += doubts
    found = Extraction(
        header=header,
        sections=outline.sections,
        measures=tuple(measures),
        closing=tuple(t for span in outline.closing for t in find_tasks(text.text, span)),
        # 停止执行 and the like; what the preamble implements is in the header
        laws=tuple(_laws(text, outline.closing, header, setting)),
        rule=rule.span if rule else None,
        implicit_parties=tuple(item.span for n in notations for item in n.notation.later_too),
        issues=tuple(sorted(issues, key=lambda i: (i.span.start, i.kind))),
    )
    return Reading(raw, text, found, setting)


def _day(header: Header) -> date | None:
    return date.fromisoformat(header.issued) if header.issued else None


def _place(registry: Registry, text: CleanText, header: Header) -> Place | None:
    return registry.place_of(text.slice(header.issuer) if header.issuer else header.title, header.number_id or None)


# ---- the document-wide rule -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Rule:
    """A document-wide lead rule and the offset from which it holds."""

    span: Span
    holds_from: int


def _rule(text: str, header: Header, notations: list[Found]) -> _Rule | None:
    """The rule: in a notation it holds from there on (下同); in the notice or a closing note, everywhere."""
    for found in notations:
        if found.notation.rule:
            return _Rule(found.notation.rule, found.outer.start)
    for match in words.LEAD_RULE.finditer(text):
        if re.search("第|首|最前", match[0]) and not words.NO_ORDER.search(text):
            return _Rule(Span(*match.span()), 0)
    return None


# ---- one measure ------------------------------------------------------------------------------------------------


def _measure(
    text: CleanText,
    ordinal: int,
    unit: Unit,
    section: int,
    notations: list[Found],
    header: Header,
    setting: Setting,
    rule: _Rule | None,
) -> tuple[Measure, list[Issue]]:
    unit = _without_notation(unit, notations)
    issues: list[Issue] = []
    duties = []
    for found in notations:
        ruled = rule is not None and found.outer.start >= rule.holds_from
        duty, doubts = responsibility(found, ordinal, ruled, setting)
        duties.append(duty)
        issues += doubts
    title = list(_stretches(text.text, unit.title_span, notations))
    body = list(_stretches(text.text, unit.body, notations)) or title
    whole = body if body == title else [*title, *body]
    laws = tuple(_laws(text, whole, header, setting))
    masked = tuple(m.span for m in laws)
    return (
        Measure(
            ordinal,
            unit,
            section,
            tuple(duties),
            tuple(t for s in body for t in find_tasks(text.text, s)),
            laws,
            tuple(o for s in whole for o in find_objects(text.text, s, masked)),
            tuple(p for s in body for p in find_programmes(text.text, s)),
            tuple(i for s in body for i in find_instruments(text.text, s)),
        ),
        issues,
    )


def _laws(text: CleanText, spans: Iterable[Span], header: Header, setting: Setting) -> Iterator[LawMention]:
    """Laws named in stretches of the text, the document's own titles left out."""
    own = frozenset(t for t in (header.title, header.plan_title) if t)
    for span in spans:
        for mention in find_laws(text.text, span, own_titles=own):
            yield _known(mention, text, setting)


def _known(mention: LawMention, text: CleanText, setting: Setting) -> LawMention:
    """The mention with the registry's law, if the registry has it."""
    entry = setting.registry.laws.resolve(text.slice(mention.span), setting.on)
    return replace(mention, law=entry.id, kind=entry.kind) if entry else mention


def _without_notation(unit: Unit, notations: list[Found]) -> Unit:
    """A heading that carries its notation (一、… （A牵头）) ends before it."""
    first = next((n.outer for n in notations if unit.title_span.overlaps(n.outer)), None)
    if not first or first.start <= unit.title_span.start:
        return unit
    return Unit(unit.number, unit.level, unit.span, Span(unit.title_span.start, first.start), unit.body)


def _stretches(text: str, span: Span, notations: list[Found]) -> Iterator[Span]:
    """The span without the notations; stretches without a Chinese character are left out."""
    at = span.start
    for outer in [n.outer for n in notations if span.overlaps(n.outer)]:
        yield from _worth(text, at, outer.start)
        at = outer.end
    yield from _worth(text, at, span.end)


def _worth(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start] in "\n。 ":
        start += 1
    if start < end and re.search(r"[\u4e00-\u9fff]", text[start:end]):
        yield Span(start, end)


# ---- issues of the document -------------------------------------------------------------------------------------


def _header_issues(header: Header, raw: RawDocument) -> Iterator[Issue]:
    place = header.title_span
    for value, name in (
        (header.title, "标题"),
        (header.number_id, "文号"),
        (header.issuer, "发文机关"),
        (header.issued, "成文日期"),
    ):
        if not value:
            yield Issue("missing_field", "warning", f"正文中没有找到{name}", place, "可在来源网页上查到")
    if header.title and not header.kind:
        yield Issue("title_without_kind", "info", "标题没有文种", place)
    if header.title.endswith("的"):
        yield Issue("truncated_title", "info", "标题在文种之前中断", place, f"{header.title}通知")
    lost = raw.text.count("\ufffd")
    if lost:
        yield Issue(
            "destroyed_characters", "warning", f"有 {lost} 个字符在早先转换中损坏（U+FFFD）", place, "请重新获取原文"
        )


def _refusals(text: CleanText, refused: list[Refused], outline: Outline) -> Iterator[Issue]:
    for item in refused:
        ordinal = next((i for i, u in enumerate(outline.measures, 1) if u.span.overlaps(item.outer)), 0)
        unread = "、".join(text.slice(u) for u in item.unexplained)
        yield Issue(
            "unexplained_notation",
            "warning",
            f"责任表述没有完全读懂：{unread}",
            item.outer,
            "未从中提取任何责任单位",
            ordinal,
        )
