"""How names are compared: one spelling for widths, brackets, quotes and white space.

Rule: DESIGN §6; the brackets are those met in real plans (〔市、区〕, （市、区）, (市、区)).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_OPEN, _CLOSE = "([〔【﹝〖", ")]〕】﹞〗"
_DROPPED = "\"'“”‘’「」『』﹁﹂\u200b\u200c\u200d\u2060\ufeff\u00ad"
_TABLE = str.maketrans(
    {**dict.fromkeys(_OPEN, "（"), **dict.fromkeys(_CLOSE, "）"), **dict.fromkeys(_DROPPED), ",": "，", ";": "；"}
)
STATE = "中华人民共和国"
PARTY = re.compile("^(?:中国共产党|中共)(?=中央.)")


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """The name after NFKC, without white space, quotes and invisible characters, brackets as （）."""
    return "".join(unicodedata.normalize("NFKC", name).translate(_TABLE).split())


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """What names are looked up by: :func:`plain` without the state's or the party's own name before another name."""
    spelled = plain(name)
    rest = PARTY.sub("", spelled.removeprefix(STATE))
    return rest or spelled
