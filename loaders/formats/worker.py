"""The process in which files are parsed, see the sandbox: ``python -m loaders.formats.worker MEMORY SECONDS``.

It reads requests (two frames: a JSON header with ``reader`` and ``name``, the bytes of the file) and writes one frame
for each. Before it parses the first file it gives up what parsing does not need: memory, files, processor time.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import traceback
from collections.abc import Callable
from io import FileIO

from graph.errors import DamagedFile, DataRejected, LimitExceeded
from loaders.formats.limits import HAS_RESOURCE, Limits, allow_seconds, restrict
from loaders.formats.wire import document_frame, error_frame, receive, send
from loaders.text import RawDocument

Reader = Callable[[bytes, str], RawDocument]

_FILES = 32  # open files: the pipes, and modules that a reader imports late
_REQUEST = 1 << 31
_IDLE = 10.0  # seconds between two looks at whether the parent still lives


def main(arguments: list[str]) -> None:
    """Answers requests until the other side closes the stream or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this process
    limits = Limits(seconds=float(arguments[1]), memory=int(arguments[0]))
    requests, answers = _streams()
    send(answers, b"ready")
    bound = False
    while (header := _next(requests)) is not None:
        data = receive(requests, _REQUEST)
        if data is None:
            return
        asked = json.loads(header)
        reader = _reader(asked["reader"])
        if not bound:  # not before the reader is imported: its compiled modules may be cached
            restrict(limits.memory, file_size=0, files=_FILES)
            bound = True
        allow_seconds(limits.seconds)
        send(answers, answer(reader, data, asked["name"]))


def _streams() -> tuple[FileIO, FileIO]:
    """The pipes to the parent; what a library prints goes nowhere, so that it cannot stand between the frames."""
    requests = FileIO(os.dup(0), "rb")
    answers = FileIO(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):
        os.dup2(nowhere, number)
    os.close(nowhere)
    return requests, answers


def _next(requests: FileIO) -> bytes | None:
    """The next header, None if the parent has gone: a forked relative of it may still hold the pipe open."""
    parent = os.getppid()
    while HAS_RESOURCE and not select.select([requests], [], [], _IDLE)[0]:
        if os.getppid() != parent:
            return None
    return receive(requests, _REQUEST)


def _reader(kind: str) -> Reader:
    if kind == "docx":
        from loaders.formats.docx import read_docx

        return read_docx
    if kind == "pdf":
        from loaders.formats.pdf import read_pdf

        return read_pdf
    if kind == "mhtml":
        from loaders.formats.mhtml import read_mhtml

        return read_mhtml
    raise KeyError(kind)


def answer(reader: Reader, data: bytes, name: str) -> bytes:
    """The frame that answers a request: the document, or the error; every error is one that the other side knows."""
    try:
        return document_frame(reader(data, name))
    except DataRejected as error:
        return error_frame(error)
    except MemoryError:
        return error_frame(LimitExceeded("reading the file takes too much memory", where=name, hint="is it a plan?"))
    except RecursionError:
        return error_frame(LimitExceeded("the file is nested too deeply", where=name, hint="is it a plan?"))
    except Exception as error:
        what = f"the file cannot be read: {type(error).__name__}: {str(error)[:200]}"
        hint = "open it in its program, save it anew, and report it if that works"
        return error_frame(DamagedFile(what, where=name, hint=hint), traceback.format_exc())


if __name__ == "__main__":
    main(sys.argv[1:])
    os._exit(0)  # nothing is left to be done in good order
