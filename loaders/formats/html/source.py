"""The source of a page: bytes to text, and limits that hold before anything is parsed."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable

from graph.errors import LimitExceeded, UndecodableText
from loaders.decode import encoding_of

MAX_TAGS = 200_000  # a page of a plan has some thousands
MAX_NESTING = 4_000  # elements inside each other, as the source counts them; the parser's time grows with the square
MAX_ATTRIBUTES = 1_000  # of one element; likewise
MAX_COPIES = (
    2_000_000  # elements that the parser makes up when it opens unclosed <b>, <font> … again in every paragraph
)
_FEW_TAGS = 2_500  # fewer cannot do harm, whatever they are
_MANY_TAGS = 10_000  # fewer cannot be nested so deeply that it takes long

_FEW_LOST = 3  # characters of a page that may fail to decode
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{2,20})|<\?xml[^>]{0,100}?encoding=[\"']([\w-]{2,20})", re.I
)
_KNOWN = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "cp936", "hz-gb-2312"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
}
_NAME = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9]*)")
_FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
_EQUAL = 3
_QUOTED = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_WITHOUT_END = """
    area base br col embed hr img input link meta param source track wbr p li td th tr dd dt option tbody thead tfoot
"""
_NO_END = frozenset(_WITHOUT_END.split())


def decode_page(data: bytes, name: str) -> tuple[str, str]:
    """The source and its encoding: byte order mark, strict UTF-8, then what the page declares, then what reads best.

    A page that calls itself GB2312 or GBK is GB18030, unless it is UTF-8 all the same (saved from a browser). A few
    bytes that do not decode become U+FFFD: they mostly stand in menus, or where the file was cut.

    Raises:
        UndecodableText: no encoding gives Chinese text.
    """
    marked = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)
    match = _DECLARED.search(data, 0, 8192)
    declared = _KNOWN.get((match[1] or match[2]).decode().lower()) if match else None
    plain = None if b"\x00" in data else "utf-8"
    known = [e for e in ([marked] if marked else [plain, declared]) if e]
    strict = next((e for e in known if _decodes(data, e)), None) or (None if marked else encoding_of(data))
    for encoding in [strict] if strict else [*reversed(known), "gb18030"]:
        text = data.decode(encoding, "replace")
        if strict or text.count("\ufffd") <= max(_FEW_LOST, len(text) // 500):
            return text.removeprefix("\ufeff"), encoding
    raise UndecodableText(
        "the bytes of the page are no Chinese text in UTF-8, GB18030, Big5 or UTF-16",
        where=name,
        hint="save the page again from the browser",
    )


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def check_limits(source: str, name: str) -> None:
    """Refuses a source that is made to take the parser's time or memory.

    Raises:
        LimitExceeded: too many elements, too many inside each other, or too many attributes.
    """
    tags = source.split("<")[1:]
    if len(tags) > MAX_TAGS:
        raise _beyond(f"the page has more than {MAX_TAGS:,} elements", name)
    kinds = {tag.partition(">")[0] for tag in tags}
    if any(len(kind) > 2 * MAX_ATTRIBUTES and _attributes(kind) > MAX_ATTRIBUTES for kind in kinds):
        raise _beyond(f"an element of the page has more than {MAX_ATTRIBUTES:,} attributes", name)
    if len(tags) > _MANY_TAGS or (len(tags) > _FEW_TAGS and _most_copies(kinds, len(tags)) > MAX_COPIES):
        _check_nesting(tags, name)


def _most_copies(kinds: Iterable[str], tags: int) -> int:
    """At most how many elements the parser can make up, if none of the formatting is ever closed."""
    names = (match for kind in kinds if (match := _NAME.match(kind)))
    return tags * _EQUAL * sum(not match[1] and match[2].lower() in _FORMATTING for match in names)


def _beyond(what: str, name: str) -> LimitExceeded:
    return LimitExceeded(what, where=name, hint="save the text of the page as plain text")


def _attributes(tag: str) -> int:
    return len(_QUOTED.sub("=", tag).split())


def _check_nesting(tags: list[str], name: str) -> None:
    """Follows the nesting by the tags alone.

    Each element that is opened makes the parser open again all formatting that is unclosed; of equal formatting
    elements (same name, same attributes) three.
    """
    depth = copies = unclosed = 0
    opened: dict[str, list[str]] = {}
    equal: Counter[str] = Counter()
    for piece in tags:
        match = _NAME.match(piece)
        if not match:
            continue
        end, tag = match[1], match[2].lower()
        if tag in _FORMATTING:
            if not end:
                key = piece.partition(">")[0]
                opened.setdefault(tag, []).append(key)
                equal[key] += 1
                unclosed += equal[key] <= _EQUAL
            elif opened.get(tag):
                key = opened[tag].pop()
                unclosed -= equal[key] <= _EQUAL
                equal[key] -= 1
        if tag not in _NO_END:
            depth = max(0, depth - 1) if end else depth + 1
        copies += unclosed
        if depth > MAX_NESTING or copies > MAX_COPIES:
            raise _beyond("the elements of the page are nested too deeply", name)
