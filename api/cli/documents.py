"""Commands about documents: extract, check, load, delete, rebuild."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api import words
from api.cli.output import TextFormat, print_facts, print_json, print_table, print_text, progress, say
from graph.errors import DataRejected, PartialResult, UsageError

if TYPE_CHECKING:
    from graph.revision import LoadReport
    from loaders.extract import Reading

File = Annotated[Path, typer.Argument(help="A text file with one plan.", show_default=False)]
Files = Annotated[list[Path], typer.Argument(help="Text files, one plan each.", show_default=False)]
Key = Annotated[str, typer.Argument(help="Official number, title or id of a loaded document.", show_default=False)]
AsText = Annotated[TextFormat, typer.Option("--format", help="How to print.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(extract)
    app.command()(check)
    app.command()(load)
    app.command()(delete)
    app.command()(rebuild)


def extract(file: File, format: AsText = TextFormat.table) -> None:
    """Print what a plan says, without a database."""
    from api.session import read_file
    from loaders.contract import extraction_json

    data = extraction_json(read_file(file))
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


# ---- check ------------------------------------------------------------------------------------------------------


def check(files: Files, format: AsText = TextFormat.table) -> None:
    """Print what could not be read or resolved. Writes nothing."""
    from api.session import read_file

    reports, refused = [], 0
    for file in files:
        try:
            reports.append(_report(file, read_file(file)))
        except DataRejected as error:
            refused += 1
            reports.append({"file": str(file), "refused": {"error": error.code, "text": str(error)}})
    if format is TextFormat.json:
        print_json(reports if len(files) > 1 else reports[0])
    else:
        for report in reports:
            _print_report(report)
    _leave(refused, len(files))


def _report(file: Path, reading: Reading) -> dict[str, Any]:
    from loaders.contract import extraction_json

    data = extraction_json(reading)
    kinds = Counter(i["kind"] for i in data["issues"])
    return {
        "file": str(file),
        "document": data["document"]["id"],
        "counts": {
            "measures": len(data["measures"]),
            "notations_accepted": sum(len(m["responsibilities"]) for m in data["measures"]),
            "notations_refused": kinds["unexplained_notation"],
            "parties": sum(len(r["parties"]) for m in data["measures"] for r in m["responsibilities"]),
            "agencies_unknown": kinds["unknown_agency"] + kinds["ambiguous_agency"],
        },
        "issues_by_kind": dict(sorted(kinds.items())),
        "issues": data["issues"],
    }


def _print_report(report: dict[str, Any]) -> None:
    if "refused" in report:
        print_text(f"{report['file']}：拒绝读入：{report['refused']['text']}")
        return
    counts = report["counts"]
    print_text(f"{report['file']}：{report['document']}，{counts['measures']} 项任务")
    print_text(f"责任表述：读懂 {counts['notations_accepted']} 处，未读懂 {counts['notations_refused']} 处")
    print_text(f"责任单位：{counts['parties']} 个，其中登记册没有的 {counts['agencies_unknown']} 个")
    if report["issues"]:
        rows = sorted(_issue_row(i) for i in report["issues"])
        print_table("问题", ("程度", "种类", "任务", "内容", "建议", "位置"), rows)


def _issue_row(issue: dict[str, Any]) -> tuple[str, ...]:
    severity = words.word(issue["severity"])
    place = f"{issue['start']}–{issue['end']}"
    return severity, issue["kind"], issue["measure"] or "", issue["text"], issue["suggestion"], place


def _leave(refused: int, total: int) -> None:
    """Exit code 1 if everything was refused, 4 if some was."""
    if refused:
        raise typer.Exit(DataRejected.exit_code if refused == total else PartialResult.exit_code)


# ---- load, delete, rebuild --------------------------------------------------------------------------------------


def load(files: Files, format: AsText = TextFormat.table) -> None:
    """Load plans into the graph, each in one transaction; loading the same file again changes nothing."""
    from api.session import open_library, read_file, records

    reports: list[dict[str, Any]] = []
    entries = []
    for file in files:
        try:
            entries.append((file, records(read_file(file))))
        except DataRejected as error:
            say(f"policygraph: {error}")
            reports.append({"file": str(file), "status": "refused", "error": error.code, "text": str(error)})
    if entries:
        with open_library() as library, progress(len(entries)) as done:
            for file, entry in entries:
                try:
                    reports.append(_loaded(file, library.load(entry)))
                except DataRejected as error:
                    say(f"policygraph: {error}")
                    reports.append({"file": str(file), "status": "refused", "error": error.code, "text": str(error)})
                done(file.name)
    if format is TextFormat.json:
        print_json(reports)
    else:
        _print_loads(reports)
    _leave(sum(r["status"] == "refused" for r in reports), len(files))


def _loaded(file: Path, report: LoadReport) -> dict[str, Any]:
    return {
        "file": str(file),
        "document": report.document,
        "status": report.status,
        "nodes": report.nodes,
        "edges": report.edges,
        "issues": report.issues,
        "added": dict(report.added),
        "removed": dict(report.removed),
    }


def _print_loads(reports: list[dict[str, Any]]) -> None:
    for report in reports:
        if report["status"] != "refused":
            print_text(
                f"{words.LOADS[report['status']]}：{report['document']}（{report['nodes']} 个节点，"
                f"{report['edges']} 条边，{report['issues']} 个问题）"
            )


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
