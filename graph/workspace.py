"""The graph from Python: a workspace holds the store of a data folder open and answers the questions of the catalogue.

In a notebook ``graph.run("agency/leads", agency="质检总局")`` is all that is needed; it uses one workspace of the
environment's data folder and store, opened at the first question and closed when Python ends.
"""

from __future__ import annotations

import atexit
import os
import threading
from contextlib import ExitStack
from functools import cached_property
from typing import TYPE_CHECKING

from graph.asking import Asker, Reply
from graph.catalogue import Catalogue, run
from graph.export import Selection, select
from graph.library import Library
from graph.registry.batch import registry_batch
from graph.registry.version import registry_version
from graph.store import DataFolder, open_named_store
from graph.store.connection import chosen_store

if TYPE_CHECKING:
    from types import TracebackType

    import networkx

    from graph.catalogue import Result
    from graph.records import Batch


class Workspace:
    """Questions on one store, from any thread. A context manager; :meth:`close` gives the store back.

    Args:
        home: the data folder; by default that of POLICYGRAPH_HOME, else the user's.
        store: "embedded", "neo4j" or an address; by default what the environment names.

    Raises:
        UsageError: no such store.
        DataFolderError: the data folder cannot be used.
        StoreUnreachable: the store cannot be started or reached.
    """

    def __init__(self, home: str | os.PathLike[str] | None = None, store: str | None = None) -> None:
        folder = DataFolder(home)
        with ExitStack() as held:
            opened = held.enter_context(open_named_store(store or chosen_store(), folder))
            self.library = Library(folder, opened, registry_batch, registry_version())
            self.library.prepare()
            self._held = held.pop_all()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The questions that may be asked."""
        return Catalogue()

    def run(self, name: str, /, **params: object) -> Result:
        """The answer to one question; parameters as the query file names them.

        Raises:
            UnknownName, AmbiguousName, InvalidParameter: as :func:`graph.catalogue.run`.
            StoreUnreachable, StoreTimeout: from the store.
        """
        return run(self.library.store, self.catalogue, name, params, timeout=60.0)

    @cached_property
    def asker(self) -> Asker:
        """What understands questions in words."""
        return Asker(self.catalogue)

    def ask(self, question: str) -> Reply:
        """What a question in words was taken for, and the answer where that is sure; see :class:`graph.asking.Asker`.

        Raises:
            InvalidParameter: no text, or too long.
            StoreUnreachable, StoreTimeout: from the store.
        """
        return self.asker.ask(self.library.store, question, timeout=60.0)

    def records(self, document: str = "", *, registry: bool = False) -> Batch:
        """Nodes and edges of the store, see :class:`graph.export.Selection`. Raises UnknownName."""
        return select(self.library.records(), Selection(document, registry))

    def network(self, document: str = "", *, registry: bool = False) -> networkx.MultiDiGraph[str]:
        """The same as a networkx graph, see :func:`graph.export.network.network_of`. Raises UnknownName."""
        from graph.export.network import network_of

        return network_of(self.records(document, registry=registry))

    def close(self) -> None:
        """Give the store back; doing it twice does nothing."""
        self._held.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


_lock = threading.Lock()
_shared: dict[tuple[str, str], Workspace] = {}


def shared_workspace() -> Workspace:
    """The workspace of the environment, opened once for each data folder and store; raises as :class:`Workspace`."""
    key = (str(DataFolder().path), chosen_store())
    with _lock:
        if key not in _shared:
            _shared[key] = Workspace()
            atexit.register(_shared[key].close)
        return _shared[key]
