"""Automatic numbering: which number Word prints before a paragraph.

Source: ISO/IEC 29500-1, 17.9. Counters belong to the abstract definition, so that all lists made from one count on; a
list that overrides a start begins anew when it is first used. "0" is the list that takes numbering away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from loaders.formats.docx.counting import padded, written
from loaders.formats.docx.markup import MC, W, number, switch, value
from loaders.formats.docx.signs import sign
from loaders.formats.docx.styles import Style, Styles

LEVELS = 9
_LINKS = 8  # definitions that refer to each other by a style; a ring ends here
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """One level of a list."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""  # of a custom form
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None  # 0: never; n: after a paragraph of the n-th level or one above it
    legal: bool = False
    style: str | None = None
    font: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class List:
    """A list (``w:num``): its definition, and what it overrides."""

    id: str
    definition: str
    starts: dict[int, int]
    levels: dict[int, Level]


@dataclass(frozen=True)
class Definition:
    """An abstract definition (``w:abstractNum``)."""

    id: str
    levels: dict[int, Level]
    link: str | None


@dataclass(frozen=True)
class Place:
    """Where a paragraph stands: its list, the definition that counts, all levels as overridden, and its own level."""

    list: List
    definition: str
    levels: dict[int, Level]
    at: int

    def start(self, at: int) -> int:
        """The number at which a level starts."""
        return self.list.starts.get(at, self.levels[at].start if at in self.levels else 1)


class Lists:
    """The lists of a document, and which of them a paragraph is in."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        found = root if root is not None else etree.Element(W + "numbering")
        self._definitions = {d.id: d for d in map(_definition, found.findall(W + "abstractNum"))}
        self._lists = {one.id: one for one in map(_list, found.findall(W + "num"))}

    def place(self, properties: etree._Element | None) -> Place | None:
        """The place of a paragraph with these properties (``w:pPr``), from itself or its style; None: not numbered."""
        named = properties.find(W + "numPr") if properties is not None else None
        own, at = value(named, "numId"), number(value(named, "ilvl"))
        if own is None:
            chain = list(self._styles.chain(value(properties, "pStyle")))
            own = next((style.numbering for style in chain if style.numbering is not None), None)
            at = at if at is not None else self._styled_level(own, chain)
        listed = self._lists.get(own or "")
        definition = self._definition(listed) if listed else None
        if listed is None or definition is None:
            return None
        levels = {**definition.levels, **listed.levels}
        at = min(max(at or 0, 0), LEVELS - 1)
        return Place(listed, definition.id, levels, at) if at in levels else None

    def _styled_level(self, own: str | None, chain: list[Style]) -> int | None:
        """The level that names the paragraph's style, else the one that the style names."""
        listed = self._lists.get(own or "")
        definition = self._definition(listed) if listed else None
        by_style = {level.style: at for at, level in definition.levels.items() if level.style} if definition else {}
        linked = (by_style[style.id] for style in chain if style.id in by_style)
        return next(linked, next((style.level for style in chain if style.level is not None), None))

    def _definition(self, listed: List) -> Definition | None:
        """The definition of a list, through styles that stand for other lists (``w:numStyleLink``)."""
        found = self._definitions.get(listed.definition)
        for _ in range(_LINKS):
            if found is None or found.levels or found.link is None:
                return found
            style = next(self._styles.chain(found.link), None)
            linked = self._lists.get(style.numbering or "") if style else None
            found = self._definitions.get(linked.definition) if linked else None
        return None


class Numbering:
    """The counters of one story: ask for each paragraph once, in the order of the text. A text box is its own story."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self._counters: dict[str, list[int | None]] = {}  # by definition; None: the level starts anew
        self._begun: set[tuple[str, int]] = set()  # list and level whose overridden start has been used

    def label(self, properties: etree._Element | None) -> str:
        """What Word prints before a paragraph with these properties (``w:pPr``), and what parts it from the text."""
        place = self.lists.place(properties)
        if place is None:
            return ""
        counters = self._count(place)
        level = place.levels[place.at]
        shown = sign(level.text, level.font) if level.form == "bullet" else _shown(level, place, counters)
        return shown + _SUFFIXES.get(level.suffix, "") if shown and not level.hidden else ""

    def _count(self, place: Place) -> list[int | None]:
        """Counts the paragraph. A level above that was skipped counts as begun, as if its paragraph had been cut."""
        counters = self._counters.setdefault(place.definition, [None] * LEVELS)
        for at in range(place.at):
            if counters[at] is None:
                counters[at] = place.levels[at].start if at in place.levels else 1
        last = counters[place.at]
        anew = place.at in place.list.starts and (place.list.id, place.at) not in self._begun
        self._begun.add((place.list.id, place.at))
        counters[place.at] = place.start(place.at) if last is None or anew else last + 1
        for deeper in range(place.at + 1, LEVELS):
            restart = place.levels[deeper].restart if deeper in place.levels else None
            if restart is None or place.at < restart:
                counters[deeper] = None
        return counters


_SUFFIXES = {"tab": "\t", "space": " "}


def _shown(level: Level, place: Place, counters: list[int | None]) -> str:
    """The level's text with the numbers in it."""

    def numeral(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        count = counters[at] if at <= place.at else None
        of = place.levels.get(at, Level())
        return _numeral(place.start(at) if count is None else count, of, legal=level.legal)

    return _PLACE.sub(numeral, level.text)


def _numeral(count: int, level: Level, *, legal: bool) -> str:
    if level.form in ("none", "bullet"):
        return ""
    if legal:
        return str(count)
    return padded(count, level.pattern) if level.form == "custom" else written(count, level.form)


# ---- reading numbering.xml --------------------------------------------------------------------------------------


def _definition(element: etree._Element) -> Definition:
    return Definition(element.get(W + "abstractNumId", ""), dict(_levels(element)), value(element, "numStyleLink"))


def _list(element: etree._Element) -> List:
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for override in element.findall(W + "lvlOverride"):
        at, start = number(override.get(W + "ilvl")), number(value(override, "startOverride"))
        if at is not None and start is not None:
            starts[at] = start
        levels.update(_levels(override))
    return List(element.get(W + "numId", ""), value(element, "abstractNumId") or "", starts, levels)


def _levels(element: etree._Element) -> Iterator[tuple[int, Level]]:
    for found in element.findall(W + "lvl"):
        at = number(found.get(W + "ilvl"))
        if at is not None and 0 <= at < LEVELS:
            yield at, _level(found)


def _level(element: etree._Element) -> Level:
    form = element.find(W + "numFmt")
    if form is None:  # a custom form stands beside the nearest one that older programs know
        form = element.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    text, run = element.find(W + "lvlText"), element.find(W + "rPr")
    fonts = run.find(W + "rFonts") if run is not None else None
    start = number(value(element, "start"))
    return Level(
        start=0 if start is None else start,
        form=form.get(W + "val", "decimal") if form is not None else "decimal",
        pattern=form.get(W + "format", "") if form is not None else "",
        text=(text.get(W + "val") or "") if text is not None else "",
        suffix=value(element, "suff") or "tab",
        restart=number(value(element, "lvlRestart")),
        legal=bool(switch(element, "isLgl")),
        style=value(element, "pStyle"),
        font=fonts.get(W + "ascii", "") if fonts is not None else "",
        hidden=bool(switch(run, "vanish")),
    )
