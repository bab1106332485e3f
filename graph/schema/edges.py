"""The edge types: which labels each joins, and its properties."""

from __future__ import annotations

from graph import declaration as d
from graph.declaration import BOOL, DATE, INT, STR, STRS, EdgeType, Property, optional, required
from graph.schema.analyses import SCORE
from graph.schema.corrections import CORRECTED
from graph.schema.evidence import EVIDENCE
from graph.schema.times import DUE

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
    *DUE,
    optional("scope", STR, "part of the work that this party has (范围, 生产环节 …), as printed"),
)


_SOURCE = optional("source", STR, "where the fact comes from")
_OWNER = required("document", STR, "id of the document")


def _duty(type_: str, doc: str) -> EdgeType:
    return EdgeType(type_, doc, ("Agency",), ("Measure",), (*EVIDENCE, *_RESPONSIBILITY, *CORRECTED), evidence=True)


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
            *CORRECTED,
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
        "TARGETS",
        "The task or measure is aimed at the object.",
        ("Task", "Measure"),
        ("Object",),
        (*EVIDENCE, *CORRECTED),
        evidence=True,
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
            *CORRECTED,
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
    EdgeType("LOADED", "The load loaded the document.", ("Load",), ("Document",), (), owned=False, kept=True),
    EdgeType(
        "SCORES",
        "The analysis gives the agency a score; derived, never a fact.",
        ("Analysis",),
        ("Agency",),
        SCORE,
        owned=False,
        kept=True,
    ),
)
