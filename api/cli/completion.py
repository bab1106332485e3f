"""Completion in the shell: names of questions, and of parameters with their values, without a store being started."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from graph.catalogue import Parameter

_MOST = 50  # suggestions


def complete_query(incomplete: str) -> list[tuple[str, str]]:
    """Questions whose names begin so, with their titles."""
    from graph.catalogue import Catalogue

    return [(q.name, q.title.zh) for q in Catalogue() if q.name.startswith(incomplete)]


def complete_parameter(ctx: typer.Context, incomplete: str) -> list[str]:
    """Parameters of the question that was named, as ``name=``; after the ``=`` their values."""
    from graph.catalogue import Catalogue
    from graph.errors import PolicyGraphError

    named = ctx.params.get("name") or next(iter(ctx.args), "")  # while -p has no value, nothing is a parameter yet
    try:
        query = Catalogue()[str(named)]
    except PolicyGraphError:
        return []
    name, equals, value = incomplete.partition("=")
    if not equals:
        return [f"{p.name}=" for p in query.params if p.name.startswith(name)]
    parameter = query.param(name)
    values = sorted(v for v in _values(parameter) if v.startswith(value)) if parameter else []
    return [f"{name}={v}" for v in values[:_MOST]]


def _values(parameter: Parameter) -> Iterator[str]:
    """What the parameter may be: its list of values, or the names that the registry and the archive know."""
    yield from parameter.values
    if parameter.type.base == "bool":
        yield from ("true", "false")
    if parameter.type.label == "Document":
        yield from _documents()
    elif parameter.type.label in ("Agency", "Law", "Object", "Instrument"):
        yield from _registered(parameter.type.label)


def _registered(label: str) -> Iterator[str]:
    from graph.registry import registry
    from graph.registry.batch import registry_batch

    if label == "Agency":  # by short and former names too
        yield from registry().names()
        return

    for node in registry_batch().nodes:
        if node.label == label:
            yield str(node.row().get("name") or node.id)


def _documents() -> Iterator[str]:
    """Keys of the documents that the data folder keeps; none if it cannot be read."""
    from graph.archive import Archive
    from graph.errors import PolicyGraphError
    from graph.store import DataFolder

    try:
        archive = Archive(DataFolder().documents)
        yield from (archive.read(path).entry.document for path in archive.files())
    except PolicyGraphError:
        return
