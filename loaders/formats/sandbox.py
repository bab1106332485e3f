"""Parsing in a child process with limits: a file that eats time or memory costs one error, not the program.

The child is a Python of its own (:mod:`loaders.formats.worker`), started on first use, kept for the next file, ended
with this process. On POSIX it limits its own memory, processor time, open files and file sizes before it parses. On
Windows there are no such limits: there only the time-out and the size limits of the readers hold.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from functools import cache
from io import RawIOBase
from pathlib import Path
from typing import cast

from graph.errors import DamagedFile, DataRejected, LimitExceeded, UnreadableFile
from loaders.formats.limits import Limits, ended_by
from loaders.formats.wire import opened, receive, send
from loaders.text import RawDocument

_ANSWER = 256_000_000  # bytes of an answer
_RENEW = 200  # files after which the child is replaced, so that leaks of a library do not add up
_START = 60.0  # seconds in which the child must be up
_PATIENCE = 1.0  # seconds in which it may end by itself
_KEPT = ("LD_LIBRARY_PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPYCACHEPREFIX", "SYSTEMROOT")


class _Died(Exception):
    """The child has ended, or was ended because its time was up."""


class _Child:
    """A running child and the pipes to it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.files = 0
        self.late = False
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "loaders.formats.worker", str(limits.memory), str(limits.seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=Path(sys.executable).anchor,
            env=_environment(),
        )
        self._in = cast(RawIOBase, self.process.stdin)
        self._out = cast(RawIOBase, self.process.stdout)
        if self._timed(_START, b"") != b"ready":
            self.end()
            raise _Died

    def ask(self, reader: str, data: bytes, name: str) -> bytes:
        """The answer to one request. Raises _Died."""
        self.files += 1
        header = json.dumps({"reader": reader, "name": name}).encode()
        return self._timed(self._limits.seconds, header, data)

    def _timed(self, seconds: float, *frames: bytes) -> bytes:
        """Sends frames and waits for one; a timer kills the child, which ends the waiting."""
        timer = threading.Timer(seconds, self._expire)
        timer.daemon = True
        timer.start()
        try:
            for frame in filter(None, frames):
                send(self._in, frame)
            answer = receive(self._out, _ANSWER)
        except OSError as error:
            raise _Died from error
        finally:
            timer.cancel()
        if answer is None:
            raise _Died
        return answer

    def _expire(self) -> None:
        self.late = True
        self.process.kill()

    @property
    def usable(self) -> bool:
        return self.process.poll() is None and not self.late and self.files < _RENEW

    def end(self) -> int:
        """Ends the child; returns its exit code, negative for the signal that ended it."""
        self._close()
        try:
            return self.process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def forget(self) -> None:
        """Lets go of a child that belongs to the process this one was forked from, without touching it."""
        self._close()
        self.process.returncode = 0  # not ours to wait for

    def _close(self) -> None:
        self._in.close()
        self._out.close()


class Sandbox:
    """One child process that reads files one after the other. Threads wait for each other; a fork starts its own."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._child: _Child | None = None

    def read(self, reader: str, data: bytes, name: str) -> RawDocument:
        """Reads a file in the child.

        Args:
            reader: ``docx``, ``pdf`` or ``mhtml``.
            data: the bytes of the file.
            name: the name that errors and the document bear.

        Raises:
            DataRejected: what the reader says of the file, of its own class.
            LimitExceeded: it took too long or too much memory.
            DamagedFile: it brought the reader down.
            UnreadableFile: the child cannot be started.
        """
        with self._lock:
            child = self._ready(name)
            try:
                return opened(child.ask(reader, data, name))
            except _Died as error:
                raise _obituary(child, self._drop(), self._limits, name) from error
            except LimitExceeded:
                self._drop()  # what it holds of that file goes with it
                raise
            except DataRejected:
                raise
            except BaseException:  # interrupted between request and answer: the next answer would be this one's
                self._drop()
                raise

    def close(self) -> None:
        """Ends the child; the next file starts another."""
        with self._lock:
            self._drop()

    def _ready(self, name: str) -> _Child:
        if self._child and not self._child.usable:
            self._drop()
        if self._child is None:
            try:
                self._child = _Child(self._limits)
            except (OSError, _Died) as error:
                raise UnreadableFile(
                    "the process that reads files cannot be started",
                    where=name,
                    hint="python -m loaders.formats.worker 1000000000 30 says why",
                ) from error
        return self._child

    def _drop(self) -> int:
        child, self._child = self._child, None
        return child.end() if child else 0

    def after_fork(self) -> None:
        """In a forked process: another lock (the old one may be held for ever), and not the parent's child."""
        self._lock = threading.Lock()
        child, self._child = self._child, None
        if child:
            child.forget()


def _obituary(child: _Child, code: int, limits: Limits, name: str) -> DataRejected:
    if child.late or ended_by(code, "SIGXCPU"):
        what = f"reading the file takes longer than {limits.seconds:g} seconds"
        return LimitExceeded(what, where=name, hint="give the plan alone, in a smaller file")
    if ended_by(code, "SIGKILL"):
        what = "reading the file was stopped by the system, most likely for want of memory"
        return LimitExceeded(what, where=name, hint="give the plan alone, in a smaller file")
    what = f"the file brings its reader down (exit {code})"
    return DamagedFile(what, where=name, hint="open it in its program and save it anew")


def _environment() -> dict[str, str]:
    """Where our code is and what a Python may need to start. Nothing else of the caller's."""
    path = [str(Path(__file__).resolve().parents[2]), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, path)), "PYTHONUTF8": "1"}


@cache
def sandbox() -> Sandbox:
    """The sandbox of this process."""
    shared = Sandbox()
    atexit.register(shared.close)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=shared.after_fork)
    return shared
