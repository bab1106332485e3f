"""Words of the pages that are not in the glossary of the queries: what each rule of the role table says."""

from __future__ import annotations

import re
from typing import cast

from graph.catalogue import Glossary
from graph.catalogue.query import Parameter
from graph.catalogue.result import Cell

LABELS = {
    "Agency": "部门",
    "Document": "文件",
    "Instrument": "政策工具",
    "Law": "法律法规",
    "Measure": "任务",
    "Object": "对象",
    "Programme": "工程和行动",
    "Section": "章节",
}

# Codes of rules are those that the grammar of notations gives; they say what makes the role under the strict reading.
RULES = {
    "answers_for_it": "写明由其负责，其他单位列在其后",
    "by_hand": "由人工更正增加，没有从原文读出",
    "beside_the_first": "列在主要责任单位之后",
    "division_of_duties": "写明按职责分工负责，不分牵头与参加",
    "does_under_guidance": "在他方指导下落实",
    "first_listed": "文中规定列第一位者牵头，其余参加",
    "guides": "写明指导",
    "later_too": "写明以下各项均需其落实",
    "lead_named": "写明牵头单位，其余参加",
    "no_lead_named": "列出多个单位而未写明谁牵头",
    "scoped_duties": "写明各自负责的范围",
    "sole_actor": "只列一个单位",
    "takes_part": "写明参加、参与或配合",
}
CODED = frozenset(("role", "basis", "standing", "severity", "kind", "level", "origin", "stage", "type", "due_kind"))


def rule_words(rule: object, basis: object) -> str:
    """What made the role so; under the broad reading also what the strict one goes by."""
    strict = RULES.get(str(rule), str(rule))
    if basis == "first_listed_broad":
        return f"宽泛读法：“下同”及于所有清单，列第一位者牵头；严格读法：{strict}"
    return strict


def was_words(glossary: Glossary, was: object) -> str:
    """What extraction says of what a person corrected: coded roles and bases in words, all else as it is."""
    if not was:
        return ""
    return re.sub("[a-z_]+", lambda match: glossary.value(match[0]).zh, str(was)).replace("/", "，")


def label_and_hint(parameter: Parameter, lang: str = "zh") -> tuple[str, str]:
    """The words of a parameter in two: what it is called, and what else is to be said."""
    words, signs = (parameter.doc.zh, ("：", "；")) if lang == "zh" else (parameter.doc.en, (": ", "; "))
    for sign in signs:
        head, found, tail = words.partition(sign)
        if found:
            return head, tail
    return words, ""


def accepts(parameter: Parameter, glossary: Glossary) -> str:
    """What a parameter accepts, as the end of a sentence that begins with 应为."""
    base, low, high = parameter.type.base, parameter.minimum, parameter.maximum
    if base == "enum":
        return "或".join(f"{value}（{glossary.value(value).zh}）" for value in parameter.values)
    if base == "int":
        return (
            "整数" + (f"，不小于 {low}" if low is not None else "") + (f"，不大于 {high}" if high is not None else "")
        )
    if base == "node":
        return f"一个{LABELS.get(parameter.type.label, parameter.type.label)}的名称或标识"
    words = {"bool": "是或否（true 或 false）", "date": "日期，如 2014-04-21"}
    return words.get(base, f"不超过 {high or 200} 个字的文字")


def cell_words(glossary: Glossary, column: str, cell: Cell, lang: str = "zh") -> str:
    """A cell that is no list, as a reader sees it; a code of the graph is said in words."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return ("是" if cell else "否") if lang == "zh" else str(cell).lower()
    if column == "rule" and lang == "zh":
        return RULES.get(str(cell), str(cell))
    words = glossary.value(cast(str, cell)) if column in CODED else None
    return str(cell) if words is None else words.zh if lang == "zh" else words.en


def moment(iso: str) -> str:
    """A time in UTC to the minute."""
    return f"{iso[:10]} {iso[11:16]} UTC" if len(iso) > 16 else iso
