"""Damage: signs that a text was destroyed before it came here, so that what it says would be guesswork.

Clear damage is refused by name, with the line of its first sign; a slight one is a remark. The thresholds keep clear of
every real plan they were measured on, in both scripts: there each count is 0.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.errors import DamagedText
from loaders.bonds import held_bonds
from loaders.crammed import HAN
from loaders.mojibake import find_mojibake
from loaders.script import is_common, simplified
from loaders.text import RawDocument, Remark, Span
from loaders.truncation import find_truncation

_AGAIN = "get the text again from its source"
_SOURCE = "请从来源重新获取原文"


@dataclass(frozen=True)
class _Text:
    """A text with the counts of its characters, which tell most checks at once that there is nothing to look for."""

    raw: RawDocument

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(self.raw.text)

    @cached_property
    def han(self) -> int:
        return self.count(lambda c: "\u3400" <= c <= "\u9fff")

    def count(self, wanted: Callable[[str], bool]) -> int:
        return sum(n for c, n in self.counts.items() if wanted(c))

    def has(self, chars: str) -> bool:
        return any(c in self.counts for c in chars)

    def own(self, charset: str) -> int:
        """Characters that a basic character set does not have: a quarter of traditional, or simplified, script."""
        return self.count(lambda c: "\u4e00" <= c <= "\u9fff" and not is_common(c, charset))

    def find(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        return list(pattern.finditer(self.raw.text))


@dataclass(frozen=True)
class _Sign:
    """One kind of damage as it was found: where it begins, in words, and whether it is beyond reading."""

    kind: str
    clear: bool
    span: Span
    what: str  # for the error
    text: str  # for the remark
    hint: str = _AGAIN
    suggestion: str = _SOURCE
    severity: str = "warning"


def find_damage(raw: RawDocument) -> tuple[Remark, ...]:
    """Slight damage of a document's text, in the order of the text.

    Raises:
        DamagedText: the text is mojibake, has pinyin between its characters, lost many of them, or is not plain text.
    """
    text = _Text(raw)
    signs = [sign for check in _CHECKS for sign in check(text)]
    for sign in signs:
        if sign.clear:
            line = raw.text.count("\n", 0, sign.span.start) + 1
            raise DamagedText(sign.what, where=f"{raw.name}, line {line}", hint=sign.hint)
    signs.sort(key=lambda sign: sign.span.start)
    found = [Remark(sign.kind, sign.severity, sign.text, sign.span, sign.suggestion) for sign in signs]
    return (*found, *find_truncation(raw))


def _first(matches: list[re.Match[str]]) -> Span:
    return Span(*matches[0].span())


# ---- characters that are gone -----------------------------------------------------------------------------------

_FEW, _MANY = 3, 20
# U+FFFD, and what GBK makes of it and of uninitialised memory.
_DESTROYED = re.compile(r"\ufffd+|(?:锟斤拷)+|烫{4,}|屯{4,}")
_BESIDE = rf"[{HAN}，。、；：（）《》“”]"
_QUESTIONS = re.compile(rf"\?(?<={_BESIDE}\?)\?*(?={_BESIDE})|(?<![?\n\r \t\u3000])\?\?+|\?{{4,}}")
_BOXES = re.compile(rf"[□■▯◻](?<=[{HAN}].)(?=[{HAN}])")
_FONT_CODE = re.compile(r"\(cid:\d+\)")


def _destroyed(text: _Text) -> Iterator[_Sign]:
    found = text.find(_DESTROYED) if text.has("\ufffd锟烫屯") else []
    if found:
        lost, shown = sum(len(m[0]) for m in found), found[0][0][:3]
        yield _Sign(
            "destroyed_characters",
            lost > max(_FEW, len(text.raw.text) // 500),
            _first(found),
            f"{lost} characters were destroyed by an earlier conversion ({shown})",
            f"有 {lost} 个字符在早先转换中损坏（{shown}）",
        )


def _questioned(text: _Text) -> Iterator[_Sign]:
    """Question marks that stand where Chinese stood; single ones may be questions."""
    found = text.find(_QUESTIONS) if text.has("?") else []
    count, runs = sum(len(m[0]) for m in found), sum(len(m[0]) for m in found if len(m[0]) > 1)
    clear = count > 2 * _FEW and (20 * count > text.han or 100 * runs > text.han)
    if clear or runs:
        yield _Sign(
            "question_marks",
            clear,
            _first(found),
            f"{count} question marks stand where Chinese characters were",
            f"有 {count} 个问号占据了汉字的位置",
        )


def _unmapped(text: _Text) -> Iterator[_Sign]:
    """Characters of a private font that stand where Chinese stood; U+F0xx are bullets of symbol fonts.

    Boxes are remarked upon at most: forms have them.
    """
    private = [c for c in text.counts if "\ue000" <= c <= "\uefff" or "\uf100" <= c <= "\uf8ff"]
    found = text.find(re.compile(f"[{''.join(private)}]")) if private else []
    found += text.find(_FONT_CODE) if "(cid:" in text.raw.text else []
    boxes = text.find(_BOXES) if text.has("□■▯◻") else []
    if len(found) > _FEW or len(boxes) > max(_MANY, text.han // 5):
        count = len(found) + len(boxes)
        yield _Sign(
            "unmapped_characters",
            len(found) > max(_MANY, text.han // 50),
            Span(*min(m.span() for m in [*found, *boxes])),
            f"{count} characters of a private font stand where Chinese characters were",
            f"有 {count} 个专用字体的无义字符或空方框占据了汉字的位置",
        )


def _lost(text: _Text) -> Iterator[_Sign]:
    """Characters that are gone without a trace: those that only one script has, or any."""
    marks = sum(text.counts[c] for c in "，。、；：（）《》“”〔〕")
    held, clear = 1.0, True
    if marks > 2 * _MANY and marks > 4 * text.han:
        what = "hardly any Chinese characters are left, only marks"
    elif text.han > 200 and not max(text.own("big5"), text.own("gb2312")) > text.han // 50:
        what = "the characters that only one script has were lost by a conversion"
    else:
        plain = simplified(text.raw.text) if text.own("gb2312") > text.han // 50 else text.raw.text
        held = held_bonds(plain)
        clear, what = held < _BROKEN, "many characters are missing or out of place: words are torn apart"
    if clear or held < _LOOSE:
        start = re.search(f"[{HAN}，。、；：]", text.raw.text)
        place = Span(*start.span()) if start else Span(0, 0)
        yield _Sign("lost_characters", clear, place, what, "文中可能缺失或错置了一些字")


# Real plans hold 0.97 of their bonds and more; with a tenth of the characters lost no more than 0.9 are held.
_BROKEN, _LOOSE = 0.75, 0.9


# ---- characters that were added ---------------------------------------------------------------------------------

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ\u0300\u0301\u0304\u030c"
_SYLLABLE = rf"[a-zɑɡüê]{{0,4}}(?:[{_TONED[:-4]}]|[aeiouüɑ][{_TONED[-4:]}])[a-zɑɡ]{{0,3}}"
_GLOSS = re.compile(  # 质（zhì）量, 质zhì量
    rf"(?<=[{HAN}])[ \u3000]?(?:[(（\[【][ \u3000]?(?:{_SYLLABLE}[ \u3000'’]?)+[)）\]】]|{_SYLLABLE}(?![a-z]))"
)
_INITIAL_FINAL = (
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:iang|iong|uang|ang|eng|ong|ing|iao|ian|uai|uan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in"
    r"|ua|uo|ui|un|[vü]e|[aoeiuvü])"
)
_TONELESS = re.compile(  # 质(zhi4)量, 质(zhi)量, 质zhi4量
    rf"[(（](?:{_INITIAL_FINAL}[1-5]?[ \u3000]?)+[)）]|{_INITIAL_FINAL}[1-5](?=[{HAN}，。、；：])"
)


def _glossed(text: _Text) -> Iterator[_Sign]:
    toned = text.find(_GLOSS) if text.has(_TONED) else []
    plain = text.find(_TONELESS) if text.count("aeiouüv".__contains__) > 2 * _FEW else []
    plain = [m for m in plain if m.start() and "\u3400" <= text.raw.text[m.start() - 1] <= "\u9fff"]
    found = sorted([*toned, *plain], key=lambda m: m.start())
    if toned or len(found) > 2 * _FEW:
        shown = found[0][0].strip()
        yield _Sign(
            "pinyin_glosses",
            len(found) > _FEW,
            _first(found),
            f"pinyin stands between the characters in {len(found)} places ({shown})",
            f"有 {len(found)} 处在汉字之间插入了拼音（{shown}）",
            "get a copy without pinyin",
            "请换用没有注音的文本；个别生僻字的注音可以保留",
            "info",
        )


# ---- texts that are something else ------------------------------------------------------------------------------

_TAG = re.compile(
    r"</?(?:p|br|div|span|font|table|tbody|tr|td|th|ul|ol|li|strong|b|i|a|img|h[1-6]|center|section|html|head|body|meta|"
    r"script|style|title|ruby|rt|rp|o:p|w:\w+)(?:\s[^<>]{0,500}=[^<>]{0,500})?\s?/?>|<!DOCTYPE|<\?xml"
    r"|&(?:nbsp|ldquo|rdquo|amp|lt|gt|emsp|middot);",
    re.I,
)
_ESCAPED = re.compile(
    r"(?:&#x?[0-9a-fA-F]{2,6};|\\[ux][0-9a-fA-F]{2,4}|%[0-9a-fA-F]{2}|=[0-9A-F]{2}){3,}|[A-Za-z0-9+/]{60,}={0,2}"
)


def _marked_up(text: _Text) -> Iterator[_Sign]:
    found = text.find(_TAG) if text.raw.format == "text" and text.has("<&") else []
    if found:
        shown = found[0][0][:20]
        yield _Sign(
            "markup",
            len(found) > _FEW,
            _first(found),
            f"this is markup, not plain text: {len(found)} tags ({shown})",
            f"文本中残留 {len(found)} 处网页标记（{shown}）",
            "save the file with the ending .html",
            "若是网页源码，请以 .html 为扩展名保存",
        )


def _encoded(text: _Text) -> Iterator[_Sign]:
    found = text.find(_ESCAPED) if text.count(str.isascii) > text.han else []
    if sum(len(m[0]) for m in found) > max(text.han, 30):
        what = "the text is encoded (base64, escapes or the like), not plain"
        yield _Sign("encoded", True, _first(found), what, "", "decode it first")


def _confused(text: _Text) -> Iterator[_Sign]:
    odd = sum(
        ("\x80" <= c <= "\u024f" and c not in "·×°±§²³µ÷") or (c >= "\u2e80" and not is_common(c)) for c in text.counts
    )
    found = list(find_mojibake(text.raw.text)) if odd >= _ODD else []
    if found:
        size = sum(m.span.end - m.span.start for m in found)
        yield _Sign(
            "mojibake",
            len(found) > _FEW or 10 * size > len(text.raw.text.strip()),
            found[0].span,
            f"the text is mojibake: {found[0]}",
            f"有 {len(found)} 处乱码（{found[0]}）",
            f"open the original file as {str(found[0]).split()[0]}, or get the text again",
            "请用正确的编码重新打开原文件",
        )


_ODD = 4  # different characters that mainland texts do not have, below which no stretch can be mojibake
_CHECKS: tuple[Callable[[_Text], Iterator[_Sign]], ...] = (
    _marked_up,
    _encoded,
    _confused,
    _destroyed,
    _glossed,
    _questioned,
    _unmapped,
    _lost,
)
