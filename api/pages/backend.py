"""What pages need of the service: the catalogue, and answers to its queries."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Protocol, cast

from fastapi import Request

from api.pages.keeping import Kept
from api.texts import Texts
from graph.asking import Reply
from graph.catalogue import Catalogue, Result
from graph.catalogue.result import Row
from graph.catalogue.search import Hit
from graph.errors import UnknownName


class Backend(Protocol):
    """The part of the service that pages use."""

    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def texts(self) -> Texts: ...

    async def run(self, name: str, params: Mapping[str, object]) -> Result: ...

    async def search(self, words: str, each: int) -> list[Hit]: ...

    async def ask(self, question: str) -> Reply: ...


def backend(request: Request) -> Backend:
    """The service that the application was started with."""
    return cast(Backend, request.app.state.backend)


def texts(request: Request) -> Texts:
    """The texts of the loaded documents."""
    return backend(request).texts


async def ask(request: Request, name: str, **params: object) -> Result:
    """One query; parameters that are None or empty are left out. Raises what the runner raises."""
    given = {key: value for key, value in params.items() if value is not None and value != ""}
    return await backend(request).run(name, given)


async def ask_all(request: Request, *questions: tuple[str, Mapping[str, object]]) -> list[Result]:
    """Several queries at once, answers in the same order. Raises what the first that fails raises."""
    return list(await asyncio.gather(*(ask(request, name, **params) for name, params in questions)))


async def ask_further(request: Request, first: Result, *questions: tuple[str, Mapping[str, object]]) -> list[Result]:
    """The same after an answer that was just given: what is known of the same data is not asked for again."""
    return list(await asyncio.gather(*(_known(request, first, name, params) for name, params in questions)))


async def ask_again(request: Request, name: str, **params: object) -> Result:
    """One query whose answer may be known of the data as they are: a small one is asked first. Raises as it."""
    first = await ask(request, "document/list", limit=1)
    given = {key: value for key, value in params.items() if value is not None and value != ""}
    return (await ask_further(request, first, (name, given)))[0]


async def _known(request: Request, first: Result, name: str, params: Mapping[str, object]) -> Result:
    kept = _kept(request)
    found = kept.find(first.data.version, name, params)
    if found is None:
        found = await ask(request, name, **params)
        kept.keep(first.data.version, name, params, found)
    return found


def _kept(request: Request) -> Kept:
    """What this application keeps."""
    state = request.app.state
    if not hasattr(state, "kept"):
        state.kept = Kept()
    return cast(Kept, state.kept)


async def search(request: Request, words: str, each: int) -> list[Hit]:
    """Nodes that hold the words, most of each label. Raises as the service."""
    return await backend(request).search(words, each)


async def ask_in_words(request: Request, question: str) -> Reply:
    """What a question was taken for, and the answer if that is sure. Raises as the service."""
    return await backend(request).ask(question)


def only(result: Result) -> Row:
    """The row of a query of shape one. Raises UnknownName where there is none: what was named a moment ago is gone."""
    if not result.rows:
        asked = result.params[0]
        raise UnknownName(f"no {asked.shown!r}", where=f"{result.query.name}, parameter {asked.name}")
    return result.rows[0]


def resolved(result: Result, name: str) -> str:
    """The id that a name given for a parameter stands for."""
    return next(str(bound.value) for bound in result.params if bound.name == name)
