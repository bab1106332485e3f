"""Tokens of Cypher: enough of its spelling that a rule never mistakes a string or a comment for a keyword."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

WORD, QUOTED, STRING, NUMBER = "word", "quoted", "string", "number"
PARAM, SYMBOL, COMMENT = "param", "symbol", "comment"

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<string>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
    |(?P<quoted>`(?:``|[^`])*`)
    |\$(?P<param>\w+|`(?:``|[^`])*`)
    |(?P<number>0[xo][0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    |(?P<word>[^\W\d]\w*)
    |(?P<symbol>\.\.|<>|<=|>=|=~|\+=|\|\||[-+*/%^=<>.,:;|&!(){}\[\]])""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    """One token; ``line`` counts from 1, ``at`` is its offset. Backticks and ``$`` are taken off the text."""

    kind: str
    text: str
    line: int
    at: int = field(default=0, compare=False)

    def word(self, *words: str) -> bool:
        """Whether this is one of the given bare words, whatever their case."""
        return self.kind == WORD and self.text.upper() in words

    def symbol(self, *symbols: str) -> bool:
        """Whether this is one of the given symbols."""
        return self.kind == SYMBOL and self.text in symbols

    @property
    def named(self) -> bool:
        """Whether this can be a name: bare or in backticks."""
        return self.kind in (WORD, QUOTED)


def tokens(cypher: str, *, comments: bool = False) -> list[Token]:
    """The tokens of a statement, comments left out unless asked for.

    Raises ValueError, ``line: text``, at a character that begins no token (an open string or comment included).
    """
    found: list[Token] = []
    at, line = 0, 1
    while at < len(cypher):
        match = _TOKEN.match(cypher, at)
        if match is None or (cypher.startswith("/*", at) and match.lastgroup != COMMENT):
            raise ValueError(f"{line}: {cypher[at : at + 10]!r} begins no token (an open string or comment?)")
        kind = str(match.lastgroup)
        text = match[kind]
        if kind != "space" and (comments or kind != COMMENT):
            found.append(Token(kind, text.strip("`") if kind in (QUOTED, PARAM) else text, line, at))
        line += match[0].count("\n")
        at = match.end()
    return found
