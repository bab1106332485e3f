"""Titles: the title of a query is a phrase too, so that every query can be asked for, with or without own phrases."""

from __future__ import annotations

import re

from graph.asking.phrases import Phrase
from graph.catalogue import Query

# What titles call a node of each label: 某部门牵头的任务, 某项任务的原文, 某法律、法规、规划或标准.
_CALLED = {
    "Agency": "部门|单位|机构",
    "Document": "文件|计划",
    "Law": "法律|法规|规划",
    "Measure": "任务|措施",
    "Task": "分项工作",
    "Object": "对象|产品",
    "Programme": "工程|行动",
    "Instrument": "政策工具",
}
_ANY = "某(?:个|项|份|种)?(?:{})(?:[、或][^的由在，、或]{{1,4}})*"


def title_phrase(query: Query) -> Phrase:
    """The Chinese title with slots for what it says of some node; the required parameters are looked at first."""
    text = query.title.zh
    for parameter in sorted(query.params, key=lambda p: not p.required):
        called = _CALLED.get(parameter.type.label)
        slot = f"{{{parameter.name}}}"
        if called and slot not in text:
            text = re.sub(_ANY.format(called), slot, text, count=1)
    return Phrase(query.name, text, query.path, 1)
