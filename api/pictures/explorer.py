"""The explorer: a network that can be walked through, with its data as JSON and GraphML; whole without JavaScript."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute

from api.pages.backend import ask_further, only
from api.pages.compressing import compressed
from api.pages.language import language, speaker
from api.pages.rendering import CSP, HOME, Crumb, page
from api.pages.route import PageRoute
from api.pictures import addresses
from api.pictures.asking import PLANS
from api.pictures.drawings import BODIES, ITEMS, counted, drawn, named
from api.pictures.elements import elements, graph_file
from api.pictures.files import scripts, stylesheet
from api.pictures.network import cut
from api.pictures.view import View, view_of
from graph.catalogue.query import Words
from graph.errors import UnknownName
from graph.export.answers import compact

SCRIPTED = f"{CSP}; script-src 'self'; connect-src 'self'"
_TITLE = Words("关系图浏览", "Explorer")
_AGENCIES = 1000  # names that are offered


class ScriptedRoute(PageRoute):
    """A page that may run the scripts of this server, and no others."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, wrapped."""
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            response = await handler(request)
            response.headers["Content-Security-Policy"] = SCRIPTED
            return response

        return answer


class DataRoute(APIRoute):
    """Data for the script: compressed, asked for anew each time. Errors are problems, as in the interface."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, wrapped."""
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            response = await handler(request)
            response.headers["Cache-Control"] = "no-cache"
            response.headers["Vary"] = "Accept-Encoding"
            return compressed(request, response)

        return answer


pages = APIRouter(route_class=ScriptedRoute, include_in_schema=False)
files = APIRouter(route_class=DataRoute, include_in_schema=False)


@pages.get(addresses.EXPLORER)
async def explorer(request: Request) -> Response:
    """The page. Query: document (the newest), or agency, or agency and other; reading; limit (nodes)."""
    view = await view_of(request)
    if view is None:
        return page(request, "nothing.html", title=_TITLE, own_css=stylesheet())
    t = speaker(language(request))
    plan = view.params.get("document")
    documents, workload, *heads = await ask_further(
        request,
        view.result,
        ("document/list", {"limit": PLANS}),
        ("agency/workload", {"limit": _AGENCIES}),
        *([("document/detail", {"document": plan})] if plan else []),
    )
    head = only(heads[0]) if heads else {}
    small = cut(view.network, BODIES, ITEMS, view.first)
    return page(
        request,
        "explorer.html",
        title=t(_TITLE),
        results=[view.result],
        crumbs=[Crumb(HOME, "/"), Crumb(_TITLE)],
        reading=view.reading,
        own_css=stylesheet(),
        scripts=scripts(),
        view=view,
        title_of_plan=head.get("plan_title") or head.get("title"),
        asked={**dict.fromkeys(("agency", "other", "document")), **{b.name: b for b in view.result.params}},
        network=small,
        names=named(view.network),
        more=counted(view.network, t),
        less=counted(small, t) if small.shown != view.network.shown else "",
        svg=drawn(request, small, _subject(view, t), view.first, view.reading) if small.ties else "",
        graph_json=addresses.explorer(view.reading, "/graph.json", **view.params),
        file=addresses.explorer(view.reading, "/graph.graphml", **view.params),
        documents=documents.rows,
        agencies=workload.rows,
    )


@files.get(addresses.EXPLORER + "/graph.json")
async def data(request: Request) -> Response:
    """What the page shows, as data. Query: as the page."""
    return Response(compact(elements(await _shown(request))), media_type="application/json")


@files.get(addresses.EXPLORER + "/graph.graphml")
async def graph(request: Request) -> Response:
    """What the page shows, for other programs. Query: as the page."""
    body = await asyncio.to_thread(graph_file, await _shown(request))
    disposition = {"Content-Disposition": 'attachment; filename="policygraph.graphml"'}
    return Response(body, headers=disposition, media_type="application/graphml+xml")


async def _shown(request: Request) -> View:
    view = await view_of(request)
    if view is None:
        raise UnknownName("no document is loaded", where=request.url.path)
    return view


def _subject(view: View, t: Callable[..., str]) -> str:
    shown = [bound.shown for bound in view.result.params if bound.name in ("agency", "other") and bound.value]
    asked = next((b.shown for b in view.result.params if b.name == "document"), "")
    return t(" 与 ", " and ").join(shown) if shown else asked
