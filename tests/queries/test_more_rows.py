"""More query files, on three small plans, against rows worked out by hand from their text; and that none is left out."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from graph.catalogue import Catalogue, Query, run
from graph.catalogue.result import Row
from graph.declaration import BROAD_BASES
from graph.records import Batch, batch
from graph.store.bolt import BoltStore
from graph.validation import validate
from tests.queries.mini_plan import FIRST, FIRST_TEXT, SECOND, SECOND_TEXT, first_batch, registry_batch
from tests.queries.test_rows import CASES, cut, picked
from tests.queries.wide_cases import LEADS, MORE
from tests.queries.wide_plan import THIRD, THIRD_TEXT, THREE, third_batch, wide_registry


def test_the_third_plan_obeys_the_schema_and_its_text() -> None:
    registry = _joined(registry_batch(), wide_registry())
    known = frozenset((n.label, n.id) for n in (*registry.nodes, *first_batch().nodes))
    assert validate(registry, None, "") == []
    assert validate(third_batch(), THIRD_TEXT, THREE.sha256, known) == []


def _joined(one: Batch, two: Batch) -> Batch:
    return batch("", [*one.nodes, *two.nodes], [*one.edges, *two.edges])


@pytest.mark.parametrize(("name", "params", "columns", "rows"), MORE)
def test_rows(
    wide: BoltStore,
    catalogue: Catalogue,
    name: str,
    params: Mapping[str, object],
    columns: str,
    rows: list[tuple[object, ...]],
) -> None:
    assert picked(run(wide, catalogue, name, params), columns) == rows


# ---- none is left out ----------------------------------------------------------------------------------------------


def test_every_query_file_is_tried(catalogue: Catalogue) -> None:
    assert {q.name for q in catalogue} == {name for name, *_ in (*CASES, *MORE)}


def test_every_column_is_filled_somewhere(mini: BoltStore, wide: BoltStore, catalogue: Catalogue) -> None:
    """A column that is null in every row may as well be a misspelt property."""
    filled = {
        (name, column)
        for store, cases in ((mini, CASES), (wide, MORE))
        for name, params, *_ in cases
        for row in run(store, catalogue, name, params).rows
        for column, cell in row.items()
        if cell is not None
    }
    declared = {(q.name, c.name) for q in catalogue for c in q.columns}
    assert {(name, column) for name, column in declared - filled if column not in NOT_IN_THE_PLANS} == NOT_MET


# What the small plans do not have anywhere; and what they have, but not where the question asks for it.
NOT_IN_THE_PLANS = {"plan_title", "approved_by", "addressees", "pieces", "name_pieces"}  # no tables either
NOT_MET = {
    ("agency/shares", "deadline"),
}


def leads_by_basis(query: Query) -> list[str]:
    return [c.name.removeprefix("lead_") for c in query.columns if c.name in LEADS.split()]


def test_leads_are_counted_by_every_basis_that_a_lead_can_have(catalogue: Catalogue) -> None:
    """A basis that the schema gets and the queries do not count would be missing from the sums without a word."""
    shared_only = {"division_of_duties", "no_lead_named"}
    expected = [
        "broad" if basis == "first_listed_broad" else basis for basis in BROAD_BASES if basis not in shared_only
    ]
    counting = [q for q in catalogue if leads_by_basis(q)]
    assert len(counting) >= 8
    assert all(sorted(leads_by_basis(q)) == sorted(expected) for q in counting)
    assert all(q.reads_roles for q in counting)


def test_quotes_stand_where_the_rows_say(wide: BoltStore, catalogue: Catalogue) -> None:
    """The offsets that come with a quote (or the words of a task) cut it out of the text."""
    texts = {FIRST: FIRST_TEXT, SECOND: SECOND_TEXT, THIRD: THIRD_TEXT}
    checked = 0
    for name, params, *_ in MORE:
        columns = {c.name for c in catalogue[name].columns}
        if not {"start", "end"} <= columns or not columns & {"quote", "text"}:
            continue
        for row in run(wide, catalogue, name, params).rows:
            assert cut(texts[_document(row, params)], row) == row["quote" if "quote" in columns else "text"]
            checked += 1
    assert checked > 100


def _document(row: Row, params: Mapping[str, object]) -> str:
    """Whose words a row gives: that of the document it says, of its measure, or of the question."""
    said = row.get("document") or params.get("document") or row.get("measure") or params.get("measure")
    return str(said).partition("/")[0]
