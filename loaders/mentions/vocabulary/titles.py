"""How laws and documents are named, and what verbs do with them; the tables are in ``titles.txt``."""

from __future__ import annotations

from loaders.mentions.vocabulary.tables import mapping, words

ACTION_OF = {verb: action for action, verbs in mapping("titles", "action_verbs").items() for verb in verbs}
STUDY = words("titles", "study")
DRAFTING = words("titles", "drafting")

STATUTES = ("条例", "法典", "法")
DOCUMENTS = words("titles", "documents")
ABOUT = words("titles", "about")
LOOSE = words("titles", "loose")
NOT_LAWS = words("titles", "not_laws")
NOT_BEFORE_LAW = "".join(words("titles", "not_before_law"))
LAW_WORDS = words("titles", "law_words")
PREFIXES = words("titles", "prefixes")
NOT_AFTER_LAW = "".join(words("titles", "not_after_law"))
GENERIC = words("titles", "generic")
OWN = words("titles", "own")
KINDS = mapping("titles", "kinds")
