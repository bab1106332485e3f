"""Statements: the Cypher that writes and reads back records, derived from the schema.

Names of labels, types and properties come from the schema alone (an unknown one is a KeyError); values are always
parameters. All of it is the common ground of Neo4j 5 and the embedded engine: nodes of a document are created and
shared ones merged, while edges are only ever created, since merging them slows down on the embedded engine with
every document. What a document owns is found through the range index on ``document``.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.declaration import EdgeType, NodeType
from graph.schema import SCHEMA

OWNED = tuple(n.label for n in SCHEMA.nodes.values() if not n.shared)  # die with their document
SHARED = tuple(n.label for n in SCHEMA.nodes.values() if n.shared and not n.kept)
KEPT = tuple(n.label for n in SCHEMA.nodes.values() if n.kept)  # notes of the program, no records
FACTS = tuple(t.type for t in SCHEMA.edges.values() if not t.owned and not t.kept)


def has(declared: NodeType | EdgeType, name: str) -> bool:
    """Whether the label or type has a property of this name."""
    return any(p.name == name for p in declared.properties)


def from_document() -> tuple[str, ...]:
    """Types of the edges that start at a document."""
    return tuple(t.type for t in SCHEMA.edges.values() if "Document" in t.sources)


def between_shared() -> tuple[EdgeType, ...]:
    """Types of edges that belong to a document although it owns neither of their ends."""
    return tuple(t for t in SCHEMA.edges.values() if has(t, "document") and {*t.sources, *t.targets} <= _never_owned())


def fact_types(label: str) -> tuple[str, ...]:
    """Types of the edges that state something about a node of the label, whoever says so."""
    return tuple(name for name in FACTS if label in SCHEMA.edges[name].sources)


def _never_owned() -> frozenset[str]:
    return frozenset(SHARED) - {"Document"}


# ---- constraints and indexes -----------------------------------------------------------------------------------------


def ddl() -> tuple[str, ...]:
    """Constraints and indexes of the whole schema; each may be executed again.

    A range index comes before a text index on the same property: the embedded engine keeps the first of the two.
    """
    return tuple(text for node in SCHEMA.nodes.values() for text in _node_ddl(node))


def _node_ddl(node: NodeType) -> Iterable[str]:
    name, label = node.label.lower(), node.label
    yield f"CREATE CONSTRAINT {name}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for property_ in (*([] if node.shared else ["document"]), *node.indexed):
        yield f"CREATE INDEX {name}_{property_} IF NOT EXISTS FOR (n:{label}) ON (n.{property_})"
    for property_ in node.text:
        yield f"CREATE TEXT INDEX {name}_{property_}_text IF NOT EXISTS FOR (n:{label}) ON (n.{property_})"


# ---- nodes -----------------------------------------------------------------------------------------------------------


def create_nodes(label: str) -> str:
    """Create ``$rows``, nodes that are not there."""
    return f"UNWIND $rows AS row CREATE (n:{_label(label)}) SET n = row"


def set_nodes(label: str) -> str:
    """Give the nodes of ``$rows`` these properties and no others, whoever stated them before."""
    return f"UNWIND $rows AS row MERGE (n:{_label(label)} {{id: row.id}}) SET n = row"


def set_registry_nodes(label: str) -> str:
    """The same for the registry: a document that is loaded knows more of itself and keeps its properties."""
    return (
        f"UNWIND $rows AS row MERGE (n:{_label(label)} {{id: row.id}}) WITH n, row{_unless_loaded(label)} SET n = row"
    )


def merge_nodes(label: str) -> str:
    """Create the shared nodes of ``$rows`` that are missing, refresh those that only documents state."""
    return (
        f"UNWIND $rows AS row MERGE (n:{_label(label)} {{id: row.id}}) ON CREATE SET n.origin = 'document' "
        f"WITH n, row WHERE n.origin = 'document'{_and_not_loaded(label)} SET n = row"
    )


def demote_nodes(label: str) -> str:
    """The registry no longer has the nodes of ``$ids``: from now on only documents state them."""
    return f"UNWIND $ids AS id MATCH (n:{_label(label)} {{id: id}}) SET n.origin = 'document'"


def drop_owned(label: str) -> str:
    """Delete the nodes of a label that ``$document`` owns, with all their edges."""
    return f"MATCH (n:{_label(label)} {{document: $document}}) DETACH DELETE n"


def drop_orphans(label: str) -> str:
    """Delete those of the shared nodes ``$ids`` that only documents stated and no document touches any more."""
    return f"UNWIND $ids AS id MATCH (n:{_label(label)} {{id: id}}){_orphan(label)} DETACH DELETE n"


def sweep_orphans(label: str) -> str:
    """The same for all nodes of the label."""
    return f"MATCH (n:{_label(label)}){_orphan(label)} DETACH DELETE n"


def _orphan(label: str) -> str:
    return (
        f" WHERE n.origin = 'document'{_and_not_loaded(label)}"
        " AND NOT EXISTS { MATCH (n)-[e]-() WHERE e.document IS NOT NULL }"
    )


def drop_some(label: str) -> str:
    """Delete up to ``$limit`` nodes of the label with their edges, whatever they are."""
    return f"MATCH (n:{_label(label)}) WITH n LIMIT $limit DETACH DELETE n"


def drop_load() -> str:
    """Delete the entry of an earlier load, ``$id``."""
    return "MATCH (n:Load {id: $id}) DETACH DELETE n"


def touch_load() -> str:
    """Note in the entry ``$id`` that the store changed at ``$finished``."""
    return "MATCH (n:Load {id: $id}) SET n.finished = $finished"


# ---- edges -----------------------------------------------------------------------------------------------------------


def create_edges(type_: str, source: str, target: str) -> str:
    """Create an edge for each of ``$rows`` {source, target, properties}; both ends must be there."""
    return f"{_ends(source, target)} CREATE (a)-[e:{_type(type_)}]->(b) SET e = row.properties"


def create_facts(type_: str, source: str, target: str) -> str:
    """The same for what a document says about a node that only documents state; of others the registry speaks."""
    return (
        f"{_ends(source, target)} WITH a, b, row WHERE a.origin = 'document' "
        f"CREATE (a)-[e:{_type(type_)}]->(b) SET e = row.properties"
    )


def _ends(source: str, target: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (a:{_label(source)} {{id: row.source}}) "
        f"MATCH (b:{_label(target)} {{id: row.target}})"
    )


def drop_outgoing() -> str:
    """Delete the edges that start at ``$document`` itself."""
    return f"MATCH (d:Document {{id: $document}})-[e:{'|'.join(from_document())}]->() DELETE e"


def drop_between(type_: str, source: str) -> str:
    """Delete the edges that belong to ``$document`` and start at the shared nodes ``$ids``."""
    return (
        f"UNWIND $ids AS id MATCH (a:{_label(source)} {{id: id}})-[e:{_type(type_)}]->() "
        "WHERE e.document = $document DELETE e"
    )


def drop_facts(label: str) -> str:
    """Delete what documents said of the shared nodes ``$ids``, to be said anew."""
    return (
        f"UNWIND $ids AS id MATCH (n:{_label(label)} {{id: id}})-[e:{_fact_pattern(label)}]->() "
        "WHERE n.origin = 'document' AND e.document IS NULL DELETE e"
    )


def drop_registry_facts(label: str) -> str:
    """Delete all that was said of the registry's nodes of the label."""
    return (
        f"MATCH (n:{_label(label)})-[e:{_fact_pattern(label)}]->() "
        "WHERE n.origin = 'registry' AND e.document IS NULL DELETE e"
    )


