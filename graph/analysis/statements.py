"""The Cypher that keeps runs of analysis beside the facts: a run is one node, its scores are its edges to agencies."""

from __future__ import annotations

DROP = "MATCH (n:Analysis {id: $id}) DETACH DELETE n"
CREATE = "CREATE (n:Analysis) SET n = $run"
SCORE = (
    "UNWIND $rows AS row MATCH (n:Analysis {id: $id}) MATCH (a:Agency {id: row.agency}) "
    "CREATE (n)-[e:SCORES]->(a) SET e = row.properties"
)
RUNS = "MATCH (n:Analysis) RETURN properties(n) AS row ORDER BY n.id"
ONE = "MATCH (n:Analysis {id: $id}) RETURN properties(n) AS row"
SCORES = (
    "MATCH (n:Analysis {id: $id})-[e:SCORES]->(a:Agency) RETURN e.measure AS measure, a.id AS node, a.name AS name, "
    "e.score AS score, e.rank AS place, e.n AS n ORDER BY measure, place, node"
)
