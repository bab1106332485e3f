"""The sample plan with its finest gold, in clean offsets; and random policy prose for property tests."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from hypothesis import strategies as st

from loaders.clean import clean
from loaders.text import CleanText, Span

Gold = dict[str, Any]


@dataclass(frozen=True)
class Seed:
    """The sample plan and ``seed-detailed.json``, whose raw spans are turned into spans of the clean text."""

    clean: CleanText
    gold: Gold

    @classmethod
    def read(cls, corpus: Path) -> Seed:
        gold = json.loads((corpus / "seed-detailed.json").read_text(encoding="utf-8"))
        return cls(clean((corpus / gold["source"]["path"]).read_text(encoding="utf-8")), gold)

    @cached_property
    def _raw(self) -> list[int]:
        return [self.clean.raw_offset(at) for at in range(len(self.clean.text))]

    def span(self, item: Gold, key: str = "span") -> Span:
        """Where an item of the gold stands in the clean text."""
        start, end = item[key]["raw"]
        return Span(bisect_left(self._raw, start), bisect_left(self._raw, end))

    def words(self, span: Span) -> str:
        return self.clean.slice(span)

    @property
    def text(self) -> str:
        return self.clean.text

    @cached_property
    def bodies(self) -> list[Span]:
        """The bodies of the measures, without headings and notations."""
        return [self.span(measure, "body_span") for measure in self.gold["measures"]]

    @cached_property
    def headings(self) -> list[Span]:
        return [self.span(measure, "title_span") for measure in self.gold["measures"]]

    @cached_property
    def closing(self) -> Span:
        tasks = self.gold["closing_tasks"]
        return Span(self.span(tasks[0]).start, self.span(tasks[-1]).end)


def f1(hits: int, gold: int, found: int) -> float:
    return 2 * hits / (gold + found)


# ---- random prose -----------------------------------------------------------------------------------------------

_MARKS = "，。；、：！？（）《》“”〈〉〔〕\n□ 的和与及等对在以为将按关于"
_WORDS = """
    加快 推动 开展 完善 制定 修订 制修订 鼓励 支持 实施 贯彻落实 组织 研究 推进 规范 给予 不得 要 确保 实现 到2025年 力争
    严格 印发 出台 废止 停止执行 以治理雾霾为重点 结合实际 按职责分工 提供支撑 一是 （2） 企业 各省级人民政府 有关部门
    食品 农产品 电子商务 钢铁 水泥 新材料 特种设备 铁路工程 汽车 服务业 质量 标准化 安全 监管 制度 体系 机制 提升 发展
    建设 某某 3 50% 2014年 万元 QC小组 等领域 等产品 标准化法 食品安全法 管理条例 管理办法 实施细则 指导意见 立法工作
    专项行动 专项整治 试点 工程 活动 创建 监督检查 战略研究 食品药品监管总局
"""
prose = st.lists(st.sampled_from([*_MARKS, *_WORDS.split()]), max_size=40).map("".join)


class Found(Protocol):
    """Anything with a span."""

    @property
    def span(self) -> Span: ...


def is_sound(text: str, span: Span, found: Sequence[Found], quotes: Iterable[Span] = ()) -> bool:
    """Every mention is not empty and lies inside the span, and so do the quotes, in the order of the text."""
    inside = all(span.holds(item.span) and item.span.start < item.span.end for item in found)
    return inside and all(span.holds(q) and q.start < q.end for q in quotes) and span.end <= len(text)


def shifted(item: Any, by: int) -> Any:
    """The same mention with all its spans moved."""
    spans = {f.name: getattr(item, f.name) for f in fields(item) if isinstance(getattr(item, f.name), Span)}
    return replace(item, **{name: Span(span.start + by, span.end + by) for name, span in spans.items()})


def is_independent(read: Callable[[str, Span], Sequence[Any]], text: str, before: str) -> bool:
    """Whether the words before a span, and those behind it, change nothing in what is found in it."""
    alone = [shifted(item, len(before)) for item in read(text, Span(0, len(text)))]
    within = list(read(before + text + before, Span(len(before), len(before) + len(text))))
    return alone == within
