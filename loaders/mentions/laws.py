"""Laws and documents named in running text, each with what is to be done with it.

Titled ones (《…》); known short titles (食品安全法); open names that a verb of legislation governs, also coordinated
(推动修订标准化法、计量法和进出境动植物检疫法); and documents described before they have a title (制定关于…的指导意见,
制定赛事审批取消后的服务管理办法). The action is read from the verb before the name and from what follows it (…立法工作,
…停止执行, …相关配套法规).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.evidence import fold
from graph.registry import registry
from loaders.mentions.clauses import HIDDEN, Clause, read
from loaders.mentions.vocabulary import titles
from loaders.mentions.vocabulary.tables import alternatives
from loaders.mentions.vocabulary.wordlist import WordList
from loaders.model import LawMention
from loaders.text import Span

_DONE = ("的", "后", "时", "以来", "之后")  # 新修订的《…》 asks for no revision
_BLOCKED = {verb: _DONE for verb in titles.ACTION_OF if titles.ACTION_OF[verb] in ("制定", "修订", "制修订")} | {
    "实施": ("条例", "细则", "办法", "方案", "意见", "情况", "主体", "效果", "的"),
    "执行": ("金额", "情况", "力", "标准", "主体", "的"),
    "落实": ("情况", "机制", "到位", "的"),
    "清理": ("整顿", "规范"),
    "发布": ("会", "平台", "机制", "制度", *_DONE),
    "编制": ("办法", "部门", "单位", *_DONE),
}
_VERBS = WordList(titles.ACTION_OF, _BLOCKED)


@dataclass(frozen=True)
class _Name:
    """A name found in a clause; offsets count from the start of the clause, ``end`` is that of the name proper."""

    start: int
    end: int
    rule: str
    after: int  # where what follows the name begins (behind 》)


def find_laws(text: str, span: Span, *, own_titles: frozenset[str]) -> tuple[LawMention, ...]:
    """The laws and documents named in a span of clean text, in order. Never raises.

    ``own_titles`` are titles of the document itself; they are not reported.
    """
    if "《" not in text[span.start : span.end] and not _SUFFIX.search(text, span.start, span.end):
        return ()
    own = {_key(title) for title in own_titles}
    prose, at = read(text, span), span.start
    suffixes = [match.start() for match in _SUFFIX.finditer(prose.shown)]
    found = []
    for clause in prose.clauses:
        first, last = bisect_left(suffixes, clause.span.start - at), bisect_left(suffixes, clause.span.end - at)
        if first == last and HIDDEN not in clause.shown:
            continue
        words = text[clause.span.start : clause.span.end]
        for name in _names(clause, words, suffixed=first < last):
            if _key(words[name.start : name.end]) not in own:
                found.append(_mention(clause, words, name))
    return tuple(found)


@lru_cache(maxsize=1024)
def _key(title: str) -> str:
    return re.sub("[-—–－~至]+", "-", fold(title))


def _names(clause: Clause, words: str, *, suffixed: bool) -> list[_Name]:
    """Titled, known and open names, in order and without overlaps; the surer kind first."""
    named = [*(_titled(words) if "《" in words else ()), *(_untitled(clause.shown) if suffixed else ())]
    if len(named) < 2:
        return named
    taken = bytearray(len(words))
    found = []
    for name in named:
        if not any(taken[name.start : name.end]):
            taken[name.start : name.end] = b"x" * (name.end - name.start)
            found.append(name)
    return sorted(found, key=lambda name: name.start)


def _untitled(shown: str) -> Iterator[_Name]:
    yield from _known(shown)
    yield from _governed(shown)


# ---- names in book-title marks ----------------------------------------------------------------------------------

_TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》)+)》")
_ABBREVIATION = re.compile(r"(?:以下)?(?:统称|简称)[:：]?$")


def _titled(words: str) -> Iterator[_Name]:
    for match in _TITLE.finditer(words):
        if not _ABBREVIATION.search(words[max(match.start() - 8, 0) : match.start()]):
            yield _Name(match.start(1), match.end(1), "titled", match.end())


# ---- names that the registry knows ------------------------------------------------------------------------------

_KNOWN_KINDS = ("law", "regulation", "rule", "plan", "decision")
_KNOWN_END = re.compile(r"(?:法|法典|条例|细则|规定|办法|纲要|规划)$")
_YEARS = re.compile(r"（(?:\d{4}[^）]{0,9}年?|试行|暂行|修订)）")
_EXTENSION = re.compile("实施(?:条例|细则|办法)")


@cache
def _known_names() -> WordList:
    """Short titles that are used without 《》."""
    names = (n for entry in registry().laws.entries.values() if entry.kind in _KNOWN_KINDS for n in entry.names)
    laws = [name for name in names if _KNOWN_END.search(name) and len(name) >= 3]
    return WordList(laws, {name: tuple(titles.NOT_AFTER_LAW) for name in laws if name.endswith("法")})


def _known(shown: str) -> Iterator[_Name]:
    for start, name in _known_names().find(shown, 0, len(shown)):
        end = start + len(name)
        more = _EXTENSION.match(shown, end)
        yield _Name(start, more.end() if more else end, "known_title", more.end() if more else end)


# ---- open names behind a verb -----------------------------------------------------------------------------------

_SUFFIX = re.compile(
    rf"(?:{alternatives((*titles.DOCUMENTS, *titles.ABOUT))}|条例|法典|法(?![{titles.NOT_AFTER_LAW}]))"
)
_LONGEST_NAME = 60
_JOINT = re.compile("、|和|与|以及|及|或")
_ENDS_NAME = re.compile(
    r"$|、|和|与|以及|及|或|等|□|立法|修正案|草案|修订|修改|制定|制修订|起草|编制|出台|的?(?:修订|修改|制定|制修订|起草|编制|出台|立法|规定|要求|精神)|相关|有关|配套|中(?!华)"
)
_LEGISLATION = re.compile(r"(?:研究|论证|推进|推动|加快|开展|启动|做好|加强|抓紧|积极推进|积极推动)+")
_DRAFT_TAIL = re.compile(r"(?:等[^，]{0,6}?)?的?(?:立法|修订|修改|制定|制修订|起草|制订)(?:工作|进程|研究|调研|论证)?")


def _governed(shown: str) -> Iterator[_Name]:
    """Names behind a verb of legislation, or between 推进 … 立法."""
    for start, verb in _VERBS.find(shown, 0, len(shown)):
        yield from _listed(shown, start + len(verb), titles.ACTION_OF[verb])
    for match in _LEGISLATION.finditer(shown):
        names = list(_listed(shown, match.end(), "制定"))
        if names and _DRAFT_TAIL.match(shown, names[-1].end):
            yield from names


def _listed(shown: str, at: int, action: str) -> Iterator[_Name]:
    """The name at this place and those joined to it; a joint parts names only where a suffix stands before it."""
    first = at
    for match in _SUFFIX.finditer(shown, at):
        if match.end() - first > _LONGEST_NAME:
            return
        if not _ENDS_NAME.match(shown, match.end()):
            continue
        start = _name_start(shown, first, match.start(), match[0])
        joint = _JOINT.match(shown, match.end())
        if joint and _is_headless(shown[start : match.start()], shown[first : match.start()], match[0]):
            continue
        if _is_name(shown, start, match, action):
            yield _Name(start, match.end(), "statute" if _is_statute(match[0]) else "planned_document", match.end())
        if not joint or HIDDEN in shown[first : match.end()] or _VERBS.at(shown, joint.end()):
            return
        first = joint.end()


def _is_headless(name: str, words: str, suffix: str) -> bool:
    """Heads joined under one modifier are one document: …活动的办赛指南和服务规范."""
    return "的" in words and not _is_statute(suffix) and not _ABOUT.match(name)


def _is_statute(suffix: str) -> bool:
    return suffix in titles.STATUTES


_DESCRIBED = re.compile(
    r"关于|进一步|促进|推进|加快|支持|加强|深化|规范|鼓励|推动|扩大|引导|完善|做好|优化|提升|保障|强化|健全|全面|深入|大力|积极|贯彻|构建|建立|发展|培育"
)
_NO_START = re.compile(f"{'|'.join(titles.OWN)}|[或和及与并的等、]|完成")
_ABOUT = re.compile(r"[^的]{0,24}?关于.*的(?:若干)?$")
_PREFIX = re.compile(alternatives(titles.PREFIXES))
_ENUMERATION = re.compile("等|、|各类|各级|各项")


def _name_start(shown: str, first: int, suffix: int, kind: str) -> int:
    """Where the name begins: descriptions that could be part of no title are left out."""
    if not _is_statute(kind) and (_DESCRIBED.match(shown, first) or _ABOUT.match(shown[first:suffix])):
        return first
    while _is_statute(kind) and (prefix := _PREFIX.match(shown, first, suffix)):
        first = prefix.end()
    cut = shown.rfind("的", first, suffix)
    if cut < 0:
        return first
    if _is_statute(kind) or _ENUMERATION.search(shown, first, cut) or _is_generic(shown[first:cut]):
        return cut + 1
    return first


def _is_name(shown: str, start: int, suffix: re.Match[str], action: str) -> bool:
    """Whether the words name a law or document in particular."""
    name, content = shown[start : suffix.end()], shown[start : suffix.start()]
    if len(name) < 3 or _NO_START.match(name) or _VERBS.at(shown, start):
        return False
    if _is_statute(suffix[0]):
        word = suffix[0] == "法" and content[-1:] in titles.NOT_BEFORE_LAW
        if name.endswith(titles.NOT_LAWS) or (word and not content.endswith(titles.LAW_WORDS)):
            return False
        return action != "依据" or suffix[0] != "法"
    if _ABOUT.match(content):
        return len(content) > 5
    if suffix[0] in titles.ABOUT:
        return False
    if action == "贯彻实施" and suffix[0] == "纲要":
        return _content(name) >= 4
    if action not in _ENACTMENTS:
        return False
    joined = len(_SUFFIX.findall(name)) > 1
    least = 5 if suffix[0].endswith(titles.LOOSE) and not joined else 4 if action == "完善" else 2
    return _content(name) >= least


def _content(name: str) -> int:
    """How many characters of a name are left without generic words and suffixes."""
    words = _SUFFIX.sub("", name)
    for word in titles.GENERIC:
        words = words.replace(word, "")
    return len(re.sub("[的和与及、□]", "", words))


def _is_generic(words: str) -> bool:
    return _content(words) == 0


# ---- what is to be done with it ---------------------------------------------------------------------------------

_ENDED = re.compile(r"[^，；]{0,80}?(?:停止执行|同时废止|予以废止|即行废止|废止|失效)")
_FARTHEST_VERB = 300
_ENACTMENTS = ("制定", "修订", "制修订", "完善")
_BESIDE = re.compile("(?<![□法例定则法])[与同]$")  # 修订与《…》不一致的规定: the act is on something else
_STUDIED = re.compile("(?:研究|论证|酝酿)$")
_TAILS = (  # what follows the name (and those listed with it), the action that it tells
    (re.compile(r"的?立法"), "制定"),
    (re.compile(r"的?(?:制修订|制定修订|制(?:定|订)和修订)"), "制修订"),
    (re.compile(r"的?(?:尽快|早日|加快|抓紧|适时|进一步)?(?:修订|修改|修正)"), "修订"),
    (
        re.compile(r"的?(?:尽快|早日|加快|抓紧|适时|进一步)?(?:制定|制订|起草|编制|出台|研究制定|颁布|发布|印发)"),
        "制定",
    ),
    (
        re.compile(r"(?:的?(?:全面|有效|深入|顺利)?)(?:贯彻|落实|实施|执行|宣传|宣贯)(?!方案|办法|细则|意见)"),
        "贯彻实施",
    ),
)
_SUPPORTING = re.compile(
    r"[^，；]{0,6}?(?:相关|有关|的)?(?:配套|相关|有关)[^，；]{0,8}?(?:法规|规章|司法解释|制度|政策|文件|标准|规定|办法|措施|细则)"
)
_DERIVED = re.compile("□*》?的?(?:实施|贯彻|贯彻落实|落实|推进)(?:方案|意见|计划|措施)|□*》?的?(?:任务|重点任务)?分工")
_FOOTING = re.compile(
    r"□*》?[^，、]{0,12}?(?:提出|明确|确定|规定|公布|要求|所列|所附|列明|部署|有关|精神|第[一二三四五六七八九十百\d]+条)"
)


def _mention(clause: Clause, words: str, name: _Name) -> LawMention:
    title = words[name.start : name.end]
    action, stage, anchor = _action(clause.shown, name)
    planned = action == "制定" and not anchor
    span = Span(clause.span.start + name.start, clause.span.start + name.end)
    return LawMention(span, clause.span, action, stage, _kind(title), name.rule, planned=planned, anchor=anchor)


def _kind(title: str) -> str:
    bare = re.sub(r"（[^（）]*）$", "", title)
    if bare.startswith("中国共产党") or bare.startswith("中共"):
        return "party"
    return next((kind for kind, ends in titles.KINDS.items() if bare.endswith(ends)), "document")


def _action(shown: str, name: _Name) -> tuple[str, str, bool]:
    """Action, stage, and whether the name is only the footing of something else."""
    verb, before = _verb_before(shown, name.start)
    action = titles.ACTION_OF.get(verb, "")
    after = _after(shown, name.after)
    near = shown[max(name.start - 8, 0) : name.start].removesuffix(HIDDEN)
    if _BESIDE.search(near):
        return "依据", "in_force", False
    if _ENDED.match(shown, name.after):
        return "停止执行", "do", False
    if name.rule == "titled" and action in _ENACTMENTS and _DERIVED.match(shown, name.after):
        return "依据", "in_force", False
    supporting = _SUPPORTING.match(shown, after)
    if supporting:
        action = action if action in _ENACTMENTS else _tail(shown, supporting.end()) or action
        return action or "依据", _stage(action, before, verb), action in _ENACTMENTS
    tail = _tail(shown, after)
    if not tail and not action and _STUDIED.search(near):
        return "制定", "study", False
    if tail and (not action or action in ("完善", "贯彻实施") or tail != "贯彻实施"):
        return tail, _stage(tail, shown[max(name.start - _FARTHEST_VERB, 0) : name.start], ""), False
    if not action or (
        action not in ("贯彻实施", "依据") and name.rule == "titled" and _FOOTING.match(shown, name.after)
    ):
        return "依据", "in_force", False
    return action, _stage(action, before, verb), False


def _tail(shown: str, at: int) -> str:
    return next((told for pattern, told in _TAILS if pattern.match(shown, at)), "")


_LISTED = re.compile(
    r"□+|(?:、|和|与|以及|及)(?=□)|等(?:法律法规|法律|法规|文件|政策)?|"
    r"(?:、|和|与|以及|及)[^，□、的]{2,24}?(?:法|条例|办法|规定|细则|规范|纲要|规划)"
)


def _after(shown: str, at: int) -> int:
    """Behind the names that are listed with this one, their numbers in brackets, and 等法律法规."""
    for _ in range(40):
        listed = _LISTED.match(shown, at)
        if not listed:
            break
        at = listed.end()
    return at


def _verb_before(shown: str, end: int) -> tuple[str, str]:
    """The nearest verb of legislation before a place, and the words before it."""
    verb, at = "", 0
    for start, found in _VERBS.find(shown, max(end - _FARTHEST_VERB, 0), end):
        verb, at = found, start
    return verb, shown[max(at - 8, 0) : at]


def _stage(action: str, before: str, verb: str) -> str:
    """How far it is: being studied, drafted, to be done, or in force."""
    if action in ("贯彻实施", "依据"):
        return "in_force"
    near = before + verb
    if any(word in near for word in titles.STUDY):
        return "study"
    drafting = any(word in near for word in titles.DRAFTING)
    return "drafting" if drafting and action in ("制定", "修订", "制修订") else "do"
