"""The home page: the task table of the newest plan, or of the one that is asked for; the same as CSV and XLSX."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from api.pages import links
from api.pages.backend import ask, ask_further, backend, only, resolved
from api.pages.language import asked, language, speaker
from api.pages.paging import offset_of, turns_of
from api.pages.rendering import Crumb, page
from api.pages.route import PageRoute
from api.pages.sheet import CSV, XLSX, csv_file, sheet_of, xlsx_file
from api.pages.task_table import Line, bodies, groups, lines
from graph.catalogue import Result
from graph.catalogue.query import Words
from graph.catalogue.result import Row
from graph.errors import InvalidParameter

router = APIRouter(route_class=PageRoute, include_in_schema=False)
TABLE = "document/task_table"
MOST = 1000  # measures, sections or topics of one plan
SHOWN = 200  # measures on a page
NEWEST = 50  # plans that can be chosen here; /documents has them all
FILTERS = ("agency", "role", "section", "object", "law", "words")
_TITLE = Words("任务分解表", "Task table")
_NAMES = {
    "agency": Words("单位", "agency"),
    "role": Words("角色", "role"),
    "section": Words("章节", "section"),
    "object": Words("对象", "object"),
    "law": Words("法律法规", "law"),
    "words": Words("词语", "words"),
}


@dataclass(frozen=True)
class Option:
    """One value that a filter can take."""

    value: str
    text: str


@dataclass(frozen=True)
class Figures:
    """What the whole table holds, whatever is filtered."""

    measures: int
    led: int
    bodies: int


@router.get("/")
async def home(request: Request) -> Response:
    """任务分解表. Query: document, agency, role, section, object, law, words, reading, offset."""
    given = _given(request)
    plans = await ask(request, "document/list", limit=NEWEST)
    document = given.get("document") or (str(plans.rows[0]["document"]) if plans.rows else "")
    if not document:
        return page(request, "welcome.html", title=_TITLE, results=[plans])
    wanted = {**given, "document": document}
    every = {"document": document, "reading": given.get("reading"), "limit": MOST}
    table, whole, head, sections, topics = await ask_further(
        request,
        plans,
        (TABLE, {**wanted, "offset": offset_of(request), "limit": SHOWN}),
        (TABLE, every),
        ("document/detail", {"document": document}),
        ("document/sections", {"document": document, "limit": MOST}),
        ("document/topics", {"document": document, "limit": MOST}),
    )
    own, found = resolved(table, "document"), lines(whole.rows)
    kept = {"document": own if given.get("document") else "", "reading": given.get("reading")}
    filters = {name: str(value) for name, value in _used(table).items()}
    return page(
        request,
        "home.html",
        title=_TITLE,
        results=[table, plans],
        crumbs=[Crumb(_TITLE)],
        reading=table.reading,
        document=only(head),
        figures=_figures(found),
        table=table,
        groups=groups(lines(table.rows)),
        choices=_choices(request, found, sections, topics),
        given={**dict.fromkeys(("document", *FILTERS), ""), **given, **filters},
        narrowed=_narrowed(request, table),
        all=links.task_table(kept),
        csv=links.task_table({"document": own, **filters, "reading": table.reading}, "csv"),
        xlsx=links.task_table({"document": own, **filters, "reading": table.reading}, "xlsx"),
        shown_plan=own,
        plans=_listed(plans, only(head)),
        turns=turns_of(request, table, SHOWN),
    )


@router.get("/task-table.csv")
async def as_csv(request: Request) -> Response:
    """All rows of the table under the same filters, as they are shown."""
    table, head = await _rows(request)
    text = csv_file(sheet_of(lines(table.rows), _words(request)))
    return _file(text, CSV, "csv", head)


@router.get("/task-table.xlsx")
async def as_xlsx(request: Request) -> Response:
    """The same as a workbook."""
    table, head = await _rows(request)
    sheet = sheet_of(lines(table.rows), _words(request))
    caption = [str(head["plan_title"] or head["title"]), str(head["number"] or ""), _said(request, table)]
    body = await asyncio.to_thread(xlsx_file, sheet, caption, table.data.finished)
    return _file(body, XLSX, "xlsx", head)


async def _rows(request: Request) -> tuple[Result, Row]:
    given = _given(request)
    if not given.get("document"):
        plans = await ask(request, "document/list", limit=1)
        given["document"] = str(plans.rows[0]["document"]) if plans.rows else ""
    head = await ask(request, "document/detail", document=given["document"])
    return await ask(request, TABLE, **given, limit=MOST), only(head)


def _given(request: Request) -> dict[str, str]:
    """The parameters that the table takes. Raises InvalidParameter for any other."""
    given = asked(request)
    given.pop("offset", None)
    unknown = set(given) - {"document", "reading", *FILTERS}
    if unknown:
        raise InvalidParameter(f"there is no parameter {min(unknown)[:60]!r}", where=request.url.path)
    return {name: value for name, value in given.items() if value}


def _figures(found: list[tuple[str, Line]]) -> Figures:
    return Figures(len(found), sum(bool(line.leads) for _, line in found), len(bodies(found)))


def _used(table: Result) -> Mapping[str, object]:
    """The filters that hold, by the ids that the names stand for."""
    return {bound.name: bound.value for bound in table.params if bound.name in FILTERS and bound.value is not None}


def _narrowed(request: Request, table: Result) -> list[tuple[str, str]]:
    t, glossary = speaker(language(request)), backend(request).catalogue.glossary
    return [
        (t(_NAMES[bound.name]), t(glossary.value(bound.shown)) if bound.name == "role" else bound.shown)
        for bound in table.params
        if bound.name in FILTERS and bound.value is not None
    ]


def _choices(
    request: Request, found: list[tuple[str, Line]], sections: Result, topics: Result
) -> Mapping[str, list[Option]]:
    """What each filter can be set to: whatever the whole table holds."""
    t, glossary = speaker(language(request)), backend(request).catalogue.glossary
    return {
        "agency": [Option(body.id, body.name) for body in bodies(found)],
        "role": [Option(role, t(glossary.value(role))) for role in ("lead", "participant", "shared")],
        "section": [Option(str(row["section"]), f"{row['number']}{row['title']}") for row in sections.rows],
        "object": [Option(str(r["object"]), str(r["name"])) for r in topics.rows if r["object"]],
        "law": [Option(str(r["law"]), str(r["name"])) for r in topics.rows if r["law"]],
    }


def _listed(plans: Result, head: Row) -> list[Row]:
    """The newest plans, and the one that is shown if it is older."""
    known = any(row["document"] == head["document"] for row in plans.rows)
    return [*plans.rows] if known else [*plans.rows, head]


def _words(request: Request) -> Mapping[str, str]:
    """What the columns of the files are called."""
    t = speaker(language(request))
    return {
        "section": t("章节", "Section"),
        "number": t("序号", "No."),
        "title": t("任务", "Measure"),
        "leads": t("牵头单位", "Lead"),
        "participants": t("责任单位（参加）", "Takes part"),
        "sharing": t("分工负责", "Shared"),
        "deadlines": t("完成时限", "Deadline"),
        "corrections": t("人工更正", "Corrected by hand"),
    }


def _said(request: Request, table: Result) -> str:
    """Reading, filters and data version in one line."""
    t, glossary = speaker(language(request)), backend(request).catalogue.glossary
    reading = t(glossary.value(str(table.reading)))
    parts = [
        t(f"{reading}读法", f"{reading} reading"),
        *(f"{name}：{text}" for name, text in _narrowed(request, table)),
    ]
    return "；".join([*parts, t(f"数据版本 {table.data.version}", f"data version {table.data.version}")])


def _file(body: bytes, media_type: str, suffix: str, head: Row) -> Response:
    name = f"任务分解表-{head['number'] or head['document']}.{suffix}".replace("/", "-")
    disposition = f"attachment; filename=\"task-table.{suffix}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(body, media_type=media_type, headers={"Content-Disposition": disposition})
