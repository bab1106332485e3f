"""Rows do not depend on the order in which a store was filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.catalogue import Catalogue, Parameter, Query, run
from graph.catalogue.query import Scalar
from graph.catalogue.result import Row
from graph.store.bolt import BoltStore
from tests.queries.mini_plan import FIRST, SECOND
from tests.queries.wide_plan import FDA, THIRD

NODES = {
    "Agency": ("aqsiq", "moa", "sfda", FDA),
    "Measure": (f"{FIRST}/m1", f"{FIRST}/m3"),
    "Document": (FIRST, SECOND, THIRD),
    "Object": ("infant_formula", "elevator"),
    "Section": (f"{FIRST}/s1", f"{THIRD}/s1"),
    "Law": ("dairy_law", "food_law"),
    "Programme": ("programme:放心乳粉",),
    "Instrument": ("licence",),
}
WORDS = ("食品", "没有这样的词语")
DATES = ("2016-03-31", "2001-05-01")


def choices(parameter: Parameter) -> list[Scalar]:
    """Values worth trying; None stands for no filter."""
    some: tuple[Scalar, ...] = {
        "node": NODES.get(parameter.type.label, ()),
        "enum": parameter.values,
        "bool": (True, False),
        "str": WORDS,
        "date": DATES,
    }.get(parameter.type.base, ())
    return [*some] if parameter.required else [None, *some]


def calls(query: Query) -> Iterator[Mapping[str, Scalar]]:
    """Calls worth trying: under every reading, each of the other parameters in turn takes each of its values."""
    first = {p.name: choices(p)[0] for p in query.params}
    reading = query.param("reading")
    for read in choices(reading) if reading else [None]:
        base = {**first, "reading": read} if reading else first
        yield base
        for parameter in query.params:
            yield from ({**base, parameter.name: value} for value in choices(parameter)[1:] if parameter != reading)


def test_the_same_facts_give_the_same_rows(wide: BoltStore, other_wide: BoltStore, catalogue: Catalogue) -> None:
    empty = set()
    for query in catalogue:
        answers = [
            (run(wide, catalogue, query.name, call), run(other_wide, catalogue, query.name, call))
            for call in calls(query)
        ]
        assert all(one.to_dict() == two.to_dict() for one, two in answers), query.name
        if not any(one.rows for one, _ in answers):
            empty.add(query.name)
    assert not empty, "a comparison of nothing with nothing"


def test_pages_add_up_to_the_whole(wide: BoltStore, catalogue: Catalogue) -> None:
    """A limit cuts the ordered rows and nothing else: page after page gives them all, each once."""
    for query in catalogue:
        if query.param("offset") is None:
            continue
        call = next(calls(query))
        whole = run(wide, catalogue, query.name, call)
        pages: list[Row] = []
        offset = 0
        while True:
            page = run(wide, catalogue, query.name, {**call, "limit": 2, "offset": offset})
            pages += page.rows
            if page.next is None:
                break
            offset = page.next
        assert not whole.truncated
        assert pages == list(whole.rows), query.name
