"""The registry as records."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from graph.records import records_sha256
from graph.registry import registry
from graph.registry.batch import agency_node, law_node, object_node, registry_batch
from graph.validation import validate

BATCH = registry_batch()
READY = """
import time
import csv, dataclasses, datetime, re, unicodedata
start = time.process_time()
from graph.registry import registry
registry().resolve("质检总局", datetime.date(2014, 4, 21))
print(time.process_time() - start)
"""


def test_the_batch_obeys_the_schema() -> None:
    assert validate(BATCH, None, "") == []


def test_all_labels_and_edges_are_there() -> None:
    for label, least in (
        ("Agency", 380),
        ("Law", 440),
        ("Object", 600),
        ("Instrument", 35),
        ("Code", 117),
        ("ReformEvent", 64),
    ):
        assert BATCH.count(label) >= least, label
    for type_ in ("SUCCEEDED_BY", "PART_OF", "ENDED", "CREATED", "MOVED_FROM", "BROADER", "CLASSIFIED_AS"):
        assert BATCH.count(type_) > 40, type_


def test_every_end_is_a_node_of_the_batch() -> None:
    keys = {(node.label, node.id) for node in BATCH.nodes}
    assert all({edge.source, edge.target} <= keys for edge in BATCH.edges)


def test_keys_of_bodies_laws_and_events_are_ascii() -> None:
    ids = [n.id for n in BATCH.nodes if n.label in ("Agency", "Law", "ReformEvent", "Instrument", "Code")]
    assert all(id_.isascii() for id_ in ids)


def test_the_same_records_each_time() -> None:
    assert records_sha256(registry_batch()) == records_sha256(BATCH)


def test_a_body_s_node() -> None:
    node = next(n for n in BATCH.nodes if n.id == "aqsiq")
    assert node.properties["name"] == "国家质量监督检验检疫总局"
    assert (node.properties["valid_to"], node.properties["origin"]) == ("2018-03-17", "registry")
    assert "质检总局" in str(node.properties["names"])


def test_bodies_on_the_fly_come_from_documents() -> None:
    agency = registry().resolve("省农业农村厅", None, registry().places.get("42")).agency
    assert agency is not None
    node = agency_node(agency, "document")
    assert (node.id, node.properties["origin"], node.properties["jurisdiction"]) == (
        "42:rural:province",
        "document",
        "42",
    )
    assert "valid_from" not in node.properties


def test_nodes_of_laws_and_objects() -> None:
    law = law_node(registry().laws.entries["l_food"])
    assert (law.label, law.properties["planned"], law.properties["first_year"]) == ("Law", False, 2009)
    term = next(t for t in registry().objects if t.surface == "冷链物流")
    assert object_node(term).properties["names"] == ["冷链物流"]


def test_ready_in_a_moment(root: Path) -> None:
    """Importing and the first answer: about 40 ms of processor time; ten times that would be a mistake."""
    subprocess.run([sys.executable, "-c", READY], cwd=root, check=True, capture_output=True)  # compiles once
    run = subprocess.run([sys.executable, "-c", READY], cwd=root, check=True, capture_output=True, text=True)
    assert float(run.stdout) < 0.4
