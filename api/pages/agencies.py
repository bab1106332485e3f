"""The list of bodies with their workload, in official order, by pinyin or by workload."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from api.pages import links
from api.pages.backend import ask_again
from api.pages.language import asked
from api.pages.paging import offset_of, turns
from api.pages.pinyin import syllables
from api.pages.rendering import HOME, Crumb, here, page
from api.pages.route import PageRoute
from graph.catalogue.query import Words
from graph.catalogue.result import Row
from graph.errors import InvalidParameter
from graph.registry import registry

router = APIRouter(route_class=PageRoute, include_in_schema=False)
MOST = 1000  # bodies that are put in order
SHOWN = 200  # bodies on a page
ORDERS = {
    "official": Words("建制序", "official order"),
    "pinyin": Words("拼音", "pinyin"),
    "workload": Words("任务量", "workload"),
}
_TITLE = Words("部门", "Agencies")
_LAST = 10**6  # rank of bodies that the protocol order does not have


@router.get("/agencies")
async def agencies(request: Request) -> Response:
    """All bodies that have measures. Query: reading, document, order (official, pinyin, workload), offset."""
    wish = request.query_params
    order = wish.get("order") or "official"
    if order not in ORDERS:
        where = f"{request.url.path}, parameter order"
        raise InvalidParameter(f"{order[:60]!r} is no order", where=where, hint=f"one of {', '.join(ORDERS)}")
    params = {"reading": wish.get("reading"), "document": wish.get("document"), "limit": MOST}
    result = await ask_again(request, "agency/workload", **params)
    rows, at = ordered(result.rows, order), offset_of(request)
    given = {name: value for name, value in asked(request).items() if name not in ("order", "offset")}
    return page(
        request,
        "agencies.html",
        title=_TITLE,
        results=[result],
        crumbs=[Crumb(HOME, "/"), Crumb(_TITLE)],
        reading=result.reading,
        result=result,
        rows=rows[at : at + SHOWN],
        orders=[
            (name, links.address(here(request), {**given, "order": name}), name == order, ORDERS[name])
            for name in ORDERS
        ],
        turns=turns(request, len(rows[at : at + SHOWN]), len(rows), SHOWN),
        widest=max((int(str(row["measures"])) for row in result.rows), default=0),
    )


def ordered(rows: Sequence[Row], order: str) -> list[Row]:
    """Rows of agency/workload in one of the orders; bodies without a rank come last, by pinyin."""
    if order == "workload":
        return list(rows)
    if order == "pinyin":
        return sorted(rows, key=_by_pinyin)
    return sorted(rows, key=lambda row: (bool(row["collective"]), rank(str(row["agency"])), *_by_pinyin(row)))


def rank(id_: str) -> int:
    """The place of a body in the protocol order (建制序)."""
    known = registry().agency(id_)
    return _LAST if known is None or known.rank is None else known.rank


def _by_pinyin(row: Row) -> tuple[tuple[str, ...], str]:
    return syllables(str(row["short"])), str(row["agency"])
