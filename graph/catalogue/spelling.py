"""Names that look like a given one: what an error offers after "did you mean"."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from graph.evidence import fold


def near(given: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The known names nearest to the given one, best first; those that contain it (or are contained) come first."""
    wanted = fold(given).casefold()
    spelt: dict[str, str] = {}
    for name in known:
        spelt.setdefault(fold(name).casefold(), name)
    inside = sorted((s for s in spelt if s and wanted and (wanted in s or s in wanted)), key=lambda s: (len(s), s))
    alike = difflib.get_close_matches(wanted, sorted(spelt), n=count, cutoff=0.5)
    return tuple(spelt[s] for s in dict.fromkeys([*inside, *alike]))[:count]
