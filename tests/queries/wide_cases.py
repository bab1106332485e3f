"""Cases for the queries on three small plans: rows worked out by hand from the text of the plans."""

from __future__ import annotations

from tests.queries.mini_plan import BODIES, FIRST, N2, N3A, N3B, REVISE, SECOND
from tests.queries.test_rows import Case
from tests.queries.wide_plan import (
    COMPANY,
    COMPANY_NAME,
    CUSTOMS,
    DUTY,
    FDA,
    FDA_NAME,
    GOVERNMENTS,
    GROUP,
    GROUP_ID,
    IMPLEMENTS,
    LICENSE,
    N1,
    NOTICE,
    PLANS,
    PROGRAMME,
    PUBLICITY,
    PUBLICITY_NAME,
    RECALL,
    REPORT,
    STANDARD,
    THIRD,
    TRACE,
)
from tests.queries.wide_plan import N2 as BY_THE_GROUP
from tests.queries.wide_plan import N3 as BY_ALL
from tests.queries.wide_plan import REVISE as REVISE_DAIRY

# Questions to which the sample plan has no answer; the small plans have one.
NOT_IN_THE_SAMPLE = {
    "agency/counterparts": "names no local body",
    "document/deadlines": "sets no time limit",
    "measure/local_bodies": "names no local body",
}

D1: dict[str, object] = {"document": FIRST}
D3: dict[str, object] = {"document": THIRD}
B: dict[str, object] = {"reading": "broad"}
M = [f"{FIRST}/m{n}" for n in (0, 1, 2, 3)]
W = [f"{THIRD}/m{n}" for n in (0, 1, 2, 3)]
T = [f"{THIRD}/t{n}" for n in range(10)]
THIRD_TITLE, FIRST_TITLE = "湖北省人民政府办公厅关于印发测试实施方案的通知", "国务院办公厅关于印发测试行动计划的通知"
NAME = {id_: names[0] for id_, names in BODIES.items()}
JUNE, MARCH, WHOLE = "2016年6月底前", "2016年3月底前", "2016年3月至12月"
LEADS = "lead_explicit lead_first_listed lead_sole lead_inherited lead_broad lead_corrected"
PARTIES = [FDA, PUBLICITY, COMPANY]


def _agency(id_: str) -> dict[str, object]:
    return {"agency": id_}


