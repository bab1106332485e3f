"""A third small plan, of a province, with what the first two lack: time limits, local bodies, programmes, a chain."""

from __future__ import annotations

from graph.records import Batch, Edge, Node, Value, batch
from tests.queries.mini_plan import FIRST, Text

THIRD = "测鄂政办发〔2016〕3号"
THIRD_TEXT = """湖北省人民政府办公厅关于印发测试实施方案的通知
测鄂政办发〔2016〕3号
为贯彻落实测办发〔2014〕1号和《乳品条例》，制定本方案。
一、突出重点
（一）严格乳粉监管。严格婴幼儿配方乳粉生产许可，2016年6月底前完成。鼓励企业建立追溯体系。企业应主动召回。落实企业主体责任。
（省食品药品监管局牵头，省委宣传部、省乳业公司等参加，2016年3月至12月）
（二）发挥统筹作用。发挥省质量领导小组作用，实施“放心乳粉”工程。全面修订《乳品条例》，探索制定《面包标准》和《面包规划》。（省质量领导小组负责）
二、加强保障
（三）压实责任。持续落实各项工作。（省食品药品监管局、各市县政府负责）
各市、县人民政府要制定具体方案。于2016年3月底前报送省政府办公厅。
"""
THREE = Text(THIRD, THIRD_TEXT)

N1 = "省食品药品监管局牵头，省委宣传部、省乳业公司等参加，2016年3月至12月"
N2 = "省质量领导小组负责"
N3 = "省食品药品监管局、各市县政府负责"
M1 = THIRD_TEXT[THIRD_TEXT.index("（一）") : THIRD_TEXT.index("（二）")].rstrip()
M2 = THIRD_TEXT[THIRD_TEXT.index("（二）") : THIRD_TEXT.index("二、加强")].rstrip()
M3 = THIRD_TEXT[THIRD_TEXT.index("（三）") : THIRD_TEXT.index("各市、县")].rstrip()
LICENSE, TRACE, RECALL, DUTY = (
    "严格婴幼儿配方乳粉生产许可，2016年6月底前完成",
    "鼓励企业建立追溯体系",
    "企业应主动召回",
    "落实企业主体责任",
)
GROUP, PROGRAMME, REVISE, STANDARD = (
    "发挥省质量领导小组作用",
    "实施“放心乳粉”工程",
    "全面修订《乳品条例》",
    "探索制定《面包标准》和《面包规划》",
)
CARRY_ON, PLANS, REPORT = "持续落实各项工作", "各市、县人民政府要制定具体方案", "于2016年3月底前报送省政府办公厅"
IMPLEMENTS = "贯彻落实测办发〔2014〕1号和《乳品条例》"
NOTICE = "2001年机构改革方案"

FDA, PUBLICITY, COMPANY = "42:food_drug:province", "42:party_publicity:province", "42:乳业公司"
GROUP_ID, CUSTOMS, OFFICE, GOVERNMENTS = (
    "42:质量领导小组",
    "42:customs:province",
    "42:office:province",
    "42:governments",
)
FDA_NAME, PUBLICITY_NAME, COMPANY_NAME = "湖北省食品药品监管局", "湖北省委宣传部", "湖北省乳业公司"

_KNOWN: dict[str, Value] = {"origin": "registry"}
_SAID: dict[str, Value] = {"origin": "document"}
_BY_JUNE: dict[str, Value] = {"deadline": "2016年6月底前", "due": "2016-06-30", "due_kind": "due"}
_IN_THE_YEAR: dict[str, Value] = {
    "deadline": "2016年3月至12月", "due": "2016-12-31", "due_from": "2016-03-01", "due_kind": "period",
}  # fmt: skip
_BY_MARCH: dict[str, Value] = {"deadline": "2016年3月底前", "due": "2016-03-31", "due_kind": "due"}


def _body(id_: str, name: str, short: str, *kinds: str, **facts: Value) -> Node:
    told: dict[str, Value] = {"name": name, "short": short, "names": [name, short], "kinds": list(kinds)}
    return Node("Agency", id_, {"collective": False, **_KNOWN, **told, **facts})


