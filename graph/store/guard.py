"""A last look at a statement that is given out as reading.

Read access mode and a rolled-back transaction are no guard on every server: on the embedded engine a session for
reading may write, index commands take effect at once, and CALL … IN TRANSACTIONS commits inside a transaction that
is rolled back later. So a statement with a writing word in it is not sent at all.
"""

from __future__ import annotations

import re
from functools import lru_cache

_QUOTED = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | '(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" | `(?:``|[^`])*`""", re.VERBOSE | re.DOTALL
)
# Not after . : $ and not before : or . – there the word is a property, a label, a parameter, a key or a variable.
_WRITING = re.compile(
    r"""(?<![\w.:$])
    (?: CREATE | INSERT | MERGE | SET | DELETE | DETACH | NODETACH | REMOVE | FOREACH | LOAD\s+CSV | TRANSACTIONS?
      | DROP | ALTER | RENAME | GRANT | DENY | REVOKE )
    \b(?!\s*[:.])""",
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(maxsize=512)  # a catalogue's statements come again and again
def writing_word(cypher: str) -> str | None:
    """The first word of ``cypher`` that can only stand in a statement with effects; None if there is none.

    Text in quotation marks, names in backticks and comments are not looked at.
    """
    found = _WRITING.search(_QUOTED.sub(" ", cypher))
    return found.group().upper() if found else None
