"""Where files are kept that can be made or fetched again, for all data folders of the user."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def cache_folder(name: str, root: Path | None = None) -> Path:
    """The folder of that name, which need not exist yet.

    Args:
        name: what is kept there.
        root: folder of caches. Without it POLICYGRAPH_CACHE, without that the user's cache folder of the system.
    """
    chosen = root or os.environ.get("POLICYGRAPH_CACHE") or platformdirs.user_cache_path("policygraph", False)
    return Path(chosen).expanduser().absolute() / name
