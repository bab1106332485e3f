"""The page of a measure: its clause with every named party marked where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.pages import links
from api.pages.backend import ask, ask_further, only, resolved
from api.pages.marks import Passage, key, passages
from api.pages.rendering import HOME, Crumb, page
from api.pages.route import PageRoute
from graph.catalogue import Result
from graph.catalogue.result import Row

router = APIRouter(route_class=PageRoute, include_in_schema=False)
MOST = 1000  # parties, tasks or laws of one measure


@router.get("/measures/{id:path}")
async def measure(request: Request, id: str) -> Response:
    """One measure. Query: reading. A number or title instead of an id leads on to the page of the id."""
    detail = await ask(request, "measure/detail", measure=id)
    own = resolved(detail, "measure")
    if own != id:
        return RedirectResponse(links.address(links.measure(own), dict(request.query_params)), 307)
    parties, tasks, laws = await ask_further(
        request,
        detail,
        ("measure/parties", {"measure": own, "reading": request.query_params.get("reading"), "limit": MOST}),
        ("measure/tasks", {"measure": own, "limit": MOST}),
        ("law/by_action", {"measure": own, "limit": MOST}),
    )
    row = only(detail)
    text = passages(str(row["text"]), int(str(row["start"])), int(str(row["end"])), parties.rows)
    return page(
        request,
        "measure.html",
        title=f"{row['number']}{row['title']}",
        results=[detail, parties, tasks, laws],
        crumbs=_crumbs(row, parties),
        reading=parties.reading,
        measure=row,
        passages=text,
        marked=_marked(text),
        parties=[(key(party), party) for party in parties.rows],
        result=parties,
        tasks=tasks,
        laws=laws,
    )


def _crumbs(row: Row, parties: Result) -> list[Crumb]:
    """The way to a measure; a document that has no number is called by its title, not by its hash."""
    document = str(row["document"])
    shown = str(row["document_title"]) if ":" in document else document
    named = Crumb(shown, links.document(document, parties.reading))
    return [Crumb(HOME, "/"), named, Crumb(str(row["number"]) or str(row["title"]))]


def _marked(text: Iterable[Passage]) -> frozenset[str]:
    """The keys of the parties that are marked in the text."""
    return frozenset(piece.mark for passage in text for piece in passage.pieces if piece.mark)
