"""The command mine: terms that no list knows, out of plans, for a person to accept or reject."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.output import Format, print_json, print_table, print_text, progress, say
from graph.errors import DataRejected, PartialResult

if TYPE_CHECKING:
    from loaders.mine.candidates import Candidate
    from loaders.terms import Terms

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula at the beginning of a cell


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(mine)


def mine(
    files: Annotated[list[Path], typer.Argument(help="Files with one plan each, or folders of them.")],
    terms: Annotated[
        Path | None, typer.Option(help="The table of decisions; without it terms.tsv in the data folder.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Append the candidates to the table, for review.")] = False,
    least: Annotated[int, typer.Option(help="How often a candidate must stand in the files.", min=1)] = 2,
    limit: Annotated[int, typer.Option(help="At most so many candidates.", min=1)] = 100,
    format: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.table,
) -> None:
    """Propose terms for the gazetteer. What was rejected in the table is never proposed again."""
    from loaders.terms import read_terms

    table = _table(terms)
    texts, refused = _texts(files)
    candidates = _candidates(texts, read_terms(table), least)[:limit] if texts else []
    if format is Format.json:
        print_json([_facts(candidate) for candidate in candidates])
    elif format is Format.csv:
        print_text(_csv(candidates))
    else:
        _print(candidates)
    if write:
        _write(table, candidates, own=terms is None)
    if refused:
        raise typer.Exit(PartialResult.exit_code if texts else DataRejected.exit_code)


def _table(terms: Path | None) -> Path:
    from graph.store import DataFolder

    return terms or DataFolder().terms


def _texts(files: list[Path]) -> tuple[list[tuple[str, str]], int]:
    """Name and clean text of each file, and how many were refused (which is said at once)."""
    from api.reading import plan_files
    from loaders.clean import clean
    from loaders.formats.document import read_document
    from loaders.script import simplified

    texts: list[tuple[str, str]] = []
    wanted = plan_files(files)
    with progress(len(wanted)) as done:
        for file in wanted:
            try:
                texts.append((str(file), clean(simplified(read_document(file).text)).text))
            except DataRejected as error:
                say(f"policygraph: {error}")
            done(file.name)
    return texts, len(wanted) - len(texts)


def _candidates(texts: list[tuple[str, str]], terms: Terms, least: int) -> list[Candidate]:
    from graph.store.home import cache_folder
    from loaders.mine.candidates import find_candidates
    from loaders.mine.segmenter import Segmenter

    with cache_folder("jieba") as cache:
        return find_candidates(texts, Segmenter(cache), terms, least)


def _write(table: Path, candidates: list[Candidate], *, own: bool) -> None:
    from graph.store import DataFolder
    from loaders.mine.table import add_candidates

    if own:
        DataFolder().prepare()
    say(f"{table}：新增待审词条 {add_candidates(table, candidates)} 个")


# ---- what is printed --------------------------------------------------------------------------------------------


def _facts(candidate: Candidate) -> dict[str, Any]:
    contexts = [context._asdict() for context in candidate.contexts]
    return {**vars(candidate), "overlaps": list(candidate.overlaps), "contexts": contexts}


def _csv(candidates: list[Candidate]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("term", "count", "documents", "pattern", "kind", "overlaps", "context"))
    for c in candidates:
        cells = (c.term, c.count, c.documents, c.pattern, c.kind, "|".join(c.overlaps), c.contexts[0].text)
        writer.writerow([f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue()


def _print(candidates: list[Candidate]) -> None:
    rows = [
        (c.term, c.count, c.documents, c.pattern, c.kind, "、".join(c.overlaps[:3]), c.contexts[0].text)
        for c in candidates
    ]
    print_table("候选词", ("词", "次数", "文件", "词性", "类别", "含已知名称", "例句"), rows)
    say(f"{len(candidates)} 个候选词；写入审核表：policygraph mine … --write")
