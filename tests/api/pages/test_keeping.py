"""What pages keep: answers of the data as they are, and texts of the bytes that the records were made of."""

from __future__ import annotations

from api.pages.keeping import Kept
from api.texts import Texts
from graph.catalogue import Catalogue, DataVersion, Result
from graph.catalogue.catalogue import own_folder
from graph.library import Library

QUERY = Catalogue(own_folder())["document/list"]
PLAN = "国办发〔2014〕18号"


def answer(rows: int, version: str = "v1") -> Result:
    data = DataVersion(version, "2026-01-01T00:00:00Z", (), "")
    return Result(QUERY, (), tuple({"document": str(n)} for n in range(rows)), False, None, rows, data)


def test_an_answer_is_given_again_to_the_same_question_of_the_same_data_only() -> None:
    kept, result = Kept(), answer(1)
    kept.keep("v1", "a/b", {"x": 1}, result)
    assert kept.find("v1", "a/b", {"x": "1"}) is result
    assert kept.find("v2", "a/b", {"x": 1}) is None
    assert kept.find("v1", "a/b", {"x": 2}) is None
    assert kept.find("v1", "a/c", {"x": 1}) is None


def test_what_is_of_other_data_or_of_none_is_not_kept() -> None:
    kept = Kept()
    kept.keep("v1", "a/b", {}, answer(1, "v2"))
    kept.keep("", "a/b", {}, answer(1, ""))
    assert kept.find("v1", "a/b", {}) is kept.find("", "a/b", {}) is None


def test_no_more_rows_are_kept_than_allowed_and_the_oldest_go_first() -> None:
    kept = Kept(most=40)
    for name in ("one", "two", "three", "four", "five"):
        kept.keep("v1", name, {}, answer(9))
    assert [kept.find("v1", name, {}) is None for name in ("one", "two", "five")] == [True, False, False]
    kept.keep("v1", "large", {}, answer(11))
    assert kept.find("v1", "large", {}) is None


def test_a_text_is_found_for_the_bytes_it_was_read_from(sample_library: Library) -> None:
    texts, entry = Texts(sample_library.folder), sample_library.archived(PLAN).entry
    assert texts.find(PLAN, entry.sha256) == texts.find(PLAN, entry.sha256) == entry.text
    assert texts.find(PLAN, "0" * 64) is None
    assert texts.find("国办发〔2014〕19号", entry.sha256) is None
