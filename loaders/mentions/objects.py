"""Objects: the products, industries, services and facilities that a measure is aimed at.

Four ways to find them: the registry's terms and a list of common names (longest first; names of bodies, laws and
quoted names are masked); the same with an attribute before or a class noun behind (智能农机, 农机装备产业); the items
of X、Y等Z where Z is a class of goods; and open names that end as goods do (…设备, …产业) where they stand as a whole
noun phrase. A name that only modifies an institution (食品生产企业, 食品安全标准体系) is found with ``core`` false.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from graph.registry import registry
from graph.registry.objects import ObjectTerm
from loaders.mentions.clauses import HIDDEN, Clause, read
from loaders.mentions.vocabulary import objects as words
from loaders.mentions.vocabulary import verbs
from loaders.mentions.vocabulary.tables import alternatives
from loaders.mentions.vocabulary.wordlist import WordList
from loaders.model import ObjectMention
from loaders.text import Span


class _Found(NamedTuple):
    """A name in a clause; offsets count from the start of the clause."""

    start: int
    end: int
    kind: str
    rule: str
    term: str = ""
    name: str = ""
    place: bool = False
    broader: tuple[int, int] | None = None


def find_objects(text: str, span: Span, masked: tuple[Span, ...]) -> tuple[ObjectMention, ...]:
    """The objects named in a span of clean text, in order. Never raises.

    Names do not overlap, but for the product in the name of its trade (酒类 in 酒类流通).

    ``masked`` are spans of laws and bodies known to the caller; names of bodies that the registry knows, brackets,
    quoted and titled names are passed over anyway.
    """
    mentions: list[ObjectMention] = []
    for sentence in read(text, span):
        for clause in sentence.clauses:
            hidden = _hide(clause, masked)
            mentions += (_mention(clause, found, hidden) for found in _in_clause(clause, hidden))
    return tuple(mentions)


def _hide(clause: Clause, masked: tuple[Span, ...]) -> str:
    """The clause with what the caller masks, groups of bodies and 新技术、新工艺、新材料 hidden."""
    base, shown = clause.span.start, clause.shown
    shown = _without(shown, [(m.start - base, m.end - base) for m in masked if m.overlaps(clause.span)])
    if "、新" in shown or _BODIES.search(shown):
        shown = _without(shown, [match.span() for match in _PASSED_OVER.finditer(shown)])
    return shown


def _without(shown: str, places: list[tuple[int, int]]) -> str:
    """The words with these places hidden."""
    if not places:
        return shown
    parts, at = [], 0
    for start, end in sorted(places):
        start, end = max(start, at), min(max(end, at), len(shown))
        parts += [shown[at:start], HIDDEN * (end - start)]
        at = max(end, start)
    return "".join(parts) + shown[at:]


_BODIES = re.compile("部门|单位|厅局")
_PASSED_OVER = re.compile(
    r"(?:[^，。；、的要应]{1,12}、){0,20}[^，。；、的要应]{1,12}等"
    r"(?:(?:各|有关|相关|主管|职能|省级|市级|国务院)*(?:部门|厅局)|(?:各|有关|相关|成员|责任)+单位)|"
    r"新[\u3400-\u9fff]{2}(?:、新[\u3400-\u9fff]{2}){2,}"
)


def _in_clause(clause: Clause, shown: str) -> list[_Found]:
    known = list(_known(shown))
    shown = _without(shown, [(item.start, item.end) for item in known if item.rule == _PASSED])
    terms = [item for item in known if item.rule not in (_PASSED, _TRADED)]
    if not terms and not _SUFFIX.search(shown):
        return []  # most clauses
    named = list(_extended(shown, terms))
    found = _without_overlaps([*named, *_listed(clause, shown, named), *_open(clause, shown, named)])
    found = _with_broader(shown, found) if "等" in shown else found
    return sorted([*found, *(item for item in known if item.rule == _TRADED)], key=lambda f: (f.start, f.end))


def _mention(clause: Clause, found: _Found, shown: str) -> ObjectMention:
    base = clause.span.start
    name = found.name or shown[found.start : found.end]
    broader = Span(base + found.broader[0], base + found.broader[1]) if found.broader else None
    place = Span(base + found.start, base + found.end)
    return ObjectMention(place, clause.span, found.term, name, found.kind, found.rule, _is_core(shown, found), broader)


def _without_overlaps(found: Iterable[_Found]) -> list[_Found]:
    """Longer names win; of two readings of one place the surer one."""
    kept: list[_Found] = []
    for item in sorted(found, key=lambda f: (f.start - f.end, not f.term, f.start)):
        at = bisect_left(kept, item.start, key=_start)
        left_free = at == 0 or kept[at - 1].end <= item.start
        if left_free and (at == len(kept) or item.end <= kept[at].start):
            kept.insert(at, item)
    return kept


def _start(found: _Found) -> int:
    return found.start


# ---- known names ------------------------------------------------------------------------------------------------

_PASSED = "passed over"  # a longer word that only looks like an object, or a name of a body
_BODY_NAME = "name of a body"
_TRADED = "traded"


@cache
def _terms() -> dict[str, ObjectTerm | str]:
    """Surface to the registry's term, or to the kind for a common name, or to the mark of what is passed over."""
    table: dict[str, ObjectTerm | str] = {}
    for kind, names in words.NAMES.items():
        table.update(dict.fromkeys(names, kind))
    for term in registry().objects:
        table[term.surface] = term
    for term in registry().objects:
        table.update({longer: _PASSED for longer in term.negative if longer not in table})
    table.update({name: _BODY_NAME for name in registry().names() if len(name) > 2 or name not in table})
    return table


