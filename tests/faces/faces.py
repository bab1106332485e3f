"""The faces of the product in one process: each puts a question and gives back rows or a refusal, in one shape."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import quote, urlencode

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp.client import Client
from mcp.shared.exceptions import MCPError
from typer.main import get_command

from api.cli.main import app
from api.http.access import Access
from api.http.backend import Backend
from api.mcp.server import mcp_server
from api.mcp.tools import MAX_ROWS
from graph import Workspace
from graph.catalogue import Catalogue
from graph.catalogue.catalogue import own_folder
from graph.errors import PolicyGraphError
from graph.library import Library
from tests.api.http.serving import in_a_thread

UNREACHABLE = 3  # exit code of the command line from which on it is not the caller's fault


@dataclass(frozen=True)
class Reply:
    """Rows, or what was said instead. ``cells``: the rows are text, as files of values are."""

    rows: list[dict[str, Any]] | None
    refusal: str = ""
    cells: bool = False
    total: int | None = None

    @property
    def empty(self) -> bool:
        """Refused, or nothing found: no rows, or those that count nothing."""
        return not self.rows or not any(
            cell for row in self.rows for cell in row.values() if cell not in ("0", "false")
        )


class Face(Protocol):
    """One way to ask."""

    def ask(self, query: str, params: Mapping[str, Any]) -> Reply:
        """The reply. Raises AssertionError where the product failed, instead of answering or refusing."""


@dataclass(frozen=True)
class Web:
    """Over HTTP in one of its formats."""

    client: httpx.Client
    format: str

    def ask(self, query: str, params: Mapping[str, Any]) -> Reply:
        pairs = urlencode({name: _text(value) for name, value in params.items()}, errors="surrogatepass")
        answer = self.client.get(f"/api/v1/queries/{quote(query)}?{pairs}&format={self.format}")
        if answer.status_code != 200:
            assert 400 <= answer.status_code < 500, (query, params, answer.status_code, answer.text)
            return Reply(None, str(answer.json()["detail"]))
        return _read(answer.content.decode("utf-8-sig"), self.format, int(answer.headers["policygraph-total"]))


@dataclass(frozen=True, eq=False)
class Line:
    """On the command line; what ``api.cli.main.main`` does, without building the commands anew for each call."""

    home: str
    format: str

    def ask(self, query: str, params: Mapping[str, Any]) -> Reply:
        given = [part for name, value in params.items() for part in ("-p", f"{name}={_text(value)}")]
        code, printed, said = self("query", query, *given, "--format", self.format)
        if code == 0:
            return _read(printed, self.format, None)
        assert 0 < code < UNREACHABLE, (query, params, code, said)
        return Reply(None, said)

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, standard output and standard error of a command."""
        out, err, code = io.StringIO(), io.StringIO(), 0
        with redirect_stdout(out), redirect_stderr(err), _only(POLICYGRAPH_HOME=self.home):
            try:
                _COMMAND.main(list(arguments), prog_name="policygraph")
            except PolicyGraphError as error:
                code, _ = error.exit_code, err.write(str(error))
            except SystemExit as end:
                code = int(end.code or 0)
        return code, out.getvalue(), err.getvalue()


_COMMAND = get_command(app)


@dataclass(frozen=True, eq=False)
class Tools:
    """By the protocol's own client, connected all the time."""

    portal: BlockingPortal
    client: Client

    def ask(self, query: str, params: Mapping[str, Any]) -> Reply:
        return self.call(query.replace("/", "_"), params)

    def call(self, tool: str, arguments: Mapping[str, Any]) -> Reply:
        """The reply of a tool."""
        try:
            answer = self.portal.call(self.client.call_tool, tool, dict(arguments))
        except MCPError as error:
            assert error.error.code in (-32600, -32602), (tool, arguments, error)  # invalid request, invalid params
            return Reply(None, str(error))
        data = answer.structured_content or {}
        if answer.is_error:
            assert data["error"] in ("InvalidParameter", "UnknownName", "AmbiguousName"), (tool, arguments, data)
            return Reply(None, data["text"])
        return Reply(data.get("rows", data.get("hits", data)), total=data.get("total"))


@dataclass(frozen=True)
class Code:
    """From Python."""

    workspace: Workspace

    def ask(self, query: str, params: Mapping[str, Any]) -> Reply:
        try:
            result = self.workspace.run(query, **params)
        except PolicyGraphError as error:
            assert error.exit_code < UNREACHABLE, (query, params, error)
            return Reply(None, error.what)
        return Reply([dict(row) for row in result.rows], total=result.total)


@dataclass(frozen=True, eq=False)
class Faces:
    """All of them, on one store."""

    library: Library
    catalogue: Catalogue
    web: httpx.Client
    portal: BlockingPortal
    agent: Client
    workspace: Workspace

    @cached_property
    def python(self) -> Code:
        """``graph.run``."""
        return Code(self.workspace)

    @cached_property
    def tools(self) -> Tools:
        """Tools for agents."""
        return Tools(self.portal, self.agent)

    def http(self, format_: str) -> Web:
        """HTTP in that format."""
        return Web(self.web, format_)

    def line(self, format_: str) -> Line:
        """The command line with that format."""
        return Line(str(self.library.folder.path), format_)


MOST_OF_A_TOOL = MAX_ROWS


@contextmanager
def faces_of(library: Library) -> Iterator[Faces]:
    """The faces on the library's store. No settings of the environment hold."""
    catalogue = Catalogue(own_folder())
    with ExitStack() as held:
        held.enter_context(_only())
        backend = Backend(lambda: nullcontext(library.store), catalogue)
        web = held.enter_context(in_a_thread(backend, Access()))
        portal = held.enter_context(start_blocking_portal())
        server = mcp_server(Backend(lambda: nullcontext(library.store), catalogue))
        agent = held.enter_context(portal.wrap_async_context_manager(Client(server)))
        workspace = held.enter_context(Workspace(library.folder.path))
        yield Faces(library, catalogue, web, portal, agent, workspace)


@contextmanager
def _only(**settings: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("POLICYGRAPH_")]:
            patch.delenv(name)
        for name, value in settings.items():
            patch.setenv(name, value)
        yield


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read(text: str, format_: str, total: int | None) -> Reply:
    if format_ == "json":
        data = json.loads(text)
        return Reply(data["rows"], total=data["total"])
    if format_ == "jsonl":
        return Reply([json.loads(line) for line in text.split("\n") if line], total=total)
    return Reply(list(csv.DictReader(io.StringIO(text, newline=""))), cells=True, total=total)