# query, parameters, the columns compared, their rows
MORE: list[Case] = [
    # of eight measures five are led under the strict reading, six under the broad one
    ("agency/bases", {"role": "lead"}, "agency role basis measures led total", [
        (FDA, "lead", "explicit", 1, 5, 8), (GROUP_ID, "lead", "sole", 1, 5, 8), ("aqsiq", "lead", "explicit", 1, 5, 8),
        ("cfda", "lead", "first_listed", 1, 5, 8), ("nhfpc", "lead", "sole", 1, 5, 8)]),
    ("agency/bases", {"role": "lead"} | B | D1, "agency basis led total", [
        ("aqsiq", "explicit", 3, 3), ("cfda", "first_listed", 3, 3), ("miit", "first_listed_broad", 3, 3)]),
    ("agency/bases", D3 | {"collectives": False}, "agency role basis measures", [
        (FDA, "lead", "explicit", 1), (GROUP_ID, "lead", "sole", 1), (PUBLICITY, "participant", "explicit", 1),
        (COMPANY, "participant", "explicit", 1), (FDA, "shared", "no_lead_named", 1)]),
    ("agency/years", _agency("aqsiq"), f"year leads {LEADS} takes_part shares measures led total", [
        (2014, 1, 1, 0, 0, 0, 0, 0, 0, 1, 2, 2, 3)]),
    ("agency/years", _agency("miit") | B, f"year leads {LEADS} measures led total", [(2014, 1, 0, 0, 0, 0, 1, 0, 1, 3, 3)]),
    ("agency/years", _agency("nhfpc"), "year leads lead_sole takes_part led total", [(2014, 0, 0, 1, 2, 3), (2015, 1, 1, 0, 1, 2)]),
    ("agency/years", {"collectives": False}, "year agency", [
        (2014, "aqsiq"), (2014, "moa"), (2014, "cfda"), (2014, "miit"), (2014, "nhfpc"), (2015, "nhfpc"),
        (2016, FDA), (2016, GROUP_ID), (2016, PUBLICITY), (2016, COMPANY)]),
    ("agency/workload", D3, f"agency leads {LEADS} led total", [
        (FDA, 1, 1, 0, 0, 0, 0, 0, 2, 3), (GROUP_ID, 1, 0, 0, 1, 0, 0, 0, 2, 3), (GOVERNMENTS, 0, 0, 0, 0, 0, 0, 0, 2, 3),
        (PUBLICITY, 0, 0, 0, 0, 0, 0, 0, 2, 3), (COMPANY, 0, 0, 0, 0, 0, 0, 0, 2, 3)]),
    ("agency/sections", _agency("aqsiq") | B, f"number leads {LEADS} led total", [
        ("一、", 0, 0, 0, 0, 0, 0, 0, 2, 2), ("二、", 1, 1, 0, 0, 0, 0, 0, 1, 1)]),
    ("document/heat_map", D1, f"agency number {LEADS} led total", [
        ("aqsiq", "一、", 0, 0, 0, 0, 0, 0, 1, 2), ("aqsiq", "二、", 1, 0, 0, 0, 0, 0, 1, 1), ("cfda", "一、", 0, 1, 0, 0, 0, 0, 1, 2),
        ("depts", "二、", 0, 0, 0, 0, 0, 0, 1, 1), ("miit", "一、", 0, 0, 0, 0, 0, 0, 1, 2), ("moa", "一、", 0, 0, 0, 0, 0, 0, 1, 2),
        ("moa", "二、", 0, 0, 0, 0, 0, 0, 1, 1), ("nhfpc", "一、", 0, 0, 0, 0, 0, 0, 1, 2)]),
    ("document/overview", D1 | B, f"with_lead {LEADS}", [(3, 1, 1, 0, 0, 1, 0)]),
    ("document/overview", D3, f"measures with_lead issues {LEADS}", [(3, 2, 1, 1, 0, 1, 0, 0, 0)]),
    ("document/issues", D3, "issue number suggestion", [(f"{THIRD}/i1", "（一）", "登记册中没有")]),
    ("agency/teams", _agency("aqsiq") | {"collectives": True}, f"participant measures leads {LEADS}", [
        ("depts", 1, 1, 1, 0, 0, 0, 0, 0), ("moa", 1, 1, 1, 0, 0, 0, 0, 0)]),
    ("agency/leads", _agency(FDA), "measure of_measures deadline", [(W[1], 2, WHOLE)]),
    ("agency/takes_part", _agency("moa"), "measure of_measures", [(M[1], 2), (M[3], 2)]),
    ("agency/shares", _agency(FDA), "measure basis of_measures", [(W[3], "no_lead_named", 2)]),
    # two notations, two lists of followers
    ("agency/followers", _agency("aqsiq"), "participant measures leads measure notation basis wording as_named quote", [
        ("depts", 1, 1, M[3], 2, "explicit", "会同", "国务院有关部门", N3B), ("moa", 1, 1, M[3], 1, "explicit", "参加", "农业部", N3A)]),
    ("agency/followers", _agency("aqsiq") | {"collectives": False}, "participant", [("moa",)]),
    ("agency/followers", _agency("miit"), "participant", []),
    ("agency/followers", _agency("miit") | B, "participant leads basis quote", [("aqsiq", 1, "first_listed_broad", N2)]),
    ("agency/objects", _agency("moa"), "object kind document standing verbs parties", [
        ("infant_formula", "product", FIRST, "co_listed", ["抽查"], 3)]),
    ("agency/objects", _agency(FDA), "object name standing tasks as_named quote", [
        ("infant_formula", "婴幼儿配方乳粉", "lead", [T[1]], "婴幼儿配方乳粉", LICENSE)]),
    ("agency/objects", _agency("miit"), "object standing", [("elevator", "co_listed")]),
    ("agency/objects", _agency("miit") | B, "object standing", [("elevator", "lead")]),
    ("agency/laws", _agency("moa"), "standing bases parties action law measure quote", [
        ("co_listed", ["first_listed"], 3, "修订", "food_law", M[1], REVISE)]),
    ("agency/laws", _agency(GROUP_ID), "standing bases action stage law title kind measure", [
        ("lead", ["sole"], "修订", "do", "dairy_law", "乳品条例", "regulation", W[2]),
        ("lead", ["sole"], "制定", "drafting", "law:面包标准", "面包标准", "standard", W[2]),
        ("lead", ["sole"], "制定", "drafting", None, "面包规划", None, W[2])]),
    ("agency/laws", _agency("aqsiq") | B, "standing bases law", [("co_listed", ["first_listed_broad"], "equipment_law")]),
    ("agency/laws", _agency(GROUP_ID) | {"action": "制定"}, "law named_document", [("law:面包标准", None), (None, "title:面包规划")]),
    ("agency/instruments", _agency(FDA), "instrument as_lead co_listed tasks measures of_tasks of_lead_tasks", [
        ("licence", 1, 0, 1, 1, 5, 4)]),
    ("agency/instruments", _agency("moa"), "instrument name as_lead co_listed of_tasks of_lead_tasks", [("inspection", "监督抽查", 0, 1, 2, 0)]),
    ("agency/predecessors", _agency("samr"), "steps predecessor day primary main_line event source route", [
        (1, "aqsiq", "2018-03-17", True, True, "reform-2018", None, [NAME["aqsiq"], NAME["samr"]]),
        (1, "cfda", "2018-03-17", True, True, "reform-2018", None, [NAME["cfda"], NAME["samr"]]),
        (2, "sfda", "2013", True, True, "reform-2013", None, [NAME[b] for b in ("sfda", "cfda", "samr")]),
        (2, "tqs", "2001-04-10", True, True, "reform-2001", NOTICE, ["国家质量技术监督局", NAME["aqsiq"], NAME["samr"]])]),
    ("agency/predecessors", _agency("customs"), "predecessor scope primary main_line valid_to", [
        ("aqsiq", "出入境检验检疫", False, False, "2018-03-17"), ("tqs", "", True, False, "2001")]),
    ("agency/predecessors", _agency("moa"), "predecessor", []),
    ("agency/successors", _agency("tqs"), "steps successor source", [(1, "aqsiq", NOTICE), (2, "samr", None), (2, "customs", None)]),
    ("agency/heirs", _agency("tqs"), "heir main_line steps day scopes sources", [
        ("samr", True, 2, "2018-03-17", [""], [NOTICE]), ("customs", False, 2, "2018", ["出入境检验检疫"], [NOTICE])]),
    ("agency/heirs", _agency("cfda"), "heir short valid_from routes", [
        ("samr", "市场监管总局", "2018", [f"{NAME['cfda']} → {NAME['samr']}"]),
        ("nmpa", "药监局", "2018", [f"{NAME['cfda']} → {NAME['nmpa']}（药品监管）"])]),
    ("agency/heirs", _agency("miit"), "heir steps main_line routes sources", [("miit", 0, True, [NAME["miit"]], [])]),
    ("agency/heirs", _agency("tqs") | {"since": "2014-01-01"}, "heir", []),
    ("agency/heirs", _agency("sfda") | {"since": "2013-03-14"}, "heir steps", [("samr", 2), ("nmpa", 2)]),
    ("agency/heirs", _agency("moa"), "heir", []),  # it ended, and nobody is known to have its work
    # customs got a part only
    ("agency/names", _agency("aqsiq"), "steps agency short valid_from valid_to day event source", [
        (-1, "tqs", "质监局", "1998", "2001", "2001-04-10", "reform-2001", NOTICE),
        (0, "aqsiq", "质检总局", "2001", "2018-03-17", None, None, None),
        (1, "samr", "市场监管总局", "2018", None, "2018-03-17", "reform-2018", None)]),
    ("agency/names", _agency("nmpa"), "steps agency names", [(0, "nmpa", [NAME["nmpa"], "药监局"])]),
    ("agency/parts", _agency("sac"), "relation agency name kind valid_from valid_to current", [
        ("part_of", "aqsiq", NAME["aqsiq"], "管理", "2001", "2018-03-17", False),
        ("part_of", "samr", NAME["samr"], "加挂牌子", "2018-03-17", None, True)]),
    ("agency/parts", _agency("samr"), "relation agency", [("has_part", "sac")]),
    # an office of a local body is no branch of the centre
    ("agency/counterparts", {}, "local local_name level jurisdiction relation central function lagged measures", [
        (CUSTOMS, "武汉海关", "province", "42", "branch", "customs", None, False, 0),
        (FDA, FDA_NAME, "province", "42", "counterpart", "cfda", "food_drug", True, 2)]),
    ("agency/counterparts", {"agency": "cfda"}, "local central_name", [(FDA, NAME["cfda"])]),
    ("agency/counterparts", {"place": "湖北省"}, "local", [(FDA,)]),
    ("agency/counterparts", {"place": "33"}, "local", []),
    ("agency/by_kind", {}, "group agency kinds role basis wording measure as_named quote led total", [
        ("company", COMPANY, ["地方机构"], "participant", "explicit", "参加", W[1], "省乳业公司", N1, 5, 8),
        ("party_body", PUBLICITY, ["地方机构"], "participant", "explicit", "参加", W[1], "省委宣传部", N1, 5, 8)]),
    ("agency/by_kind", {"group": "party_body"} | D3 | B, "agency name led total", [(PUBLICITY, PUBLICITY_NAME, 2, 3)]),
    ("agency/by_kind", {"group": "armed_forces"}, "agency", []),
    # 持续落实各项工作 is a goal and does not count
    ("agency/wording", _agency(FDA), "strength word tasks as_lead as_participant as_shared of_tasks of_lead_tasks task_ids", [
        ("firm", "严格", 1, 1, 0, 0, 4, 4, [T[1]]), ("plain", "主动", 1, 1, 0, 0, 4, 4, [T[3]]),
        ("plain", None, 1, 1, 0, 0, 4, 4, [T[4]]), ("soft", "鼓励", 1, 1, 0, 0, 4, 4, [T[2]])]),
    ("agency/wording", _agency(GROUP_ID), "strength word tasks", [("firm", "全面", 1), ("plain", None, 2), ("soft", "探索", 1)]),
    ("agency/wording", _agency("moa"), "tasks as_lead as_participant as_shared of_lead_tasks", [(2, 0, 2, 0, 0)]),
    ("agency/firmness", D3, "agency firm soft plain of_tasks firm_as_lead soft_as_lead plain_as_lead of_lead_tasks measures", [
        (FDA, 1, 1, 2, 4, 1, 1, 2, 4, 1), (PUBLICITY, 1, 1, 2, 4, 0, 0, 0, 0, 1), (COMPANY, 1, 1, 2, 4, 0, 0, 0, 0, 1),
        (GROUP_ID, 1, 1, 2, 4, 1, 1, 2, 4, 1)]),
    ("agency/firmness", D1 | B, "agency plain of_lead_tasks", [
        ("cfda", 2, 2), ("moa", 2, 0), ("nhfpc", 2, 0), ("aqsiq", 1, 0), ("miit", 1, 1)]),
    ("agency/list", {"words": "质量", "day": "2000-05-01"}, "agency", [(GROUP_ID,), ("tqs",)]),
    ("agency/list", {"words": "质量", "day": "2001-05-01"}, "agency measures", [("aqsiq", 2), (GROUP_ID, 1), ("tqs", 0)]),
    ("agency/list", {"words": "质量", "day": "2018-03-17"}, "agency", [(GROUP_ID,)]),  # the day belongs to the new body
    ("agency/list", {"kind": "议事协调机构"}, "agency kinds level jurisdiction collective origin", [
        (GROUP_ID, ["议事协调机构"], "province", "42", False, "document")]),
    ("agency/list", {"level": "county"}, "agency name", [(GOVERNMENTS, "各市、县政府")]),
    ("document/deadlines", D3, "due due_from due_kind deadline place measure notation task text", [
        ("2016-03-31", None, "due", MARCH, "in_text", None, None, f"{THIRD}/c2", REPORT),
        ("2016-06-30", None, "due", JUNE, "in_text", W[1], None, T[1], LICENSE),
        ("2016-12-31", "2016-03-01", "period", WHOLE, "in_notation", W[1], 1, None, N1)]),
    ("document/deadlines", D3 | {"before": "2016-06-30"}, "due leads participants actors agencies", [
        ("2016-03-31", [], [], ["各市县政府"], [GOVERNMENTS]),
        ("2016-06-30", ["省食品药品监管局"], ["省委宣传部", "省乳业公司"], [], PARTIES)]),
    ("document/deadlines", D3 | {"after": "2016-06-30"}, "due", [("2016-06-30",), ("2016-12-31",)]),
    ("document/deadlines", D3 | {"before": "2016-12-30", "after": "2016-07-01"}, "due", []),
    ("document/deadlines", D3 | {"due_kind": "period"}, "due", [("2016-12-31",)]),
    ("document/deadlines", {"agency": GOVERNMENTS}, "due document", [("2016-03-31", THIRD)]),
    ("document/deadlines", D3 | {"agency": PUBLICITY, "before": "2016-06-30"}, "task", [(T[1],)]),
    # a limit without a meaning yet comes last, and not at all if a day is given
    ("document/deadlines", {"agency": "depts"}, "due deadline measure notation participants", [
        (None, "2014年底前", M[3], 2, ["国务院有关部门"])]),
    ("document/deadlines", {"agency": "depts", "before": "2020-01-01"}, "due", []),
    ("document/named", {}, "document named_document law title named_number loaded action as_named", [
        (FIRST, None, "outline", "质量发展纲要", None, False, "贯彻实施", "质量发展纲要"),
        (SECOND, FIRST, None, FIRST_TITLE, FIRST, True, "贯彻实施", FIRST),
        (THIRD, "title:面包规划", None, "面包规划", None, False, "制定", "面包规划")]),
    ("document/named", D3, "measure number stage rule quote", [(W[2], "（二）", "drafting", "names", STANDARD)]),
    ("document/named", {"document": SECOND, "action": "贯彻实施"}, "named_document", [(FIRST,)]),
    ("document/implements", D3, "law named_document title kind named_number as_named quote", [
        (None, FIRST, FIRST_TITLE, "行动计划", FIRST, FIRST, IMPLEMENTS),
        ("dairy_law", None, "乳品条例", "regulation", "国务院令第536号", "乳品条例", IMPLEMENTS)]),
    ("document/implements", D1, "law", []),
    ("document/implementing", {"law": "dairy_law"}, "document document_title issuer issued year measures law title", [
        (THIRD, THIRD_TITLE, "湖北省人民政府办公厅", "2016-01-05", 2016, 3, "dairy_law", "乳品条例")]),
    ("document/implementing", {"of_document": FIRST}, "document named_document quote", [(THIRD, FIRST, IMPLEMENTS)]),
    ("document/implementing", {}, "law named_document", [(None, FIRST), ("dairy_law", None)]),
    ("document/implementing", {"law": "food_law"}, "document", []),
    ("document/chain", D3, "relation steps law named_document year route document", [
        ("implements", 1, "dairy_law", None, 2008, [THIRD_TITLE, "乳品条例"], THIRD),
        ("implements", 1, None, FIRST, 2014, [THIRD_TITLE, FIRST_TITLE], THIRD)]),
    ("document/chain", D1, "relation named_document title quote", [("implemented_by", THIRD, THIRD_TITLE, IMPLEMENTS)]),
    ("document/lead_matrix", D1, f"lead participant measures {LEADS} numbers leads led total", [
        ("aqsiq", "depts", 1, 1, 0, 0, 0, 0, 0, ["（三）"], 1, 2, 3), ("aqsiq", "moa", 1, 1, 0, 0, 0, 0, 0, ["（三）"], 1, 2, 3),
        ("cfda", "moa", 1, 0, 1, 0, 0, 0, 0, ["（一）"], 1, 2, 3), ("cfda", "nhfpc", 1, 0, 1, 0, 0, 0, 0, ["（一）"], 1, 2, 3)]),
    ("document/lead_matrix", D1 | B | {"collectives": False}, "lead participant lead_broad measure_ids led", [
        ("aqsiq", "moa", 0, [M[3]], 3), ("cfda", "moa", 0, [M[1]], 3), ("cfda", "nhfpc", 0, [M[1]], 3), ("miit", "aqsiq", 1, [M[2]], 3)]),
    ("document/section_roles", D3, f"number measures with_lead {LEADS} without_lead without_notation open_lists agencies", [
        ("一、", 2, 2, 1, 0, 1, 0, 0, 0, 0, 0, 1, 4), ("二、", 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2)]),
    ("document/section_roles", {"document": SECOND}, "section measures with_lead without_lead without_notation", [(None, 2, 1, 1, 1)]),
    # 3 + 2 + 3 parties over three measures, the ministry of agriculture counted once in each
    ("document/dispersion", D1, f"year documents measures with_notation parties parties_most parties_per_100 with_lead {LEADS}", [
        (2014, 1, 3, 3, 8, 3, 267, 2, 1, 1, 0, 0, 0, 0)]),
    ("document/dispersion", D1 | B, "with_lead lead_broad without_lead without_lead_percent", [(3, 1, 0, 0)]),
    ("document/dispersion", {}, "year level measures with_notation without_lead without_lead_percent open_lists open_percent", [
        (2014, None, 3, 3, 1, 33, 1, 33), (2015, None, 2, 1, 0, 0, 0, 0), (2016, "province", 3, 3, 1, 33, 1, 33)]),
    ("document/local_duties", D3, "place agency as_named task measure text role basis due reports quote", [
        ("notation", GOVERNMENTS, "各市县政府", None, W[3], "压实责任", "shared", "no_lead_named", None, [], BY_ALL),
        ("closing", GOVERNMENTS, "各市、县人民政府", f"{THIRD}/c1", None, PLANS, None, None, None, [], PLANS),
        ("closing", GOVERNMENTS, "各市、县人民政府", f"{THIRD}/c2", None, REPORT, None, None, "2016-03-31", [REPORT], PLANS)]),
    ("document/local_duties", D1, "place agency text", [("closing", "provinces", "各省级人民政府要抓好落实")]),
    ("document/company_duties", D3, "task form text leads participants agencies", [
        (T[2], "caused", TRACE, ["省食品药品监管局"], ["省委宣传部", "省乳业公司"], PARTIES),
        (T[3], "subject", RECALL, ["省食品药品监管局"], ["省委宣传部", "省乳业公司"], PARTIES),
        (T[4], "responsibility", DUTY, ["省食品药品监管局"], ["省委宣传部", "省乳业公司"], PARTIES)]),
    ("document/company_duties", {"form": "subject"}, "task", [(T[3],)]),
    ("document/company_duties", {"actor": "学校"}, "task", []),
    ("measure/open_lists", D3, "measure notation parties agencies names quote of_notations", [
        (W[1], 1, 3, PARTIES, [FDA_NAME, PUBLICITY_NAME, COMPANY_NAME], N1, 3)]),
    ("measure/open_lists", {}, "measure notation of_notations", [(M[3], 2, 8), (W[1], 1, 8)]),
    ("measure/without_lead", D3, "measure bases total", [(W[3], ["no_lead_named"], 3)]),
    ("measure/heirs", {"measure": M[1]}, "agency role basis heir main_line steps routes scopes", [
        ("cfda", "lead", "first_listed", "samr", True, 1, [f"{NAME['cfda']} → {NAME['samr']}"], [""]),
        ("cfda", "lead", "first_listed", "nmpa", False, 1, [f"{NAME['cfda']} → {NAME['nmpa']}（药品监管）"], ["药品监管"]),
        ("moa", "participant", "first_listed", None, False, None, [], []),
        ("nhfpc", "participant", "first_listed", None, False, None, [], [])]),
    ("measure/heirs", {"measure": M[2]} | B, "agency role heir heir_name steps", [
        ("miit", "lead", "miit", NAME["miit"], 0), ("aqsiq", "participant", "samr", NAME["samr"], 1),
        ("aqsiq", "participant", "customs", NAME["customs"], 1)]),
    ("measure/local_bodies", {"measure": M[1]}, "agency role basis central steps scopes local relation jurisdiction", [
        ("cfda", "lead", "first_listed", "cfda", 0, [""], FDA, "counterpart", "42")]),
    # the inspection work of aqsiq went to customs, and customs has a branch
    ("measure/local_bodies", {"measure": M[2]}, "agency central steps scopes local relation", [
        ("aqsiq", "customs", 1, ["出入境检验检疫"], CUSTOMS, "branch")]),
    ("measure/local_bodies", {"measure": M[2], "place": "33"}, "local", []),
    ("measure/joint_bodies", {}, "place agency hosts measure task leads role basis quote", [
        ("as_party", GROUP_ID, [FDA_NAME], W[2], None, ["省质量领导小组"], "lead", "sole", BY_THE_GROUP),
        ("named", None, [], W[2], T[5], ["省质量领导小组"], None, None, GROUP)]),
    ("task/search", {"verb": "修订"}, "task modifier leads participants", [
        (f"{FIRST}/t2", None, ["食品药品监管总局"], ["农业部", "卫生计生委"]), (T[7], "全面", ["省质量领导小组"], [])]),
    ("task/search", {"agency": GOVERNMENTS}, "task kind actors sharing due", [
        (T[9], "goal", [], ["省食品药品监管局", "各市县政府"], None), (f"{THIRD}/c1", "action", ["各市县政府"], [], None),
        (f"{THIRD}/c2", "action", ["各市县政府"], [], "2016-03-31")]),
    ("task/search", {"agency": FDA, "role": "lead"}, "task", [(T[1],), (T[2],), (T[3],), (T[4],)]),
    ("task/search", {"agency": "miit", "role": "lead"}, "task", []),
    ("task/search", {"agency": "miit", "role": "lead"} | B, "task leads", [(f"{FIRST}/t3", ["工业和信息化部"])]),
    ("task/search", {"object": "infant_formula", "words": "许可"}, "task deadline", [(T[1], JUNE)]),
    ("task/search", {"task_kind": "goal"}, "task", [(T[9],)]),
    ("object/measures", {"object": "infant_formula"}, "year document measure task as_named", [
        (2014, FIRST, M[1], None, "婴幼儿配方乳粉"), (2014, FIRST, M[1], f"{FIRST}/t1", "婴幼儿配方乳粉"),
        (2016, THIRD, W[1], T[1], "婴幼儿配方乳粉")]),
    ("object/measures", {"object": "dairy"}, "measure task as_named", [(W[2], T[6], "乳粉")]),
    ("object/measures", {"object": "bread", "narrower": True}, "measure", []),
    ("object/measures", {"object": "dairy", "narrower": True} | D3, "object name quote", [
        ("infant_formula", "婴幼儿配方乳粉", LICENSE), ("dairy", "乳制品", PROGRAMME)]),
    ("object/list", {"kind": "product"}, "object subkind measures", [("infant_formula", None, 2), ("dairy", "food", 1)]),
    ("object/over_years", {"object": "infant_formula"}, "year measure leads lead_bases participants sharing parties open_list quote", [
        (2014, M[1], ["食品药品监管总局"], ["first_listed"], ["农业部", "卫生计生委"], [], 3, False, "加强婴幼儿配方乳粉监管"),
        (2016, W[1], ["省食品药品监管局"], ["explicit"], ["省委宣传部", "省乳业公司"], [], 3, True, LICENSE)]),
    ("object/over_years", {"object": "elevator"} | B, "lead_ids lead_bases participant_ids sharing_ids", [
        (["miit"], ["first_listed_broad"], ["aqsiq"], [])]),
    ("object/without_lead", {}, "object kind parties agencies names tasks led_objects total_objects", [
        ("elevator", "facility", 2, ["miit", "aqsiq"], [NAME["miit"], NAME["aqsiq"]], [f"{FIRST}/t3"], 1, 2)]),
    ("object/without_lead", B, "object", []),
    ("object/without_lead", {"least": 3}, "object", []),
    ("object/without_lead", {"kind": "product"}, "object", []),
    ("object/detail", {"object": "dairy"}, "name kind subkind names broader narrower codes measures note origin", [
        ("乳制品", "product", "food", ["乳制品", "奶制品"], [], ["婴幼儿配方乳粉"], ["C144 乳制品制造"], 1, "含乳粉", "registry")]),
    ("object/detail", {"object": "infant_formula"}, "broader measures", [(["乳制品"], 2)]),
    ("law/list", {"words": "乳品"}, "law title kind issuer number first_year status planned named_by origin", [
        ("dairy_law", "乳品条例", "regulation", "国务院", "国务院令第536号", 2008, "现行（截至2024年）", False, 2, "registry")]),
    ("law/list", {"planned": True}, "law kind named_by", [("law:面包标准", "standard", 1)]),
    ("law/list", {"law_kind": "plan"}, "law revisions", [("outline", None)]),
    ("law/detail", {"law": "dairy_law"}, "names revisions source named_by", [
        (["乳品条例"], ["2010修订", "2016-01-01修订", "2016-09-01修正", "2019修正"], "公报", 2)]),
    ("law/measures", {"law": "dairy_law"}, "year measure action stage leads lead_bases agencies quote", [
        (2016, W[2], "修订", "do", ["省质量领导小组"], ["sole"], [GROUP_ID], REVISE_DAIRY)]),
    ("law/measures", {"law": "equipment_law"} | B, "measure leads lead_bases participants sharing", [
        (M[2], ["工业和信息化部"], ["first_listed_broad"], ["质检总局"], [])]),
    ("law/measures", {"law": "outline"}, "document measure measure_title leads", [(FIRST, None, None, [])]),
    # of the versions of 2016 only that of September is later than the plan of January
    ("law/planned", {}, "law action outcome later first_year issued measure", [
        ("food_law", "修订", "none_known", [], None, "2014-05-01", M[1]),
        ("dairy_law", "修订", "revised", ["2016-09-01修正", "2019修正"], 2008, "2016-01-05", W[2]),
        ("law:面包标准", "制定", "none_known", [], None, "2016-01-05", W[2]),
        (None, "制定", "none_known", [], None, "2016-01-05", W[2])]),
    ("law/planned", {"outcome": "revised"}, "law status source quote", [("dairy_law", "现行（截至2024年）", "公报", REVISE_DAIRY)]),
    ("law/planned", {"action": "制定"} | D3, "law named_document as_named quote", [
        ("law:面包标准", None, "面包标准", STANDARD), (None, "title:面包规划", "面包规划", STANDARD)]),
    ("law/by_action", {"stage": "drafting"} | D3, "law title action", [
        ("law:面包标准", "面包标准", "制定"), (None, "面包规划", "制定")]),
    ("programme/list", {}, "programme name kind quoted measures documents numbers", [
        ("programme:放心乳粉", "放心乳粉", "工程", True, 1, 1, ["（二）"])]),
    ("programme/list", {"words": "大赛"}, "programme", []),
    ("programme/measures", {"programme": "放心乳粉"}, "year measure task as_named leads lead_bases quote", [
        (2016, W[2], T[6], "放心乳粉", ["省质量领导小组"], ["sole"], PROGRAMME)]),
    ("instrument/list", {}, "instrument english rothwell_zegveld hood tasks measures of_tasks of_measures", [
        ("inspection", None, None, None, 1, 1, 12, 5), ("licence", "licensing", "环境型", "authority", 1, 1, 12, 5)]),
    ("instrument/sections", D3, "number title instrument tasks measures of_tasks", [("一、", "突出重点", "licence", 1, 1, 8)]),
    ("instrument/tasks", {"instrument": "准入许可"}, "task measure verb as_named leads quote", [
        (T[1], W[1], "严格", "许可", ["省食品药品监管局"], LICENSE)]),
    ("issue/by_kind", {}, "kind severity issues documents of_documents document_ids", [
        ("shared_out_of_order", "warning", 1, 1, 3, [FIRST]), ("unknown_agency", "info", 1, 1, 3, [FIRST]),
        ("unknown_agency", "warning", 1, 1, 3, [THIRD])]),
    ("issue/by_kind", {"severity": "info"}, "kind", [("unknown_agency",)]),
    ("about/version", {}, "documents nodes edges issues rules registry finished", [(3, 3, 3, 3, ["7"], "r9", "2026-01-03T00:00:00Z")]),
    ("reform/events", {"agency": "aqsiq"}, "event round kind year day ended created moved_from agencies source", [
        ("reform-2001", "2001改革", "merge", 2001, "2001-04-10", ["国家质量技术监督局"], [NAME["aqsiq"]], ["农业部"],
         ["moa", "tqs", "aqsiq"], NOTICE)]),
    ("reform/events", {"year": 2013}, "event name ended", [("reform-2013", "2013年机构改革", [])]),
    ("agency/detail", _agency("sac"), "english source", [("SAC", "三定")]),
    ("agency/detail", _agency("tqs"), "note valid_to", [("前身", "2001")]),
    ("agency/detail", _agency(FDA), "jurisdiction", [("42",)]),
    ("measure/tasks", {"measure": W[2]}, "task verb modifier", [
        (T[5], "发挥", None), (T[6], "实施", None), (T[7], "修订", "全面"), (T[8], "制定", "探索")]),
    ("measure/parties", {"measure": W[1]}, "agency scope open_list", [
        (FDA, None, True), (PUBLICITY, None, True), (COMPANY, "生产环节", True)]),
    ("document/task_table", D1 | {"agency": "moa"}, "measure lead_bases", [(M[1], ["first_listed"]), (M[3], ["explicit"])]),
    ("document/task_table", D1 | {"agency": "aqsiq", "role": "lead"}, "measure", [(M[3],)]),
    ("document/task_table", D1 | {"agency": "miit", "role": "lead"}, "measure", []),
    ("document/task_table", D1 | {"agency": "miit", "role": "lead"} | B, "measure lead_bases", [(M[2], ["first_listed_broad"])]),
    ("document/task_table", D1 | {"role": "shared"}, "measure", [(M[2],)]),
    ("document/task_table", D1 | {"section": f"{FIRST}/s2"}, "measure", [(M[3],)]),
    ("document/task_table", D1 | {"section": f"{FIRST}二、"}, "measure", [(M[3],)]),
    ("document/task_table", D1 | {"object": "elevator"}, "measure", [(M[2],)]),
    ("document/task_table", D1 | {"law": "food_law"}, "measure", [(M[1],)]),
    ("document/task_table", D3 | {"words": "面包"}, "measure", [(W[2],)]),
    ("document/task_table", D3 | {"words": "面包", "agency": FDA}, "measure", []),
    ("document/list", {}, "document number title issuer issued year kind", [
        (THIRD, THIRD, "湖北省人民政府办公厅关于印发测试实施方案的通知", "湖北省人民政府办公厅", "2016-01-05", 2016, "实施方案"),
        (SECOND, SECOND, "关于印发测试工作要点的通知", None, "2015-03-01", 2015, "工作要点"),
        (FIRST, FIRST, "国务院办公厅关于印发测试行动计划的通知", "国务院办公厅", "2014-05-01", 2014, "行动计划")]),
    ("document/list", {"words": "鄂政"}, "document", [(THIRD,)]),
    ("document/list", {"words": "测试", "year": 2015}, "document", [(SECOND,)]),
    ("document/outline", D3, "depth section measure ordinal number title", [
        (0, f"{THIRD}/s1", None, 1, "一、", "突出重点"), (1, None, W[1], 1, "（一）", "严格乳粉监管"),
        (1, None, W[2], 2, "（二）", "发挥统筹作用"), (0, f"{THIRD}/s2", None, 2, "二、", "加强保障"),
        (1, None, W[3], 3, "（三）", "压实责任")]),
    ("document/topics", D3, "object law name kind measures", [
        ("dairy", None, "乳制品", "product", 1), (None, "dairy_law", "乳品条例", "regulation", 1),
        ("infant_formula", None, "婴幼儿配方乳粉", "product", 1), (None, "law:面包标准", "面包标准", "standard", 1)]),
    ("document/mentions", D3, "role agency object law named_document instrument programme as_named measure", [
        (None, "42:office:province", None, None, None, None, None, "湖北省人民政府办公厅", None),
        (None, None, None, None, FIRST, None, None, "测办发〔2014〕1号", None),
        (None, None, None, "dairy_law", None, None, None, "乳品条例", None),
        (None, None, "infant_formula", None, None, None, None, "婴幼儿配方乳粉", W[1]),
        (None, None, None, None, None, "licence", None, "许可", W[1]),
        ("lead", FDA, None, None, None, None, None, "省食品药品监管局", W[1]),
        ("participant", PUBLICITY, None, None, None, None, None, "省委宣传部", W[1]),
        ("participant", COMPANY, None, None, None, None, None, "省乳业公司", W[1]),
        (None, None, None, None, None, None, "programme:放心乳粉", "放心乳粉", W[2]),
        (None, None, "dairy", None, None, None, None, "乳粉", W[2]),
        (None, None, None, "dairy_law", None, None, None, "乳品条例", W[2]),
        (None, None, None, "law:面包标准", None, None, None, "面包标准", W[2]),
        (None, None, None, None, "title:面包规划", None, None, "面包规划", W[2]),
        ("lead", "42:质量领导小组", None, None, None, None, None, "省质量领导小组", W[2]),
        ("shared", FDA, None, None, None, None, None, "省食品药品监管局", W[3]),
        ("shared", "42:governments", None, None, None, None, None, "各市县政府", W[3]),
        (None, "42:governments", None, None, None, None, None, "各市、县人民政府", None),
        (None, "42:governments", None, None, None, None, None, "各市、县人民政府", None)]),
    ("document/mentions", D1 | B, "role agency as_named rule", [
            (None, None, "质量发展纲要", "law"), (None, None, "婴幼儿配方乳粉", "object"),
            (None, None, "婴幼儿配方乳粉", "object"), (None, None, "监督抽查", "instrument"),
            (None, None, "食品安全法", "law"), ("lead", "cfda", "食品药品监管总局", "list"),
            ("participant", "moa", "农业部", "list"), ("participant", "nhfpc", "卫生计生委", "list"),
            (None, None, "电梯", "object"), (None, None, "特种设备安全法", "law"),
            ("lead", "miit", "工业和信息化部", "list"), ("participant", "aqsiq", "质检总局", "list"),
            ("lead", "aqsiq", "质检总局", "list"), ("participant", "moa", "农业部", "list"),
            ("lead", "aqsiq", "质检总局", "list"), ("participant", "depts", "国务院有关部门", "list"),
            (None, "provinces", "各省级人民政府", "closing")]),
    ("issue/list", {}, "issue document ordinal kind severity number suggestion", [
        (f"{FIRST}/i1", FIRST, 1, "shared_out_of_order", "warning", "（二）", None),
        (f"{FIRST}/i2", FIRST, 2, "unknown_agency", "info", "（三）", None),
        (f"{THIRD}/i1", THIRD, 1, "unknown_agency", "warning", "（一）", "登记册中没有")]),
    ("issue/list", {"issue_kind": "unknown_agency", "severity": "warning"}, "issue", [(f"{THIRD}/i1",)]),
    ("issue/list", D1 | {"severity": "info"}, "issue", [(f"{FIRST}/i2",)]),
]  # fmt: skip
