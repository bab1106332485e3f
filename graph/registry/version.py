"""The version of the registry: it changes whenever its tables, or the code that makes records of them, do."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def registry_version() -> str:
    """Hash of the registry's tables and modules, 16 hexadecimal digits."""
    folder = Path(__file__).parent
    whole = hashlib.sha256()
    for path in sorted([*folder.glob("*.py"), *folder.glob("data/*.csv")], key=lambda p: p.name):
        whole.update(path.name.encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:16]
