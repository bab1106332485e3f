"""Known names with attributes before and a class noun behind, parts of known things, and the product in a trade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.mentions.found import Found
from loaders.mentions.gazetteer import PLACE, gazetteer
from loaders.mentions.vocabulary import objects as words
from loaders.mentions.vocabulary.tables import alternatives
from loaders.mentions.vocabulary.wordlist import WordList

_ATTRIBUTES = WordList(words.ATTRIBUTES)
_EXTENSION = re.compile(rf"(?:{alternatives(words.EXTENSIONS)})(?!{words.NOT_EXTENDED})")
_HEADS = frozenset(noun[0] for noun in words.EXTENSIONS)
_FIXED = ("hazard", "group", "activity")
_TRADES = ("流通", "零售", "批发", "交易")


def extended(shown: str, known: Sequence[Found]) -> Iterator[Found]:
    """Known names, longer ones in their stead (智能农机, 农机装备产业), and 农机装备专用传感器 of two."""
    for index, found in enumerate(known):
        if found.kind in _FIXED or found.mark == PLACE:
            yield found
            continue
        start = _attributes_before(shown, found.start)
        tail = _EXTENSION.match(shown, found.end) if shown[found.end : found.end + 1] in _HEADS else None
        if tail and (found.kind != "facility" or words.EXTENSIONS[tail[0]] == "facility"):
            kind = words.EXTENSIONS[tail[0]]
            same = found.kind == kind == "industry" and start == found.start
            id_, name = (found.id, found.name) if same else ("", "")
            yield Found(start, tail.end(), kind, "extended", id_, name)
        elif start < found.start and found.kind == "product":
            yield Found(start, found.end, found.kind, "attribute")
        else:
            yield found
        if shown.startswith("专用", found.end) and index + 1 < len(known) and known[index + 1].start == found.end + 2:
            yield Found(start, known[index + 1].end, known[index + 1].kind, "part")


def _attributes_before(shown: str, at: int) -> int:
    """Where the attributes before a name begin; three and more are praise, not part of it."""
    start, count = at, 0
    while attribute := _ATTRIBUTES.before(shown, start):
        start, count = start - len(attribute), count + 1
    return start if count <= 2 else at


def traded(shown: str, known: Sequence[Found]) -> Iterator[Found]:
    """The product in the name of its trade: 酒类 in 酒类流通."""
    for found in known:
        end = found.end - len("流通")
        product = gazetteer().get(shown[found.start : end]) if shown[end : found.end] in _TRADES else None
        if product and product.kind == "product":
            yield Found(found.start, end, product.kind, "traded", product.id, product.name)
