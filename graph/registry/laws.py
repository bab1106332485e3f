"""Laws, regulations, plans and standards by the names that documents use for them.

Rules: book-title marks, 中华人民共和国, a trailing （试行） and white space are left out, dashes and
brackets unified; the version is the one in force on the day of the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from graph.registry.spelling import STATE, key, plain
from graph.registry.tables import Row, rows, split

_KINDS = {
    "法律": "law",
    "行政法规": "regulation",
    "部门规章": "rule",
    "规划": "plan",
    "标准": "standard",
    "文件": "document",
}
_TRIAL = re.compile("（(?:试行|暂行|修订|修正|拟议|草案|征求意见稿|\\d{4}年?修[订正](?:版|本)?)）$")
_DASHES = re.compile("[-‐‑‒–—―－~～至]+")
_ISO_DAY = re.compile(r"(\d{4}(?:-\d{2}-\d{2})?)")
NOT_ISSUED = "未出台"


@dataclass(frozen=True)
class LawEntry:
    """A law, regulation, rule, plan, standard or document that the registry knows.

    ``kind`` is one of the schema's law kinds. ``first`` is the ISO day or year of the first version. ``revisions`` are
    like ``2017修订`` or ``2025-09-12修正``, oldest first.
    ``planned``: no text of this name was ever issued, as far as is known.
    """

    id: str
    title: str
    names: tuple[str, ...]
    kind: str
    issuer: str = ""
    first: str = ""
    number: str = ""
    revisions: tuple[str, ...] = ()
    status: str = ""
    planned: bool = False
    as_of: str = ""
    note: str = ""
    source: str = ""

    def version(self, on: date) -> str | None:
        """The version in force on the day (its year, or its revision); None if it had not been issued.

        A revision that is known by its year only counts from the next year on.
        """
        if self.planned or not self.first or self.first > on.isoformat():
            return None
        past = [revision for revision in self.revisions if _made_before(revision, on)]
        return past[-1] if past else self.first

    def planned_on(self, on: date | None) -> bool:
        """Whether it was still to be written on the day; without a day, whether it never was."""
        return self.planned or (on is not None and self.version(on) is None)

    @property
    def first_year(self) -> int | None:
        """Year of the first version."""
        return int(self.first[:4]) if self.first else None


class Laws:
    """Titles and short titles of laws."""

    def __init__(self) -> None:
        self.entries = {row["id"]: _entry(row) for row in rows("laws")}
        self._owners: dict[str, list[LawEntry]] = {}
        for entry in self.entries.values():
            for spelled in dict.fromkeys(map(title_key, entry.names)):
                self._owners.setdefault(spelled, []).append(entry)

    def resolve(self, name: str, on: date | None = None) -> LawEntry | None:
        """The law of this title or short title, with or without 《》; None if it is not known.

        Of several with the same title the last one issued by the day, else the first.
        """
        owners = self._owners.get(title_key(name), [])
        issued = [entry for entry in owners if on is not None and entry.version(on) is not None]
        return max(issued, key=lambda entry: entry.first) if issued else next(iter(owners), None)

    def names(self) -> frozenset[str]:
        """Every title and short title, in plain spelling."""
        return frozenset(plain(name) for entry in self.entries.values() for name in entry.names)


def title_key(name: str) -> str:
    """Look-up key of a title."""
    spelled = key(re.sub("[《》〈〉]", "", name))
    return _DASHES.sub("-", _TRIAL.sub("", spelled)).casefold()


def _entry(row: Row) -> LawEntry:
    title = _TRIAL.sub("", row["title"]) if NOT_ISSUED in row["status"] else row["title"]
    return LawEntry(
        id=row["id"],
        title=title,
        names=tuple(dict.fromkeys((title, title.removeprefix(STATE), *split(row["names"])))),
        kind=_kind(row),
        issuer=row["issuer"],
        first=row["first"],
        number=row["number"],
        revisions=split(row["revisions"]),
        status=row["status"],
        planned=NOT_ISSUED in row["status"],
        as_of=row["as_of"],
        note=row["note"],
        source=row["source"],
    )


def _kind(row: Row) -> str:
    kind = _KINDS[_TRIAL.sub("", row["kind"])]
    if kind == "document" and row["title"].endswith("决定"):
        return "decision"
    return "party" if kind == "document" and row["issuer"].startswith("中共中央") else kind


def _made_before(revision: str, on: date) -> bool:
    match = _ISO_DAY.match(revision)
    made = match.group(1) if match else ""
    return bool(made) and (made <= on.isoformat() if len(made) == 10 else int(made) < on.year)
