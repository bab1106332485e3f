"""What HTTP adds to a question: ``python -m tests.bench.http_latency``, on the embedded store and on a real Neo4j.

Asks five questions of a data folder of its own with the sample plan, bare (the statement alone, read by the store) and
over HTTP (a server in processes of its own, one for each core), in turns, by one client and by sixteen, and prints the
milliseconds beside what they should be: over HTTP half of the answers within 3 ms more than the bare statement takes
for one client and within 1.7 times of it for sixteen, 99 of 100 within 3 times of it.

Before anything is measured all questions are asked both ways for ``--warm`` seconds, as on a server that has run for a
while: Java compiles what runs often, which takes processor time from both while it lasts.

By default every call is another one (its limit and reading differ), so that HTTP cannot answer from what it keeps;
with ``--same`` one call is repeated, which it then answers without the statement.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from api.http.queries import example_address
from api.session import sample_plan
from graph.catalogue import Catalogue, run
from graph.catalogue.catalogue import own_folder
from graph.catalogue.query import Query, Scalar
from graph.store import DataFolder, open_store
from graph.store.bolt import BoltStore
from graph.store.connection import OWN
from tests.bench.http_load import COMMAND, answered, serving

PLAN = "国办发〔2014〕18号"
ASKED: dict[str, dict[str, str | int]] = {
    "agency/leads": {"agency": "质检总局"},
    "agency/workload": {"reading": "broad"},
    "document/task_table": {"document": PLAN},
    "measure/parties": {"measure": f"{PLAN}#m9"},
    "law/by_action": {"action": "制定"},
}
MANY = 16  # clients at once
Question: TypeAlias = Callable[[], object]
ADDED, TIMES, TAIL = 3.0, 1.7, 3.0  # the targets: ms for one client, times for many, times for the slowest in a hundred


@dataclass
class Taken:
    """Milliseconds of one question, bare and over HTTP."""

    bare: list[float] = field(default_factory=list)
    http: list[float] = field(default_factory=list)


def percentile(taken: list[float], percent: int) -> float:
    """Milliseconds within which so many per cent came."""
    return statistics.quantiles(taken, n=100, method="inclusive")[percent - 1]


# ---- asking -----------------------------------------------------------------------------------------------------


def variants(query: Query, *, same: bool) -> list[dict[str, Scalar]]:
    """What a call adds to the question: one reading after the other with one limit after the other."""
    if same:
        return [{}]
    limit, reading = query.param("limit"), query.param("reading")
    most = limit.maximum if limit and limit.maximum else 0
    limits = [{"limit": most - n} for n in range(min(most - MANY, 900))] if limit else [{}]
    readings = [{"reading": value} for value in reading.values] if reading else [{}]
    return [{**one, **other} for one in limits for other in readings]


def bare_question(store: BoltStore, catalogue: Catalogue, name: str, added: list[dict[str, Scalar]]) -> Question:
    """The statement of a question with parameters as the runner would give them."""
    bound = {b.name: b.value for b in run(store, catalogue, name, ASKED[name]).params}
    cypher, nexts = catalogue[name].cypher, itertools.cycle(added)
    return lambda: store.read(cypher, {**bound, **next(nexts)})


def ask_bare(question: Question, seconds: float, clients: int) -> list[float]:
    """Milliseconds of each call by so many threads that ask for so long."""
    taken: list[float] = []

    def client() -> None:
        end = time.perf_counter() + seconds
        while (start := time.perf_counter()) < end:
            question()
            taken.append(1000 * (time.perf_counter() - start))

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


async def ask_http(address: str, targets: Iterator[str], seconds: float, clients: int) -> list[float]:
    """Milliseconds of each answer to so many clients, each on a connection of its own, that ask for so long."""
    place = urlsplit(address)
    taken: list[float] = []

    async def client() -> None:
        reader, writer = await asyncio.open_connection(str(place.hostname), int(place.port or 80))
        end = time.perf_counter() + seconds
        while (start := time.perf_counter()) < end:
            target = next(targets)
            writer.write(f"GET {target} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
            status = await asyncio.wait_for(answered(reader), 30)
            taken.append(1000 * (time.perf_counter() - start))
            if status != 200:
                raise AssertionError(f"{target} answered {status}")
        writer.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    return taken


def both_ways(store: BoltStore, *, same: bool) -> Iterator[tuple[str, Question, Iterator[str]]]:
    """Each question with its bare call and the addresses that ask it over HTTP."""
    catalogue = Catalogue(own_folder())
    for name in ASKED:
        added = variants(catalogue[name], same=same)
        targets = itertools.cycle(example_address(catalogue[name], {**ASKED[name], **one}) for one in added)
        yield name, bare_question(store, catalogue, name, added), targets


def warmed(store: BoltStore, address: str, wish: argparse.Namespace) -> None:
    """Asks all questions in turn for so long, nothing being measured."""
    for _, question, targets in both_ways(store, same=wish.same):
        asyncio.run(ask_http(address, targets, wish.warm / 2 / len(ASKED), MANY))
        ask_bare(question, wish.warm / 2 / len(ASKED), MANY)


def measured(store: BoltStore, address: str, clients: int, wish: argparse.Namespace) -> Iterator[tuple[str, Taken]]:
    """Each question, asked bare and over HTTP in turns, so that what else the machine does falls on both."""
    for name, question, targets in both_ways(store, same=wish.same):
        asyncio.run(ask_http(address, targets, wish.seconds / 2, clients))  # connections are made
        ask_bare(question, wish.seconds / 2, clients)
        taken = Taken()
        for _ in range(wish.rounds):
            taken.bare += ask_bare(question, wish.seconds, clients)
            taken.http += asyncio.run(ask_http(address, targets, wish.seconds, clients))
        yield name, taken


# ---- the table --------------------------------------------------------------------------------------------------


def line(name: str, taken: Taken, clients: int) -> tuple[str, bool]:
    """A line of the table, and whether it is as it should be."""
    bare, http = percentile(taken.bare, 50), percentile(taken.http, 50)
    bare_tail, tail = percentile(taken.bare, 99), percentile(taken.http, 99)
    most = bare + ADDED if clients == 1 else bare * TIMES
    fine = http <= most and tail <= TAIL * bare_tail
    figures = (bare, http, most, http / bare, bare_tail, tail, tail / bare_tail)
    text = "".join(f"{figure:>9.2f}" for figure in figures)
    return f"{name:22}{clients:>4}{text}  {'yes' if fine else 'NO'}", fine


HEAD = f"{'ms':22}{'n':>4}" + "".join(
    f"{word:>9}" for word in ("bare p50", "HTTP p50", "at most", "times", "bare p99", "HTTP p99", "times")
)


@contextmanager
def loaded_folder(store: str) -> Iterator[Path]:
    """A data folder with the sample plan in its store of that name, which the environment then names."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        os.environ |= {"POLICYGRAPH_HOME": str(home), "POLICYGRAPH_STORE": store}
        try:
            subprocess.run([COMMAND, "load", sample_plan()], check=True, capture_output=True)
            yield home
        finally:
            if store == "neo4j":  # started by the load, and not stopped by itself
                subprocess.run([COMMAND, "neo4j", "stop"], check=False, capture_output=True)


