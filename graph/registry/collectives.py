"""Collective actors: names of a class of bodies (各市、州、县人民政府, 国务院有关部门), told by their grammar.

The grammar is quantifier + class noun, a chain of level words + 政府, or a class noun that can only be a class
(…部门, …成员单位). It never expands a class and never splits a name.
"""

from __future__ import annotations

import re

from graph.registry.spelling import plain

_LEVEL = (
    "省级|市级|县级|区级|地级|乡级|村级|设区的?市|地级以上市|计划单列市|副省级市|直辖市|自治区|自治州|自治县|自治旗|新区|省辖市|"
    "省直管市|直管市|省直管县|县级市|开发区|功能区|高新区|园区|街道|社区|乡镇|镇街|镇办|兵团|师|省|市|州|盟|地|县|区|旗|乡|镇|村"
)
_JOINT = "[、和及与或（）／/]"
_LEVELS = re.compile(rf"(?:{_LEVEL})(?:{_JOINT}*(?:{_LEVEL}))*{_JOINT}*")
_CLASS_LEVELS = frozenset(
    (
        *("省级", "市级", "县级", "区级", "地级", "乡级", "村级", "乡镇", "街道", "社区", "直辖市", "自治州", "自治县"),
        *("设区市", "设区的市", "地级以上市", "省辖市", "县级市", "功能区"),
    )
)
_AREAS = frozenset(("新区", "开发区", "功能区", "高新区", "园区"))
_RULE = "人民政府|政府|行政公署|行署|管委会|管理委员会|办事处|党委和政府|党委、政府|党委政府|党委"
_ORGANS = (
    "部门|部委|单位|方面|机构|机关|地区|地方|地市|厅局|厅委办|委办局|委办|组织|企业|公司|集团|银行|协会|商会|学会|团体|"
    "院校|高校|大学|学校|科研院所|院所|医院|平台|园区|成员|力量|媒体|分局|支局|处室|司局|科室|口岸|海关|法院|检察院|港口|机场|"
    "方面军|部队|兵种|战区|基地|中心|实验室|行业|领域主管|主体|网点|门店|景区|学部|学院|社会组织|工会|团委|妇联|残联|党组|党委"
)
_CLASS = rf"(?:{_ORGANS}|{_RULE})"
_NOT_ACTORS = "项目?|类型?|种|个|方面|环节|阶段|方|级|时期|国|行各?业|界|家"
_LABELS = re.compile(
    "(?:第一)?(?:牵头|责任|主责|配合|参与|参加|协办|承办|主办|负责|落实|协同|支持|完成|实施|牵头责任|指导|报送|填报|联系|发文|主送)"
    "(?:单位|部门|处室|机构|主体|地区)"
)
_EACH = re.compile(
    rf"(?:全国|全省|全市|全县|全区|全州|本省|本市|国务院|中央|自治区|兵团|(?:省|市|县|区|州)[直级属]?|地方)?各(?!{_NOT_ACTORS}$).{{1,30}}"
)
_EACH_END = re.compile(rf"(?:{_CLASS}|{_LEVEL}|[局委厅办署处站所队会组院校社行部司]|地)[）]?$")
_MARKED = re.compile(
    r"(?:有关|相关|其他|其它|所有|所属|所在地?|属地|驻地|当地|本级|同级|上级|下级|各级|以上|涉及的?|试点|相应|对口|直属|分管)"
    rf".{{0,16}}(?:{_CLASS}|(?:{_LEVEL}|（[^）]*）))$"
)
_BODY_FIRST = re.compile("(.{2,}?[部局委办厅署会院行社])(?:[、，；]|[和及与](?=各|有关|相关|其他))")
_COUNTED = re.compile(rf"(?:\d+|[一二三四五六七八九十百]+)[个家](?:.{{0,12}})(?:{_ORGANS})")
_WHOLE_CLASS = re.compile(
    r".*(?:部门|成员单位|部委|厅局|委办局|厅委办|(?<!委)机关|(?<!重大)单位)|地方|地方(?:人民)?政府|地方各级.*|央企|学会、协会|"
    r"(?:(?!国家|中国|世界|国际).*)机构|.*企业|.{2,24}各.{0,6}(?:[组班]|处室|科室)|"
    r"(?:学会、?|商会、?|协会、?|行业)*(?:行业协会|行业商会|协会商会|行业组织|社会组织|科研院所|社会团体)|"
    r"(?:高等|职业|中小|技工|普通|民办|公办)*(?:高校|院校|学校|中小学)"
)
_LEVEL_OF = (
    ("county", re.compile("县|旗|乡|镇|街道|村|(?<![自地园社辖景牧林山特小片新城])(?<!自治)区(?!域|块|直)")),
    ("city", re.compile("(?<!城)(?<!计划单列)(?<!直辖)市(?!场|政|容)|州|盟|师|地级")),
    ("province", re.compile("省|自治区|直辖市|兵团")),
    ("central", re.compile("国务院|中央|国家|部委|军队|部际")),
)


def is_collective(name: str) -> bool:
    """Whether the name stands for a class of bodies, not for one. Pure grammar: the registry is not asked."""
    text = plain(name)
    if not 2 <= len(text) <= 40 or _LABELS.fullmatch(text) or "的" in text[-2:]:
        return False
    if _is_list(text):
        return False
    if _EACH.fullmatch(text):
        return _EACH_END.search(text) is not None
    return _is_marked(text) or _is_government_class(text) or _WHOLE_CLASS.fullmatch(text) is not None


def collective_level(name: str) -> str:
    """Lowest level of government that a collective names: county, city, province, central, or empty."""
    text = re.sub("地区|设区的?|城区", "", plain(name))
    return next((level for level, pattern in _LEVEL_OF if pattern.search(text)), "")


def _is_list(text: str) -> bool:
    """财政部、有关部门 or 质检总局会同有关部门: a body before the class, so it is not one actor."""
    match = _BODY_FIRST.match(text)
    return "会同" in text or (match is not None and not is_collective(match.group(1)))


def _is_marked(text: str) -> bool:
    return _MARKED.search(text) is not None or _COUNTED.fullmatch(text) is not None


def _is_government_class(text: str) -> bool:
    """市、县〔市、区〕政府, 市（州）, 乡镇政府: level words alone, at least two, or one that is itself a class."""
    head = re.sub(rf"(?:{_RULE})$", "", text)
    if not _LEVELS.fullmatch(head):
        return False
    levels = re.findall(_LEVEL, head)
    if "".join(levels) == text and len(levels) == 2 and levels[1] in _AREAS:
        return False  # 市高新区 is one
    return len(levels) > 1 or levels[0] in _CLASS_LEVELS
