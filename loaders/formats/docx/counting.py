"""Numbers as Word writes them in lists: ST_NumberFormat of ISO/IEC 29500-1, 17.18.59."""

from __future__ import annotations

from collections.abc import Callable

_HAN = "○一二三四五六七八九"
_LEGAL, _LEGAL_TRADITIONAL = "零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def written(number: int, form: str) -> str:
    """A number in a format of Word; in decimal digits where Word has no other (beyond its range, unknown format)."""
    writer = _WRITERS.get(form)
    return (writer(number) if writer and 0 <= number <= 32_767 else "") or str(number)


def padded(number: int, pattern: str) -> str:
    """A number in a custom format, which shows its first items: ``001, 002, 003, ...``."""
    return str(number).zfill(min(len(pattern.partition(",")[0].strip()), 9))


# ---- Chinese ----------------------------------------------------------------------------------------------------


def _digits(number: int) -> str:
    """Digit by digit: 一○五."""
    return "".join(_HAN[int(digit)] for digit in str(number))


def _counting(number: int) -> str:
    """十一 up to 九十九, digit by digit from there on."""
    return _thousands(number, _HAN, "十百千", "万") if number < 100 else _digits(number)


def _thousands(number: int, digits: str, units: str, myriad: str, *, one_ten: bool = False) -> str:
    """一百零五; with ``one_ten`` 壹拾 for 10, without it 十."""
    if number >= 10_000:
        head, rest = divmod(number, 10_000)
        gap = digits[0] if 0 < rest < 1000 else ""
        tail = _below_myriad(rest, digits, units) if rest else ""
        return _thousands(head, digits, units, myriad, one_ten=one_ten) + myriad + gap + tail
    text = _below_myriad(number, digits, units)
    return text[1:] if 10 <= number < 20 and not one_ten else text


def _below_myriad(number: int, digits: str, units: str) -> str:
    if number == 0:
        return digits[0]
    text = ""
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += digits[digit] + (units[place - 1] if place else "")
        elif text and not text.endswith(digits[0]) and number % 10**place:
            text += digits[0]
    return text


def _japanese(number: int) -> str:
    """百五: no zero, and no 一 before 十, 百, 千."""
    if number == 0:
        return "〇"
    head, rest = divmod(number, 10_000)
    text = f"{_japanese(head)}万" if head else ""
    for place, unit in ((1000, "千"), (100, "百"), (10, "十")):
        digit = rest // place % 10
        text += (_HAN[digit] if digit > 1 else "") + unit if digit else ""
    return text + (_HAN[rest % 10] if rest % 10 else "")


def _sexagenary(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if 1 <= number <= 60 else ""


# ---- the rest ---------------------------------------------------------------------------------------------------


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else ""


def _run_of(first: str, last: int) -> Callable[[int], str]:
    """Signs that follow each other in Unicode, from the one for 1 to that for ``last``."""
    return _one_of("".join(chr(ord(first) + at) for at in range(last)))


def _letters(first: str) -> Callable[[int], str]:
    """a to z, then aa, bb."""
    return lambda number: chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1) if 1 <= number <= 780 else ""


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _full_width(number: int) -> str:
    return str(number).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})


def _thousand_simplified(number: int) -> str:
    return _thousands(number, "〇一二三四五六七八九", "十百千", "万")


_CIRCLED = _one_of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")

_WRITERS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousand_simplified,
    "taiwaneseCountingThousand": lambda n: _thousands(n, "零一二三四五六七八九", "十百千", "萬"),
    "japaneseCounting": _japanese,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "chineseLegalSimplified": lambda n: _thousands(n, _LEGAL, "拾佰仟", "万", one_ten=True),
    "ideographLegalTraditional": lambda n: _thousands(n, _LEGAL_TRADITIONAL, "拾佰仟", "萬", one_ten=True),
    "japaneseLegal": lambda n: _thousands(n, "零壱弐参四伍六七八九", "拾百阡", "萬", one_ten=True),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _run_of("㊀", 10),
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _run_of("⑴", 20),
    "decimalEnclosedFullstop": _run_of("⒈", 20),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalZero": lambda n: f"{n:02d}",
    "numberInDash": lambda n: f"- {n} -",
    "hex": lambda n: f"{n:X}",
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
}
