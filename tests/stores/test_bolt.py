"""Reading and writing over Bolt, on the embedded engine."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time

import neo4j
import pytest
from neo4j.exceptions import Neo4jError

from graph.errors import DataRejected, InvalidParameter, StoreTimeout, UsageError
from graph.store import Counters, DataFolder, Step, bolt, open_store
from graph.store.bolt import BoltStore
from tests.stores.processes import ENDLESS, raw, seconds_until


def everything(folder: DataFolder) -> dict[str, object]:
    """All that a database holds: nodes with properties, edges, labels, indexes."""
    return {
        "nodes": raw(folder, "MATCH (n) RETURN labels(n) AS l, properties(n) AS p ORDER BY elementId(n)"),
        "edges": raw(folder, "MATCH ()-[r]->() RETURN type(r) AS t, properties(r) AS p ORDER BY elementId(r)"),
        "labels": raw(folder, "CALL db.labels() YIELD label RETURN label ORDER BY label"),
        "indexes": raw(folder, "SHOW INDEXES YIELD name, labelsOrTypes, properties RETURN *"),
    }


# ---- reading


def test_chinese_goes_in_and_out_unchanged(store: BoltStore) -> None:
    text = "（九）质检总局牵头，国办发〔2014〕18号——“质量月”㐀𠮷\u3000\n"
    store.write([Step("CREATE (:Text {id: 1, text: $text, 词: $text})", {"text": text})])
    answer = store.read(
        "MATCH (n:Text {id: 1}) RETURN n.text AS 原文, n.词 AS word, $text = n.text AS same", {"text": text}
    )
    assert answer.columns == ("原文", "word", "same")
    assert answer.rows == [{"原文": text, "word": text, "same": True}]


def test_temporal_values_become_iso_text_wherever_they_stand(store: BoltStore) -> None:
    answer = store.read(
        "WITH date('2014-04-10') AS d RETURN d, [d] AS list, {day: d} AS map, "
        "datetime('2014-04-10T08:30:00+08:00') AS moment, localdatetime('2014-04-10T08:30:00') AS local, "
        "time('08:30:00+08:00') AS clock, duration('P1Y2M3D') AS span, null AS nothing, 1.5 AS real, true AS yes"
    )
    assert answer.rows == [
        {
            "d": "2014-04-10",
            "list": ["2014-04-10"],
            "map": {"day": "2014-04-10"},
            "moment": "2014-04-10T08:30:00.000000000+08:00",
            "local": "2014-04-10T08:30:00.000000000",
            "clock": "08:30:00.000000000+08:00",
            "span": "P1Y2M3D",
            "nothing": None,
            "real": 1.5,
            "yes": True,
        }
    ]


@pytest.mark.parametrize(
    ("limit", "rows", "truncated"), [(None, 7, False), (100, 7, False), (7, 7, False), (6, 6, True), (1, 1, True)]
)
def test_a_limit_cuts_the_answer_and_says_so(store: BoltStore, limit: int | None, rows: int, truncated: bool) -> None:
    answer = store.read("UNWIND range(1, 7) AS i RETURN i", limit=limit)
    assert [row["i"] for row in answer.rows] == list(range(1, rows + 1))
    assert answer.truncated is truncated


def test_an_answer_may_have_no_rows(store: BoltStore) -> None:
    answer = store.read("MATCH (n:Nothing) RETURN n.id AS id, n.name AS name", limit=5)
    assert (answer.rows, answer.truncated) == ([], False)


def test_nodes_do_not_leave_the_store(store: BoltStore) -> None:
    store.write([Step("CREATE (:Whole {id: 1})")])
    with pytest.raises(UsageError, match="returns a Node"):
        store.read("MATCH (n:Whole) RETURN n")


def test_errors_of_a_statement_have_names(store: BoltStore) -> None:
    with pytest.raises(InvalidParameter, match="agency"):
        store.read("RETURN $agency AS a")
    with pytest.raises(UsageError, match=r"refuses the statement: .*[Ss]yntax"):
        store.read("MATCH (n RETURN n.id")
    with pytest.raises(UsageError, match="LOAD CSV"):
        store.read("LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line")


def test_the_engine_itself_loads_no_files(store: BoltStore, shared_folder: DataFolder) -> None:
    for address in ("file:///etc/passwd", "http://192.0.2.1/x"):
        with pytest.raises(neo4j.exceptions.Neo4jError, match="disabled"):
            raw(shared_folder, f"LOAD CSV FROM '{address}' AS line RETURN line")


# ---- reading writes nothing

SMUGGLED = [
    "CREATE (n:Smuggled {id: 1})",
    "create (n:Smuggled {id: 1}) return n.id",
    "MATCH (n:Kept) SET n.name = 'changed'",
    "MATCH (n:Kept)\nSET\tn += {name: 'changed'} RETURN n.id",
    "MATCH (n:Kept) DETACH DELETE n",
    "MATCH (n:Kept) REMOVE n.name RETURN n.id AS id",
    "MERGE (n:Kept {id: 2}) RETURN n.id AS id",
    "INSERT (n:Smuggled {id: 1})",
    "UNWIND [1, 2] AS x FOREACH (y IN [x] | CREATE (:Smuggled {id: y})) RETURN x",
    "MATCH (n:Kept) CALL { WITH n CREATE (m:Smuggled {id: n.id}) RETURN m } RETURN m.id AS id",
    "CALL { CREATE (:Smuggled {id: 1}) } IN TRANSACTIONS RETURN 1 AS one",
    "UNWIND range(1, 3) AS i CALL (i) { CREATE (:Smuggled {id: i}) } IN TRANSACTIONS OF 1 ROWS RETURN i",
    "CREATE CONSTRAINT smuggled IF NOT EXISTS FOR (n:Smuggled) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX smuggled IF NOT EXISTS FOR (n:Smuggled) ON (n.id)",
    "EXPLAIN CREATE INDEX smuggled IF NOT EXISTS FOR (n:Smuggled) ON (n.id)",
    "PROFILE CREATE (n:Smuggled {id: 1})",
    "DROP CONSTRAINT kept IF EXISTS",
    "RETURN 1 AS one; CREATE (n:Smuggled {id: 1})",
    "/* RETURN */ CREATE (n:Smuggled {id: 1}) // RETURN",
    "RETURN '\\'' AS quote UNION CREATE (n:Smuggled) RETURN '' AS quote",
]


def test_nothing_that_is_smuggled_through_reading_leaves_a_trace(store: BoltStore, shared_folder: DataFolder) -> None:
    store.ensure(["CREATE CONSTRAINT kept IF NOT EXISTS FOR (n:Kept) REQUIRE n.id IS UNIQUE"])
    store.write([Step("MERGE (n:Kept {id: 1}) SET n.name = 'kept'")])
    before = everything(shared_folder)
    for cypher in SMUGGLED:
        with pytest.raises(UsageError):
            store.read(cypher)
    assert everything(shared_folder) == before


def test_what_the_words_do_not_give_away_is_rolled_back(store: BoltStore, shared_folder: DataFolder) -> None:
    """The second guard by itself: the transaction of a read is never committed, and its summary is looked at."""
    store.write([Step("MERGE (n:Kept {id: 1}) SET n.name = 'kept'"), Step("CREATE (n:Unseen {id: 0})")])
    before = everything(shared_folder)
    for cypher in ("MATCH (n:Kept) SET n.name = 'changed'", "CREATE (n:Unseen {id: 1})", "MATCH (n:Kept) DELETE n"):
        for limit in (None, 1):
            with pytest.raises(UsageError, match="did not only read; nothing is changed"):
                store._read_once([Step(cypher + " RETURN 1 AS one")], "tag", limit, 5)
    with pytest.raises(UsageError, match="did not only read"):
        store._read_once([Step("UNWIND range(1, 50) AS i CREATE (n:Unseen {id: i}) RETURN n.id AS id")], "tag", 2, 5)
    assert everything(shared_folder) == before


def test_words_that_only_look_like_writing_are_read(store: BoltStore) -> None:
    cypher = """
    // CREATE, MERGE and SET stand in a comment
    WITH {set: 1, create: 'DELETE'} AS map, "it's a MERGE" AS text /* DROP */
    OPTIONAL MATCH (delete:Set {remove: $create})-[:CREATE]->(`MERGE`)
    RETURN map.set AS offset, map.create AS created, text, delete.id AS `SET`
    """
    assert store.read(cypher, {"create": 1}).rows == [
        {"offset": 1, "created": "DELETE", "text": "it's a MERGE", "SET": None}
    ]


# ---- writing


def test_steps_are_one_transaction_and_are_counted(store: BoltStore) -> None:
    counters = store.write(
        [
            Step("CREATE (:A {id: 1})-[:TO {n: 1}]->(:B {id: 2})"),
            Step("UNWIND $rows AS row CREATE (n:A) SET n = row", {"rows": [{"id": 3}, {"id": 4}]}),
            Step("MATCH (n:A {id: 4}) DELETE n"),
        ]
    )
    assert counters == Counters(
        nodes_created=4,
        nodes_deleted=1,
        relationships_created=1,
        relationships_deleted=0,
        properties_set=counters.properties_set,
    )
    assert store.read("MATCH (n:A) RETURN n.id AS id ORDER BY id").rows == [{"id": 1}, {"id": 3}]


@pytest.mark.parametrize(
    ("failing", "error"),
    [
        (Step("CREATE (:Unique {id: 1})"), DataRejected),
        (Step("RETURN $missing AS x"), InvalidParameter),
        (Step("CREAT (:Unique {id: 9})"), UsageError),
    ],
)
def test_if_one_step_fails_none_is_done(store: BoltStore, failing: Step, error: type[Exception]) -> None:
    store.ensure(["CREATE CONSTRAINT uniq IF NOT EXISTS FOR (n:Unique) REQUIRE n.id IS UNIQUE"])
    store.write([Step("MERGE (n:Unique {id: 1}) SET n.name = 'old'")])
    with pytest.raises(error):
        store.write([Step("CREATE (:Unique {id: 2})"), Step("MATCH (n:Unique {id: 1}) SET n.name = 'new'"), failing])
    assert store.read("MATCH (n:Unique) RETURN n.id AS id, n.name AS name").rows == [{"id": 1, "name": "old"}]


def test_constraints_and_indexes_may_be_ensured_again(store: BoltStore, shared_folder: DataFolder) -> None:
    statements = [
        "CREATE CONSTRAINT plan_id IF NOT EXISTS FOR (n:Plan) REQUIRE n.id IS UNIQUE",
        "CREATE INDEX plan_year IF NOT EXISTS FOR (n:Plan) ON (n.year)",
        "CREATE TEXT INDEX plan_text IF NOT EXISTS FOR (n:Plan) ON (n.text)",
    ]
    store.ensure(statements)
    first = everything(shared_folder)["indexes"]
    store.ensure(statements)
    assert everything(shared_folder)["indexes"] == first
    assert "plan_text" in str(first)


def test_a_document_of_usual_size_is_written_in_seconds(store: BoltStore) -> None:
    store.ensure(
        [
            "CREATE CONSTRAINT m IF NOT EXISTS FOR (n:M) REQUIRE n.id IS UNIQUE",
            "CREATE CONSTRAINT g IF NOT EXISTS FOR (n:G) REQUIRE n.id IS UNIQUE",
        ]
    )
    measures = [{"id": f"m{i}", "text": "加强质量监督抽查" * 10, "ordinal": i} for i in range(1800)]
    agencies = [{"id": f"g{i}", "name": f"部门{i}"} for i in range(200)]
    edges = [
        {"s": f"g{i % 200}", "t": f"m{i * 7 % 1800}", "p": {"id": i, "quote": "质检总局牵头"}} for i in range(3000)
    ]
    start = time.monotonic()
    counters = store.write(
        [
            Step("UNWIND $rows AS row MERGE (n:M {id: row.id}) SET n += row", {"rows": measures}),
            Step("UNWIND $rows AS row MERGE (n:G {id: row.id}) SET n += row", {"rows": agencies}),
            Step(
                "UNWIND $rows AS row MATCH (a:G {id: row.s}) MATCH (m:M {id: row.t}) CREATE (a)-[r:L]->(m) SET r = row.p",
                {"rows": edges},
            ),
        ]
    )
    assert time.monotonic() - start < 15  # 1 to 2 s on an idle machine
    assert (counters.nodes_created, counters.relationships_created) == (2000, 3000)


def test_reading_goes_on_while_another_reloads_what_is_read(store: BoltStore, shared_folder: DataFolder) -> None:
    rows = [{"id": f"r{i}"} for i in range(40)]
    reload = [
        Step("MATCH (d:Doc {id: 'd'}) OPTIONAL MATCH (d)-[:HAS]->(p:Part) DETACH DELETE p, d"),
        Step(
            "CREATE (d:Doc {id: 'd'}) WITH d UNWIND $rows AS row CREATE (d)-[:HAS]->(:Part {id: row.id})",
            {"rows": rows},
        ),
    ]
    done = threading.Event()
    failures: list[BaseException] = []

    def write() -> None:
        try:
            with open_store(shared_folder) as other:
                for _ in range(60):
                    other.write(reload)
        except BaseException as error:
            failures.append(error)
        finally:
            done.set()

    store.write(reload)
    thread = threading.Thread(target=write)
    thread.start()
    reads = 0
    while not done.is_set():
        answer = store.read("MATCH (d:Doc)-[:HAS]->(p:Part) RETURN p.id AS id, d.id AS doc ORDER BY id")
        assert all(row["doc"] == "d" for row in answer.rows)
        reads += 1
    thread.join()
    assert failures == []
    assert reads > 20
    assert store.read("MATCH (:Doc)-[:HAS]->(p:Part) RETURN count(p) AS n").rows == [{"n": 40}]


# ---- time limits


def test_a_long_query_is_cut_off_at_its_limit_and_ends_on_the_server(
    store: BoltStore, shared_folder: DataFolder
) -> None:
    start = time.monotonic()
    with pytest.raises(StoreTimeout, match=r"cut off after 0\.5 s"):
        store.read(ENDLESS, timeout=0.5)
    assert time.monotonic() - start < 4

    def running() -> bool:
        return any("range(1, 100000)" in str(row["currentQuery"]) for row in raw(shared_folder, "SHOW TRANSACTIONS"))

    seconds_until(lambda: not running(), 5)
    assert store.read("RETURN 1 AS one").rows == [{"one": 1}]


def test_ending_one_statement_spares_the_same_statement_of_others(store: BoltStore) -> None:
    cypher = "UNWIND range(1, 2000) AS a UNWIND range(1, $n) AS b WITH a * b AS s WHERE s < 0 RETURN count(s) AS n"
    answers: list[object] = []
    thread = threading.Thread(target=lambda: answers.append(store.read(cypher, {"n": 1500}, timeout=60).rows))
    thread.start()
    with pytest.raises(StoreTimeout):
        store.read(cypher, {"n": 2000000}, timeout=0.3)
    thread.join()
    assert answers == [[{"n": 0}]]


def test_a_write_that_is_cut_off_leaves_nothing(store: BoltStore) -> None:
    with pytest.raises(StoreTimeout):
        store.write([Step("CREATE (:Late {id: 0})"), Step(ENDLESS)], timeout=0.5)
    seconds_until(lambda: store.read("MATCH (n:Late) RETURN count(n) AS n").rows == [{"n": 0}], 5)


def test_a_closed_store_says_so(store: BoltStore, shared_folder: DataFolder) -> None:
    with open_store(shared_folder) as other:
        assert other.version == store.version
    other.close()
    for use in (lambda: other.read("RETURN 1 AS one"), lambda: other.write([Step("RETURN 1")])):
        with pytest.raises(UsageError, match="the store is closed"):
            use()


def test_a_store_can_be_closed_while_others_ask_it(shared_folder: DataFolder) -> None:
    """The driver cannot send its farewell on a connection on which a statement is just being sent."""
    for _ in range(12):
        store = open_store(shared_folder)

        def ask(store: BoltStore = store) -> None:
            with contextlib.suppress(Exception):  # whatever a store says that is closed meanwhile
                while True:
                    store.read("UNWIND range(1, 5) AS i RETURN i, $words AS words", {"words": "长" * 20_000})

        threads = [threading.Thread(target=ask) for _ in range(6)]
        for thread in threads:
            thread.start()
        time.sleep(0.1)
        store.close()
        for thread in threads:
            thread.join(30)
            assert not thread.is_alive()


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "the limit is reached"),
        ("Neo.DatabaseError.General.UnknownError", "Query heap budget exceeded: the in-heap GROUP BY needs 18KB more"),
    ],
)
def test_too_much_memory_is_said_as_such(code: str, message: str) -> None:
    """As the two engines say it: neither can be brought to it in a test without a store of a thousand plans."""
    error = bolt.refused(Neo4jError._hydrate_neo4j(code=code, message=message), "here", 1.0)
    assert isinstance(error, StoreTimeout)
    assert "memory" in str(error)


def test_the_driver_does_not_load_large_packages() -> None:
    """A process of its own: here they may be loaded already. Afterwards they can be imported as always."""
    code = "import sys, graph.store.bolt; assert not {'pandas', 'numpy'} & {*sys.modules}; import pandas"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
