"""The words of responsibility notations: duty words, labels, collectives, rules; the machine is elsewhere.

Sources: the catalogue of notations and DESIGN §5. Nothing here names a body.
"""

from __future__ import annotations

import re
from enum import Enum


class Duty(Enum):
    """What a duty word says about the names before it."""

    LEAD = "lead"  # 牵头
    JOINT = "joint"  # 会同: the names before lead, the names after take part
    DIVIDE = "divide"  # 按职责分工负责, 分别负责
    DO = "do"  # 负责, 落实
    TAKE_PART = "take_part"  # 参加, 配合
    GUIDE = "guide"  # 指导, 督导
    OTHER = "other"  # a label whose clause names no actor: 范围, 完成时限


# A duty word is any number of manners and one deed: 按照职责 + 分工 + 分别 + 负责.
_SHARED_OUT = (
    r"(?:按照?|依照?|根据|依据|结合)?(?:各自|本部门|本单位|部门)?的?(?:工作)?(?:职责|职能|职权|权限|分工)"
    r"(?:任务|权限|范围)?(?:和|及)?(?:职责|任务)?(?:分工|要求)?"
)
_MANNER = (
    rf"(?:{_SHARED_OUT}|分别|各自|共同|具体|联合|协同|统筹|主要|总体|总|积极|密切|依法|同步|全面|组织|统一"
    "|按要求|按规定|按程序|加强|做好|抓好|扎实|认真)"
)
_LEAD_DEED = (
    r"(?:负责)?(?:总)?牵头(?:负责|落实|抓总|抓落实|组织实施|组织落实|组织|推进落实|推进|实施|推动|办理|协调|制定|汇总|抓好落实|统筹)?"
    "|主办|主责|主牵头"
)
_PART_DEED = (
    r"(?:负责)?(?:参加|参与|配合|协助|协办|协同|支持)(?:负责|落实|实施|推进|做好|办理|配合|协助|参与|支持)?"
    r"(?:和?(?:配合|协助|参与|支持))?"
)
_GUIDE_DEED = r"(?:负责)?(?:指导|督导|督促|监督|业务指导)(?:和|、)?(?:指导|督促|监督|协调|服务|落实|推进|检查)?"
_DO_DEED = (
    r"负责(?:落实|组织实施|组织落实|组织|实施|推进落实|推进|推动|完成|办理|承担|执行|抓好落实|抓落实|制定|开展"
    r"|具体实施|具体落实|建设|统筹|协调)?|落实(?:到位)?|组织实施|组织落实|具体实施|实施|推进落实|推进|推动落实"
    "|抓好落实|抓落实|承办|承担|执行|完成|办理|各负其责|组织开展|主管|为主"
)
_DUTY = re.compile(
    rf"(?P<manner>{_MANNER}*)(?:(?P<lead>{_LEAD_DEED})|(?P<part>{_PART_DEED})|(?P<guide>{_GUIDE_DEED})|(?P<do>{_DO_DEED}))"
    rf"(?:工作|任务|有关工作|相关工作|此项工作|该项工作)?|(?P<alone>{_SHARED_OUT})"
)
_SHARES_OUT = re.compile(rf"{_SHARED_OUT}|分别|各自|各负其责")


def duty_of(text: str) -> Duty | None:
    """What a complete duty word says; None if the text is none."""
    match = _DUTY.fullmatch(text)
    if not match:
        return None
    if match["lead"]:
        return Duty.LEAD
    if match["part"]:
        return Duty.TAKE_PART
    if match["guide"]:
        return Duty.GUIDE
    if match["alone"] or match["do"] == "各负其责" or _SHARES_OUT.search(match["manner"]):
        return Duty.DIVIDE
    return Duty.DO


def split_tail(text: str) -> list[int]:
    """Offsets from which the rest of ``text`` is one duty word, longest word first."""
    return [at for at in range(1, len(text)) if text[at] in _TAIL_STARTS and _DUTY.fullmatch(text, at)]


_TAIL_STARTS = frozenset("按依根据结各本部工职权分共具联协统主总积密同全组加做抓扎认负牵参配支指督监业落实推承执完办为")

