"""Words of time limits beside the numbers: events, work without an end, milestones; the tables are in ``times.txt``."""

from __future__ import annotations

from loaders.mentions.vocabulary.tables import alternatives, mapping, words

EVENTS = alternatives(words("times", "events"))
EVENT_TAILS = alternatives(words("times", "event_tails"))
ONGOING = alternatives(words("times", "ongoing"))
ONGOING_DEEDS = alternatives(words("times", "ongoing_deeds"))
BEGINNINGS = alternatives(words("times", "beginnings"))
PART_RESULTS = alternatives(words("times", "part_results"))
DONE = alternatives(words("times", "done"))
ISSUING = alternatives(words("times", "issuing"))
DOCUMENT = alternatives(words("times", "document"))
VAGUE = alternatives(words("times", "vague"))
NOT_COMING = words("times", "not_coming")
NO_DEED = words("times", "no_deed")
LASTING = words("times", "lasting")
ATTRIBUTES = alternatives(words("times", "attributes"))
ASSESSMENTS = {topic: day for topic, (day,) in mapping("times", "assessments").items()}


def first_of(*choices: str) -> str:
    """The code points that the words of some alternatives begin with, each once."""
    return "".join(sorted({word[0] for choice in choices for word in choice.split("|")}))


def heads_of(*choices: str) -> tuple[tuple[str, str], ...]:
    """For each set of alternatives the first code points of its words and the second ones."""
    split = [choice.split("|") for choice in choices]
    return tuple((first_of(*some), "".join(sorted({word[1] for word in some}))) for some in split)
