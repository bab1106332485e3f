"""View: what the explorer shows, of a document, around an agency or between two, bounded and with coordinates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request

from api.pages.backend import ask, resolved
from api.pictures.asking import AROUND, EDGES, given, newest, number, plans
from api.pictures.layout import circle, columns
from api.pictures.network import Network, cut, network_of
from api.pictures.relation import Way, columns_of, ways
from graph.catalogue import Result

PARAMETERS = ("document", "agency", "other", "reading", "limit")
NODES, MOST_NODES = 300, 1000
WAYS = 30  # between two agencies


@dataclass(frozen=True)
class View:
    """A network and the answer it is of.

    ``kind``: document, agency or relation. ``first``: ids of the agencies asked for. ``params``: what was asked, with
    ids in place of names. ``steps``, ``ways``: between two agencies; ``more_ways`` if there are others.
    """

    kind: str
    result: Result
    network: Network
    first: tuple[str, ...]
    params: Mapping[str, object]
    steps: tuple[tuple[str, ...], ...] = ()
    ways: tuple[Way, ...] = ()
    more_ways: bool = False

    @property
    def reading(self) -> str:
        """How the lead rule is read."""
        return str(self.result.reading)

    def places(self) -> dict[str, tuple[int, int]]:
        """Coordinates by id, in px; worked out anew each time."""
        if self.kind == "relation":
            return columns(self.steps)
        return circle(self.network, self.first[0] if self.first else "")


async def view_of(request: Request) -> View | None:
    """What the address asks for; None if it names nothing and nothing is loaded. Raises what the runner raises."""
    asked = dict(given(request, PARAMETERS))
    limit = number(request, "limit", NODES, MOST_NODES)
    asked.pop("limit", None)
    if asked.get("other"):
        return await _between(request, asked, limit)
    if asked.get("agency"):
        return await _around(request, asked, limit)
    document = asked.pop("document", "") or newest(await plans(request))
    return await _inside(request, document, asked, limit) if document else None


async def _inside(request: Request, document: str, asked: Mapping[str, str], limit: int) -> View:
    result = await ask(request, "graph/document", document=document, **asked, limit=EDGES)
    network = bounded(network_of(result), limit)
    params = {"document": resolved(result, "document"), **_limit(limit)}
    return View("document", result, network, (), params)


async def _around(request: Request, asked: Mapping[str, str], limit: int) -> View:
    result = await ask(request, "graph/ego", **asked, limit=AROUND)
    own = resolved(result, "agency")
    inside = next(b.value for b in result.params if b.name == "document")
    network = bounded(network_of(result), limit, own)
    params = {"agency": own, "document": inside, **_limit(limit)}
    return View("agency", result, network, (own,), params)


async def _between(request: Request, asked: Mapping[str, str], limit: int) -> View:
    """Two agencies; the answer is bounded by the number of edges too."""
    result = await ask(request, "graph/relation", **{"agency": "", **asked}, limit=1000)
    ends = (resolved(result, "agency"), resolved(result, "other"))
    network = bounded(network_of(result), limit, *ends)
    known = {body.id for body in network.bodies} | {item.id for item in network.items}
    steps = tuple(tuple(id_ for id_ in column if id_ in known) for column in columns_of(result))
    found = ways(result, WAYS + 1)
    params = {"agency": ends[0], "other": ends[1], **_limit(limit)}
    shown, more = tuple(found[:WAYS]), len(found) > WAYS
    return View("relation", result, network, ends, params, steps, shown, more)


def bounded(network: Network, nodes: int, *kept: str) -> Network:
    """At most so many nodes: measures up to two thirds of them, and the agencies with most ties to those."""
    items = min(len(network.items), max(1, nodes * 2 // 3))
    return cut(network, max(1, nodes - items), items, kept)


def _limit(limit: int) -> dict[str, object]:
    return {} if limit == NODES else {"limit": limit}
