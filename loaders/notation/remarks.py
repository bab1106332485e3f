"""Clauses of a notation (or of a note) that name no body: rules for the whole document, legends, time limits. Data.

A remark is a clause between commas, stops or inner brackets: 列第一位者为牵头部门，下同 is two of them. Sources: the
catalogue of notations C, DESIGN §5, domain review B11 and B14.
"""

from __future__ import annotations

import re
from enum import Enum

from loaders.notation.duties import LEAD_ROLES, PART_ROLES


class Remark(Enum):
    """What a clause says beside the names."""

    FIRST_LEADS = "first_leads"  # 列第一位者为牵头部门
    OTHERS = "others"  # 其他为配合单位
    NO_ORDER = "no_order"  # 排名不分先后
    LEGEND = "legend"  # 标“★”的为牵头单位
    LATER_TOO = "later_too"  # 以下均需Z落实
    BELOW = "below"  # 下同, 不再列出
    EXCEPT = "except"  # 除标注牵头单位的外


_POST = (
    r"(?:单位|部门|处室|司局|机构|科室|部门（单位）|单位（部门）|部门和单位|部门或单位|部门、单位|家|个|者|方|位|主体)"
)
_FIRST = r"(?:第[一1](?:位次|顺位|位|名|个|家)?|首位|首个|首家|首名|最前(?:面|列|位)?|前列|前面|首)"
_PLACED = r"(?:排列|排名|排序|排位|位列|位于|名列|列举|标注|书写|署名|顺序|居|处于|列|排|标|在)"
_IS = "(?:即为|均为|则为|为|是|作为|系|承担)"
_LEAD = (
    rf"(?:本|该|各|此)?(?:项)?(?:任务|工作|措施|事项)?(?:的)?(?:总|负责)?(?:{LEAD_ROLES})"
    rf"(?:或[\u4e00-\u9fff]{{1,4}}?)?(?:责任|负责)?{_POST}?(?:（[^（）]{{1,6}}）)?"
)
_ITS_POST = rf"(?:责任|负责)?{_POST}?"
FIRST_LEADS = re.compile(
    rf"{_PLACED}*(?:(?:在|于|名|为|序)*)?{_FIRST}(?:的|者|位)*{_ITS_POST}(?:的)?，?{_IS}{_LEAD}"
    rf"|{_PLACED}*(?:(?:在|于|名|为|序)*)?{_FIRST}(?:(?:的|者|位)+{_ITS_POST}|{_POST})(?:负责)?牵头{_POST}?"
    rf"|(?:以|由){_PLACED}*(?:在|于)*{_FIRST}(?:的|者|位)*{_ITS_POST}(?:为主|{_IS}?{_LEAD})"
    rf"|牵头(?:责任)?{_POST}(?:均|都|统一)?{_PLACED}+(?:在|于|为|名)*{_FIRST}(?:的?{_POST})?"
)

