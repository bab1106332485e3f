"""A file to a raw document, whatever its format: the one entry for all readers."""

from __future__ import annotations

from pathlib import Path

from graph.errors import LimitExceeded, UnreadableFile
from loaders.decode import decode
from loaders.formats.sniff import Format, sniff
from loaders.text import RawDocument

MAX_BYTES = 20_000_000  # far above any plan: the longest national outlines have about 200,000 characters


def read_document(path: Path) -> RawDocument:
    """The file as text, with what its format says of tables, pages, paragraphs and bold type.

    Raises:
        UnreadableFile: no such file, no file, not readable, or empty.
        LimitExceeded: larger than ``MAX_BYTES``.
        DataRejected: as :func:`read_bytes` does.
    """
    return read_bytes(_read_bytes(path), str(path))


def read_bytes(data: bytes, name: str) -> RawDocument:
    """The bytes of a file as text; ``name`` is what errors and the document call it.

    Raises:
        UnreadableFile: there is nothing in it.
        UnsupportedFormat: a format that is not read; the error names it and says what to do.
        ConverterMissing: an old Office file, and LibreOffice is not installed.
        ProtectedFile: it asks for a password.
        DamagedFile: its container is broken.
        LimitExceeded: it is made to take too much time or memory, or does.
        UndecodableText: no encoding gives Chinese text.
        NoTextFound: it holds pictures only.
    """
    kind = sniff(data, name)
    if kind is Format.TEXT:
        return decode(data, name)
    if kind is Format.HTML:
        from loaders.formats.html import read_html  # not needed, and not imported, for text

        return read_html(data, name)
    if kind in (Format.DOCX, Format.PDF, Format.MHTML):
        from loaders.formats.sandbox import sandbox

        return sandbox().read(kind, data, name)
    from loaders.formats.office import read_office

    return read_office(data, name, kind)


def _read_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFile("this is a folder, not a file", where=str(path), hint="name the files in it")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # what the system says of the size need not be true: /dev/zero
    except FileNotFoundError:
        raise UnreadableFile("no such file", where=str(path), hint="check the path") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UnreadableFile(f"cannot be read: {reason}", where=str(path)) from error
    if len(data) > MAX_BYTES:
        what = f"the file is larger than {MAX_BYTES // 1_000_000} MB"
        raise LimitExceeded(what, where=str(path), hint="give one plan per file")
    return data