# 会同: the names before it lead, those after it take part.
JOINT = re.compile(r"(?:，|,)?(?:牵头)?(?:并)?(?:会同|商(?=[\u4e00-\u9fff])|会商|联合|协同)")

# ---- labels -----------------------------------------------------------------------------------------------------

_BODY_NOUN = r"(?:单位|部门|机构|处室|科室|主体|地区|方|司局|厅局|组织|企业|地方)"
_NOUNS = rf"{_BODY_NOUN}(?:[（(][^（）()：:]{{1,8}}[）)]|(?:及|和|或|、|/){_BODY_NOUN})*"
_LABELS: tuple[tuple[Duty, str], ...] = (
    (
        Duty.LEAD,
        rf"(?:总)?(?:牵头|主办|主责|首要责任|主要责任|第一责任|责任牵头|组织|主导)(?:责任|负责|落实)?{_NOUNS}?",
    ),
    (Duty.TAKE_PART, rf"(?:配合|参与|参加|协办|协助|协同|支持|成员|会办|协作|联办)(?:责任|负责|落实)?{_NOUNS}?"),
    (Duty.GUIDE, rf"(?:业务)?(?:指导|督导|监督|督促|督办)(?:责任)?{_NOUNS}?"),
    (Duty.DO, rf"(?:具体)?(?:责任|负责|承办|主管|承担|主体|牵头和配合|牵头及配合)(?:落实|实施)?{_NOUNS}?|{_BODY_NOUN}"),
    (Duty.DIVIDE, rf"(?:落实|实施|执行|完成|推进|建设){_NOUNS}"),
    (
        Duty.OTHER,
        r"(?:完成|办结|落实|实施|工作|整改|推进|起止|计划|时间)?(?:时限|期限|时间|时间节点|进度|时间要求|完成时间|日期)(?:要求|安排|节点)?"
        r"|(?:适用|实施|工作|推广|试点)?范围|(?:联系|责任|牵头|分管)(?:人|领导|电话|方式)|备注|目标|考核指标|成果形式|依据|内容|责任分工",
    ),
)
LABEL = re.compile(
    r"(?:^|(?<=[，,；;。、\s\n（(〔]))(?:"
    + "|".join(f"(?P<{duty.value}>{words})" for duty, words in _LABELS)
    + r")(?:为|是)?[：:]"
)
LABEL_LINE = re.compile(LABEL.pattern.replace(r"(?:^|(?<=[，,；;。、\s\n（(〔]))", "", 1))


def label_duty(match: re.Match[str]) -> Duty:
    """What a matched label says."""
    return Duty(next(name for name, text in match.groupdict().items() if text))


# ---- rules for the whole document -------------------------------------------------------------------------------

_FIRST = r"(?:第[一1](?:位|名|个|家)?|首位|首个|首家|最前(?:面|列)?|最前位|前列|首)"
LEAD_RULE = re.compile(
    rf"(?:[\u4e00-\u9fff]{{0,12}}?(?:排列|列|排|位列|位于|排名|居|处于|名列|排序|列举|标注|书写)(?:在|于|名|为|序)*)?{_FIRST}(?:的|者|位)*(?:责任|负责)?"
    r"(?:单位|部门|部门（单位）|单位（部门）|部门和单位|部门或单位|机构|者)?(?:的)?(?:，)?(?:为|是|作为|系|即为|均为)(?:本|该|各|此)?(?:项)?(?:任务|工作|措施)?(?:的)?"
    r"(?:总)?(?:牵头|主办|主责|第一责任|主要责任|主要负责|负责牵头)(?:或[\u4e00-\u9fff]{{1,4}}?)?(?:责任|负责)?(?:单位|部门|部门（单位）|单位（部门）|机构|者|人)?(?:[，,、]?(?:以)?下同)?"
)
NO_ORDER = re.compile(r"排名不分先后|排序不分先后|不分先后")
LATER_TOO = re.compile(
    r"以下(?:各项|各条|各|所有|其他|其余)?(?:[\u4e00-\u9fff]{0,8})?均需(?P<names>[^，,。；;]{2,30}?)(?:负责|参与|参加|配合|落实|推进|共同)[^。；;]{0,12}(?:[，,](?:以下)?不再[^。；;]{0,10})?"
)
SAME_BELOW = re.compile(r"^(?:以)?下同$")

