"""Places of GB/T 2260: found at the head of a name, or behind the code letters of a document number.

A number whose letters several governments share (宁政发: Ningxia and Nanjing;
青政发: Qinghai and Qingdao) says nothing; then only the issuer's name does.
"""

from __future__ import annotations

import re
from functools import cached_property

from graph.registry.agency import Place
from graph.registry.spelling import key, plain
from graph.registry.tables import Row, rows, split

_GROUPS = (
    "蒙古族|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|"
    "纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|塔吉克|怒族|鄂温克族|裕固族|保安族|独龙族|鄂伦春|"
    "赫哲族|门巴族|珞巴族|基诺族|普米族|各族|蒙古|满族蒙古族"
)
_AUTONOMOUS = re.compile(rf"^(.{{2,}}?)(?:{_GROUPS})*自治(州|县|旗)$")
_ENDING = re.compile("(?:特别行政区|自治区|地区|[市县区旗盟州])$")
_NUMBER = re.compile(r"^([^\d〔\[(（【]+)[〔\[(（【]?\s*\d")
_SHARED = re.compile("^(?:宁政发|宁政办发|宁政函|青政发|青政办发|汕府|[宁青].{0,4}(?:发|办|函|字|规)$)")
_CENTRAL_LETTERS = re.compile("^(?:国|中|厅字|新出|新广|新闻|京津冀)")
_PARTY = re.compile("^(?:中国共产党|中共)")
_CODES_OF = {"直辖市": "市", "省": "省", "自治区": "自治区", "兵团": "兵团"}


class Places:
    """The 35 places at the level of provinces, and the cities and counties, former ones included."""

    def __init__(self) -> None:
        self._rows = rows("provinces")
        self.provinces = {row["gb2260"]: _province(row) for row in self._rows}

    def get(self, code: str) -> Place | None:
        """The place with this code."""
        return self.provinces.get(code) or self._by_code.get(code)

    def parents(self, place: Place) -> tuple[Place, ...]:
        """The place itself, then what it lies in, outwards."""
        codes = dict.fromkeys((place.code, place.code[:4], place.province))
        return tuple(found for found in map(self.get, codes) if found is not None)

    def place_of(self, issuer: str, number: str | None = None) -> Place | None:
        """The place whose government, department or party committee issued a document; None for the centre or if
        neither the issuer's name nor the letters of the number say it.

        Args:
            issuer: as printed, e.g. 湖北省农业农村厅, 省农业农村厅; may be empty.
            number: official number, e.g. 鄂农发〔2021〕43号.
        """
        coded = self._of_number(number or "")
        named = self.lead(issuer, within=coded)[0]
        return named or coded

    def is_place(self, name: str) -> bool:
        """Whether the name is the full name of a place (武汉市)."""
        spelled = key(name)
        return _ENDING.search(spelled) is not None and spelled in self._full

    def lead(self, name: str, within: Place | None = None) -> tuple[Place | None, str]:
        """The place at the head of a name (the smallest, where several follow each other) and the rest of the name.

        ``within`` decides between counties of the same name; a county whose name is not unique and has no context is
        not taken for a place.
        """
        rest, place = _PARTY.sub("", key(name)), None
        while rest:
            found = self._longest(rest, place or within, nested=place is not None)
            if found is None:
                break
            place, rest = found[0], rest[len(found[1]) :]
        return place, rest

    def lead_short(self, name: str) -> tuple[Place | None, str]:
        """The same for short forms: 湖北银保监局, 武汉分行 (a province or city without its class word)."""
        spelled = _PARTY.sub("", key(name))
        for size in (4, 3, 2):
            places = self._shorts.get(spelled[:size], ())
            if len(places) == 1:
                return places[0], spelled[size:]
        return None, spelled

    def _longest(self, name: str, context: Place | None, *, nested: bool) -> tuple[Place, str] | None:
        for size in range(min(len(name), 15), 1, -1):
            places = [p for p in self._full.get(name[:size], ()) if not nested or _inside(p, context)]
            chosen = _choose(places, context)
            if chosen is not None:
                return chosen, name[:size]
        return None

    def _of_number(self, number: str) -> Place | None:
        match = _NUMBER.match(plain(number))
        letters = match.group(1) if match else ""
        if not letters or _CENTRAL_LETTERS.match(letters) or _SHARED.match(letters):
            return None
        return self._by_prefix(letters)

    def _by_prefix(self, letters: str) -> Place | None:
        best = max(
            (p for p in self._prefixes if letters.startswith(p)),
            key=len,
            default="",
        )
        return self.provinces[self._prefixes[best]] if best else None

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for row in self._rows:
            if row["kind"] in _CODES_OF:
                for prefix in (row["docnum_gov_prefix"], row["docnum_office_prefix"], *split(row["abbr"])):
                    if prefix:
                        known.setdefault(prefix, row["gb2260"])
        return known

    @cached_property
    def _divisions(self) -> list[tuple[Place, bool]]:
        """Cities and counties, each with whether it is a former one."""
        return [(_division(row), bool(row["former"])) for row in rows("divisions")]

    @cached_property
    def _by_code(self) -> dict[str, Place]:
        former = {place.code: place for place, gone in self._divisions if gone}
        return former | {place.code: place for place, gone in self._divisions if not gone}

    @cached_property
    def _full(self) -> dict[str, list[Place]]:
        index: dict[str, list[Place]] = {}
        for place in (*self.provinces.values(), *(place for place, _ in self._divisions)):
            for name in dict.fromkeys((place.name, _autonomous(place.name))):
                if len(name) > 2 or place.level != "county":
                    index.setdefault(name, []).append(place)
        return index

    @cached_property
    def _shorts(self) -> dict[str, list[Place]]:
        index: dict[str, list[Place]] = {}
        for place in self.provinces.values():
            index.setdefault(place.short, []).append(place)
        for place, former in self._divisions:
            if place.level == "city" and not former and place.short not in index:
                index[place.short] = [place]
        return index


def _province(row: Row) -> Place:
    return Place(row["gb2260"], row["name"], row["short"], "province", row["kind"])


def _division(row: Row) -> Place:
    name = _autonomous(row["name"])
    short = _ENDING.sub("", name)
    kind = name[len(short) :]
    return Place(row["code"], row["name"], short if len(short) > 1 else name, row["level"], kind)


def _autonomous(name: str) -> str:
    """凉山彝族自治州 is also 凉山州; other names are left as they are."""
    match = _AUTONOMOUS.match(name)
    return match.group(1) + match.group(2) if match else name


def _inside(place: Place, outer: Place | None) -> bool:
    return outer is not None and place.code != outer.code and place.code.startswith(outer.code)


def _choose(places: list[Place], context: Place | None) -> Place | None:
    """The only place, the only one inside the context or its province; None if there is no such."""
    if len({p.code for p in places}) == 1 or (places and places[0].level == "province"):
        return places[0]
    if context is None:
        return None
    near = [p for p in places if p.code.startswith(context.code)]
    near = near or [p for p in places if p.province == context.province]
    return near[0] if len({p.code for p in near}) == 1 else None
