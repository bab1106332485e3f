"""Texts that break off: the last line ends in the middle of a sentence, or a bracket is still open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.clean import is_open
from loaders.crammed import HAN
from loaders.text import RawDocument, Remark, Span

_TAIL = 800  # characters from the end that are looked at
_BLANK = " \t\r\v\f\u3000\xa0\ufeff\u200b"
_LINE = re.compile(r"[^\n\r\v\f\u2028\u2029]+")
_PAGE = re.compile(r"[—–\-－]* *[0-9０-９ ]{1,6} *[—–\-－]*|第 ?\d+ ?页.*|[^\w\s]+|\d+ ?/ ?\d+")
# What stands below a text on a web page: it says nothing about how the text ends.
_FURNITURE = re.compile(
    r"[【\[（(]?(?:责任编辑|编辑|来源|扫一扫|分享|打印|关闭|相关|上一篇|下一篇|返回|附件下载|点击|浏览|版权|主办|承办|抄送|主题词)"
)
_HANGING = re.compile(r"[，,、：:；;（(《〔“‘—]$|(?:[和与及或对在将把为的]|以及|并且)$")
_SENTENCE = re.compile(r"[。！？!?；;…）)》〉〕】」』”’\"'.]$")
_LONG = 40  # characters; a last line without a full stop that is shorter may be a signature, a heading, a list item


def find_truncation(raw: RawDocument) -> Iterator[Remark]:
    """One remark where the text breaks off; texts that end in a table are left alone."""
    lines = [*_last_lines(raw.text)]
    if not lines or any(table.span.end >= lines[0].start for table in raw.tables):
        return
    if any(remark.kind == "truncated_file" for remark in raw.remarks):
        return
    last = raw.text[lines[0].start : lines[0].end]
    before = "".join(raw.text[s.start : s.end] for s in reversed(lines))
    if _breaks_off(last, before):
        yield Remark("truncated_text", "warning", f"文本似乎在句中中断：…{last[-20:]}", lines[0], "请核对原文是否完整")


def _last_lines(text: str) -> Iterator[Span]:
    """Lines with words from the last one back, without page numbers and furniture."""
    start = max(0, len(text) - _TAIL)
    for match in reversed([*_LINE.finditer(text, start)]):
        body = match[0].strip(_BLANK)
        if body and not _PAGE.fullmatch(body) and not _FURNITURE.match(body):
            first = match.start() + match[0].index(body)
            yield Span(first, first + len(body))


def _breaks_off(last: str, tail: str) -> bool:
    if not re.search(f"[{HAN}]", last):
        return False
    if is_open(tail[-400:]) and not _SENTENCE.search(last):
        return True
    if _HANGING.search(last):
        return True
    if "。" not in last or _SENTENCE.search(last) or re.search(r"日(?:印发)?$", last):
        return False
    sentence = last.rpartition("。")[2]
    return len(last) > _LONG or ("，" in sentence and "：" not in sentence)
