"""Runs: the scores of a named analysis, kept in the store beside the facts and never among them.

A run is a node ``Analysis`` with its settings; its scores are properties of edges ``SCORES`` to agencies. It is in no
export, no data version and no archive: loading and deleting documents leave it alone (it then says by its data
version that it is stale), a rebuild of the store drops it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from graph.analysis import statements
from graph.analysis.data import check_same
from graph.analysis.table import Row, Table
from graph.catalogue.version import data_version
from graph.errors import InvalidParameter, StoreUnreachable, UnknownName
from graph.store import Step
from graph.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.analysis.networks import Network
    from graph.library import Library
    from graph.store.bolt import BoltStore

LONGEST_NAME = 80  # characters
_CHUNK = 1000  # rows of one statement


@dataclass(frozen=True)
class Run:
    """A run as the store keeps it; the properties of the label ``Analysis``."""

    name: str
    network: str
    reading: str
    of_document: str
    collectives: str
    weighting: str
    merging: str
    measures: tuple[str, ...]
    data_version: str
    nodes: int
    edges: int
    version: str
    finished: str


def write_run(library: Library, name: str, network: Network, tables: Sequence[Table]) -> Run:
    """Keep the scores of agencies under a name; a run of that name is replaced, in one transaction.

    Args:
        library: whose store; nobody else writes to its data folder meanwhile.
        network: what was analysed.
        tables: of agencies of this network.

    Raises:
        InvalidParameter: the name is empty or too long, or there are no tables.
        StoreUnreachable: the data is of another version than the network; nothing is kept.
        WriterBusy, DataFolderError, StoreTimeout: as :meth:`graph.library.Library.load`.
    """
    if not name.strip() or len(name) > LONGEST_NAME or not tables:
        raise InvalidParameter(f"a run needs a name of at most {LONGEST_NAME} characters and scores", where=name[:20])
    run = _run(name.strip(), network, tables)
    scores = [_score(table, row) for table in tables for row in table.rows if row.score is not None]
    with library.folder.writer():
        check_same(network.graph["data_version"], data_version(library.store).version)
        done = library.store.write(_steps(run, scores))
        if done.relationships_created != len(scores):
            library.store.write([Step(statements.DROP, {"id": _id(run.name)})])
            raise StoreUnreachable("agencies went away while their scores were written", hint="analyse again")
    return run


def list_runs(store: BoltStore) -> list[Run]:
    """The runs that the store keeps, by name."""
    return [_read(cast("Mapping[str, object]", row["row"])) for row in store.read(statements.RUNS).rows]


def read_scores(store: BoltStore, name: str) -> tuple[Run, list[Table]]:
    """A run with its tables, as they were written; scores of agencies that are gone since are gone with them.

    Raises:
        UnknownName: there is no such run.
    """
    found = store.read(statements.ONE, {"id": _id(name)}).rows
    if not found:
        raise _unknown(store, name)
    run = _read(cast("Mapping[str, object]", found[0]["row"]))
    rows: dict[str, list[Row]] = {measure: [] for measure in run.measures}
    for row in store.read(statements.SCORES, {"id": _id(name)}, timeout=60.0).rows:
        score, place, n = float(str(row["score"])), int(str(row["place"])), int(str(row["n"]))
        entry = Row(str(row["node"]), str(row["name"]), score, place, n, run.reading, run.data_version)
        rows[str(row["measure"])].append(entry)
    return run, [Table(measure, run.network, tuple(of_measure)) for measure, of_measure in rows.items()]


def delete_run(library: Library, name: str) -> None:
    """Remove a run and its scores; no fact is touched. Raises UnknownName if there is no such run."""
    with library.folder.writer():
        if not library.store.read(statements.ONE, {"id": _id(name)}).rows:
            raise _unknown(library.store, name)
        library.store.write([Step(statements.DROP, {"id": _id(name)})])


def _unknown(store: BoltStore, name: str) -> UnknownName:
    return UnknownName(f"no analysis {name!r}", candidates=[run.name for run in list_runs(store)][:5])


def _id(name: str) -> str:
    return f"analysis:{name.strip()}"


def _run(name: str, network: Network, tables: Sequence[Table]) -> Run:
    about = network.graph
    return Run(
        name=name,
        network=about["network"],
        reading=about["reading"],
        of_document=about["document"],
        collectives=about["collectives"],
        weighting=about.get("weighting", "as each measure says"),
        merging=about["merging"],
        measures=tuple(table.measure for table in tables),
        data_version=about["data_version"],
        nodes=network.number_of_nodes(),
        edges=network.number_of_edges(),
        version=VERSION,
        finished=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _score(table: Table, row: Row) -> dict[str, object]:
    properties = {"measure": table.measure, "score": row.score, "rank": row.rank, "n": row.n}
    return {"agency": row.node, "properties": properties}


def _steps(run: Run, scores: list[dict[str, object]]) -> list[Step]:
    key = {"id": _id(run.name)}
    told = {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(run).items() if v != ""}
    rows = [scores[start : start + _CHUNK] for start in range(0, len(scores), _CHUNK)]
    return [
        Step(statements.DROP, key),
        Step(statements.CREATE, {"run": {**key, **told}}),
        *(Step(statements.SCORE, {**key, "rows": part}) for part in rows),
    ]


def _read(row: Mapping[str, object]) -> Run:
    told = {f.name: row.get(f.name, "") for f in fields(Run)}
    return Run(**{**told, "measures": tuple(cast("list[str]", told["measures"]))})  # type: ignore[arg-type]
