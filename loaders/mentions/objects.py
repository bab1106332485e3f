"""Objects: the products, industries, services, facilities and groups that a measure is aimed at.

Four ways to find them: the gazetteer, longest first, with names of bodies, laws and longer words masked; its names with
an attribute before or a class noun behind (:mod:`~loaders.mentions.compounds`); the items of lists, X、Y等Z above all
(:mod:`~loaders.mentions.lists`); and open names that end as goods do (:mod:`~loaders.mentions.open_names`). A name that
only modifies an institution (食品生产企业, 食品安全标准体系) is found with ``core`` false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.mentions.clauses import HIDDEN, Prose, hidden, read
from loaders.mentions.compounds import extended, traded
from loaders.mentions.found import Clauses, Found, without_overlaps
from loaders.mentions.gazetteer import BROAD, PASSED, PLACE, TECHNOLOGY, Gazetteer, gazetteer
from loaders.mentions.lists import listed, with_broader
from loaders.mentions.open_names import open_names
from loaders.mentions.vocabulary import objects as words
from loaders.mentions.vocabulary import verbs
from loaders.mentions.vocabulary.wordlist import WordList
from loaders.model import ObjectMention
from loaders.terms import NO_TERMS, Terms
from loaders.text import Span


def find_objects(text: str, span: Span, masked: tuple[Span, ...], terms: Terms = NO_TERMS) -> tuple[ObjectMention, ...]:
    """The objects named in a span of clean text, in order. Never raises.

    Names do not overlap, but for the product in the name of its trade (酒类 in 酒类流通).

    ``masked`` are spans of laws and bodies known to the caller; names of bodies that the registry knows, brackets,
    quoted and titled names are passed over anyway. ``terms`` are a person's decisions about names.
    """
    prose, at = read(text, span), span.start
    known = gazetteer(terms)
    matches = known.find(prose.shown)
    masks = [(m.start - at, m.end - at) for m in masked if m.overlaps(span)]
    masks += [*_bodies(prose.shown), *_novelties(prose.shown)]
    masks += [(match.start, match.end) for match in matches if match.name.mark == PASSED]
    shown = hidden(prose.shown, masks)
    named = [
        Found(start, end, name.kind, "term" if name.id else "name", name.id, name.name, name.mark)
        for start, end, name in matches
        if shown[start] != HIDDEN and shown[end - 1] != HIDDEN
    ]
    found = _found(Clauses.of(prose), shown, named)
    return tuple(_mentions(prose, shown, found, known)) if found else ()


def _found(clauses: Clauses, shown: str, terms: list[Found]) -> list[Found]:
    """All names in a stretch, by all ways to find them."""
    named = list(extended(shown, terms))
    more = [*listed(clauses, shown, named), *open_names(clauses, shown, named)]
    found = without_overlaps([*named, *more]) if more or len(named) != len(terms) else named
    if "等" in shown:
        found = with_broader(shown, found)
    trades = list(traded(shown, terms))
    return sorted([*found, *trades], key=lambda f: (f.start, f.end)) if trades else found


def _mentions(prose: Prose, shown: str, found: list[Found], known: Gazetteer) -> Iterator[ObjectMention]:
    """The names with the clauses that they stand in."""
    at = prose.span.start
    clauses = iter(prose.clauses)
    quote = next(clauses).span
    for item in found:
        while quote.end < at + item.end:
            quote = next(clauses).span
        if quote.start <= at + item.start:
            place = Span(at + item.start, at + item.end)
            broader = Span(at + item.broader[0], at + item.broader[1]) if item.broader else None
            name = item.name or shown[item.start : item.end]
            core = _is_core(shown, item, known)
            yield ObjectMention(place, quote, item.id, name, item.kind, item.rule, core, broader)


_BODIES = re.compile(r"等(?:(?:各|有关|相关|主管|职能|省级|市级|国务院)*(?:部门|厅局)|(?:各|有关|相关|成员|责任)+单位)")
_ITEM = re.compile("[^，。；、的要应□\n]{1,12}$")
_NOVELTIES = re.compile(r"新[\u3400-\u9fff]{2}(?:、新[\u3400-\u9fff]{2}){2,}")


def _bodies(shown: str) -> Iterator[tuple[int, int]]:
    """Groups of bodies, which are named by what they are in charge of: 商务、交通运输等部门."""
    for match in _BODIES.finditer(shown) if "等" in shown else ():
        start = match.start()
        while item := _ITEM.search(shown, max(start - 12, 0), start):
            start = item.start()
            if shown[start - 1 : start] != "、" or start < 2:
                break
            start -= 1
        yield start, match.end()


def _novelties(shown: str) -> Iterator[tuple[int, int]]:
    """新技术、新工艺、新材料: means, not industries."""
    if "、新" in shown:
        yield from (match.span() for match in _NOVELTIES.finditer(shown))


# ---- core or modifier -------------------------------------------------------------------------------------------

_OWNED = re.compile(words.OWNED)
_OWNED_HEADS = frozenset(words.OWNED_HEADS)
_SHORT_CORE = re.compile(r"$|[，：；。！？\s、的等和与及或]|发展|行业|领域|产业|质量|监管|运输业")
_PLACE_CORE = re.compile(r"$|[，：；。！？\s、等的和与及]|建设|改造|升级|整治|发展|整合|运营|验收|规划")
_BY_ITSELF = frozenset("，：；。！？\n、的等和与及或对在以将把从由向为于到□")
_VERBS = WordList(verbs.VERBS | frozenset(verbs.PREPOSITIONS) | frozenset(words.BEFORE_BROAD))
_MEANS = re.compile(r"(?:[运利应采]用|借助|依托|基于|通过|融合|赋能|以)[^，；：。！？\s]{0,40}$")
_TECHNIQUE = re.compile(
    r"(?:[、和及与][^，、和及与。；：]{2,10}){0,8}等?(?:各种|现代|先进|新一代|新兴)?(?:信息|数字|网络|智能)?化?(?:新?技术|手段|方式|工具|思维|分析)"
)


def _is_core(shown: str, found: Found, known: Gazetteer) -> bool:
    """Whether the name stands in its own right, and does not only modify an institution behind it."""
    start, end = found.start, found.end
    if found.mark == PLACE:
        named = _PLACE_CORE.match(shown, end) or known.starts(shown, end)
        return bool(named) and not shown.startswith("在", start - 1)
    owner = _OWNED.match(shown, end) if shown[end : end + 1] in _OWNED_HEADS else None
    if shown[start - 1 : start] == "等":  # 婴幼儿配方乳粉等乳制品生产企业
        return not owner or owner[0].endswith("企业")
    if owner:
        return False
    if found.mark == BROAD:
        alone = start == 0 or shown[start - 1] in _BY_ITSELF or bool(_VERBS.before(shown, start))
        return alone and bool(_SHORT_CORE.match(shown, end))
    if found.mark == TECHNOLOGY:
        return not (_TECHNIQUE.match(shown, end) or _MEANS.search(shown, max(start - 44, 0), start))
    return True