def _local(id_: str, name: str, short: str, *kinds: str, **facts: Value) -> Node:
    where: dict[str, Value] = {"level": "province", "jurisdiction": "42", "origin": "document"}
    return _body(id_, name, short, *kinds, **{**where, **facts})


def _fact(type_: str, here: tuple[str, str], there: tuple[str, str], /, **facts: Value) -> Edge:
    return Edge(type_, here, there, facts)


def wide_registry() -> Batch:
    """More bodies, a law, an object with its codes, an instrument and a reform."""
    agency, event = "Agency", ("ReformEvent", "reform-2001")
    dairy: dict[str, Value] = {"name": "乳制品", "kind": "product", "subkind": "food", "names": ["乳制品", "奶制品"]}
    nodes = [
        _body("tqs", "国家质量技术监督局", "质监局", "直属机构", level="central", valid_from="1998", valid_to="2001", note="前身"),
        _body("gosc", "国务院办公厅", "国务院办公厅", "办公厅", level="central", valid_from="1954"),
        _local(CUSTOMS, "武汉海关", "武汉海关", "派出机构", origin="registry"),
        _body("sac", "国家标准委", "标准委", "加挂牌子", level="central", valid_from="2001", english="SAC", source="三定"),
        Node("ReformEvent", "reform-2001", {
            "name": "组建质检总局", "round": "2001改革", "kind": "merge", "year": 2001, "day": "2001-04-10", "source": NOTICE, **_KNOWN}),
        Node("Law", "dairy_law", {
            "title": "乳品条例", "names": ["乳品条例"], "kind": "regulation", "issuer": "国务院", "number": "国务院令第536号", "first_year": 2008,
            "revisions": ["2010修订", "2016-01-01修订", "2016-09-01修正", "2019修正"], "status": "现行（截至2024年）", "planned": False,
            "source": "公报", **_KNOWN}),
        Node("Object", "dairy", {**dairy, "note": "含乳粉", **_KNOWN}),
        Node("Code", "C144", {"scheme": "GB/T 4754-2017", "code": "C144", "name": "乳制品制造", **_KNOWN}),
        Node("Instrument", "licence", {
            "name": "准入许可", "english": "licensing", "rothwell_zegveld": "环境型", "hood": "authority", **_KNOWN}),
    ]  # fmt: skip
    past: dict[str, Value] = {
        "event": "reform-2001", "day": "2001-04-10", "scope": "", "primary": True, "source": NOTICE,
    }  # fmt: skip
    edges = [
        _fact("SUCCEEDED_BY", (agency, "tqs"), (agency, "aqsiq"), **past),
        _fact("ENDED", event, (agency, "tqs")),
        _fact("CREATED", event, (agency, "aqsiq")),
        _fact("MOVED_FROM", event, (agency, "moa")),
        _fact("PART_OF", (agency, CUSTOMS), (agency, "customs"), kind="派出"),
        _fact("PART_OF", (agency, "sac"), (agency, "aqsiq"), kind="管理", valid_from="2001", valid_to="2018-03-17"),
        _fact("PART_OF", (agency, "sac"), (agency, "samr"), kind="加挂牌子", valid_from="2018-03-17"),
        _fact("BROADER", ("Object", "infant_formula"), ("Object", "dairy")),
        _fact("CLASSIFIED_AS", ("Object", "dairy"), ("Code", "C144")),
    ]
    return batch("", nodes, edges)


def _own(**facts: Value) -> dict[str, Value]:
    return {"document": THIRD, **facts}


def _measure(ordinal: int, title: str, words: str, tasks: int, parties: int, **facts: Value) -> Node:
    number = words[:3]
    told = _own(ordinal=ordinal, number=number, title=title, text=words, tasks=tasks, parties=parties, **facts)
    return Node("Measure", f"{THIRD}/m{ordinal}", {**told, **THREE.place(words)})


def _task(id_: str, ordinal: int, words: str, verb: str, *said: str, **facts: Value) -> Node:
    """``said`` is the modifier and the kind, where it is no action."""
    modifier, kind = (*said, *("", "action")[len(said) :])
    told = _own(ordinal=ordinal, text=words, verb=verb, modifier=modifier or None, kind=kind, **facts)
    return Node("Task", f"{THIRD}/{id_}", {**told, **THREE.place(words)})


