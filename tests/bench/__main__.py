"""Measures what users wait for: ``python -m tests.bench``. Prints seconds; asserts nothing, runs on loopback only."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from api.session import read_file, records, sample_plan
from graph.catalogue import Catalogue, run
from graph.library import Library
from graph.registry import registry
from graph.registry.batch import registry_batch
from graph.registry.version import registry_version
from graph.store import DataFolder, open_store
from loaders.extract import extract
from loaders.formats.document import read_document
from loaders.records.assemble import records_of

COMMAND = Path(sys.executable).with_name("policygraph")


def seconds(work: Callable[[], object], times: int = 1) -> tuple[float, float, float]:
    """Minimum, median and maximum of the wall-clock seconds of ``times`` runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken), statistics.median(taken), max(taken)


def measures(home: Path) -> Iterator[tuple[str, tuple[float, float, float]]]:
    """Each figure with its name, in the order in which a new user would meet them."""
    yield "command line, cold: policygraph --help", seconds(lambda: _command("--help"), 7)
    yield "registry, first use", seconds(lambda: registry().resolve("质检总局"))
    plan = sample_plan()
    yield "extract the sample plan, first time", seconds(lambda: extract(read_document(plan), registry()))
    reading = extract(read_document(plan), registry())
    yield "extract the sample plan, warm", seconds(lambda: extract(read_document(plan), registry()), 30)
    yield "records of the sample plan", seconds(lambda: records_of(reading), 10)
    start = time.perf_counter()
    folder = DataFolder(home)
    with open_store(folder) as store:
        yield "embedded store, cold start", (time.perf_counter() - start,) * 3
        library = Library(folder, store, registry_batch, registry_version())
        yield "registry into the store", seconds(library.prepare)
        entry = records(read_file(plan))
        yield "load the sample plan", seconds(lambda: library.load(entry))
        yield "load it again (nothing to do)", seconds(lambda: library.load(entry), 5)
        ask = lambda: run(store, Catalogue(), "agency/leads", {"agency": "质检总局"})  # noqa: E731
        yield "first question", seconds(ask)
        yield "question, warm", seconds(ask, 20)
        yield (
            "question from a second process",
            seconds(lambda: _command("query", "agency/leads", "-p", "agency=质检总局", home=home), 3),
        )
        yield "rebuild", seconds(library.rebuild)


def _command(*arguments: str, home: Path | None = None) -> None:
    environment = {"PATH": "/usr/bin:/bin", "POLICYGRAPH_HOME": str(home or "")}
    subprocess.run([COMMAND, *arguments], check=True, capture_output=True, env=environment, timeout=60)


def main() -> None:
    """Prints one line a figure: minimum, median, maximum, in seconds."""
    print(f"{'seconds':44} {'min':>8} {'median':>8} {'max':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for name, (low, middle, high) in measures(Path(folder) / "home"):
            print(f"{name:44} {low:8.3f} {middle:8.3f} {high:8.3f}", flush=True)


if __name__ == "__main__":
    main()