_BODY = re.compile("[部局委署院办厅社会台]|公司|银行|政府|集团")


@cache
def _gazetteer(bodies: bool = True) -> WordList:
    """All surfaces, with the names of bodies or, for clauses that can hold none, without."""
    surfaces = (surface for surface, entry in _terms().items() if bodies or entry != _BODY_NAME)
    return WordList(surfaces, words.BLOCKED)


_NOT_BEFORE_NAME = re.compile(r"化(?!工|学|肥|妆|石)|[局厅署]|部(?!件|分|位|署)|委(?!托)")


def _known(shown: str) -> Iterator[_Found]:
    """Names that the registry or the list of common names has, and longer words and names of bodies to pass over."""
    table = _terms()
    for start, surface in _gazetteer(bool(_BODY.search(shown))).find(shown, 0, len(shown)):
        entry, end = table[surface], start + len(surface)
        if entry in (_PASSED, _BODY_NAME) or _NOT_BEFORE_NAME.match(shown, end):
            yield _Found(start, end, "", _PASSED)
        elif isinstance(entry, ObjectTerm):
            place = entry.subkind == "place"
            end -= len("领域") if surface.endswith("领域") else 0
            yield _Found(start, end, entry.kind, "term", entry.id, entry.name, place)
            yield from _traded(start, surface)
        else:
            yield _Found(start, end, entry, "name")


def _traded(start: int, surface: str) -> Iterator[_Found]:
    """The product in the name of its trade (酒类流通, 成品油零售)."""
    product = _trades().get(surface)
    if product:
        yield _Found(start, start + len(product.surface), product.kind, _TRADED, product.id, product.name)


@cache
def _trades() -> dict[str, ObjectTerm]:
    found = {}
    for surface in _terms():
        product = _terms().get(re.sub("(?:流通|零售|批发|交易)$", "", surface))
        if isinstance(product, ObjectTerm) and product.kind == "product" and product.surface != surface:
            found[surface] = product
    return found


_ATTRIBUTES = WordList(words.ATTRIBUTES)
_EXTENSION = re.compile(alternatives(words.EXTENSIONS))


