"""A file of corrections to be filled in: every edge of a document as a commented entry."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from graph.records import Batch, Edge, Node
from loaders.corrections.correction import SUBJECTS, wishes

_DUTIES = ("LEADS", "PARTICIPATES_IN", "SHARES")
_NAMES = {"party": "责任单位", "object": "对象", "law": "法律和文件"}
_HEAD = """\
# 更正：{title}
#
# 每条更正针对一处印出的名称：measure（任务编号）、quote（所在的整段原文）和名称本身，三者都要与原文一致。
# 用法：去掉一条前面的“# ”，填写 change、to、reason（必填）以及 by、date；不用更正的各条可以删去，也可以留作注释。
# 保存后重新载入文件即生效；删去更正后重新载入，即恢复提取结果。
#
{changes}
#
# change: add 增加一个没有读出的名称：quote 写印出的整段，名称写其中的字；名称不足以说明是哪个部门时，另写 agency。
#
document: {document}
sha256: {sha256}
corrections:
"""


def template(records: Batch) -> str:
    """The file for a document, from its records; without corrections until somebody fills one in."""
    own = next(n for n in records.nodes if (n.label, n.id) == ("Document", records.document))
    text = _HEAD.format(
        title=own.properties["title"],
        changes="\n".join(_changes()),
        document=_quoted(records.document),
        sha256=_quoted(own.properties.get("sha256") or ""),
    )
    return text + "".join(_measures(records))


def _changes() -> Iterator[str]:
    for subject in SUBJECTS:
        for change, choices in wishes(subject):
            yield f"#   {_NAMES[subject]}（{subject}）  change: {change:8}to: {choices or '（空）'}"


def _measures(records: Batch) -> Iterator[str]:
    edges: dict[str, list[tuple[str, Edge]]] = defaultdict(list)
    for edge in records.edges:
        if subject := _subject(edge):
            edges[_measure_of(edge)].append((subject, edge))
    measures = [n for n in records.nodes if n.label == "Measure"]
    for measure in sorted(measures, key=lambda n: _int(n.properties["ordinal"])):
        number, title = str(measure.properties["number"]), str(measure.properties["title"])
        yield f"\n# ==== {number} {title}\n"
        for subject, edge in sorted(edges[measure.id], key=_order):
            yield _entry(measure, subject, edge)


def _subject(edge: Edge) -> str:
    if edge.type in _DUTIES:
        return "party"
    if edge.type == "TARGETS":
        return "object"
    return "law" if edge.type == "NAMES" and edge.source[0] != "Document" else ""


def _measure_of(edge: Edge) -> str:
    """Id of the measure that an edge belongs to; a task's id is that of its measure with its place."""
    key = edge.target[1] if edge.target[0] == "Measure" else edge.source[1]
    return key.rpartition(".t")[0] if edge.source[0] == "Task" else key


def _order(item: tuple[str, Edge]) -> tuple[int, int]:
    return SUBJECTS.index(item[0]), _int(item[1].properties["name_start"])


def _entry(measure: Node, subject: str, edge: Edge) -> str:
    row = edge.properties
    fields = {
        "measure": measure.properties["number"],
        "title": str(measure.properties["title"])[:20],
        "quote": row["quote"],
        subject: row["as_named"],
    }
    lines = [f"{name}: {_quoted(value)}" for name, value in fields.items()]
    lines[-1] += f"  # 现为 {_now(subject, edge)}"
    lines += ["change:", "to:", "reason:", "by:", "date:"]
    return "#\n" + "".join(f"# {'- ' if i == 0 else '  '}{line}\n" for i, line in enumerate(lines))


def _now(subject: str, edge: Edge) -> str:
    row = edge.properties
    said = {
        "party": f"{row.get('role')}（{row.get('basis')}），{edge.source[1]}",
        "object": edge.target[1],
        "law": f"{row.get('action')}，{edge.target[1]}",
    }[subject]
    return f"{said}；已更正" if row.get("correction") else said


def _quoted(value: object) -> str:
    """A double-quoted scalar of YAML."""
    return json.dumps(str(value), ensure_ascii=False)


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0
