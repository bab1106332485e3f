"""Documents with tables as the readers of file formats give them: built from rows of words, with merges."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from graph.registry import registry
from graph.registry.batch import registry_batch
from graph.validation import validate
from loaders.extract import Reading, extract
from loaders.model import Measure, Party
from loaders.records.assemble import records_of
from loaders.text import RawDocument, Span, Table

ABOVE, LEFT = "^", "<"  # a cell merged with the one above, or to the left
KNOWN: Set[tuple[str, str]] = {(n.label, n.id) for n in registry_batch().nodes}

NOTICE = """湖北省人民政府办公厅关于印发2023年重点工作任务分工的通知
鄂政办发〔2023〕5号
各市、州人民政府，省政府各部门：
经省政府同意，现将分工印发给你们，请认真贯彻执行。
湖北省人民政府办公厅
2023年3月1日
"""


@dataclass
class Built:
    """A text that grows, with the tables in it."""

    text: str = ""
    tables: list[Table] = field(default_factory=list)
    bold: list[Span] = field(default_factory=list)

    def say(self, words: str) -> Built:
        """Adds paragraphs."""
        self.text += words
        return self

    def table(self, rows: Sequence[Sequence[str]], bold: str = "") -> Built:
        """Adds a table: cells parted by tabs, merged ones printed once. ``bold`` words of it are bold."""
        start = len(self.text)
        spans: list[tuple[Span, ...]] = []
        for row in rows:
            self.text += "" if len(self.text) == start else "\n"
            cells: list[Span] = []
            for i, words in enumerate(row):
                self.text += "\t" if i else ""
                at = len(self.text)
                if words == ABOVE:
                    cells.append(spans[-1][i])
                elif words == LEFT:
                    cells.append(cells[-1])
                else:
                    self.text += words
                    cells.append(Span(at, len(self.text)))
            spans.append(tuple(cells))
        end = len(self.text)
        if bold:
            at = self.text.index(bold, start)
            self.bold.append(Span(at, at + len(bold)))
        self.text += "\n"
        self.tables.append(Table(Span(start, end), tuple(spans)))
        return self

    def raw(self) -> RawDocument:
        """The document."""
        sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        return RawDocument(
            "plan.docx", sha256, "utf-8", self.text, tables=tuple(self.tables), emphasis=tuple(self.bold)
        )

    def read(self) -> Reading:
        """What extraction says of it; its records are valid, and all evidence stands where it says."""
        return checked(self.raw())


def checked(raw: RawDocument) -> Reading:
    """The reading of a document, after its records were validated against the schema and the text."""
    reading = extract(raw, registry())
    problems = validate(records_of(reading), raw.text, raw.sha256, KNOWN)
    assert problems == [], problems[:3]
    return reading


def plain(text: str) -> Reading:
    """The reading of a plain text."""
    return checked(RawDocument("plan.txt", hashlib.sha256(text.encode()).hexdigest(), "utf-8", text))


LETTERS = {
    ("lead", "explicit"): "L",
    ("participant", "explicit"): "P",
    ("participant", "division_of_duties"): "D",
    ("shared", "division_of_duties"): "S",
    ("shared", "no_lead_named"): "N",
    ("lead", "sole"): "O",
    ("lead", "first_listed"): "F",
    ("participant", "first_listed"): "f",
}


def parties(measure: Measure) -> list[Party]:
    """The parties of all notations of a measure."""
    return [p for duty in measure.responsibilities for p in duty.parties]


def roles(reading: Reading, measure: Measure) -> dict[str, str]:
    """Name: letter of its role and basis."""
    return {reading.clean.printed(p.span): LETTERS[p.role, p.basis] for p in parties(measure)}


def table_of(reading: Reading) -> list[tuple[str, str, dict[str, str]]]:
    """Number, title and roles of every measure."""
    text = reading.clean
    return [(m.unit.number, text.printed(m.unit.title_span), roles(reading, m)) for m in reading.found.measures]


def kinds(reading: Reading) -> list[str]:
    """Kinds of the issues, those left out that every made-up document has."""
    everyday = ("missing_field", "title_without_kind", "shared_list_out_of_order", "deadline_past")
    return [i.kind for i in reading.found.issues if i.kind not in everyday]
