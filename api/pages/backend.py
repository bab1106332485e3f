"""What pages need of the service: the catalogue, and answers to its queries."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Protocol, cast

from fastapi import Request

from graph.catalogue import Catalogue, Result
from graph.catalogue.result import Row
from graph.errors import UnknownName


class Backend(Protocol):
    """The part of the service that pages use."""

    @property
    def catalogue(self) -> Catalogue: ...

    async def run(self, name: str, params: Mapping[str, object]) -> Result: ...


def backend(request: Request) -> Backend:
    """The service that the application was started with."""
    return cast(Backend, request.app.state.backend)


async def ask(request: Request, name: str, **params: object) -> Result:
    """One query; parameters that are None or empty are left out. Raises what the runner raises."""
    given = {key: value for key, value in params.items() if value is not None and value != ""}
    return await backend(request).run(name, given)


async def ask_all(request: Request, *questions: tuple[str, Mapping[str, object]]) -> list[Result]:
    """Several queries at once, answers in the same order. Raises what the first that fails raises."""
    return list(await asyncio.gather(*(ask(request, name, **params) for name, params in questions)))


def only(result: Result) -> Row:
    """The row of a query of shape one. Raises UnknownName where there is none: what was named a moment ago is gone."""
    if not result.rows:
        asked = result.params[0]
        raise UnknownName(f"no {asked.shown!r}", where=f"{result.query.name}, parameter {asked.name}")
    return result.rows[0]


def resolved(result: Result, name: str) -> str:
    """The id that a name given for a parameter stands for."""
    return next(str(bound.value) for bound in result.params if bound.name == name)
