"""Two small plans written for the tests, coded by hand: every role, a shared list, two notations, no notation at all."""

from __future__ import annotations

import hashlib

from graph.records import Batch, Edge, Node, Value, batch

FIRST, SECOND = "测办发〔2014〕1号", "测办发〔2015〕2号"

FIRST_TEXT = """国务院办公厅关于印发测试行动计划的通知
测办发〔2014〕1号
为贯彻实施《质量发展纲要》，制定本计划。
一、加强监管
（一）加强婴幼儿配方乳粉监管。开展婴幼儿配方乳粉监督抽查，推动修订《食品安全法》。
（食品药品监管总局、农业部、卫生计生委负责。列第一位者为牵头部门，下同）
（二）治理电梯安全。年内开展电梯专项整治，贯彻实施《特种设备安全法》。（工业和信息化部、质检总局按职责分工负责）
二、夯实基础
（三）健全标准体系。加快标准制修订。（质检总局牵头，农业部参加）做好宣传。（质检总局会同国务院有关部门，2014年底前完成）
各省级人民政府要抓好落实。
"""

SECOND_TEXT = """关于印发测试工作要点的通知
测办发〔2015〕2号
按照测办发〔2014〕1号的要求，制定本要点。
1. 提高认识。高度重视食品安全。
2. 加强宣传。办好“质量月”活动。（卫生计生委负责）
"""

# id: full name, short name, other names, years
BODIES: dict[str, tuple[str, str, list[str], str | None, str | None]] = {
    "aqsiq": ("国家质量监督检验检疫总局", "质检总局", ["国家质检总局"], "2001", "2018-03-17"),
    "cfda": ("国家食品药品监督管理总局", "食品药品监管总局", [], "2013", "2018-03-17"),
    "sfda": ("国家食品药品监督管理局", "食品药品监管局", ["药监局"], "2003", "2013"),
    "moa": ("农业部", "农业部", [], "1988", "2018"),
    "nhfpc": ("国家卫生和计划生育委员会", "卫生计生委", [], "2013", "2018"),
    "miit": ("工业和信息化部", "工业和信息化部", ["工信部"], "2008", None),
    "samr": ("国家市场监督管理总局", "市场监管总局", [], "2018", None),
    "nmpa": ("国家药品监督管理局", "药监局", [], "2018", None),
    "customs": ("海关总署", "海关总署", [], "1998", None),
}
COLLECTIVES = {"depts": "国务院有关部门", "provinces": "各省级人民政府"}
LAWS = {
    "outline": ("质量发展纲要", "plan"),
    "food_law": ("食品安全法", "law"),
    "equipment_law": ("特种设备安全法", "law"),
    "twin_1": ("孪生条例", "regulation"),
    "twin_2": ("孪生条例", "regulation"),
}
OBJECTS = {
    "infant_formula": ("婴幼儿配方乳粉", "product"),
    "elevator": ("电梯", "facility"),
    "bread": ("面包", "product"),
}

# from, to, day, scope, main heir
HEIRS = (
    ("sfda", "cfda", "2013", "", True),
    ("cfda", "samr", "2018-03-17", "", True),
    ("cfda", "nmpa", "2018-03-17", "药品监管", False),
    ("aqsiq", "samr", "2018-03-17", "", True),
    ("aqsiq", "customs", "2018", "出入境检验检疫", False),
    ("samr", "sfda", "2008", "", False),  # an old fact: the way on from samr does not lead back in time
)


class Text:
    """A text of a document, from which quotes are cut."""

    def __init__(self, document: str, text: str) -> None:
        self.document, self.text = document, text
        self.sha256 = hashlib.sha256(text.encode()).hexdigest()

    def place(self, words: str) -> dict[str, Value]:
        """Where the words stand; they stand there once."""
        assert self.text.count(words) == 1, words
        start = self.text.index(words)
        return {"start": start, "end": start + len(words)}

    def proof(self, quote: str, name: str, rule: str) -> dict[str, Value]:
        """What an extracted edge carries."""
        place = self.place(quote)
        at = int(str(place["start"])) + quote.index(name)
        return {
            "document": self.document,
            "quote": quote,
            **place,
            "name_start": at,
            "name_end": at + len(name),
            "as_named": name,
            "rule": rule,
            "sha256": self.sha256,
        }


ONE, TWO = Text(FIRST, FIRST_TEXT), Text(SECOND, SECOND_TEXT)


