"""Columns of task tables: what a header cell says of the cells under it. The label tables stand here and nowhere else.

Duty columns (牵头单位, 配合单位 …) are told by the labels of notations, with a few words more that only head columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from loaders.notation.duties import Duty
from loaders.notation.labels import LABEL, label_duty


class Kind(Enum):
    """What the cells of a column hold."""

    NUMBER = "number"
    TEXT = "text"  # task, measure, field, outcome: the words of the measure
    DUTY = "duty"
    TIME = "time"
    PERSON = "person"  # persons are no agencies, and their names are not kept
    OTHER = "other"


@dataclass(frozen=True)
class Column:
    """One column.

    ``label`` is the header's words without remarks in brackets. A column that is not ``sure`` is one only if its cells
    bear it out (单位 may head bodies or units of measurement). ``group``: a text column whose cells are headings of
    others by its name (领域, 一级任务).
    """

    kind: Kind
    label: str = ""
    duty: Duty | None = None
    sure: bool = True
    group: bool = False


_LONGEST = 24  # characters of a header cell
_REMARK = re.compile(r"[（(〔\[【][^（()）〔〕\[\]【】]*[）)〕\]】]")
_NO_HEADER = re.compile(r"[。；，,;]|^(?:[一二三四五六七八九十]{1,3}、|[（(]?\d+|第[一二三四五六七八九十]+[章节部])")
_EDGES = re.compile(r"^[★☆*▲△\s：:、．.]+|[★☆*▲△\s：:、．.]+$")
_NUMBER = re.compile(r"序号?|编号|号|项次|[Nn][oO]\.?|(?:项目|任务|事项|工作|措施|条目)(?:序号|编号)|序列号?")
_NOUN = r"(?:单位|部门|机构|主体|处室|科室|股室|司局|厅局|委办局|地区|县区|区县|县（市、区）)"
_JOINT = r"[及和与、/／·（(]"
_PERSON = re.compile(
    r"领导|责任人|负责人|负责同志|联系人|联络[员人]|姓名|电话|手机|联系方式|经办人|职务|包保人|秘书长|[市县区省局厅处主镇]长|组长|专员|人员"
)
_WITH_PERSONS = re.compile(rf"{_NOUN}.*{_JOINT}.*(?:{_PERSON.pattern})|(?:{_PERSON.pattern}).*{_JOINT}.*{_NOUN}")
_TIME = re.compile(
    r".*(?:时限|期限|时间|时间节点|节点|进度|日期|时间表|年限|工期|时序|完成时|时点)(?:要求|安排|计划|目标|节点)?"
)
_GROUP = re.compile(
    r"(?:工作|任务|重点|所属|主要|改革|项目|事项|措施|指标|目标)?(?:领域|类别|分类|类型|板块|方面|大类|条线|专题|维度)"
    r"|一级(?:任务|指标|目标|事项|措施|分类)|大项|项目类别|所属(?:工程|行动)|任务(?:包|群)"
)
_TEXT = re.compile(
    r".*(?:任务|工作|事项|举措|措施|内容|要点|项目|目标|指标|要求|政策|行动|工程|计划|问题|职责|条款|部署|成果|标准|步骤|路径|"
    r"主题|重点|清单|方案|亮点|创新点|改革点|名称|环节|抓手|载体|活动)(?:名称|内容|分解|描述|形式|概述|摘要|类型|安排|要求|清单)?"
)
_ASIDE = re.compile(
    r"备注|说明|注|.*(?:情况|进展|依据|来源|出处|结果|评价|得分|分值|权重|金额|投资|资金|数量)|是否.*|计量单位|页码"
)

# Duty labels that only head columns: a role word inside, a noun for bodies at the end.
_ROLES = (
    (Duty.LEAD, re.compile("牵头|主办|主责|首要责任|第一责任")),
    (Duty.TAKE_PART, re.compile("配合|参与|参加|协办|协助|协同|支持|会办|联办|协作")),
    (Duty.GUIDE, re.compile("指导|督导|督办|督促|监督")),
    (Duty.DO, re.compile("责任|负责|承办|主管|承担|承接|分工")),
    (Duty.DIVIDE, re.compile("落实|实施|执行|完成|推进")),
)
_ENDS_IN_NOUN = re.compile(rf"{_NOUN}$")
_ROLE_ALONE = re.compile("总?牵头|主办|主责|配合|协办|参与|参加")
_SHARED_LABEL = re.compile("(?:责任|任务|工作|职责|部门|落实)?分工|责任(?:落实|划分|分解)?|负责|承办|落实")


def column(words: str) -> Column | None:
    """What a header cell says; None where the words are none of a header's.

    Args:
        words: of the cell, white space allowed (序 号).
    """
    text = re.sub(r"\s+", "", words)
    label = _EDGES.sub("", _REMARK.sub("", text)) or _EDGES.sub("", text)
    if not label or len(label) > _LONGEST or _NO_HEADER.search(label):
        return None
    if _NUMBER.fullmatch(label):
        return Column(Kind.NUMBER, label)
    with_persons = _WITH_PERSONS.search(text) is not None
    if _PERSON.search(label) and not with_persons:
        return Column(Kind.PERSON, label)
    duty = _duty(label, with_persons)
    if duty and duty[1]:
        return Column(Kind.DUTY, label, duty[0])
    if _TIME.fullmatch(label):
        return Column(Kind.TIME, label)
    return _words(label) or (Column(Kind.DUTY, label, duty[0], sure=False) if duty else None)


def _words(label: str) -> Column | None:
    if _GROUP.fullmatch(label):
        return Column(Kind.TEXT, label, group=True)
    if _ASIDE.fullmatch(label):
        return Column(Kind.OTHER, label)
    return Column(Kind.TEXT, label) if _TEXT.fullmatch(label) else None


def _duty(label: str, with_persons: bool) -> tuple[Duty, bool] | None:
    """What a label says of the bodies under it, and whether it can mean nothing else."""
    roles = [duty for duty, pattern in _ROLES if pattern.search(label)]
    if roles and (with_persons or _ENDS_IN_NOUN.search(label)):
        if len(roles) > 1 and re.search(_JOINT, label):
            return Duty.DO, True  # 牵头及配合单位: who of them leads is not said
        return roles[0], True
    known = LABEL.fullmatch(label + "：")
    if known and label_duty(known) is not Duty.OTHER:
        return label_duty(known), _ROLE_ALONE.fullmatch(label) is not None
    return (Duty.DO, False) if _SHARED_LABEL.fullmatch(label) or re.fullmatch(_NOUN, label) else None
