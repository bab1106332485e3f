"""Schemathesis against a running server: ``python -m tests.faces.fuzz``. Exit code 1 if anything is not as it should be.

Starts a server of its own on a new data folder with the sample plan, reads its OpenAPI and makes calls by it, right ones
and wrong ones; names in the right ones are mostly such as the data have. Prints the calls of each operation and what
became of them. Wanted: 5,000 calls, none that fails the server or breaks the contract, no warnings, and of the calls of
every operation 30 per cent answered.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import schemathesis
from schemathesis.cli import schemathesis as command

from api.http.contract import EDITION
from api.session import read_file, records, sample_plan
from graph import Workspace
from graph.catalogue import Catalogue, Parameter
from graph.catalogue.catalogue import own_folder
from graph.catalogue.names import NAMING
from tests.bench.http_load import serving

CASES, SHARE = 5_000, 0.3  # wanted: calls in all, and the part of each operation's that is answered
KNOWN = 0.95  # how often a right call takes a name that the data have
SMALL = {"limit": [1, 2, 3, 5, 10], "offset": [0, 0, 0, 1, 2, 5]}  # so that answers are quickly made and judged
WORDS = ["质量", "食品", "安全", "监管", "检验检测", "标准"]


@dataclass
class Figures:
    """What became of the calls. Threads share it."""

    statuses: defaultdict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, operation: str, status: int, seconds: float) -> None:
        """One call."""
        with self._lock:
            self.statuses[operation][status] += 1
            self.seconds[operation] += seconds

    @property
    def calls(self) -> int:
        """All of them."""
        return sum(count.total() for count in self.statuses.values())

    @property
    def failed(self) -> int:
        """Those that the server failed."""
        return sum(n for count in self.statuses.values() for status, n in count.items() if status >= 500)

    def share(self, operation: str) -> float:
        """The part of an operation's calls that was answered."""
        count = self.statuses[operation]
        return sum(n for status, n in count.items() if 200 <= status < 300) / count.total()

    def faults(self, operations: Sequence[str]) -> Iterator[str]:
        """What is not as it should be."""
        if self.calls < CASES:
            yield f"{self.calls} calls, not {CASES}"
        if self.failed:
            yield f"{self.failed} calls failed the server"
        for operation in operations:
            if operation not in self.statuses:
                yield f"{operation} was not called"
            elif self.share(operation) < SHARE:
                yield f"{operation} answered {self.share(operation):.0%}"

    def table(self) -> Iterator[str]:
        """A line an operation: calls, the part that was answered, the mean of the milliseconds, the statuses."""
        for operation, count in sorted(self.statuses.items()):
            told = " ".join(f"{status}:{n}" for status, n in sorted(count.items()))
            took = 1000 * self.seconds[operation] / count.total()
            yield f"{operation:50} {count.total():5} {self.share(operation):5.0%} {took:6.0f} ms  {told}"


# ---- the settings -----------------------------------------------------------------------------------------------


def settings(known: dict[str, list[str]], calls: int, seed: int) -> str:
    """The configuration in TOML: what to check, and which values the data have for which parameter."""
    lines = [f"seed = {seed}", "workers = 2", "continue-on-failure = true", "max-failures = 50"]
    lines += ["[warnings]", "fail-on = true", "[generation]", 'database = "none"']
    # Wrong calls are made one by one in the phase of coverage; what is left to chance is right.
    lines += ["[phases.coverage]", 'unexpected-methods = ["POST"]', "[phases.stateful]", "enabled = false"]
    lines += ["[phases.fuzzing.generation]", 'mode = "positive"', f"max-examples = {calls}"]
    for name, values in {**known, **SMALL, "words": WORDS}.items():
        lines += [f"[dictionaries.{name}]", f"values = {json.dumps(values, ensure_ascii=False)}"]
    for query in Catalogue(own_folder()):
        bound = {p.name: dictionary(p) for p in query.params} | ({EDITION: EDITION} if query.param("offset") else {})
        lines += ["[[operations]]", f'include-operation-id = "{query.name.replace("/", "_")}"']
        told = (f'"query.{n}" = {{dictionary = "{d}", probability = {KNOWN}}}' for n, d in bound.items() if d)
        lines += [f"parameters = {{{', '.join(told)}}}"]
    return "\n".join(lines)


def dictionary(parameter: Parameter) -> str:
    """The name of the values for a parameter, empty if any will do."""
    if parameter.type.base == "node":
        return parameter.type.label
    return parameter.name if parameter.name in SMALL else "words" if parameter.name == "words" else ""


def loaded(home: Path) -> tuple[dict[str, list[str]], str]:
    """Names of the nodes by label without those that several have, and the data version; the sample plan is loaded."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with Workspace(home, "embedded") as workspace:
        workspace.library.load(records(read_file(sample_plan())))
        for node in workspace.records(registry=True).nodes:
            told = {node.id, *(str(node.properties[n]) for n in NAMING if isinstance(node.properties.get(n), str))}
            names[node.label].update(told)
        edition = workspace.run("about/version").data.version
    return {label: sorted(n for n, times in found.items() if times == 1) for label, found in names.items()}, edition


# ---- the run ----------------------------------------------------------------------------------------------------


def fuzzed(address: str, configuration: Path, edition: str) -> tuple[int, Figures]:
    """Schemathesis' exit code, and the figures. The data version is not known before there are data."""
    figures = Figures()

    @schemathesis.hook
    def before_load_schema(_: Any, contract: dict[str, Any]) -> None:
        for path in contract["paths"].values():
            for parameter in path["get"].get("parameters", ()):
                if parameter["name"] == EDITION:
                    parameter["example"] = edition

    @schemathesis.hook
    def after_call(_: Any, case: Any, response: Any) -> None:
        figures.count(case.operation.label, response.status_code, response.elapsed)

    try:
        command.main(
            ["--config-file", str(configuration), "run", f"{address}openapi.json", "--no-color"], standalone_mode=False
        )
    except SystemExit as end:
        return int(end.code or 0), figures
    return 0, figures


def main() -> None:
    """Prints what schemathesis says, then the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=110, help="most generated calls of an operation")
    parser.add_argument("--seed", type=int, default=20140418)
    wanted = parser.parse_args()
    operations = [f"GET /api/v1/queries/{query.name}" for query in Catalogue(own_folder())]
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, chdir(folder):  # what schemathesis keeps goes where it is forgotten
        configuration = Path(folder) / "schemathesis.toml"
        known, edition = loaded(Path(folder) / "home")
        known[EDITION] = [edition]
        configuration.write_text(settings(known, wanted.calls, wanted.seed), encoding="utf-8")
        for name in [name for name in os.environ if name.startswith("POLICYGRAPH_")]:
            del os.environ[name]
        with serving(Path(folder) / "home") as address:
            code, figures = fuzzed(address, configuration, edition)
    faults = [*figures.faults(operations), *(["schemathesis found faults"] if code else [])]
    print("\n".join(figures.table()))
    least = min((figures.share(operation) for operation in figures.statuses), default=0)
    print(f"{figures.calls} calls of {len(figures.statuses)} operations in {time.monotonic() - start:.0f} s, "
          f"{figures.failed} failed, at least {least:.0%} of an operation's answered")  # fmt: skip
    print("\n".join(faults) or "all as it should be")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
