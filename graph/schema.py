"""The schema: the one declaration of labels, edge types and properties.

Everything that must know them (constraints, upserts, clean-up, validation, query lint, reference) is derived from
the two tables below. Labels and edge types are English, values are Chinese (DESIGN §4).
"""

from __future__ import annotations

from graph import declaration as d
from graph.declaration import BOOL, DATE, INT, STR, STRS, EdgeType, NodeType, Property, Schema, optional, required

_ID = required("id", STR, "key, unique among the nodes of the label")
_ORIGIN = required(
    "origin", STR, "who states the node: the registry, or documents that name it", "registry", "document"
)
_PLACE = (
    required("start", INT, "first code point in the decoded text of the document"),
    required("end", INT, "one past the last code point"),
)

# What every extracted edge carries: no quote, no edge.
EVIDENCE = (
    required("document", STR, "id of the document whose text says so"),
    required("quote", STR, "the whole notation or phrase, without whitespace, form feeds and page numbers"),
    *_PLACE,
    required("name_start", INT, "first code point of the name, counted in the document like start"),
    required("name_end", INT, "one past the name's last code point"),
    required("as_named", STR, "the name as printed"),
    required("rule", STR, "the rule of the grammar that made the edge"),
    required("sha256", STR, "of the bytes the offsets count in"),
)

