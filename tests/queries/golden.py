"""Golden rows: what the golden examples of a query file answered when a person last looked at them.

``python -m tests.queries.golden`` prints how today's rows on the sample plan differ from the golden files, and changes
nothing; with ``--write`` it writes them as well. Read the difference before it is committed: a golden file is a
statement about the plan, and the plan is beside it to be compared with.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import pytest

from graph.catalogue import Catalogue, Example, Query, Result, run
from graph.catalogue.names import Reader

FOLDER = Path(__file__).resolve().parent / "golden"
WRITER = "golden-writer"  # the pytest plugin under which golden rows are written instead of compared


def golden_examples(query: Query) -> list[Example]:
    """The examples of a query whose rows are kept."""
    return [example for example in query.examples if example.golden]


def answers(store: Reader, catalogue: Catalogue, query: Query) -> list[Result]:
    """The results of the golden examples, in the order of the file."""
    return [run(store, catalogue, query.name, example.params) for example in golden_examples(query)]


def dump(query: Query, results: Iterable[Result]) -> str:
    """The text of a golden file: JSON with one row on a line, so that differences can be read."""
    parts = [_example(e.params, r) for e, r in zip(golden_examples(query), results, strict=True)]
    return f'{{"query": {_json(query.name)}, "examples": [\n' + ",\n".join(parts) + "\n]}\n"


def _example(params: Mapping[str, object], result: Result) -> str:
    rows = ",\n    ".join(_json(row) for row in result.rows)
    lines = f"[\n    {rows}\n  ]" if result.rows else "[]"
    return f'  {{"params": {_json(params)}, "truncated": {_json(result.truncated)}, "rows": {lines}}}'


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


@dataclass(frozen=True)
class Golden:
    """The golden files of a folder, to be compared with or, if ``writes``, to be written."""

    folder: Path = FOLDER
    writes: bool = False
    out: TextIO = sys.stderr

    def path(self, query: Query) -> Path:
        """Where the rows of a query are kept."""
        return self.folder / f"{query.name}.json"

    def meet(self, query: Query, results: Iterable[Result]) -> None:
        """Compares, or writes and prints the difference. Raises AssertionError on a difference when comparing."""
        now, path = dump(query, results), self.path(query)
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        change = "".join(difference(before, now, query.name))
        if self.writes and change:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(now, encoding="utf-8", newline="\n")
            print(change, file=self.out)
        elif change:
            raise AssertionError(
                f"rows differ from {path.name}; look, then python -m tests.queries.golden --write\n{change}"
            )

    def strays(self, catalogue: Catalogue) -> list[Path]:
        """Golden files that belong to no query with golden examples."""
        kept = {self.path(query) for query in catalogue if golden_examples(query)}
        return sorted(set(self.folder.rglob("*.json")) - kept)


def difference(before: str, now: str, name: str) -> Iterable[str]:
    """A unified difference, a row a line."""
    old, new = before.splitlines(keepends=True), now.splitlines(keepends=True)
    return difflib.unified_diff(old, new, fromfile=f"{name} (golden)", tofile=f"{name} (now)", n=1)


class GoldenWriter:
    """A pytest plugin that does nothing: its presence tells the fixture ``golden`` to write."""


def main(arguments: list[str]) -> int:
    """Runs the examples on the sample plan by way of pytest, whose fixture loads it."""
    parser = argparse.ArgumentParser(prog="python -m tests.queries.golden", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the golden files")
    write = parser.parse_args(arguments).write

    class Register:
        def pytest_configure(self, config: pytest.Config) -> None:
            if write:
                config.pluginmanager.register(GoldenWriter(), WRITER)

    tests = Path(__file__).with_name("test_examples.py")
    return int(pytest.main(["-q", "-s", "--no-header", "--tb=short", "-k", "golden", str(tests)], plugins=[Register()]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
