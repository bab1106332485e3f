"""The picture of the schema: complete, current, and the same bytes each time."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from api.schema_picture import schema_svg
from api.schema_reference import schema_data
from graph.schema import SCHEMA


def test_the_committed_picture_is_current(root: Path) -> None:
    """Renew it with: policygraph schema --format svg > graph/schema.svg"""
    assert (root / "graph" / "schema.svg").read_text(encoding="utf-8") == schema_svg()


def test_every_label_and_edge_type_is_in_the_picture() -> None:
    texts = [e.text or "" for e in ElementTree.fromstring(schema_svg()).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314
    shown = {t.strip("←→↻ ") for t in texts}
    assert shown == set(SCHEMA.nodes) | set(SCHEMA.edges)


def test_the_reference_lists_every_property() -> None:
    data = schema_data()
    for node in data["nodes"]:
        assert [p["name"] for p in node["properties"]] == [p.name for p in SCHEMA.nodes[node["label"]].properties]
    assert [e["type"] for e in data["edges"]] == list(SCHEMA.edges)
