"""Detached processes: they go on when the one that started them ends, or gets Ctrl-C."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from typing import IO


def detached(module: str, arguments: Sequence[str], log: IO[bytes] | int) -> subprocess.Popen[bytes]:
    """Starts ``python -m module`` of this package in a session of its own, its output going to ``log``."""
    command = [sys.executable, "-P", "-m", module, *arguments]
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=_environment(), creationflags=flags
        )
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=_environment(), start_new_session=True
    )


def _environment() -> dict[str, str]:
    """The child's environment: it finds this package, and Java reads non-ASCII paths under any locale."""
    environment = dict(os.environ)
    if sys.platform == "linux":
        environment["LC_ALL"] = "C.UTF-8"
    root = str(Path(__file__).resolve().parents[2])
    if root not in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        known = environment.get("PYTHONPATH")
        environment["PYTHONPATH"] = f"{known}{os.pathsep}{root}" if known else root
    return environment
