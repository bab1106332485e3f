"""What could not be read of task tables: issues with their place, never a guess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.model import Issue
from loaders.tables.read import Tables
from loaders.text import CleanText, Span


@dataclass(frozen=True)
class Doubt:
    """A duty cell that was not read: what heads it, where it stands, the words that nothing explains (clean spans)."""

    label: str
    cell: Span
    unread: tuple[Span, ...] = ()
    merged: bool = False  # read, but one cell stands under several labels

    def issue(self, text: CleanText, measure: int) -> Issue:
        """The doubt as an issue of the measure with that ordinal."""
        if self.merged:
            said = f"一格同时列在“{self.label}”之下，没有分清各单位的角色"
            return Issue("unexplained_notation", "info", said, self.cell, "按未标注牵头单位的名单读取", measure)
        unread = "、".join(text.words(span) for span in self.unread) or text.line(self.cell)
        said = f"分工表“{self.label}”一栏没有完全读懂：{unread}"
        return Issue("unexplained_notation", "warning", said, self.cell, "未从该栏提取任何责任单位", measure)


def unread_tables(tables: Tables, text: CleanText) -> Iterator[Issue]:
    """Headers of task tables under which no rows could be read."""
    for raw in tables.unread:
        span = text.clean_span(raw)
        if span:
            yield Issue(
                "unread_table",
                "warning",
                f"疑似任务分工表的表头之下没有读出任务：{text.line(span)}",
                span,
                "请提供原始的 DOCX、HTML 或 PDF 文件",
            )