def _extended(shown: str, known: list[_Found]) -> Iterator[_Found]:
    """Known names with attributes before and a class noun behind, and part-for-whole compounds (农机装备专用传感器)."""
    for index, found in enumerate(known):
        if found.kind in ("hazard", "group", "activity") or found.place:
            yield found
            continue
        start = _attributes_before(shown, found.start)
        tail = _EXTENSION.match(shown, found.end)
        if tail and found.kind != "facility":
            kind = words.EXTENSIONS[tail[0]]
            term = found.term if found.kind == kind == "industry" and start == found.start else ""
            yield _Found(start, tail.end(), kind, "extended", term, found.name if term else "")
        elif start < found.start and found.kind == "product":
            yield _Found(start, found.end, found.kind, "attribute")
        else:
            yield found
        part = known[index + 1] if index + 1 < len(known) else None
        if part and shown[found.end : part.start] == "专用":
            yield _Found(start, part.end, part.kind, "part")


def _attributes_before(shown: str, at: int) -> int:
    """Where the attributes before a name begin; three and more are praise, not part of it."""
    start, count = at, 0
    while attribute := _ATTRIBUTES.before(shown, start):
        start, count = start - len(attribute), count + 1
    return start if count <= 2 else at


# ---- X、Y等Z ----------------------------------------------------------------------------------------------------

_LONGEST_LIST = 200
_AND_SO_ON = re.compile("等(?!级|候|待|奖|额|于|效|比例|同|值|量)")
_CLASS = re.compile(rf"[^，。；、的和与及等□在对以将为]{{0,12}}?(?:{words.CLASSES})(?![者品业备])")
_LOOSE_CLASS = re.compile(words.LOOSE_CLASSES)
_SPLIT = re.compile("、|以及|和|与|及|或")
_LEFT = re.compile(r".*(?:[的对在以将把从由向为于到]|用于|利用|依托|包括|涉及|涵盖|覆盖|开展|发展|关于|年|□)")
_OF = re.compile(".*的")
_DROPPED = WordList(words.DROPPED)


def _listed(clause: Clause, shown: str, known: list[_Found]) -> Iterator[_Found]:
    """Items of X、Y等Z that no list knows, where Z is a class of goods and most of the other items are known."""
    for match in _AND_SO_ON.finditer(shown):
        goods = _CLASS.match(shown, match.end())
        if not goods or _LOOSE_CLASS.search(goods[0]):
            continue
        items = [(a, b, _inside(known, a, b)) for a, b in _items(clause, shown, match.start())]
        sure = [end for _, end, inside in items if inside and inside[-1].end == end]
        for start, end, inside in items if 2 * len(sure) >= len(items) else ():
            filled = len(inside) > 1 and sum(f.end - f.start for f in inside) == end - start  # 果菜茶
            if (not inside or filled) and _may_name(shown[start:end]):
                yield _Found(start, end, _kind_of(goods[0]), "x_deng_z")


def _inside(known: list[_Found], start: int, end: int) -> list[_Found]:
    """Known names that share a place with an item; there are few in it."""
    first = bisect_left(known, start, key=_start)
    return [f for f in known[max(first - 1, 0) : first + end - start] if f.start < end and start < f.end]


def _kind_of(goods: str) -> str:
    """The kind that the class noun Z tells of its items."""
    return next((kind for kind, ends in words.SUFFIXES.items() if goods.endswith(ends)), "product")


def _items(clause: Clause, shown: str, end: int) -> Iterator[tuple[int, int]]:
    """The items before 等; the first begins where the verb of the clause or a phrase before it ends."""
    start = max(clause.head.end if clause.head and clause.head.end <= end else 0, end - _LONGEST_LIST)
    joints = [match.span() for match in _SPLIT.finditer(shown, start, end)]
    for left, right in zip([start, *(b for _, b in joints)], [*(a for a, _ in joints), end], strict=True):
        cut = (_LEFT if left == start else _OF).match(shown, left, right)
        yield _without_dropped(shown, cut.end() if cut else left), right


def _without_dropped(shown: str, at: int) -> int:
    while dropped := _DROPPED.at(shown, at):
        at += len(dropped)
    return at


_NO_NAME = re.compile(
    r"[\d%％□]|[^\u3400-\u9fffA-Za-z0-9+-]|[是有要可不并已被了着过]|加强|推进|推动|开展|促进|提高|提升|完善|建立|实施|"
    "问题|工作|情况|活动|方式|形式|制度|措施|机制|含量|附加值|水平|条件|要求"
)


