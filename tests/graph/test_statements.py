"""Statements: what they are derived from, and that no name gets into them from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from graph import statements
from graph.schema import SCHEMA

OF_A_LABEL: list[Callable[[str], str]] = [
    statements.create_nodes,
    statements.set_nodes,
    statements.set_registry_nodes,
    statements.merge_nodes,
    statements.demote_nodes,
    statements.drop_owned,
    statements.drop_orphans,
    statements.sweep_orphans,
    statements.drop_some,
    statements.read_nodes,
    statements.count_nodes,
    statements.read_present,
    statements.read_registry_ids,
    statements.read_owned,
    statements.read_outgoing,
    statements.read_incoming,
    statements.read_others,
]
OF_A_LABEL_WITH_FACTS: list[Callable[[str], str]] = [
    statements.drop_facts,
    statements.drop_registry_facts,
    statements.read_facts,
]
OF_A_TYPE: list[Callable[[str, str, str], str]] = [
    statements.create_edges,
    statements.create_facts,
    statements.read_edges,
]


def test_every_label_is_unique_by_id_and_indexed_as_declared() -> None:
    found = "\n".join(statements.ddl())
    for node in SCHEMA.nodes.values():
        assert f"FOR (n:{node.label}) REQUIRE n.id IS UNIQUE" in found
        for name in node.indexed:
            assert re.search(rf"CREATE INDEX \w+ IF NOT EXISTS FOR \(n:{node.label}\) ON \(n\.{name}\)", found)
        for name in node.text:
            assert re.search(rf"CREATE TEXT INDEX \w+ IF NOT EXISTS FOR \(n:{node.label}\) ON \(n\.{name}\)", found)
    declared = sum(1 + len(n.indexed) + len(n.text) + (not n.shared) for n in SCHEMA.nodes.values())
    assert len(statements.ddl()) == declared


def test_what_a_document_owns_is_found_by_an_index() -> None:
    found = "\n".join(statements.ddl())
    for label in statements.OWNED:
        assert f"FOR (n:{label}) ON (n.document)" in found
        assert "document" in {p.name for p in SCHEMA.nodes[label].properties}


def test_names_of_constraints_and_indexes_are_used_once() -> None:
    names = re.findall(r"(\w+) IF NOT EXISTS", "\n".join(statements.ddl()))
    assert len(set(names)) == len(names) == len(statements.ddl())


def test_a_range_index_comes_before_a_text_index_on_the_same_property() -> None:
    order = [text.split()[1] for text in statements.ddl() if "(n:Agency) ON (n.name)" in text]
    assert order == ["INDEX", "TEXT"]


def test_what_dies_with_a_document() -> None:
    assert set(statements.OWNED) == {"Section", "Measure", "Task", "Issue"}
    assert "Load" not in statements.SHARED
    assert {t.type for t in statements.between_shared()} == {"REGULATES", "BROADER"}
    assert set(statements.from_document()) == {
        "HAS_SECTION", "HAS_MEASURE", "HAS_TASK", "NAMES", "IMPLEMENTS", "ISSUED_BY", "APPROVED_BY", "ADDRESSED_TO",
    }  # fmt: skip


def test_every_edge_of_a_document_is_found_from_what_it_owns_or_from_itself() -> None:
    """Else a reload would leave it behind."""
    owned = {*statements.OWNED}
    between = {t.type for t in statements.between_shared()}
    for edge in SCHEMA.edges.values():
        if statements.has(edge, "document") and edge.type not in between:
            for source in edge.sources:
                assert source == "Document" or source in owned or set(edge.targets) <= owned, (edge.type, source)


@pytest.mark.parametrize("make", OF_A_LABEL + OF_A_LABEL_WITH_FACTS)
@pytest.mark.parametrize("name", ["Nobody", "agency", "LEADS", "Agency) DETACH DELETE n //", ""])
def test_labels_come_from_the_schema_alone(make: Callable[[str], str], name: str) -> None:
    with pytest.raises(KeyError):
        make(name)


@pytest.mark.parametrize("make", OF_A_TYPE)
@pytest.mark.parametrize(
    "names", [("NOTHING", "Agency", "Measure"), ("LEADS", "Nobody", "Measure"), ("LEADS", "Agency", "")]
)
def test_types_come_from_the_schema_alone(make: Callable[[str, str, str], str], names: tuple[str, str, str]) -> None:
    with pytest.raises(KeyError):
        make(*names)


def all_statements() -> list[str]:
    texts = [make(label) for make in OF_A_LABEL for label in SCHEMA.nodes]
    texts += [make(label) for make in OF_A_LABEL_WITH_FACTS for label in SCHEMA.nodes if statements.fact_types(label)]
    texts += [make(t.type, t.sources[0], t.targets[0]) for make in OF_A_TYPE for t in SCHEMA.edges.values()]
    return texts


def test_values_are_parameters() -> None:
    for text in all_statements():
        assert set(re.findall(r"'([^']*)'", text)) <= {"document", "registry"}
        assert '"' not in text
        assert ";" not in text


def test_edges_are_never_merged() -> None:
    for text in all_statements():
        assert not re.search(r"MERGE[^)]*\)-", text)


def test_registry_nodes_are_refreshed_by_the_registry_only() -> None:
    for label in statements.SHARED:
        assert "WHERE n.origin = 'document'" in statements.merge_nodes(label)
        assert "n.origin = 'document'" in statements.drop_orphans(label)
    assert "coalesce(n.loaded, false) = false" in statements.merge_nodes("Document")
    assert "coalesce(n.loaded, false) = false" in statements.set_registry_nodes("Document")
    assert "loaded" not in statements.merge_nodes("Agency")
