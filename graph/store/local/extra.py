"""The packages of the extra ``local``: Java for Neo4j, the download of its jars, a look at processes."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from graph.errors import UsageError


def extra(name: str) -> ModuleType:
    """A package of the extra.

    Raises:
        UsageError: it is not installed.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise UsageError(
            f"a local Neo4j needs the Python package {error.name}, which is not installed",
            hint="install the extra: pip install 'policygraph[local]', in a checkout pip install '.[local]'",
        ) from error
