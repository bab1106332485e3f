"""The command export: the graph as files that other programs read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.output import say
from graph.errors import UsageError


class ExportFormat(StrEnum):
    """Formats of an export; csv and neo4j are folders of files."""

    graphml = "graphml"
    gexf = "gexf"
    jsonl = "jsonl"
    csv = "csv"
    neo4j = "neo4j"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(export)


def export(
    target: Annotated[Path, typer.Argument(help="File to write; for csv and neo4j a new folder.", show_default=False)],
    format: Annotated[ExportFormat | None, typer.Option("--format", help="Format; by default as TARGET ends.")] = None,
    document: Annotated[str, typer.Option(help="Only this document: number, title or id.")] = "",
    registry: Annotated[bool, typer.Option("--registry/--no-registry", help="With all of the registry.")] = False,
) -> None:
    """Write the graph to files: GraphML, GEXF, JSON lines, CSV tables, or CSV for neo4j-admin database import."""
    from api.session import open_library
    from graph.catalogue.names import resolve
    from graph.export import Selection, select, write_export

    chosen = format.value if format else _by_suffix(target)
    with open_library() as library:
        key = resolve(library.store, "Document", document, "policygraph export").id if document else ""
        records = select(library.records(), Selection(key, registry))
    files = write_export(records, chosen, target)
    say(f"{len(records.nodes)} 个节点，{len(records.edges)} 条边，写入 {target}（{len(files)} 个文件）")
    if chosen == ExportFormat.neo4j:
        say(f"导入：cd {target} && neo4j-admin database import full neo4j @import.txt")


def _by_suffix(target: Path) -> str:
    suffix = target.suffix.lower().lstrip(".")
    if suffix in (ExportFormat.graphml, ExportFormat.gexf, ExportFormat.jsonl):
        return suffix
    raise UsageError(f"the name {target.name} does not say which format", hint="give --format")