NO_ORDER = re.compile(
    r".{0,12}?(?:排名|排序|顺序|次序|列名|排列)?不分(?:先后|主次)(?:顺序)?|(?:以上)?(?:排名|排序)不代表.{0,8}"
)
_MARKS = "★☆※▲△●○◆◇■□＊*＃#√✓❤"
MARK = re.compile(rf"[{_MARKS}]+")
FIRST_ANCHOR = re.compile(r"第[一1]|首[位个家名的]|列首|最前|前列|前面|居首|排首")
TRIGGER = re.compile(
    rf"简称|[第首前均★除{_MARKS}]|下同|同$|不再|不分|涉及|其[他它余]|黑体|加[粗黑]|(?:以下|各项|任务)[^，。]{{0,12}}[由需须]"
)
_BOLD = "(?:黑体字?|加粗|粗体字?|加黑|字体加粗|下划线|下横线)"
BOLD = "bold"
LEGEND_ANCHOR = re.compile(rf"[{_MARKS}]|黑体|加粗|粗体|加黑|下划线|下横线")
LEGEND = re.compile(
    rf"(?:.{{0,10}}?(?:标注|标有|标识|标记|标示|标|加注|加|带|打|注有|注明|注|前加|后加|画|划|用|以)+(?:有|了|为)?)?[“\"‘]?"
    rf"(?P<mark>[{_MARKS}]|{_BOLD})[”\"’]?(?:号|符号|标志|标识|标记|字|字体|的)*(?:标注|标识|标明|标示|标出)*(?:的|者)?{_ITS_POST}(?:的)?"
    rf"(?:，)?(?:{_IS}|表示|代表|指)(?:(?P<lead>{_LEAD})|(?P<part>(?:{PART_ROLES}){_POST}?))"
)
OTHERS = re.compile(
    rf"(?:其他|其它|其余|后面|之后|后列|余下)(?:的)?(?:各)?(?:责任|相关|有关)?{_POST}?(?:的)?(?:均|都|则|按职责)*"
    rf"(?:(?:{_IS})(?:{PART_ROLES}|责任|成员|落实){_POST}?|(?:按职责(?:分工)?)?(?:积极)?(?:配合|参与|参加|协助)(?:落实)?)"
)
_AGAIN = "(?:单独|一一|逐一|逐项|逐条|重复|另行|分别|赘述|具体|另外|再)?"
BELOW = re.compile(
    rf"(?:以)?(?:下|后)(?:均|皆|文|列)?(?:均)?同|(?:以下|后面|下文|后续)?(?:均|都)?(?:不再|不另){_AGAIN}(?:列出|列示|列明|列举|列入|标注|注明|标明|单列|重复|作分工|做分工"
    r"|分工|说明|赘述|逐一列出|一一列出|列|标出|体现|提及)(?:责任单位)?|(?:以)?下不(?:再)?(?:单列|赘述)|(?:以下)?(?:统|合)?(?:简称|下称)[^，。；]{1,24}"
)
# 以下各项任务均需Z负责: Z is what remains between the opening and the duty word.
LATER_TOO = re.compile(
    r"(?:(?:以下|下列|下述|具体|后续|各项|所有|全部|上述|本方案|其他各项|其余各项|以下各)(?:[\u4e00-\u9fff“”]{0,14}?)(?:责任单位)?"
    r"(?:均需|都需|均须|均由|都由|均涉及|都涉及|均包括|都包括|均含|均应|涉及|还需|需|须|由)(?:要)?(?:由)?)(?P<names>.{2,40})"
)
# Z均为责任单位，下同
EVERYWHERE = re.compile(
    rf"(?P<names>.{{2,40}}?)(?:(?:均|都|同时|同)(?:{_IS})?|{_IS}(?=各项|所有|以上|以下|全部|上述|每项))(?:各项|所有|以上|以下|全部|上述|每项|有关|各)*(?:任务|措施|工作|事项|条款)?的?"
    rf"(?:共同)?(?:责任|落实|实施|配合|参与|牵头){_POST}"
)
EXCEPT = re.compile(r"除[^，。；]{2,20}(?:以外|之外|外)|(?:未|没有|无)(?:明确|标明|标注)?牵头单位的")

# ---- time limits and status clauses inside a notation -----------------------------------------------------------

_WHEN = (
    r"\d{2,4}年|\d{1,2}月|年内|年底|年末|月底|月末|季度|上半年|下半年|“?十[二三四五六]五”?|期间|工作日|个月|即日起|之日起|\d+日|"
    "全年|每年|每月|每季|近期|中期|远期|当年"
)
TIME_CLAUSE = re.compile(
    rf"(?:[^，,；;。、]{{0,12}}?(?:{_WHEN})[^，,；;。、]{{0,24}}"
    r"|(?:长期|持续|常年|常态化?|滚动|逐步|分年度?|按年度|一直)(?:坚持|推进|任务|实施|推动|开展|落实|完成|执行|进行)*|立即[^，,；;。、]{0,6}"
    r"|按(?:时间)?(?:节点|进度|要求|期)(?:推进|完成|要求|落实)?|(?:已|正在|尽快)(?:完成|启动|推进|实施|落实)[^，,；;。、]{0,6}|限时完成)"
)
