"""The command ask: what is printed where, and the exit code by which a script knows that there is no answer."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner, Result

from api.cli.main import app
from graph.errors import InvalidParameter
from graph.library import Library


def ask(library: Library, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["ask", *arguments], env={"POLICYGRAPH_HOME": str(library.folder.path)})


def test_a_sure_question_is_answered(sample_library: Library) -> None:
    done = ask(sample_library, "质检总局牵头哪些任务？", "--format", "json")
    assert done.exit_code == 0
    said = json.loads(done.stdout)
    assert (said["sure"], said["choice"]["query"], said["result"]["total"]) == (True, "agency/leads", 5)
    assert len(said["alternatives"]) == 2


def test_a_doubtful_one_is_not_unless_that_is_wanted(sample_library: Library) -> None:
    done = ask(sample_library, "质检总局不牵头哪些任务？")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "没有读懂“不”" in done.stderr
    assert "policygraph query agency/leads -p agency=国家质量监督检验检疫总局" in done.stderr
    best = ask(sample_library, "质检总局不牵头哪些任务？", "--best", "--format", "csv")
    assert best.exit_code == 0
    assert "没有读懂“不”" in best.stderr
    assert len(best.stdout.splitlines()) == 6


def test_what_is_not_understood_is_said_so(sample_library: Library) -> None:
    done = ask(sample_library, "今天天气怎么样", "--best")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "没有听懂" in done.stderr


def test_too_long_a_question_is_refused(sample_library: Library) -> None:
    done = ask(sample_library, "质" * 10_000)
    assert isinstance(done.exception, InvalidParameter)
    with pytest.raises(InvalidParameter, match="10000"):
        raise done.exception
