"""Whether words that no list knows can be the name of something."""

from __future__ import annotations

import re

from loaders.mentions.vocabulary import objects as words
from loaders.mentions.vocabulary import verbs
from loaders.mentions.vocabulary.wordlist import WordList

_NO_NAME = re.compile(
    r"[\d%％□]|[^\u3400-\u9fffA-Za-z0-9+-]|[是有要可不并已被了着过]|加强|推进|推动|开展|促进|提高|提升|完善|建立|实施|"
    "[万亿]级|百亿|千亿|问题|工作|情况|活动|方式|形式|制度|措施|机制|含量|附加值|水平|条件|要求"
)
_GENERIC = WordList(words.GENERIC)
_VERBS = WordList(verbs.VERBS | frozenset(verbs.PREPOSITIONS))
_DROPPED = WordList(words.DROPPED)


def may_name(item: str) -> bool:
    """Whether an item can be a name: short, no verb or figure in it, not only general words."""
    return 2 <= len(item) <= 10 and not _NO_NAME.search(item) and not is_generic(item)


def has_verb(words_: str) -> bool:
    """Whether a verb stands in the words that does not stand in names (生产设备)."""
    return any(verb not in words.INNER_VERBS for _, verb in _VERBS.find(words_, 0, len(words_)))


def is_generic(name: str) -> bool:
    """Whether the words are made of general ones only (重点企业)."""
    at = 0
    while at < len(name):
        word = _GENERIC.at(name, at)
        if not word:
            return False
        at += len(word)
    return True


def without_dropped(shown: str, at: int) -> int:
    """Where a name begins that has 各类, 相关 and the like before it."""
    while dropped := _DROPPED.at(shown, at):
        at += len(dropped)
    return at
