"""Bonds between characters: some hardly ever stand without one of a few neighbours, whatever a text is about.

Where characters were lost, moved or put in between, the bonds are broken, though every character looks right. In real
plans 97 to 100 of 100 bonds hold; with 15 % of the characters lost at random 77 to 86 do, with half of them 40 to 63.
"""

from __future__ import annotations

import re

_ENOUGH = 30  # bonds that a text needs to be judged

# character: neighbours before it, neighbours behind it; one of either is enough
_BONDS = {
    "鼓": ("", "励舞动吹"),
    "励": ("鼓激奖勉", ""),
    "贯": ("连横籍", "彻穿通"),
    "彻": ("贯透", "底"),
    "障": ("保故", "碍"),
    "措": ("举", "施"),
    "究": ("研追探讲考终", "责"),
    "坚": ("攻", "持决定强实固"),
    "督": ("监总", "查促导办察"),
    "综": ("错", "合"),
    "培": ("栽", "育训养植优"),
    "健": ("稳保强", "全康身"),
    "企": ("央国校政民", "业事"),
    "衔": ("头", "接"),
    "履": ("", "行职约责历"),
    "键": ("关按", ""),
    "围": ("范周氛包外突", "绕棋"),
    "困": ("贫脱解", "难境"),
    "危": ("安", "险害机化房旧废"),
    "绩": ("成业效政功战", "效"),
    "违": ("", "法规反约纪章背建"),
    "渠": ("沟", "道"),
    "验": ("检试经实体考查测", "收证"),
    "询": ("咨查征", "问价"),
    "析": ("分剖解", ""),
    "慧": ("智", ""),
    "够": ("能足不", ""),
    "扩": ("", "大展张容建散面区围"),
    "纠": ("", "纷正错"),
    "避": ("规躲回", "免险让"),
    "侵": ("", "权害犯占蚀"),
    "诚": ("忠", "信实"),
    "惩": ("严奖", "戒处罚治"),
    "诉": ("投起申上公告", "讼求"),
    "谐": ("和", ""),
    "促": ("督", "进销成使"),
    "推": ("", "进动广行荐出介送理"),
    "济": ("经救", ""),
    "施": ("实措设恩", "工行策肥药"),
    "策": ("政决对", "划略"),
    "议": ("会建协审决倡和", "事"),
    "险": ("风保危", ""),
    "融": ("金", "资合入通"),
    "贸": ("外经商自工", "易"),
}
_BONDED = re.compile(f"(?s)(?=(.[{''.join(_BONDS)}].))")


def held_bonds(text: str) -> float:
    """Share of the bonds that hold in a text of simplified script; 1 where there are too few of them to judge.

    White space does not count: words may be wrapped or spaced out.
    """
    bonds = set(
        _BONDED.findall("".join(text.split()))
    )  # each context once: a list may repeat one rare name a hundred times
    return sum(map(_holds, bonds)) / len(bonds) if len(bonds) >= _ENOUGH else 1.0


def _holds(context: str) -> bool:
    before, behind = _BONDS[context[1]]
    return context[0] in before or context[2] in behind
