"""Reading and writing over Bolt, on a real Neo4j: the tests of the embedded engine, with a Neo4j in its place."""

# ruff: noqa: F401 - what is imported is collected by pytest, with the fixtures of this file

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.errors import InvalidParameter, UsageError
from graph.store import DataFolder, Step, open_store
from graph.store.bolt import BoltStore
from tests.stores.neo4j_running import RunningNeo4j
from tests.stores.processes import raw
from tests.stores.test_bolt import (
    test_a_document_of_usual_size_is_written_in_seconds,
    test_a_limit_cuts_the_answer_and_says_so,
    test_a_long_query_is_cut_off_at_its_limit_and_ends_on_the_server,
    test_a_write_that_is_cut_off_leaves_nothing,
    test_an_answer_may_have_no_rows,
    test_chinese_goes_in_and_out_unchanged,
    test_constraints_and_indexes_may_be_ensured_again,
    test_ending_one_statement_spares_the_same_statement_of_others,
    test_if_one_step_fails_none_is_done,
    test_nodes_do_not_leave_the_store,
    test_nothing_that_is_smuggled_through_reading_leaves_a_trace,
    test_reading_goes_on_while_another_reloads_what_is_read,
    test_steps_are_one_transaction_and_are_counted,
    test_temporal_values_become_iso_text_wherever_they_stand,
    test_words_that_only_look_like_writing_are_read,
)

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def store(neo4j_server: RunningNeo4j) -> Iterator[BoltStore]:
    with neo4j_server.open() as opened:
        yield opened


@pytest.fixture(scope="module")
def shared_folder(neo4j_server: RunningNeo4j) -> DataFolder:
    return neo4j_server.folder


@pytest.fixture(autouse=True)
def _use_neo4j(neo4j_server: RunningNeo4j, monkeypatch: pytest.MonkeyPatch, _no_settings_from_outside: None) -> None:
    monkeypatch.setenv("POLICYGRAPH_STORE", "neo4j")
    monkeypatch.setenv("POLICYGRAPH_CACHE", str(neo4j_server.cache.folder.parent))


def test_it_is_a_real_neo4j(store: BoltStore) -> None:
    assert store.kind == "neo4j"
    assert store.version.startswith("Neo4j 20")


def test_the_environment_leads_to_the_neo4j_that_runs(neo4j_server: RunningNeo4j) -> None:
    with open_store(neo4j_server.folder) as opened:
        assert opened.version.startswith("Neo4j 20")


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "http://127.0.0.1:9/a.csv", "http://[::1]:9/a.csv", "https://localhost:9/a.csv"]
)
def test_neo4j_reads_no_files_and_fetches_nothing(store: BoltStore, neo4j_server: RunningNeo4j, address: str) -> None:
    with pytest.raises(Exception, match=r"allow_csv_import_from_file_urls' is false|blocked via the configuration"):
        raw(neo4j_server.folder, f"LOAD CSV FROM '{address}' AS line RETURN line")
    with pytest.raises(UsageError, match="LOAD"):
        store.read(f"LOAD CSV FROM '{address}' AS line RETURN line")


def test_errors_of_a_statement_have_names_on_neo4j(store: BoltStore) -> None:
    with pytest.raises(UsageError, match="Invalid input"):
        store.read("MATCH (n RETURN n")
    with pytest.raises(InvalidParameter, match="nobody"):
        store.read("RETURN $nobody AS n")


@pytest.mark.parametrize(
    "cypher", ["MATCH (n:Kept) SET n.name = 'changed'", "CREATE (n:Unseen {id: 1})", "MATCH (n:Kept) DELETE n"]
)
def test_neo4j_itself_refuses_what_the_words_do_not_give_away(store: BoltStore, cypher: str) -> None:
    """The second guard by itself: a session for reading may not write."""
    store.write([Step("MERGE (n:Kept {id: 1}) SET n.name = 'kept'")])
    with pytest.raises(Exception, match="read access mode"):
        store._read_once([Step(cypher + " RETURN 1 AS one")], "tag", None, 5)
    assert store.read("MATCH (n:Kept) RETURN n.name AS name").rows == [{"name": "kept"}]
    assert store.read("MATCH (n:Unseen) RETURN count(n) AS n").rows[0]["n"] == 0
