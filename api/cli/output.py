"""What the command line prints: tables for people, JSON and CSV for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_PIPED_WIDTH = 120  # columns of a table that is not printed on a terminal


class Format(StrEnum):
    """Formats of tabular answers."""

    table = "table"
    json = "json"
    csv = "csv"


class TextFormat(StrEnum):
    """Formats of structured answers."""

    table = "table"
    json = "json"


def print_json(data: object) -> None:
    """Indented JSON with a line end, Chinese as it is."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def print_text(text: str) -> None:
    """Text as it is, with a line end."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def say(message: str) -> None:
    """A message for the person at the terminal, on standard error."""
    sys.stderr.write(message + "\n")


def print_table(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table that fits the terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title), title_justify="left", box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for head in heads:
        table.add_column(Text(head), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell_text(cell)) for cell in row))
    _console().print(table)


def cell_text(cell: object) -> str:
    """A cell as people read it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return "、".join(map(str, cell)) if isinstance(cell, list | tuple) else str(cell)


def print_facts(facts: Mapping[str, object]) -> None:
    """Name and value, one a line."""
    for name, value in facts.items():
        if value not in (None, "", [], ()):
            print_text(f"{name}：{cell_text(value)}")


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on standard error while it is a terminal; the function it gives counts one thing done."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda _name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def done(name: str) -> None:
            bar.update(task, advance=1, description=name[-30:])

        yield done


def _console() -> Console:
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=_PIPED_WIDTH, color_system=None)
