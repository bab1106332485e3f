"""The home page: the task table of the newest plan, or of the one that is asked for."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.pages.backend import ask, ask_all, only, resolved
from api.pages.rendering import Crumb, page
from api.pages.route import PageRoute
from api.pages.task_table import bodies, groups, lines

router = APIRouter(route_class=PageRoute, include_in_schema=False)
TABLE = "document/task_table"
MOST = 1000  # measures of one plan that are shown


@router.get("/")
async def home(request: Request) -> Response:
    """任务分解表. Query: document (name), reading, agency (id of a body of the table)."""
    asked = request.query_params
    loaded = await ask(request, "document/loaded", limit=MOST)
    plans = [row for row in loaded.rows if row["measures"]]
    document = asked.get("document") or (str(plans[0]["document"]) if plans else "")
    if not document:
        return page(request, "welcome.html", title="任务分解表", results=[loaded])
    reading = asked.get("reading")
    table, head, overview = await ask_all(
        request,
        (TABLE, {"document": document, "reading": reading, "limit": MOST}),
        ("document/detail", {"document": document}),
        ("document/overview", {"document": document, "reading": reading}),
    )
    found, agency = lines(table.rows), asked.get("agency", "")
    return page(
        request,
        "home.html",
        title="任务分解表",
        results=[table, overview, loaded],
        crumbs=[Crumb("任务分解表")],
        reading=table.reading,
        document=only(head),
        overview=only(overview),
        table=table,
        groups=groups(found, agency),
        bodies=bodies(found),
        agency=agency,
        shown_plan=resolved(table, "document"),
        plans=plans,
    )
