"""Properties of a run of network analysis and of the scores that it gives."""

from __future__ import annotations

from graph.declaration import FLOAT, INT, STR, STRS, optional, required

READINGS = ("strict", "broad")

ANALYSIS = (
    required("name", STR, "name that the run was given"),
    required("network", STR, "which network was analysed"),
    required("reading", STR, "how the lead rule was read", *READINGS),
    optional("of_document", STR, "id of the one document that was analysed; none for all"),
    required("collectives", STR, "whether classes of bodies were nodes", "with", "without"),
    required("weighting", STR, "how shared measures were weighted in projections"),
    required("merging", STR, "the rule by which parallel responsibilities became one edge"),
    required("measures", STRS, "the scores that were computed, in order"),
    required(
        "data_version", STR, "version of the data that was analysed; the scores are stale where the store has another"
    ),
    required("nodes", INT, "nodes of the network"),
    required("edges", INT, "edges of the network, parallel ones merged"),
    required("version", STR, "version of the program"),
    required("finished", STR, "ISO time in UTC"),
)

SCORE = (
    required("measure", STR, "what was measured, e.g. betweenness"),
    required("score", FLOAT, "the score"),
    required("rank", INT, "rank from 1; equal scores share the best rank among them (1, 2, 2, 4)"),
    required("n", INT, "number of nodes that were ranked"),
)
