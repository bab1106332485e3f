"""Heads of programme names, and what stands before and around them; the tables are in ``programmes.txt``."""

from __future__ import annotations

from loaders.mentions.vocabulary.tables import alternatives, mapping, words

HEADS = mapping("programmes", "heads")
STARTS = alternatives(words("programmes", "starts"))
INNER_STARTS = alternatives(words("programmes", "inner_starts"))
COMPLETE = alternatives(words("programmes", "complete"))
WORKS = alternatives(words("programmes", "works"))
ROUTINE = words("programmes", "routine")
EVENTS = frozenset(words("programmes", "events"))
THINGS = alternatives(words("programmes", "things"))
