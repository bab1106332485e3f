"""Parameters: text or typed values become what a query takes; what cannot is refused with what is accepted."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.catalogue import Query
from graph.catalogue.parameters import bind
from graph.catalogue.query import Scalar
from graph.catalogue.query_file import parse_query
from graph.errors import InvalidParameter

QUERY: Query = parse_query(
    """/*---
title: {zh: 题, en: title}
description: {zh: 说明, en: description}
params:
  agency: {type: "node:Agency"}
  words: {type: str, max: 5, min: 2, default: 食品}
  limit: {type: int, default: 50, min: 1, max: 1000}
  any_number: {type: int, default: 0}
  reading: {type: enum, values: [strict, broad], default: strict}
  collectives: {type: bool, default: false}
  since: {type: date, default: null}
columns: {x: int}
shape: value
examples: [{params: {agency: x}}]
---*/
RETURN 1 AS x""",
    "agency/leads",
    Path("leads.cypher"),
)


def bound(**given: object) -> dict[str, Scalar]:
    return bind(QUERY, {"agency": "质检总局", **given})


def test_what_is_not_given_has_its_default() -> None:
    assert bound() == {
        "agency": "质检总局", "words": "食品", "limit": 50, "any_number": 0, "reading": "strict", "collectives": False,
        "since": None,
    }  # fmt: skip


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_null_and_empty_text_are_not_given(nothing: object) -> None:
    """A form sends its untouched fields as empty text."""
    assert bound(limit=nothing, since=nothing, reading=nothing) == bound()
    with pytest.raises(InvalidParameter) as caught:
        bind(QUERY, {"agency": nothing})
    assert str(caught.value) == ("agency/leads, parameter agency: a value is needed (give an id or a name of Agency)")


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("limit", "7", 7), ("limit", " 7 ", 7), ("limit", 7, 7), ("any_number", "-3", -3), ("any_number", "+3", 3),
        ("collectives", "true", True), ("collectives", "False", False), ("collectives", "1", True),
        ("collectives", True, True), ("collectives", "是", True), ("collectives", "否", False), ("collectives", 0, False),
        ("reading", " broad ", "broad"), ("words", " 药品 ", "药品"),
        ("since", "2014-04-30", "2014-04-30"), ("since", datetime.date(2014, 4, 30), "2014-04-30"),
        ("agency", " 农业部 ", "农业部"),
    ],
)  # fmt: skip
def test_values_are_made_to_fit(name: str, given: object, value: Scalar) -> None:
    found = bound(**{name: given})[name]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("name", "given", "accepted"),
    [
        ("limit", "seven", "a whole number from 1 to 1000"), ("limit", "0", "from 1 to 1000"), ("limit", 1001, "from 1 to 1000"),
        ("limit", "7.0", "whole number"), ("limit", 7.0, "whole number"), ("limit", True, "whole number"),
        ("limit", "１２", "whole number"), ("limit", "1_0", "whole number"), ("any_number", "9" * 19, "whole number"),
        ("any_number", 2**63, "whole number"), ("limit", [1], "whole number"),
        ("reading", "loose", "one of strict, broad"), ("reading", "Strict", "one of strict, broad"), ("reading", 1, "one of"),
        ("collectives", "maybe", "true or false"), ("collectives", 2, "true or false"),
        ("since", "2014-13-01", "a date as YYYY-MM-DD"), ("since", "2014", "a date"), ("since", "20140430", "a date"),
        ("since", datetime.datetime(2014, 4, 30, tzinfo=datetime.UTC), "a date"),
        ("words", "一二三四五六", "text of at most 5"), ("words", "一", "text"), ("words", 5, "text"),
        ("words", "a\x00b", "text"), ("words", "\ud800b", "text"), ("agency", "x" * 201, "an id or a name of Agency"),
        ("agency", {"id": "x"}, "an id or a name of Agency"),
    ],
)  # fmt: skip
def test_a_refusal_names_query_parameter_value_and_what_is_accepted(name: str, given: object, accepted: str) -> None:
    with pytest.raises(InvalidParameter) as caught:
        bound(**{name: given})
    assert caught.value.where == f"agency/leads, parameter {name}"
    assert repr(given)[:50] in caught.value.what
    assert accepted in caught.value.hint


def test_an_unknown_parameter_is_refused_with_near_names() -> None:
    with pytest.raises(InvalidParameter) as caught:
        bound(readings="broad")
    assert str(caught.value) == "agency/leads: there is no parameter 'readings' (did you mean reading?)"
    with pytest.raises(InvalidParameter, match="agency, words, limit"):
        bound(zzz=1)


@given(st.integers(min_value=1, max_value=1000))
def test_a_number_and_its_text_are_the_same(number: int) -> None:
    assert bound(limit=str(number)) == bound(limit=number)


@given(st.text(), st.sampled_from(["limit", "reading", "collectives", "since", "words", "any_number"]))
def test_any_text_is_taken_or_refused_by_name(text: str, name: str) -> None:
    try:
        found = bound(**{name: text})[name]
    except InvalidParameter as error:
        assert error.where.endswith(name)
    else:
        assert found is None or isinstance(found, str | int)
