"""The core of policygraph: schema, records, registry, store, query catalogue. Imports nothing of loaders or api.

``graph.run(name, **params)`` asks one question of the catalogue, ``graph.ask(question)`` asks in words;
``graph.Workspace`` holds a store open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.version import VERSION as __version__

if TYPE_CHECKING:
    from graph.asking import Reply
    from graph.catalogue import Result
    from graph.workspace import Workspace

__all__ = ["Workspace", "__version__", "ask", "run"]


def run(name: str, /, **params: object) -> Result:
    """The answer to one question of the catalogue, from the data folder and store of the environment.

    >>> graph.run("agency/leads", agency="质检总局").to_pandas()

    Raises:
        UnknownName, AmbiguousName, InvalidParameter: of the question, a name or a parameter.
        DataFolderError, StoreUnreachable, StoreTimeout: from the store.
    """
    from graph.workspace import shared_workspace

    return shared_workspace().run(name, **params)


def ask(question: str) -> Reply:
    """What a question in words was taken for and, where that is sure, the answer; on the same data as :func:`run`.

    >>> graph.ask("质检总局牵头哪些任务？").result.to_pandas()

    Raises:
        InvalidParameter: no text, or too long.
        DataFolderError, StoreUnreachable, StoreTimeout: from the store.
    """
    from graph.workspace import shared_workspace

    return shared_workspace().ask(question)


def __getattr__(name: str) -> object:
    """``graph.Workspace``, imported when it is first named: the package itself must stay quick to import."""
    if name == "Workspace":
        from graph.workspace import Workspace

        return Workspace
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
