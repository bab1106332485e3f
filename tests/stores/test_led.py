"""The reading by which a measure is led, against the edges it comes from."""

from __future__ import annotations

from graph.library import Library

LED = "MATCH (m:Measure) RETURN m.id AS id, m.led AS led ORDER BY id"
EDGES = """
MATCH (:Agency)-[r:LEADS|PARTICIPATES_IN|SHARES]->(m:Measure)
RETURN m.id AS id, r.role AS strict, r.broad_role AS broad
"""


def test_a_measure_says_by_which_reading_it_is_led(sample_library: Library) -> None:
    roles = sample_library.store.read(EDGES).rows
    leads = {reading: {row["id"] for row in roles if row[reading] == "lead"} for reading in ("strict", "broad")}
    said = {row["id"]: row["led"] for row in sample_library.store.read(LED).rows}
    assert {id_ for id_, led in said.items() if led == "strict"} == leads["strict"]
    assert {id_ for id_, led in said.items() if led is not None} == leads["strict"] | leads["broad"]
    assert {"strict", "broad"} <= set(said.values())
