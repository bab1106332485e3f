"""The library on a real Neo4j: the tests of the embedded store, with a Neo4j in its place."""

# ruff: noqa: F401 - what is imported is collected by pytest, with the fixtures of this file

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.library import Library
from graph.store import DataFolder
from graph.store.bolt import BoltStore
from tests.stores.library_plans import empty_library
from tests.stores.neo4j_running import RunningNeo4j
from tests.stores.test_library import (
    _nothing_is_left_pending,
    test_a_document_that_is_named_stays_as_a_stub,
    test_a_document_without_its_file_is_loaded_again,
    test_a_fact_is_stated_once_however_often_it_is_loaded,
    test_a_key_of_another_document_is_refused,
    test_a_load_leaves_its_entry_and_its_file,
    test_a_load_writes_the_records_and_nothing_else,
    test_a_stub_of_a_document_whose_namers_are_elsewhere_keeps_its_name,
    test_all_kinds_of_values_come_back_as_they_went_in,
    test_an_agency_of_two_documents_goes_with_the_second,
    test_an_edited_copy_takes_the_place_of_the_first,
    test_an_unknown_document_cannot_be_deleted_or_read,
    test_edges_between_shared_nodes_go_with_their_document_alone,
    test_every_statement_is_understood,
    test_loading_the_same_again_writes_nothing,
    test_newer_rules_may_read_the_head_of_the_same_bytes_otherwise,
    test_records_without_evidence_are_refused_and_nothing_is_written,
    test_the_graph_does_not_depend_on_what_was_loaded_before,
    test_the_latest_word_counts_as_long_as_it_is_there,
    test_the_registry_has_the_last_word,
)
from tests.stores.test_library_rebuild import (
    test_a_newer_registry_takes_the_place_of_the_older,
    test_a_rebuild_does_not_lose_what_others_loaded,
    test_a_rebuild_gives_the_same_graph,
    test_preparing_again_costs_a_read,
    test_records_that_no_longer_fit_are_named,
)

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def store(neo4j_server: RunningNeo4j) -> Iterator[BoltStore]:
    neo4j_server.empty()
    with neo4j_server.open() as opened:
        yield opened


@pytest.fixture(scope="module")
def shared_folder(neo4j_server: RunningNeo4j) -> DataFolder:
    return neo4j_server.folder


@pytest.fixture
def library(shared_folder: DataFolder, store: BoltStore) -> Library:
    """A library without documents."""
    return empty_library(shared_folder, store)
