"""The three small plans on the embedded engine and on a real Neo4j: every question of the tests answers alike."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.catalogue import Catalogue, Query, run
from graph.catalogue.catalogue import own_folder
from graph.store.bolt import BoltStore
from tests.queries.mini_store import fill, mini_store
from tests.queries.test_rows import CASES
from tests.queries.wide_cases import MORE
from tests.stores.neo4j_running import RunningNeo4j

pytestmark = pytest.mark.neo4j

EACH_QUERY = [pytest.param(q, id=q.name) for q in Catalogue(own_folder())]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(own_folder())


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BoltStore]:
    with mini_store(tmp_path_factory.mktemp("wide"), wide=True) as store:
        yield store


@pytest.fixture(scope="module")
def real(neo4j_server: RunningNeo4j) -> Iterator[BoltStore]:
    neo4j_server.empty()
    with neo4j_server.open() as store:
        fill(store, wide=True)
        yield store


@pytest.mark.parametrize("query", EACH_QUERY)
def test_a_question_gives_equal_rows(embedded: BoltStore, real: BoltStore, catalogue: Catalogue, query: Query) -> None:
    asked = [params for name, params, *_ in (*CASES, *MORE) if name == query.name]
    answers = [(run(embedded, catalogue, query.name, p), run(real, catalogue, query.name, p)) for p in asked]
    for one, other in answers:
        assert other.rows == one.rows, one.params
        assert other.total == one.total
    assert any(one.rows for one, _ in answers)
