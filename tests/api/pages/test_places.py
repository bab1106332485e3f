"""Places: every quote of every edge is marked where it stands, nothing more and nothing less."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.pages.documents import legible
from api.pages.places import Mention, Named, Paragraph, asked_ranges, mentions, paragraphs, part_of, parts
from api.session import read_file, records
from graph.archive import DocumentRecords
from graph.catalogue.result import Row
from graph.errors import InvalidParameter
from graph.records import Edge

NODES = {
    "Agency": "agency",
    "Law": "law",
    "Document": "named_document",
    "Object": "object",
    "Instrument": "instrument",
    "Programme": "programme",
}
FIRST = {"LEADS", "PARTICIPATES_IN", "SHARES", "REGULATES"}


def row_of(edge: Edge) -> Row:
    """An edge as document/mentions gives it."""
    label, id_ = edge.source if edge.type in FIRST else edge.target
    told = dict(edge.properties)
    empty: Row = dict.fromkeys((*NODES.values(), "role", "pieces", "name_pieces", "name"))
    return {**empty, **{k: v for k, v in told.items() if k != "name"}, NODES[label]: id_}  # type: ignore[dict-item]


def evidence(entry: DocumentRecords) -> list[Row]:
    return [row_of(edge) for edge in entry.batch.edges if "quote" in edge.properties]


def marked(lines: list[Paragraph]) -> str:
    return "".join("".join(run.text.split()) for line in lines for run in line.runs if run.asked)


def whole(lines: list[Paragraph]) -> str:
    return "".join("".join(run.text.split()) for line in lines for run in line.runs)


def shown(text: str, given: str, rows: list[Row], cuts: tuple[int, ...] = ()) -> list[Paragraph]:
    return paragraphs(text, (0, len(text)), cuts, Named(mentions(rows)), asked_ranges(given, rows))


def test_every_quote_and_name_of_every_edge_of_the_corpus_is_marked(corpus: Path) -> None:
    total = 0
    for path in sorted((corpus / "texts").glob("*.txt")):
        entry = records(read_file(path))
        rows = evidence(entry)
        named = Named(mentions(rows))
        cuts = sorted({int(str(n.properties["start"])) for n in entry.batch.nodes if n.label in ("Section", "Measure")})
        seen = set()
        for row in rows:
            for start, end, words in (
                (row["start"], row["end"], row["quote"]),
                (row["name_start"], row["name_end"], row["as_named"]),
            ):
                if (start, end, words) in seen:
                    continue
                seen.add((start, end, words))
                around = (max(0, int(str(start)) - 40), min(len(entry.text), int(str(end)) + 40))
                lines = paragraphs(entry.text, around, cuts, named, asked_ranges(f"{start}-{end}", rows))
                assert marked(lines) == "".join(str(words).split()), (path.name, start, end)
        everything = paragraphs(entry.text, (0, len(entry.text)), cuts, named, [])
        assert whole(everything) == "".join(entry.text.split())
        starts = {run.start for line in everything for run in line.runs if run.first}
        assert {m.start for m in mentions(rows) if m.kind == "agency"} <= starts
        total += len(seen)
    assert total > 2000


def test_both_halves_of_a_word_split_by_a_page_break_are_marked_and_the_page_number_is_not() -> None:
    text = "加强监管。（质检\n— 2 —\n总局负责）\n"
    start, end = text.index("质检"), text.index("负责")
    lines = shown(text, f"{start}-{end}", [])
    assert [run.text for line in lines for run in line.runs if run.asked] == ["质检", "总局"]
    assert [line.furniture for line in lines] == [False, True, False]


def test_words_of_a_cell_that_wraps_are_marked_without_the_cells_between_their_lines() -> None:
    text = "| 质检 | 加强监管 |\n| 总局 | 完善制度 |\n"
    first, second = text.index("质检"), text.index("总局")
    pieces = f"{first}-{first + 2} {second}-{second + 2}"
    place: Row = {"start": first, "end": second + 2, "name_start": first, "name_end": second + 2}
    empty: Row = dict.fromkeys((*NODES.values(), "role", "name", "pieces", "name_pieces"))
    row: Row = {**empty, **place, "agency": "aqsiq", "as_named": "质检总局", "pieces": pieces, "name_pieces": pieces}
    lines = shown(text, f"{first}-{second + 2}", [row])
    assert [run.text for line in lines for run in line.runs if run.asked] == ["质检", "总局"]
    assert [run.text for line in lines for run in line.runs if run.mention] == ["质检", "总局"]


def test_of_mentions_in_each_other_the_inner_one_is_the_link() -> None:
    outer = Mention(0, 6, "object", "", "Object", "o", "食品安全标准")
    inner = Mention(0, 2, "object", "", "Object", "i", "食品")
    (line,) = paragraphs("食品安全标准。", (0, 7), (), Named([inner, outer]), [])
    assert [(run.text, run.mention and run.mention.id, run.first) for run in line.runs] == [
        ("食品", "i", True), ("安全标准", "o", False), ("。", None, False),
    ]  # fmt: skip


def test_a_long_line_breaks_where_a_measure_begins() -> None:
    text = "一、总则（一）甲。（二）乙。"
    cuts = (text.index("（一）"), text.index("（二）"))
    assert [whole([line]) for line in shown(text, "", [], cuts)] == ["一、总则", "（一）甲。", "（二）乙。"]


@pytest.mark.parametrize("given", ["x", "1", "1-", "-1", "1-2,", "1-2;3-4", "1" * 10 + "-2"])
def test_what_is_no_place_is_refused(given: str) -> None:
    with pytest.raises(InvalidParameter):
        asked_ranges(given, [])


def test_parts_are_the_whole_text_and_end_with_a_line() -> None:
    text = ("甲" * 99 + "\n") * 1000
    found = parts(text)
    assert "".join(text[a:b] for a, b in found) == text
    assert len(found) > 3
    assert all(text[b - 1] == "\n" for _, b in found)
    assert [part_of(found, a) for a, _ in found] == list(range(len(found)))
    assert part_of(found, 10**9) == len(found) - 1
    assert len(parts("乙" * 100_000)) > 3


def test_what_no_font_defines_is_shown_as_a_missing_type_and_moves_nothing() -> None:
    assert legible("\ue010１２万亿元\U00100000。") == "〓１２万亿元〓。"
