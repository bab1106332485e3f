"""A process of its own that changes a library: it says "ready" before, and "done" after.

Arguments: the data folder, then ``load N`` (the large plan in its version N), ``delete`` (it) or ``rebuild``.
"""

from __future__ import annotations

import sys

from graph.library import Library
from graph.store import DataFolder, open_store
from tests.stores.library_plans import LARGE, large_plan, small_registry


def main(folder: DataFolder, verb: str, version: str = "") -> None:
    entry = large_plan(version)
    with open_store(folder) as store:
        library = Library(folder, store, small_registry, "1")
        print("ready", flush=True)
        if verb == "load":
            library.load(entry)
        elif verb == "delete":
            library.delete(LARGE)
        else:
            library.rebuild()
        print("done", flush=True)


main(DataFolder(sys.argv[1]), *sys.argv[2:])
