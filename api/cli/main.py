"""The entry point: the commands, and what an error looks like."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from api.cli import (
    analysing,
    asking,
    checking,
    corrections,
    demo,
    documents,
    exporting,
    loading,
    mine,
    questions,
    schema,
    serve,
    servers,
)
from graph import __version__
from graph.errors import PolicyGraphError

app = typer.Typer(
    name="policygraph",
    help="Reads Chinese policy plans into a graph of measures, agencies, laws and objects. 读政策文件，成图谱。",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
documents.register(app)
corrections.register(app)
checking.register(app)
loading.register(app)
mine.register(app)
exporting.register(app)
questions.register(app)
analysing.register(app)
asking.register(app)
schema.register(app)
demo.register(app)
serve.register(app)
servers.register(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"policygraph {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Options before the command."""


def main() -> None:
    """Runs the command line. Exit codes: 0 ok, 1 data rejected, 2 usage, 3 store unreachable, 4 partial."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except PolicyGraphError as error:
        sys.stderr.write(f"policygraph: {error}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader of our output went away: head, less
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