def _may_name(item: str) -> bool:
    """Whether an item can be the name of something: short, no verb or figure in it, not only general words."""
    return 2 <= len(item) <= 10 and not _NO_NAME.search(item) and not _is_generic(item)


_GENERIC = WordList(words.GENERIC)


def _is_generic(name: str) -> bool:
    at = 0
    while at < len(name):
        word = _GENERIC.at(name, at)
        if not word:
            return False
        at += len(word)
    return True


def _with_broader(shown: str, found: list[_Found]) -> list[_Found]:
    """Items before 等 get the span of the class behind it, if that is an object too."""
    out = list(found)
    for match in _AND_SO_ON.finditer(shown):
        index = bisect_left(out, match.end(), key=_start)
        if index == len(out) or shown[match.end() : out[index].start].strip("重点各类主要相关"):
            continue
        broader, at = (out[index].start, out[index].end), match.start()
        while index > 0 and not _SPLIT.sub("", shown[out[index - 1].end : at]):
            index -= 1
            out[index] = out[index]._replace(broader=broader)
            at = out[index].start
    return out


# ---- open names -------------------------------------------------------------------------------------------------

_VERBS = WordList(verbs.VERBS | frozenset(verbs.PREPOSITIONS))
_SUFFIX_KIND = {suffix: kind for kind, ends in words.SUFFIXES.items() for suffix in ends}
_SUFFIX = re.compile(alternatives(_SUFFIX_KIND))
_STOP = re.compile(r"[，：；、的等和与及或对在以将把从由向为于□]")
_AFTER_OPEN = re.compile(rf"(?:$|[，：；、的等和与及或在向从□]|(?:{words.MANAGED}))")


def _open(clause: Clause, shown: str, known: list[_Found]) -> Iterator[_Found]:
    """Names that end as goods do and fill the place of a noun phrase: from the verb or a joint to a stop."""
    ends = {found.end for found in known}
    starts: list[int] = []
    for match in _SUFFIX.finditer(shown):
        if match.end() in ends or not _AFTER_OPEN.match(shown, match.end()):
            continue
        head = clause.head.end if clause.head else 0
        starts = starts or sorted({0, head, *(m.end() for m in _STOP.finditer(shown))})
        start = _without_dropped(shown, starts[bisect_right(starts, match.start()) - 1])
        placed = any(f.place for f in _inside(known, start, match.end()))
        if not placed and _may_be_open(shown[start : match.start()], match[0]):
            yield _Found(start, match.end(), _SUFFIX_KIND[match[0]], "open")


def _may_be_open(body: str, suffix: str) -> bool:
    """Whether the words before the suffix make a name of it: short, without a verb, not only general words."""
    if not 2 <= len(body) <= 10 or _is_generic(body) or not _may_name(body + suffix):
        return False
    return not any(True for _ in _VERBS.find(body, 0, len(body)))


# ---- core or modifier -------------------------------------------------------------------------------------------

_OWNED = re.compile(words.OWNED)
_SHORT_CORE = re.compile(r"$|[，：；、的等和与及或]|发展|行业|领域|产业|质量|监管|运输业")
_PLACE_CORE = re.compile(r"$|[，。；、等的和与及]|建设|改造|升级|整治|发展|整合|运营|验收|规划")


def _is_core(shown: str, found: _Found) -> bool:
    """Whether the name stands in its own right, and does not only modify an institution behind it."""
    before = shown[: found.start]
    if found.place:
        named = _PLACE_CORE.match(shown, found.end) or _is_followed_by_object(shown, found.end)
        return bool(named) and not before.endswith("在")
    if before.endswith("等"):
        return True
    sector = found.end - found.start <= 2 and found.kind in ("industry", "service")
    return not (sector and not _SHORT_CORE.match(shown, found.end)) and not _OWNED.match(shown, found.end)


def _is_followed_by_object(shown: str, at: int) -> bool:
    entry = _terms().get(_gazetteer().at(shown, at))
    return isinstance(entry, ObjectTerm)
