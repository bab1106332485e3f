"""Regulatory verbs: the words under which a task puts its object under somebody's supervision.

REGULATES is derived from tasks with one of these words only, never from agencies × objects of a measure.
"""

from __future__ import annotations

import re

_REGULATORY = re.compile(
    "监督抽查|监督抽检|监督检查|执法检查|专项检查|全面检查|日常检查|安全检查|监测检查|风险监测|执法打假|行政执法|联合执法"
    "|专项整治|综合治理|集中整治|综合整治|市场准入|准入|许可|审批|注册|备案|认证|认可|检验检疫|检疫|检验|检测|抽查|抽检|巡查"
    "|稽查|查处|打击|取缔|整治|监管|监督管理|监督|监理|召回|退运|销毁|追溯|通报|处罚|惩戒|强制退出|退出机制|黑名单|约谈|责令|禁止|淘汰"
)
# 检测技能人员, 认证机构: the word names a thing, not an act upon the object.
_NOT_AN_ACT = re.compile(r"(?:检测|检验|认证|监管|执法)(?:技能|人员|能力|机构|技术|服务业|人才|队伍|研究|信息化)")
# 完善…监管机制, 探索…监管新模式: what the task makes is a thing, too; nothing is done yet to the object.
_MAKES_A_THING = re.compile(
    r"(?:体系|机制|制度|措施|模式|平台|标准|规范|办法|方案|意见|规划|能力|队伍|基地|水平|研究|政策)(?:建设|研制|完善|创新|构建|工作)?$"
)


def regulatory_verbs(clause: str) -> tuple[str, ...]:
    """Regulatory words of a task's clause in order, each once; none for an ordinary task."""
    if _MAKES_A_THING.search(clause):
        return ()
    acts = [m for m in _REGULATORY.finditer(clause) if not _NOT_AN_ACT.match(clause, m.start())]
    return tuple(dict.fromkeys(m[0] for m in acts))
