"""Notations generated from the tables and read back; and changes of print that must not change the reading."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from graph.registry import registry
from loaders.notation.document import document_rules
from loaders.notation.duties import Duty, duty_of
from tests.loaders.test_notation_variants import LETTERS, ROWS, found, reading

CENTRAL = sorted(a.short for a in registry().agencies.values() if not a.collective and a.short and "（" not in a.short)
LOCAL = ["省农业农村厅", "市财政局", "省委组织部", "市商务委", "区卫生健康委", "县民政局", "市大数据中心", "团省委", "省残联",
         "市中级人民法院", "武汉海关", "湖北银保监局", "省电力公司", "市城投集团", "省科学院", "县政务服务局"]  # fmt: skip
CLASSES = ["国务院有关部门", "各有关部门", "各省级人民政府", "各市、州、县人民政府", "各县（市、区）人民政府", "各地区", "有关部门和单位",
           "各盟行政公署、市人民政府", "各金融机构", "市直有关部门"]  # fmt: skip
LEADS = ["牵头", "牵头负责", "共同牵头", "牵头组织实施", "分别牵头", "总牵头"]
PARTS = ["参加", "参与", "配合", "协助", "支持", "密切配合", "参与配合"]
GUIDES = ["指导", "督导", "业务指导", "督促指导"]
DIVIDES = ["按职责分工负责", "按照职责分工分别负责", "分别负责", "按各自职责负责", "按职责分工落实", "依职责分工负责", "分工负责", "按职能分工抓好落实",
           "各负其责", "按职责分工"]  # fmt: skip
DOES = ["负责", "具体负责", "负责落实", "组织实施", "抓好落实", "负责组织实施", "结合实际落实", "共同负责"]
LEAD_LABELS = ["牵头单位", "牵头部门", "主办单位", "牵头责任单位", "第一责任单位", "牵头处室", "主责单位"]
PART_LABELS = ["配合单位", "参与部门", "参加单位", "协办单位", "协同单位", "其他责任单位"]
DO_LABELS = ["责任单位", "责任部门", "负责单位", "责任主体", "具体责任单位", "落实单位"]
OPENINGS = ["", "等", "等部门", "等有关部门", "等单位", "等部门和单位", "等国务院有关部门"]
RULES = [
    "列第一位者为牵头部门，下同",
    "排在第一位的为牵头单位，下同",
    "排名第一的为牵头单位",
    "列首位的单位为牵头单位，其他为配合单位，下同",
]
BRACKETS = ["（）", "〔〕", "【】", "()"]
NAMES = st.sampled_from(CENTRAL + LOCAL)
LISTS = st.lists(NAMES, min_size=1, max_size=6, unique=True)
BRACKET = st.sampled_from(BRACKETS)


def apart(*lists: list[str]) -> list[list[str]]:
    """The lists without names that an earlier one has."""
    seen: set[str] = set()
    out = []
    for names in lists:
        out.append([n for n in names if n not in seen])
        seen.update(names)
    return out


@dataclass
class Printed:
    """A notation as printed, with what it should say."""

    text: str
    letters: dict[str, str] = field(default_factory=dict)
    open_list: bool = False

    def check(self, bracket: str) -> None:
        text, notations = found(f"{bracket[0]}{self.text}{bracket[1]}")
        assert len(notations) == 1, self.text
        rules = document_rules(text, notations)
        said = {a.item.text: LETTERS[a.role, a.basis] for a in rules.assign(notations[0])}
        assert said == self.letters, self.text
        assert notations[0].notation.open_list is self.open_list, self.text


def said_of(names: list[str], letter: str, *, first: str = "") -> dict[str, str]:
    letters = dict.fromkeys(names, letter)
    if first and names:
        letters[names[0]] = first
    return letters


@given(LISTS, LISTS, LISTS, st.sampled_from(LEADS), st.sampled_from(PARTS), st.sampled_from(GUIDES), BRACKET)
def test_lead_participants_and_guides(
    a: list[str], b: list[str], c: list[str], lead: str, part: str, guide: str, bracket: str
) -> None:
    a, b, c = apart(a, b, c)
    groups = [(names, word) for names, word in ((a, lead), (b, part), (c, guide)) if names]
    text = "，".join("、".join(names) + word for names, word in groups)
    Printed(text, said_of(a, "L") | said_of(b, "P") | said_of(c, "P")).check(bracket)


@given(LISTS, LISTS, st.sampled_from(LEADS), st.sampled_from(DIVIDES), st.sampled_from(CLASSES), BRACKET)
def test_lead_and_division(a: list[str], b: list[str], lead: str, divide: str, everybody: str, bracket: str) -> None:
    a, b = apart(a, b)
    text = f"{'、'.join(a)}{lead}，{'、'.join([*b, everybody])}{divide}"
    Printed(text, said_of(a, "L") | said_of([*b, everybody], "D")).check(bracket)


@given(LISTS, st.sampled_from(DIVIDES), st.sampled_from(OPENINGS), st.sampled_from(["", *CLASSES]), BRACKET)
def test_division(names: list[str], divide: str, opening: str, everybody: str, bracket: str) -> None:
    text = "、".join(names) + opening + (f"，{everybody}" if everybody else "") + divide
    letters = said_of([*names, *([everybody] if everybody else [])], "S")
    Printed(text, letters, bool(opening)).check(bracket)


@given(LISTS, st.sampled_from(["", *DOES]), st.sampled_from(OPENINGS), BRACKET)
def test_plain_lists(names: list[str], does: str, opening: str, bracket: str) -> None:
    if not does:
        names = list(dict.fromkeys(["财政部", *names]))  # without any word, a list of organs
    sole = len(names) == 1 and not opening
    Printed("、".join(names) + opening + does, said_of(names, "O" if sole else "N"), bool(opening)).check(bracket)


@given(
    LISTS,
    st.sampled_from(["", *DOES]),
    st.sampled_from(OPENINGS),
    st.sampled_from(RULES),
    st.sampled_from("，。；"),
    BRACKET,
)
def test_lists_with_a_rule(names: list[str], does: str, opening: str, rule: str, stop: str, bracket: str) -> None:
    text = "、".join(names) + opening + does + stop + rule
    sole = len(names) == 1 and not opening
    Printed(text, said_of(names, "f", first="O" if sole else "F"), bool(opening)).check(bracket)


@given(
    LISTS, LISTS, st.sampled_from(LEAD_LABELS), st.sampled_from([*PART_LABELS, *DO_LABELS]), st.sampled_from("，；。"),
    st.sampled_from(["、", "，", "；", "/"]), BRACKET,
)  # fmt: skip
def test_labels(a: list[str], b: list[str], lead: str, other: str, stop: str, separator: str, bracket: str) -> None:
    a, b = apart(a, b)
    text = f"{lead}：{'、'.join(a)}" + (f"{stop}{other}：{separator.join(b)}" if b else "")
    Printed(text, said_of(a, "L") | said_of(b, "P")).check(bracket)


@given(LISTS, st.sampled_from(DO_LABELS), st.sampled_from(OPENINGS), st.sampled_from(["", *CLASSES]), BRACKET)
def test_a_label_without_a_lead(names: list[str], label: str, opening: str, everybody: str, bracket: str) -> None:
    parties = [*names, *([everybody] if everybody else [])]
    text = f"{label}：{'、'.join(names)}{opening}" + (f"，{everybody}" if everybody else "")
    sole = len(parties) == 1 and not opening
    Printed(text, said_of(parties, "O" if sole else "N"), bool(opening)).check(bracket)


@given(
    st.lists(NAMES, min_size=2, max_size=6, unique=True),
    st.integers(0, 5),
    st.sampled_from("★☆※▲*"),
    st.booleans(),
    BRACKET,
)
def test_a_mark_makes_a_lead(names: list[str], at: int, mark: str, before: bool, bracket: str) -> None:
    lead = names[at % len(names)]
    printed = [f"{mark}{n}" if n == lead and before else f"{n}{mark}" if n == lead else n for n in names]
    Printed(f"责任单位：{'、'.join(printed)}", said_of(names, "P") | {lead: "L"}).check(bracket)


@given(st.sampled_from(LEADS + PARTS + GUIDES + DIVIDES + DOES), st.sampled_from(["", "工作", "任务"]))
def test_duty_words_of_the_tables(word: str, tail: str) -> None:
    kinds = {Duty.LEAD: LEADS, Duty.TAKE_PART: PARTS, Duty.GUIDE: GUIDES, Duty.DIVIDE: DIVIDES, Duty.DO: DOES}
    kind = duty_of(word + tail if not word.endswith(("分工", "其责")) else word)
    assert kind is not None
    assert word in kinds[kind]


# ---- the same reading, printed otherwise ------------------------------------------------------------------------

BRACKETED = [printed for printed, _ in ROWS if printed[0] == "（"]
ANY = st.sampled_from(BRACKETED)
CLOSED = st.sampled_from([printed for printed in BRACKETED if " " not in printed])  # no name ends at a blank
HALF = str.maketrans("（）：；，", "():;,")


def read(printed: str) -> list[str]:
    text, notations = found(printed)
    rules = document_rules(text, notations)
    return [reading(text, n, rules) for n in notations]


@given(ANY)
def test_half_width_says_the_same(printed: str) -> None:
    assert read(printed.translate(HALF)) == read(printed)


@given(ANY, st.sampled_from(["〔〕", "【】", "[]", "()"]))
def test_other_outer_brackets_say_the_same(printed: str, bracket: str) -> None:
    assert read(bracket[0] + printed[1:-1] + bracket[1]) == read(printed)


@given(CLOSED, st.data())
def test_line_breaks_inside_say_the_same(printed: str, data: st.DataObject) -> None:
    """A text copy of a PDF breaks lines anywhere, also inside names."""
    at = data.draw(st.integers(2, len(printed) - 1))
    assert read(printed[:at] + "\n" + printed[at:]) == read(printed)


@given(CLOSED, st.data())
def test_stray_spaces_say_the_same(printed: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(printed) - 1))
    assert read(printed[:at] + " " + printed[at:]) == read(printed)


WORDED = [printed for printed in BRACKETED if any(word in printed for word in ("负责", "牵头", "配合", "单位："))]


@given(st.sampled_from(WORDED), st.sampled_from(["", "。", "；"]))
def test_what_stands_around_does_not_matter(printed: str, stop: str) -> None:
    assert read(f"某事要办好{printed}{stop}") == read(printed)
