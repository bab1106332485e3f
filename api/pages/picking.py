"""Picking: names that can be chosen in a form, so that nobody need know them by heart."""

from __future__ import annotations

from functools import cache

from fastapi import Request

from api.pages.backend import ask
from graph.registry import registry

MOST = 60  # documents that are offered; any other can be written
_LAST = 10**6  # rank of bodies that the protocol order does not have


async def listed(request: Request, label: str) -> tuple[str, ...]:
    """Names of nodes of a label, empty where there is no list. Raises as the backend."""
    if label == "Document":
        result = await ask(request, "document/list", limit=MOST)
        return tuple(str(row["number"] or row["title"]) for row in result.rows)
    return _registered(label)


@cache
def _registered(label: str) -> tuple[str, ...]:
    """Of the registry: bodies in protocol order, laws, objects, instruments."""
    known = registry()
    if label == "Agency":
        central = sorted(known.agencies.values(), key=lambda a: (a.rank or _LAST, a.id))
        return tuple(dict.fromkeys(agency.short for agency in central if not agency.collective))
    if label == "Law":
        return tuple(law.title for law in known.laws.entries.values())
    if label == "Object":
        return tuple(dict.fromkeys(term.name for term in known.objects))
    return tuple(term.label for term in known.instruments) if label == "Instrument" else ()
