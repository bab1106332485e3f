"""Field codes: which of them make a table of contents, and which draw a character that stands nowhere else."""

from __future__ import annotations

import re

_OVERSTRIKE = re.compile(r"\\o\b", re.IGNORECASE)
_CIRCLES = frozenset("○◯〇")
_CIRCLED: dict[str, str] = dict(
    zip([*map(str, range(1, 21)), *"一二三四五六七八九十"], "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", strict=True)
)


def is_contents(code: str) -> bool:
    """Whether a field makes a table of contents: its headings would stand in the text twice."""
    return code.strip().upper().startswith("TOC")


def drawn(code: str) -> str:
    """What an EQ field draws by printing one thing over another: a circled character, or one with its reading above.

    ``EQ \\o\\ac(○,1)`` is ①; of ``EQ \\o\\ad(\\s\\up 9(guó),国)`` the base 国 is kept. Empty for all else.
    """
    if not code.strip().upper().startswith("EQ") or not _OVERSTRIKE.search(code):
        return ""
    parts = _arguments(code[code.find("(") + 1 :])
    if len(parts) == 2 and parts[0] in _CIRCLES:
        return _CIRCLED.get(parts[1], parts[1])
    return parts[-1] if len(parts) > 1 else ""


def _arguments(text: str) -> list[str]:
    """The arguments up to the closing bracket, parted by commas (or semicolons) outside of inner brackets."""
    parts, depth = [""], 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return [part.strip() for part in parts]
        if char in ",;" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return []
