"""The gazetteer: the names of the nodes of a store, to be found in running text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.asking.spots import Spot
from graph.asking.wording import plain
from graph.catalogue.names import MANY, Reader, naming
from graph.registry import registry
from graph.registry.registry import TARGET_GROUP
from graph.schema import SCHEMA

DOCUMENT = "Document"
LABELS = (DOCUMENT, "Law", "Object", "Programme", "Instrument", "Section", "Measure")
_LEAST = {"Measure": 4, "Section": 4, DOCUMENT: 6}  # characters of a name that is looked for; else 2
_TAIL = 6  # characters of the end of a title that may stand for it, if no other title ends so
_TITLES = ("title", "plan_title")
_HEAD = 2  # characters by which names are looked up
_OFFICIAL = re.compile(r"(?P<letters>.*?)\(?(?P<year>(?:19|20)\d\d)\)?(?P<number>\d{1,4})号")


class Name(NamedTuple):
    """A name to look for, in the spelling of :func:`plain`; the rest as in a :class:`Spot`."""

    spelling: str
    label: str
    value: str
    weak: bool = False


@dataclass(frozen=True)
class Numbered:
    """A part of a document, with its number as printed."""

    document: str
    id: str
    printed: str


@dataclass(frozen=True)
class Gazetteer:
    """Names by their first characters.

    ``loaded`` are the ids of the documents whose text is in the store, ``documents`` these and all their names;
    ``official`` are ids by letters, year and number
    of an official number; ``parts`` are measures and sections by label.
    """

    names: Mapping[str, list[Name]] = field(default_factory=dict)
    loaded: tuple[str, ...] = ()
    documents: frozenset[str] = frozenset()
    official: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    parts: Mapping[str, list[Numbered]] = field(default_factory=dict)

    @property
    def only(self) -> str:
        """The only loaded document; empty if there are none or several."""
        return self.loaded[0] if len(self.loaded) == 1 else ""

    def find(self, text: str) -> Iterator[Spot]:
        """Every name in a text, those inside others too."""
        for start in range(len(text) - 1):
            for name in self.names.get(text[start : start + _HEAD], ()):
                end = start + len(name.spelling)
                if text.startswith(name.spelling, start) and not _in_word(text, start, end):
                    yield Spot(start, end, name.label, name.value, name.weak)


def _in_word(text: str, start: int, end: int) -> bool:
    """Whether a name of Latin letters is a part of a longer word there (MOA in MOAB)."""
    before = start > 0 and _latin(text[start]) and _latin(text[start - 1])
    return before or (end < len(text) and _latin(text[end - 1]) and _latin(text[end]))


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def read_gazetteer(store: Reader) -> Gazetteer:
    """The names of the nodes of a store, of each label the first ``MANY`` nodes."""
    names: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)  # label, spelling: printed name by id
    rows = {label: _rows(store, label) for label in LABELS}
    for label, found in rows.items():
        for row in found:
            for name in _names(row, naming(label)):
                names[label, plain(name)].setdefault(str(row["id"]), name)
    loaded = [row for row in rows[DOCUMENT] if row["loaded"]]
    entries = [*_agencies(store), *_entries(names), *_tails(loaded), *_halves(rows["Instrument"])]
    return Gazetteer(
        _by_head(entries),
        tuple(str(row["id"]) for row in loaded),
        frozenset(name for row in loaded for name in (str(row["id"]), *_names(row, naming(DOCUMENT)))),
        _official(rows[DOCUMENT]),
        {label: [_numbered(row) for row in rows[label]] for label in ("Measure", "Section")},
    )


def _rows(store: Reader, label: str) -> list[Mapping[str, object]]:
    more = {DOCUMENT: ("loaded",), "Measure": ("document", "number"), "Section": ("document", "number")}
    wanted = dict.fromkeys((*naming(label), *more.get(label, ())))
    known = {p.name for p in SCHEMA.nodes[label].properties}
    returned = "".join(f", n.{name} AS {name}" for name in wanted if name in known)
    return list(store.read(f"MATCH (n:{label}) RETURN n.id AS id{returned} ORDER BY n.id", {}, limit=MANY).rows)


def _names(row: Mapping[str, object], properties: Iterable[str]) -> Iterator[str]:
    for name in properties:
        value = row[name]
        if isinstance(value, list):
            yield from map(str, value)
        elif value:
            yield str(value)


def _entries(names: Mapping[tuple[str, str], Mapping[str, str]]) -> Iterator[Name]:
    """A name stands for itself: whoever asks with it is told if several nodes have it."""
    for (label, spelling), owners in names.items():
        if len(spelling) >= _LEAST.get(label, 2):
            yield Name(spelling, label, next(iter(owners.values())))


def _agencies(store: Reader) -> Iterator[Name]:
    """Every name of every body, the registry's foreign ones included. A collective is weak."""
    known = {name: registry().is_collective(name) for name in registry().names()}
    for agency in registry().agencies.values():
        known |= dict.fromkeys(filter(None, (agency.english, agency.abbreviation)), agency.collective)
    cypher = "MATCH (n:Agency) RETURN n.names AS names, n.kinds AS kinds, n.collective AS weak ORDER BY n.id"
    for row in store.read(cypher, {}, limit=MANY).rows:
        kinds, names = row["kinds"], row["names"]
        if isinstance(names, list) and not (isinstance(kinds, list) and TARGET_GROUP in kinds):
            known |= {str(name): bool(row["weak"]) for name in names if name not in known}
    return (Name(plain(name), "Agency", name, weak) for name, weak in known.items() if len(plain(name)) > 1)


def _tails(documents: Iterable[Mapping[str, object]]) -> Iterator[Name]:
    """Ends of titles that only one loaded document has: 2014年行动计划."""
    owners: dict[str, set[str]] = defaultdict(set)
    for row in documents:
        for title in _names(row, _TITLES):
            spelling = plain(title).removesuffix("的")
            for at in range(1, len(spelling) - _TAIL + 1):
                owners[spelling[at:]].add(str(row["id"]))
    return (Name(tail, DOCUMENT, ids.pop()) for tail, ids in owners.items() if len(ids) == 1)


def _halves(instruments: Iterable[Mapping[str, object]]) -> Iterator[Name]:
    """Parts of compound labels: 监督抽查 of 监督抽查与抽检监测. They are common words too."""
    for row in instruments:
        halves = [plain(half) for half in re.split("[与、]", str(row["name"]))]
        yield from (Name(half, "Instrument", str(row["name"]), True) for half in halves if len(half) > 2)


def _by_head(entries: Iterable[Name]) -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = defaultdict(list)
    for entry in dict.fromkeys(entries):
        found[entry.spelling[:_HEAD]].append(entry)
    return dict(found)


def _official(documents: Iterable[Mapping[str, object]]) -> dict[tuple[str, str, str], str]:
    found = {}
    for row in documents:
        match = _OFFICIAL.fullmatch(plain(str(row["number"] or "")))
        if match:
            found[match["letters"], match["year"], match["number"]] = str(row["id"])
    return found


def _numbered(row: Mapping[str, object]) -> Numbered:
    return Numbered(str(row["document"]), str(row["id"]), str(row["number"] or ""))
