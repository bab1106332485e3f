"""Labelled metadata at the head of a text: 标题：…, 发文机关：…, as sites and their text copies print it.

The labels are a closed list. A label without a field (发布日期, 主题分类 …) says nothing that is used, but its line is
then known to be no title and no signature. 发布日期 is the day of the web page, 成文日期 that of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.evidence import fold
from loaders.text import Span

_TITLE = "标题 名称 文件名称 信息名称 文件标题 公文标题 信息标题 法规名称"
_ISSUER = "发文机关 发文机构 发文单位 发文部门 制发机关 制定机关 印发机关 颁布机关"
_NUMBER = "发文字号 发文文号 公文字号 文件字号 文件编号 发文号 文号 字号"
_ISSUED = "成文日期 成文时间 发文日期 发文时间 签发日期 签发时间 制发日期"
_UNUSED = """
    索引号 索取号 信息索引号 索引编号 主题分类 信息分类 信息类别 体裁分类 题材分类 组配分类 服务对象分类
    公文种类 公文类别 文件类型 文种
    发布日期 发布时间 发稿时间 公开日期 公开时间 公布日期 公布时间 生成日期 生成时间 印发日期 印发时间
    更新时间 更新日期 录入时间 实施日期 实施时间 施行日期 生效日期 生效时间 失效日期 失效时间 废止日期
    有效性 时效性 效力状态 效力级别 是否有效 有效期 有效期限 关键词 关键字 主题词
    来源 信息来源 文章来源 稿件来源 稿源 发布机构 发布机关 发布单位 发布者 公开机构 公开单位 公开责任部门 责任部门
    公开方式 公开形式 公开类别 公开范围 公开属性 信息公开形式 信息公开类别 公开目录 联合发文单位 联合发文机关
    责任编辑 编辑 作者 浏览次数 访问次数 点击次数 点击数 阅读次数 阅读量 浏览量 字体 字体大小 字号大小
    所属栏目 栏目 所属机构 统一登记号 统一编号 登记号 规范性文件编号 规范性文件登记号
    内容概述 内容摘要 信息概要 摘要 语种 载体类型 记录形式 领域 当前位置 您的位置 您现在的位置 所在位置
"""
_FIELDS = {"title": _TITLE, "issuer": _ISSUER, "number": _NUMBER, "issued": _ISSUED, "": _UNUSED}
_KIND = {label: kind for kind, labels in _FIELDS.items() for label in labels.split()}


_LONGEST_LABEL = max(map(len, _KIND))
_INITIALS = frozenset(label[0] for label in _KIND)
# Inside a line a label of two characters may be the end of another word; these few are none.
_LATER = frozenset(label for label in _KIND if len(label) > 2 or label in ("标题", "文号", "字号", "来源"))
_GAPS = " \u3000\xa0"
_COLONS = "：:\t"
_RUN_TOGETHER = 3  # so many labels at line beginnings, and a colon is not needed
_LONGEST = 300  # characters of a value
_MOST_LINES = 60
_ENDS_HEAD = re.compile(r"[。；]$|^(?:各|国务院各|省|市|县|自治区)[^：]{3,}：$|^(?:第?[一1]、|[（(]一[）)]|第一[章条])")


@dataclass(frozen=True)
class Field:
    """One labelled value: the label without its spaces, the field that it fills (or none), where the value stands."""

    label: str
    kind: str
    span: Span


@dataclass(frozen=True)
class Metadata:
    """Fields at the head of a text and the numbers of the lines that hold them."""

    fields: tuple[Field, ...] = ()
    lines: frozenset[int] = frozenset()

    def of(self, kind: str) -> Iterator[Span]:
        """Where values of one field stand, in the order of the text."""
        return (field.span for field in self.fields if field.kind == kind)


def read_metadata(text: str, lines: Sequence[Span]) -> Metadata:
    """The labelled fields of a text's first lines, up to the salutation or the first sentence."""
    return _read(text, lines[:_MOST_LINES], to_the_end=False)


def labelled(text: str, lines: Sequence[Span]) -> Metadata:
    """The labelled fields of all lines: of what stands beside a document."""
    return _read(text, lines, to_the_end=True)


def is_label(text: str) -> bool:
    """Whether a text is one of the labels and nothing else."""
    return re.sub(r"[\s\u3000:：【】\[\]]", "", text) in _KIND