def registry_batch() -> Batch:
    """Bodies, laws, objects, an instrument and reforms that are known beforehand."""
    nodes = [Node("Agency", id_, _body(id_)) for id_ in BODIES]
    nodes += [
        Node("Law", i, {"title": t, "names": [t], "kind": k, "planned": False, **_KNOWN}) for i, (t, k) in LAWS.items()
    ]
    nodes += [Node("Object", i, {"name": n, "kind": k, "names": [n], **_KNOWN}) for i, (n, k) in OBJECTS.items()]
    nodes += [Node("Instrument", "inspection", {"name": "监督抽查", **_KNOWN})]
    nodes += [
        Node(
            "ReformEvent",
            f"reform-{y}",
            {"name": f"{y}年机构改革", "round": f"{y}改革", "kind": "merge", "year": y, **_KNOWN},
        )
        for y in (2008, 2013, 2018)
    ]
    return batch("", nodes, [_heir(*fact) for fact in HEIRS])


_KNOWN: dict[str, Value] = {"origin": "registry"}


def _body(id_: str) -> dict[str, Value]:
    name, short, others, first, last = BODIES[id_]
    names: list[str] = list(dict.fromkeys([name, short, *others]))
    return {
        "name": name, "short": short, "names": names, "collective": False, "level": "central", "kinds": ["直属机构"],
        "valid_from": first, "valid_to": last, **_KNOWN,
    }  # fmt: skip


def _heir(source: str, target: str, day: str, scope: str, primary: bool) -> Edge:
    facts: dict[str, Value] = {"event": f"reform-{day[:4]}", "day": day, "scope": scope, "primary": primary}
    return Edge("SUCCEEDED_BY", ("Agency", source), ("Agency", target), facts)


def _collective(id_: str) -> Node:
    name = COLLECTIVES[id_]
    return Node("Agency", id_, {"name": name, "short": name, "names": [name], "collective": True, "origin": "document"})


def _section(text: Text, ordinal: int, number: str, title: str) -> Node:
    facts: dict[str, Value] = {"document": text.document, "ordinal": ordinal, "number": number, "title": title}
    return Node("Section", f"{text.document}/s{ordinal}", {**facts, **text.place(number + title)})


def _measure(
    text: Text, ordinal: int, number: str, title: str, words: str, tasks: int, parties: int, was: str = ""
) -> Node:
    facts: dict[str, Value] = {
        "document": text.document, "ordinal": ordinal, "number": number, "title": title, "text": words,
        "tasks": tasks, "parties": parties, **text.place(words), **(corrected("误读", was) if was else {}),
    }  # fmt: skip
    return Node("Measure", f"{text.document}/m{ordinal}", facts)


def corrected(reason: str, was: str) -> dict[str, Value]:
    """What a correction by hand leaves on what it changed."""
    return {"correction": reason, "corrected_by": "张三", "corrected_on": "2026-01-05", "was": was}


def _task(text: Text, id_: str, ordinal: int, words: str, verb: str, **more: Value) -> Node:
    facts: dict[str, Value] = {
        "document": text.document,
        "ordinal": ordinal,
        "text": words,
        "verb": verb,
        "kind": "action",
        **more,
    }
    return Node("Task", f"{text.document}/{id_}", {**facts, **text.place(words)})


def _issue(text: Text, ordinal: int, kind: str, severity: str, quote: str, number: str) -> Node:
    facts: dict[str, Value] = {
        "document": text.document, "ordinal": ordinal, "kind": kind, "severity": severity, "text": f"请核对{quote}",
        "quote": quote, "measure": number, **text.place(quote),
    }  # fmt: skip
    return Node("Issue", f"{text.document}/i{ordinal}", facts)


def _part(type_: str, source: tuple[str, str], target: tuple[str, str], text: Text) -> Edge:
    return Edge(type_, source, target, {"document": text.document})


REASON = "发文部门书面说明"


def _duty(  # one call is one line of the printed notation
    text: Text, measure: int, notation: int, position: int, agency: str, name: str, quote: str,
    strict: tuple[str, str], broad: tuple[str, str], wording: str, deadline: str | None = None, was: str = "",
) -> Edge:  # fmt: skip
    types = {"lead": "LEADS", "participant": "PARTICIPATES_IN", "shared": "SHARES"}
    facts: dict[str, Value] = {
        "id": f"{text.document}/m{measure}/n{notation}/{position}", "notation": notation, "role": strict[0], "basis": strict[1],
        "broad_role": broad[0], "broad_basis": broad[1], "wording": wording, "position": position, "open_list": agency == "depts",
        "deadline": deadline, **text.proof(quote, name, "list"), **(corrected(REASON, was) if was else {}),
    }  # fmt: skip
    return Edge(types[strict[0]], ("Agency", agency), ("Measure", f"{text.document}/m{measure}"), facts)