NODES: tuple[NodeType, ...] = (
    NodeType(
        "Document",
        "A plan, notice, outline or other document; loaded ones have sections, the others are only named.",
        (
            _ID,
            required("title", STR, "title of the notice, or of the text itself"),
            optional("plan_title", STR, "title of the plan that the notice issues"),
            optional("number", STR, "official number, normalised, e.g. 国办发〔2014〕18号"),
            optional("issuer", STR, "issuer as printed"),
            optional("issued", DATE, "date of writing (成文日期)"),
            optional("year", INT, "year of writing"),
            optional("kind", STR, "kind of document, e.g. 行动计划"),
            optional("approved_by", STR, "body that agreed (经…同意), as printed"),
            optional("addressees", STRS, "addressees as printed"),
            optional("implicit_parties", STRS, "collectives charged with every later measure (不再列出)"),
            optional("rule", STR, "the document-wide lead rule as printed (列第一位者为牵头部门，下同)"),
            required("loaded", BOOL, "whether its text was loaded"),
            optional("sha256", STR, "of the bytes the text was decoded from"),
            optional("encoding", STR, "encoding the bytes were decoded with"),
            _ORIGIN,
        ),
        shared=True,
        text=("title",),
    ),
    NodeType(
        "Section",
        "A numbered chapter of a document.",
        (
            _ID,
            required("document", STR, "id of its document"),
            required("ordinal", INT, "place in the document, from 1"),
            required("number", STR, "number as printed, e.g. 一、"),
            required("title", STR, "heading without the number"),
            *_PLACE,
        ),
    ),
    NodeType(
        "Measure",
        "One measure: a numbered unit with (usually) a responsibility notation.",
        (
            _ID,
            required("document", STR, "id of its document"),
            required("ordinal", INT, "place in the document, from 1; printed numbers may restart"),
            required("number", STR, "number as printed, e.g. （九）; empty if none is printed"),
            required("title", STR, "heading or first sentence"),
            required("text", STR, "whole measure, page breaks healed"),
            required("tasks", INT, "number of its tasks"),
            required("parties", INT, "number of named parties over its notations"),
            *_PLACE,
        ),
        text=("title",),  # not the text: an index refuses values over 32 kB
    ),
    NodeType(
        "Task",
        "One clause with a verb of government action; closing duties of local governments hang on the document.",
        (
            _ID,
            required("document", STR, "id of its document"),
            required("ordinal", INT, "place in its measure (or among the closing duties), from 1"),
            required("text", STR, "the clause, page breaks healed"),
            required("verb", STR, "head verb; empty if none was recognised"),
            optional("modifier", STR, "adverb or auxiliary before the verb: 加快, 探索 …"),
            optional("kind", STR, "action of government, or a goal", "action", "goal"),
            *_PLACE,
        ),
    ),
    NodeType(
        "Agency",
        "A body, its state on a day in dated properties; a collective (国务院有关部门) is one with collective.",
        (
            _ID,
            required("name", STR, "full name"),
            required("short", STR, "short name as State Council documents print it"),
            optional("names", STRS, "every name that it goes by, full, short and old"),
            optional("english", STR, "English name"),
            optional("kinds", STRS, "what it is: 国务院组成部门, 议事协调机构 …"),
            required("collective", BOOL, "a class of bodies, not one"),
            optional("level", STR, "level of government", "central", "province", "city", "county"),
            optional("jurisdiction", STR, "GB/T 2260 code of its place; empty for the centre"),
            optional("valid_from", DATE, "first day or year under this identity"),
            optional("valid_to", DATE, "last day or year; none if it still exists"),
            optional("rank", INT, "protocol order (建制序), smaller is earlier"),
            optional("note", STR, "what a reader should know"),
            optional("source", STR, "where the facts come from"),
            _ORIGIN,
        ),
        shared=True,
        text=("name",),
        indexed=("name", "short"),
    ),
    NodeType(
        "Law",
        "A law, regulation, rule, plan or standard that documents name; planned ones included.",
        (
            _ID,
            required("title", STR, "full title"),
            optional("names", STRS, "every name that it goes by"),
            optional("kind", STR, "what it is", *d.LAW_KINDS),
            optional("issuer", STR, "body that issued it"),
            optional("first_year", INT, "year of the first version"),
            optional("number", STR, "official number of the first version"),
            optional("revisions", STRS, "later versions, e.g. 2017修订"),
            optional("status", STR, "in force, repealed, planned …"),
            required("planned", BOOL, "named as still to be written when first met"),
            optional("source", STR, "where the facts come from"),
            _ORIGIN,
        ),
        shared=True,
        text=("title",),
    ),
    NodeType(
        "Object",
        "What measures are aimed at: products, industries, services, facilities, hazards, groups.",
        (
            _ID,
            required("name", STR, "normalised name"),
            required("kind", STR, "what it is", *d.OBJECT_KINDS),
            optional("subkind", STR, "what it is in finer words: certification, import, place …"),
            optional("names", STRS, "surface forms"),
            optional("note", STR, "what a reader should know"),
            _ORIGIN,
        ),
        shared=True,
        text=("name",),
        indexed=("name",),
    ),
    NodeType(
        "Instrument",
        "A policy instrument (标准制修订, 监督抽查 …) of the project's taxonomy.",
        (
            _ID,
            required("name", STR, "Chinese label"),
            optional("english", STR, "English label"),
            optional("rothwell_zegveld", STR, "class after Rothwell & Zegveld"),
            optional("hood", STR, "resource after Hood (NATO)"),
            _ORIGIN,
        ),
        shared=True,
    ),
    NodeType(
        "Programme",
        "A named campaign, project, pilot or activity (“质量月”活动, 百项能效标准推进工程).",
        (
            _ID,
            required("name", STR, "name as printed, page breaks healed"),
            optional("kind", STR, "its head noun: 工程, 专项行动, 活动 …"),
            optional("quoted", BOOL, "whether its name stands in quotation marks"),
            _ORIGIN,
        ),
        shared=True,
        text=("name",),
    ),
    NodeType(
        "Code",
        "A code of a classification, with its edition.",
        (
            _ID,
            required("scheme", STR, "classification and edition, e.g. GB/T 4754-2017"),
            required("code", STR, "the code"),
            required("name", STR, "its heading"),
            optional("level", STR, "门类, 大类 …"),
            _ORIGIN,
        ),
        shared=True,
    ),
    NodeType(
        "ReformEvent",
        "One merger, split, renaming or transfer of a reform of government.",
        (
            _ID,
            required("name", STR, "what happened, in Chinese"),
            required("round", STR, "the reform it belongs to, e.g. 2018改革"),
            required("kind", STR, "merge, rename, create, transfer …"),
            required("year", INT, "year of the reform"),
            optional("day", DATE, "day it took effect, where known"),
            optional("source", STR, "where the facts come from"),
            _ORIGIN,
        ),
        shared=True,
    ),
    NodeType(
        "Load",
        "One finished load of a document or of the registry.",
        (
            _ID,
            optional("document", STR, "id of the document; none for the registry"),
            required("sha256", STR, "of the bytes that were loaded"),
            required("records_sha256", STR, "of the canonical records that were written"),
            required("rules_version", STR, "version of the rules that made the records"),
            required("nodes", INT, "number of nodes written"),
            required("edges", INT, "number of edges written"),
            required("issues", INT, "number of issues"),
            required("finished", STR, "ISO time in UTC"),
        ),
        shared=True,
    ),
    NodeType(
        "Issue",
        "Something that could not be read, resolved or reconciled: never a guess.",
        (
            _ID,
            required("document", STR, "id of its document"),
            required("ordinal", INT, "place in the document, from 1"),
            required("kind", STR, "stable name of the kind, e.g. unknown_agency"),
            required("severity", STR, "how much it matters", *d.ISSUE_SEVERITIES),
            required("text", STR, "what was met, in one sentence"),
            optional("quote", STR, "the words it is about"),
            optional("suggestion", STR, "what to do or what it may be"),
            optional("measure", STR, "printed number of the measure, if it is in one"),
            *_PLACE,
        ),
    ),
)

