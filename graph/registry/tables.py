"""The registry's own tables: CSV files in UTF-8 with a header row; several values in a cell stand apart by ``|``."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TypeAlias

Row: TypeAlias = dict[str, str]

_FOLDER = Path(__file__).parent / "data"


def rows(table: str) -> list[Row]:
    """All rows of ``data/<table>.csv``, cells as text, empty cells as ``""``."""
    text = (_FOLDER / f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(value for value in cell.split("|") if value)
