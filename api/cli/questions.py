"""The command query: one question of the catalogue, as a table or as a file."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api import words
from api.cli.completion import complete_parameter, complete_query
from api.cli.output import print_json, print_table, say
from graph.errors import InvalidParameter, UsageError

if TYPE_CHECKING:
    from graph.catalogue import Bound, Catalogue, Parameter, Result


class AnswerFormat(StrEnum):
    """Formats of an answer; graphml and gexf of answers that are graphs."""

    table = "table"
    json = "json"
    csv = "csv"
    jsonl = "jsonl"
    graphml = "graphml"
    gexf = "gexf"


Name = Annotated[
    str,
    typer.Argument(
        help="Name of the query, e.g. agency/leads; without it all are listed.",
        show_default=False,
        autocompletion=complete_query,
    ),
]
Params = Annotated[
    list[str] | None,
    typer.Option(
        "--param",
        "-p",
        help="Parameter as name=value; may be repeated.",
        show_default=False,
        autocompletion=complete_parameter,
    ),
]
AsFormat = Annotated[
    AnswerFormat | None,
    typer.Option("--format", help="How to print; by default as OUTPUT ends, else a table.", show_default=False),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="File to write instead of printing.", show_default=False)
]

_HIDDEN = {"start", "end", "measure", "document", "ordinal", "notation", "rule"}  # for programs; people see the rest


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(query)


def query(name: Name = "", param: Params = None, format: AsFormat = None, output: Output = None) -> None:
    """Ask a question of the catalogue; without a name, list the questions.

    csv, jsonl, graphml and gexf hold all rows unless -p limit= is given.
    """
    from graph.catalogue import Catalogue

    chosen = format or _by_suffix(output)
    if not name:
        _list(Catalogue(), chosen)
        return
    result = _ask(name, _params(name, param or []), chosen)
    if output:
        _write(result, chosen, output)
    elif chosen is AnswerFormat.table:
        print_result(result)
    elif chosen is AnswerFormat.json:
        print_json(result.to_dict())
    else:
        _print_file(result, chosen)


def _by_suffix(output: Path | None) -> AnswerFormat:
    """The format that the file's name says. Raises UsageError if it says none."""
    if output is None:
        return AnswerFormat.table
    suffix = output.suffix.lower().lstrip(".")
    if suffix not in set(AnswerFormat) - {AnswerFormat.table}:
        raise UsageError(f"the name {output.name} does not say which format", hint="give --format")
    return AnswerFormat(suffix)


def _write(result: Result, format_: AnswerFormat, output: Path) -> None:
    from graph.export.answers import parts
    from graph.store.home import write_atomic

    if format_ is AnswerFormat.table:
        raise UsageError("a table is printed, not written", hint="--format csv, say")
    try:
        write_atomic(output, b"".join(parts(result, format_)), mode=0o644)
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}") from error
    say(_summary(result, f"，写入 {output}"))


def _print_file(result: Result, format_: AnswerFormat) -> None:
    """The file on standard output, without the byte order mark, which is for spreadsheets."""
    from graph.export.answers import parts

    for part in parts(result, format_):
        sys.stdout.write(part.decode().removeprefix("\ufeff"))
    if result.truncated:
        say(_summary(result))


def _params(name: str, given: list[str]) -> dict[str, object]:
    """name=value pairs. Raises InvalidParameter for a pair without = or given twice."""
    params: dict[str, object] = {}
    for pair in given:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise InvalidParameter(f"{pair!r} is no parameter", where=name, hint="write -p name=value")
        if key.strip() in params:
            raise InvalidParameter(f"parameter {key.strip()!r} is given twice", where=name)
        params[key.strip()] = value
    return params


def _ask(name: str, params: dict[str, object], format_: AnswerFormat) -> Result:
    from api.session import open_library
    from graph.catalogue import Catalogue, run
    from graph.catalogue.parameters import bind
    from graph.export.answers import FILES, formats_of

    catalogue = Catalogue()
    bind(catalogue[name], params)  # an unknown name or a wrong type is said before a store is started
    offered = [AnswerFormat.table, *formats_of(catalogue[name])]
    if format_ not in offered:
        raise UsageError(f"{name} does not come as {format_}", hint=f"it comes as {', '.join(offered)}")
    with open_library() as library:
        result = run(library.store, catalogue, name, params, all_rows=format_ in FILES)
        if not result.rows and not library.documents():
            say("没有载入任何文件：先运行 policygraph demo 或 policygraph load 文件")
    return result


def _list(catalogue: Catalogue, format_: AnswerFormat) -> None:
    queries = list(catalogue)
    if format_ is AnswerFormat.json:
        print_json([{"name": q.name, "title": {"zh": q.title.zh, "en": q.title.en}} for q in queries])
        return
    rows = [(q.name, q.title.zh, " ".join(_parameter(p) for p in q.params)) for q in queries]
    print_table("可以问的问题", ("名称", "问题", "参数"), rows)


def _parameter(parameter: Parameter) -> str:
    return parameter.name if parameter.required else f"[{parameter.name}]"


def print_result(result: Result) -> None:
    """A result as a table for people, with what was asked above and what was left out below."""
    asked = [f"{p.name}={p.shown}" for p in result.params if not _is_default(result, p)]
    names = {c.name for c in result.columns}
    columns = [c for c in result.columns if c.name not in _HIDDEN and not (c.type.base == "node" and "name" in names)]
    rows = [[words.shown(c.name, row[c.name]) for c in columns] for row in result.rows]
    title = result.query.title.zh + (f"（{'，'.join(asked)}）" if asked else "")
    print_table(title, [c.title.zh for c in columns], rows)
    say(_summary(result))


def _summary(result: Result, written: str = "") -> str:
    """How much of the answer this is, of which data, by which reading."""
    reading = f"读法：{words.word(result.reading)}；" if result.reading else ""
    rows = f"{len(result.rows)} 行"
    if result.truncated:
        more = "用 -p limit= 或 -p offset= 查看" if result.query.param("limit") else "以这么多为限"
        rows = f"共 {result.total} 行，此为 {rows}，{more}"
    return f"{reading}{rows}{written}；数据版本 {result.data.version}"


def _is_default(result: Result, bound: Bound) -> bool:
    parameter = result.query.param(bound.name)
    return parameter is not None and bound.value == parameter.default
