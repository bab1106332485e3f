"""The schema: the one declaration of labels, edge types and properties.

Everything that must know them (constraints, upserts, clean-up, validation, query lint, reference) is derived from
the tables of this package. Labels and edge types are English, values are Chinese (DESIGN §4).
"""

from graph.declaration import Schema
from graph.schema.edges import EDGES
from graph.schema.evidence import EVIDENCE
from graph.schema.nodes import NODES

SCHEMA = Schema({n.label: n for n in NODES}, {e.type: e for e in EDGES})

__all__ = ["EDGES", "EVIDENCE", "NODES", "SCHEMA"]
