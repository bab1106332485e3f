"""Local bodies: which place, which function, which level; the ids are ``{gb2260}:{function}:{level}``.

Rules: the document's place says what a bare 省 or 市 means; a bare 市X in a province's
document means the cities' bodies; a body whose stem nobody knows is ``{gb2260}:{name}``; without a place it is
``local:{name}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.registry.agency import Agency, Place, Resolution
from graph.registry.bodies import ends_like_body
from graph.registry.functions import Function, Functions
from graph.registry.places import Places
from graph.registry.spelling import key

SLACK_YEARS = 2
KIND, KIND_BRANCH, KIND_CLASS = "地方机构", "派出机构", "集体主体"

_LEVEL = re.compile("^(自治区|自治州|自治县|自治旗|地区|兵团|省|市|州|盟|县|区|旗|师)(党(?=委))?")
_NO_LEVEL = re.compile(
    "^(?:市场|市政(?![府务协法])|市容|市民(?![政族航宗营])|区域|区块|州际|师范|省际|县域|地区生产|盟员|旗舰|区县|市县|市州|区级|市级|省级)"
)
_INVERTED = re.compile("^(共青团|团|民革|民盟|民建|民进|农工党)(省|市|州|盟|县|区|旗|自治区|兵团)委(?:会)?$")
_WORDS = {
    "province": ("省", "自治区", "兵团"),
    "city": ("市", "州", "自治州", "盟", "地区", "师"),
    "county": ("县", "区", "旗", "自治县", "自治旗"),
}
_LEVEL_OF = {word: level for level, words in _WORDS.items() for word in words}
_OWN_WORDS = {  # kind of place: what its own bodies begin with
    **{kind: (kind,) for kind in ("省", "自治区", "兵团", "市", "盟", "地区", "区")},
    **{"直辖市": ("市",), "州": ("州", "自治州"), "县": ("县", "自治县"), "旗": ("旗", "自治旗")},
}
_GOVERNMENT = re.compile("^(?:人民)?政府")
_LOCAL_SUFFIX = re.compile(
    "(?:厅|局|委|办|会|社|联|协|办公室|政府|法院|检察院|海关|总队|专员办|组织部|宣传部|统战部|分行|支行|中心|集团|公司)$"
)


@dataclass(frozen=True)
class Parsed:
    """A local name taken apart: whose body it is, its level, the name without the place, and how that was known.

    ``unknown``: the name as a whole is the identity; ``tail`` is then its end, if it is that of a branch (海关).
    """

    place: Place | None
    level: str
    form: str
    word: str = ""
    generic: bool = False
    inferred: bool = False
    named_short: bool = False
    unknown: bool = False
    tail: str = ""


class LocalBodies:
    """Resolves names of local bodies; pure look-ups, no guessing by likeness."""

    def __init__(self, places: Places, functions: Functions) -> None:
        self._places, self._functions = places, functions

    def parse(self, name: str, place: Place | None) -> Parsed | None:
        """A name that names its place or its level, taken apart; None for a bare name.

        Args:
            place: of the document, or None.
        """
        spelled = key(name)
        return self._by_place(spelled, place) or self._by_level(spelled, place) or self._by_short(spelled)

    def bare(self, name: str, place: Place) -> Parsed | None:
        """A name without place or level that is a local body's form (财政局), taken as one of the document's place."""
        form = key(name)
        known, _ = self._functions.find(form)
        return Parsed(place, place.level, form, inferred=True) if known else None

    def knows(self, form: str) -> bool:
        """Whether the name without place or level is a form of local bodies."""
        return bool(self._functions.find(form)[0])

    def resolve(self, name: str, parsed: Parsed, on: date | None) -> Resolution:
        """The body that the parts stand for, as of the day."""
        functions, written = self._find(parsed)
        agency = _agency(name, parsed, () if parsed.unknown else functions, written)
        day = on.isoformat() if on else ""
        lagged = bool(day) and any(f.outlived(day) for f in functions)
        return Resolution(
            name, agency, how="local", slack=lagged, lagged=lagged, inferred=parsed.inferred,
            function="+".join(f.id for f in functions),
            counterparts=_all(f.central(day) for f in functions) if day else (),
            branch_of=_all(f.hosts(day) for f in functions) if day else (),
        )  # fmt: skip

    def unlisted(self, name: str, place: Place | None) -> Parsed:
        """A body that is known by its name alone; a branch of the centre if it ends like one (满洲里海关).

        Without a place it is a bare local form of some place.
        """
        form = key(name)
        if place is None:
            return Parsed(None, "", form)
        tails = (form[start:] for start in range(1, len(form) - 1))
        tail = next((t for t in tails if any(f.branch_of for f in self._functions.find(t, branch=True)[0])), "")
        return Parsed(place, place.level, form, inferred=True, unknown=True, tail=tail)

    def _find(self, parsed: Parsed) -> tuple[tuple[Function, ...], str]:
        if parsed.unknown:
            return (self._functions.find(parsed.tail, branch=True)[0] if parsed.tail else ()), parsed.form
        found = self._functions.find(parsed.form, branch=parsed.named_short)
        return found if found[0] else self._functions.find(parsed.form)

    def _form(self, rest: str) -> str:
        """What follows place or level: 政府国资委 is 国资委, 自治区党委X is 委X, nothing at all is the government."""
        rest = re.sub("^党委", "委", rest) or "政府"
        inner = _GOVERNMENT.sub("", rest)
        known = inner and not self._functions.find(rest)[0] and self._functions.find(inner)[0]
        return inner if known else rest

    def _by_place(self, name: str, context: Place | None) -> Parsed | None:
        place, rest = self._places.lead(name, context)
        if place is None:
            return None
        return Parsed(place, place.level, self._form(rest))

    def _by_level(self, name: str, context: Place | None) -> Parsed | None:
        inverted = _INVERTED.match(name)
        if inverted:
            form = "团委" if "团" in inverted.group(1) else inverted.group(1)
            return self._at_level(inverted.group(2), form, context)
        match = None if _NO_LEVEL.match(name) else _LEVEL.match(name)
        if match is None or match.end() == len(name):
            return None
        rest = self._form(name[match.end() :])
        known, _ = self._functions.find(rest)
        return self._at_level(match.group(1), rest, context) if known or ends_like_body(rest) else None

    def _at_level(self, word: str, form: str, context: Place | None) -> Parsed:
        if context is not None:
            for place in self._places.parents(context):
                if word in _OWN_WORDS.get(place.kind, ()):
                    return Parsed(place, place.level, form, word, inferred=True)
        generic = context is not None and _LEVEL_OF[word] != "province"
        return Parsed(context, _LEVEL_OF[word], form, word, generic=generic, inferred=context is not None)

    def _by_short(self, name: str) -> Parsed | None:
        place, rest = self._places.lead_short(name)
        if place is None or not rest:
            return None
        known = self._functions.find(rest, branch=True)[0] or self._functions.find(rest)[0]
        plausible = place.level == "province" and len(rest) > 2 and _LOCAL_SUFFIX.search(rest)
        return Parsed(place, place.level, rest, named_short=True) if known or plausible else None


def _all(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for group in groups for id_ in group))


def _agency(name: str, parsed: Parsed, functions: tuple[Function, ...], written: str) -> Agency:
    place = parsed.place
    title, short = _names(name, parsed, _official(functions, written))
    what = f"{'+'.join(f.id for f in functions)}:{parsed.level}" if functions else parsed.form
    branch = any(f.branch_of for f in functions)
    return Agency(
        id=f"{place.code}:{what}" if place else f"local:{key(name)}",
        name=title,
        short=short,
        names=tuple(dict.fromkeys((title, short))),
        kinds=(KIND_CLASS if parsed.generic else KIND_BRANCH if branch else KIND,),
        collective=parsed.generic,
        level=parsed.level,
        jurisdiction=place.code if place else "",
    )


def _official(functions: tuple[Function, ...], written: str) -> str:
    """The form under which the body is shown: 政府 in full, party organs with their 委 (组织部 is 委组织部)."""
    first = functions[0] if len(functions) == 1 else None
    if first is None:
        return written
    if first.id in ("government", "government_office"):
        return re.sub("办$", "办公室", _GOVERNMENT.sub("人民政府", written))
    return first.label if first.id.startswith("party_") and not written.startswith("委") else written


def _names(name: str, parsed: Parsed, written: str) -> tuple[str, str]:
    """Full and short name; without a place, or with nothing but the document's place, the name as printed."""
    place, word = parsed.place, parsed.word
    if place is None:
        return key(name), key(name)
    if written == "团委":
        return f"共青团{place.name}委", f"团{word or place.name[-1]}委"
    if written.startswith("委") and place.kind in ("自治区", "兵团"):
        written = f"党{written}"
    if parsed.generic:
        return f"{place.name}各{word}{written}", f"{word}{written}"
    if parsed.unknown:
        return written, written
    title = f"{place.short if parsed.named_short else place.name}{written}"
    return title, f"{word}{written}" if word else title
