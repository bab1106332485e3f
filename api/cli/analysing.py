"""The command analyse: centralities of agencies, and runs of them kept in the store beside the facts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from api import words
from api.cli.output import Format, print_json, print_table, print_text, say
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.analysis import Run, Table
    from graph.analysis.networks import Network
    from graph.library import Library


class Reading(StrEnum):
    """How the lead rule is read."""

    strict = "strict"
    broad = "broad"


HEADS = {
    "lead_count": "牵头数",
    "lead_share": "牵头占比",
    "degree": "任务数",
    "betweenness": "中介",
    "strength_newman": "强度 newman",
    "strength_cosine": "强度 cosine",
    "constraint_newman": "约束（小者先）",
    "eigenvector_newman": "特征向量",
}

_WHOLE = 1e-9  # a sum of floats that is no further from a whole number is one

Measures = Annotated[
    list[str] | None,
    typer.Option("--measure", "-m", help="Only this measure; may be repeated.", show_default=False),
]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(analyse)


def analyse(
    document: Annotated[str, typer.Option(help="Only this document: number, title or id.")] = "",
    reading: Annotated[Reading, typer.Option(help="How the lead rule is read.")] = Reading.strict,
    collectives: Annotated[
        bool, typer.Option("--collectives/--no-collectives", help="Also classes of bodies (各有关部门).")
    ] = False,
    measure: Measures = None,
    groups: Annotated[bool, typer.Option("--groups", help="Also groups of agencies, tested against chance.")] = False,
    write: Annotated[str, typer.Option(metavar="NAME", help="Keep the scores in the store as this run.")] = "",
    runs: Annotated[bool, typer.Option("--runs", help="List the runs that are kept.")] = False,
    show: Annotated[str, typer.Option(metavar="NAME", help="Print a run that is kept.")] = "",
    delete: Annotated[str, typer.Option(metavar="NAME", help="Remove a run; facts are not touched.")] = "",
    limit: Annotated[int, typer.Option(help="Agencies that the table shows; other formats have all.", min=1)] = 20,
    format: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.table,
) -> None:
    """Centralities of the agencies: who leads, who does much, who lies between. 网络分析。"""
    from api.session import open_library
    from graph.analysis import Data, agency_measure, delete_run, measured, read_scores, write_run

    if sum(map(bool, (runs, show, delete))) > 1:
        raise UsageError("--runs, --show and --delete exclude each other", where="policygraph analyse")
    with open_library() as library:
        if runs:
            _list(library, format)
        elif delete:
            delete_run(library, delete)
            say(f"已删除分析 {delete}；事实数据未动")
        elif show:
            run, tables = read_scores(library.store, show)
            _print(tables, format, limit)
            _say_of(run, library)
        else:
            told = {"document": document or None, "collectives": collectives}
            network = agency_measure(Data(library.store), reading=reading.value, **told)  # type: ignore[arg-type]
            if not network.number_of_nodes():
                raise UsageError("there are no responsibilities to analyse", hint="load a plan first: policygraph demo")
            with _clock() as progress:
                tables = measured(network, measure or (), progress)
            _print(tables, format, limit)
            _say_network(network)
            if groups:
                _say_groups(network)
            if write:
                say(f"已写入分析 {write_run(library, write, network, tables).name}：policygraph analyse --show {write}")


@contextmanager
def _clock() -> Iterator[Callable[[float, str], None]]:
    """Says on standard error how long something takes: on a terminal in one line, else after 2, 4, 8 … seconds."""
    terminal = sys.stderr.isatty()
    due = 2.0

    def tell(seconds: float, what: str) -> None:
        nonlocal due
        if terminal:
            sys.stderr.write(f"\r{what}: {seconds:.0f} s")
        elif seconds >= due:
            due *= 2
            say(f"policygraph: {what}: {seconds:.0f} s")

    yield tell
    if terminal:
        sys.stderr.write("\r\x1b[K")


# ---- what is printed --------------------------------------------------------------------------------------------


def _print(tables: list[Table], format_: Format, limit: int) -> None:
    if format_ is Format.json:
        print_json([table.to_dict() for table in tables])
    elif format_ is Format.csv:
        first, *rest = [table.to_csv() for table in tables]
        print_text(first + "".join(text.partition("\r\n")[2] for text in rest))
    else:
        _print_together(tables, limit)


def _print_together(tables: list[Table], limit: int) -> None:
    """One row an agency, by their ranks in the first measure, then the second …; a cell is the score and the rank."""
    ranks = [table.ranks() for table in tables]
    order = sorted(tables[0].rows, key=lambda row: ([r.get(row.node) or len(r) for r in ranks], row.node))
    cells = [{row.node: _cell(row.score, row.rank) for row in table.rows} for table in tables]
    heads = ["部门", *(HEADS.get(table.measure, table.measure) for table in tables)]
    rows = [[row.name, *(of_table.get(row.node, "") for of_table in cells)] for row in order[:limit]]
    print_table("部门的中心性（括号内为名次，并列者同名次）", heads, rows)
    if len(tables[0].rows) > limit:
        say(f"共 {len(tables[0].rows)} 个部门，列出 {limit} 个；--limit 可改")


def _cell(score: float | None, rank: int | None) -> str:
    if score is None:
        return "–"
    whole = abs(score - round(score)) < _WHOLE
    return f"{score:.0f}（{rank}）" if whole else f"{score:.3f}（{rank}）"


def _say_network(network: Network) -> None:
    about = network.graph
    say(
        f"读法：{words.word(about['reading'])}；{network.number_of_nodes()} 个节点，{network.number_of_edges()} 条边；"
        f"{about['measures']} 项任务，{about['led']} 项有牵头部门；并行责任合并为一条边，取最强角色；"
        f"数据版本 {about['data_version']}"
    )
    if about["document"] or len({told.get("document") for _, told in network.nodes(data=True)} - {None}) == 1:
        say("只有一份文件：除牵头数外，各种中心性大体上只是重复任务数，不宜单独解读")


def _say_groups(network: Network) -> None:
    from graph.analysis import communities

    found = communities(network)
    print_text(found.statement)
    for number, group in enumerate(found.groups, start=1) if found.significant else ():
        print_text(f"{number}  {'、'.join(group)}")


def _list(library: Library, format_: Format) -> None:
    from graph.analysis import list_runs

    found = list_runs(library.store)
    if format_ is Format.json:
        print_json([asdict(run) for run in found])
        return
    version = _version(library)
    rows = [
        (
            r.name,
            r.network,
            r.of_document or "全部",
            words.word(r.reading),
            len(r.measures),
            r.finished,
            _age(r, version),
        )
        for r in found
    ]
    print_table("保存的分析", ("名称", "网络", "文件", "读法", "指标", "完成", "数据"), rows)


def _say_of(run: Run, library: Library) -> None:
    version = _age(run, _version(library))
    say(f"分析 {run.name}：读法 {words.word(run.reading)}；数据版本 {run.data_version}（{version}）")


def _age(run: Run, version: str) -> str:
    return "与现有数据一致" if run.data_version == version else "数据已变，请重新分析"


def _version(library: Library) -> str:
    from graph.catalogue.version import data_version

    return data_version(library.store).version
