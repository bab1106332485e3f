"""Pages of bodies: the list with its workload, and one page each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.pages import links
from api.pages.backend import ask, ask_all, only, resolved
from api.pages.rendering import Crumb, Source, page, source
from api.pages.route import PageRoute
from graph.catalogue import Result
from graph.catalogue.result import Row

router = APIRouter(route_class=PageRoute, include_in_schema=False)
MOST = 1000  # bodies or sections, which are counted
SHOWN = 200  # rows of a list; the page of the query has the others
_FIGURES = ("leads", "takes_part", "shares", "measures")
_DUTIES = (
    ("agency/leads", "牵头的任务", "按这一读法，该部门没有牵头的任务。"),
    ("agency/takes_part", "参加的任务", "按这一读法，该部门没有参加而不牵头的任务。"),
    ("agency/shares", "分工负责的任务", "按这一读法，该部门没有分工负责的任务。"),
)


@dataclass(frozen=True)
class DutyList:
    """One list of measures with the words that prove the role."""

    id: str
    title: str
    empty: str
    result: Result
    source: Source


@dataclass(frozen=True)
class Partner:
    """A body that stands in the same measures."""

    id: str
    name: str
    measures: int
    numbers: tuple[tuple[str, str], ...]


@router.get("/agencies")
async def agencies(request: Request) -> Response:
    """All bodies that have measures, by workload. Query: reading, document."""
    asked = request.query_params
    result = await ask(
        request, "agency/workload", reading=asked.get("reading"), document=asked.get("document"), limit=MOST
    )
    return page(
        request,
        "agencies.html",
        title="部门",
        results=[result],
        crumbs=[Crumb("首页", "/"), Crumb("部门")],
        reading=result.reading,
        result=result,
        widest=max((_int(row["measures"]) for row in result.rows), default=0),
    )


@router.get("/agencies/{id:path}")
async def agency(request: Request, id: str) -> Response:
    """One body: names, workload, duties with their words, partners, successors. Query: reading.

    A name instead of an id leads on to the page of the id.
    """
    detail = await ask(request, "agency/detail", agency=id)
    own = resolved(detail, "agency")
    if own != id:
        return RedirectResponse(links.address(links.agency(own), dict(request.query_params)), 307)
    common = {"agency": own, "reading": request.query_params.get("reading")}
    roles, sections, pairs, successors, *duties = await ask_all(
        request,
        ("agency/roles", common),
        ("agency/sections", {**common, "limit": MOST}),
        ("agency/pairs", {"agency": own, "limit": SHOWN}),
        ("agency/successors", {"agency": own, "limit": SHOWN}),
        *((name, {**common, "limit": SHOWN}) for name, _, _ in _DUTIES),
    )
    row = only(detail)
    return page(
        request,
        "agency.html",
        title=str(row["name"]),
        results=[detail, roles, sections, *duties, pairs, successors],
        crumbs=[Crumb("首页", "/"), Crumb("部门", "/agencies"), Crumb(str(row["short"]))],
        reading=roles.reading,
        agency=row,
        others=[name for name in _names(row) if name not in (row["name"], row["short"])],
        figures=_figures(sections.rows),
        led=next((r["led"] for r in roles.rows), None),
        total=next((r["total"] for r in roles.rows), None),
        roles=roles,
        sections=sections,
        duties=[
            DutyList(name.rpartition("/")[2], title, empty, result, source(result))
            for (name, title, empty), result in zip(_DUTIES, duties, strict=True)
        ],
        partners=[_partner(own, pair) for pair in pairs.rows],
        pairs=pairs,
        successors=successors,
        source=source,
    )


def _figures(sections: Iterable[Row]) -> dict[str, int]:
    """Measures by role. A measure stands in one section, so the sums count each once."""
    rows = list(sections)
    return {name: sum(_int(row[name]) for row in rows) for name in _FIGURES}


def _partner(own: str, pair: Row) -> Partner:
    other = "second" if pair["first"] == own else "first"
    numbers, ids = pair["numbers"], pair["measure_ids"]
    both = zip(numbers, ids, strict=True) if isinstance(numbers, list) and isinstance(ids, list) else ()
    return Partner(
        str(pair[other]),
        str(pair[f"{other}_name"]),
        _int(pair["measures"]),
        tuple((str(number) or "无编号", str(id_)) for number, id_ in both),
    )


def _names(row: Row) -> list[str]:
    return [str(name) for name in row["names"]] if isinstance(row["names"], list) else []


def _int(cell: object) -> int:
    return int(str(cell))
