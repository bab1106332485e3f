"""Names of objects beside the registry's terms, and the words around such names; the tables are in ``objects.txt``."""

from __future__ import annotations

from loaders.mentions.vocabulary.tables import alternatives, mapping, words

KINDS = ("product", "industry", "service", "facility", "hazard")

NAMES = {kind: words("objects", kind) for kind in KINDS}
BLOCKED = mapping("objects", "blocked")
ATTRIBUTES = words("objects", "attributes")
DROPPED = words("objects", "dropped")
SUFFIXES = mapping("objects", "suffixes")
EXTENSIONS = {noun: kind for noun, (kind,) in mapping("objects", "extensions").items()}
CLASSES = alternatives(words("objects", "classes"))
LOOSE_CLASSES = alternatives(words("objects", "loose_classes"))
GENERIC = words("objects", "generic")
MANAGED = alternatives(words("objects", "managed"))
OWNED = f"(?:{alternatives(words('objects', 'between'))}){{0,4}}(?:{alternatives(words('objects', 'institutions'))})"
