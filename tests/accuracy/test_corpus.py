"""Accuracy floors on the development corpus, by the corpus's own scorer. The figures are in-sample."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from api.session import read_file
from loaders.contract import extraction_json

# Floors, not aims: what holds today on all nine documents together.
FLOORS = {
    "measure_recall": 0.99,
    "agency_f1": 0.99,
    "role_f1": 0.99,
    "basis": 0.98,
    "open_list": 0.98,
    "collective_f1": 0.98,
    "document": 0.98,
    "law_f1": 0.95,
    "law_action": 0.90,
    "product_recall": 0.90,
    "product_recall_relaxed": 0.95,
    "evidence": 1.0,
}
PERFECT_ON_THE_SAMPLE = ("agency_f1", "role_f1", "basis", "open_list", "document", "evidence", "law_f1", "law_action")


@pytest.fixture(scope="module")
def scorer(corpus: Path) -> Any:
    spec = importlib.util.spec_from_file_location("corpus_score", corpus / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def counts(scorer: Any, corpus: Path) -> dict[str, Counter[str]]:
    """Counts by document, as the scorer makes them from what the extract command would print."""
    out = {}
    for path in sorted((corpus / "gold").glob("*.json")):
        file = corpus / "texts" / f"{path.stem}.txt"
        prediction = scorer.read_prediction(json.dumps(extraction_json(read_file(file)), ensure_ascii=False))
        out[path.stem] = scorer.score_document(scorer.read_gold(path), file.read_bytes().decode(), prediction)
    return out


@pytest.mark.parametrize(("metric", "floor"), FLOORS.items())
def test_floors(scorer: Any, counts: dict[str, Counter[str]], metric: str, floor: float) -> None:
    assert scorer.metrics(scorer.total_of(counts))[metric] >= floor


@pytest.mark.parametrize("metric", PERFECT_ON_THE_SAMPLE)
def test_the_sample_plan_is_read_without_a_fault(scorer: Any, counts: dict[str, Counter[str]], metric: str) -> None:
    assert scorer.metrics(counts["gbf-2014-18"])[metric] == 1.0


def test_no_party_is_invented_where_there_is_no_notation(counts: dict[str, Counter[str]]) -> None:
    assert counts["gx-gzbf2021-106-nev-negative"]["false_parties"] == 0
