"""Chinese words for the closed values of the graph, as users read them."""

from __future__ import annotations

ROLES = {"lead": "牵头", "participant": "参与", "shared": "共同负责"}
BASES = {
    "explicit": "明示",
    "first_listed": "列首位者牵头（文中规则）",
    "first_listed_broad": "列首位者牵头（宽泛读法）",
    "division_of_duties": "按职责分工",
    "sole": "唯一责任单位",
    "no_lead_named": "未指明牵头",
}
READINGS = {"strict": "严格", "broad": "宽泛"}
SEVERITIES = {"info": "提示", "warning": "警告", "error": "错误"}
ACTIONS = {"created": "新载入", "replaced": "已更新", "unchanged": "无变化", "deleted": "已删除"}


def say(value: object, words: dict[str, str]) -> str:
    """The Chinese word for a value; the value itself where there is none."""
    return words.get(str(value), str(value))
