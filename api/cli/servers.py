"""Commands about stores: the local Neo4j, and copying all documents from one store into another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.output import TextFormat, print_facts, print_json, print_text, progress, say
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.store.local import LocalNeo4j, Status

AsText = Annotated[TextFormat, typer.Option("--format", help="How to print.")]

TARGET = "POLICYGRAPH_TARGET"
"""Prefix of the variables with the user, password and database of a server to migrate to."""

neo4j = typer.Typer(
    name="neo4j",
    help="A real Neo4j on this computer, without Docker or an installed Java. 本机 Neo4j。",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(neo4j)
    app.command()(migrate)


def _local() -> LocalNeo4j:
    from graph.store import DataFolder
    from graph.store.local import LocalNeo4j

    return LocalNeo4j(DataFolder())


@neo4j.command()
def start(format: AsText = TextFormat.table) -> None:
    """Start the data folder's Neo4j; the first time its jars are downloaded (158 MB), later no network is needed.

    It listens on this computer only and stays until `policygraph neo4j stop`. Exit codes: 0 it runs, 2 the extra
    "local" is not installed, 3 it cannot be fetched or started.
    """
    from api.session import report_start

    status = _local().start(report_start)
    _print(status, format)
    if format is TextFormat.table:
        print_text(_exports(status))


@neo4j.command()
def stop(format: AsText = TextFormat.table) -> None:
    """Stop the data folder's Neo4j; the data stay. Exit code 0 also if it did not run."""
    local = _local()
    stopped = local.stop()
    if format is TextFormat.json:
        print_json({"stopped": stopped, **_facts(local.status())})
    else:
        print_text("本机 Neo4j 已停止" if stopped else "本机 Neo4j 没有在运行")


@neo4j.command()
def status(format: AsText = TextFormat.table) -> None:
    """Say whether the data folder's Neo4j runs, and where. Exit code 0 in both cases."""
    _print(_local().status(), format)


def _facts(status: Status) -> dict[str, Any]:
    return {
        "running": status.running,
        "version": status.version,
        "uri": status.uri,
        "user": status.user,
        "password_file": str(status.password_file),
        "pid": status.pid,
        "folder": str(status.home),
    }


def _print(status: Status, format: TextFormat) -> None:
    if format is TextFormat.json:
        print_json(_facts(status))
        return
    print_facts(
        {
            "状态": "运行中" if status.running else "未运行",
            "版本": f"Neo4j {status.version} Community",
            "地址": status.uri,
            "用户": status.user,
            "密码文件": status.password_file if status.password_file.exists() else None,
            "进程": status.pid,
            "文件夹": status.home,
        }
    )


def _exports(status: Status) -> str:
    """What to type so that policygraph, or any other program, uses it."""
    from shlex import quote

    return (
        "\n# policygraph 使用它：\nexport POLICYGRAPH_STORE=neo4j\n"
        "# 其他程序使用它：\n"
        f"export NEO4J_URI={status.uri}\nexport NEO4J_USERNAME={status.user}\n"
        f'export NEO4J_PASSWORD="$(cat {quote(str(status.password_file))})"'
    )


def migrate(
    to: Annotated[str, typer.Option("--to", help="embedded, neo4j, or the address of a server.", show_default=False)],
    discard: Annotated[bool, typer.Option("--discard", help="Lose documents that only the target has.")] = False,
    format: AsText = TextFormat.table,
) -> None:
    """Copy all loaded documents into another store, and prove that both then hold the same.

    The target is emptied first. For a server its user, password and database are taken from POLICYGRAPH_TARGET_USER,
    POLICYGRAPH_TARGET_PASSWORD and POLICYGRAPH_TARGET_DATABASE. Exit codes: 0 both are equal, 2 the target is no other
    store, 3 a store does not answer, documents would be lost, or the stores differ afterwards.
    """
    from api.session import library_in, open_library
    from graph.migration import migrate as copy
    from graph.store.connection import OWN, chosen_store, remote_server

    if to == chosen_store():
        raise UsageError(f"{to} is the store in use, not another one", where="--to")
    if to not in OWN:
        remote_server(to, TARGET)  # refuses what is no address, before any store is opened
    with (
        open_library() as source,
        library_in(to, source.folder, prefix=TARGET) as target,
        progress(len(source.documents())) as done,
    ):
        result = copy(source, target, lambda _done, _total, document: done(document), discard=discard)
        names = source.store.version, target.store.version
    if format is TextFormat.json:
        facts = {"documents": result.documents, "sha256": result.sha256, "from": names[0], "to": names[1]}
        print_json(facts)
        return
    print_text(
        f"{names[0]} → {names[1]}：复制 {result.documents} 份文件，两边导出内容逐字节相同（sha256 {result.sha256}）"
    )
    if to in {"embedded", "neo4j"}:
        say(f"以后使用它：export POLICYGRAPH_STORE={to}")
