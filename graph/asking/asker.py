"""Asking: a question in words, understood by phrases and names, and answered by a query of the catalogue.

The words of a question only choose a query and fill its parameters; they never become part of a statement.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.asking.filling import TakenApart
from graph.asking.gazetteer import read_gazetteer
from graph.asking.judging import judge
from graph.asking.lint import breaches, within
from graph.asking.matching import Matcher
from graph.asking.phrases import Phrasebook, read_phrases
from graph.asking.resolving import Names, resolved
from graph.asking.spotting import Spotter
from graph.asking.telling import message
from graph.asking.titles import title_phrase
from graph.asking.understanding import Choice, Understanding
from graph.asking.wording import Cut, spelt
from graph.catalogue import Catalogue, Result, data_version, run
from graph.catalogue.names import Reader
from graph.errors import InvalidParameter, InvalidQueryFile, UsageError

MAX_QUESTION = 200  # characters
_OTHERS = 2  # next best choices that are offered
_KEPT = 4  # data versions whose names are kept


@dataclass(frozen=True)
class Reply:
    """What a question was taken for, and the answer to that; no answer where it is not sure."""

    understanding: Understanding
    result: Result | None


@dataclass(frozen=True)
class _Known:
    """What was read of one version of the data: its names, and whom they stand for."""

    spotter: Spotter
    names: Names


class Asker:
    """Understands and answers questions in words by the queries of a catalogue, from any thread. Make one and keep it.

    Phrases that break the format or name what the catalogue does not have are left out; :meth:`check` says which.

    Args:
        catalogue: the queries; the folders of their files hold the phrases (asks.yaml).
        cut: how words that no list has are divided, by default into characters.
    """

    def __init__(self, catalogue: Catalogue, cut: Cut = list) -> None:
        self.catalogue, self._cut = catalogue, cut
        self._known: dict[str, _Known] = {}  # by data version
        self._lock = threading.Lock()

    def understand(self, store: Reader, question: str) -> Understanding:
        """What a question is taken for; nothing is run. Never guesses: see :class:`Understanding`.

        Raises:
            InvalidParameter: no text, or more than ``MAX_QUESTION`` characters.
            StoreUnreachable, StoreTimeout: from the store.
        """
        checked = _checked(question)
        known = self._of(store)
        asked = self._taken_apart(known.spotter, checked)
        matches = self._matcher.matches(asked)
        verdict = judge(self._matcher, asked.text, matches)
        found = [resolved(store, known.names, asked.text, match) for match in matches[: 1 + _OTHERS]]
        doubts = (*verdict.doubts, *(found[0].doubts if found else ()))
        understood = verdict.understood and not found[0].doubts
        choices = [choice.choice for choice in found]
        others = tuple(choices[1:] if understood else choices[:_OTHERS])
        best = choices[0] if understood else None
        told = message(best, doubts, others)
        return Understanding(checked, understood, not doubts, best, others, verdict.unread, doubts, told)

    def run(self, store: Reader, asked: Understanding | Choice, timeout: float = 10.0) -> Result:
        """The answer to what was understood, sure or not, or to one of the alternatives.

        Raises:
            UsageError: it was not understood, or parameters are missing.
            UnknownName, AmbiguousName, StoreUnreachable, StoreTimeout: as :func:`graph.catalogue.run`.
        """
        choice = asked.choice if isinstance(asked, Understanding) else asked
        if choice is None or choice.missing:
            said = asked.message.en if isinstance(asked, Understanding) else f"{asked.query} needs {asked.missing}"
            raise UsageError(said, where="ask", hint="ask in other words, or ask one of the alternatives")
        return run(store, self.catalogue, choice.query, choice.params, timeout)

    def ask(self, store: Reader, question: str, timeout: float = 10.0) -> Reply:
        """Both: the answer is there if it is sure what is meant. Raises as :meth:`understand` and :meth:`run`."""
        understood = self.understand(store, question)
        return Reply(understood, self.run(store, understood, timeout) if understood.sure else None)

    def warm(self, store: Reader) -> None:
        """Reads phrases and names now, so that the first question need not wait (1 to 2 s). Raises as :meth:`ask`."""
        _ = self._matcher, self._of(store)

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the phrases, as file:line: text."""
        same = (f"{p.path}:{p.line}: {p.text!r} is a phrase of {o.query} too" for p, o in self._matcher.clashes())
        return (*self._read.problems, *breaches(self._read, self.catalogue), *same)

    def check(self) -> None:
        """Raises InvalidQueryFile with every problem of the phrases, if there is any."""
        if self.problems:
            raise InvalidQueryFile(self.problems)

    # ---- what is kept -----------------------------------------------------------------------------------------------

    @cached_property
    def _read(self) -> Phrasebook:
        return sum((read_phrases(folder) for folder in self.catalogue.folders), Phrasebook())

    @cached_property
    def book(self) -> Phrasebook:
        """The phrases of all folders that name what there is, and the titles of the queries."""
        titles = Phrasebook(tuple(title_phrase(query) for query in self.catalogue))
        return within(self._read, self.catalogue) + titles

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher({query.name: query for query in self.catalogue}, self.book, self._cut)

    @cached_property
    def _valued(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for said in self.book.said:
            found[said.scope].add(said.parameter)
        return {scope: frozenset(names) for scope, names in found.items()}

    def _taken_apart(self, spotter: Spotter, question: str) -> TakenApart:
        text = spelt(question)
        units = self._matcher.lexicon.units(text.text)
        return TakenApart(text.text, units, spotter.find(text, units), spotter.gazetteer.only, self._valued)

    def _of(self, store: Reader) -> _Known:
        """Names are read anew when the data changed."""
        version = data_version(store).version
        with self._lock:
            if version not in self._known:
                self._known[version] = _Known(Spotter(read_gazetteer(store), self.book.said, self.book.this), {})
                for old in list(self._known)[:-_KEPT]:
                    del self._known[old]
            return self._known[version]


def _checked(question: str) -> str:
    try:
        question.encode()  # a lone surrogate is no text
    except UnicodeEncodeError as error:
        raise InvalidParameter("the question is no text", where="ask", hint="ask in words") from error
    if not 1 <= len(question.strip()) <= MAX_QUESTION:
        raise InvalidParameter(
            f"a question has 1 to {MAX_QUESTION} characters, not {len(question.strip())}",
            where="ask",
            hint="ask in one sentence",
        )
    return question.strip()