def _duty(
    measure: int, position: int, agency: str, name: str, quote: str, role: tuple[str, str], wording: str, **more: Value
) -> Edge:
    type_ = {"lead": "LEADS", "participant": "PARTICIPATES_IN", "shared": "SHARES"}[role[0]]
    facts: dict[str, Value] = {
        "id": f"{THIRD}/m{measure}/n1/{position}", "notation": 1, "role": role[0], "basis": role[1], "broad_role": role[0],
        "broad_basis": role[1], "wording": wording, "position": position, "open_list": quote == N1, **THREE.proof(quote, name, "list"),
        **(_IN_THE_YEAR if quote == N1 else {}), **more,
    }  # fmt: skip
    return Edge(type_, ("Agency", agency), ("Measure", f"{THIRD}/m{measure}"), facts)


def _said(type_: str, source: str, target: tuple[str, str], quote: str, name: str, **facts: Value) -> Edge:
    label = "Document" if source == "" else "Measure" if source.startswith("m") else "Task"
    id_ = THIRD if source == "" else f"{THIRD}/{source}"
    return Edge(type_, (label, id_), target, {**THREE.proof(quote, name, type_.lower()), **facts})


def _regulates(agency: str, basis: str, name: str) -> Edge:
    facts: dict[str, Value] = {
        "id": f"{THIRD}/{agency}/infant_formula", "basis": basis, "verb": ["许可"], "parties": 3, "task": [f"{THIRD}/t1"],
        **THREE.proof(LICENSE, "婴幼儿配方乳粉", "regulatory_task"),
    }  # fmt: skip
    return Edge("REGULATES", ("Agency", agency), ("Object", "infant_formula"), facts)


