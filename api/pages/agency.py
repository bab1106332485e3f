"""The page of one body: names through time, workload, duties with their words, partners, objects, laws."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.pages import links
from api.pages.backend import ask, ask_further, only, resolved
from api.pages.rendering import HOME, Crumb, Source, page, source
from api.pages.route import PageRoute
from graph.catalogue import Result
from graph.catalogue.query import Words
from graph.catalogue.result import Row

router = APIRouter(route_class=PageRoute, include_in_schema=False)
SHOWN = 100  # rows of a list; the page of the query has the others
_DUTIES = (
    (
        "agency/leads",
        Words("牵头的任务", "Leads"),
        Words("按这一读法，该部门没有牵头的任务。", "By this reading it leads nothing."),
    ),
    (
        "agency/takes_part",
        Words("参加的任务", "Takes part in"),
        Words("按这一读法，该部门没有参加而不牵头的任务。", "By this reading it takes part in nothing."),
    ),
    (
        "agency/shares",
        Words("分工负责的任务", "Shares"),
        Words("按这一读法，该部门没有分工负责的任务。", "By this reading it shares nothing."),
    ),
)
_LISTS = ("agency/names", "agency/objects", "agency/laws", "agency/pairs", "agency/successors")
_READ = ("agency/objects", "agency/laws")  # the lists that depend on the reading


@dataclass(frozen=True)
class DutyList:
    """One list of measures with the words that prove the role."""

    id: str
    title: Words
    empty: Words
    result: Result
    source: Source


@dataclass(frozen=True)
class Partner:
    """A body that stands in the same measures."""

    id: str
    name: str
    measures: int
    numbers: tuple[tuple[str, str], ...]


@router.get("/agencies/{id:path}")
async def agency(request: Request, id: str) -> Response:
    """One body. Query: reading. A name instead of an id leads on to the page of the id."""
    detail = await ask(request, "agency/detail", agency=id)
    own = resolved(detail, "agency")
    if own != id:
        return RedirectResponse(links.address(links.agency(own), dict(request.query_params)), 307)
    read = {"agency": own, "reading": request.query_params.get("reading")}
    bare = {"agency": own, "limit": SHOWN}
    workload, roles, sections, *rest = await ask_further(
        request,
        detail,
        ("agency/workload", read),
        ("agency/roles", read),
        ("agency/sections", {**read, "limit": SHOWN}),
        *((name, {**read, "limit": SHOWN}) for name, _, _ in _DUTIES),
        *((name, {**read, "limit": SHOWN} if name in _READ else bare) for name in _LISTS),
    )
    duties, lists = rest[: len(_DUTIES)], rest[len(_DUTIES) :]
    names, objects, laws, pairs, successors = lists
    row = only(detail)
    return page(
        request,
        "agency.html",
        title=str(row["name"]),
        results=[detail, workload, roles, sections, *duties, *lists],
        crumbs=[Crumb(HOME, "/"), Crumb(Words("部门", "Agencies"), "/agencies"), Crumb(str(row["short"]))],
        reading=roles.reading,
        agency=row,
        others=[name for name in _names(row) if name not in (row["name"], row["short"])],
        figures=next(iter(workload.rows), {"measures": 0}),
        roles=roles,
        sections=sections,
        duties=[
            DutyList(name.rpartition("/")[2], title, empty, result, source(result))
            for (name, title, empty), result in zip(_DUTIES, duties, strict=True)
        ],
        names=names,
        objects=objects,
        laws=laws,
        partners=[_partner(own, pair) for pair in pairs.rows],
        pairs=pairs,
        successors=successors,
    )


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
