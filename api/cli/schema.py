"""The command schema: labels, edge types and properties of the graph."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from api.cli.output import cell_text, print_json, print_table, print_text


class SchemaFormat(StrEnum):
    """Ways to print the schema."""

    table = "table"
    json = "json"
    svg = "svg"


AsSchema = Annotated[SchemaFormat, typer.Option("--format", help="How to print.")]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(schema)


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
