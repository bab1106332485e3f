"""Commands about one document, and about all of them: extract, delete, rebuild."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api import words
from api.cli.output import TextFormat, print_facts, print_json, print_table, print_text, progress, say
from graph.errors import UsageError

if TYPE_CHECKING:
    pass

File = Annotated[Path, typer.Argument(help="A text file with one plan.", show_default=False)]
Files = Annotated[list[Path], typer.Argument(help="Text files, one plan each.", show_default=False)]
Key = Annotated[str, typer.Argument(help="Official number, title or id of a loaded document.", show_default=False)]
AsText = Annotated[TextFormat, typer.Option("--format", help="How to print.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(extract)
    app.command()(delete)
    app.command()(rebuild)


def extract(
    file: File,
    format: AsText = TextFormat.table,
    corrections: Annotated[Path | None, typer.Option(help="Apply the corrections by hand of this file.")] = None,
) -> None:
    """Print what a plan says, without a database."""
    from api.session import corrected, read_file
    from loaders.contract import extraction_json

    reading = read_file(file)
    data = extraction_json(corrected(reading, corrections) if corrections else reading)
    if format is TextFormat.json:
        print_json(data)
    else:
        _print_extraction(data)


def _print_extraction(data: dict[str, Any]) -> None:
    document = data["document"]
    print_facts(
        {
            "标题": document["title"],
            "文号": document["number"],
            "发文机关": document["issuer"],
            "成文日期": document["issued"],
        }
    )
    rows = [
        (m["number"], m["title"], p["as_named"], words.word(p["role"]), words.word(p["basis"]))
        for m in data["measures"]
        for r in m["responsibilities"]
        for p in r["parties"]
    ]
    print_table("责任单位（严格读法）", ("序号", "任务", "单位", "角色", "依据"), rows)
    counts = f"{len(data['measures'])} 项任务，{len(rows)} 个责任关系，{len(data['issues'])} 个问题"
    say(f"{counts}；全部内容见 --format json")


# ---- delete, rebuild -------------------------------------------------------------------------------------------


def delete(document: Key) -> None:
    """Remove a document and everything that it alone said."""
    from api.session import open_library
    from graph.catalogue.names import resolve

    with open_library() as library:
        report = library.delete(resolve(library.store, "Document", document, "policygraph delete").id)
    print_text(f"{words.LOADS[report.status]}：{report.document}")


def rebuild(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before the store is emptied.")] = False,
) -> None:
    """Empty the store and load every document again from the records in the data folder."""
    from api.session import open_library

    if not yes and not typer.confirm("清空图数据库，并从数据文件夹重新载入全部文件？", err=True):
        raise UsageError("nothing was done", hint="give --yes to go ahead without being asked")
    with open_library() as library, progress(len(library.documents())) as done:
        reports = library.rebuild(lambda _done, _total, document: done(document))
    print_text(f"重新载入 {len(reports)} 份文件")
