"""Time limits as properties of nodes and edges."""

from __future__ import annotations

from graph.records import Value
from loaders.extract import Reading
from loaders.model import Deadline, DeadlineMention


def due_facts(said: Deadline | None) -> dict[str, Value]:
    """What the words of a time limit mean; empty values where they mean no day."""
    if said is None:
        return {}
    return {"due": said.end or None, "due_from": said.start or said.earliest or None, "due_kind": said.kind}


def deadline_facts(reading: Reading, mention: DeadlineMention | None) -> dict[str, Value]:
    """The words of a time limit and what they mean."""
    return {"deadline": reading.clean.printed(mention.span), **due_facts(mention.deadline)} if mention else {}
