"""Lean imports: a library is imported without the large packages that it only would use if they are there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(*packages: str) -> Iterator[None]:
    """Inside, packages that are not loaded yet are not found; afterwards they can be imported as always."""
    hidden = [name for name in packages if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type] # None: importing it raises ImportError
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)
