"""Policy instruments: a taxonomy with the cues that show their use in a clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from graph.registry.tables import Row, rows, split


@dataclass(frozen=True)
class Instrument:
    """An instrument: Chinese and English label, class after Rothwell & Zegveld, resource after Hood, and its cue."""

    code: str
    label: str
    english: str
    rothwell_zegveld: str
    hood: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    pattern: str

    @cached_property
    def cues(self) -> tuple[str, ...]:
        """The alternatives of the pattern, most of them plain words."""
        return tuple(re.findall(r"(?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]|\\.|[^|()\[\\])+", self.pattern))

    @cached_property
    def cue(self) -> re.Pattern[str]:
        """The compiled expression that finds the instrument in a clause."""
        return re.compile(self.pattern)


def load_instruments() -> tuple[Instrument, ...]:
    """The instruments in the order of the table."""
    return tuple(_instrument(row) for row in rows("instruments"))


def _instrument(row: Row) -> Instrument:
    return Instrument(
        row["code"], row["label"], row["english"], row["rothwell_zegveld"], row["hood"],
        split(row["verbs"]), split(row["nouns"]), row["pattern"],
    )  # fmt: skip
