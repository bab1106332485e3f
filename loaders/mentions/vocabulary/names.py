"""Names of objects by field, and longer words in which such a name is none: tables of one term a line.

``terms/*.txt``: term, kind, the name that it is another name of, and a mark (``place``: a venue, an object only where
something is built or managed; ``broad``: a field of work, an object only where it stands by itself; ``technology``:
none where it is a means). ``negatives.txt``: phrase and reason. ``straddles.txt``: words by whose edges a short name
is found to be none.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from loaders.mentions.vocabulary.tables import words


@cache
def terms() -> dict[str, str]:
    """Term to the rest of its line: kind, canonical name and mark, with tabs between them."""
    found: dict[str, str] = {}
    for file in sorted(files(__package__).joinpath("terms").iterdir(), key=lambda f: f.name):
        found.update(_rows(file.read_text(encoding="utf-8")))
    return found


@cache
def negatives() -> dict[str, str]:
    """Phrase to the reason why the name in it is none."""
    return _rows(files(__package__).joinpath("negatives.txt").read_text(encoding="utf-8"))


_ROW = re.compile(r"^([^#\t\n][^\t\n]*)\t(.*)$", re.MULTILINE)


def _rows(text: str) -> dict[str, str]:
    return dict(_ROW.findall(text))


def straddles() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words whose end, and words whose beginning, is taken for part of a name."""
    return words("straddles", "left"), words("straddles", "right")
