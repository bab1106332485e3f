"""Load on the HTTP face: ``python -m tests.bench.http_load --seconds 60 --clients 50``. Exit code 1 if any answer failed.

Starts a server of its own on a new data folder with the sample plan, and asks every example of every query in turn, as
JSON and as CSV, each client on a connection of its own that waits for its answer before it asks again.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from api.http.queries import example_address
from api.session import sample_plan
from graph.catalogue import Catalogue
from graph.catalogue.catalogue import own_folder

COMMAND = Path(sys.executable).with_name("policygraph")


@dataclass
class Figures:
    """What one run measured; seconds."""

    took: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def errors(self) -> int:
        """Answers other than 200, and connections that broke."""
        return sum(n for status, n in self.statuses.items() if status != 200) + len(self.broken)

    def percentile(self, percent: int) -> float:
        """Seconds within which so many per cent of the answers came."""
        return statistics.quantiles(self.took, n=100, method="inclusive")[percent - 1]

    def __str__(self) -> str:
        p50, p95, p99 = (1000 * self.percentile(percent) for percent in (50, 95, 99))
        rate = len(self.took) / self.seconds
        return (
            f"requests {len(self.took)} in {self.seconds:.1f} s ({rate:.0f}/s), errors {self.errors} "
            f"{dict(self.statuses)}, p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms, "
            f"max {1000 * max(self.took):.0f} ms"
        )


def targets() -> list[str]:
    """Every example of every query, as JSON and as CSV."""
    queries = list(Catalogue(own_folder()))
    json = [example_address(query, call.params) for query in queries for call in query.examples]
    return [*json, *(f"{target}{'&' if '?' in target else '?'}format=csv" for target in json)]


async def hammer(address: str, seconds: float, clients: int, asked: list[str]) -> Figures:
    """The figures of so many clients that ask for so long."""
    figures, start = Figures(), time.monotonic()
    turns = itertools.cycle(asked)
    await asyncio.gather(*(_client(address, start + seconds, turns, figures) for _ in range(clients)))
    figures.seconds = time.monotonic() - start
    return figures


async def _client(address: str, end: float, turns: Iterator[str], figures: Figures) -> None:
    place = urlsplit(address)
    host, port = str(place.hostname), int(place.port or 80)
    while time.monotonic() < end:
        try:
            reader, writer = await asyncio.open_connection(host, port)
            while time.monotonic() < end:
                start = time.monotonic()
                writer.write(f"GET {next(turns)} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
                status = await asyncio.wait_for(answered(reader), 30)
                figures.took.append(time.monotonic() - start)
                figures.statuses[status] += 1
            writer.close()
        except (OSError, EOFError, TimeoutError) as error:
            figures.broken.append(repr(error))


async def answered(reader: asyncio.StreamReader) -> int:
    """Reads one whole answer; its status."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    if "\r\ntransfer-encoding: chunked\r\n" in head:
        while size := int((await reader.readline()).strip() or b"0", 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    else:
        await reader.readexactly(int(head.partition("content-length:")[2].partition("\r\n")[0]))
    return int(head.split(" ", 2)[1])


@contextmanager
def serving(home: Path, processes: int = 1) -> Iterator[str]:
    """The address of a server of so many processes of its own, on the data folder."""
    environment = {**os.environ, "POLICYGRAPH_HOME": str(home)}
    command = [str(COMMAND), "serve", "--port", "0", "--no-open", "--processes", str(processes)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment) as it:
        assert it.stdout is not None
        try:
            yield it.stdout.readline().strip()
        finally:
            it.send_signal(signal.SIGINT)
            it.wait(30)


def main() -> None:
    """Prints one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=50)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        environment = {**os.environ, "POLICYGRAPH_HOME": str(home)}
        try:
            subprocess.run([COMMAND, "load", sample_plan()], env=environment, check=True, capture_output=True)
            with serving(home) as address:
                figures = asyncio.run(hammer(address, wanted.seconds, wanted.clients, targets()))
        finally:
            if os.environ.get("POLICYGRAPH_STORE") == "neo4j":  # started by the load, and not stopped by itself
                subprocess.run([COMMAND, "neo4j", "stop"], env=environment, check=False, capture_output=True)
    print(figures)
    sys.exit(1 if figures.errors else 0)


if __name__ == "__main__":
    main()