def _regulates(
    agency: str, object_: str, basis: str, verb: str, parties: int, task: str, quote: str, name: str, was: str = ""
) -> Edge:
    facts: dict[str, Value] = {
        "id": f"{FIRST}/{agency}/{object_}", "basis": basis, "verb": [verb], "parties": parties, "task": [f"{FIRST}/{task}"],
        **ONE.proof(quote, name, "regulatory_verb"), **(corrected(REASON, was) if was else {}),
    }  # fmt: skip
    return Edge("REGULATES", ("Agency", agency), ("Object", object_), facts)


N1 = "食品药品监管总局、农业部、卫生计生委负责"
N2 = "工业和信息化部、质检总局按职责分工负责"
N3A, N3B = "质检总局牵头，农业部参加", "质检总局会同国务院有关部门，2014年底前完成"
FIRST_LISTED, BROADLY, DIVIDED, EXPLICIT = "first_listed", "first_listed_broad", "division_of_duties", "explicit"

FIRST_DUTIES = (
    _duty(ONE, 1, 1, 1, "cfda", "食品药品监管总局", N1, ("lead", FIRST_LISTED), ("lead", FIRST_LISTED), "负责"),
    _duty(ONE, 1, 1, 2, "moa", "农业部", N1, ("participant", FIRST_LISTED), ("participant", FIRST_LISTED), "负责"),
    _duty(
        ONE, 1, 1, 3, "nhfpc", "卫生计生委", N1, ("participant", FIRST_LISTED), ("participant", FIRST_LISTED), "负责"
    ),
    _duty(
        ONE, 2, 1, 1, "miit", "工业和信息化部", N2, ("shared", DIVIDED), ("lead", BROADLY), "按职责分工负责", was="mii"
    ),
    _duty(ONE, 2, 1, 2, "aqsiq", "质检总局", N2, ("shared", DIVIDED), ("participant", BROADLY), "按职责分工负责"),
    _duty(ONE, 3, 1, 1, "aqsiq", "质检总局", N3A, ("lead", EXPLICIT), ("lead", EXPLICIT), "牵头", was="samr"),
    _duty(ONE, 3, 1, 2, "moa", "农业部", N3A, ("participant", EXPLICIT), ("participant", EXPLICIT), "参加", was="mara"),
    _duty(ONE, 3, 2, 1, "aqsiq", "质检总局", N3B, ("lead", EXPLICIT), ("lead", EXPLICIT), "会同", "2014年底前"),
    _duty(
        ONE,
        3,
        2,
        2,
        "depts",
        "国务院有关部门",
        N3B,
        ("participant", EXPLICIT),
        ("participant", EXPLICIT),
        "会同",
        "2014年底前",
    ),
)

M1 = FIRST_TEXT[FIRST_TEXT.index("（一）") : FIRST_TEXT.index("（二）")].rstrip()
M2 = FIRST_TEXT[FIRST_TEXT.index("（二）") : FIRST_TEXT.index("二、夯实")].rstrip()
M3 = FIRST_TEXT[FIRST_TEXT.index("（三）") : FIRST_TEXT.index("各省级")].rstrip()
INSPECT, REVISE, REPAIR = "开展婴幼儿配方乳粉监督抽查", "推动修订《食品安全法》", "年内开展电梯专项整治"


def _named(source: tuple[str, str], law: str, quote: str, name: str, action: str, stage: str, was: str = "") -> Edge:
    mark = corrected(REASON, was) if was else {}
    facts: dict[str, Value] = {**ONE.proof(quote, name, "law"), "action": action, "stage": stage, **mark}
    return Edge("NAMES", source, ("Law", law), facts)


