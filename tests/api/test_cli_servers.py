"""The commands about stores that need no Neo4j; with one they are tested among the stores."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


def call(home: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the program on a data folder of its own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("POLICYGRAPH_")}
    environment = {**clean, "POLICYGRAPH_HOME": str(home), "PYTHONPATH": str(ROOT), **variables}
    command = [sys.executable, "-c", "from api.cli.main import main; main()", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=60)


def test_a_neo4j_that_was_never_started_is_said_not_to_run(tmp_path: Path) -> None:
    home = tmp_path / "home"
    done = call(home, "neo4j", "status", "--format", "json")
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout)
    assert (facts["running"], facts["uri"], facts["pid"]) == (False, None, None)
    assert facts["folder"] == str(home / "neo4j")
    assert not home.exists()


def test_stopping_what_does_not_run_is_no_error(tmp_path: Path) -> None:
    done = call(tmp_path / "home", "neo4j", "stop")
    assert (done.returncode, done.stdout) == (0, "本机 Neo4j 没有在运行\n")


@pytest.mark.parametrize(
    ("target", "variables", "words"),
    [
        ("embedded", {}, "embedded is the store in use"),
        ("neo4j", {"POLICYGRAPH_STORE": "neo4j"}, "neo4j is the store in use"),
        ("oracle", {}, "'oracle' is not the address of a Bolt server"),
        ("bolt://a:b@host", {}, "holds a user name or a password"),
    ],
)
def test_a_target_that_is_no_other_store_is_refused_before_anything_is_opened(
    tmp_path: Path, target: str, variables: dict[str, str], words: str
) -> None:
    home = tmp_path / "home"
    done = call(home, "migrate", "--to", target, **variables)
    assert done.returncode == 2
    assert words in done.stderr
    assert not home.exists()
