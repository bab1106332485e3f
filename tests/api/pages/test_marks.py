"""Marks: notations and names are found in the healed text of a measure, and nothing of the text is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.pages.marks import Passage, key, passages, squeeze
from api.session import read_file, records
from graph.catalogue.result import Row
from graph.evidence import printed

DUTIES = ("LEADS", "PARTICIPATES_IN", "SHARES")


def rows_of(raw: str, notation: int, quote: str, *names: str, after: int = 0) -> list[Row]:
    """Rows of measure/parties for a notation of a raw text; white space in the raw text stays in the places."""
    start = raw.index(quote, after)
    end, at, rows = start + len(quote), start, list[Row]()
    for position, name in enumerate(names, start=1):
        at = raw.index(name, at)
        rows.append({
            "notation": notation, "position": position, "role": "shared", "quote": squeeze(quote).text, "start": start,
            "end": end, "name_start": at, "name_end": at + len(name), "as_named": squeeze(name).text,
        })  # fmt: skip
        at += len(name)
    return rows


def whole(found: list[Passage]) -> str:
    return "".join(piece.text for passage in found for piece in passage.pieces)


def marked(found: list[Passage]) -> dict[str, str]:
    return {piece.mark: piece.text for passage in found for piece in passage.pieces if piece.mark}


def place_of(found: list[Passage], mark: str) -> int:
    """How many characters, white space apart, stand before a mark."""
    before = ""
    for piece in (piece for passage in found for piece in passage.pieces):
        if piece.mark == mark:
            return len(squeeze(before).text)
        before += piece.text
    raise KeyError(mark)


def test_names_are_marked_inside_their_notation() -> None:
    raw = "（一）加强监管。公安部要配合。（质检总局、公安部）"
    found = passages(raw, 0, len(raw), rows_of(raw, 1, "（质检总局、公安部）", "质检总局", "公安部"))
    assert whole(found) == raw
    assert marked(found) == {"p1-1": "质检总局", "p1-2": "公安部"}
    assert [passage.notation for passage in found] == [0, 1]
    assert place_of(found, "p1-2") == raw.rindex("公安部")


def test_a_page_break_inside_a_name_is_healed() -> None:
    raw = "加强监管。（质检\n— 2 —\n总局、公安部）\n"
    healed = "加强监管。（质检总局、公安部）"
    rows = rows_of(raw, 1, "（质检\n— 2 —\n总局、公安部）", "质检\n— 2 —\n总局", "公安部")
    rows = [{**row, "quote": "（质检总局、公安部）"} for row in rows]
    rows[0]["as_named"] = "质检总局"
    found = passages(healed, 0, len(raw), rows)
    assert whole(found) == healed
    assert marked(found) == {"p1-1": "质检总局", "p1-2": "公安部"}


def test_the_same_notation_twice_is_marked_twice() -> None:
    raw = "甲。（公安部负责）乙。（公安部负责）"
    rows = rows_of(raw, 1, "（公安部负责）", "公安部") + rows_of(raw, 2, "（公安部负责）", "公安部", after=8)
    found = passages(raw, 0, len(raw), rows)
    assert whole(found) == raw
    assert [passage.notation for passage in found] == [0, 1, 0, 2]
    assert place_of(found, "p2-1") == raw.rindex("公安部")


def test_a_name_that_is_part_of_another_is_not_taken_for_it() -> None:
    raw = "（国家质检总局、质检总局）"
    found = passages(raw, 0, len(raw), rows_of(raw, 1, raw, "国家质检总局", "、质检总局"))
    assert marked(found) == {"p1-1": "国家质检总局", "p1-2": "、质检总局"}


def test_white_space_of_the_text_stays() -> None:
    raw = "甲\n  （公安部、\n 商务部）\n乙"
    found = passages(raw, 0, len(raw), rows_of(raw, 1, "（公安部、\n 商务部）", "公安部", "商务部"))
    assert whole(found) == raw
    assert marked(found) == {"p1-1": "公安部", "p1-2": "商务部"}


def test_what_is_not_in_the_text_is_not_marked() -> None:
    raw = "甲。（公安部）"
    found = passages("甲。", 0, len(raw), rows_of(raw, 1, "（公安部）", "公安部"))
    assert whole(found) == "甲。"
    assert marked(found) == {}
    assert passages("甲。", 0, 2, []) == [Passage(0, found[0].pieces)]


# ---- real plans -------------------------------------------------------------------------------------------------


def measures_of(path: Path) -> Iterator[tuple[str, str, int, int, list[Row]]]:
    """Raw text of the plan; text, place and rows of parties of each measure that has any."""
    entry = records(read_file(path))
    rows: dict[str, list[Row]] = {}
    for edge in entry.batch.edges:
        if edge.type in DUTIES:
            rows.setdefault(edge.target[1], []).append(dict(edge.properties))
    for node in entry.batch.nodes:
        if node.label == "Measure" and node.id in rows:
            own = node.properties
            yield entry.text, str(own["text"]), int(str(own["start"])), int(str(own["end"])), rows[node.id]


@pytest.mark.parametrize("name", ["gbf-2014-18.txt", "*"])
def test_every_party_of_real_plans_is_marked_where_it_stands(corpus: Path, name: str) -> None:
    count = 0
    for path in sorted((corpus / "texts").glob(name)):
        for raw, text, start, end, rows in measures_of(path):
            found = passages(text, start, end, rows)
            marks = marked(found)
            assert whole(found) == text
            for row in rows:
                assert squeeze(marks[key(row)]).text == row["as_named"]
                assert place_of(found, key(row)) == len(printed(raw, start, int(str(row["name_start"]))))
                count += 1
    assert count >= 88
