"""How a raw document and an error cross the border between two processes: frames of JSON, never pickles."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable
from io import RawIOBase
from typing import Any, cast

from graph import errors
from graph.errors import DamagedFile, DataRejected
from loaders.text import RawDocument, Remark, Span, Table

Json = dict[str, Any]
_LENGTH = struct.Struct(">I")


def send(stream: RawIOBase, frame: bytes) -> None:
    """Writes a frame: its length in four bytes, then the bytes. Raises OSError if nobody reads any more."""
    for piece in (_LENGTH.pack(len(frame)), frame):
        view = memoryview(piece)
        while view:
            view = view[cast(int, stream.write(view)) :]


def receive(stream: RawIOBase, limit: int) -> bytes | None:
    """The next frame; None if the stream has ended, if it ends inside the frame, or the frame is above the limit."""
    head = _exactly(stream, _LENGTH.size)
    if head is None:
        return None
    (size,) = _LENGTH.unpack(head)
    return _exactly(stream, size) if size <= limit else None


def _exactly(stream: RawIOBase, size: int) -> bytes | None:
    data = bytearray(size)
    view = memoryview(data)
    while view:
        count = stream.readinto(view)
        if not count:
            return None
        view = view[count:]
    return bytes(data)


def document_frame(raw: RawDocument) -> bytes:
    """An answer that holds a document."""
    return _frame(
        {
            "document": {
                "name": raw.name,
                "sha256": raw.sha256,
                "encoding": raw.encoding,
                "text": raw.text,
                "format": raw.format,
                "tables": [[_pair(t.span), _rows(t.rows), _rows(t.wrapped)] for t in raw.tables],
                "pages": raw.pages,
                "paragraphs": raw.paragraphs,
                "emphasis": [_pair(span) for span in raw.emphasis],
                "remarks": [[r.kind, r.severity, r.text, *_pair(r.span), r.suggestion] for r in raw.remarks],
            }
        }
    )


def error_frame(error: DataRejected, trace: str = "") -> bytes:
    """An answer that holds an error; ``trace`` says where in our code, if it was none that a reader foresaw."""
    said = {"code": error.code, "what": error.what, "where": error.where, "hint": error.hint, "trace": trace}
    return _frame({"error": said})


class ReaderTrace(Exception):
    """The traceback of an error in the other process; the cause of the error that is raised here."""


def opened(frame: bytes) -> RawDocument:
    """The document that an answer holds.

    Raises:
        DataRejected: the error that it holds instead, of its own class.
    """
    answer: Json = json.loads(frame)
    if "document" in answer:
        return _document(answer["document"])
    said = answer["error"]
    kind = getattr(errors, said["code"], None)
    if not (isinstance(kind, type) and issubclass(kind, DataRejected)):
        kind = DamagedFile
    raised: DataRejected = kind(said["what"], where=said["where"], hint=said["hint"])
    raise raised from (ReaderTrace(said["trace"]) if said["trace"] else None)


def _document(said: Json) -> RawDocument:
    return RawDocument(
        name=said["name"],
        sha256=said["sha256"],
        encoding=said["encoding"],
        text=said["text"],
        format=said["format"],
        tables=tuple(Table(Span(*span), _spans(rows), _spans(wrapped)) for span, rows, wrapped in said["tables"]),
        pages=tuple(said["pages"]),
        paragraphs=tuple(said["paragraphs"]),
        emphasis=tuple(Span(*pair) for pair in said["emphasis"]),
        remarks=tuple(
            Remark(kind, severity, text, Span(start, end), suggestion)
            for kind, severity, text, start, end, suggestion in said["remarks"]
        ),
    )


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _rows(rows: Iterable[Iterable[Span]]) -> list[list[tuple[int, int]]]:
    return [[_pair(span) for span in row] for row in rows]


def _spans(rows: Iterable[Iterable[tuple[int, int]]]) -> tuple[tuple[Span, ...], ...]:
    return tuple(tuple(Span(*pair) for pair in row) for row in rows)


def _frame(answer: Json) -> bytes:
    return json.dumps(answer, separators=(",", ":")).encode()
