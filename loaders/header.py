"""The head of a document: title, number, issuer, date, addressees, approval, what it implements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from loaders.crammed import HAN
from loaders.metadata import Metadata, completes, encloses, read_metadata
from loaders.model import NOWHERE, Header
from loaders.numerals import DATE, DATE_WORDS, iso_date
from loaders.text import Span

NUMBER = re.compile(
    rf"(?P<code>[{HAN}]{{1,12}}?)(?:\s|[〔\[（(【])*?[〔\[（(【]\s*(?P<year>(?:19|20)\d{{2}})年?\s*[〕\]）)】]\s*第?(?P<serial>\d+)\s*号"
)
KINDS = (
    "行动计划|实施方案|工作方案|行动方案|总体方案|实施意见|指导意见|若干意见|若干措施|工作要点|工作计划|实施细则|管理办法|暂行办法|通知|意见|方案|"
    "办法|规划|纲要|计划|措施|决定|通报|公告|要点|规定|细则|函|批复|报告|条例|清单|分工|分解|安排|行动|指南|建议"
)
_TITLE_END = re.compile(rf"(?:{KINDS})(?:（[^（）]{{1,24}}）)*$")
_OF_A_NOTICE = re.compile(rf"(?:关于|印发|转发|批转).*的?(?:{KINDS})")
_ISSUES = re.compile("印发|转发|批转|关于")
_FROM_HERE = re.compile(
    rf"^[{HAN}、]{{3,30}}(?:关于|印发|转发|批转)|^[{HAN}]{{2,24}}(?:人民政府|办公厅|办公室|委员会)$"
)
_NUMBER_LABEL = re.compile(r"(?:(?:发文)?(?:字号|文号)[：:])?[（(]?")
_AFTER_NUMBER = re.compile(rf"(?:签发人.*|《?[^，。；]*(?:关于|印发|转发)[^，。；]*(?:{KINDS}).*|.{{0,3}})$")
_ADDRESSEES = re.compile(r"^(?:各|国务院|省|市|县|区|有关|中央|自治区|州|中国|全国|委|厅|局|机关|部|驻).*[：:]$")
_ISSUED_HERE = re.compile(r"现(?:将[^。]*?)?(?:印发|转发|发布|通知|公布|批转)(?:给你们|如下)?|印发给你们")
_APPROVED = re.compile(
    r"(?:已|业|并)?经(?P<body>[^，。；经]{2,24}?)(?:领导)?(?:审议)?(?:同意|批准|审定|审议通过|常务会议审议通过)"
)
_IMPLEMENTS = re.compile(
    r"(?:贯彻落实|贯彻实施|贯彻执行|贯彻|落实|实施|执行|按照|根据|依据)(?:好)?"
    r"(?P<names>[^。；]*?《[^《》]+》(?:[^《》。；]{0,8}《[^《》]+》)*)"
)
_TITLED = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_NO_TITLE = re.compile(
    rf"^(?:首页|来源|打印|主题词|返回|(?:所在|当前|您的)位置|[{HAN}]{{2,8}}：|[A-Z0-9－\-—]{{6,}})"
    rf"|[{HAN}] ?[>＞»] ?[{HAN}]"
)
_TAIL_LINE = re.compile(
    r"^(?:（?此件[^。]{0,20}(?:公开|发布|发送)[^。]{0,12}）?|抄送[：:].*|主题词[：:].*|责任编辑[：:].*|扫一扫.*|来源[：:].*"
    rf"|相关(?:链接|文件|解读)[：:]?.*|[{HAN}（）]{{2,40}}?(?:{DATE_WORDS})印发)$"
)
_NOTICE_LINES = 24  # lines from the first demand of a notice to the plan's first heading
_TITLE_BEHIND = re.compile(rf"[{HAN}（）]{{0,40}}?(?:关于|印发|转发|批转).*(?:{KINDS})")
_FIRST_HEADING = re.compile(r"^(?:第?[一1]、|[（(]一[）)]|第一[章条部]|一[，．.]|1[.．、](?!\d))")


@dataclass(frozen=True)
class _Line:
    text: str
    span: Span


def read_header(text: str) -> Header:
    """The header of a clean text; fields that the text does not state stay empty. Never fails."""
    lines = list(_lines(text))
    metadata = read_metadata(text, [line.span for line in lines])
    first = _first_heading(lines, metadata)
    head, tail = [x for i, x in enumerate(lines[:first]) if i not in metadata.lines], _tail(lines, first)
    number = _number(head) or _labelled_number(text, metadata)
    signature = _signature(head) or _signature(lines[tail:] if tail < len(lines) else [])
    title, plan = _titles(text, head, metadata, signature)
    shown = title or plan
    issuer, issued, issued_span = signature or (None, "", None)
    if not issued:
        issued, issued_span = _labelled_date(text, metadata)
    start = max(_body(lines, first), *(i + 1 for i in metadata.lines if i < first), 0)
    body = lines[start].span.start if start < len(lines) else len(text)
    return Header(
        title="".join(line.text for line in shown),
        title_span=Span(shown[0].span.start, shown[-1].span.end) if shown else NOWHERE,
        plan_title="".join(line.text for line in plan) if title else "",
        plan_title_span=Span(plan[0].span.start, plan[-1].span.end) if plan and title else NOWHERE,
        number=number[0] if number else None,
        number_id=number[1] if number else "",
        issuer=issuer or _issuer_in_title(shown) or next(metadata.of("issuer"), None),
        issued=issued,
        issued_span=issued_span,
        approved_by=_approved(head),
        addressees=tuple(_addressees(head)),
        implements=tuple(_implements(head)),
        kind=_kind(plan or title),
        end=body,
        tail=lines[tail].span.start if tail < len(lines) else len(text),
    )


def _first_heading(lines: list[_Line], metadata: Metadata) -> int:
    """Index of the first heading of the plan; a notice may count its own demands before it is signed (一、二、)."""
    firsts = [i for i, x in enumerate(lines) if i not in metadata.lines and _FIRST_HEADING.match(x.text)]
    for here, after in pairwise(firsts[:8]):
        if after - here <= _NOTICE_LINES and _signature(lines[here + 1 : after], signed=True):
            return after
    return firsts[0] if firsts else len(lines)


def _lines(text: str) -> Iterator[_Line]:
    for match in re.finditer(r"[^\n]+", text):
        cut = _beside_number(match[0]) if len(match[0]) <= 150 and "号" in match[0] else 0
        if cut:
            yield _Line(match[0][:cut], Span(match.start(), match.start() + cut))
        yield _Line(match[0][cut:], Span(match.start() + cut, match.end()))


def _beside_number(line: str) -> int:
    """Where a line that holds a title and its number is to be parted: …的通知国办发〔2014〕18号, …的通知（…号）."""
    number = NUMBER.match(line)
    if number and _TITLE_BEHIND.fullmatch(line, number.end()):
        return number.end()
    cuts = [
        kind.end()
        for kind in re.finditer(rf"(的)?(?:{KINDS})", line)
        if (behind := NUMBER.fullmatch(line[kind.end() :].strip("（）"))) and len(behind["code"]) > 1
    ]
    after_de = [cut for cut in cuts if re.search(rf"的(?:{KINDS})$", line[:cut])]
    return max(after_de or cuts, default=0)


# ---- number -----------------------------------------------------------------------------------------------------


def _number(head: list[_Line]) -> tuple[Span, str] | None:
    """The official number on a line of its own, or beside the title (one inside a sentence is another document's)."""
    for line in head[:16]:
        match = NUMBER.search(line.text)
        alone = match and _NUMBER_LABEL.fullmatch(line.text, 0, match.start())
        if match and alone and _AFTER_NUMBER.match(line.text, match.end()):
            start = line.span.start + match.start()
            return Span(start, line.span.start + match.end()), official_number(match)
    return None


def official_number(match: re.Match[str]) -> str:
    """Normal form of a matched number: code, year in 〔〕, serial without leading zeros."""
    return f"{match['code'].strip()}〔{match['year']}〕{int(match['serial'])}号"


def _labelled_number(text: str, metadata: Metadata) -> tuple[Span, str] | None:
    for value in metadata.of("number"):
        match = NUMBER.match(text, value.start, value.end)
        if match:
            return Span(*match.span()), official_number(match)
    return None


# ---- titles -----------------------------------------------------------------------------------------------------


def _is_title_line(line: _Line) -> bool:
    text = line.text
    return not (
        len(text) > 80
        or re.search(r"[。；！？：:]$", text)
        or _NO_TITLE.match(text)
        or NUMBER.search(text)
        or DATE.fullmatch(text)
        or re.search(r"文件$|签发人|^附件|^目录$|^（.*）$|^—", text)
    )


def _titles(
    text: str, head: list[_Line], metadata: Metadata, signature: tuple[Span | None, str, Span | None] | None
) -> tuple[list[_Line], list[_Line]]:
    """Title of the notice and of its plan. A labelled title fills a gap or completes what was cut; else print wins."""
    title = _notice_title(head)
    plan = _plan_title(head, title, signature)
    for value in metadata.of("title"):
        labelled = _Line(text[value.start : value.end], value)
        printed = "".join(line.text for line in title or plan)
        if title and encloses(labelled.text, printed):
            return [labelled], title
        if not printed or completes(labelled.text, printed) or (not title and encloses(labelled.text, printed)):
            return [labelled], plan
    return title, plan


def _notice_title(head: list[_Line]) -> list[_Line]:
    """The lines of the title: before the addressees, on either side of the number."""
    stop = next((i for i, line in enumerate(head) if _ADDRESSEES.match(line.text) or len(line.text) > 120), len(head))
    runs: list[list[_Line]] = [[]]
    for line in head[:stop]:
        if _is_title_line(line):
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    candidates = [run for run in runs if run and re.search(r"关于|印发|转发|" + KINDS, "".join(x.text for x in run))]
    notices = [run for run in candidates if _OF_A_NOTICE.search("".join(x.text for x in run))]
    return next((_whole(run) for run in notices or candidates), [])


def _whole(run: list[_Line]) -> list[_Line]:
    """The lines up to the one that ends like a title, of a notice up to 的通知; the first few if none does."""
    first = next((i for i, line in enumerate(run) if _FROM_HERE.search(line.text)), 0)  # menus of a page stand before
    ends = [i for i, line in enumerate(run) if i >= first and _TITLE_END.search(line.text)]
    notice = [
        i for i in ends[1:] if _ISSUES.search("".join(x.text for x in run[first:i])) and run[i].text[-2:] == "通知"
    ]
    until = notice[0] if notice and notice[0] - ends[0] <= 3 and run[ends[0]].text[-2:] != "通知" else None
    return run[first : (ends[0] if until is None else until) + 1] if ends else run[first : first + 4]


def _plan_title(
    head: list[_Line], title: list[_Line], signature: tuple[Span | None, str, Span | None] | None
) -> list[_Line]:
    """The title of the plan that the notice issues: a title line after the signature or the notice's last sentence."""
    after = max((x.span.end for x in title), default=0)
    if signature and signature[2]:
        after = max(after, signature[2].end)
    for line in head:
        if _ISSUED_HERE.search(line.text):
            after = max(after, line.span.end)
    run: list[_Line] = []
    for line in head:
        if line.span.start < after:
            continue
        if _is_title_line(line) and (run or not _ADDRESSEES.match(line.text)) and "。" not in line.text:
            run.append(line)
        elif run:
            break
    return _whole(run) if run and _TITLE_END.search("".join(x.text for x in run)) else []


def _kind(title: list[_Line]) -> str:
    match = _TITLE_END.search("".join(line.text for line in title))
    return re.sub(r"（.*", "", match[0]) if match else ""


# ---- issuer and date --------------------------------------------------------------------------------------------


def _signature(lines: list[_Line], *, signed: bool = False) -> tuple[Span | None, str, Span | None] | None:
    """Issuer line and date line: the date on a line of its own, or behind the issuer on one line.

    Args:
        lines: where to look.
        signed: only with the issuer.
    """
    for i, line in enumerate(lines):
        match = DATE.search(line.text)
        if not match or line.text[match.end() :].startswith("印发") or len(line.text) > 60:
            continue
        day = Span(line.span.start + match.start(), line.span.start + match.end())
        before = line.text[: match.start()]
        if match.end() < len(line.text) and not line.text[match.end() :].strip("）)"):
            continue
        if before and re.fullmatch(rf"[{HAN}（）]{{2,60}}", before):
            return Span(line.span.start, day.start), iso_date(match[0]), day
        if not before and match.end() == len(line.text):
            named = lines[i - 1] if i and _is_signatory(lines[i - 1].text) else None
            if named or not signed:
                return (named.span if named else None), iso_date(match[0]), day
    return None


def _labelled_date(text: str, metadata: Metadata) -> tuple[str, Span | None]:
    """The labelled date of writing, in any usual spelling."""
    for value in metadata.of("issued"):
        spelt = re.sub(
            r"^(\d{4})[-./]?(\d{1,2})[-./]?(\d{1,2})(?!\d).*", r"\1年\2月\3日", text[value.start : value.end]
        )
        if issued := iso_date(spelt):
            return issued, value
    return "", None


def _is_signatory(text: str) -> bool:
    return bool(re.fullmatch(rf"[{HAN}（）、]{{2,80}}", text)) and not _TITLE_END.search(text)


def _issuer_in_title(title: list[_Line]) -> Span | None:
    """X in X关于…的通知, X印发…的通知."""
    if not title:
        return None
    match = re.match(rf"([{HAN}、]{{2,40}}?)(?:关于|印发|转发|批转)", title[0].text)
    start = title[0].span.start
    return Span(start, start + match.end(1)) if match else None


# ---- what the notice says ---------------------------------------------------------------------------------------


def _approved(head: list[_Line]) -> Span | None:
    for line in head:
        match = _APPROVED.search(line.text)
        if match:
            return Span(line.span.start + match.start("body"), line.span.start + match.end("body"))
    return None


def _addressees(head: list[_Line]) -> Iterator[Span]:
    """Each addressee of the salutation: parted at commas, and at 、 between two classes of the centre."""
    line = next((x for x in head if _ADDRESSEES.match(x.text)), None)
    if not line:
        return
    for part in re.finditer(r"(?:[^，,：:；;（]|（[^（）]*）)+", line.text):
        at = line.span.start + part.start()
        if re.match(r"国务院各|省政府各|市政府各|自治区人民政府各|.*各部[门委]、", part[0]):
            for item in re.finditer(r"[^、]+", part[0]):
                yield Span(at + item.start(), at + item.end())
        else:
            yield Span(at, at + len(part[0]))


def _implements(head: list[_Line]) -> Iterator[tuple[Span, Span]]:
    """Documents that the preamble says are carried out: (name without 《》, phrase). The notice's own plan is none."""
    for line in head:
        if _ISSUED_HERE.search(line.text):
            continue
        for match in _IMPLEMENTS.finditer(line.text):
            phrase = Span(line.span.start + match.start(), line.span.start + match.end())
            for name in _TITLED.finditer(line.text, *match.span()):
                yield Span(line.span.start + name.start(1), line.span.start + name.end(1)), phrase


# ---- where the body begins and ends -----------------------------------------------------------------------------


def _body(lines: list[_Line], first: int) -> int:
    """Index of the first line of the body: the first heading; without headings, the line after the salutation."""
    if first < len(lines):
        return first
    heads = [i for i, x in enumerate(lines[:16]) if _ADDRESSEES.match(x.text) or NUMBER.fullmatch(x.text)]
    return heads[-1] + 1 if heads else 0


def _tail(lines: list[_Line], first: int) -> int:
    """Index of the first line of the signature, copies and the like at the end."""
    end = len(lines)
    while end > first and _is_tail(lines, end - 1):
        end -= 1
    return end


def _is_tail(lines: list[_Line], i: int) -> bool:
    text = lines[i].text
    if _TAIL_LINE.match(text) or (DATE.search(text) and len(text) <= 40 and "。" not in text):
        return True
    followed_by_date = i + 1 < len(lines) and bool(DATE.match(lines[i + 1].text))
    return followed_by_date and _is_signatory(text) and len(text) <= 60
