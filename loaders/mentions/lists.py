"""Items of lists: those of X、Y等Z, where Z tells what they are, and those among names that are known."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from loaders.mentions.found import Clauses, Found, inside, start_of
from loaders.mentions.plain import has_verb, may_name, without_dropped
from loaders.mentions.vocabulary import objects as words

_LONGEST_LIST = 200
_AND_SO_ON = re.compile("等(?!级|候|待|奖|额|于|效|比例|同|值|量)")
_CLASS = re.compile(
    rf"[^，：。；！？\s、的和与及等□在对以将为]{{0,12}}?(?:(?P<sure>{words.CLASSES})|{words.HALF_CLASSES})(?![者品业备链])"
)
_LOOSE_CLASS = re.compile(words.LOOSE_CLASSES)
_SPLIT = re.compile("、|以及|和|与|及|或")
_LEFT = re.compile(r".*(?:[的对在以将把从由向为于到]|用于|利用|依托|包括|涉及|涵盖|覆盖|开展|发展|关于|年|□)")
_STOPS = re.compile("[，：；的对在以将把从由向为于到等□]|包括|涉及|涵盖|聚焦|围绕|突出")
_LEAST = 4  # items of a list that needs no class noun behind it


def listed(clauses: Clauses, shown: str, known: Sequence[Found]) -> Iterator[Found]:
    """Items that no list knows: of X、Y等Z, where Z is a class of goods; and among names that are known."""
    for match in _AND_SO_ON.finditer(shown) if "等" in shown else ():
        goods = _CLASS.match(shown, match.end())
        if not goods or _LOOSE_CLASS.search(goods[0]):
            continue
        items = [(a, b, inside(known, a, b)) for a, b in _items(clauses, shown, match.start())]
        least = len(items) / (3 if goods["sure"] else 2)
        if sum(_ends_known(item) for item in items) >= least:
            yield from _unknown(shown, items, _kind_of(goods[0]), "x_deng_z")
    if 3 * len(known) >= 2 * _LEAST:
        places = [found.start for found in known]
        for head, start, end in zip(clauses.heads, clauses.starts, clauses.ends, strict=True):
            own = bisect_left(places, end) - bisect_left(places, start)
            if 3 * own >= 2 * _LEAST and shown.count("、", start, end) >= _LEAST - 2:
                yield from _among_known(head, start, end, shown, known)


_Item = tuple[int, int, list[Found]]


def _ends_known(item: _Item) -> bool:
    return bool(item[2]) and item[2][-1].end == item[1]


def _unknown(shown: str, items: Sequence[_Item], kind: str, rule: str) -> Iterator[Found]:
    for start, end, known in items:
        if (
            (not known or _is_filled(known, end - start))
            and may_name(shown[start:end])
            and not has_verb(shown[start:end])
        ):
            yield Found(start, end, kind, rule)


def _is_filled(known: Sequence[Found], size: int) -> bool:
    """Whether an item is made of two names of one kind (畜牧水产)."""
    return len(known) > 1 and sum(f.end - f.start for f in known) == size and len({f.kind for f in known}) == 1


def _among_known(head: int, start: int, end: int, shown: str, known: Sequence[Found]) -> Iterator[Found]:
    """The others of a list in which most items are known, and whole: 磷矿、萤石、锂云母、稀土."""
    bounds = sorted([start, head, *(b for m in _STOPS.finditer(shown, start, end) for b in m.span()), end])
    for left, right in pairwise(bounds):
        joints = [match.span() for match in _SPLIT.finditer(shown, left, right)]
        if len(joints) < _LEAST - 1:
            continue
        ends = zip([left, *(b for _, b in joints)], [*(a for a, _ in joints), right], strict=True)
        items = [(without_dropped(shown, a), b, inside(known, a, b)) for a, b in ends]
        whole = [
            item
            for item in items
            if item[2] and item[2][0].start == item[0] and (_ends_known(item) or item is items[-1])
        ]
        if 3 * len(whole) >= 2 * len(items):
            kinds = Counter(item[2][-1].kind for item in whole).most_common(1)
            yield from _unknown(shown, items[:-1], kinds[0][0], "listed")


def _kind_of(goods: str) -> str:
    """The kind that the class noun Z tells of its items."""
    return next((kind for kind, ends in words.SUFFIXES.items() if goods.endswith(ends)), "product")


def _items(clauses: Clauses, shown: str, end: int) -> Iterator[tuple[int, int]]:
    """The items before 等; the first begins where the verb of the clause or a phrase before it ends."""
    index = clauses.at(end)
    head = clauses.heads[index]
    start = max(head if head <= end else clauses.starts[index], end - _LONGEST_LIST)
    left = start
    for joint in _SPLIT.finditer(shown, start, end):
        yield _item_start(shown, left, joint.start(), first=left == start), joint.start()
        left = joint.end()
    yield _item_start(shown, left, end, first=left == start), end


def _item_start(shown: str, left: int, right: int, *, first: bool) -> int:
    """Where an item begins: behind a 的; the first one behind a preposition or verb as well."""
    cut = _LEFT.match(shown, left, right) if first else None
    return without_dropped(shown, max(cut.end() if cut else left, shown.rfind("的", left, right) + 1))


def with_broader(shown: str, found: list[Found]) -> list[Found]:
    """Items before 等 get the place of the class behind it, if that is an object too."""
    out = list(found)
    for match in _AND_SO_ON.finditer(shown):
        index = bisect_left(out, match.end(), key=start_of)
        if index == len(out) or shown[match.end() : out[index].start].strip("重点各类主要相关"):
            continue
        broader, at = (out[index].start, out[index].end), match.start()
        while index > 0 and not _SPLIT.sub("", shown[out[index - 1].end : at]):
            index -= 1
            out[index] = out[index]._replace(broader=broader)
            at = out[index].start
    return out
