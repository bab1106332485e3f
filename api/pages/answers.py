"""Answers: a result as a table with links, the files it comes as, and how to ask the same elsewhere."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import Request

from api.pages import links
from api.pages.backend import backend
from api.pages.language import language
from api.pages.wording import cell_words
from api.pictures import addresses
from graph.catalogue import Column, Glossary, Query, Result
from graph.catalogue.query import Scalar
from graph.catalogue.result import Cell, Row
from graph.export.answers import FILES, formats_of

MAX_CELL = 12  # items of a list in one cell of a page; the files have all


@dataclass(frozen=True)
class Item:
    """One value of a cell, with the page that it leads to."""

    text: str
    href: str | None


@dataclass(frozen=True)
class Copies:
    """The same question for other faces."""

    url: str
    curl: str
    cli: str
    python: str
    cypher: str


@dataclass(frozen=True)
class Answer:
    """A result as a table, with the addresses of the same rows as files and of the rows before and after."""

    result: Result
    rows: tuple[tuple[tuple[Item, ...], ...], ...]
    files: tuple[tuple[str, str], ...]
    picture: str
    copies: Copies
    previous: str
    following: str


def answer_of(request: Request, result: Result) -> Answer:
    """The answer as a page shows it."""
    params = {bound.name: bound.value for bound in result.params}
    name, offset, limit = result.query.name, params.get("offset"), params.get("limit")
    before = links.question(name, {**params, "offset": max(0, int(offset) - int(limit or 0))}) if offset else ""
    after = links.question(name, {**params, "offset": result.next}) if result.next is not None else ""
    glossary, lang = backend(request).catalogue.glossary, language(request)
    rows = tuple(tuple(_cells(glossary, lang, result, row)) for row in result.rows)
    return Answer(result, rows, tuple(_files(result)), _picture(result), copies(request, result), before, after)


def copies(request: Request, result: Result) -> Copies:
    """The question as address, curl, command line, Python and Cypher; parameters at their defaults are left out."""
    query = result.query
    said = {bound.name: bound.value for bound in result.params if not _is_default(query, bound.name, bound.value)}
    url = str(request.base_url).rstrip("/") + links.address(f"/api/v1/queries/{query.name}", said)
    options = "".join(f" -p {shlex.quote(f'{name}={_plain(value)}')}" for name, value in said.items())
    arguments = "".join(f", {name}={value!r}" for name, value in said.items())
    return Copies(
        url=url,
        curl=f"curl {shlex.quote(url)}",
        cli=f"policygraph query {query.name}{options}",
        python=f'import graph\n\ngraph.run("{query.name}"{arguments})',
        cypher=query.cypher,
    )


def _picture(result: Result) -> str:
    """The picture of the same, empty where there is none."""
    params = {bound.name: str(bound.value) for bound in result.params if bound.value is not None}
    document, agency, reading = params.get("document"), params.get("agency"), result.reading
    name = result.query.name
    if name == "document/heat_map":
        return addresses.heat_map(document or "", reading)
    if name == "agency/pairs" and document and not agency:
        return addresses.matrix(document, reading)
    if result.query.shape != "graph" or not (document or agency):
        return ""
    return addresses.explorer(reading, document=document, agency=agency, other=params.get("other"))


def _is_default(query: Query, name: str, value: Scalar) -> bool:
    parameter = query.param(name)
    return value is None or (parameter is not None and value == parameter.default)


def _files(result: Result) -> Iterable[tuple[str, str]]:
    """Formats with their addresses. Files hold all rows, so they are asked for without limit and offset."""
    params = {bound.name: bound.value for bound in result.params}
    whole = {name: value for name, value in params.items() if name not in ("limit", "offset")}
    for format_ in formats_of(result.query):
        yield format_, links.data(result.query.name, whole if format_ in FILES else params, format_)


def _cells(glossary: Glossary, lang: str, result: Result, row: Row) -> Iterable[tuple[Item, ...]]:
    for column in result.columns:
        if column.name == "quote" and (place := _place(result, row)):
            yield (Item(str(row["quote"]), place),) if row["quote"] else ()
        else:
            yield _cell(glossary, lang, column, row[column.name], result.reading)


def _place(result: Result, row: Row) -> str | None:
    """Where the words of a row stand in the text of a document, if the row says so."""
    known = row.get("document") or next((b.value for b in result.params if b.name == "document"), None)
    if known is None or row.get("start") is None or row.get("end") is None:
        return None
    return links.quoted(str(known), row["start"], row["end"], result.reading)


def _cell(glossary: Glossary, lang: str, column: Column, cell: Cell, reading: str | None) -> tuple[Item, ...]:
    parts: list[str | int | bool | None] = [*cell] if isinstance(cell, list) else [cell]
    said = [part for part in parts if part is not None and part != ""]
    more = (Item(f"…（{len(said)}）", None),) if len(said) > MAX_CELL else ()
    return (*(_item(glossary, lang, column, part, reading) for part in said[:MAX_CELL]), *more)


def _item(glossary: Glossary, lang: str, column: Column, value: str | int | bool, reading: str | None) -> Item:
    if column.type.base == "node":
        return Item(str(value), links.node(column.type.label, str(value), reading))
    return Item(cell_words(glossary, column.name, value, lang), None)


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
