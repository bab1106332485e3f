"""Every example of every query file, on the sample plan; golden ones against the rows that a person has read."""

from __future__ import annotations

import pytest

from graph.catalogue import Catalogue, Example, Query, data_version, run, warm
from graph.catalogue.catalogue import own_folder
from graph.store.bolt import BoltStore
from tests.queries.golden import Golden, answers, golden_examples
from tests.queries.wide_cases import NOT_IN_THE_SAMPLE

QUERIES = list(Catalogue(own_folder()))
EXAMPLES = [pytest.param(q, e, id=f"{q.name}-{n}") for q in QUERIES for n, e in enumerate(q.examples, 1)]
GOLDEN = [pytest.param(q, id=q.name) for q in QUERIES if golden_examples(q)]


@pytest.mark.parametrize(("query", "example"), EXAMPLES)
def test_an_example_runs_and_the_first_one_of_a_file_has_rows_if_the_plan_has_an_answer(
    sample_store: BoltStore, catalogue: Catalogue, query: Query, example: Example
) -> None:
    result = run(sample_store, catalogue, query.name, example.params)
    assert all(list(row) == [c.name for c in query.columns] for row in result.rows)
    assert bool(result.rows) != (query.name in NOT_IN_THE_SAMPLE) or example is not query.examples[0]


@pytest.mark.parametrize("query", GOLDEN)
def test_golden_rows(sample_store: BoltStore, catalogue: Catalogue, golden: Golden, query: Query) -> None:
    golden.meet(query, answers(sample_store, catalogue, query))


def test_every_golden_file_belongs_to_a_query(catalogue: Catalogue, golden: Golden) -> None:
    assert golden.strays(catalogue) == []


def test_warming_answers_every_example_and_changes_nothing(sample_store: BoltStore) -> None:
    before = data_version(sample_store)
    catalogue = Catalogue()
    assert warm(sample_store, catalogue, seconds=60) == sum(len(query.examples) for query in catalogue)
    assert warm(sample_store, catalogue, seconds=0) == 0
    assert data_version(sample_store) == before
