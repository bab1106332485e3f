"""What a correction is: which printed words it is about, what is to hold of them, and who says so."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from graph import declaration as d

SUBJECTS = ("party", "object", "law")
# What may be done to each, and the words that may stand under ``to`` where they are a closed set.
CHANGES: dict[str, dict[str, tuple[str, ...]]] = {
    "party": {"role": d.ROLES, "agency": (), "remove": (), "add": d.ROLES},
    "object": {"replace": (), "remove": (), "add": ()},
    "law": {"action": d.ACTIONS, "remove": ()},
}
READABLE = 80  # code points of the document's key in a file name
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\s]')


@dataclass(frozen=True)
class Correction:
    """One change. Its anchor are the number of the measure, the printed passage and the printed name in it.

    ``subject`` says what the name is, ``change`` what is done to it, ``to`` what it becomes (a role, an agency, an
    object, an action; empty for a removal). ``agency`` is the body that an added party stands for, where its printed
    name does not say. ``title`` (first words) tells measures of one number apart.
    """

    measure: str
    quote: str
    subject: str
    name: str
    change: str
    to: str
    reason: str
    title: str = ""
    agency: str = ""
    by: str = ""
    on: str = ""  # ISO date
    line: int = 0  # of its file, from 1

    def __str__(self) -> str:
        wish = f"{self.change} {self.to}".rstrip()
        return f"{self.measure}“{self.name}” {wish}"


@dataclass(frozen=True)
class Corrections:
    """The corrections of one document. ``sha256`` is of the text they were written against: a hint only."""

    document: str
    entries: tuple[Correction, ...]
    sha256: str = ""
    file: str = ""  # for messages

    @cached_property
    def version(self) -> str:
        """Another text whenever the entries say something else; empty if there are none."""
        said = [repr((e.measure, e.title, e.quote, e.subject, e.name, e.change, e.to, e.agency, e.reason, e.by, e.on))
                for e in self.entries]  # fmt: skip
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:8] if said else ""


def file_name(document: str) -> str:
    """Name of the file for a document's key: readable, safe on any file system, one of its own for each key."""
    plain = unicodedata.normalize("NFC", document)
    safe = _UNSAFE.sub("_", plain)[:READABLE].strip(". ") or "_"
    return f"{safe}.yaml" if safe == document else f"{safe}-{hashlib.sha256(document.encode()).hexdigest()[:8]}.yaml"


def wishes(subject: str) -> Iterator[tuple[str, str]]:
    """The changes of a subject, each with what may stand under ``to``, for people."""
    free = {"agency": "部门的标识、全称或简称", "replace": "对象的标识或名称", "add": "对象的标识、名称或类别"}
    for change, choices in CHANGES[subject].items():
        yield change, " | ".join(choices) or free.get(change, "")
