"""Networks of agencies and what can be said of them: centralities, components, communities, runs kept in the store.

networkx is the reference for every number. Each table names the reading of the lead rule and the data version.
"""

from graph.analysis.agreement import spearman
from graph.analysis.communities import Communities, communities
from graph.analysis.components import WithoutHub, components, without_hub
from graph.analysis.data import Data
from graph.analysis.measures import (
    MEASURES,
    betweenness,
    constraint,
    degree,
    eigenvector,
    lead_count,
    lead_share,
    measured,
    strength,
)
from graph.analysis.networks import agency_measure, agency_object, bipartite, by_year, projection
from graph.analysis.runs import Run, delete_run, list_runs, read_scores, write_run
from graph.analysis.table import Row, Table

__all__ = [
    "MEASURES",
    "Communities",
    "Data",
    "Row",
    "Run",
    "Table",
    "WithoutHub",
    "agency_measure",
    "agency_object",
    "betweenness",
    "bipartite",
    "by_year",
    "communities",
    "components",
    "constraint",
    "degree",
    "delete_run",
    "eigenvector",
    "lead_count",
    "lead_share",
    "list_runs",
    "measured",
    "projection",
    "read_scores",
    "spearman",
    "strength",
    "without_hub",
    "write_run",
]
