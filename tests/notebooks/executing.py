"""Notebooks as a reader runs them: text to cells, cells through a kernel, and what came out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import jupytext
from nbclient import NotebookClient
from nbformat import NotebookNode

from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.py"))
SECONDS = 120  # for one cell


@dataclass(frozen=True)
class Done:
    """A notebook that ran to its end: its cells, the pictures it showed, the last cell's text, what went to stderr."""

    cells: list[NotebookNode]
    pictures: int
    last: str
    said: str


def execute(path: Path, folder: Path) -> Done:
    """Run all cells with the environment of this process; a cell that fails is raised.

    Args:
        folder: where the kernel works.
    """
    notebook = jupytext.read(path)
    NotebookClient(
        notebook, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    ).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    shown = [output.data for output in outputs if "data" in output]
    return Done(
        notebook.cells,
        sum("image/png" in data for data in shown),
        str(shown[-1]["text/plain"]),
        "".join(output.text for output in outputs if output.get("name") == "stderr"),
    )
