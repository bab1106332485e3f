"""The faces on the sample plan, open for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.library import Library
from tests.faces.faces import Faces, faces_of


@pytest.fixture(scope="session")
def faces(sample_library: Library) -> Iterator[Faces]:
    """All faces of one store; tests change nothing in it."""
    with faces_of(sample_library) as opened:
        yield opened
