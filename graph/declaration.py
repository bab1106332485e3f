"""What a schema is made of: property, node type, edge type; and the closed sets of values."""

from __future__ import annotations

from dataclasses import dataclass

STR, INT, FLOAT, BOOL = "str", "int", "float", "bool"
DATE = "date"  # ISO text YYYY-MM-DD, or YYYY where the day is unknown
STRS = "list[str]"  # flat, one type, no nulls

ROLES = ("lead", "participant", "shared")
# corrected: a person gave the role
BASES = ("explicit", "first_listed", "division_of_duties", "sole", "no_lead_named", "inherited", "corrected")
BROAD_BASES = (*BASES, "first_listed_broad")
ACTIONS = ("制定", "修订", "制修订", "完善", "贯彻实施", "依据", "停止执行")
STAGES = ("study", "drafting", "do", "in_force")
OBJECT_KINDS = ("product", "industry", "service", "facility", "activity", "hazard", "group")
ISSUE_SEVERITIES = ("info", "warning", "error")
DUE_KINDS = ("due", "period", "recurring", "start", "milestone", "ongoing", "event", "relative")
LAW_KINDS = ("law", "regulation", "rule", "plan", "standard", "document", "decision", "party")


@dataclass(frozen=True)
class Property:
    """One property: its name, type, meaning, whether it must be there, and the closed set of its values if any."""

    name: str
    type: str
    doc: str
    required: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class NodeType:
    """One node label. ``shared`` nodes belong to no single document; the others die with theirs.

    ``kept`` nodes are what the program notes about the graph: they are in no batch, no export and no data version.
    ``text`` names the properties that get a text index, ``indexed`` those that get a range index.
    """

    label: str
    doc: str
    properties: tuple[Property, ...]
    shared: bool = False
    kept: bool = False
    text: tuple[str, ...] = ()
    indexed: tuple[str, ...] = ()


@dataclass(frozen=True)
class EdgeType:
    """One edge type and the labels that it may join, read from source to target.

    ``evidence`` edges are extracted from a text: they carry a quote with its offsets and belong to a document.
    """

    type: str
    doc: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    properties: tuple[Property, ...] = ()
    evidence: bool = False
    owned: bool = True  # belongs to a document (property ``document``); False: a fact of the registry
    kept: bool = False  # starts at a ``kept`` node, like it no part of any batch, export or data version


def optional(name: str, type_: str, doc: str, *values: str) -> Property:
    """A property that may be absent."""
    return Property(name, type_, doc, values=values)


def required(name: str, type_: str, doc: str, *values: str) -> Property:
    """A property that must be there."""
    return Property(name, type_, doc, required=True, values=values)


@dataclass(frozen=True)
class Schema:
    """Look-ups over the two tables: node types by label, edge types by type."""

    nodes: dict[str, NodeType]
    edges: dict[str, EdgeType]
