"""What is kept between questions is never older than the store, whoever changes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.session import read_file, records, sample_plan
from graph.catalogue import Catalogue, Memory, Result, data_version, run
from graph.catalogue.catalogue import own_folder
from graph.catalogue.version import STAMP
from graph.errors import UnknownName
from graph.library import Library
from graph.registry.batch import registry_batch
from graph.registry.version import registry_version
from graph.store import DataFolder, Step, open_store
from graph.store.bolt import BoltStore

PLAN = "国办发〔2014〕18号"


class Counting:
    """A store that counts what it is asked."""

    def __init__(self, store: BoltStore) -> None:
        self.read, self._store, self.statements = store.read, store, list[str]()

    def read_in_turn(self, steps: list[Step], **bounds: float) -> object:
        self.statements += [step.cypher for step in steps]
        return self._store.read_in_turn(steps, **bounds)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    return DataFolder(tmp_path_factory.mktemp("memory") / "home")


@pytest.fixture(scope="module")
def reader(folder: DataFolder, writer: Library) -> Iterator[BoltStore]:
    """A connection that only asks, as another process has it."""
    with open_store(folder) as store:
        yield store


@pytest.fixture(scope="module")
def writer(folder: DataFolder) -> Iterator[Library]:
    with open_store(folder) as store:
        library = Library(folder, store, registry_batch, registry_version())
        library.prepare()
        yield library


def test_every_change_by_another_is_seen_at_once(reader: BoltStore, writer: Library, tmp_path: Path) -> None:
    catalogue, memory = Catalogue(own_folder()), Memory()

    def ask(name: str, **params: object) -> Result:
        fresh = data_version(writer.store)
        result = run(reader, catalogue, name, params, memory=memory)
        assert result.data == fresh
        return result

    assert ask("agency/leads", agency="质检总局").rows == ()
    with pytest.raises(UnknownName):
        ask("document/detail", document=PLAN)
    entry = records(read_file(sample_plan()))
    writer.load(entry)
    assert ask("document/detail", document=PLAN).rows
    assert len(ask("agency/leads", agency="质检总局").rows) == 5
    writer.load(replace(entry, rules_version="another"))  # the same records: nothing is done
    once = ask("document/overview", document=PLAN)
    assert ask("document/overview", document=PLAN).data is once.data  # kept, not read again
    writer.delete(PLAN)
    assert ask("agency/leads", agency="质检总局").rows == ()
    writer.load(entry)
    assert ask("agency/leads", agency="质检总局").data.version == once.data.version  # the same loads, and a later time
    writer.rebuild()
    assert len(ask("agency/leads", agency="质检总局").rows) == 5


def test_a_question_asked_again_costs_a_look_at_one_node(reader: BoltStore, writer: Library) -> None:
    writer.load(records(read_file(sample_plan())))
    catalogue, memory, store = Catalogue(own_folder()), Memory(), Counting(reader)
    asked: list[dict[str, object]] = [{"document": PLAN}, {"document": PLAN}, {"document": "国办发[2014]18号"}]
    answers = [run(store, catalogue, "document/detail", params, memory=memory) for params in asked]  # type: ignore[arg-type]
    assert store.statements[2:] == [STAMP, catalogue["document/detail"].cypher]  # two before, to learn the version
    assert [answer.rows for answer in answers] == [answers[0].rows] * 3


def test_a_store_without_a_stamp_is_read_each_time(reader: BoltStore, writer: Library) -> None:
    catalogue, memory = Catalogue(own_folder()), Memory()
    known = run(reader, catalogue, "agency/workload", memory=memory).data
    writer.store.write([Step("MATCH (l:Load {id: 'load:'}) SET l.id = 'elsewhere'")])
    try:
        other = run(reader, catalogue, "agency/workload", memory=memory).data
        assert other.version != known.version
        writer.store.write([Step("MATCH (l:Load {id: 'elsewhere'}) SET l.records_sha256 = 'x'")])
        assert run(reader, catalogue, "agency/workload", memory=memory).data.version not in (
            known.version,
            other.version,
        )
    finally:
        writer.store.write([Step("MATCH (l:Load {id: 'elsewhere'}) SET l.id = 'load:'")])
