"""The heat map (agency by section) and the matrix (agency by agency) of a document, as pages and as CSV files."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from api.pages import links
from api.pages.backend import ask, ask_further, only, resolved
from api.pages.language import language, speaker
from api.pages.rendering import HOME, Crumb, page
from api.pages.route import PageRoute
from api.pages.sheet import CSV
from api.pictures import addresses
from api.pictures.asking import chosen, every, given, newest, plans
from api.pictures.files import stylesheet
from api.pictures.grid import COUNTS, Grid, heat_map, matrix
from graph.catalogue import Result
from graph.catalogue.query import Words
from graph.catalogue.result import Row

router = APIRouter(route_class=PageRoute, include_in_schema=False)
ROWS, SQUARE = 80, 40  # agencies on a page: of the heat map, of the matrix
_MOST = 1000  # sections or agencies of one document
_HEAT, _MATRIX = (
    Words("部门与章节的任务量", "Measures by agency and section"),
    Words("部门共同任务矩阵", "Shared measures"),
)
COUNT_WORDS = {
    "measures": Words("涉及", "all"),
    "leads": Words("牵头", "leads"),
    "takes_part": Words("参加", "takes part"),
    "shares": Words("分工负责", "shares"),
}


@router.get("/pictures/heat-map")
async def heat_page(request: Request) -> Response:
    """Measures by agency and section. Query: document (the newest), reading, count (measures, leads …)."""
    wanted = await _document(request, ("document", "reading", "count"))
    if not wanted:
        return page(request, "nothing.html", title=_HEAT, own_css=stylesheet())
    result, grid, count = await _heat(request, wanted, ROWS)
    own, reading = resolved(result, "document"), str(result.reading)
    counts = [(addresses.heat_map(own, reading, name), name == count, COUNT_WORDS[name]) for name in COUNTS]
    file = addresses.heat_map(own, reading, count, ".csv")
    return await _page(request, "heat_map.html", _HEAT, [result], grid, file, counts=counts)


@router.get("/pictures/heat-map.csv")
async def heat_file(request: Request) -> Response:
    """The same as CSV, with all agencies."""
    wanted = await _document(request, ("document", "reading", "count"))
    result, grid, _ = await _heat(request, wanted, _MOST)
    return _file(request, grid, f"heat-map-{resolved(result, 'document')}")


@router.get("/pictures/matrix")
async def matrix_page(request: Request) -> Response:
    """Measures by pairs of agencies. Query: document (the newest), reading."""
    wanted = await _document(request, ("document", "reading"))
    if not wanted:
        return page(request, "nothing.html", title=_MATRIX, own_css=stylesheet())
    results, grid = await _matrix(request, wanted, SQUARE)
    file = addresses.matrix(resolved(results[0], "document"), results[0].reading, ".csv")
    return await _page(request, "matrix.html", _MATRIX, results, grid, file)


@router.get("/pictures/matrix.csv")
async def matrix_file(request: Request) -> Response:
    """The same as CSV, with all agencies."""
    wanted = await _document(request, ("document", "reading"))
    results, grid = await _matrix(request, wanted, _MOST)
    return _file(request, grid, f"matrix-{resolved(results[0], 'document')}")


async def _document(request: Request, known: tuple[str, ...]) -> str:
    return given(request, known).get("document") or newest(await plans(request))


async def _heat(request: Request, wanted: str, most: int) -> tuple[Result, Grid, str]:
    count = chosen(request, "count", COUNTS, "measures")
    read = {"document": wanted, "reading": request.query_params.get("reading")}
    result = await ask(request, "document/heat_map", **read, limit=10_000)
    (sections,) = await ask_further(request, result, ("document/sections", {"document": wanted, "limit": _MOST}))
    grid = heat_map(result.rows, sections.rows, resolved(result, "document"), str(result.reading), count, most)
    return result, grid, count


async def _matrix(request: Request, wanted: str, most: int) -> tuple[list[Result], Grid]:
    read = {"document": wanted, "reading": request.query_params.get("reading"), "collectives": False}
    result = await ask(request, "agency/workload", **read, limit=_MOST)
    own = resolved(result, "document")
    pairs = await every(request, result, "agency/pairs", document=own)
    rows = [row for part in pairs for row in part.rows]
    return [result, pairs[0]], matrix(result.rows, rows, own, str(result.reading), most)


async def _page(
    request: Request, template: str, title: Words, results: list[Result], grid: Grid, file: str, **more: Any
) -> Response:
    result, t = results[0], speaker(language(request))
    own = resolved(result, "document")
    head: Row = only((await ask_further(request, result, ("document/detail", {"document": own})))[0])
    name = str(head["plan_title"] or head["title"])
    return page(
        request,
        template,
        title=f"{name}：{t(title)}",
        results=results,
        crumbs=[
            Crumb(HOME, "/"),
            Crumb(str(head["number"] or name), links.document(own, result.reading)),
            Crumb(title),
        ],
        reading=result.reading,
        own_css=stylesheet(),
        name=name,
        heading=title,
        asked_document=own,
        grid=grid,
        file=file,
        **more,
    )


def _file(request: Request, grid: Grid, stem: str) -> Response:
    t = speaker(language(request))
    name = quote(f"{stem}.csv".replace("/", "-"), safe="")
    disposition = f"attachment; filename=\"{stem.split('-')[0]}.csv\"; filename*=UTF-8''{name}"
    return Response(
        grid.to_csv(t("部门", "Agency"), t("合计", "All")), media_type=CSV, headers={"Content-Disposition": disposition}
    )
