"""Detached processes: they go on when the one that started them ends, or gets Ctrl-C."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO


def detached(command: Sequence[str], log: IO[bytes] | int, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Starts a program in a session of its own, its output going to ``log``."""
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, creationflags=flags
        )
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, start_new_session=True
    )


def detached_module(module: str, arguments: Sequence[str], log: IO[bytes] | int) -> subprocess.Popen[bytes]:
    """Starts ``python -m module`` of this package so."""
    return detached([sys.executable, "-P", "-m", module, *arguments], log, _environment())


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
