"""Understanding: which question of the catalogue a question in words comes to, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.catalogue.query import Query, Scalar, Words


@dataclass(frozen=True)
class Given:
    """A parameter as the question gives it.

    Attributes:
        name: of the parameter.
        value: what the query takes; of a node its id.
        shown: the value for people; of a node its name.
        words: of the question, in one spelling, that it was taken from; empty for the only document that is loaded,
            which need not be said.
    """

    name: str
    value: Scalar
    shown: str
    words: str = ""

    def to_dict(self) -> dict[str, object]:
        """Plain data for JSON; the order of the names is fixed."""
        return {"name": self.name, "value": self.value, "shown": self.shown, "words": self.words}


@dataclass(frozen=True)
class Choice:
    """A query of the catalogue with parameters.

    Attributes:
        query: its name, agency/leads.
        title: what it asks.
        parameters: those that the question gives; the query's defaults hold for the others.
        score: likeness to the nearest phrase of the query, 0 to 1.
        missing: required parameters that the question does not give: it cannot be run without them.
    """

    query: str
    title: Words
    parameters: tuple[Given, ...]
    score: float
    missing: tuple[str, ...] = ()

    @property
    def params(self) -> Mapping[str, Scalar]:
        """The parameters as :func:`graph.catalogue.run` takes them."""
        return {given.name: given.value for given in self.parameters}

    def to_dict(self) -> dict[str, object]:
        """Plain data for JSON; the order of the names is fixed."""
        return {
            "query": self.query,
            "title": {"zh": self.title.zh, "en": self.title.en},
            "parameters": [given.to_dict() for given in self.parameters],
            "score": round(self.score, 3),
            "missing": list(self.missing),
        }


@dataclass(frozen=True)
class Understanding:
    """What a question was taken for.

    Attributes:
        question: as it was asked, white space at the ends left out.
        understood: a query was found that the question is near to, with all that it needs.
        sure: it may be run and shown as the answer; never without ``understood``.
        choice: that query; None if it was not understood.
        alternatives: the next best queries, at most two; some may miss parameters.
        not_understood: words of the question that nothing was made of.
        doubts: why it is not sure; none if it is.
        message: all that in a sentence or two for people.
    """

    question: str
    understood: bool
    sure: bool
    choice: Choice | None
    alternatives: tuple[Choice, ...]
    not_understood: tuple[str, ...]
    doubts: tuple[Words, ...]
    message: Words

    @property
    def query(self) -> str:
        """Name of the chosen query; empty if it was not understood."""
        return self.choice.query if self.choice is not None else ""

    @property
    def parameters(self) -> tuple[Given, ...]:
        """Parameters of the chosen query."""
        return self.choice.parameters if self.choice is not None else ()

    @property
    def params(self) -> Mapping[str, Scalar]:
        """The same as :func:`graph.catalogue.run` takes them."""
        return self.choice.params if self.choice is not None else {}

    def to_dict(self) -> dict[str, object]:
        """Plain data for JSON; the order of the names is fixed."""
        return {
            "question": self.question,
            "understood": self.understood,
            "sure": self.sure,
            "choice": self.choice.to_dict() if self.choice is not None else None,
            "alternatives": [choice.to_dict() for choice in self.alternatives],
            "not_understood": list(self.not_understood),
            "doubts": [{"zh": doubt.zh, "en": doubt.en} for doubt in self.doubts],
            "message": {"zh": self.message.zh, "en": self.message.en},
        }


def title(query: Query | None, parameter: str) -> Words:
    """What a parameter is called."""
    known = query.param(parameter) if query is not None else None
    return known.doc if known is not None else Words(parameter, parameter)
