"""The words around names of objects, and what open names end in; the tables are in ``objects.txt``."""

from __future__ import annotations

from loaders.mentions.vocabulary.tables import alternatives, mapping, words

BLOCKED = mapping("objects", "blocked")
ATTRIBUTES = words("objects", "attributes")
DROPPED = words("objects", "dropped")
SUFFIXES = mapping("objects", "suffixes")
EXTENSIONS = {noun: kind for noun, (kind,) in mapping("objects", "extensions").items()}
BEFORE_BROAD = words("objects", "before_broad")
CLASSES = alternatives(words("objects", "classes"))
NOT_EXTENDED = alternatives(words("objects", "not_extended"))
HALF_CLASSES = alternatives(words("objects", "half_classes"))
INNER_VERBS = frozenset(words("objects", "inner_verbs"))
LOOSE_CLASSES = alternatives(words("objects", "loose_classes"))
GENERIC = words("objects", "generic")
COMMON = words("objects", "common")
MANAGED = alternatives(words("objects", "managed"))
MANAGED_HEADS = {word[0] for word in words("objects", "managed")}
OWNED = f"(?:{alternatives(words('objects', 'between'))}){{0,4}}(?:{alternatives(words('objects', 'institutions'))})"
OWNED_HEADS = {word[0] for word in (*words("objects", "between"), *words("objects", "institutions"))}
