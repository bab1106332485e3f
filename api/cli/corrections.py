"""Corrections by hand: policygraph correct list, check, template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.output import TextFormat, print_json, print_table, print_text, say
from graph.errors import DataRejected, InvalidCorrections, PartialResult, UsageError

if TYPE_CHECKING:
    from graph.archive import Archived
    from graph.records import Batch
    from loaders.corrections.correction import Correction, Corrections

Files = Annotated[list[Path] | None, typer.Argument(help="Files of corrections; all of the data folder if none.")]
AsText = Annotated[TextFormat, typer.Option("--format", help="How to print.")]

IN_FORCE, NOT_LOADED, NOT_YET = "已生效", "文件未载入", "尚未生效，请重新载入文件"
LOST, AGREES = "找不到对应之处", "已无必要，提取结果与之相同"

commands = typer.Typer(
    name="correct",
    help="Correct by hand what extraction says of a document, in a file that every load of it applies.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    commands.command("list")(list_)
    commands.command()(check)
    commands.command()(template)
    app.add_typer(commands)


# ---- list and check ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Standing:
    """One correction and what has become of it."""

    document: str
    entry: Correction
    state: str

    def row(self) -> tuple[str, ...]:
        e = self.entry
        change = f"{e.change} {e.to}".rstrip()
        return self.document, e.measure, e.name, change, e.reason, e.by, e.on, self.state

    def json(self) -> dict[str, object]:
        heads = ("document", "measure", "name", "change", "reason", "by", "date", "state")
        return dict(zip(heads, self.row(), strict=True)) | {"line": self.entry.line}


_HEADS = ("文件", "任务", "名称", "更正", "理由", "更正人", "日期", "状态")


def list_(files: Files = None, format: AsText = TextFormat.table) -> None:
    """Print all corrections with what has become of them."""
    standing = [s for file in _files(files) for s in _standings(_read(file))]
    if format is TextFormat.json:
        print_json([s.json() for s in standing])
    elif standing:
        print_table("更正", _HEADS, [s.row() for s in standing])
    else:
        say(f"没有更正；policygraph correct template 文件 可在 {_folder()} 中写出一份待填的更正文件")


def check(files: Files = None, format: AsText = TextFormat.table) -> None:
    """Print what is wrong in files of corrections, and corrections that have no effect. Changes nothing."""
    wanted, faults, standing = _files(files), [], []
    for file in wanted:
        try:
            standing += [s for s in _standings(_read(file)) if s.state != IN_FORCE]
        except InvalidCorrections as error:
            faults += [{"file": str(file), "line": line, "text": text} for line, text in error.problems]
    if format is TextFormat.json:
        print_json({"files": len(wanted), "faults": faults, "without_effect": [s.json() for s in standing]})
    else:
        print_text(f"{len(wanted)} 份更正文件，{len(faults)} 处错误，{len(standing)} 条更正没有生效")
        for fault in faults:
            print_text(f"{fault['file']}:{fault['line']}: {fault['text']}")
        if standing:
            print_table("没有生效的更正", _HEADS, [s.row() for s in standing])
    bad = len({fault["file"] for fault in faults})
    if bad:
        raise typer.Exit(DataRejected.exit_code if bad == len(wanted) else PartialResult.exit_code)


def _folder() -> Path:
    from graph.store import DataFolder

    return DataFolder().corrections


def _files(files: list[Path] | None) -> list[Path]:
    return files or sorted(_folder().glob("*.yaml"))


def _read(file: Path) -> Corrections:
    """The corrections; in the data folder they must stand under the name that loading looks for."""
    from loaders.corrections.correction import file_name
    from loaders.corrections.file import read_corrections

    found = read_corrections(file)
    name = file_name(found.document)
    if file.parent == _folder() and file.name != name:
        raise InvalidCorrections(
            [(1, f"loading does not find it under this name; rename it to {name}")], where=str(file)
        )
    return found


def _standings(found: Corrections) -> Iterator[_Standing]:
    archived = _archived(found.document)
    for entry in found.entries:
        yield _Standing(found.document, entry, _state(found, entry, archived))


def _archived(document: str) -> Archived | None:
    from graph.archive import Archive
    from graph.store import DataFolder

    return Archive(DataFolder().documents).find(document)


def _state(found: Corrections, entry: Correction, archived: Archived | None) -> str:
    if archived is None:
        return NOT_LOADED
    if archived.entry.rules_version.partition("+")[2] != found.version:
        return NOT_YET
    for node in archived.entry.batch.nodes:
        if node.label == "Issue" and str(entry) in str(node.properties["text"]):
            return {"correction_lost": LOST, "correction_agrees": AGREES}.get(str(node.properties["kind"]), IN_FORCE)
    return IN_FORCE


# ---- template ---------------------------------------------------------------------------------------------------


def template(
    plan: Annotated[str, typer.Argument(help="A file with a plan, or number, title or id of a loaded document.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write it; - prints it. Default: the data folder.")
    ] = None,
) -> None:
    """Write a file of corrections to be filled in: every edge of the document as a commented entry."""
    from loaders.corrections.correction import file_name
    from loaders.corrections.template import template as filled

    records = _records(plan)
    text = filled(records)
    if output == Path("-"):
        print_text(text)
        return
    path = output or _prepared() / file_name(records.document)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path} is there already", hint="edit it, or give --output FILE") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", hint="give --output FILE") from error
    say(f"已写出 {path}；填写后重新载入文件即生效")


def _records(plan: str) -> Batch:
    """The records of a file as extraction gives them, or those of a loaded document."""
    from api.session import open_library, read_file
    from graph.catalogue.names import resolve
    from loaders.records.assemble import records_of

    if Path(plan).is_file():
        return records_of(read_file(Path(plan)))
    with open_library() as library:
        document = resolve(library.store, "Document", plan, "policygraph correct template").id
        archived = library.archive.find(document)
    if archived is None:
        raise UsageError(f"{document} is only named by other documents, not loaded", hint="give the file with its text")
    return archived.entry.batch


def _prepared() -> Path:
    """The folder of corrections, made if it is missing."""
    from graph.store import DataFolder

    folder = DataFolder()
    folder.prepare()
    folder.corrections.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder.corrections
