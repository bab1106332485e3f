"""Pairs of code points as numbers: equal exactly where the code points are."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from loaders.mentions.vocabulary.pairs import pair, pairs, places
from loaders.mentions.vocabulary.wordlist import WordList


@given(st.text())
@example("")
@example("食")
@example("食品安全")
@example("𠮷野家食品")
@example("\ud800食品")
def test_each_place_has_the_number_of_its_two_code_points(text: str) -> None:
    numbers = pairs(text)
    assert len(numbers) == max(len(text) - 1, 0)
    for at, number in enumerate(numbers):
        assert number == pair(text[at : at + 2])
        if number >= 0:
            assert [text[i : i + 2] for i in places(numbers, {number})] == [text[at : at + 2]] * numbers.count(number)


@given(st.text("食品安全法𠮷a "), st.integers(0, 5), st.integers(0, 5))
def test_a_list_finds_what_stands_in_the_text(text: str, start: int, stop: int) -> None:
    words = WordList(("食品", "食品安全", "安全法", "全法"))
    end = len(text) - min(stop, len(text))
    found = list(words.find(text, start, end))
    assert all(text.startswith(word, at) and start <= at and at + len(word) <= end for at, word in found)
    assert all(a + len(w) <= b for (a, w), (b, _) in pairwise(found))
    if not found:
        assert not any(word in text[start:end] for word in ("食品", "全法"))
