"""What the name of a body looks like, whether or not anyone knows it: an open vocabulary of endings, with guards.

A final character that many common words share (局 布局, 部 全部, 办 举办) counts only with its guard; one that few
bodies share (会, 行, 社, 组) counts only after the heads that make it a body.
"""

from __future__ import annotations

import re

from graph.registry.collectives import is_collective
from graph.registry.spelling import plain

_ENDINGS = re.compile(
    "(?:总局|总署|委员会|办公室|办公厅|人民政府|政府|法院|检察院|海关|公司|集团|中心|管委会|指挥部|兵团|军区|警备区|部队|"
    "大学|学院|党校|实验室|控股|预备役师|第?[一二三四五六七八九十]+中|交易所|电网|石油|电视台|总台|电台|分署|公署|行署|领导小组|联席会议|工作专班|专班|高法|高检|电力|"
    "基金|联盟|开发区|保税区|综保区|高新区|经开区|自贸区|试验区|示范区|园区|产业园|工业园|科技园|科创园|物流园|软件园|创业园|[新科空]城|大学城|"
    "(?<!高质量发展)经济区|合作区|度假区|风景区|旅游区|港区|功能区|管理区|(?<=..)新区|片区|林场|农场|军分区|人武部|调查队|幼儿园|[中小]学|学校|"
    "办事处|管理处|代表处|秘书处|专员办|特派办|中央|支队|总队|大队|"
    "(?:协调|领导|工作|推进|专项|指导|督查|建设|攻坚)小组|(?:工作|专项|专责|党|督导|巡视|推进|筹备|筹建|领导|协调)组|"
    "(?:银|分|支|总|人|央|农发|国开|口|工|农|中|建|交|农商|信合)行|"
    "(?:员|委|协|学|商|工|总|合|进|金|事|监|究|友|字|促|公|谊|青年|少工|组|贸促|议)会|"
    "(?:供销|合作|总|通讯|新华|报|出版|日报|杂志|信用|联|联合|书|旅行)社|院区|"
    "(?:妇|残|侨|文|台|工商|社科|作|青|学|体|文学艺术界)联|(?:科|政|记|作|文|消|质|体|足|友)协|"
    "(?:研究|运管|航管|渔政|种子|兽医|环卫|园林|卫监|房管|国土|看守|交易|派出|事务|检测|检验|监督|计量|税务|司法|工商|"
    "管理|财政|监察|服务|防治|技术|设计)所|"
    "(?:监测|检测|管理|服务|推广|工作|水文|农技|总|质监|监督|救助|气象)站|(?:检查|边检|运管|报刊|广播)站|"
    "(?:博物|图书|档案|文史|美术|文化|科技|方志)馆|"
    "(?:集|兵|共青|歌舞|艺术)团|组委|(?<![城乡小村集重市])镇|(?<![城家下返水老思回他故兴入山醉还])乡|.街道)$"
)
_GUARDS = {  # final character: what stands before it in words that are no bodies
    "部": "内 外 局 干 (?<!安)全 [一二两几各本多分] [东西南北中上下前后] 头 底 顶 大 根 腹 背 面 胸 腰 肺 脑 尾 端 "
    "深 表 细 乐 市 卖",
    "局": "布 格 结 大 (?<!安)全 开 僵 破 定 时 战 棋 骗 当 变 危 困 终 新 ^政",
    "厅": "客 餐 大 前 舞 门 展 歌 音乐",
    "署": "部 签 联",
    "委": "原 推 编",
    "办": "举 承 主 (?<!政)协 (?<!目)督 (?<!督)查 (?<!财)经 (?<![双科])创 开 (?<![留外社])交 代 "
    "申 筹 包 停 领 兴 (?<![综融结])合 自 帮 快 通 "
    "(?<![妇残侨文])联 (?<!应)急 难 转 批 阅 待 好 照 严 补 换 催 速 (?<!贸)易 (?<!节)能 可 就 即 必 惩 另 采 "
    "(?<!处)置 备 操 公 (?<![国高创])新 一网 容缺 网上",
    "院": "大 小 后 前 庭 四合 宅 农家 住 出 入 转",
    "处": "好 坏 到 各 用 害 益 长 短 何 别 远 近 深 高 低 随 住 四 妙 难 痛 相 惩 (?<![稽检督巡审调监纪侦])查 判 论 "
    "调 独 共 实 出 去 一 多 此 "
    "该 之 归 处",
    "司": "上 官",
    "科": "学 本 专 文 (?<!管)理 工 内 外 百 全 医 预 牙 产 农 儿 妇 林",
    "室": "教 温 卧 浴 地下 会议 会客 休息 阅览 病 手术 诊 寝",
}
_GUARDED = {last: re.compile(f"(?:{'|'.join(words.split())}){last}$") for last, words in _GUARDS.items()}
_NO_BODY = re.compile("[。；;！!？?《》、，,：:]|(?<!感染)的|了$|^.$")
_BRACKET = re.compile("（[^（）]*）$")


def looks_like_body(name: str) -> bool:
    """Whether the name ends as bodies' names do, or is a collective. Says nothing about whether the body exists."""
    text = _BRACKET.sub("", plain(name))
    return is_collective(text) or ends_like_body(text)


def ends_like_body(text: str) -> bool:
    """The same for one body: an ending of its own, or a guarded one. ``text`` is in plain spelling."""
    if not 2 <= len(text) <= 40 or _NO_BODY.search(text):
        return False
    guard = _GUARDED.get(text[-1])
    return not guard.search(text) if guard else _ENDINGS.search(text) is not None
