"""The sample plan on the embedded engine and on a real Neo4j: equal exports, equal rows, and plans that use indexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graph.catalogue import Catalogue, Example, Query, run
from graph.catalogue.catalogue import own_folder
from graph.errors import DataFolderError, InvalidQueryFile, UsageError
from graph.library import Library
from graph.migration import migrate
from graph.registry.batch import registry_batch
from graph.registry.version import registry_version
from graph.schema import SCHEMA
from graph.store import DataFolder, open_store
from tests.queries.wide_cases import NOT_IN_THE_SAMPLE
from tests.stores.neo4j_running import RunningNeo4j
from tests.stores.processes import raw

pytestmark = pytest.mark.neo4j

QUERIES = list(Catalogue(own_folder()))
EXAMPLES = [pytest.param(q, e, id=f"{q.name}-{n}") for q in QUERIES for n, e in enumerate(q.examples, 1)]
EACH_QUERY = [pytest.param(q, id=q.name) for q in QUERIES]
SEEKS = ("NodeUniqueIndexSeek", "NodeIndexSeek", "MultiNodeIndexSeek")
# Operators that go through everything, each with the reason why a query may use it all the same.
ALLOWED: dict[tuple[str, str], str] = {}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(own_folder())


@pytest.fixture(scope="module")
def on_neo4j(sample_library: Library, neo4j_server: RunningNeo4j) -> Iterator[Library]:
    """The library of the sample plan on Neo4j, migrated from the embedded store."""
    neo4j_server.empty()
    with neo4j_server.open() as store:
        target = Library(sample_library.folder, store, registry_batch, registry_version())
        migrate(sample_library, target)
        yield target


# ---- equal content --------------------------------------------------------------------------------------------------


def test_a_migration_copies_every_document_and_both_exports_are_equal(
    sample_library: Library, on_neo4j: Library
) -> None:
    told: list[tuple[int, int, str]] = []
    result = migrate(sample_library, on_neo4j, lambda *step: told.append(step))
    assert told == [(1, 1, "国办发〔2014〕18号")]
    assert result.documents == len(on_neo4j.documents()) == len(sample_library.documents()) == 1
    assert on_neo4j.export() == sample_library.export()


def test_a_document_that_the_archive_lacks_is_not_lost_by_a_migration(
    sample_library: Library, on_neo4j: Library, tmp_path: Path
) -> None:
    before = on_neo4j.export()
    folder = DataFolder(tmp_path / "empty")
    with open_store(folder) as store:
        empty = Library(folder, store, registry_batch, registry_version())
        empty.prepare()
        with pytest.raises(DataFolderError, match="国办发〔2014〕18号"):
            migrate(empty, Library(folder, on_neo4j.store, registry_batch, registry_version()))
    assert on_neo4j.export() == before


@pytest.mark.parametrize(("query", "example"), EXAMPLES)
def test_an_example_gives_equal_rows_on_both_engines(
    sample_library: Library, on_neo4j: Library, catalogue: Catalogue, query: Query, example: Example
) -> None:
    embedded = run(sample_library.store, catalogue, query.name, example.params)
    real = run(on_neo4j.store, catalogue, query.name, example.params)
    assert real.rows == embedded.rows
    assert (real.truncated, real.next) == (embedded.truncated, embedded.next)
    assert real.rows or example is not query.examples[0] or query.name in NOT_IN_THE_SAMPLE


# ---- nothing is written ---------------------------------------------------------------------------------------------

SMUGGLER = """/*---
title: {zh: 题, en: title}
description: {zh: 说明, en: description}
params: {}
columns: {measure: "node:Measure"}
shape: rows
examples:
  - {params: {}}
---*/
MATCH (m:Measure)
SET m.title = 'changed'
RETURN m.id AS measure
ORDER BY m.id
"""


@pytest.mark.parametrize("engine", ["embedded", "neo4j"])
def test_a_write_in_a_query_file_is_refused_by_the_lint_and_by_the_store(
    sample_library: Library, on_neo4j: Library, tmp_path: Path, engine: str
) -> None:
    path = tmp_path / "queries" / "measure" / "sly.cypher"
    path.parent.mkdir(parents=True)
    path.write_text(SMUGGLER, encoding="utf-8")
    with pytest.raises(InvalidQueryFile, match="SET"):
        Catalogue(tmp_path / "queries")["measure/sly"]
    library = sample_library if engine == "embedded" else on_neo4j
    before = library.export()
    with pytest.raises(UsageError, match="SET"):
        library.store.read(SMUGGLER)
    assert library.export() == before


# ---- plans ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def session(on_neo4j: Library, neo4j_server: RunningNeo4j) -> Iterator[neo4j.Session]:
    assert on_neo4j.documents()
    found = neo4j_server.local.connect()
    with (
        neo4j.GraphDatabase.driver(found.uri, auth=(found.user, found.password)) as driver,
        driver.session(database=found.database, default_access_mode=neo4j.READ_ACCESS) as opened,
    ):
        opened.run("CALL db.awaitIndexes(60)").consume()
        make_known(neo4j_server.folder)
        yield opened


def make_known(folder: DataFolder) -> None:
    """Let the database know every name of the schema, also those of which the sample plan has no instance."""
    names = {p.name for kind in (*SCHEMA.nodes.values(), *SCHEMA.edges.values()) for p in kind.properties}
    properties = ", ".join(f"`{name}`: 1" for name in sorted(names))
    edges = ", ".join(f"(a)-[:{type_}]->(a)" for type_ in SCHEMA.edges)
    raw(folder, f"CREATE (a:Known {{{properties}}}), {edges} WITH a DETACH DELETE a")


def explained(session: neo4j.Session, query: Query) -> neo4j.ResultSummary:
    values = {p.name: p.example if p.default is None else p.default for p in query.params}
    return session.run(f"EXPLAIN {query.cypher}", values).consume()  # type: ignore[arg-type]  # made from a file


def operators(plan: dict[str, Any] | None) -> Iterator[str]:
    assert plan is not None
    yield str(plan["operatorType"]).split("@")[0]
    for child in plan.get("children", ()):
        yield from operators(child)


def named(found: Iterable[str], words: Iterable[str]) -> set[str]:
    """Those of the operators that start with one of the words: ``CartesianProduct``, ``NodeUniqueIndexSeek(Locking)``."""
    return {operator for operator in found if operator.startswith(tuple(words))}


@pytest.mark.parametrize("query", EACH_QUERY)
def test_a_plan_only_reads_and_goes_through_nothing_whole(session: neo4j.Session, query: Query) -> None:
    summary = explained(session, query)
    assert summary.query_type == "r"
    bad = named(operators(summary.plan), ("AllNodesScan", "CartesianProduct"))
    assert {operator for operator in bad if (query.name, operator) not in ALLOWED} == set()


@pytest.mark.parametrize("query", EACH_QUERY)
def test_a_query_names_only_what_the_database_knows(session: neo4j.Session, query: Query) -> None:
    notes = explained(session, query).gql_status_objects
    warnings = [note.status_description for note in notes if note.is_notification and note.raw_severity == "WARNING"]
    assert warnings == []


@pytest.mark.parametrize(
    "query", [p for p in EACH_QUERY if any(x.required and x.type.base == "node" for x in p.values[0].params)]
)
def test_a_question_about_one_thing_finds_it_by_index(session: neo4j.Session, query: Query) -> None:
    assert named(operators(explained(session, query).plan), SEEKS)


def test_every_allowed_operator_is_still_used(session: neo4j.Session) -> None:
    used = {(q.name, operator) for q in QUERIES for operator in operators(explained(session, q).plan)}
    assert set(ALLOWED) - used == set()


def test_the_checks_of_plans_would_find_an_offender(session: neo4j.Session) -> None:
    """Plans of statements that are as bad as no query may be."""
    for statement, word in (
        ("MATCH (n) RETURN n.id AS n", "AllNodesScan"),
        ("MATCH (a:Agency), (l:Law) RETURN a.id AS a, l.id AS l", "CartesianProduct"),
    ):
        summary = session.run(f"EXPLAIN {statement}").consume()  # type: ignore[arg-type]  # written above
        assert named(operators(summary.plan), [word])
    notes = session.run("EXPLAIN MATCH (n:Nowhere) RETURN n.nothing AS x").consume().gql_status_objects
    assert any(note.raw_severity == "WARNING" for note in notes)
