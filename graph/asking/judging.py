"""Judging: whether the best match may be run as the answer, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.asking.matching import Match, Matcher
from graph.catalogue import Words

# The least likeness, and the least distance to the next best query, at which a match is sure; and the least likeness at
# which it is offered as understood. Chosen on the questions marked dev in tests/queries/ask_questions.yaml, in the
# middle of the stretch in which no figure changes.
SURE, APART, NEAR = 0.55, 0.1, 0.35


@dataclass(frozen=True)
class Verdict:
    """What speaks against a match, and the words of the question that nothing was made of."""

    understood: bool
    doubts: tuple[Words, ...]
    unread: tuple[str, ...]


def judge(matcher: Matcher, text: str, matches: Sequence[Match]) -> Verdict:
    """The verdict on the best of the matches of a question."""
    if not matches:
        doubt = Words("没有一个词和已知的问法相同", "no word of it is in a known question")
        return Verdict(False, (doubt,), (text,) if text else ())
    best = matches[0]
    unread = _stretches(text, matcher, best)
    doubts = [*_unread(unread), *_lacking(best), *_unlike(matcher, best), *_rivals(best, matches[1:])]
    complete = not best.filling.missing and not best.filling.guessed
    return Verdict(complete and best.score >= NEAR, tuple(doubts), unread)


def _stretches(text: str, matcher: Matcher, match: Match) -> tuple[str, ...]:
    """The unread words, neighbours together."""
    found: list[str] = []
    end = -1
    for unit in sorted(matcher.unread(match), key=lambda unit: unit.start):
        words = text[unit.start : unit.end]
        if unit.start == end:
            found[-1] += words
        else:
            found.append(words)
        end = unit.end
    return tuple(dict.fromkeys(found))


def _unread(words: Sequence[str]) -> Iterator[Words]:
    if words:
        yield Words(f"没有读懂“{'”“'.join(words)}”", f"not understood: {', '.join(words)}")


def _lacking(best: Match) -> Iterator[Words]:
    """Names that nobody goes by, and parameters that are not said."""
    for taken in best.filling.guessed:
        near = "、".join(taken.spot.near)
        yield Words(f"没有叫“{taken.value}”的，是不是{near}", f"nobody is called {taken.value}; did you mean {near}")
    guessed = {taken.parameter for taken in best.filling.guessed}
    for name in best.filling.missing:
        parameter = best.query.param(name)
        if name not in guessed and parameter is not None:
            yield Words(f"没有说是哪个{parameter.doc.zh}", f"it does not say which: {parameter.doc.en} ({name})")


def _unlike(matcher: Matcher, best: Match) -> Iterator[Words]:
    unasked = list(dict.fromkeys(matcher.unasked(best)))
    if unasked:
        said = "、".join(unasked)
        yield Words(f"最接近的问法还说了“{said}”", f"the nearest known question also says {said}")
    if best.score < SURE:
        yield Words("和已知的问法都不够像", "it is not like enough to any known question")


def _rivals(best: Match, others: Sequence[Match]) -> Iterator[Words]:
    """Queries that are as near. Those that lack a parameter are none, nor those that rest on a doubtful name, nor those
    that say more or less than the question where the best says the same."""
    rivals = [other for other in others if not other.filling.missing and (other.whole or not best.whole)]
    rivals = [other for other in rivals if best.filling.weak or not other.filling.weak]
    near = [other.query.title for other in rivals if best.score - other.score < APART][:2]
    if near:
        yield Words(
            f"也可能是问{'、'.join(f'“{title.zh}”' for title in near)}",
            f"it may also ask: {'; '.join(title.en for title in near)}",
        )
