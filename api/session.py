"""What a face works with: the store, the library of loaded documents, and the reading of files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.archive import DocumentRecords
    from graph.library import Library
    from graph.store import DataFolder
    from loaders.extract import Reading


def sample_plan() -> Path:
    """The sample plan that ships with the project: 国办发〔2014〕18号."""
    import loaders.sample

    return Path(loaders.sample.__path__[0]) / "gbf-2014-18.txt"


def read_file(path: Path) -> Reading:
    """A file as the extractor reads it, with the decisions about terms that the data folder has.

    Raises:
        DataRejected: the file cannot be read, is no text, or has no measures.
        UsageError: the table of decisions is not as it should be.
    """
    from graph.registry import registry
    from graph.store import DataFolder
    from loaders.extract import extract
    from loaders.formats.document import read_document
    from loaders.terms import read_terms

    return extract(read_document(path), registry(), read_terms(DataFolder().terms))


def corrected(reading: Reading, file: Path | None = None) -> Reading:
    """The reading as corrected by hand, with the corrections that the data folder has of the document.

    Args:
        reading: as extracted.
        file: corrections of this document that stand elsewhere.

    Raises:
        InvalidCorrections: the file cannot be followed, or is that of another document.
    """
    from graph.errors import InvalidCorrections
    from graph.store import DataFolder
    from loaders.corrections.apply import corrected
    from loaders.corrections.file import find_corrections, read_corrections
    from loaders.records.keys import document_id

    document = document_id(reading)
    found = read_corrections(file) if file else find_corrections(DataFolder().corrections, document)
    if found and found.document != document:
        raise InvalidCorrections(
            [(1, f"these are corrections of {found.document}, not of {document}")], where=found.file
        )
    return corrected(reading, found) if found else reading


def rules_version(document: str) -> str:
    """Version of everything that decides which records a text gives: rules, decisions about terms, corrections.

    Another text for corrections that cannot be followed, so that loading says so.
    """
    from graph.errors import InvalidCorrections
    from graph.store import DataFolder
    from loaders.corrections.file import find_corrections
    from loaders.extract import rules_with
    from loaders.terms import read_terms

    try:
        found = find_corrections(DataFolder().corrections, document)
    except InvalidCorrections:
        return ""
    return _version(rules_with(read_terms(DataFolder().terms)), found.version if found else "")


def _version(rules: str, corrections: str) -> str:
    return f"{rules}+{corrections}" if corrections else rules


def records(reading: Reading) -> DocumentRecords:
    """A reading as the library takes it."""
    from graph.archive import DocumentRecords
    from loaders.records.assemble import records_of

    raw = reading.raw
    return DocumentRecords(
        name=Path(raw.name).name,
        sha256=raw.sha256,
        encoding=raw.encoding,
        text=raw.text,
        rules_version=_version(reading.rules, reading.corrections),
        batch=records_of(reading),
    )


@contextmanager
def open_library() -> Iterator[Library]:
    """The library of the environment's data folder and store, ready for loading and for questions.

    Raises:
        UsageError: the environment names no store, or two.
        StoreUnreachable: the store cannot be started or reached.
        DataFolderError: the data folder cannot be used.
    """
    from graph.store import DataFolder
    from graph.store.connection import chosen_store

    with library_in(chosen_store(), DataFolder()) as library:
        library.prepare()
        yield library


@contextmanager
def library_in(store: str, folder: DataFolder, *, prefix: str = "POLICYGRAPH") -> Iterator[Library]:
    """The library of a data folder in the store that ``store`` names; see :func:`graph.store.open_named_store`."""
    from graph.library import Library
    from graph.registry.batch import registry_batch
    from graph.registry.version import registry_version
    from graph.store import open_named_store

    with open_named_store(store, folder, progress=report_start, prefix=prefix) as opened:
        yield Library(folder, opened, registry_batch, registry_version())


def report_start(done: int, total: int, what: str) -> None:
    """Says on standard error what a local Neo4j downloads or starts, at most five times for each."""
    steps = {total * quarter // 4 for quarter in range(5)}
    if done in steps:
        share = f" ({done}/{total})" if total > 1 else ""
        sys.stderr.write(f"policygraph: {what}{share}\n")