def first_batch() -> Batch:
    """The plan of two sections and three measures."""
    document, m1, m2, m3 = ("Document", FIRST), *(("Measure", f"{FIRST}/m{n}") for n in (1, 2, 3))
    s1, s2 = (("Section", f"{FIRST}/s{n}") for n in (1, 2))
    t1, t2, t3, t4 = (("Task", f"{FIRST}/t{n}") for n in (1, 2, 3, 4))
    nodes = [
        Node("Document", FIRST, {
            "title": "国务院办公厅关于印发测试行动计划的通知", "number": FIRST, "issuer": "国务院办公厅", "issued": "2014-05-01",
            "year": 2014, "kind": "行动计划", "rule": "列第一位者为牵头部门，下同", "implicit_parties": ["各省级人民政府"],
            "loaded": True, "sha256": ONE.sha256, "encoding": "utf-8", "origin": "document",
        }),
        _section(ONE, 1, "一、", "加强监管"), _section(ONE, 2, "二、", "夯实基础"),
        _measure(ONE, 1, "（一）", "加强婴幼儿配方乳粉监管", M1, 2, 3),
        _measure(ONE, 2, "（二）", "治理电梯安全", M2, 1, 2),
        _measure(ONE, 3, "（三）", "健全标准体系", M3, 0, 4, "participant/explicit 宣传部门"),
        _task(ONE, "t1", 1, INSPECT, "抽查"), _task(ONE, "t2", 2, REVISE, "修订"), _task(ONE, "t3", 1, REPAIR, "整治", deadline="年内", due="2014-12-31", due_kind="due"),
        _task(ONE, "t4", 1, "各省级人民政府要抓好落实", "落实"),
        *map(_collective, COLLECTIVES),
        _issue(ONE, 1, "shared_out_of_order", "warning", N2, "（二）"), _issue(ONE, 2, "unknown_agency", "info", "做好宣传", "（三）"),
    ]  # fmt: skip
    edges = [
        *FIRST_DUTIES,
        *(_part("HAS_SECTION", document, s, ONE) for s in (s1, s2)),
        *(_part("HAS_MEASURE", s, m, ONE) for s, m in ((s1, m1), (s1, m2), (s2, m3))),
        *(_part("HAS_TASK", s, t, ONE) for s, t in ((m1, t1), (m1, t2), (m2, t3), (document, t4))),
        *(_part("ABOUT", ("Issue", f"{FIRST}/i{n}"), document, ONE) for n in (1, 2)),
        _part("ABOUT", ("Issue", f"{FIRST}/i1"), m2, ONE),
        Edge("TARGETS", t1, ("Object", "infant_formula"), ONE.proof(INSPECT, "婴幼儿配方乳粉", "object")),
        Edge("TARGETS", t3, ("Object", "elevator"), {**ONE.proof(REPAIR, "电梯", "object"), **corrected(REASON, "lift")}),
        Edge("TARGETS", m1, ("Object", "infant_formula"), ONE.proof("加强婴幼儿配方乳粉监管", "婴幼儿配方乳粉", "object")),
        Edge("USES", t1, ("Instrument", "inspection"), ONE.proof(INSPECT, "监督抽查", "instrument")),
        Edge("ADDRESSED_TO", t4, ("Agency", "provinces"), ONE.proof("各省级人民政府要抓好落实", "各省级人民政府", "closing")),
        _named(t2, "food_law", REVISE, "食品安全法", "修订", "drafting", was="制定"),
        _named(m2, "equipment_law", "贯彻实施《特种设备安全法》", "特种设备安全法", "贯彻实施", "in_force"),
        _named(document, "outline", "为贯彻实施《质量发展纲要》", "质量发展纲要", "贯彻实施", "in_force"),
        _regulates("cfda", "infant_formula", "lead", "抽查", 3, "t1", N1, "食品药品监管总局"),
        _regulates("moa", "infant_formula", "co_listed", "抽查", 3, "t1", N1, "农业部"),
        _regulates("nhfpc", "infant_formula", "co_listed", "抽查", 3, "t1", N1, "卫生计生委"),
        _regulates("miit", "elevator", "co_listed", "整治", 2, "t3", N2, "工业和信息化部", "mii"),
        _regulates("aqsiq", "elevator", "co_listed", "整治", 2, "t3", N2, "质检总局"),
    ]  # fmt: skip
    return batch(FIRST, nodes, edges)


def second_batch() -> Batch:
    """The plan without sections; its first measure has no notation."""
    document = ("Document", SECOND)
    quote, named = "卫生计生委负责", "按照测办发〔2014〕1号的要求"
    nodes = [
        Node("Document", SECOND, {
            "title": "关于印发测试工作要点的通知", "number": SECOND, "issued": "2015-03-01", "year": 2015, "kind": "工作要点",
            "loaded": True, "sha256": TWO.sha256, "encoding": "utf-8", "origin": "document",
        }),
        Node("Document", FIRST, {"title": "国务院办公厅关于印发测试行动计划的通知", "loaded": False, "origin": "document"}),
        _measure(TWO, 1, "1.", "提高认识", "1. 提高认识。高度重视食品安全。", 0, 0),
        _measure(TWO, 2, "2.", "加强宣传", "2. 加强宣传。办好“质量月”活动。（卫生计生委负责）", 0, 1),
    ]  # fmt: skip
    edges = [
        *(_part("HAS_MEASURE", document, ("Measure", f"{SECOND}/m{n}"), TWO) for n in (1, 2)),
        _duty(TWO, 2, 1, 1, "nhfpc", "卫生计生委", quote, ("lead", "sole"), ("lead", "sole"), "负责"),
        Edge(
            "NAMES",
            document,
            ("Document", FIRST),
            {**TWO.proof(named, FIRST, "number"), "action": "贯彻实施", "stage": "do"},
        ),
    ]
    return batch(SECOND, nodes, edges)
