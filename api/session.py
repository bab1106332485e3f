"""What a face works with: the store, the library of loaded documents, and the reading of files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.archive import DocumentRecords
    from graph.library import Library
    from loaders.extract import Reading


def sample_plan() -> Path:
    """The sample plan that ships with the project: 国办发〔2014〕18号."""
    import loaders.sample

    return Path(loaders.sample.__path__[0]) / "gbf-2014-18.txt"


def read_file(path: Path) -> Reading:
    """A file as the extractor reads it.

    Raises:
        DataRejected: the file cannot be read, is no text, or has no measures.
    """
    from graph.registry import registry
    from loaders.decode import read_document
    from loaders.extract import extract

    return extract(read_document(path), registry())


def records(reading: Reading) -> DocumentRecords:
    """A reading as the library takes it."""
    from graph.archive import DocumentRecords
    from loaders.extract import RULES_VERSION
    from loaders.records.assemble import records_of

    raw = reading.raw
    return DocumentRecords(
        name=Path(raw.name).name,
        sha256=raw.sha256,
        encoding=raw.encoding,
        text=raw.text,
        rules_version=RULES_VERSION,
        batch=records_of(reading),
    )


@contextmanager
def open_library() -> Iterator[Library]:
    """The library of the environment's data folder and store, ready for loading and for questions.

    Raises:
        StoreUnreachable: the store cannot be started or reached.
        DataFolderError: the data folder cannot be used.
    """
    from graph.library import Library
    from graph.registry.batch import registry_batch
    from graph.registry.version import registry_version
    from graph.store import DataFolder, open_store

    folder = DataFolder()
    with open_store(folder) as store:
        library = Library(folder, store, registry_batch, registry_version())
        library.prepare()
        yield library
