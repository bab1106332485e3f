"""Small plans with their records, written together so that every offset is exact, and a small registry to go with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.archive import DocumentRecords
from graph.evidence import printed
from graph.library import Library
from graph.records import Batch, Edge, Node, Value, batch
from graph.store import DataFolder
from graph.store.bolt import BoltStore

ROLE_OF = {"LEADS": "lead", "PARTICIPATES_IN": "participant", "SHARES": "shared"}
PAGE_BREAK = "\n— 2 —\n\f"
KNOWN = {"质检总局": "质检总局-2001", "工商总局": "工商总局-2001", "市场监管总局": "市场监管总局-2018"}


@dataclass(frozen=True)
class Duty:
    """One measure to write: what it says, who must do it, what it is about, and which laws or documents it names."""

    title: str
    agencies: Sequence[str] = ("质检总局", "工商总局")
    objects: Sequence[str] = ()
    laws: Sequence[str] = ()
    documents: Sequence[str] = ()
    regulated: bool = False
    page_break: bool = False


@dataclass
class Draft:
    """A plan that is being written: its text so far, and the records made of it."""

    key: str
    title: str
    issuer: str = "质检总局"
    text: str = ""
    sha256: str = "0" * 64
    nodes: dict[tuple[str, str], Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def write(self, words: str) -> tuple[int, int]:
        """Append words; the place where they stand."""
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def node(self, label: str, id_: str, **properties: Value) -> tuple[str, str]:
        self.nodes[label, id_] = Node(label, id_, properties)
        return label, id_

    def evidence(self, quote: tuple[int, int], name: tuple[int, int], rule: str = "list") -> dict[str, Value]:
        return {
            "document": self.key,
            "quote": printed(self.text, *quote),
            "start": quote[0],
            "end": quote[1],
            "name_start": name[0],
            "name_end": name[1],
            "as_named": printed(self.text, *name),
            "rule": rule,
            "sha256": self.sha256,
        }

    def edge(self, type_: str, source: tuple[str, str], target: tuple[str, str], **properties: Value) -> None:
        edge = Edge(type_, source, target, properties)
        if "document" in properties or edge not in self.edges:  # a fact is said once
            self.edges.append(edge)

    def agency(self, name: str) -> tuple[str, str]:
        """A body of the registry, or a node of its own with the fact whose counterpart it is."""
        if name in KNOWN:
            return "Agency", KNOWN[name]
        key = self.node("Agency", f"x:{name}", name=name, short=name, collective=False, origin="document")
        if name.endswith("质监局"):
            self.edge("COUNTERPART_OF", key, ("Agency", KNOWN["质检总局"]), function="质量")
        return key

    def measure(self, section: tuple[str, str], ordinal: int, duty: Duty) -> None:
        """One measure with one task; all its names stand in its text."""
        start, _ = self.write(f"（{ordinal}）{duty.title}。")
        places = [self.mention(duty, words) for words in (*duty.objects, *duty.laws, *duty.documents)]
        notation = self.notation(duty)
        key, task = f"{self.key}#{ordinal}", f"{self.key}#{ordinal}.1"
        span: dict[str, Value] = {"document": self.key, "ordinal": ordinal, "start": start, "end": len(self.text) - 1}
        text = printed(self.text, start, len(self.text))
        self.node("Measure", key, number=f"（{ordinal}）", title=duty.title, text=text, tasks=1, parties=0, **span)
        self.node("Task", task, text=duty.title, verb="加强", **span)
        self.edge("HAS_MEASURE", section, ("Measure", key), document=self.key)
        self.edge("HAS_TASK", ("Measure", key), ("Task", task), document=self.key)
        self.responsibilities(key, notation)
        self.objects(task, duty, places)
        self.references(task, duty, places)

    def mention(self, duty: Duty, words: str) -> tuple[tuple[int, int], tuple[int, int]]:
        before, _ = self.write("加强")
        name = self.write(words)
        _, after = self.write("工作。")
        return (before, after), name

    def notation(self, duty: Duty) -> tuple[tuple[int, int], list[tuple[str, tuple[int, int]]]]:
        start, _ = self.write("（")
        names = []
        for position, agency in enumerate(duty.agencies):
            if position:
                self.write("、")
            middle = len(agency) // 2 if duty.page_break else len(agency)
            name_start, _ = self.write(agency[:middle])
            if duty.page_break:
                self.write(PAGE_BREAK)
            names.append((agency, (name_start, self.write(agency[middle:])[1])))
        _, end = self.write("）")
        self.write("\n")
        return (start, end), names

    def responsibilities(
        self, measure: str, notation: tuple[tuple[int, int], list[tuple[str, tuple[int, int]]]]
    ) -> None:
        quote, names = notation
        for position, (name, place) in enumerate(names, start=1):
            type_ = "LEADS" if position == 1 else "PARTICIPATES_IN"
            self.edge(
                type_,
                self.agency(name),
                ("Measure", measure),
                **self.evidence(quote, place),
                id=f"{measure}/1/{position}",
                notation=1,
                role=ROLE_OF[type_],
                basis="first_listed",
                broad_role=ROLE_OF[type_],
                broad_basis="first_listed",
                wording="",
                position=position,
                open_list=False,
            )

    def objects(self, task: str, duty: Duty, places: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
        for name, (quote, place) in zip(duty.objects, places, strict=False):
            known = ("Object", "食品")
            key = known if name == "食品" else self.node(
                "Object", f"x:{name}", name=name, kind="product", names=[name], origin="document"
            )  # fmt: skip
            self.edge("TARGETS", ("Task", task), key, **self.evidence(quote, place))
            if key != known and name.endswith("食品"):
                self.edge("BROADER", key, known, **self.evidence(quote, place))
            if duty.regulated:
                self.regulates(task, duty.agencies[0], key, self.evidence(quote, place))

    def regulates(self, task: str, agency: str, object_: tuple[str, str], evidence: dict[str, Value]) -> None:
        source = self.agency(agency)
        if any(e.type == "REGULATES" and (e.source, e.target) == (source, object_) for e in self.edges):
            return
        self.edge(
            "REGULATES",
            source,
            object_,
            **evidence,
            id=f"{self.key}/{source[1]}/{object_[1]}",
            basis="lead",
            verb=["抽查"],
            parties=2,
            task=[task],
        )

    def references(self, task: str, duty: Duty, places: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
        rest = places[len(duty.objects) :]
        for name, (quote, place) in zip(duty.laws, rest, strict=False):
            key = ("Law", "产品质量法") if name == "产品质量法" else self.node(
                "Law", f"x:{name}", title=name, planned=self.key.endswith("1号"), names=[name], origin="document"
            )  # fmt: skip
            self.edge("NAMES", ("Task", task), key, **self.evidence(quote, place), action="修订", stage="do")
        for number, (quote, place) in zip(duty.documents, rest[len(duty.laws) :], strict=True):
            key = self.node("Document", number, title=number, number=number, loaded=False, origin="document")
            self.edge("NAMES", ("Task", task), key, **self.evidence(quote, place), action="贯彻实施")


def plan(
    key: str, duties: Iterable[Duty], *, title: str = "质量工作方案", issuer: str = "质检总局", rules: str = "1"
) -> DocumentRecords:
    """A plan with its records. Equal arguments give equal records; the hash is that of its text."""
    duties = list(duties)
    sha256 = hashlib.sha256(_draft(key, title, issuer, duties, "0" * 64).text.encode()).hexdigest()
    draft = _draft(key, title, issuer, duties, sha256)
    records = batch(key, draft.nodes.values(), draft.edges)
    return DocumentRecords(f"{key}.txt", sha256, "utf-8", draft.text, rules, records)


def _draft(key: str, title: str, issuer: str, duties: Sequence[Duty], sha256: str) -> Draft:
    draft = Draft(key, title, issuer, sha256=sha256)
    draft.write(f"{title}\n{key}\n")
    issued = draft.write(issuer)
    draft.write("\n")
    document = draft.node(
        "Document",
        key,
        title=title,
        number=key,
        issuer=issuer,
        year=2014,
        loaded=True,
        sha256=sha256,
        origin="document",
    )
    draft.edge("ISSUED_BY", document, draft.agency(issuer), **draft.evidence(issued, issued, "letterhead"))
    start, end = draft.write("一、加强监管\n")
    section = draft.node(
        "Section", f"{key}#s1", document=key, ordinal=1, number="一、", title="加强监管", start=start, end=end
    )
    draft.edge("HAS_SECTION", document, section, document=key)
    for ordinal, duty in enumerate(duties, start=1):
        draft.measure(section, ordinal, duty)
    issue = draft.node(
        "Issue", f"{key}#i1", document=key, ordinal=1, kind="open", severity="info", text="未署日期", start=0, end=0
    )
    draft.edge("ABOUT", issue, document, document=key)
    return draft


LARGE = "大办发〔2014〕1号"


def large_plan(version: str, measures: int = 150) -> DocumentRecords:
    """A plan of some fifteen hundred records; each version says something else in every measure."""
    return plan(
        LARGE,
        [
            Duty(
                f"加强第{version}版第{i}项产品的质量安全监管",
                ("质检总局", "工商总局", f"第{i % 40}办公室"),
                (f"第{i % 60}类产品",),
                ("产品质量法",),
                regulated=True,
            )
            for i in range(measures)
        ],
    )


def small_registry(*, without: Iterable[str] = (), note: str = "") -> Batch:
    """Three agencies, a reform, an object with its code, a law; ``without`` leaves out nodes by id."""
    left_out = set(without)
    agencies = [
        Node("Agency", id_, _registry(name=name, short=name, names=[name], collective=False, note=note or None))
        for name, id_ in KNOWN.items()
    ]
    others = [
        Node("ReformEvent", "2018-1", _registry(name="组建市场监管总局", round="2018改革", kind="merge", year=2018)),
        Node("Object", "食品", _registry(name="食品", kind="product", names=["食品"])),
        Node("Object", "产品", _registry(name="产品", kind="product")),
        Node("Code", "GB/T 4754-2017:C14", _registry(scheme="GB/T 4754-2017", code="C14", name="食品制造业")),
        Node("Law", "产品质量法", _registry(title="中华人民共和国产品质量法", names=["产品质量法"], planned=False)),
    ]
    heir = ("Agency", KNOWN["市场监管总局"])
    succession: dict[str, Value] = {"event": "2018-1", "day": "2018-03-21", "scope": "", "primary": True}
    edges = [
        *(Edge("SUCCEEDED_BY", ("Agency", KNOWN[n]), heir, succession) for n in ("质检总局", "工商总局")),
        *(Edge("ENDED", ("ReformEvent", "2018-1"), ("Agency", KNOWN[n])) for n in ("质检总局", "工商总局")),
        Edge("CREATED", ("ReformEvent", "2018-1"), heir),
        Edge("BROADER", ("Object", "食品"), ("Object", "产品")),
        Edge("CLASSIFIED_AS", ("Object", "食品"), ("Code", "GB/T 4754-2017:C14")),
    ]
    nodes = [node for node in (*agencies, *others) if node.id not in left_out]
    return batch("", nodes, (e for e in edges if not {e.source[1], e.target[1]} & left_out))


def empty_library(folder: DataFolder, store: BoltStore) -> Library:
    """A library with the small registry and without documents, whatever a test before has left."""
    for file in folder.documents.iterdir():
        file.unlink()
    library = Library(folder, store, small_registry, "1")
    library.prepare()
    for document in library.documents():
        library.delete(document.id)
    return library


def _registry(**properties: Value) -> dict[str, Value]:
    return {**properties, "origin": "registry"}
