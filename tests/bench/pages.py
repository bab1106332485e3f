"""Server time of every kind of page with many plans: ``python -m tests.bench.pages [--plans 1000] [--home FOLDER]``.

Loads synthetic plans (tests/bench/synthetic.py) and the sample plan into a new data folder, or takes one that is filled
already, and asks for up to five pages of each kind: once, when nothing is in memory, and again. Prints milliseconds;
exit code 1 if the median of all first visits is over 200 ms.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

import httpx

from api.http.backend import Backend
from api.session import sample_plan
from api.texts import Texts
from graph.catalogue import Catalogue
from graph.catalogue.catalogue import own_folder
from graph.store import DataFolder, open_store
from tests.api.http.serving import in_a_thread
from tests.bench.http_load import COMMAND
from tests.bench.synthetic import write
from tests.browser.crawling import crawl

EACH = 5  # pages of a kind
WANTED = 200  # ms


def fill(home: Path, plans: int) -> None:
    """Loads so many plans and the sample plan with the command line, as a user would."""
    folder = home.parent / "plans"
    write(folder, plans)
    for target in (folder, sample_plan()):
        subprocess.run([COMMAND, "load", target], env={"POLICYGRAPH_HOME": str(home), "PATH": ""}, check=True)


def visit(client: httpx.Client, address: str) -> float:
    """Milliseconds until the page is there."""
    began = time.perf_counter()
    answer = client.get(address, headers={"accept": "text/html"})
    assert answer.status_code == 200, (answer.status_code, address)
    return 1000 * (time.perf_counter() - began)


def measure(folder: DataFolder) -> list[float]:
    """Prints a line for each kind of page; the first visits of all."""
    firsts: list[float] = []
    with open_store(folder) as store:

        def served() -> Backend:
            return Backend(lambda: nullcontext(store), Catalogue(own_folder()), texts=Texts(folder))

        with in_a_thread(served()) as client:
            client.timeout = httpx.Timeout(60)
            found = crawl(client, EACH)
        with in_a_thread(served()) as client:  # with nothing in memory
            client.timeout = httpx.Timeout(60)
            for kind, addresses in sorted(found.items()):
                took = [visit(client, address) for address in addresses]
                again = [visit(client, address) for address in addresses]
                firsts += took
                first, second = statistics.median(took), statistics.median(again)
                sys.stdout.write(f"{kind:28} {first:8.0f} {max(took):8.0f} {second:8.0f}\n")
    return firsts


def main() -> int:
    """Runs it; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=1000)
    parser.add_argument("--home", type=Path)
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        home = wish.home or Path(place) / "home"
        if wish.home is None:
            fill(home, wish.plans)
        sys.stdout.write(f"{'page':28} {'first':>8} {'worst':>8} {'again':>8}  ms\n")
        median = statistics.median(measure(DataFolder(home)))
    sys.stdout.write(f"median of all first visits: {median:.0f} ms\n")
    return median > WANTED


if __name__ == "__main__":
    sys.exit(main())
