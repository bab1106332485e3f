"""Damaged texts: refused by name where reading them would be guesswork, remarked upon where it would not; no false alarm."""

from __future__ import annotations

import base64
import quopri
import random
import re
import unicodedata
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from graph.errors import DamagedText
from graph.registry import registry
from loaders.damage import find_damage
from loaders.extract import extract
from loaders.mojibake import find_mojibake
from loaders.text import RawDocument, Span, Table

PINYIN = {
    "质": "zhì", "量": "liàng", "安": "ān", "全": "quán", "国": "guó", "务": "wù", "工": "gōng", "作": "zuò", "发": "fā", "展": "zhǎn",
}  # fmt: skip
LOST = re.compile("[发展务产质业管]")


def raw(text: str, **more: object) -> RawDocument:
    return RawDocument("plan.txt", "0", "utf-8", text, **more)  # type: ignore[arg-type]


def kinds(text: str) -> list[str]:
    return [remark.kind for remark in find_damage(raw(text))]


def glossed(text: str, gloss: Callable[[str, str], str]) -> str:
    return re.sub("|".join(PINYIN), lambda m: gloss(m[0], PINYIN[m[0]]), text)


def flat(pinyin: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", pinyin) if c.isascii())


def thinned(text: str, share: float) -> str:
    dice = random.Random(5)
    return "".join(c for c in text if c == "\n" or dice.random() > share)


def taken_for(encoding: str, other: str, errors: str = "ignore") -> Callable[[str], str]:
    """The text as somebody sees it who decodes its bytes with another encoding."""
    return lambda text: text.encode(encoding, "ignore").decode(other, errors)


DAMAGE: dict[str, tuple[Callable[[str], str], str]] = {
    "pinyin in brackets": (lambda t: glossed(t, lambda c, p: f"{c}({p})"), "pinyin"),
    "pinyin in wide brackets": (lambda t: glossed(t, lambda c, p: f"{c}（ {p} ）"), "pinyin"),
    "pinyin without brackets": (lambda t: glossed(t, lambda c, p: c + p), "pinyin"),
    "pinyin with numbers": (lambda t: glossed(t, lambda c, p: f"{c}({flat(p)}4)"), "pinyin"),
    "pinyin with numbers, no brackets": (lambda t: glossed(t, lambda c, p: f"{c}{flat(p)}4"), "pinyin"),
    "pinyin without tones": (lambda t: glossed(t, lambda c, p: f"{c}({flat(p)})"), "pinyin"),
    "pinyin with combining tones": (lambda t: glossed(t, lambda c, p: f"{c}({unicodedata.normalize('NFD', p)})"), "pinyin"),
    "ruby": (lambda t: glossed(t, lambda c, p: f"<ruby>{c}<rt>{p}</rt></ruby>"), "markup"),
    "UTF-8 read as GBK": (taken_for("utf-8", "gb18030"), "UTF-8 read as GBK"),
    "UTF-8 read as GBK, with losses": (taken_for("utf-8", "gbk", "replace"), "UTF-8 read as GBK"),
    "UTF-8 read as Latin-1": (taken_for("utf-8", "latin-1"), "UTF-8 read as Latin-1"),
    "UTF-8 read as Windows-1252": (taken_for("utf-8", "cp1252"), "UTF-8 read as Latin-1"),
    "UTF-8 read as Latin-1, twice": (lambda t: taken_for("utf-8", "latin-1")(taken_for("utf-8", "latin-1")(t)), "Latin-1"),
    "UTF-8 read as Big5": (taken_for("utf-8", "big5hkscs"), "UTF-8 read as Big5"),
    "GBK read as Latin-1": (taken_for("gb18030", "latin-1"), "GBK read as Latin-1"),
    "GBK read as Big5": (taken_for("gb18030", "big5"), "GBK read as Big5"),
    "GBK read as UTF-8 and back": (lambda t: taken_for("gbk", "utf-8", "replace")(t).encode().decode("gbk", "ignore"), "destroyed"),
    "replacement characters": (lambda t: LOST.sub("\ufffd", t), "destroyed"),
    "question marks for everything": (lambda t: t.encode("ascii", "replace").decode(), "question marks"),
    "question marks for one script": (lambda t: t.encode("big5", "replace").decode("big5"), "question marks"),
    "one script dropped": (taken_for("big5", "big5"), "only one script"),
    "Chinese dropped": (lambda t: re.sub("[\u4e00-\u9fff]", "", t), "hardly any"),
    "half of the characters lost": (lambda t: thinned(t, 0.5), "torn apart"),
    "every second character lost": (lambda t: t[::2], "torn apart"),
    "private font": (lambda t: LOST.sub(lambda m: chr(0xE000 + ord(m[0]) % 0x800), t), "private font"),
    "codes of a font": (lambda t: LOST.sub(lambda m: f"(cid:{ord(m[0])})", t), "private font"),
    "HTML": (lambda t: "\n".join(f"<p>{x}</p>" for x in re.split("(?<=。)", t)), "save the file with the ending .html"),
    "entities": (lambda t: t.replace("，", "&nbsp;"), "markup"),
    "base64": (lambda t: base64.encodebytes(t.encode()).decode(), "encoded"),
    "quoted-printable": (lambda t: quopri.encodestring(t.encode()).decode(), "encoded"),
    "percent signs": (lambda t: urllib.parse.quote(t), "encoded"),
    "escapes": (lambda t: t.encode("unicode_escape").decode(), "encoded"),
    "numeric entities": (lambda t: t.encode("ascii", "xmlcharrefreplace").decode(), "encoded"),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_clear_damage_of_any_plan_is_refused_by_name(corpus: Path, name: str) -> None:
    damage, says = DAMAGE[name]
    for path in sorted((corpus / "texts").glob("*.txt")):
        with pytest.raises(DamagedText, match=re.escape(says)) as caught:
            find_damage(raw(damage(path.read_bytes().decode())))
        assert re.fullmatch(r"plan\.txt, line \d+", caught.value.where)
        assert caught.value.hint


@pytest.mark.parametrize("standard", ["", "s2t", "s2tw"])
def test_no_real_plan_is_damaged(corpus: Path, standard: str) -> None:
    for path in sorted((corpus / "texts").glob("*.txt")):
        text = path.read_bytes().decode()
        assert find_damage(raw(OpenCC(standard).convert(text) if standard else text)) == (), path.name


SOUND = {
    "English": "The Notice on the Action Plan (2014) [No. 18]; see https://www.gov.cn/a_8822.htm?x=1&y=2 for R&D. Why? If a<b and c>d. " * 40,
    "numbers": "1,234.56\t78%\t2014-05-15\t￥3,000\t12.5±0.3\n" * 200,
    "mixed": "（一）推进5G、AI、R&D和PM2.5治理。GDP（国内生产总值）增长5%以上，CO2下降18%。支持ABC(China) Co., Ltd.建设。\n" * 30,
    "questions": "一、什么是行动计划?行动计划是……\n二、为什么要制定?为了提高质量。\n（一）加强监管。开展检查。（财政部负责）\n" * 10,
    "boxes of a form": "□是 □否 □有□无 ■一类 □二类\n请在□内打√。\n" * 20,
    "agencies only": "国家发展改革委、教育部、科技部、工业和信息化部、公安部、民政部、财政部、人力资源社会保障部、自然资源部、审计署\n" * 20,
    "rare names": "、".join(["鄂温克族", "达斡尔族", "锡林郭勒", "巴彦淖尔", "博尔塔拉", "恩施土家族", "怒江傈僳族", "黔东南苗族侗族"] * 40),
    "medicines": "对乙酰氨基酚、阿莫西林克拉维酸钾、苯磺酸氨氯地平、盐酸二甲双胍、瑞舒伐他汀钙、奥美拉唑肠溶胶囊。\n" * 20,
    "code": "if (a < b) { return x; } List<String> a = new ArrayList<>();\n" * 30,
    "French": "Le Conseil d’État a présenté le décret, où l’économie française s’élève. Überprüfung für Österreich.\n" * 30,
    "Russian": "Государственный совет Китая опубликовал план действий по качеству.\n" * 30,
    "Japanese": "国務院弁公庁は2014年の質量発展綱要の行動計画を発表した。食品安全の標準体系を整備する。\n" * 20,
    "a table": "序号\t任务\t牵头单位\t完成时限\n" + "".join(f"{i}\t推进第{i}项改革\t省财政厅\t2025年12月底\n" for i in range(60)),
    "a checksum": "sha256: " + "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 " * 2 + "推进改革，加强监管，落实责任，完善制度，提高质量。\n" * 10,
    "abbreviations": "推进产品（ce）认证、程序(app)开发、手机(an)系统。" * 2,
    "spaced out": " ".join("推进改革，加强监管，健全机制，鼓励创新，保障安全，完善政策措施，坚持质量第一，督促企业落实责任，防范风险。" * 20),
    "one column of characters": "\n".join("推进改革，加强监管，健全机制，鼓励创新，保障安全，完善政策措施，坚持质量第一，督促企业落实责任，防范风险。" * 20),
    "very little": "某省关于某事的意见\n一、甲\n（一）乙。做事。（财政部负责）",
}  # fmt: skip


@pytest.mark.parametrize("name", SOUND)
def test_unusual_text_is_not_damaged(name: str) -> None:
    assert find_damage(raw(SOUND[name])) == ()


PLAN = (
    "某省人民政府关于推进改革的意见\n各市人民政府：\n一、总体要求\n（一）完善制度。推进改革，加强监管，提高质量。（财政部负责）\n"
    * 4
)


@pytest.mark.parametrize(
    ("line", "kind", "shown"),
    [
        ("（二）浭阳（gēng yáng）河治理。", "pinyin_glosses", "（gēng yáng）"),
        ("（二）整治环\ufffd\ufffd。", "destroyed_characters", "\ufffd\ufffd"),
        ("（二）锟斤拷环境。", "destroyed_characters", "锟斤拷"),
        ("（二）完善??制度。", "question_marks", "??"),
        ("（二）完善<b>制度</b>。", "markup", "<b>"),
        ("（二）\ue001\ue002\ue003\ue004完善制度。", "unmapped_characters", "\ue001"),
        (
            "锛堜簩锛夊畬鍠勫埗搴︺€傛帹杩涙敼闈╋紝鍔犲己鐩戠銆",
            "mojibake",
            "锛堜簩锛夊畬鍠勫埗搴︺€傛帹杩涙敼闈╋紝鍔犲己鐩戠銆",
        ),
    ],
)
def test_slight_damage_is_an_issue_at_its_place(line: str, kind: str, shown: str) -> None:
    document = raw(PLAN * 3 + line + "\n" + PLAN)
    (remark,) = find_damage(document)
    assert (remark.kind, document.text[remark.span.start : remark.span.end]) == (kind, shown)
    issue = next(i for i in extract(document, registry()).found.issues if i.kind == kind)
    assert issue.text == remark.text
    assert issue.suggestion == remark.suggestion


def test_the_place_of_an_error_is_the_line_of_its_first_sign() -> None:
    with pytest.raises(DamagedText) as caught:
        find_damage(raw(f"第一行。\n第二行。\n质(zhì)量(liàng)安(ān)全(quán)国(guó)家。\n{PLAN}"))
    assert caught.value.where == "plan.txt, line 3"


def test_markup_that_a_reader_of_markup_gave_is_text() -> None:
    """A page about HTML: the reader of HTML has taken the page's own tags away."""
    text = PLAN + "&lt;p&gt; <p>一</p><br><br>二" * 3 + "。"
    assert find_damage(raw(text, format="html")) == ()
    with pytest.raises(DamagedText, match="markup"):
        find_damage(raw(text))


@given(st.text(max_size=200))
def test_any_text_is_judged(text: str) -> None:
    try:
        remarks = find_damage(raw(text))
    except DamagedText:
        return
    assert all(0 <= r.span.start < r.span.end <= len(text) for r in remarks)


@given(st.text(max_size=120))
def test_mojibake_is_found_in_its_place(text: str) -> None:
    whole = PLAN + text.replace("\n", "") + "\n" + taken_for("utf-8", "gb18030")(PLAN)
    found = list(find_mojibake(whole))
    assert found
    assert found[-1].span.end <= len(whole)
    assert {str(m) for m in found[1:]} == {"UTF-8 read as GBK"}


# ---- texts that break off ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "end",
    [
        "（二）加强监管。开展检查，落实",
        "（二）加强监管。开展检查，",
        "（二）加强监管。开展检查。（财政部、教",
        "（二）加强监管。落实《质量发展纲要",
        "（二）加强监管。开展检查，推进改革，完善制度，提高质量，促进发展，落实责任，强化措施，健全机制，严格执行规定，",
        "（二）加强监管，开展检查，推进改革，完善制度。提高质量，促进发展，落实责任，强化措施，健全机制，严格执行规",
        "（二）加强监管的",
        "（财政部、\n\n\f  — 12 —\n",
    ],
)
def test_a_text_that_breaks_off(end: str) -> None:
    (remark,) = find_damage(raw(PLAN + end))
    assert (remark.kind, remark.severity) == ("truncated_text", "warning")
    document = raw(PLAN + end)
    assert "truncated_text" in {i.kind for i in extract(document, registry()).found.issues}


@pytest.mark.parametrize(
    "end",
    [
        "",
        "（二）加强监管。开展检查。",
        "（二）加强监管。（财政部、教育部）",
        "（二）推进改革",
        "某省人民政府\n2019年6月28日",
        "某省人民政府\n2019年6月28日\n（此件公开发布）\n责任编辑：某某\n【打印】【关闭】",
        "附件：1.任务分工表\n　　　2.名词解释",
        "抄送：省委各部门，省人大常委会办公厅。\n某省人民政府办公厅2019年6月28日印发\n\n — 10 —",
        "责任单位：省财政厅、省教育厅",
        "……",
        "他说：“完善制度。”",
        "The end of the text, without a stop",
    ],
)
def test_ends_of_whole_texts(end: str) -> None:
    assert find_damage(raw(PLAN + end)) == ()


def test_a_table_may_end_a_text() -> None:
    text = PLAN + "完善制度\t财政部、"
    assert kinds(text) == ["truncated_text"]
    table = Table(Span(len(PLAN), len(text)), ((Span(len(PLAN), len(text)),),))
    assert find_damage(raw(text, tables=(table,))) == ()
