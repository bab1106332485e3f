"""Decisions about terms: what the table says, what is refused in it, and what extraction makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import PolicyGraphError, UnreadableFile, UsageError
from loaders.mentions.objects import find_objects
from loaders.terms import NO_TERMS, Decision, Terms, read_decisions, read_terms, row_of, terms_of
from loaders.text import Span

HEAD = "term\tdecision\tkind\tcanonical\treason\tby\tdate\n"


def names(text: str, terms: Terms) -> list[tuple[str, str, str]]:
    found = find_objects(text, Span(0, len(text)), (), terms)
    return [(text[m.span.start : m.span.end], m.name, m.kind) for m in found]


def test_no_table_is_no_decision(tmp_path: Path) -> None:
    assert read_terms(tmp_path / "terms.tsv") == NO_TERMS
    assert NO_TERMS.version == ""


def test_a_table_is_read(tmp_path: Path) -> None:
    file = tmp_path / "terms.tsv"
    file.write_text(
        f"# 审核\n{HEAD}智能割草机\taccept\tproduct\t农机\t常见\t张三\t2026-01-05\n数据\treject\n液氢储罐\n",
        encoding="utf-8",
    )
    assert read_decisions(file)[0] == Decision("智能割草机", "accept", "product", "农机", "常见", "张三", "2026-01-05")
    terms = read_terms(file)
    assert terms == Terms((("智能割草机", "product", "农机"),), ("数据",))
    assert len(terms.version) == 8


def test_the_version_follows_the_decisions_alone() -> None:
    accepted = Decision("液氢储罐", "accept", "product")
    version = terms_of([accepted]).version
    assert terms_of([Decision("其他"), accepted._replace(reason="新写的理由", by="李四")]).version == version
    assert terms_of([accepted._replace(kind="facility")]).version != version
    assert terms_of([accepted, Decision("数据", "reject")]).version != version


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("割草机\tyes\tproduct", "unknown decision"),
        ("割草机\taccept", "accepted as nothing"),
        ("割草机\taccept\ttool", "accepted as tool"),
        ("草\taccept\tproduct", "two characters"),
        ("割草机\taccept\tproduct\t\t\t\t\t多余", "8 columns"),
        ("\taccept\tproduct", "columns"),
        ("割草机\taccept\tproduct\n割草机\treject", "two lines for one term"),
    ],
)
def test_a_line_that_cannot_be_followed_is_refused(tmp_path: Path, lines: str, said: str) -> None:
    file = tmp_path / "terms.tsv"
    file.write_text(HEAD + lines + "\n", encoding="utf-8")
    with pytest.raises(UsageError) as error:
        read_terms(file)
    assert said in str(error.value)
    assert str(file) in error.value.where


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\xb8\xee\xb2\xdd\xbb\xfa\treject\n"])
def test_what_is_no_utf8_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "terms.tsv"
    file.write_bytes(content)
    with pytest.raises(UnreadableFile):
        read_terms(file)


def test_a_folder_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "terms.tsv").mkdir()
    with pytest.raises(PolicyGraphError):
        read_terms(tmp_path / "terms.tsv")


def test_a_line_is_written_as_it_is_read(tmp_path: Path) -> None:
    decision = Decision("液氢储罐", "accept", "product", "", "第一行\n第二行\t完", "张三")
    (tmp_path / "terms.tsv").write_text(row_of(decision) + "\n", encoding="utf-8")
    assert read_decisions(tmp_path / "terms.tsv") == [decision._replace(reason="第一行 第二行 完")]


# ---- what extraction makes of it --------------------------------------------------------------------------------

TEXT = "加强乌饭树苗监管，推进农产品追溯"


def test_an_accepted_term_is_found() -> None:
    assert names(TEXT, NO_TERMS) == [("农产品", "农产品", "product")]
    accepted = Terms((("乌饭树苗", "product", ""),))
    assert names(TEXT, accepted)[0] == ("乌饭树苗", "乌饭树苗", "product")


def test_an_accepted_term_may_be_another_name_of_a_known_object() -> None:
    (mention, *_) = find_objects(TEXT, Span(0, len(TEXT)), (), Terms((("乌饭树苗", "product", "种苗"),)))
    assert (mention.name, mention.term) == ("种苗", "种苗")
    (mention, *_) = find_objects(TEXT, Span(0, len(TEXT)), (), Terms((("乌饭树苗", "product", "树苗"),)))
    assert (mention.name, mention.term) == ("树苗", "")


def test_a_rejected_term_is_found_no_more_nor_what_stands_in_it() -> None:
    assert names(TEXT, Terms((), ("农产品",))) == []
    assert names("建设农产品广场", Terms((), ("农产品广场",))) == []


def test_one_decision_does_not_stay_for_the_next_text() -> None:
    names(TEXT, Terms((), ("农产品",)))
    assert names(TEXT, NO_TERMS) == [("农产品", "农产品", "product")]
