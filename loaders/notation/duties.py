"""The duty words of responsibility notations: 牵头, 配合, 按职责分工负责 … Data; the machine is elsewhere.

A duty word is any number of manners (how) and one deed (what): 按照职责 + 分工 + 分别 + 负责. Source: the catalogue of
notations and DESIGN §5. Nothing here names a body.
"""

from __future__ import annotations

import re
from enum import Enum


class Duty(Enum):
    """What a duty word or a label says about its names."""

    LEAD = "lead"  # 牵头
    JOINT = "joint"  # 会同: the names before lead, the names after take part
    DIVIDE = "divide"  # 按职责分工负责, 分别负责
    DO = "do"  # 负责, 落实
    TAKE_PART = "take_part"  # 参加, 配合
    GUIDE = "guide"  # 指导, 督导
    OTHER = "other"  # a label whose clause names no actor: 范围, 完成时限, 责任人


# ---- manners ----------------------------------------------------------------------------------------------------

_AFTER = "(?:按照?|依照?|依据|根据|结合|在|依)"
_WHOSE = "(?:各自|本部门|本单位|各部门|部门|本级)"
_CHARGE = "(?:责任|任务|工作|部门|岗位|法定|管理)?(?:职责|职能|职权|权限|分工|职责分工)"
SHARED_OUT = (
    rf"(?:{_AFTER}?{_WHOSE}?的?(?:“三定”)?{_CHARGE}(?:(?:和|及|、)?(?:{_CHARGE}|任务|要求))*(?:范围)?内?"
    rf"|{_AFTER}(?:各自)?(?:责任|任务)(?=负责|落实|推进|抓好|做好))"
)
_SEVERALLY = "分别|分头|各自|分工"
_MANNER = (
    rf"(?:{SHARED_OUT}|{_SEVERALLY}|共同|具体|联合|协同|统筹|主要|总体|总|积极|密切|依法(?:依规)?|同步|全面|组织"
    "|统一|分级|会商|合力|认真|加强|做好|抓好|扎实|全力|予以|给予|给以|进行|直接|首先|持续|切实|加快"
    rf"|{_AFTER}(?:工作)?(?:要求|规定|程序|实际|本地实际|属地原则|进度))"
)

# ---- deeds ------------------------------------------------------------------------------------------------------

_HERE = "(?:(?:本|该|各)(?:地区?|辖区|区域|系统|行业|领域|部门|单位|级|市|县|区)(?:范围)?内?的?|属地)"
_ACT = (
    "(?:组织|具体|统筹|协调|推进|推动|落实|实施|开展|做好|抓好|抓|完成|办理|承担|执行|制定|建设|督导|督促|督办|汇总"
    "|抓总|把关|管理|监管|报送|贯彻|统一|负责|指导|服务|保障|推广|检查|监督)"
)
_DEEDS = rf"(?:{_ACT}(?:(?:和|、|并|及)?{_ACT}){{0,3}})"
_ACTS = rf"(?:{_HERE}?{_DEEDS})"
_POST = "(?:责任)?(?:单位|部门|处室|主体|机构|司局|科室)(?:（[^（）]{1,6}）)?"
LEAD_ROLES = "总?牵头|主办|主责|第一责任|首要责任|主要责任|负责牵头|牵头责任|责任牵头|主要负责"
PART_ROLES = "配合|参与|参加|协办|协助|协同|支持|成员|会办|联办|配合责任"
_LEAD_DEED = rf"(?:负责)?总?牵头{_ACTS}?|主办|主责|主牵头|负总责|(?:为|作为|是|任)(?:{LEAD_ROLES}){_POST}"
_PART = "(?:参加|参与|配合|协助|协办|协同|支持|会办|联办|参建)"
_PART_DEED = (
    rf"(?:负责|做好)?{_PART}(?:(?:和|、)?{_PART})*{_ACTS}?(?:和?{_PART})?"
    rf"|(?:为|作为|是|任)(?:{PART_ROLES}){_POST}"
)
_GUIDE = "(?:指导|督导|督促|监督|督查|督办)"
_GUIDE_DEED = rf"(?:负责)?(?:业务)?{_GUIDE}(?:(?:和|、)?(?:{_GUIDE}|协调|服务|落实|推进|检查|支持))*"
_EACH_HIS = "各负其责|各司其职"
_DO_DEED = (
    rf"负责{_ACTS}?|落实(?:到位)?|{_DEEDS}|{_HERE}(?<=[内的]){_DEEDS}|承办|承接|{_EACH_HIS}|主管|为主|落地"
    rf"|(?:为|作为|是)(?:责任|实施|落实|承办){_POST}"
)
_DUTY = re.compile(
    rf"(?P<manner>{_MANNER}*)"
    rf"(?:(?P<lead>{_LEAD_DEED})|(?P<part>{_PART_DEED})|(?P<guide>{_GUIDE_DEED})|(?P<do>{_DO_DEED}))"
    rf"(?:工作|任务|有关工作|相关工作|此项工作|该项工作)?|(?P<alone>{SHARED_OUT})"
)
_SHARES_OUT = re.compile(rf"{SHARED_OUT}|{_SEVERALLY}")
# Characters at the ends and the beginnings of duty words: most names are told apart by a look at these.
_LAST = frozenset(
    "责头实进动展好抓成理担行定设导促办总关管送彻一务障广查督加与合助同持工作任能权限建调接地主划内求围位门室体构局科筹施其职织"
)
_FIRST = frozenset(
    "按依根据结各本部工职权分共具联协统主总积密同全组加做抓扎认负牵参配支指督监业落实推承执完办为作是任在法责予给进"
    "直首持切会合开管贯保报汇推服检属该制建把岗“"
)

# 组织 is a noun here: 行业组织, 社会组织.
_IN_A_NAME = re.compile("(?:行业|社会|群团|合作|中介|志愿|国际|基层|自律|经济|群众|党的)(?=组织)")

# 会同: the names before it lead, those after it take part.
JOINT = re.compile(r"[，,]?(?:牵头)?(?:并)?(?:会同|商(?=[\u4e00-\u9fff])|会商|联合|协同)")


def duty_of(text: str) -> Duty | None:
    """What a complete duty word says; None if the text is none."""
    match = _DUTY.fullmatch(text) if text and text[-1] in _LAST else None
    if not match:
        return None
    if match["lead"]:
        return Duty.LEAD
    if match["part"]:
        return Duty.TAKE_PART
    if match["guide"]:
        return Duty.GUIDE
    if match["alone"] or match["do"] in _EACH_HIS.split("|") or _SHARES_OUT.search(match["manner"]):
        return Duty.DIVIDE
    return Duty.DO


def split_tail(text: str) -> list[int]:
    """Offsets from which the rest of ``text`` is one duty word, longest word first."""
    if not text or text[-1] not in _LAST:
        return []
    starts = (
        at for at in range(1, len(text)) if text[at] in _FIRST and not (at > 1 and _IN_A_NAME.match(text, at - 2))
    )
    return [at for at in starts if _DUTY.fullmatch(text, at)]