_RESPONSIBILITY = (
    required("id", STR, "document, measure, notation and party: one edge per party and notation"),
    required("notation", INT, "which notation of the measure, from 1"),
    required("role", STR, "role under the strict reading", *d.ROLES),
    required("basis", STR, "what makes the role so under the strict reading", *d.BASES),
    required("broad_role", STR, "role under the broad reading (下同 covers every list)", *d.ROLES),
    required("broad_basis", STR, "basis under the broad reading", *d.BROAD_BASES),
    required("wording", STR, "duty word as printed: 牵头, 负责, 按职责分工负责, 责任单位 …; empty for a bare list"),
    required("position", INT, "place in the notation, from 1"),
    required("open_list", BOOL, "the list ends in 等"),
    optional("deadline", STR, "time limit inside the notation, as printed"),
    optional("scope", STR, "part of the work that this party has (范围, 生产环节 …), as printed"),
)


_SOURCE = optional("source", STR, "where the fact comes from")
_OWNER = required("document", STR, "id of the document")


def _duty(type_: str, doc: str) -> EdgeType:
    return EdgeType(type_, doc, ("Agency",), ("Measure",), (*EVIDENCE, *_RESPONSIBILITY), evidence=True)


def _part(type_: str, doc: str, sources: tuple[str, ...], target: str) -> EdgeType:
    return EdgeType(type_, doc, sources, (target,), (_OWNER,))


def _fact(type_: str, doc: str, source: str, target: str, *properties: Property) -> EdgeType:
    return EdgeType(type_, doc, (source,), (target,), properties, owned=False)


