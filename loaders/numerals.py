"""Numbers and dates as plans write them, in Arabic or Chinese numerals."""

from __future__ import annotations

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "O": 0}
_CHINESE_YEAR = "[二一][〇○零ＯO一二三四五六七八九]{3}"
DATE = re.compile(
    rf"(?P<y>(?:19|20)\d{{2}}|{_CHINESE_YEAR})\s*年\s*"
    r"(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
DATE_WORDS = re.sub(r"\?P<\w>", "", DATE.pattern)  # the same without group names, to build patterns from


def numeral(text: str) -> int:
    """Value of a Chinese or Arabic ordinal below 1,000; 0 if it is none."""
    if text.isdecimal():
        return int(text)
    total = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char] + (10 * digit if total == 0 and digit else 0)
        elif char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            return 0
    return total + digit


def iso_date(text: str) -> str:
    """ISO date of the first full date in a text; empty if there is none."""
    match = DATE.search(text)
    if not match:
        return ""
    year = match["y"] if match["y"].isdecimal() else "".join(str(_DIGITS[c]) for c in match["y"])
    month, day = numeral(match["m"]), numeral(match["d"])
    return f"{year}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