# ---- collectives ------------------------------------------------------------------------------------------------

_PLACE = (
    r"(?:省级?|自治区|直辖市|市级?|设区市|设区的市|地级以上市|地级市|区级?|县级?|县市区|区县|市县|旗|州|盟|自治州|自治县|地"
    "|乡镇?|镇|街道|师市?|团场|兵团|新区|开发区|园区|功能区|管委会|产业园区|高新区|经开区)"
)
_ASIDE = r"(?:（[^（）]{1,24}）|〔[^〔〕]{1,24}〕)?"
_PLACES = rf"{_PLACE}{_ASIDE}(?:[、和及]?{_PLACE}{_ASIDE})*"
_GOVERNMENT = (
    r"(?:(?:党委和|党委、|党委|党工委、|党工委和|委、)?(?:人民)?政府|行政公署|行署|管委会|党工委|党委"
    "|政府（管委会）|人民政府（管委会）)"
)
_GOVERNMENTS = rf"{_GOVERNMENT}(?:（[^（）]{{1,16}}）)?(?:(?:[、和及]){_PLACES}?{_GOVERNMENT})*"
_CLASS_NOUN = (
    r"(?:部门和单位|部门及单位|部门（单位）|部门或单位|单位和部门|地区和部门|部门|单位|地区|地方|方面|部委|委办局|机构|监管机构|主管部门|职能部门|行业主管部门|"
    r"监管部门|金融机构|银行业金融机构|科研院所|高等学校|高校|院校|医疗机构|成员单位|牵头部门|牵头单位|责任单位|责任部门|参与单位|企业|中央企业|国有企业|央企|行业协会|"
    r"协会|商会|学会|社会组织|群团组织|人民团体|直属机构|组成部门|司局|处室|厅局|科室|企事业单位|事业单位|运营商|电信企业|银行|保险机构|园区|街道|乡镇|平台企业)"
)
_QUALIFIER = (
    r"(?:国务院|中央|中央和国家机关|国家|省直|省级|省政府|省|自治区直属|自治区|市直|市级|市政府|市|区直|区级|区|县直|县级|县|州直|各级|各地|本级|兵团)?"
    r"(?:其他|其它)?(?:各有关|各相关|各|有关|相关|其他有关|其他相关|其他|所有|属地)"
)
_FIELD = r"[\u4e00-\u9fff]{0,8}?"

# Collectives with a separator inside (各市、州、县人民政府) are taken as one before a list is parted; what else is a
# collective, the judge says.
COLLECTIVE_RUN = re.compile(
    rf"(?:各级?|有关|相关|全国各?|全省各?|全市各?|所在|属地|当地|其他|试点)(?:有关|相关)?{_PLACES}(?:{_GOVERNMENTS})"
    rf"|各(?:有关|相关)?{_PLACES}"
)

# The noun after 等 is no party: 等有关部门, 等国务院相关部门和单位, 等3部门.
AFTER_OPEN = re.compile(
    rf"(?P<count>\d+|[二三四五六七八九十两]+)?(?:个|家)?(?:{_QUALIFIER})?{_FIELD}(?:国务院|中央|省级|省直|市级|市直|区级|县级|省|市|区|县)?(?:有关|相关|各)?{_CLASS_NOUN}"
    rf"(?:(?:和|及|、)(?:有关|相关)?{_CLASS_NOUN})?"
)

# ---- time limits and status clauses inside a notation -----------------------------------------------------------

TIME_CLAUSE = re.compile(
    r"(?:[^，,；;。、]{0,10}?(?:\d{2,4}年|\d{1,2}月|年内|年底|年末|月底|月末|季度|上半年|下半年|“?十[三四五六]五”?|期间|工作日|个月|即日起|之日起|\d+日)[^，,；;。、]{0,24}"
    r"|(?:长期|持续|常年|常态化|滚动)(?:坚持|推进|任务|实施|推动|开展|落实|完成)?|立即[^，,；;。、]{0,6}|按(?:时间)?(?:节点|进度)(?:推进|完成|要求)?)"
)
