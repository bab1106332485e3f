"""The contract: what OpenAPI says of a query's parameters, rows and errors, made of its query file."""

from __future__ import annotations

from typing import Any, TypeAlias

from api.http.media import DEFAULT, FORMATS
from api.http.problem import KINDS, MEDIA_TYPE, RETRY_AFTER, TYPE
from api.http.representation import DATA_VERSION, NEXT, READING, TOTAL, TRUNCATED
from graph.catalogue import Column, Parameter, Query
from graph.catalogue.parameters import MAX_TEXT
from graph.catalogue.query import Scalar, ValueType
from graph.export.answers import GRAPHS, formats_of

Json: TypeAlias = dict[str, Any]
FORMAT, EDITION = "format", "data_version"  # parameters of this face; a query's own of that name goes before
_JSON_TYPES = {"int": "integer", "bool": "boolean"}
# Letters in a pattern; as :data:`graph.catalogue.parameters` takes them, written so that any dialect reads them alike.
_ANY, _INK, _BLANK = r"[^\u0000-\u001f\u007f]", r"[^\s\u0000-\u001f\u007f]", r"\s"


# ---- parameters -------------------------------------------------------------------------------------------------


def parameters(query: Query) -> list[Json]:
    """The query's parameters, then that of this face."""
    own = [_parameter(query, parameter) for parameter in query.params]
    added = {FORMAT: _format(query)} | ({EDITION: _edition()} if query.param("offset") else {})
    return [*own, *(said for name, said in added.items() if not query.param(name))]


def _parameter(query: Query, parameter: Parameter) -> Json:
    example = _example(query, parameter)
    said: Json = {"name": parameter.name, "in": "query", "required": parameter.required}
    said |= {"description": f"{parameter.doc.zh} / {parameter.doc.en}", "schema": value_schema(parameter)}
    if example is not None:
        said["example"] = example
    if not parameter.required:
        said["allowEmptyValue"] = True  # as forms send it: the default holds
    return said


def _example(query: Query, parameter: Parameter) -> Scalar:
    """What the file gives as an example, else what one of its example calls uses, else the default."""
    if parameter.example is not None:
        return parameter.example
    used = (call.params[parameter.name] for call in query.examples if call.params.get(parameter.name) is not None)
    return next(used, parameter.default)


def value_schema(parameter: Parameter) -> Json:
    """JSON schema of what the parameter takes."""
    base = parameter.type.base
    schema: Json = {"type": _JSON_TYPES.get(base, "string")}
    if base == "enum":
        schema["enum"] = list(parameter.values)
    elif base == "date":
        schema["format"] = "date"
    schema |= _bounds(parameter)
    return schema if parameter.default is None else schema | {"default": parameter.default}


def _bounds(parameter: Parameter) -> Json:
    base, low, high = parameter.type.base, parameter.minimum, parameter.maximum
    if base == "int":
        return {name: bound for name, bound in (("minimum", low), ("maximum", high)) if bound is not None}
    if base in ("str", "node"):
        longest = MAX_TEXT if high is None else high
        return {"minLength": 1 if parameter.required else 0, "maxLength": longest, "pattern": _pattern(parameter)}
    return {}


def _pattern(parameter: Parameter) -> str:
    """What text is taken: no control characters, and between blanks, which do not count, as much as is asked for."""
    least = max(parameter.minimum or 1, 1)
    held = f"{_ANY}*{_INK}" + (f"{_ANY}{{{least - 2},}}{_INK}" if least > 1 else "") + f"{_ANY}*"
    return f"^{held}$" if parameter.required else f"^({_BLANK}*|{held})$"


def _format(query: Query) -> Json:
    formats = formats_of(query)
    text = "格式；不填则按 Accept。json 以外不填 limit 时含全部行 / without it, as Accept prefers; files hold all rows"
    schema = {"type": "string", "enum": formats, "default": DEFAULT}
    return {"name": FORMAT, "in": "query", "required": False, "description": text, "schema": schema, "example": "json"}


def _edition() -> Json:
    text = "取后续部分时的数据版本；数据已变则 409 / data version of the first part; 409 if the data changed since"
    schema = {"type": "string", "maxLength": 64}
    return {"name": EDITION, "in": "query", "required": False, "description": text, "schema": schema}


# ---- answers ----------------------------------------------------------------------------------------------------


def component(query: Query, part: str = "") -> str:
    """Name of a schema of the query: AgencyLeads, AgencyLeadsRow."""
    words = query.name.replace("/", "_").split("_")
    return "".join(word.capitalize() for word in words) + part


def reference(name: str) -> Json:
    """A reference to a schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def answer_schemas(query: Query) -> Json:
    """The schemas of an answer and of one of its rows, by name."""
    row = _closed({column.name: _cell(column) for column in query.columns})
    return {component(query): _answer(query), component(query, "Row"): {**row, "title": query.title.zh}}


def _closed(properties: Json) -> Json:
    """An object that has these members and no others."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _cell(column: Column) -> Json:
    text = f"{column.title.zh} / {column.title.en}"
    if column.type.many:
        return {"type": ["array", "null"], "items": _item(column.type), "description": text}
    item = _item(column.type)
    return {**item, "type": [item["type"], "null"], "description": text}