def _fact_pattern(label: str) -> str:
    return "|".join(fact_types(label))


# ---- reading back ----------------------------------------------------------------------------------------------------


def read_nodes(label: str) -> str:
    """Columns ``row``: the properties of each node of the label."""
    return f"MATCH (n:{_label(label)}) RETURN properties(n) AS row"


def read_edges(type_: str, source: str, target: str) -> str:
    """Columns ``source``, ``target``, ``row``: ends and properties of each edge."""
    return (
        f"MATCH (a:{_label(source)})-[e:{_type(type_)}]->(b:{_label(target)}) "
        "RETURN a.id AS source, b.id AS target, properties(e) AS row"
    )


def count_nodes(label: str) -> str:
    """Column ``n``: how many nodes of the label there are."""
    return f"MATCH (n:{_label(label)}) RETURN count(n) AS n"


def read_present(label: str) -> str:
    """Column ``id``: which of ``$ids`` are there."""
    return f"UNWIND $ids AS id MATCH (n:{_label(label)} {{id: id}}) RETURN n.id AS id"


def read_registry_ids(label: str) -> str:
    """Column ``id``: the nodes that the registry stated."""
    return f"MATCH (n:{_label(label)}) WHERE n.origin = 'registry' RETURN n.id AS id"


def read_document() -> str:
    """Column ``row``: the properties of the document ``$document``, if any."""
    return "MATCH (d:Document {id: $document}) RETURN properties(d) AS row"