EDGES: tuple[EdgeType, ...] = (
    _duty("LEADS", "The agency leads the measure (strict reading)."),
    _duty("PARTICIPATES_IN", "The agency takes part in the measure beside a lead, or guides it."),
    _duty("SHARES", "The agency shares the measure with others; nobody leads."),
    EdgeType(
        "REGULATES",
        "The agency stands in the duty list of regulatory tasks aimed at the object (同列该任务责任清单).",
        ("Agency",),
        ("Object",),
        (
            *EVIDENCE,
            required("id", STR, "document, agency and object"),
            required("basis", STR, "lead of the measure, or one of several in its list", "lead", "co_listed"),
            required("verb", STRS, "regulatory verbs of the tasks"),
            required("parties", INT, "largest number of parties beside which it stands"),
            required("task", STRS, "ids of the tasks"),
        ),
        evidence=True,
    ),
    _part("HAS_SECTION", "The document has the section.", ("Document",), "Section"),
    _part(
        "HAS_MEASURE",
        "The section (or a document without sections) has the measure.",
        ("Section", "Document"),
        "Measure",
    ),
    _part(
        "HAS_TASK", "The measure has the task; closing duties hang on the document.", ("Measure", "Document"), "Task"
    ),
    EdgeType(
        "TARGETS", "The task or measure is aimed at the object.", ("Task", "Measure"), ("Object",), EVIDENCE, True
    ),
    EdgeType(
        "NAMES",
        "The task, measure or document names the law or document, with the action it plans.",
        ("Task", "Measure", "Document"),
        ("Law", "Document"),
        (
            *EVIDENCE,
            required("action", STR, "what is to be done with it", *d.ACTIONS),
            optional("stage", STR, "how far", *d.STAGES),
        ),
        evidence=True,
    ),
    EdgeType(
        "IMPLEMENTS",
        "The document says that it implements the other.",
        ("Document",),
        ("Document", "Law"),
        EVIDENCE,
        evidence=True,
    ),
    EdgeType("ISSUED_BY", "The document was issued by the agency.", ("Document",), ("Agency",), EVIDENCE, True),
    EdgeType("APPROVED_BY", "The body agreed to the document (经…同意).", ("Document",), ("Agency",), EVIDENCE, True),
    EdgeType(
        "ADDRESSED_TO",
        "The document, or one of its closing duties, is addressed to the agency.",
        ("Document", "Task"),
        ("Agency",),
        EVIDENCE,
        evidence=True,
    ),
    EdgeType("USES", "The task uses the instrument.", ("Task",), ("Instrument",), EVIDENCE, True),
    EdgeType(
        "PART_OF_PROGRAMME",
        "The measure or task is done within the programme.",
        ("Measure", "Task"),
        ("Programme",),
        EVIDENCE,
        evidence=True,
    ),
    EdgeType(
        "BROADER",
        "The second object is the broader one; from the registry, or from X、Y等Z in a text.",
        ("Object",),
        ("Object",),
        tuple(Property(p.name, p.type, p.doc, False, p.values) for p in EVIDENCE),
        owned=False,
    ),
    _fact("CLASSIFIED_AS", "The object falls under the code.", "Object", "Code"),
    _fact(
        "SUCCEEDED_BY",
        "A pairwise fact: the first body's work (or the part in scope) passed to the second.",
        "Agency",
        "Agency",
        required("event", STR, "id of the reform event"),
        required("day", DATE, "day or year"),
        required("scope", STR, "which work; empty for all"),
        required("primary", BOOL, "whether the second is the main heir"),
        _SOURCE,
    ),
    _fact(
        "PART_OF",
        "The first body is a part, a nameplate or an office of the second.",
        "Agency",
        "Agency",
        optional("kind", STR, "how: 管理, 加挂牌子, 设在, 派出"),
        optional("valid_from", DATE, "first day or year"),
        optional("valid_to", DATE, "last day or year"),
    ),
    _fact(
        "COUNTERPART_OF",
        "The local body does in its place what the central body does for the country.",
        "Agency",
        "Agency",
        optional("function", STR, "the function they share"),
        optional("lagged", BOOL, "the local body kept its form after the centre's reform"),
    ),
    _fact("ENDED", "The event ended the body.", "ReformEvent", "Agency"),
    _fact("CREATED", "The event created the body.", "ReformEvent", "Agency"),
    _fact("MOVED_FROM", "The event moved work away from the body.", "ReformEvent", "Agency"),
    EdgeType("ABOUT", "The issue is about the document or measure.", ("Issue",), ("Document", "Measure"), (_OWNER,)),
    EdgeType("LOADED", "The load loaded the document.", ("Load",), ("Document",), (), owned=False),
)

SCHEMA = Schema({n.label: n for n in NODES}, {e.type: e for e in EDGES})
