"""The command load: files and whole folders into the graph, each document in one transaction."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api import words
from api.cli.output import TextFormat, print_json, print_table, print_text, progress, say
from graph.errors import DataRejected, DocumentConflict, PartialResult, UsageError

if TYPE_CHECKING:
    from api.reading import Outcome
    from graph.library import Library
    from graph.revision import LoadReport

Json = dict[str, Any]
_FEW = 12  # files that are read before the store is opened, and listed one by one; a folder gets the summary
_INTERRUPTED = 130  # exit code of a program ended by Ctrl-C


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(load)


def load(
    files: Annotated[list[Path], typer.Argument(help="Files with one plan each, or folders of them.")],
    format: Annotated[TextFormat, typer.Option("--format", help="How to print.")] = TextFormat.table,
    jobs: Annotated[int, typer.Option(help="Processes that read files; 0 chooses.", min=0, max=32)] = 0,
    report: Annotated[Path | None, typer.Option(help="Also write what became of each file to this CSV file.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Read also files whose bytes are loaded already.")] = False,
) -> None:
    """Load plans into the graph, each in one transaction. Loading again goes on where it was interrupted."""
    from api.reading import plan_files

    wanted = plan_files(files)
    if report and report.suffix.lower() != ".csv":
        raise UsageError(f"--report {report}: only .csv is written")
    done: list[Json] = []
    try:
        with progress(len(wanted)) as count:
            for outcome in _load_few(wanted) if len(wanted) <= _FEW else _load_many(wanted, jobs, again=again):
                done.append(outcome)
                count(Path(outcome["file"]).name)
    except KeyboardInterrupt:
        say(f"policygraph: interrupted after {len(done)} of {len(wanted)} files; run the same command again to go on")
        raise typer.Exit(_INTERRUPTED) from None
    finally:
        if report:
            _write_report(report, done)
    if format is TextFormat.json:
        print_json(done)
    else:
        _print(done)
    _leave(done)


def _leave(done: list[Json]) -> None:
    """Exit code 1 if everything was refused, 4 if some was."""
    refused = sum(r["status"] == "refused" for r in done)
    if refused:
        raise typer.Exit(DataRejected.exit_code if refused == len(done) else PartialResult.exit_code)


def _load_few(files: list[Path]) -> Iterator[Json]:
    """All are read before the store is opened: where nothing can be read, none is needed."""
    from api.reading import Refusal, read_files
    from api.session import open_library

    read = list(read_files(files))
    if all(isinstance(outcome, Refusal) for _, outcome in read):
        yield from (_refused(file, outcome) for file, outcome in read)
        return
    taken: dict[str, Path] = {}
    with open_library() as library:
        for file, outcome in read:
            yield _load_one(library, file, outcome, taken)


def _load_many(files: list[Path], jobs: int, *, again: bool) -> Iterator[Json]:
    """Those first whose bytes are loaded already, then the others as they are read."""
    from api.reading import read_files
    from api.session import open_library

    taken: dict[str, Path] = {}
    unread = []
    with open_library() as library:
        known = {} if again else _known(library)
        for file in files:
            document = known.get(_sha256(file)) if known else None
            if document and taken.setdefault(document, file) is file:
                yield {"file": str(file), "document": document, "status": "unchanged"}
            else:
                unread.append(file)
        for file, outcome in read_files(unread, jobs):
            yield _load_one(library, file, outcome, taken)


def _known(library: Library) -> dict[str, str]:
    """Documents by the sha256 of the bytes that they were loaded from, where the rules would give the same again."""
    from api.session import rules_version

    return {d.sha256: d.id for d in library.documents() if d.rules_version == rules_version(d.id)}


def _sha256(file: Path) -> str:
    import hashlib

    from loaders.formats.document import MAX_BYTES

    try:
        return hashlib.sha256(file.read_bytes()).hexdigest() if file.stat().st_size <= MAX_BYTES else ""
    except OSError:
        return ""  # reading it says what is wrong


def _load_one(library: Library, file: Path, outcome: Outcome, taken: dict[str, Path]) -> Json:
    from api.reading import Refusal

    if isinstance(outcome, Refusal):
        return _refused(file, outcome)
    try:
        first = taken.setdefault(outcome.document, file)
        if first is not file:
            raise DocumentConflict(
                f"{outcome.document} was loaded from {first} just now",
                where=str(file),
                hint="keep one file of each document in the folder",
            )
        return _loaded(file, library.load(outcome))
    except DataRejected as error:
        return _refused(file, Refusal.of(file, error))


def _refused(file: Path, refusal: Any) -> Json:
    """Said at once, and again in the summary."""
    say(f"policygraph: {refusal.text}")
    return {"file": str(file), "status": "refused", "error": refusal.error, "text": refusal.text}


def _loaded(file: Path, report: LoadReport) -> Json:
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


# ---- what is printed --------------------------------------------------------------------------------------------


def _print(done: list[Json]) -> None:
    loaded = [r for r in done if r["status"] != "refused"]
    for entry in loaded if len(done) <= _FEW else ():
        print_text(f"{words.LOADS[entry['status']]}：{entry['document']}{_counts(entry)}")
    if len(done) > 1:
        statuses = Counter(words.LOADS.get(r["status"], "拒绝读入") for r in done)
        print_text(f"共 {len(done)} 个文件：" + "，".join(f"{name} {n}" for name, n in statuses.most_common()))
    refused = [r for r in done if r["status"] == "refused"]
    if len(refused) > 1:
        print_table("拒绝读入", ("文件", "错误", "原因"), [(r["file"], r["error"], r["text"]) for r in refused])


def _counts(entry: Json) -> str:
    if "nodes" not in entry:
        return ""
    return f"（{entry['nodes']} 个节点，{entry['edges']} 条边，{entry['issues']} 个问题）"


def _write_report(path: Path, done: list[Json]) -> None:
    heads = ("file", "status", "document", "nodes", "edges", "issues", "error", "text")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.DictWriter(file, heads, extrasaction="ignore", restval="")
        rows.writeheader()
        rows.writerows(done)
