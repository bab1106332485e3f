"""Commands that ask: query, schema, demo."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api import words
from api.cli import serve as server
from api.cli.output import Format, cell_text, print_json, print_table, print_text, say
from graph.errors import InvalidParameter

if TYPE_CHECKING:
    from graph.catalogue import Bound, Catalogue, Parameter, Result
    from graph.catalogue.result import Row
    from graph.library import Library
    from loaders.extract import Reading

Name = Annotated[
    str, typer.Argument(help="Name of the query, e.g. agency/leads; without it all are listed.", show_default=False)
]
Params = Annotated[
    list[str] | None,
    typer.Option("--param", "-p", help="Parameter as name=value; may be repeated.", show_default=False),
]
AsFormat = Annotated[Format, typer.Option("--format", help="How to print.")]

_HIDDEN = {"start", "end", "measure", "document", "ordinal", "notation", "rule"}  # for programs; people see the rest


class SchemaFormat(StrEnum):
    """Ways to print the schema."""

    table = "table"
    json = "json"
    svg = "svg"


AsSchema = Annotated[SchemaFormat, typer.Option("--format", help="How to print.")]
Serve = Annotated[
    bool | None,
    typer.Option(
        "--serve/--no-serve", help="Serve the pages afterwards; by default on a terminal.", show_default=False
    ),
]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(query)
    app.command()(schema)
    app.command()(demo)


def query(name: Name = "", param: Params = None, format: AsFormat = Format.table) -> None:
    """Ask a question of the catalogue; without a name, list the questions."""
    from graph.catalogue import Catalogue

    if not name:
        _list(Catalogue(), format)
        return
    result = _ask(name, _params(name, param or []))
    if format is Format.json:
        print_json(result.to_dict())
    elif format is Format.csv:
        print_text(result.to_csv())
    else:
        print_result(result)


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


def _ask(name: str, params: dict[str, object]) -> Result:
    from api.session import open_library
    from graph.catalogue import Catalogue, run
    from graph.catalogue.parameters import bind

    catalogue = Catalogue()
    bind(catalogue[name], params)  # an unknown name or a wrong type is said before a store is started
    with open_library() as library:
        result = run(library.store, catalogue, name, params)
        if not result.rows and not library.documents():
            say("没有载入任何文件：先运行 policygraph demo 或 policygraph load 文件")
    return result


def _list(catalogue: Catalogue, format_: Format) -> None:
    queries = list(catalogue)
    if format_ is Format.json:
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
    reading = f"读法：{words.word(result.reading)}；" if result.reading else ""
    more = "；还有更多行，用 -p limit= 或 -p offset= 查看" if result.truncated else ""
    say(f"{reading}{len(result.rows)} 行{more}；数据版本 {result.data.version}")


def _is_default(result: Result, bound: Bound) -> bool:
    parameter = result.query.param(bound.name)
    return parameter is not None and bound.value == parameter.default


# ---- schema -----------------------------------------------------------------------------------------------------


def schema(format: AsSchema = SchemaFormat.table) -> None:
    """Print the labels, edge types and properties of the graph."""
    from api.schema_picture import schema_svg
    from api.schema_reference import schema_data

    if format is SchemaFormat.svg:
        print_text(schema_svg())
        return
    data = schema_data()
    if format is SchemaFormat.json:
        print_json(data)
        return
    nodes = [(n["label"], n["doc"], cell_text(n["names"])) for n in data["nodes"]]
    print_table("Nodes", ("label", "meaning", "properties"), nodes)
    edges = [(e["type"], _ends(e), e["doc"], cell_text(e["names"])) for e in data["edges"]]
    print_table("Edges", ("type", "from → to", "meaning", "properties"), edges)


def _ends(edge: dict[str, Any]) -> str:
    return f"{'|'.join(edge['sources'])} → {'|'.join(edge['targets'])}"


# ---- demo -------------------------------------------------------------------------------------------------------


def demo(serve: Serve = None) -> None:
    """Load the sample plan and show what 质检总局 leads, by which rule and in which words, and the workload."""
    from api.session import corrected, open_library, read_file, sample_plan

    reading = corrected(read_file(sample_plan()))
    with open_library() as library:  # kept open, so that the server finds the engine running
        _show(library, reading)
        if sys.stdout.isatty() if serve is None else serve:
            server.serve()


def _show(library: Library, reading: Reading) -> None:
    from api.session import records
    from graph.catalogue import Catalogue, run

    report = library.load(records(reading))
    say(f"{words.LOADS[report.status]}：{report.document}（{report.nodes} 个节点，{report.edges} 条边）")
    catalogue, plan = Catalogue(), {"document": report.document}
    leads = run(library.store, catalogue, "agency/leads", {"agency": "质检总局", **plan})
    workload = run(library.store, catalogue, "agency/workload", plan)
    if reading.found.rule:
        print_text(f"文中规则：{reading.clean.slice(reading.found.rule)}")
    print_text(f"\n质检总局牵头 {len(leads.rows)} 项任务（{words.word('strict')}读法）：")
    for row in leads.rows:
        _print_lead(row)
    print_text("")
    print_result(workload)
    say("再试：policygraph query agency/leads -p agency=工业和信息化部 -p reading=broad")
    say("policygraph query 列出全部问题；policygraph serve 打开网页")


def _print_lead(row: Row) -> None:
    """One measure with what makes the agency its lead, and where it says so."""
    wording = f"，用语“{row['wording']}”" if row["wording"] else ""
    print_text(f"{row['number']}{row['title']}")
    print_text(f"    依据：{words.word(row['basis'])}{wording}")
    print_text(f"    原文（第 {row['start']}–{row['end']} 字）：{row['quote']}")
