"""Traditional script: read as simplified, one code point for one, and kept as written for everything that is shown."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from loaders.text import CleanText

if TYPE_CHECKING:
    from opencc import OpenCC

_FIRST_CJK = "\u2e80"
_FEW = 100  # a text in which fewer than one Chinese character in so many is traditional is not a traditional text

# Forms of one character that the dictionaries of traditional script leave alone: Hong Kong's, old and Japanese ones,
# and the radicals that some PDF writers put in place of characters (those that Unicode itself does not fold).
_VARIANTS = dict(
    zip(
        "衞粧敍衹粽糭値尙戸奨⺠⻓⻔⻋⻅⻉⻚⻛⻜⻢⻥⻦⻬⻮⻰⻘⻩⻄⻤⻝⻁⻣⻨⻆",
        "卫妆叙只粽粽值尚户奖民长门车见贝页风飞马鱼鸟齐齿龙青黄西鬼食虎骨麦角",
        strict=True,
    )
)
_QUOTES = str.maketrans("「」『』﹁﹂﹃﹄", "“”‘’“”‘’")
# Taiwan and Hong Kong write 著力, 沿著 for 着力, 沿着; the dictionary keeps 著 for 著作, 显著 alone.
_ZHE = re.compile("(?<![显卓昭名专原论编译土巨合拙遗])著(?![作名述称录书])")


def simplified(text: str) -> str:
    """The text in simplified script, of the same length: each code point stands where it stood.

    Words are converted by the dictionaries of OpenCC (configuration ``t2s``); vocabulary is not (資訊 becomes 资讯).
    Text without traditional characters comes back as it is, and the dictionaries are not even loaded.
    """
    foreign = {c for c in set(text) if c >= _FIRST_CJK and not is_common(c)}
    forms = {ord(c): form for c in foreign if (form := _form(c)) != c}
    if forms:
        text = text.translate(forms)
    single = {c: plain for c in foreign if ord(c) not in forms and (plain := _character(c)) != c}
    if not single:
        return text
    if sum(text.count(c) for c in single) * _FEW < sum("\u4e00" <= c <= "\u9fff" for c in text):
        return text.translate({ord(c): plain for c, plain in single.items()})
    return _ZHE.sub("着", "\n".join(_line(line) for line in text.translate(_QUOTES).split("\n")))


def restored(text: CleanText, raw: str) -> CleanText:
    """A clean text that was made from ``simplified(raw)``, with the words as ``raw`` writes them."""
    if text.raw == raw:
        return text
    written = list(text.text)
    for (start, at), (end, _) in zip(text.runs, [*text.runs[1:], (len(text.text), 0)], strict=True):
        for i, j in zip(range(start, end), range(at, len(raw)), strict=False):
            if text.text[i] == text.raw[j]:  # a width that was folded stays folded
                written[i] = raw[j]
    return replace(text, raw=raw, written="".join(written))


def _line(line: str) -> str:
    """One line by words; by characters where a word would change its length."""
    whole = _converter().convert(line)
    return whole if len(whole) == len(line) else "".join(map(_character, line))


@cache
def is_common(char: str, charset: str = "gb2312") -> bool:
    """Whether a basic character set has it, by default mainland China's: then it is no sign of traditional script."""
    try:
        return bool(char.encode(charset))
    except UnicodeEncodeError:
        return False


@cache
def _form(char: str) -> str:
    """The ordinary form of a variant, a compatibility ideograph or a radical."""
    form = _VARIANTS.get(char) or unicodedata.normalize("NFKC", char)
    return form if len(form) == 1 and form >= _FIRST_CJK else char


@cache
def _character(char: str) -> str:
    """The simplified form of one character on its own."""
    one = _converter().convert(char)
    return one if len(one) == 1 else char


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # imported late: most documents are simplified

    return OpenCC("t2s")
