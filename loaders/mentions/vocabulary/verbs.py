"""Verbs of Chinese policy prose, what may stand before them, and the nouns that betray a noun reading.

The tables are in ``verbs.txt``, with what each of them is for.
"""

from __future__ import annotations

from loaders.mentions.vocabulary.tables import Words, mapping, words


def _table(section: str) -> Words:
    return words("verbs", section)


STRONG = _table("strong")
INNER = _table("inner")
CLOSING = _table("closing")
VERBS = frozenset(STRONG) | frozenset(INNER) | frozenset(_table("plain"))
CAUSATIVE = frozenset(_table("causative"))
SERIAL = frozenset(_table("serial"))
SECOND = frozenset(STRONG) - frozenset(_table("never_second")) | frozenset(_table("second_too"))
NOMINAL = _table("nominal")
LIGHT = _table("light")
BLOCKED = {verb: nouns for verb, nouns in mapping("verbs", "blocked").items() if verb in VERBS}

ADVERBS = _table("adverbs")
MODALS = _table("modals")
LEADS = _table("leads")
PREPOSITIONS = _table("prepositions")
PREPOSITION_BLOCKED = mapping("verbs", "preposition_blocked")

EFFECTS = frozenset(_table("effects"))
GOALS = frozenset(_table("goals"))
CHANGES = _table("changes")
FIRM = _table("firm")
GOVERNING = _table("governing")

ACTORS = "|".join(_table("actors"))
PEOPLE = "|".join((*_table("actors"), *_table("people")))
