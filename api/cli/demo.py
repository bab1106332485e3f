"""The command demo: the sample plan, loaded and asked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from api import words
from api.cli import serve as server
from api.cli.output import print_text, say
from api.cli.questions import print_result

if TYPE_CHECKING:
    from graph.catalogue.result import Row
    from graph.library import Library
    from loaders.extract import Reading

Serve = Annotated[
    bool | None,
    typer.Option(
        "--serve/--no-serve", help="Serve the pages afterwards; by default on a terminal.", show_default=False
    ),
]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(demo)


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
        print_text(f"文中规则：{reading.clean.words(reading.found.rule)}")
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
