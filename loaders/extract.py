"""The pipeline: a raw document in, everything that it says out. Pure: no database, no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.errors import StructureNotFound
from graph.registry.agency import Place
from graph.registry.registry import Registry
from loaders.clean import clean
from loaders.damage import find_damage
from loaders.header import read_header
from loaders.mentions.instruments import find_instruments
from loaders.mentions.laws import find_laws
from loaders.mentions.objects import find_objects
from loaders.mentions.programmes import find_programmes
from loaders.mentions.tasks import find_tasks
from loaders.model import Extraction, Header, Issue, LawMention, Measure, Unit
from loaders.notation.by_unit import duties_by_unit
from loaders.notation.document import DocumentRules, document_rules, with_bold
from loaders.notation.find import Found, Refused, find_notations
from loaders.notation.gaps import name_gaps
from loaders.notation.judge import RegistryJudge
from loaders.outline import Outline, heading_tree, read_outline, side_by_side
from loaders.parties import responsibility
from loaders.remarks import issues_of
from loaders.schedule import scheduled, timed_tasks
from loaders.script import restored, simplified
from loaders.setting import Setting
from loaders.tables.differences import differences
from loaders.tables.doubts import unread_tables
from loaders.tables.read import read_tables
from loaders.tables.rows import read_rows
from loaders.tables.weave import woven
from loaders.terms import NO_TERMS, Terms
from loaders.text import CleanText, RawDocument, Span

RULES_VERSION = "3"  # raised whenever the same text may give other records


@dataclass(frozen=True)
class Reading:
    """A document with its clean text and what was found in it (spans are clean offsets)."""

    raw: RawDocument
    clean: CleanText
    found: Extraction
    setting: Setting
    corrections: str = ""  # version of the corrections by hand that were applied

    @property
    def rules(self) -> str:
        """Version of the rules, with that of the decisions about terms that they went by."""
        return rules_with(self.setting.terms)


def rules_with(terms: Terms) -> str:
    """Version of the rules that go by these decisions about terms."""
    return f"{RULES_VERSION}.{terms.version}" if terms.version else RULES_VERSION


def extract(raw: RawDocument, registry: Registry, terms: Terms = NO_TERMS) -> Reading:
    """Reads one document. ``terms`` are a person's decisions about names of objects.

    Raises:
        DamagedText: the text was destroyed before it came here.
        StructureNotFound: no measure was found: an error with a name, never an empty graph.
    """
    remarks = (*raw.remarks, *find_damage(raw))
    plain, judge = simplified(raw.text), RegistryJudge(registry)
    tables = read_tables(raw, plain, judge)
    text = restored(clean(plain, tables.insets), raw.text)
    prose = tables.masked(text)
    header = read_header(tables.masked(text, captions=False))
    body = Span(header.end, header.tail)
    gaps = name_gaps(text)
    notations, refused = find_notations(prose, body, judge, gaps)
    headings = heading_tree(prose, body, gaps)
    notations += duties_by_unit(prose, side_by_side(prose, headings), notations, judge)
    notations.sort(key=lambda n: n.outer.start)
    rules = document_rules(prose, notations)
    rows = read_rows(text, tables, judge, rules, raw.emphasis)
    outline = read_outline(prose, body, [n.outer for n in notations], headings)
    outline, row_of = woven(text, outline, rows, tables, [n.outer for n in notations])
    if not outline.measures:
        raise StructureNotFound(
            "no measures were found: neither numbered headings nor responsibility notations",
            where=raw.name,
            hint="is it a policy plan, and complete? it needs headings 一、（一） 1. or notations （A牵头，B参加）",
        )
    issuer = text.slice(header.issuer) if header.issuer else ""
    setting = Setting(registry, _day(header), _place(registry, text, header), issuer, terms)
    notations = with_bold(notations, text, raw.emphasis, rules)
    issues = [*issues_of(remarks, text), *_header_issues(header), *_refusals(text, refused, outline)]
    issues += unread_tables(tables, text)
    measures = []
    for ordinal, (unit, section) in enumerate(zip(outline.measures, outline.section_of, strict=True), 1):
        row = row_of[ordinal - 1]
        own = row.found if row else [n for n in notations if unit.span.holds(n.outer)]
        holes = row.holes if row else tables.inside(text, unit.span)
        measure, doubts = _measure(
            text, ordinal, unit, section, own, header, setting, row.rules if row else rules, holes
        )
        measures.append(row.cited(measure, text) if row else measure)
        issues += [*doubts, *(row.issues(text, ordinal) if row else ())]
    issues += differences(text, measures, row_of)
    found = Extraction(
        header=header,
        sections=outline.sections,
        measures=_inheriting(measures, outline),
        closing=tuple(t for s in outline.closing for t in timed_tasks(text, find_tasks(text.text, s), s, setting.on)),
        # 停止执行 and the like; what the preamble implements is in the header
        laws=tuple(_laws(text, outline.closing, header, setting)),
        rule=rules.rule,
        implicit_parties=tuple(item.span for n in notations for item in n.notation.later_too),
        issues=tuple(sorted(issues, key=lambda i: (i.span.start, i.kind))),
    )
    return Reading(raw, text, found, setting)


def _inheriting(measures: list[Measure], outline: Outline) -> tuple[Measure, ...]:
    """Measures without a notation, under a heading that carries one, inherit its parties."""
    out: list[Measure] = []
    for measure, above in zip(measures, outline.within, strict=True):
        if above and not measure.responsibilities:
            heading = out[above - 1]
            measure = replace(measure, inherits=above if heading.responsibilities else heading.inherits)
        out.append(measure)
    return tuple(out)


def _day(header: Header) -> date | None:
    return date.fromisoformat(header.issued) if header.issued else None


def _place(registry: Registry, text: CleanText, header: Header) -> Place | None:
    return registry.place_of(text.slice(header.issuer) if header.issuer else header.title, header.number_id or None)


# ---- one measure ------------------------------------------------------------------------------------------------


def _measure(
    text: CleanText,
    ordinal: int,
    unit: Unit,
    section: int,
    notations: list[Found],
    header: Header,
    setting: Setting,
    rules: DocumentRules,
    tables: Sequence[Span] = (),
) -> tuple[Measure, list[Issue]]:
    unit = _without_notation(unit, notations)
    issues: list[Issue] = []
    duties = []
    for found in notations:
        duty, doubts = responsibility(found, ordinal, rules, setting)
        duties.append(duty)
        issues += doubts
    holes = sorted((*(n.outer for n in notations), *tables), key=lambda hole: hole.start)
    title = list(_stretches(text.text, unit.title_span, holes))
    body = list(_stretches(text.text, unit.body, holes)) or title
    whole = body if body == title else [*title, *body]
    laws = tuple(_laws(text, whole, header, setting))
    masked = tuple(m.span for m in laws)
    measure = Measure(
        ordinal,
        unit,
        section,
        tuple(duties),
        tuple(t for s in body for t in find_tasks(text.text, s)),
        laws,
        tuple(o for s in whole for o in find_objects(text.text, s, masked, setting.terms)),
        tuple(p for s in body for p in find_programmes(text.text, s)),
        tuple(i for s in body for i in find_instruments(text.text, s)),
    )
    measure, late = scheduled(text, measure, whole, setting.on)
    return measure, [*issues, *late]


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


def _stretches(text: str, span: Span, holes: Sequence[Span]) -> Iterator[Span]:
    """The span without notations and tables; stretches without a Chinese character are left out."""
    at = span.start
    for hole in [h for h in holes if span.overlaps(h)]:
        yield from _worth(text, at, hole.start)
        at = max(at, hole.end)
    yield from _worth(text, at, span.end)


def _worth(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start] in "\n。 ":
        start += 1
    if start < end and re.search(r"[\u4e00-\u9fff]", text[start:end]):
        yield Span(start, end)


# ---- issues of the document -------------------------------------------------------------------------------------


def _header_issues(header: Header) -> Iterator[Issue]:
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


def _refusals(text: CleanText, refused: list[Refused], outline: Outline) -> Iterator[Issue]:
    for item in refused:
        ordinal = next((i for i, u in enumerate(outline.measures, 1) if u.span.overlaps(item.outer)), 0)
        unread = "、".join(text.words(u) for u in item.unexplained)
        yield Issue(
            "unexplained_notation",
            "warning",
            f"责任表述没有完全读懂：{unread}",
            item.outer,
            "未从中提取任何责任单位",
            ordinal,
        )
