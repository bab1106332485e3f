"""The core of policygraph: schema, records, registry, store, query catalogue. Imports nothing of loaders or api.

``graph.run(name, **params)`` asks one question of the catalogue; ``graph.Workspace`` holds a store open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.version import VERSION as __version__

if TYPE_CHECKING:
    from graph.catalogue import Result
    from graph.workspace import Workspace

__all__ = ["Workspace", "__version__", "run"]


def run(name: str, /, **params: object) -> Result:
    """The answer to one question of the catalogue, from the data folder and store of the environment.

    >>> graph.run("agency/leads", agency="质检总局").to_pandas()

    Raises:
        UnknownName, AmbiguousName, InvalidParameter: of the question, a name or a parameter.
        DataFolderError, StoreUnreachable, StoreTimeout: from the store.
    """
    from graph.workspace import shared_workspace

    return shared_workspace().run(name, **params)


def __getattr__(name: str) -> object:
    """``graph.Workspace``, imported when it is first named: the package itself must stay quick to import."""
    if name == "Workspace":
        from graph.workspace import Workspace

        return Workspace
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
