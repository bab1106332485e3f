"""The command check: what could not be read or resolved in files and folders. Writes nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api import words
from api.cli.output import TextFormat, print_json, print_table, print_text, progress
from graph.errors import DataRejected, PartialResult

if TYPE_CHECKING:
    from loaders.extract import Reading

Json = dict[str, Any]
_LISTED = 12  # documents whose issues are listed one by one; of more, only the groups are shown
_EXAMPLES = 3


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(check)


def check(
    files: Annotated[list[Path], typer.Argument(help="Files with one plan each, or folders of them.")],
    format: Annotated[TextFormat, typer.Option("--format", help="How to print.")] = TextFormat.table,
    jobs: Annotated[int, typer.Option(help="Processes that read files; 0 chooses.", min=0, max=32)] = 0,
) -> None:
    """Print what could not be read or resolved, grouped, with counts of accepted, refused and unknown."""
    from api.reading import over_files, plan_files

    wanted = plan_files(files)
    reports = []
    with progress(len(wanted)) as count:
        for file, report in over_files(wanted, check_one, jobs):
            reports.append(report)
            count(file.name)
    if format is TextFormat.json:
        print_json(reports if len(reports) > 1 else reports[0])
    else:
        _print(reports)
    refused = sum("refused" in r for r in reports)
    if refused:
        raise typer.Exit(DataRejected.exit_code if refused == len(reports) else PartialResult.exit_code)


# ---- what is counted --------------------------------------------------------------------------------------------


def check_one(file: Path) -> Json:
    """The report on one file: counts, issues by kind, issues; or ``refused`` with the error's name and text."""
    from api.session import read_file

    try:
        return _report(file, read_file(file))
    except DataRejected as error:
        return {"file": str(file), "refused": {"error": error.code, "text": str(error)}}


def _report(file: Path, reading: Reading) -> Json:
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
            "agencies_unknown": kinds["unknown_agency"],
            "agencies_ambiguous": kinds["ambiguous_agency"],
        },
        "issues_by_kind": dict(sorted(kinds.items())),
        "issues": data["issues"],
    }


# ---- what is printed --------------------------------------------------------------------------------------------


def _print(reports: list[Json]) -> None:
    for report in reports if len(reports) <= _LISTED else ():
        _print_report(report)
    if len(reports) > 1:
        _print_summary(reports)


def _print_report(report: Json) -> None:
    if "refused" in report:
        print_text(f"{report['file']}：拒绝读入：{report['refused']['text']}")
        return
    print_text(f"{report['file']}：{report['document']}，{report['counts']['measures']} 项任务")
    _print_counts(report["counts"])
    if report["issues"]:
        groups = sorted(report["issues_by_kind"].items(), key=lambda kind: (-kind[1], kind[0]))
        print_text(f"问题：{len(report['issues'])} 个（" + "，".join(f"{words.word(k)} {n}" for k, n in groups) + "）")
        rows = sorted(_issue_row(i) for i in report["issues"])
        print_table("问题", ("程度", "种类", "任务", "内容", "建议", "位置"), rows)


def _print_counts(counts: Counter[str] | Json) -> None:
    print_text(f"责任表述：读懂 {counts['notations_accepted']} 处，未读懂 {counts['notations_refused']} 处")
    print_text(
        f"责任单位：{counts['parties']} 个，其中登记册没有的 {counts['agencies_unknown']} 个，"
        f"有多个所指的 {counts['agencies_ambiguous']} 个"
    )


def _issue_row(issue: Json) -> tuple[str, ...]:
    severity = words.word(issue["severity"])
    place = f"{issue['start']}–{issue['end']}"
    return severity, words.word(issue["kind"]), issue["measure"] or "", issue["text"], issue["suggestion"], place


def _print_summary(reports: list[Json]) -> None:
    read = [r for r in reports if "refused" not in r]
    print_text(f"共 {len(reports)} 个文件，读懂 {len(read)} 个，拒绝 {len(reports) - len(read)} 个")
    totals: Counter[str] = Counter()
    for report in read:
        totals.update(report["counts"])
    if read:
        _print_counts(totals)
    refused = [(r["refused"]["error"], r["file"], r["refused"]["text"]) for r in reports if "refused" in r]
    if refused:
        print_table("拒绝读入", ("错误", "文件", "原因"), sorted(refused))
    groups = _groups(read)
    if groups:
        print_table("问题（按种类）", ("程度", "种类", "次数", "文件数", "例"), groups)


def _groups(reports: list[Json]) -> list[tuple[object, ...]]:
    """One row a kind of issue: how many, in how many files, with examples; the worst and the most frequent first."""
    kinds: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for report in reports:
        for issue in report["issues"]:
            kinds.setdefault((issue["severity"], issue["kind"]), []).append((report["file"], issue["text"]))
    order = {"error": 0, "warning": 1, "info": 2}
    ranked = sorted(kinds.items(), key=lambda item: (order[item[0][0]], -len(item[1]), item[0]))
    return [
        (words.word(severity), words.word(kind), len(met), len({f for f, _ in met}), _examples(t for _, t in met))
        for (severity, kind), met in ranked
    ]


def _examples(texts: Any) -> str:
    return "；".join(list(dict.fromkeys(texts))[:_EXAMPLES])
