"""Tools: what each offers and takes, made of the query files; and their answers, bounded in rows and in size."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from mcp_types import CallToolResult, TextContent, Tool, ToolAnnotations

from api.http.contract import value_schema
from graph.asking import MAX_QUESTION, Reply
from graph.catalogue import Query, Result
from graph.catalogue.search import MAX_EACH, MAX_WORDS
from graph.errors import PolicyGraphError

Json: TypeAlias = dict[str, Any]

MAX_ROWS = 200  # rows of one answer: more is no help to a reader with a context window
MAX_SIZE = 60_000  # characters of one answer
SEARCH, CATALOG, ASK = "search", "catalog", "ask"
_READING = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def tool_name(query: Query) -> str:
    """agency_leads for agency/leads: names of tools have no slash."""
    return query.name.replace("/", "_")


def tools(queries: list[Query]) -> list[Tool]:
    """All tools: search, catalog and ask first."""
    return [_search(), _catalog(), _ask(), *map(_tool, queries)]


def _tool(query: Query) -> Tool:
    title, said = query.title, query.description
    return _made(
        tool_name(query),
        f"{title.zh} / {title.en}",
        f"{title.zh}。{said.zh}\n{title.en}. {said.en}\nColumns: {', '.join(c.name for c in query.columns)}.",
        {p.name: {**value_schema(p), "description": f"{p.doc.zh} / {p.doc.en}"} for p in query.params},
        [p.name for p in query.params if p.required],
    )


def _search() -> Tool:
    words = {
        "type": "string",
        "minLength": 1,
        "maxLength": MAX_WORDS,
        "description": "一个名称或词语 / a name or a word",
    }
    each = {"type": "integer", "minimum": 1, "maximum": MAX_EACH, "default": 10, "description": "most hits of a kind"}
    said = (
        "按名称或文字查找部门（任何曾用名）、文件、任务、法律、对象；其标识可作其他工具的参数。\n"
        "Finds bodies (by any name that they ever had), documents, measures, laws, objects; ids go into other tools."
    )
    return _made(SEARCH, "查找 / Search", said, {"words": words, "each": each}, ["words"])


def _catalog() -> Tool:
    said = "全部问题及其参数、列和示例。\nAll questions with their parameters, columns and examples."
    return _made(CATALOG, "问题目录 / Catalogue", said, {}, [])


def _ask() -> Tool:
    question = {"type": "string", "minLength": 1, "maxLength": MAX_QUESTION, "description": "一句中文 / in Chinese"}
    said = (
        "一句话提问：给出所选的问题、参数及其来源；有把握才附答案（result），否则说明没有读懂什么，并给出最接近的问题。\n"
        "A question in words: the query chosen and its parameters; the result only if that is sure, else what was not "
        "understood and the nearest queries."
    )
    return _made(ASK, "提问 / Ask", said, {"question": question}, ["question"])


def _made(name: str, title: str, description: str, properties: Json, required: list[str]) -> Tool:
    schema: Json = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    return Tool(name=name, title=title, description=description, input_schema=schema, annotations=_READING)


# ---- answers ----------------------------------------------------------------------------------------------------


def answer(result: Result) -> CallToolResult:
    """Rows with reading, data version and the total; what does not fit is left out and said to be."""
    return _said(_bounded(result))


def reply(asked: Reply) -> CallToolResult:
    """What a question in words was taken for, with the answer where that is sure."""
    result = None if asked.result is None else _bounded(asked.result)
    return _said({**asked.understanding.to_dict(), "result": result})


def _bounded(result: Result) -> Json:
    data = result.to_dict()
    rows = list(result.rows[:MAX_ROWS])
    while rows and len(_text({**data, "rows": rows})) > MAX_SIZE:
        rows = rows[: len(rows) * 3 // 4]
    if len(rows) < len(result.rows):
        first = next((p.value for p in result.params if p.name == "offset"), 0)
        after = int(first) + len(rows) if isinstance(first, int) else len(rows)
        data |= {"truncated": True, "next": after if result.query.param("offset") else None}
    return {**data, "rows": rows}


def listed(name: str, data: list[Json]) -> CallToolResult:
    """An answer that is a list of things."""
    return _said({name: data})


def refusal(error: PolicyGraphError) -> CallToolResult:
    """What went wrong, so that the caller can put it right."""
    said: Json = {"error": error.code, "text": error.what, "where": error.where, "hint": error.hint}
    said["candidates"] = list(getattr(error, "candidates", ()))
    return _said({k: v for k, v in said.items() if v}, is_error=True)


def _said(data: Json, *, is_error: bool = False) -> CallToolResult:
    content = TextContent(type="text", text=_text(data))
    return CallToolResult(content=[content], structured_content=data, is_error=is_error)


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
