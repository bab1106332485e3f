"""Branches of central bodies in the provinces: 人行武汉分行, 国家统计局四川调查总队, 国家税务总局湖北省税务局.

A branch is part of the central body (PART_OF), never its counterpart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from graph.registry.agency import Agency, Place, Resolution
from graph.registry.functions import Function, Functions
from graph.registry.local import KIND_BRANCH
from graph.registry.places import Places
from graph.registry.spelling import key

_UNIT = re.compile("(?:分行|支行|分署|专员办事处|分公司|公司|总队|调查队|营业管理部|总部|海关|电力|局|办|处)$")
_EXTRA_HEADS = {"民航": "caac", "中国铁路": "cr_group"}  # stand before a region, but are no names of the body
_REGION = re.compile("^(?:华北|东北|华东|华南|华中|中南|西南|西北|南方|长江|黄河|珠江|淮河|海河|太湖|松辽)")
_PLACELESS = re.compile(rf"(?:分行|支行|分署|分公司)$|{_REGION.pattern}")


class Branches:
    """Names that begin with a central body's name and end in a unit of it."""

    def __init__(self, agencies: Iterable[Agency], functions: Functions, places: Places) -> None:
        self._hosts = _heads(agencies)
        self._functions = functions
        self._by_host = _by_host(functions.by_id.values())
        self._places = places

    def resolve(self, name: str, on: date | None, place: Place | None) -> Resolution | None:
        """The branch, or None if the name is no such name. Its place is the one in the name, else the document's."""
        spelled = key(name)
        head = self._head(spelled)
        if not head:
            return None
        host, rest = self._hosts[head], spelled[len(head) :]
        named, unit = self._named(rest, place)
        if not _UNIT.search(unit or rest) or (named is None and not _PLACELESS.search(rest)):
            return None
        known, _ = self._functions.find(unit, branch=True) if named else ((), "")
        function = known[0].id if known and known[0].branch_of else self._by_host.get(host.id)
        where = None if _REGION.search(rest) else named or place
        title = key(name) if head in _EXTRA_HEADS else f"{host.short}{rest}"
        return _resolution(title, host, where, function, name, on)

    def _head(self, spelled: str) -> str:
        """The longest name of a central body at the head, empty if there is none; two characters must be left."""
        sizes = range(min(len(spelled) - 2, 20), 1, -1)
        return next((spelled[:size] for size in sizes if spelled[:size] in self._hosts), "")

    def _named(self, rest: str, context: Place | None) -> tuple[Place | None, str]:
        place, unit = self._places.lead(rest, context)
        return (place, unit) if place is not None else self._places.lead_short(rest)


def _heads(agencies: Iterable[Agency]) -> dict[str, Agency]:
    """Names that may stand at the head of a branch's name; of several owners the latest body."""
    ordered = sorted(agencies, key=lambda agency: agency.valid_to or "9999")
    heads = {key(name): agency for agency in ordered if not agency.collective for name in agency.names}
    known = {agency.id: agency for agency in ordered}
    return heads | {head: known[id_] for head, id_ in _EXTRA_HEADS.items() if id_ in known}


def _by_host(functions: Iterable[Function]) -> dict[str, str]:
    found: dict[str, str] = {}
    for function in functions:
        for spell in function.branch_of:
            found.setdefault(spell.split(":")[0], function.id)
    return found


def _resolution(
    title: str, host: Agency, place: Place | None, function: str | None, name: str, on: date | None
) -> Resolution:
    what = f"{function}:{place.level}" if function and place else title
    agency = Agency(
        id=f"{place.code}:{what}" if place else f"local:{title}",
        name=title,
        short=title,
        names=tuple(dict.fromkeys((title, key(name)))),
        kinds=(KIND_BRANCH,),
        level=place.level if place else "",
        jurisdiction=place.code if place else "",
    )
    late = on is not None and not host.existed(on.isoformat())
    return Resolution(name, agency, how="local", slack=late, function=function or "", branch_of=(host.id,), lagged=late)
