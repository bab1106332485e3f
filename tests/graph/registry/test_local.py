"""Local bodies: the place of a document, and what names mean there."""

from __future__ import annotations

from datetime import date

import pytest

from graph.registry import Place, Resolution, registry

KNOWN = registry()
DAY = date(2021, 6, 1)


def place(code: str) -> Place:
    found = KNOWN.places.get(code)
    assert found is not None
    return found


def resolve(name: str, code: str, day: date = DAY) -> Resolution:
    return KNOWN.resolve(name, day, place(code))


def ids(*names: str, code: str, day: date = DAY) -> list[str]:
    answers = [resolve(name, code, day).agency for name in names]
    return [agency.id if agency else "" for agency in answers]


# ---- places ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("issuer", "number", "code"),
    [
        ("重庆市人民政府", "渝府发〔2019〕17号", "50"),
        ("", "渝府发〔2019〕17号", "50"),
        ("省农业农村厅", "鄂农发〔2021〕43号", "42"),
        ("", "鄂农发[2021]43号", "42"),
        ("", "浙政发〔2025〕10号", "33"),
        ("", "桂政办发〔2021〕106号", "45"),
        ("广西壮族自治区人民政府办公厅", None, "45"),
        ("中共四川省委办公厅", None, "51"),
        ("张掖市人民政府办公室", "张政办发〔2011〕187号", "6207"),
        ("杭州市西湖区人民政府", None, "330106"),
        ("凉山州人民政府", None, "5134"),
        ("吉林市人民政府", None, "2202"),
        ("吉林省人民政府", None, "22"),
        ("襄樊市人民政府", None, "4206"),
        ("新疆生产建设兵团", None, "6590"),
        ("南京市人民政府办公厅", "宁政办发〔2022〕52号", "3201"),
        ("宁夏回族自治区人民政府", "宁政发〔2014〕3号", "64"),
    ],
)
def test_place_of_a_document(issuer: str, number: str | None, code: str) -> None:
    found = KNOWN.place_of(issuer, number)
    assert found is not None and found.code == code


@pytest.mark.parametrize(
    ("issuer", "number"),
    [
        ("国务院办公厅", "国办发〔2014〕18号"),
        ("质检总局", "国质检质〔2014〕1号"),
        ("农业部", "农质发〔2014〕1号"),
        ("新闻出版广电总局", "新广出发〔2014〕3号"),
        ("", "宁政发〔2014〕3号"),  # Ningxia and Nanjing
        ("", "汕府〔2014〕3号"),  # Shantou and Shanwei
        ("西湖区人民政府", None),  # Hangzhou and Nanchang
        ("", ""),
        ("", None),
    ],
)
def test_no_place_or_no_saying_which(issuer: str, number: str | None) -> None:
    assert KNOWN.place_of(issuer, number) is None


def test_a_number_tells_counties_of_one_name_apart() -> None:
    found = KNOWN.place_of("西湖区人民政府", "浙西政〔2020〕1号")
    assert found is not None and found.code == "330106"


# ---- levels ----------------------------------------------------------------------------------------------------


def test_bare_words_of_level_mean_the_document_s_place() -> None:
    assert ids("省教育厅", code="42") == ["42:education:province"]
    assert ids("市教委", code="50") == ["50:education:province"]
    assert ids("市教育局", "省教育厅", code="5101") == ["5101:education:city", "51:education:province"]
    assert ids("县发改局", "市发展改革委", "省发展改革委", code="610921") == [
        "610921:planning:county",
        "6109:planning:city",
        "61:planning:province",
    ]
    assert ids("自治区发展改革委", "自治区党委宣传部", code="15") == [
        "15:planning:province",
        "15:party_publicity:province",
    ]
    assert ids("兵团财政局", code="6590") == ["6590:finance:province"]


def test_lower_levels_are_generic_there() -> None:
    agency = resolve("市农业农村局", "42").agency
    assert agency is not None
    assert (agency.id, agency.collective, agency.level) == ("42:rural:city", True, "city")


def test_a_place_in_the_name_wins() -> None:
    assert ids("杭州市政府", "浙江省财政厅", "四川省财政厅", code="33") == [
        "3301:government:city",
        "33:finance:province",
        "51:finance:province",
    ]
    agency = KNOWN.resolve("四川省财政厅", DAY).agency
    assert agency is not None and agency.id == "51:finance:province"


def test_a_place_alone_is_its_government() -> None:
    assert ids("武汉市", "武汉市人民政府", "武汉市政府", code="42") == ["4201:government:city"] * 3


def test_bare_local_forms_are_the_place_s_own() -> None:
    assert ids("财政厅", "统计局", "国资委", "组织部", code="42") == [
        "42:finance:province",
        "42:statistics:province",
        "42:sasac:province",
        "42:party_org:province",
    ]


def test_names_that_cannot_be_local_stay_central() -> None:
    assert ids("国家发展改革委", "海关总署", "公安部", "人民银行", "中央组织部", "证监会", code="42") == [
        *("ndrc", "gacc", "mps", "pboc", "cod", "csrc")
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("省发改委", "省发展改革委", "省发展和改革委员会", "湖北省发展和改革委员会"),
        ("省人社厅", "省人力资源社会保障厅", "省人力资源和社会保障厅", "省人力社保厅"),
        ("省卫健委", "省卫生健康委", "省卫生健康委员会"),
        ("省市场监管局", "省市场监督管理局"),
        ("省住建厅", "省住房和城乡建设厅", "省住房城乡建设厅"),
        ("省国资委", "省政府国资委"),
        ("省委网信办", "省网信办"),
        ("团省委", "共青团省委"),
        ("省知识产权局", "省知识产权局（省专利局）"),
    ],
)
def test_one_local_body_by_several_names(names: tuple[str, ...]) -> None:
    assert len(set(ids(*names, code="42"))) == 1
    assert "" not in ids(*names, code="42")


