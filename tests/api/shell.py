"""The installed command line, run as a stranger runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

COMMAND = Path(sys.executable).with_name("policygraph")


class Shell:
    """Runs the installed command with one data folder."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("POLICYGRAPH_")}
        # The engine waits a little for the next command, which then need not start one.
        environment |= {"POLICYGRAPH_HOME": str(self.home), "POLICYGRAPH_LINGER": "4", "COLUMNS": "200"}
        return subprocess.run(
            [COMMAND, *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            input=stdin,
            timeout=120,
        )

    def json(self, *arguments: str) -> Any:
        done = self(*arguments, "--format", "json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)
