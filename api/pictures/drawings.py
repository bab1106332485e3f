"""The two columns of a document, and those around an agency: as a page, and as an SVG file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from api.pages import links
from api.pages.backend import ask, ask_further, only, resolved
from api.pages.language import language, speaker
from api.pages.rendering import HOME, Crumb, page
from api.pages.route import PageRoute
from api.pictures import addresses
from api.pictures.asking import AROUND, EDGES, given, newest, plans
from api.pictures.files import stylesheet
from api.pictures.network import Network, cut, network_of
from api.pictures.svg import Drawing, two_columns
from graph.catalogue import Result
from graph.catalogue.query import Words

router = APIRouter(route_class=PageRoute, include_in_schema=False)
SVG = "image/svg+xml"
BODIES, ITEMS = 60, 60  # what a picture of two columns holds
_TITLE = Words("责任关系图", "Who does what")


@dataclass(frozen=True)
class Sight:
    """What a picture is of: the answer behind it, what is shown of it, who stands first, and its addresses."""

    name: str
    result: Result
    network: Network
    first: tuple[str, ...]
    page: str
    file: str
    subject: Crumb


@router.get("/pictures/document")
async def of_document(request: Request) -> Response:
    """A document's agencies and measures. Query: document (the newest), reading."""
    sight = await _of_document(request)
    return page(request, "nothing.html", title=_TITLE, own_css=stylesheet()) if sight is None else _page(request, sight)


@router.get("/pictures/document.svg")
async def document_file(request: Request) -> Response:
    """The same as a file."""
    sight = await _of_document(request)
    return Response("", 404) if sight is None else _file(request, sight)


@router.get("/pictures/agency")
async def of_agency(request: Request) -> Response:
    """An agency, its measures and all others in them. Query: agency, document, reading."""
    return _page(request, await _of_agency(request))


@router.get("/pictures/agency.svg")
async def agency_file(request: Request) -> Response:
    """The same as a file."""
    return _file(request, await _of_agency(request))


def drawn(request: Request, network: Network, name: str, first: tuple[str, ...], reading: str, base: str = "") -> str:
    """The picture of a network.

    Args:
        base: put before every address; a file is opened somewhere else.
    """
    t = speaker(language(request))
    bodies, items, ties = network.shown
    said = t(
        f"左列 {bodies} 个部门，右列 {items} 项任务，{ties} 条责任关系。",
        f"{bodies} agencies on the left, {items} measures on the right, {ties} ties.",
    )
    more = counted(network, t)
    return two_columns(
        network,
        Drawing(
            f"{name}：{t(_TITLE)}",
            f"{said} {more}".strip(),
            t,
            lambda id_: base + links.agency(id_, reading),
            lambda id_: base + links.measure(id_, reading),
            first,
        ),
    )


def counted(network: Network, t: Callable[[str, str], str]) -> str:
    """What is shown of how many, empty if it is everything."""
    if network.complete:
        return ""
    parts = zip(
        network.shown, network.total, (("个部门", "agencies"), ("项任务", "measures"), ("条关系", "ties")), strict=True
    )
    least, at_least = ("", "") if network.whole else ("至少 ", "at least ")
    shown = [(f"{n}/{least}{total} {zh}", f"{n} of {at_least}{total} {en}") for n, total, (zh, en) in parts]
    return t("显示 " + "，".join(zh for zh, _ in shown), "showing " + ", ".join(en for _, en in shown))


async def _of_document(request: Request) -> Sight | None:
    asked = given(request, ("document", "reading"))
    wanted = asked.get("document") or newest(await plans(request))
    if not wanted:
        return None
    result = await ask(request, "graph/document", document=wanted, reading=asked.get("reading"), limit=EDGES)
    own = resolved(result, "document")
    head = only((await ask_further(request, result, ("document/detail", {"document": own})))[0])
    name, link = str(head["plan_title"] or head["title"]), partial(addresses.document, own, result.reading)
    network = cut(network_of(result), BODIES, ITEMS)
    subject = Crumb(str(head["number"] or name), links.document(own, result.reading))
    return Sight(name, result, network, (), addresses.explorer(result.reading, document=own), link(".svg"), subject)


async def _of_agency(request: Request) -> Sight:
    asked = given(request, ("agency", "document", "reading"))
    result = await ask(request, "graph/ego", **{"agency": "", **asked}, limit=AROUND)
    own = resolved(result, "agency")
    inside = next((b.value for b in result.params if b.name == "document"), None)
    head = only((await ask_further(request, result, ("agency/detail", {"agency": own})))[0])
    link = partial(addresses.agency, own, None if inside is None else str(inside), result.reading)
    network = cut(network_of(result), BODIES, ITEMS, (own,))
    explorer = addresses.explorer(result.reading, agency=own, document=inside)
    subject = Crumb(str(head["short"]), links.agency(own, result.reading))
    return Sight(str(head["name"]), result, network, (own,), explorer, link(".svg"), subject)


def _page(request: Request, sight: Sight) -> Response:
    t = speaker(language(request))
    reading = str(sight.result.reading)
    return page(
        request,
        "picture.html",
        title=f"{sight.name}：{t(_TITLE)}",
        results=[sight.result],
        crumbs=[Crumb(HOME, "/"), sight.subject, Crumb(_TITLE)],
        reading=reading,
        own_css=stylesheet(),
        name=sight.name,
        heading=_TITLE,
        network=sight.network,
        names=named(sight.network),
        more=counted(sight.network, t),
        svg=drawn(request, sight.network, sight.name, sight.first, reading) if sight.network.ties else "",
        file=sight.file,
        explorer=sight.page,
    )


def named(network: Network) -> dict[str, str]:
    """What agencies and measures are called, by id."""
    return {b.id: b.short for b in network.bodies} | {i.id: i.label for i in network.items}


def _file(request: Request, sight: Sight) -> Response:
    base = str(request.base_url).rstrip("/")
    text = drawn(request, sight.network, sight.name, sight.first, str(sight.result.reading), base)
    name = quote(f"{sight.subject.text}-{sight.result.reading}.svg".replace("/", "-"), safe="")
    headers = {"Content-Disposition": f"attachment; filename=\"picture.svg\"; filename*=UTF-8''{name}"}
    return Response(text, headers=headers, media_type=SVG)
