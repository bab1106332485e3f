"""The labels of responsibility notations: 牵头单位：, 责任部门：, 完成时限： … Data; the machine is elsewhere.

Most labels are a role word and a noun for bodies; the role word alone is a label only where it is one of a few.
Sources: the catalogue of notations and DESIGN §5.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.notation.duties import Duty

# ---- tables -----------------------------------------------------------------------------------------------------

_BODY_NOUN = (
    "(?:单位|部门|机构|处室|处|科室|主体|地区|方|司局|厅局|组织|企业|地方|股室|委办|领域|县区|区县|街道|科|小组|专班)"
)
_NOUNS = rf"(?:{_BODY_NOUN}(?:[（(][^（）()：:]{{1,8}}[）)]|(?:及|和|或|、|/){_BODY_NOUN})*)"
_BEFORE = "(?:市级|省级|县级|区级|市直|省直|县直|区直|国家|主要|具体|其他|其它|相关|有关)?"
_LEADS = (
    "总?牵头|主办|主责|首要责任|主要责任|第一责任|责任牵头|主导|总牵头|首责|第一牵头|共同牵头|组织牵头|牵头（责任）"
    "|第一主办|首要牵头|主要牵头|联合牵头|主要承办|第一承办"
)
_PARTS = (
    "配合|参与|参加|协办|协助|协同|支持|成员|会办|协作|联办|协调配合|责任配合|参与配合|支持配合|配合参与"
    "|其他责任|其它责任|(?:技术|业务)?支撑"
)
_GUIDES = "(?:业务)?指导|督导|监督|督促|督办|督查|监管|监督管理|考核"
_DOES = "(?:具体)?责任|负责|承办|主管|承担|主体|牵头和配合|牵头及配合|责任分解|包保|属地|主体责任|直接责任|组织责任"
_SHARES = "落实|实施|执行|完成|推进|组织实施|具体实施|具体落实"
_TRAIL = "(?:责任|负责|落实|实施)?"
_DIVISION = "(?:责任|任务|工作|职责|部门|落实)?分工|责任落实|责任划分|任务分解|责任分解"
_WHEN = (
    r"(?:完成|办结|落实|实施|工作|整改|推进|起止|计划|时间|任务|办理|达标)?"
    r"(?:时限|期限|时间|时间节点|进度|时间要求|完成时间|日期|时点)(?:要求|安排|节点)?"
)
_PERSON = (
    r"(?:联系|责任|牵头|分管|包联|包保|挂钩|挂包|督办|协管|负责|主管|主要|第一|直接|具体|配合)*的?"
    r"[市县区省州镇局厅校司处院委]?级?"
    r"(?:责任人|负责人|联系人|联络员|联络人|领导|领导干部|领导同志|人员|电话|方式|负责同志|[厅局县市区]长|副[市县]长)"
)
_MATTER = (
    "(?:适用|实施|工作|推广|试点|覆盖)?范围|备注|(?:工作|主要|任务|预期|阶段|年度)?目标|考核指标|成果形式"
    "|(?:政策|法律)?依据|(?:工作|主要|具体)?内容|说明|具体措施|工作措施|工作任务"
)
_WORDS: tuple[tuple[Duty, str], ...] = (
    (Duty.LEAD, rf"{_BEFORE}(?:{_LEADS}){_TRAIL}{_NOUNS}|牵头|主责|总牵头|主办|主要负责|组织{_NOUNS}"),
    (Duty.TAKE_PART, rf"{_BEFORE}(?:{_PARTS}){_TRAIL}{_NOUNS}|配合|参与|参加|协办|协助|会办|联办|支持|协同"),
    (Duty.GUIDE, rf"{_BEFORE}(?:{_GUIDES})(?:责任)?{_NOUNS}"),
    (Duty.DO, rf"{_BEFORE}(?:{_DOES}){_TRAIL}{_NOUNS}|责任|负责|承办|单位|部门|处室|科室|{_DIVISION}"),
    (Duty.DIVIDE, rf"{_BEFORE}(?:{_SHARES}){_NOUNS}"),
    (Duty.OTHER, rf"{_WHEN}|{_PERSON}|{_MATTER}"),
)
_ANY = "|".join(f"(?P<{duty.value}>{words})" for duty, words in _WORDS)
_SAYS = r"(?:均)?(?:为|是)?\s*[：:]"
LABEL = re.compile(rf"(?P<open>[【\[［（(])?(?:{_ANY})(?(open)(?:{_SAYS})?[】\]］）)](?:{_SAYS})?|{_SAYS})")
# Without a colon (责任单位A、B; 牵头单位为A): only where names follow, which the machine checks.
BARE_LABEL = re.compile(
    rf"(?:(?P<lead>(?:{_LEADS})(?:责任)?{_NOUNS})|(?P<take_part>(?:{_PARTS})(?:责任)?{_NOUNS})"
    rf"|(?P<do>(?:责任|负责){_NOUNS}))(?:分别)?(?:为|是)?(?=[\u4e00-\u9fff])(?![和及与等按负各或、要应须会对根])"
)
# The noun of a post in brackets behind a name: A（牵头）, A（责任单位）.
TAG = re.compile(
    rf"(?:(?P<lead>(?:为|是)?(?:{_LEADS}){_TRAIL}{_NOUNS}?)|(?P<take_part>(?:为|是)?(?:{_PARTS}){_TRAIL}{_NOUNS}?)"
    rf"|(?P<guide>(?:{_GUIDES}){_NOUNS}?)|(?P<do>(?:责任|负责|承办){_NOUNS}?))"
)

# ---- finding them -----------------------------------------------------------------------------------------------

_BREAKS = frozenset("，,；;。、 \n（(〔【[［】]］！？")
_SQUARE = frozenset("【[［")
_ENDS = re.compile(r"[：:]|(?<=[^\s：:])[】\]］）)]")
_LONGEST = 24


def label_duty(match: re.Match[str]) -> Duty:
    """What a matched label or tag says."""
    return Duty(next(name for name, text in match.groupdict().items() if text and name != "open"))


def find_labels(text: str, start: int, end: int, gaps: frozenset[int] = frozenset()) -> Iterator[re.Match[str]]:
    """All labels of a stretch, in order.

    A label stands at the start of the stretch, behind a separator or bracket, or where white space stood (``gaps``);
    one in round brackets behind a name is a tag of that name.
    """
    past = start
    for stop in _ENDS.finditer(text, start, end):
        for at in range(max(past, stop.end() - _LONGEST), stop.start()):
            if at != start and text[at - 1] not in _BREAKS and text[at] not in _SQUARE and at not in gaps:
                continue
            match = LABEL.match(text, at, end)
            if match and match.end() >= stop.end() and (match[0][-1] in "：:" or not _is_tag(text, at, start)):
                yield match
                past = match.end()
                break


def _is_tag(text: str, at: int, start: int) -> bool:
    """（牵头） behind a name, also behind a blank; where a sentence begins it is a label."""
    return text[at] in "（(" and at != start and text[at - 1] not in "。；\n"