def third_batch() -> Batch:
    """The plan of the province."""
    document, agency = ("Document", THIRD), "Agency"
    sections = [(1, "一、", "突出重点"), (2, "二、", "加强保障")]
    nodes = [
        Node("Document", THIRD, {
            "title": "湖北省人民政府办公厅关于印发测试实施方案的通知", "number": THIRD, "issuer": "湖北省人民政府办公厅", "issued": "2016-01-05",
            "year": 2016, "kind": "实施方案", "loaded": True, "sha256": THREE.sha256, "encoding": "utf-8", **_SAID}),
        *(Node("Section", f"{THIRD}/s{n}", {**_own(ordinal=n, number=a, title=b), **THREE.place(a + b)}) for n, a, b in sections),
        _measure(1, "严格乳粉监管", M1, 4, 3), _measure(2, "发挥统筹作用", M2, 4, 1),
        _measure(3, "压实责任", M3, 1, 2),
        _task("t1", 1, LICENSE, "严格", **_BY_JUNE), _task("t2", 2, TRACE, "鼓励"), _task("t3", 3, RECALL, "召回", "主动"),
        _task("t4", 4, DUTY, "落实"), _task("t5", 1, GROUP, "发挥"), _task("t6", 2, PROGRAMME, "实施"),
        _task("t7", 3, REVISE, "修订", "全面"), _task("t8", 4, STANDARD, "制定", "探索"),
        _task("t9", 1, CARRY_ON, "落实", "持续", "goal"),
        _task("c1", 1, PLANS, "制定"), _task("c2", 2, REPORT, "报送", **_BY_MARCH),
        _local(FDA, FDA_NAME, "省食品药品监管局", "地方机构"), _local(PUBLICITY, PUBLICITY_NAME, "省委宣传部", "地方机构"),
        _local(COMPANY, COMPANY_NAME, "省乳业公司", "地方机构"),
        _local(GROUP_ID, "湖北省质量领导小组", "省质量领导小组", "议事协调机构"),
        _local(OFFICE, "湖北省人民政府办公厅", "省政府办公厅", "地方机构"),
        _local(GOVERNMENTS, "各市、县政府", "各市县政府", "集体主体", level="county", collective=True),
        Node("Law", "law:面包标准", {"title": "面包标准", "names": ["面包标准"], "kind": "standard", "planned": True, **_SAID}),
        Node("Document", "title:面包规划", {"title": "面包规划", "loaded": False, **_SAID}),
        Node("Programme", "programme:放心乳粉", {"name": "放心乳粉", "kind": "工程", "quoted": True, **_SAID}),
        Node("Issue", f"{THIRD}/i1", {
            **_own(ordinal=1, kind="unknown_agency", severity="warning", text="请核对", quote="省乳业公司", suggestion="登记册中没有", measure="（一）"),
            **THREE.place("省乳业公司")}),
    ]  # fmt: skip
    held = {"m1": "t1 t2 t3 t4", "m2": "t5 t6 t7 t8", "m3": "t9"}
    edges = [
        *(_fact("HAS_SECTION", document, ("Section", f"{THIRD}/s{n}"), document=THIRD) for n in (1, 2)),
        *(_fact("HAS_MEASURE", ("Section", f"{THIRD}/s{s}"), ("Measure", f"{THIRD}/m{m}"), document=THIRD)
          for s, m in ((1, 1), (1, 2), (2, 3))),
        *(_fact("HAS_TASK", ("Measure", f"{THIRD}/{m}"), ("Task", f"{THIRD}/{t}"), document=THIRD)
          for m, tasks in held.items() for t in tasks.split()),
        *(_fact("HAS_TASK", document, ("Task", f"{THIRD}/{c}"), document=THIRD) for c in ("c1", "c2")),
        _fact("ABOUT", ("Issue", f"{THIRD}/i1"), ("Measure", f"{THIRD}/m1"), document=THIRD),
        _fact("COUNTERPART_OF", (agency, FDA), (agency, "cfda"), function="food_drug", lagged=True),
        _fact("PART_OF", (agency, GROUP_ID), (agency, FDA), kind="设在", valid_from="2015"),
        _duty(1, 1, FDA, "省食品药品监管局", N1, ("lead", "explicit"), "牵头"),
        _duty(1, 2, PUBLICITY, "省委宣传部", N1, ("participant", "explicit"), "参加"),
        _duty(1, 3, COMPANY, "省乳业公司", N1, ("participant", "explicit"), "参加", scope="生产环节"),
        _duty(2, 1, GROUP_ID, "省质量领导小组", N2, ("lead", "sole"), "负责"),
        _duty(3, 1, FDA, "省食品药品监管局", N3, ("shared", "no_lead_named"), "负责"),
        _duty(3, 2, GOVERNMENTS, "各市县政府", N3, ("shared", "no_lead_named"), "负责"),
        _said("IMPLEMENTS", "", ("Document", FIRST), IMPLEMENTS, FIRST),
        _said("IMPLEMENTS", "", ("Law", "dairy_law"), IMPLEMENTS, "乳品条例"),
        _said("ISSUED_BY", "", (agency, OFFICE), "湖北省人民政府办公厅关于印发测试实施方案的通知", "湖北省人民政府办公厅"),
        _said("ADDRESSED_TO", "c1", (agency, GOVERNMENTS), PLANS, "各市、县人民政府"),
        _said("ADDRESSED_TO", "c2", (agency, GOVERNMENTS), PLANS, "各市、县人民政府"),
        _said("TARGETS", "t1", ("Object", "infant_formula"), LICENSE, "婴幼儿配方乳粉"),
        _said("USES", "t1", ("Instrument", "licence"), LICENSE, "许可"),
        _said("NAMES", "t7", ("Law", "dairy_law"), REVISE, "乳品条例", action="修订", stage="do"),
        _said("NAMES", "t8", ("Law", "law:面包标准"), STANDARD, "面包标准", action="制定", stage="drafting"),
        _said("NAMES", "t8", ("Document", "title:面包规划"), STANDARD, "面包规划", action="制定", stage="drafting"),
        _said("TARGETS", "t6", ("Object", "dairy"), PROGRAMME, "乳粉"),
        _said("PART_OF_PROGRAMME", "t6", ("Programme", "programme:放心乳粉"), PROGRAMME, "放心乳粉"),
        _regulates(FDA, "lead", "省食品药品监管局"), _regulates(PUBLICITY, "co_listed", "省委宣传部"),
        _regulates(COMPANY, "co_listed", "省乳业公司"),
    ]  # fmt: skip
    return batch(THIRD, nodes, edges)
