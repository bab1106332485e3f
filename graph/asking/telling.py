"""Telling: an understanding in a sentence or two."""

from __future__ import annotations

from collections.abc import Sequence

from graph.asking.understanding import Choice, Given
from graph.catalogue import Words


def message(choice: Choice | None, doubts: Sequence[Words], others: Sequence[Choice]) -> Words:
    """What a question was taken for, and what is doubtful about it."""
    if choice is not None and not doubts:
        taken = _taken(choice)
        return Words(f"问的是{taken.zh}。", f"Taken for {taken.en}.")
    why = Words("；".join(doubt.zh for doubt in doubts), "; ".join(doubt.en for doubt in doubts))
    if choice is not None:
        taken = _taken(choice)
        en = f"It is not sure that this asks for {taken.en}: {why.en}."
        return Words(f"不能肯定问的是不是{taken.zh}：{why.zh}。", en)
    near = Words("、".join(f"“{c.title.zh}”" for c in others), "; ".join(c.title.en for c in others))
    offer = Words(f"最接近的问题：{near.zh}。", f" The nearest questions: {near.en}.") if others else Words("", "")
    return Words(f"没有听懂这个问题：{why.zh}。{offer.zh}", f"The question was not understood: {why.en}.{offer.en}")


def _taken(choice: Choice) -> Words:
    zh, en = f"“{choice.title.zh}”", f"“{choice.title.en}” ({choice.query})"
    if not choice.parameters:
        return Words(zh, en)
    return Words(
        f"{zh}（{'，'.join(map(_given, choice.parameters))}）", f"{en} with {', '.join(map(_given, choice.parameters))}"
    )


def _given(given: Given) -> str:
    return f"{given.name}={given.shown}"