def _read(text: str, lines: Sequence[Span], *, to_the_end: bool) -> Metadata:
    """Several fields may share a line; a label alone on its line has its value on the next."""
    run_together = sum(_first(text, line, True) is not None for line in lines) >= _RUN_TOGETHER
    fields: list[Field] = []
    taken: set[int] = set()
    for i, line in enumerate(lines):
        if i in taken:
            continue
        first = _first(text, line, run_together)
        if not first:
            if not to_the_end and _ENDS_HEAD.search(_slice(text, line)):
                break
            continue
        taken.add(i)
        found = list(_on_line(text, line, first))
        if not found[-1].span.end > found[-1].span.start and i + 1 < len(lines):
            following = lines[i + 1]
            if not _first(text, following, run_together) and not _ENDS_HEAD.search(_slice(text, following)):
                taken.add(i + 1)
                found[-1] = Field(found[-1].label, found[-1].kind, _stripped(text, following.start, following.end))
        fields += [f for f in found if f.span.end > f.span.start]
    return Metadata(tuple(fields), frozenset(taken))


def _slice(text: str, span: Span) -> str:
    return text[span.start : span.end]


@dataclass(frozen=True)
class _Label:
    """A label where it stands; ``sure`` if a colon, a bracket or the end of the line follows."""

    word: str
    start: int
    end: int
    sure: bool


def _first(text: str, line: Span, run_together: bool) -> _Label | None:
    """The label with which a line begins; one that a value follows without a colon only where labels are many."""
    at = _skipped(text, line.start, line.end, _GAPS + "【[〖")
    if at >= line.end or text[at] not in _INITIALS:
        return None
    word, longest = "", None
    while at < line.end and len(word) < _LONGEST_LABEL:
        word += text[at]
        at = _skipped(text, at + 1, line.end, _GAPS)
        if word in _KIND:
            end = _skipped(text, at, line.end, _GAPS + "】]〗")
            sure = end == line.end or text[end] in _COLONS or text[at] in "】]〗"
            longest = _Label(word, line.start, end, sure)
            if sure:
                return longest
    return longest if run_together else None


def _later(text: str, start: int, end: int) -> Iterator[_Label]:
    """Labels with a colon behind them inside a line."""
    for at in (i for i in range(start, end) if text[i] in _COLONS):
        word, back = "", at
        found = None
        while back > start and len(word) < _LONGEST_LABEL:
            back -= 1
            if text[back] in _GAPS + "】]〗":
                continue
            word = text[back] + word
            found = (
                _Label(word, back - (back > start and text[back - 1] in "【[〖"), at, True) if word in _LATER else found
            )
        if found:
            yield found
            start = at


def _later_bare(text: str, start: int, end: int) -> Iterator[_Label]:
    """Labels inside a line whose cells run together."""
    while start < end:
        size = next((n for n in range(_LONGEST_LABEL, 1, -1) if text[start : min(start + n, end)] in _LATER), 0)
        if size:
            yield _Label(text[start : start + size], start, start + size, True)
        start += size or 1


def _on_line(text: str, line: Span, first: _Label) -> Iterator[Field]:
    """The fields of one line, parted at its labels; the value of the last one may be empty."""
    labels = [first, *(_later if first.sure else _later_bare)(text, first.end, line.end)]
    ends = [*(label.start for label in labels[1:]), line.end]
    for label, end in zip(labels, ends, strict=True):
        value = _stripped(text, label.end, min(end, label.end + _LONGEST))
        yield Field(label.word, _KIND[label.word], value)


def _skipped(text: str, at: int, end: int, what: str) -> int:
    while at < end and text[at] in what:
        at += 1
    return at


def _stripped(text: str, start: int, end: int) -> Span:
    blank = " \t\v\u3000\xa0：:|"
    while start < end and text[start] in blank:
        start += 1
    while end > start and text[end - 1] in blank:
        end -= 1
    return Span(start, end)


def completes(labelled: str, printed: str) -> bool:
    """Whether a labelled title is the whole of which the printed one is only the beginning."""
    whole, part = fold(labelled), fold(printed)
    return whole.startswith(part) and whole != part and not whole.endswith(("…", "..."))


def encloses(labelled: str, printed: str) -> bool:
    """Whether a labelled title is that of the notice which issues the printed one (…关于印发《…》的通知)."""
    return bool(re.search(rf"(?:印发|转发|批转|发布|公布|下发){re.escape(fold(printed))}", fold(labelled)))