def table(name: str, wish: argparse.Namespace) -> int:
    """Prints the table of one store; how many of its lines are not as they should be."""
    missed = 0
    with loaded_folder(name) as home, open_store(DataFolder(home)) as store, serving(home, wish.processes) as address:
        where = f"{store.version} ({store.kind}), {os.cpu_count()} cores, {wish.processes} processes that serve"
        print(f"{where}\n{HEAD}", flush=True)
        warmed(store, address, wish)
        for clients in (1, MANY):
            for query, taken in measured(store, address, clients, wish):
                text, fine = line(query, taken, clients)
                missed += not fine
                print(text, flush=True)
    return missed


def main() -> None:
    """Prints the tables. Exit code 1 with --strict where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1, help="of each turn")
    parser.add_argument("--rounds", type=int, default=4, help="turns of each kind")
    parser.add_argument("--warm", type=float, default=40, help="seconds before anything is measured")
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="of the server; one for each core")
    parser.add_argument("--stores", nargs="+", default=OWN, choices=OWN)
    parser.add_argument("--strict", action="store_true", help="exit code 1 where a target is missed")
    parser.add_argument("--same", action="store_true", help="repeat one call instead of varying it")
    wanted = parser.parse_args()
    missed = sum(table(store, wanted) for store in wanted.stores)
    sys.exit(1 if missed and wanted.strict else 0)


if __name__ == "__main__":
    main()