def read_load() -> str:
    """Column ``row``: the entry of the load ``$id``, if any."""
    return "MATCH (n:Load {id: $id}) RETURN properties(n) AS row"


def read_loads() -> str:
    """Columns ``document`` (null for the registry), ``finished``: when each load finished."""
    return "MATCH (n:Load) RETURN n.document AS document, n.finished AS finished"


def read_loaded() -> str:
    """Columns ``document``, ``load``: properties of each loaded document and of its load."""
    return "MATCH (n:Load)-[:LOADED]->(d:Document) RETURN properties(d) AS document, properties(n) AS load"


def read_owned(label: str) -> str:
    """Column ``id``: the nodes of the label that ``$document`` owns."""
    return f"MATCH (n:{_label(label)} {{document: $document}}) RETURN n.id AS id"


def read_outgoing(label: str) -> str:
    """Columns ``source``, ``type``, ``label``, ``target``: edges that start at what ``$document`` owns."""
    return f"{_anchor(label)}-[e]->(x) {_EDGE_COLUMNS}"


def read_incoming(label: str) -> str:
    """Columns ``source`` (the node that is owned), ``type``, ``label``, ``target``: edges that end there."""
    return f"{_anchor(label)}<-[e]-(x) {_EDGE_COLUMNS}"


_EDGE_COLUMNS = "RETURN n.id AS source, type(e) AS type, head(labels(x)) AS label, x.id AS target"


def _anchor(label: str) -> str:
    key = "id" if label == "Document" else "document"
    return f"MATCH (n:{_label(label)} {{{key}: $document}})"


def read_between(type_: str, source: str, target: str, *, from_source: bool) -> str:
    """Columns ``source``, ``target``: edges of ``$document`` between shared nodes, ``$ids`` being one of the ends."""
    end = "a" if from_source else "b"
    match = {"a": f"(a:{_label(source)})", "b": f"(b:{_label(target)})"}
    match[end] = f"{match[end][:-1]} {{id: id}})"
    return (
        f"UNWIND $ids AS id MATCH {match['a']}-[e:{_type(type_)}]->{match['b']} "
        "WHERE e.document = $document RETURN a.id AS source, b.id AS target"
    )


def read_facts(label: str) -> str:
    """Columns ``source``, ``type``, ``label``, ``target``: what documents said of the shared nodes ``$ids``."""
    return (
        f"UNWIND $ids AS id MATCH (n:{_label(label)} {{id: id}})-[e:{_fact_pattern(label)}]->(x) "
        f"WHERE n.origin = 'document' AND e.document IS NULL {_EDGE_COLUMNS}"
    )


def read_others(label: str) -> str:
    """Columns ``id``, ``loaded``, ``documents``: which documents but ``$document`` touch those of ``$ids`` that
    only documents state; ``loaded`` says whether the node is itself a document that was loaded."""
    loaded = "coalesce(n.loaded, false)" if has(SCHEMA.nodes[label], "loaded") else "false"
    return (
        f"UNWIND $ids AS id MATCH (n:{_label(label)} {{id: id}}) WHERE n.origin = 'document' "
        "OPTIONAL MATCH (n)-[e]-() WHERE e.document IS NOT NULL AND e.document <> $document "
        f"RETURN n.id AS id, {loaded} AS loaded, collect(DISTINCT e.document) AS documents"
    )


# ---- names -----------------------------------------------------------------------------------------------------------


def _label(name: str) -> str:
    return SCHEMA.nodes[name].label


def _type(name: str) -> str:
    return SCHEMA.edges[name].type


def _and_not_loaded(label: str) -> str:
    return " AND coalesce(n.loaded, false) = false" if has(SCHEMA.nodes[label], "loaded") else ""


def _unless_loaded(label: str) -> str:
    return " WHERE coalesce(n.loaded, false) = false" if has(SCHEMA.nodes[label], "loaded") else ""