def test_stems_that_begin_with_a_word_of_level() -> None:
    assert ids("市市场监管局", "市场监管局", code="5101") == ["5101:market:city"] * 2
    assert ids("市民政局", code="5101") == ["5101:civil_affairs:city"]
    assert ids("市政务服务局", "市政务服务和数据管理局", code="5101") == ["5101:government_services:city"] * 2
    assert ids("市政协办公室", code="5101") == ["5101:cppcc:city"]


def test_body_of_several_functions_has_several_counterparts() -> None:
    answer = resolve("县教体科技局", "610921")
    assert answer.function == "education_sport+science"
    assert answer.counterparts == ("moe", "gas_sport", "most")


def test_body_that_the_tables_do_not_know_keeps_its_name() -> None:
    agency = resolve("省农业担保公司", "42").agency
    assert agency is not None
    assert (agency.id, agency.name) == ("42:农业担保公司", "湖北省农业担保公司")
    assert ids("宏泰集团", code="42") == ["42:宏泰集团"]


def test_without_a_place_the_name_is_the_identity() -> None:
    for name in ("省农业农村厅", "市市场监管局", "教育局"):
        agency = KNOWN.resolve(name, DAY).agency
        assert agency is not None
        assert (agency.id, agency.jurisdiction) == (f"local:{name}", "")


@pytest.mark.parametrize("name", ["国家某某局", "中央某某办", "省农业农村厅、财政厅", "质量"])
def test_no_local_body(name: str) -> None:
    assert resolve(name, "42").agency is None


def test_names_shown() -> None:
    shown = {
        "省人社厅": "湖北省人力资源社会保障厅",
        "省委组织部": "湖北省委组织部",
        "组织部": "湖北省委组织部",
        "团省委": "共青团湖北省委",
        "省政府办公厅": "湖北省人民政府办公厅",
        "湖北银保监局": "湖北银保监局",
        "人行武汉分行": "人民银行武汉分行",
    }
    for name, title in shown.items():
        agency = resolve(name, "42").agency
        assert agency is not None and agency.name == title
    party = resolve("自治区党委宣传部", "15").agency
    assert party is not None and party.name == "内蒙古自治区党委宣传部"


# ---- counterparts and branches ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "day", "counterparts", "lagged"),
    [
        ("省质监局", date(2014, 4, 21), ("aqsiq",), False),
        ("省质监局", date(2018, 12, 1), ("samr",), True),
        ("省农业厅", date(2017, 1, 1), ("moa",), False),
        ("省农业农村厅", date(2021, 1, 1), ("mara",), False),
        ("省卫生厅", date(2013, 9, 1), ("nhfpc",), True),
        ("省民宗委", date(2014, 1, 1), ("neac", "sara"), False),
        ("省市场监管局", date(2017, 1, 1), ("saic", "aqsiq", "cfda"), False),
        ("省市场监管局", date(2021, 1, 1), ("samr",), False),
        ("省大数据局", date(2020, 1, 1), (), False),
        ("省数据局", date(2024, 1, 1), ("nda",), False),
        ("省金融办", date(2015, 1, 1), (), False),
        ("省政务服务局", date(2021, 1, 1), (), False),
    ],
)
def test_counterparts_by_day(name: str, day: date, counterparts: tuple[str, ...], lagged: bool) -> None:
    answer = resolve(name, "42", day)
    assert (answer.how, answer.counterparts, answer.lagged) == ("local", counterparts, lagged)
    assert all(KNOWN.agency(id_) for id_ in counterparts)


@pytest.mark.parametrize(
    ("name", "id_", "host"),
    [
        ("武汉海关", "4201:customs:city", "gacc"),
        ("湖北银保监局", "42:bank_insurance_branch:province", "cbirc"),
        ("湖北证监局", "42:securities_branch:province", "csrc"),
        ("人行武汉分行", "4201:central_bank_branch:city", "pboc"),
        ("中国人民银行武汉分行", "4201:central_bank_branch:city", "pboc"),
        ("国家税务总局湖北省税务局", "42:tax:province", "sta"),
        ("省税务局", "42:tax:province", "sta"),
        ("国家统计局湖北调查总队", "42:survey_team:province", "nbs"),
        ("海关总署广东分署", "44:customs:province", "gacc"),
        ("省气象局", "42:meteorology:province", "cma"),
        ("国网湖北电力", "42:power_company:province", "sgcc"),
        ("民航中南管理局", "local:民航中南管理局", "caac"),
        ("满洲里海关", "42:满洲里海关", "gacc"),
    ],
)
def test_branches_have_a_host_and_no_counterpart(name: str, id_: str, host: str) -> None:
    answer = resolve(name, "42")
    assert answer.agency is not None
    assert (answer.agency.id, answer.branch_of, answer.counterparts) == (id_, (host,), ())


def test_every_function_points_at_bodies_of_the_registry() -> None:
    for function in KNOWN.functions.by_id.values():
        spells = (*function.counterparts, *function.branch_of)
        assert all(KNOWN.agency(spell.split(":")[0]) for spell in spells), function


def test_counterparts_exist_on_the_day() -> None:
    for day in (date(2012, 1, 1), date(2014, 4, 21), date(2019, 1, 1), date(2024, 1, 1)):
        for function in KNOWN.functions.by_id.values():
            for id_ in (*function.central(day.isoformat()), *function.hosts(day.isoformat())):
                agency = KNOWN.agency(id_)
                assert agency is not None and agency.existed(day.isoformat()), (function.id, id_, day)
