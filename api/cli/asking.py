"""The command ask: a question in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.output import Format, print_json, print_text, say
from api.cli.questions import print_result

if TYPE_CHECKING:
    from graph.asking import Choice, Understanding
    from graph.catalogue import Result

Question = Annotated[str, typer.Argument(help="The question, in Chinese: 质检总局牵头哪些任务？", show_default=False)]
AsFormat = Annotated[Format, typer.Option("--format", help="How to print.")]
Best = Annotated[bool, typer.Option("--best", help="Answer what it was taken for even if that is not sure.")]
_NOT_SURE = 2  # exit code: the call cannot be answered as it was put


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(ask)


def ask(question: Question, format: AsFormat = Format.table, best: Best = False) -> None:
    """Ask in words. Says which question it was taken for; without being sure, it gives no answer and exits with 2."""
    from api.session import open_library
    from graph.asking import Asker
    from graph.catalogue import Catalogue

    asker = Asker(Catalogue())
    asker.check()
    with open_library() as library:
        understood = asker.understand(library.store, question)
        wanted = understood.sure or (best and understood.understood)
        result = asker.run(library.store, understood) if wanted else None
        if result is not None and not result.rows and not library.documents():
            say("没有载入任何文件：先运行 policygraph demo 或 policygraph load 文件")
    _print(understood, result, format)
    if result is None:
        raise typer.Exit(_NOT_SURE)


def _print(understood: Understanding, result: Result | None, format_: Format) -> None:
    """The understanding on standard error, the answer on standard output; in JSON both in one."""
    if format_ is Format.json:
        print_json({**understood.to_dict(), "result": None if result is None else result.to_dict()})
        return
    say(understood.message.zh)
    for choice in understood.alternatives if understood.sure else _offered(understood):
        say(f"也可以问：{_command(choice)}  {choice.title.zh}")
    if result is not None and format_ is Format.csv:
        print_text(result.to_csv())
    elif result is not None:
        print_result(result)


def _offered(understood: Understanding) -> tuple[Choice, ...]:
    """What can be asked instead, the doubtful choice first."""
    return (*([understood.choice] if understood.choice is not None else []), *understood.alternatives)


def _command(choice: Choice) -> str:
    given = [f"-p {given.name}={given.shown}" for given in choice.parameters]
    return " ".join(["policygraph query", choice.query, *given, *(f"-p {name}=…" for name in choice.missing)])
