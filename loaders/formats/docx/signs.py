"""Signs of symbol fonts: Word keeps them as private code points, which mean nothing without the font."""

from __future__ import annotations

# The signs that plans use, by the font's own code. Others stay as they are.
_SIGNS: dict[str, dict[int, str]] = {
    "symbol": {0xA8: "♦", 0xB7: "•", 0xB1: "±", 0xB4: "×", 0xA3: "≤", 0xB3: "≥", 0xB0: "°"},
    "wingdings": {
        **{0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻"},
        **{0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒"},
        **{0x81 + at: "①②③④⑤⑥⑦⑧⑨⑩"[at] for at in range(10)},
    },
    "wingdings 2": {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x53: "☒", 0xA3: "□"},
}
_PRIVATE = range(0xE000, 0xF900)


def sign(text: str, font: str) -> str:
    """Text in a font; private code points of a symbol font become the signs that they stand for, if known."""
    signs = _SIGNS.get(font.lower())
    if signs is None and not any(ord(char) in _PRIVATE for char in text):
        return text
    return "".join(_one(char, signs or _SIGNS["wingdings"]) for char in text)


def _one(char: str, signs: dict[int, str]) -> str:
    code = ord(char)
    inside = code in _PRIVATE or code < 0x100
    return signs.get(code & 0xFF, char) if inside else char
