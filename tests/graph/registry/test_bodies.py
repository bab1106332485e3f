"""What looks like the name of a body, whether or not anyone knows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.registry import registry

KNOWN = registry()

BODIES = [
    "某某部",
    "某某委员会",
    "发展改革局",
    "市金融发展办",
    "县创建办",
    "市应急办",
    "省节能办",
    "省财经办",
    "国家安全部",
    "市安全局",
    "科技创新委",
    "省综合办",
    "邮政局",
    "民政局",
    "市妇联办",
    "开发区管委会",
    "工会",
    "红十字会",
    "贸促会",
    "安委会",
    "人民银行",
    "农商行",
    "武汉分行",
    "供销社",
    "新华社",
    "法院",
    "检察院",
    "研究院",
    "设计院",
    "医院",
    "党校",
    "某某大学",
    "派出所",
    "交易所",
    "监测站",
    "博物馆",
    "电视台",
    "省电力公司",
    "再担保集团",
    "北京冬奥组委",
    "武汉海关",
    "省军区",
    "消防救援总队",
    "领导小组",
    "部际联席会议",
    "工作专班",
    "政务服务中心",
    "城关镇",
    "新街口街道",
    "武汉市",
    "西湖区",
    "各有关单位",
    "省军分区",
    "化工园区",
    "空港经济区",
    "国家统计局调查队",
    "县政协办",
    "市留交办",
    "省新型冠状病毒感染的肺炎疫情防控指挥部",
]
WORDS = [
    "内部",
    "外部",
    "局部",
    "干部",
    "全部",
    "一部",
    "东部",
    "中西部",
    "俱乐部",
    "布局",
    "格局",
    "结局",
    "大局",
    "全局",
    "政局",
    "开局",
    "举办",
    "承办",
    "督办",
    "查办",
    "兴办",
    "部署",
    "签署",
    "大厅",
    "客厅",
    "进行",
    "实行",
    "发行",
    "执行",
    "社会",
    "机会",
    "大会",
    "展览会",
    "运动会",
    "场所",
    "厕所",
    "好处",
    "用处",
    "查处",
    "学科",
    "本科",
    "专科",
    "教室",
    "地下室",
    "医养院落",
    "大院",
    "出院",
    "关联",
    "互联",
    "到位",
    "小组",
    "QC小组",
    "班组",
    "标准",
    "公司法",
    "乡镇",
    "城镇",
    "返乡",
]


@pytest.mark.parametrize("name", BODIES)
def test_bodies(name: str) -> None:
    assert KNOWN.looks_like_body(name)


@pytest.mark.parametrize("name", [word for word in WORDS if word != "乡镇"])
def test_words_that_end_like_bodies(name: str) -> None:
    assert not KNOWN.looks_like_body(name)


@pytest.mark.parametrize("name", ["省教育厅、财政厅", "由公安部。", "质量的部", "省教育厅：", "x" * 60 + "局", ""])
def test_more_or_less_than_a_name(name: str) -> None:
    assert not KNOWN.looks_like_body(name)


def test_nameplate_behind_the_name() -> None:
    assert KNOWN.looks_like_body("市市场监管局（市知识产权局）")


def test_every_name_of_the_registry_is_one() -> None:
    assert all(KNOWN.looks_like_body(name) for name in KNOWN.names())


def test_gold_names_are_bodies(corpus: Path) -> None:
    for path in sorted((corpus / "gold").glob("*.json")):
        for measure in json.loads(path.read_text(encoding="utf-8"))["measures"]:
            assert [a["name"] for a in measure["agencies"] if not KNOWN.looks_like_body(a["name"])] == []


def test_names_leave_target_groups_out() -> None:
    assert "食品药品监管总局" in KNOWN.names()
    assert "企业" not in KNOWN.names()
    assert all(name.strip() == name and name for name in KNOWN.names())
