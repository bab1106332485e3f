"""The library on the real embedded store: what a load changes, what it leaves alone, and what a rebuild gives back."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph import statements
from graph.archive import DocumentRecords
from graph.errors import DataFolderError, DocumentConflict, InvalidRecords, UnknownName
from graph.library import Library
from graph.records import Node, Value, batch, batch_json, canonical_bytes
from graph.revision import LoadReport
from graph.schema import SCHEMA
from graph.store import DataFolder, Step
from graph.store.bolt import BoltStore
from tests.stores.library_plans import Duty, empty_library, plan, small_registry

A, B, C = "甲办发〔2014〕1号", "甲办发〔2014〕2号", "甲办发〔2014〕3号"
FOOD = Duty("加强食品监管", ("质检总局", "甲省质监局"), ("乳制食品",), ("质量促进法",), regulated=True, page_break=True)
POWER = Duty("加强电线监管", ("工商总局", "丙办公室"), ("电线",), ("产品质量法",))


def library_of(folder: DataFolder, store: BoltStore, *without: str, version: str = "1") -> Library:
    return Library(
        folder, store, lambda: small_registry(without=without, note="" if version == "1" else version), version
    )


@pytest.fixture
def library(shared_folder: DataFolder, store: BoltStore) -> Library:
    """A library without documents."""
    return empty_library(shared_folder, store)


def counts(export: bytes) -> Counter[str]:
    data = json.loads(export)
    return Counter([*(label for label, _ in data["nodes"]), *(edge[0] for edge in data["edges"])])


def nodes(library: Library, label: str) -> dict[str, dict[str, object]]:
    return {row["id"]: row for name, row in json.loads(library.export())["nodes"] if name == label}


def edges(library: Library, type_: str) -> list[tuple[str, str, str]]:
    found = (e for e in json.loads(library.export())["edges"] if e[0] == type_)
    return sorted((s[1], t[1], row.get("document", "")) for _, s, t, row in found)


def files(library: Library) -> dict[str, tuple[bytes, int]]:
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in library.folder.documents.iterdir()}


def alone(library: Library, *entries: DocumentRecords) -> bytes:
    """What a fresh store holds after these loads."""
    for document in library.documents():
        library.delete(document.id)
    for entry in entries:
        library.load(entry)
    return library.export()


# ---- loading ---------------------------------------------------------------------------------------------------------


def test_a_load_writes_the_records_and_nothing_else(library: Library) -> None:
    entry, registry = plan(A, [FOOD, POWER]), small_registry()
    report = library.load(entry)
    expected = batch("", [*registry.nodes, *entry.batch.nodes], [*registry.edges, *entry.batch.edges])
    assert library.export() == canonical_bytes(batch_json(expected))
    assert (report.status, report.nodes, report.edges) == ("created", len(entry.batch.nodes), len(entry.batch.edges))
    assert report.removed == {}
    assert report.added == Counter([*(n.label for n in entry.batch.nodes), *(e.type for e in entry.batch.edges)])


def test_a_load_leaves_its_entry_and_its_file(library: Library) -> None:
    entry = plan(A, [FOOD], rules="7")
    library.load(entry)
    (loaded,) = library.documents()
    assert (loaded.id, loaded.title, loaded.issuer) == (A, "质量工作方案", "质检总局")
    assert (loaded.sha256, loaded.rules_version) == (entry.sha256, "7")
    assert (loaded.nodes, loaded.edges, loaded.issues) == (len(entry.batch.nodes), len(entry.batch.edges), 1)
    archived = library.archived(A)
    assert (archived.entry, archived.finished) == (entry, loaded.finished)
    assert [p.name[17:] for p in library.folder.documents.iterdir()] == ["甲办发_2014_1号.json"]


def test_loading_the_same_again_writes_nothing(library: Library) -> None:
    library.load(plan(A, [FOOD, POWER]))
    before = library.export(), library.documents(), files(library)
    report = library.load(plan(A, [FOOD, POWER]))
    assert (report.status, report.added, report.removed) == ("unchanged", {}, {})
    assert (library.export(), library.documents(), files(library)) == before


def test_an_edited_copy_takes_the_place_of_the_first(library: Library) -> None:
    library.load(plan(A, [FOOD, POWER, replace(FOOD, agencies=("乙省质监局",))]))
    before = counts(library.export())
    edited = plan(A, [POWER, replace(POWER, objects=("食品",), documents=(B,))])
    report = library.load(edited)
    after = library.export()
    changed = counts(after)
    changed.subtract(before)
    assert report.status == "replaced"
    assert {k: v for k, v in changed.items() if v} == difference(report)
    assert report.removed["Measure"] == report.removed["Task"] == 1
    assert report.removed["Agency"] == 2
    assert report.removed["COUNTERPART_OF"] == 2
    assert after == alone(library, edited)


def difference(report: LoadReport) -> dict[str, int]:
    total = Counter(report.added)
    total.subtract(report.removed)
    return {name: count for name, count in total.items() if count}


def test_a_document_without_its_file_is_loaded_again(library: Library) -> None:
    library.load(plan(A, [FOOD]))
    before = library.export()
    library.archive.path(A).write_bytes(b"{}")
    assert library.load(plan(A, [FOOD])).status == "replaced"
    assert library.export() == before
    assert library.archived(A).entry == plan(A, [FOOD])


# ---- what documents share --------------------------------------------------------------------------------------------


def test_an_agency_of_two_documents_goes_with_the_second(library: Library) -> None:
    library.load(plan(A, [FOOD]))
    library.load(plan(B, [FOOD, POWER]))
    assert library.delete(A).status == "deleted"
    assert {"x:甲省质监局", "x:丙办公室"} <= nodes(library, "Agency").keys()
    assert edges(library, "COUNTERPART_OF") == [("x:甲省质监局", "质检总局-2001", "")]
    assert library.delete(B).removed["Agency"] == 2
    assert library.export() == canonical_bytes(batch_json(small_registry()))
    assert files(library) == {}


def test_a_fact_is_stated_once_however_often_it_is_loaded(library: Library) -> None:
    for entry in (plan(A, [FOOD]), plan(B, [FOOD]), plan(A, [FOOD, POWER]), plan(B, [POWER, FOOD])):
        library.load(entry)
    assert edges(library, "COUNTERPART_OF") == [("x:甲省质监局", "质检总局-2001", "")]


def test_edges_between_shared_nodes_go_with_their_document_alone(library: Library) -> None:
    library.load(plan(A, [FOOD]))
    library.load(plan(B, [FOOD]))
    both = [("质检总局-2001", "x:乳制食品", A), ("质检总局-2001", "x:乳制食品", B)]
    assert edges(library, "REGULATES") == both
    assert ("x:乳制食品", "食品", A) in edges(library, "BROADER")
    library.delete(A)
    assert edges(library, "REGULATES") == both[1:]
    assert edges(library, "BROADER") == [("x:乳制食品", "食品", B), ("食品", "产品", "")]


def test_a_document_that_is_named_stays_as_a_stub(library: Library) -> None:
    names_b = replace(POWER, documents=(B,))
    library.load(plan(A, [names_b]))
    stub = nodes(library, "Document")[B]
    assert stub == {"id": B, "title": B, "number": B, "loaded": False, "origin": "document"}
    library.load(plan(B, [FOOD], title="乙方案"))
    assert nodes(library, "Document")[B]["title"] == "乙方案"
    library.load(plan(A, [names_b, FOOD]))
    assert nodes(library, "Document")[B]["loaded"] is True
    report = library.delete(B)
    assert "Document" not in report.removed
    assert nodes(library, "Document")[B] == stub
    assert [d.id for d in library.documents()] == [A]
    assert library.delete(A).removed["Document"] == 2
    assert nodes(library, "Document") == {}


def test_a_stub_of_a_document_whose_namers_are_elsewhere_keeps_its_name(library: Library) -> None:
    library.load(plan(A, [replace(POWER, documents=(B,))]))
    library.load(plan(B, [FOOD], title="乙方案"))
    library.archive.path(A).unlink()
    library.delete(B)
    assert nodes(library, "Document")[B] == {
        "id": B, "title": "乙方案", "number": B, "loaded": False, "origin": "document",
    }  # fmt: skip


def test_the_latest_word_counts_as_long_as_it_is_there(library: Library) -> None:
    """The first document calls the law planned (see the plans), the second does not."""
    library.load(plan(A, [FOOD]))
    assert nodes(library, "Law")["x:质量促进法"]["planned"] is True
    library.load(plan(B, [FOOD]))
    assert nodes(library, "Law")["x:质量促进法"]["planned"] is False
    library.delete(B)
    assert nodes(library, "Law")["x:质量促进法"]["planned"] is True


def test_the_registry_has_the_last_word(library: Library) -> None:
    before = nodes(library, "Law")["产品质量法"]
    other = Node("Law", "产品质量法", {"title": "别的法", "planned": True, "origin": "document"})
    entry = plan(A, [POWER])
    library.load(replace(entry, batch=replace(entry.batch, nodes=(*entry.batch.nodes, other))))
    assert nodes(library, "Law")["产品质量法"] == before
    library.delete(A)
    assert nodes(library, "Law")["产品质量法"] == before


def test_the_graph_does_not_depend_on_what_was_loaded_before(library: Library) -> None:
    """After any history the store is what a rebuild makes of the archive, and reports add up."""
    chance = random.Random(20140421)
    last = counts(library.export())
    for turn in range(12):
        key = chance.choice([A, B, C])
        if chance.random() < 0.3 and library.archive.path(key).exists():
            report = library.delete(key)
        else:
            report = library.load(plan(key, [some_duty(chance, key) for _ in range(chance.randint(1, 3))]))
        export = library.export()
        changed = counts(export)
        changed.subtract(last)
        assert {name: count for name, count in changed.items() if count} == difference(report)
        last = counts(export)
        if turn % 4 == 3:
            library.rebuild()
            assert library.export() == export


def some_duty(chance: random.Random, key: str) -> Duty:
    def some(*names: str) -> tuple[str, ...]:
        return tuple(chance.sample(names, chance.randint(0, 2)))

    return Duty(
        "加强监管",
        ("质检总局", *some("甲省质监局", "乙省质监局", "丙办公室")),
        some("乳制食品", "肉制食品", "食品", "电线"),
        some("产品质量法", "质量促进法", "认证条例"),
        tuple(name for name in some(A, B, C, "国发〔2012〕9号") if name != key),
        regulated=chance.random() < 0.5,
    )


# ---- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [{"title": "另一方案"}, {"issuer": "工商总局"}])
def test_a_key_of_another_document_is_refused(library: Library, change: dict[str, str]) -> None:
    library.load(plan(A, [FOOD]))
    before = library.export(), files(library)
    with pytest.raises(DocumentConflict, match=A):
        library.load(plan(A, [FOOD], **change))
    assert (library.export(), files(library)) == before
    library.load(plan(A, [POWER], title="《质量工作 方案》"))  # the same, printed otherwise


def test_newer_rules_may_read_the_head_of_the_same_bytes_otherwise(library: Library) -> None:
    library.load(plan(A, [FOOD]))
    again = plan(A, [FOOD])
    nodes_ = [replace(n, properties={**n.properties, "title": "新读法"}) if n.id == A else n for n in again.batch.nodes]
    assert library.load(replace(again, batch=batch(A, nodes_, again.batch.edges))).status == "replaced"


def test_records_without_evidence_are_refused_and_nothing_is_written(library: Library) -> None:
    library.load(plan(A, [FOOD]))
    before = library.export(), files(library)
    entry = plan(A, [POWER])
    for bad in (replace(entry, text=entry.text.replace("电线", "电缆")), replace(entry, sha256="0" * 64)):
        with pytest.raises(InvalidRecords):
            library.load(bad)
    with pytest.raises(InvalidRecords):
        library.load(replace(entry, batch=replace(entry.batch, document="")))
    assert (library.export(), files(library)) == before


def test_an_archive_that_cannot_be_written_keeps_the_store_as_it_is(library: Library) -> None:
    library.load(plan(A, [FOOD]))
    before = library.export(), files(library)
    in_the_way = library.archive.path(A).with_suffix(".json.pending")
    in_the_way.mkdir()  # not even root can write a file there
    with pytest.raises(DataFolderError):
        library.archive.begin(library.archived(A))
    with pytest.raises(DataFolderError):
        library.load(plan(A, [POWER]))
    in_the_way.rmdir()
    assert (library.export(), files(library)) == before


def test_an_unknown_document_cannot_be_deleted_or_read(library: Library) -> None:
    library.load(plan(A, [replace(POWER, documents=(B,))]))
    before = library.export(), files(library)
    for ask in (library.delete, library.archived):
        with pytest.raises(UnknownName, match="无号"):
            ask("无号")
        with pytest.raises(UnknownName, match=B):
            ask(B)
    assert (library.export(), files(library)) == before


# ---- the store -------------------------------------------------------------------------------------------------------


def test_every_statement_is_understood(library: Library) -> None:
    """With nothing to do, on the labels and types of the whole schema."""
    ids: dict[str, object] = {"ids": [], "rows": [], "document": "", "limit": 1}
    facts = [label for label in SCHEMA.nodes if statements.fact_types(label)]
    steps = [
        *(make(label) for make in (statements.create_nodes, statements.merge_nodes) for label in statements.SHARED),
        *(make(label) for make in (statements.set_nodes, statements.set_registry_nodes) for label in statements.SHARED),
        *(make(label) for make in (statements.demote_nodes, statements.drop_orphans) for label in statements.SHARED),
        *(statements.drop_owned(label) for label in statements.OWNED),
        *(statements.drop_facts(label) for label in facts),
        *(make(t.type, s, e) for make in (statements.create_edges, statements.create_facts) for t in SCHEMA.edges.values() for s in t.sources for e in t.targets),
        *(statements.drop_between(t.type, s) for t in statements.between_shared() for s in t.sources),
        statements.drop_outgoing(),
    ]  # fmt: skip
    before = library.export()
    changed = library.store.write([Step(text, ids) for text in steps])
    assert (changed.nodes_created, changed.nodes_deleted, changed.relationships_created) == (0, 0, 0)
    for make in (statements.read_present, statements.read_others):
        assert all(library.store.read(make(label), ids).rows == [] for label in SCHEMA.nodes)
    assert library.export() == before


def test_all_kinds_of_values_come_back_as_they_went_in(library: Library) -> None:
    entry = plan(A, [FOOD])
    odd: dict[str, Value] = {
        "addressees": [],
        "implicit_parties": ["各市、州", ""],
        "issued": "2014-04-21",
        "rule": "列第一位者\n为牵头“部门”\\'$x",
    }
    changed = [replace(n, properties={**n.properties, **odd}) if n.id == A else n for n in entry.batch.nodes]
    library.load(replace(entry, batch=batch(A, changed, entry.batch.edges)))
    row = nodes(library, "Document")[A]
    assert {name: row[name] for name in odd} == odd


@pytest.fixture(autouse=True)
def _nothing_is_left_pending(library: Library) -> Iterator[None]:
    yield
    assert not library.archive.unsettled