def _item(type_: ValueType) -> Json:
    schema: Json = {"type": _JSON_TYPES.get(type_.base, "string")}
    return schema | {"format": "date"} if type_.base == "date" else schema


def _answer(query: Query) -> Json:
    rows: Json = {"type": "array", "items": reference(component(query, "Row"))}
    if query.shape in ("one", "value"):
        rows["maxItems"] = 1
    text, number = {"type": "string"}, {"type": ["integer", "null"], "description": "offset at which more rows begin"}
    reading: Json = {"enum": ["strict", "broad"]} if query.reads_roles else {"type": "null"}
    values = {p.name: {**_item(p.type), "type": [_item(p.type)["type"], "null"]} for p in query.params}
    return _closed(
        {
            "query": {"type": "string", "const": query.name},
            "title": _closed({"zh": text, "en": text}),
            "params": {**_closed(values), "description": "the parameters as they were used, names as ids"},
            "names": {"type": "object", "additionalProperties": text, "description": "names of the ids in params"},
            "reading": {**reading, "description": "how the lead rule was read"},
            "shape": {"type": "string", "const": query.shape},
            "columns": {"type": "array", "items": _closed({"name": text, "type": text})},
            "rows": rows,
            "truncated": {"type": "boolean", "description": "whether more rows exist than are here"},
            "next": number,
            "total": {"type": "integer", "description": "all rows of the answer, those before the offset included"},
            "data_version": {"type": "string", "description": "changes with every load that changes the graph"},
            "data_finished": {"type": "string", "description": "ISO time of the newest load"},
            "rules": {"type": "array", "items": text, "description": "versions of the rules that read the plans"},
            "registry_version": text,
            "cypher": {"type": "string", "description": "the statement that was run"},
        }
    )


def responses(query: Query) -> Json:
    """The answers of a query's operation by status."""
    ok: Json = {
        "description": f"{query.title.zh} / {query.title.en}",
        "headers": _headers(query),
        "content": {FORMATS[name]: _content(query, name) for name in formats_of(query)},
    }
    return {"200": ok, "304": {"description": "The answer is the one that If-None-Match names"}, **errors()}


def _content(query: Query, format_: str) -> Json:
    if format_ == DEFAULT:
        return {"schema": reference(component(query))}
    head = {"example": ",".join(column.name for column in query.columns) + "\r\n"} if format_ == "csv" else {}
    kind = {"contentMediaType": FORMATS[format_]} if format_ in GRAPHS else {}
    return {"schema": {"type": "string", **kind}, **head}


def _headers(query: Query) -> Json:
    said = {
        TRUNCATED: "true if more rows exist than are here",
        TOTAL: "how many rows the whole answer has",
        NEXT: "offset at which more begin",
        "Content-Disposition": "name of the file; of a part of an answer it says which",
        "Link": "where they are, rel=next",
        DATA_VERSION: "which loads the rows come from",
        READING: "how the lead rule was read" if query.reads_roles else "",
        "ETag": "changes with the answer",
    }
    return {name: {"description": text, "schema": {"type": "string"}} for name, text in said.items() if text}


# ---- errors -----------------------------------------------------------------------------------------------------

_EXAMPLES = {
    "unknown-name": {"detail": "no Agency '质捡总局'", "where": "agency/leads, parameter agency"},
    "ambiguous-name": {"detail": "'广电总局' was the name of several bodies"},
    "invalid-parameter": {"detail": "'many' is not a whole number from 1 to 1000", "where": "agency/leads"},
}
_CANDIDATES = {"unknown-name": ["质检总局"], "unknown-query": ["agency/leads"], "ambiguous-name": ["gov:1 广电总局"]}


def problem_schema() -> Json:
    """The schema of every error."""
    text = {"type": "string"}
    members = {"type": text, "title": text, "status": {"type": "integer"}, "detail": text, "where": text, "hint": text}
    schema = {**_closed({**members, "candidates": {"type": "array", "items": text}}), "title": "RFC 9457 problem"}
    return {**schema, "required": ["type", "title", "status", "detail"]}


def errors(*statuses: int) -> Json:
    """The error answers by status, each with an example of every kind; all of them if none are named."""
    wanted = statuses or sorted({status for status, _ in KINDS.values()})
    return {str(status): _error(status) for status in wanted}


def _error(status: int) -> Json:
    kinds = {kind: title for kind, (known, title) in KINDS.items() if known == status}
    examples = {kind: {"summary": title, "value": _problem(kind)} for kind, title in kinds.items()}
    content = {MEDIA_TYPE: {"schema": reference("Problem"), "examples": examples}}
    error: Json = {"description": "; ".join(kinds.values()), "content": content}
    if status == 503:
        schema = {"type": "integer", "example": RETRY_AFTER}
        error["headers"] = {"Retry-After": {"description": "seconds", "schema": schema}}
    return error


def _problem(kind: str) -> Json:
    status, title = KINDS[kind]
    body: Json = {"type": TYPE + kind, "title": title, "status": status, "detail": title}
    body |= _EXAMPLES.get(kind, {})
    return body | {"candidates": _CANDIDATES[kind]} if kind in _CANDIDATES else body
